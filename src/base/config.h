#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

/* arxdayrc: `set NAME VALUE` and `#` comments, one a line. The names, kinds
 * and defaults are base/options.def. Nothing in a value is expanded but a
 * leading "~/" of a PATH (with the home given), and nothing is executed. */
struct config {
	char *feed_url; /* texts are owned by the struct, never NULL */
	char *api_url;
	char *oai_url;
	char *paper_url;
	char *export_dir; /* "" = current folder */
	double pace;      /* seconds */
	bool refresh_on_start;
	int rebuild_days; /* how far back a refresh rebuilds missed days */
};

/* The defaults of options.def; config_clear() frees what it holds. */
void config_init(struct config *config);
void config_clear(struct config *config);

/* Reads the lines of text[0..len), which came from `name` (for messages).
 * `home` is the user's folder or NULL. Lines that are wrong, such as one with
 * a NUL, are left out, each with a message "NAME:LINE:COLUMN: expected ..." and
 * a line feed appended to *messages; the rest counts. Returns STATUS_CONFIG
 * when there was such a line. */
enum status config_read(struct config *config, const char *name,
			const char *text, size_t len, const char *home,
			struct str *messages) MUST_CHECK;

/* Appends the effective configuration as an arxdayrc that reads back equal. */
void config_print(const struct config *config, struct str *out);

/* The host of a URL ("127.0.0.1" of "http://127.0.0.1:8080/rss"), without
 * user, port or brackets, in lower case, fresh; NULL when it is no http or
 * https URL, or one that two programs could read in two ways. */
char *config_url_host(const char *url);

/* Why a URL may not be set (no http or https URL, a user's name in it, plain
 * http to a host that is not loopback): static text "expected ...", or NULL
 * when nothing speaks against it. */
const char *config_url_problem(const char *url);

/* True for 127.0.0.0/8, ::1 and "localhost". */
bool config_host_is_loopback(const char *host);

#endif
