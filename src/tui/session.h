#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "library/library.h"
#include "library/marks.h"
#include "tui/keymap.h"
#include "tui/log.h"
#include "tui/screen.h"
#include "tui/worker.h"

/* What all views share. All of it belongs to the app. */
struct session {
	struct screen *screen;
	struct library *library; /* the UI thread's, which only reads */
	struct worker *worker;
	struct keymap *keymap;
	struct log log;
	int64_t now;        /* Unix seconds, set before each event */
	char refreshed[24]; /* "07:12", when anything was last fetched; "" */
};

/* Messages into the log, the second kind of what went wrong. */
void session_say(struct session *session, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void session_complain(struct session *session, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* True when the bottom line says what went wrong. */
bool session_complained(const struct session *session);

/* Hands marks to the worker; the keys are copied. */
void session_mark(struct session *session, unsigned marks, bool on,
		  const paper_key *keys, size_t count);

/* Asks the worker to take back or do again the last change. */
void session_travel(struct session *session, bool redo);

#endif
