/* Decisions. The view on top says which papers are meant; marks are shown at
 * once in all views and written behind by the worker. */

#include "tui/app_decide.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tui/app_papers.h"

static bool all_have(const struct chosen *papers, size_t count, unsigned marks)
{
	for (size_t i = 0; i < count; i++) {
		if ((papers[i].marks & marks) != marks)
			return false;
	}
	return true;
}

/* Marks those that are not so yet; returns how many these are. */
static size_t decide_mark(struct app *app, const struct chosen *papers,
			  size_t count, unsigned marks, bool on)
{
	paper_key *keys = mem_zalloc(count + 1, sizeof(keys[0]));
	size_t changed = 0;

	for (size_t i = 0; i < count; i++) {
		if (on ? (papers[i].marks & marks) != marks
		       : (papers[i].marks & marks) != 0)
			keys[changed++] = papers[i].key;
	}
	if (changed > 0)
		session_mark(&app->session, marks, on, keys, changed);
	free(keys);
	return changed;
}

/* What became of several papers. */
static void decide_tell(struct app *app, size_t count, size_t changed)
{
	if (count > 1 && changed > 0)
		session_say(&app->session,
			    "%zu paper%s changed; u takes it back", changed,
			    changed == 1 ? "" : "s");
	else if (count > 1)
		session_say(&app->session, "they are so already");
}

/* Sets marks; with `toggle` they go when all papers have them. */
static void decide_marks(struct app *app, unsigned marks, bool toggle,
			 bool step)
{
	struct chosen *papers;
	size_t count = app_papers(app, SCOPE_CHOSEN, &papers);

	if (count > 0) {
		bool on = !toggle || !all_have(papers, count, marks);

		decide_tell(app, count,
			    decide_mark(app, papers, count, marks, on));
		/* A paper that went out of view is gone from under the cursor,
		 * which stands on the next one already. */
		app_papers_done(app,
				step && count == 1 &&
					app_papers_first(app) == papers[0].key);
	} else {
		session_say(&app->session, "no paper is chosen here");
	}
	free(papers);
}

/* Hiding is reading too, and so no hidden paper counts as unread; one step
 * takes both back. */
static void decide_hide(struct app *app)
{
	struct chosen *papers;
	size_t count = app_papers(app, SCOPE_CHOSEN, &papers);
	bool hidden = count > 0 && all_have(papers, count, MARK_HIDDEN);

	free(papers);
	if (hidden)
		decide_marks(app, MARK_HIDDEN, true, true);
	else
		decide_marks(app, MARK_HIDDEN | MARK_READ, false, true);
}

static void decide_read_all(struct app *app)
{
	struct chosen *papers;
	size_t count = app_papers(app, SCOPE_ALL, &papers);
	size_t unread = decide_mark(app, papers, count, MARK_READ, true);

	if (unread > 0)
		session_say(&app->session,
			    "%zu paper%s marked read; u takes it back", unread,
			    unread == 1 ? "" : "s");
	else
		session_say(&app->session, "no unread paper is in view");
	free(papers);
}

bool app_decide(struct app *app, enum action action)
{
	switch ((int)action) {
	case ACTION_STAR:
		decide_marks(app, MARK_STAR, true, false);
		break;
	case ACTION_READ:
		decide_marks(app, MARK_READ, true, false);
		break;
	case ACTION_DONE:
		decide_marks(app, MARK_DONE | MARK_READ, false, true);
		break;
	case ACTION_HIDE:
		decide_hide(app);
		break;
	case ACTION_READ_ALL:
		decide_read_all(app);
		break;
	case ACTION_UNDO:
		session_travel(&app->session, false);
		break;
	case ACTION_REDO:
		session_travel(&app->session, true);
		break;
	default:
		return false;
	}
	return true;
}
