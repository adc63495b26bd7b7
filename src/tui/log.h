#ifndef TUI_LOG_H
#define TUI_LOG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the reader had to say: the last message stands in the bottom line, all
 * of them in the messages view. */

/* Messages kept; older ones go. */
#define LOG_MAX 200

struct log_entry {
	bool error;
	int64_t time; /* Unix seconds */
	char *text;   /* owned, one clean line */
};

struct log {
	struct log_entry entries[LOG_MAX];
	size_t count;
	bool showing; /* the last one stands in the bottom line */
};

/* Adds a message and shows it; the text is cleaned. What the last one said
 * already only gets the new time. */
void log_add(struct log *log, bool error, int64_t time, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void log_vadd(struct log *log, bool error, int64_t time, const char *format,
	      va_list args) __attribute__((format(printf, 4, 0)));

/* The message that is shown, NULL when there is none. */
const struct log_entry *log_shown(const struct log *log);

/* Takes it from the bottom line; true when there was one. */
bool log_dismiss(struct log *log);

/* Frees the messages. */
void log_clear(struct log *log);

#endif
