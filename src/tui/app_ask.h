#ifndef TUI_APP_ASK_H
#define TUI_APP_ASK_H

#include "tui/app_state.h"

/* Questions at the bottom of the screen. Each lives as a constant beside what
 * it is asked for; the answer comes back through it. */
struct question {
	const char *label;
	const char *given_up;      /* said when it is cancelled; NULL nothing */
	bool one_key;              /* the next key is the answer */
	enum history_kind history; /* which lines Up brings back */
	/* What Tab may make of a word (tui/complete.h); may be NULL. */
	void (*complete)(const struct complete_context *context,
			 const char *line, size_t at, struct completion *ret);
	/* The answer; the prompt is gone already, so it may ask again. */
	void (*accepted)(struct app *app, const char *text);
	/* What has been typed so far, and how it ends; may be NULL. */
	void (*step)(struct app *app, enum search_step step, const char *text);
};

/* Asks, with a first text; `label` stands in place of the question's own unless
 * it is NULL. */
void app_ask(struct app *app, const struct question *question,
	     const char *label, const char *text);

/* Asks as above, or with a text that is no NULL takes that for the answer. */
void app_answer(struct app *app, const struct question *question,
		const char *text);

/* Gives a key to the question that is asked. */
void app_ask_key(struct app *app, uint32_t key);

/* Gives it a pasted text, which never answers it. */
void app_ask_paste(struct app *app, const char *text);

/* Gives the question up, as Esc does. */
void app_ask_cancel(struct app *app);

#endif
