#ifndef TUI_FETCHER_H
#define TUI_FETCHER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "source/refresh.h"

/* A refresh or a lookup as a child process: `arxday refresh --progress`, in a
 * process group of its own, its output and messages in one pipe. */
struct fetcher;

/* What was heard of it so far. */
struct fetcher_state {
	const char *doing; /* static: "looking up"; NULL: "refreshing" */
	size_t total;      /* categories; 0 not known yet */
	size_t finished;
	size_t problems; /* failed, stale or cut */
	size_t missed;   /* earlier days that could not be rebuilt */
	size_t empty;    /* categories in which nothing was announced */
	char quiet[256]; /* what was said of the first of them */
	unsigned papers;
	unsigned added;
	char category[CATEGORY_MAX + 1]; /* at work on it; "" none yet */
	bool cancelled;
};

/* Gets a line of words for the user, cleaned by the log. */
typedef void fetcher_say(bool error, const char *text, void *context);

/* Starts it; `doing` goes into the state. */
enum status fetcher_start(const char *program, char *const *argv,
			  const char *doing, struct fetcher **ret,
			  struct error *err) MUST_CHECK;

/* Readable when there is something to hear. */
int fetcher_fd(const struct fetcher *fetcher);

/* Takes in what it wrote; problems and other lines go to `say`. False when it
 * has ended. */
bool fetcher_read(struct fetcher *fetcher, fetcher_say *say, void *context);

/* What was heard so far; valid until the next call. */
const struct fetcher_state *fetcher_state(const struct fetcher *fetcher);

/* Asks it to stop; it ends on its own after that. */
void fetcher_cancel(struct fetcher *fetcher);

/* Ends it when it still runs (half a second of patience), collects its exit
 * code and frees it. */
int fetcher_end(struct fetcher *fetcher);

#endif
