#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "library/library.h"
#include "library/marks.h"
#include "tui/keymap.h"
#include "tui/log.h"
#include "tui/screen.h"
#include "tui/settings.h"
#include "tui/worker.h"

/* Marks that papers get or lose, as they are shown. Borrowed. */
struct mark_change {
	unsigned marks;
	bool on;
	const paper_key *keys;
	size_t count;
};

/* What a view asks of the app, which does it after the key. */
enum wish_kind {
	WISH_NOTHING,
	WISH_DAY,     /* show the listing of `day` */
	WISH_PAPER,   /* show the paper `key` */
	WISH_QUERY,   /* show what `text` finds, under the name `title` */
	WISH_REFRESH, /* fetch */
	WISH_FOLLOW   /* follow the categories of `text`, apart by blanks, and
			 no others */
};

struct wish {
	enum wish_kind kind;
	day_t day;
	paper_key key;
	char *text;  /* owned, NULL none */
	char *title; /* the same */
};

/* What all views share. All of it belongs to the app. */
struct session {
	struct screen *screen;
	struct library *library; /* the UI thread's, which only reads */
	struct worker *worker;
	struct keymap *keymap;
	struct settings *settings; /* borrowed */
	struct log log;
	struct wish wish;
	uint64_t askers;    /* numbers given to those who ask the worker */
	int64_t now;        /* Unix seconds, set before each event */
	int64_t ticks;      /* milliseconds that only grow, set with it */
	char refreshed[24]; /* "07:12", when anything was last fetched; "" */
	/* Shows marks in all views; set by the app. */
	void (*marked)(void *app, const struct mark_change *change);
	void *app;
};

/* Messages into the log, the second kind of what went wrong. */
void session_say(struct session *session, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void session_complain(struct session *session, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* True when the bottom line says what went wrong. */
bool session_complained(const struct session *session);

/* Shows marks in all views and hands them to the worker; the keys are
 * copied. */
void session_mark(struct session *session, unsigned marks, bool on,
		  const paper_key *keys, size_t count);

/* Gives tags to papers and takes others away: lists ended by NULL, taken over
 * with their texts; the keys are copied. */
void session_tag(struct session *session, char **tags, char **untags,
		 const paper_key *keys, size_t count);

/* Sets the note of a paper; "" takes it away. The text is copied. */
void session_note(struct session *session, const char *note, paper_key key);

/* Keeps a place of the reader (library/place.h). The texts are copied. */
void session_place(struct session *session, const char *name,
		   const char *value);

/* Follows an author, or no more. The name is copied. */
void session_follow_author(struct session *session, const char *name, bool on);

/* Asks the worker to take back or do again the last change. */
void session_travel(struct session *session, bool redo);

/* Has the worker follow the categories of a text, apart by blanks, and no
 * others. */
void session_follow(struct session *session, const char *categories);

/* Has the worker read the figures of the days of [from, until]; they come back
 * as a finished job of kind DAYS. */
void session_ask_days(struct session *session, day_t from, day_t until);

/* Makes a wish; the texts are copied and may be NULL. */
void session_wish(struct session *session, const struct wish *wish);

/* Forgets the wish. */
void session_wish_clear(struct session *session);

#endif
