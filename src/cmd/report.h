#ifndef CMD_REPORT_H
#define CMD_REPORT_H

#include "base/error.h"
#include "base/str.h"
#include "library/listing.h"

/* A listing on its way out: which of its papers, and in which form. */

enum report_form {
	REPORT_TABS,
	REPORT_JSON,
	REPORT_MARKDOWN
};

/* Appends a paper as the line of tab-separated columns that `list` prints. */
void report_tabs(const struct listed *listed, struct str *out);

/* Called after each paper; false ends the work early without an error. */
typedef bool report_pause(void *context);

struct report_choice {
	enum report_form form;
	bool types[ANNOUNCE_COUNT]; /* wanted ones, when some_types */
	bool some_types;            /* false: all, with or without a type */
	bool favourites;            /* only starred ones */
	report_pause *pause;        /* may be NULL */
	void *pause_context;
};

/* Appends the papers of a listing. A paper is shown with the type, day and
 * version of this listing. */
enum status report_write(struct library *library, const struct listing *listing,
			 const struct report_choice *choice, struct str *out,
			 struct error *err) MUST_CHECK;

/* Appends the papers of a day. *ret_whole is false when the ledger says that
 * the listing is not whole, which is said on standard error with the reasons.
 * STATUS_NOTFOUND when the library holds no such day. */
enum status report_day(struct library *library, day_t day,
		       const struct report_choice *choice, struct str *out,
		       bool *ret_whole, struct error *err) MUST_CHECK;

#endif
