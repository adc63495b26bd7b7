/* Going to a paper. The library is asked for one row; arXiv by a child that
 * stores the paper, so that the reader only waits for its end in the loop. */

#include "tui/app_goto.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/app_stack.h"
#include "tui/app_sync.h"
#include "tui/view_listing.h"
#include "tui/view_paper.h"

/* Shows a paper that the library holds. STATUS_NOTFOUND when it does not. */
static enum status goto_held(struct app *app, paper_key key, struct error *err)
{
	struct listed listed;
	enum status status;

	if (view_listing_find(app_listing(app), key)) {
		app_pop_all(app);
		return STATUS_OK;
	}
	status = listed_load(app->session.library, key, &listed, err);
	if (status != STATUS_OK)
		return status;
	listed_clear(&listed);
	app_push(app, view_paper_open(&app->session, key));
	return STATUS_OK;
}

static void goto_say(bool error, const char *text, void *context)
{
	struct app *app = context;

	log_add(&app->session.log, error, app->session.now, "%s", text);
}

/* The paper came, or did not. Who has turned to something else meanwhile is not
 * torn away from it. */
static void goto_ended(struct app *app, paper_key key,
		       const struct fetcher_state *state, int code)
{
	struct session *session = &app->session;
	struct listed listed;
	struct error ignored;
	char id[IDENT_TEXT_SIZE];

	ident_format(key, id);
	if (state->cancelled) {
		session_say(session, "the lookup of %s was stopped", id);
		return;
	}
	if (listed_load(session->library, key, &listed, &ignored) !=
	    STATUS_OK) {
		if (code == 0 || !session_complained(session))
			session_complain(session,
					 "the lookup of %s failed; # tries "
					 "again",
					 id);
		return;
	}
	listed_clear(&listed);
	if (app->question != NULL || app->depth > 1)
		session_say(session, "%s has come: # opens it", id);
	else if (goto_held(app, key, &ignored) != STATUS_OK)
		session_complain(session, "%s", ignored.text);
}

static void goto_heard(int fd, short events, void *context)
{
	struct app *app = context;
	struct fetcher_state state;
	paper_key key = app->wanted;
	int code;

	(void)events;
	if (fetcher_read(app->fetcher, goto_say, app))
		return;
	state = *fetcher_state(app->fetcher);
	loop_unwatch(app->loop, fd);
	code = fetcher_end(app->fetcher);
	app->fetcher = NULL;
	app->wanted = 0;
	app_sync_now(app);
	goto_ended(app, key, &state, code);
}

/* The words of the child; the array is the caller's, the texts are not. */
static char **goto_words(char *const *words, char *id)
{
	size_t count = 0;
	char **argv;

	while (words[count] != NULL)
		count++;
	argv = mem_zalloc(count + 2, sizeof(argv[0]));
	memcpy(argv, words, count * sizeof(argv[0]));
	argv[count] = id;
	return argv;
}

static void goto_look_up(struct app *app, paper_key key)
{
	const struct app_options *options = app->options;
	char id[IDENT_TEXT_SIZE];
	struct error err;
	enum status status;
	char **argv;

	ident_format(key, id);
	argv = goto_words(options->lookup_argv, id);
	status = fetcher_start(options->program, argv, "looking up",
			       &app->fetcher, &err);
	free(argv);
	if (status != STATUS_OK) {
		session_complain(&app->session, "%s", err.text);
		return;
	}
	app->wanted = key;
	loop_watch(app->loop, fetcher_fd(app->fetcher), goto_heard, app);
}

/* Why arXiv cannot be asked now; NULL when it can. */
static const char *goto_obstacle(const struct app *app)
{
	if (app->options->offline)
		return "offline: no request is made";
	if (app->options->lookup_argv == NULL)
		return "this is a demonstration in memory: nothing is fetched";
	if (app->fetcher != NULL && app->wanted != 0)
		return "another lookup runs; Esc stops it";
	if (app->fetcher != NULL)
		return "a refresh runs; try again when it has ended";
	return NULL;
}

static void goto_ident(struct app *app, paper_key key)
{
	struct session *session = &app->session;
	const char *obstacle;
	struct error err;
	char id[IDENT_TEXT_SIZE];
	enum status status = goto_held(app, key, &err);

	if (status == STATUS_OK)
		return;
	if (status != STATUS_NOTFOUND) {
		session_complain(session, "%s", err.text);
		return;
	}
	obstacle = goto_obstacle(app);
	if (obstacle == NULL)
		goto_look_up(app, key);
	else
		session_say(session, "%s is not in the library, and %s",
			    ident_format(key, id), obstacle);
}

void app_goto(struct app *app, const char *text)
{
	size_t start = strspn(text, " \t");
	size_t end = strlen(text);
	struct ident id;
	char *word;

	while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
		end--;
	word = mem_strndup(text + start, end - start);
	if (*word == '\0')
		session_say(&app->session, "no identifier was given");
	else if (ident_parse(word, &id))
		goto_ident(app, id.key);
	else
		session_complain(&app->session,
				 "%s is no arXiv identifier such as 2510.07784 "
				 "or hep-th/9901001",
				 word);
	free(word);
}
