#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/* Errors as values: a status says what kind of outcome it was, a struct error
 * owned by the caller says it in words. Nothing here prints; the text is
 * printed once, at the top (src/cmd, src/tui/app). */

#define MUST_CHECK __attribute__((warn_unused_result))

enum status {
#define STATUS(name, meaning, code) STATUS_##name,
#include "base/status.def"
#undef STATUS
	STATUS_MAX
};

/* Bytes that the text of an error may take, the final NUL included. */
#define ERROR_TEXT_SIZE 512

/* What went wrong. A plain value: copying it is fine, nothing to free. The
 * text is one line of valid UTF-8 that passed the gate of base/text.h, so it
 * may be shown as it is. */
struct error {
	enum status status;
	int native; /* errno, HTTP code or SQLite code; 0 when there is none */
	char text[ERROR_TEXT_SIZE];
};

/* The exit code of a command that ends with this status (DESIGN section 5). */
int status_exit_code(enum status status);

/* Fills *err (which may be NULL) and returns the status, so that
 * `return error_set(err, STATUS_DB, rc, "cannot open %s", path);` does both.
 * The text is sanitised and cut to fit. */
enum status error_set(struct error *err, enum status status, int native,
		      const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Puts "context: " before the text of *err (which may be NULL). */
void error_prefix(struct error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Empties *err: status OK, no text. */
void error_clear(struct error *err);

#endif
