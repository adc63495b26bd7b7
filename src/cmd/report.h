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

/* True when the ledger says that the listing is not whole; says so on standard
 * error with the reasons. */
bool report_warn(struct library *library, const struct listing *listing);

/* True when the library holds the day, whole or not, or knows that its fetch
 * failed. */
bool report_is_known(const struct listing *listing);

#endif
