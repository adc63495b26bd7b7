/* Tags of the papers that are meant. The words are checked before anything is
 * changed, so that a slip loses nothing. */

#include "tui/app_tags.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/tag.h"
#include "tui/app_ask.h"
#include "tui/app_papers.h"

/* Names, ended by NULL. */
struct names {
	char **items;
	size_t count;
	size_t room;
};

static void names_add(struct names *names, const char *text, size_t len)
{
	names->items = mem_grow(names->items, &names->room, names->count + 2,
				sizeof(names->items[0]));
	names->items[names->count++] = mem_strndup(text, len);
	names->items[names->count] = NULL;
}

static void names_clear(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
	*names = (struct names){ 0 };
}

/* Splits "llm +todo -old" at blanks and commas. */
static void tags_split(const char *text, struct names *tags,
		       struct names *untags)
{
	while (*(text += strspn(text, " ,")) != '\0') {
		size_t len = strcspn(text, " ,");
		bool away = *text == '-';
		size_t sign = away || *text == '+' ? 1 : 0;

		if (len > sign)
			names_add(away ? untags : tags, text + sign,
				  len - sign);
		text += len;
	}
}

static bool names_check(const struct names *names, struct error *err)
{
	for (size_t i = 0; i < names->count; i++) {
		if (tag_check(names->items[i], err) != STATUS_OK)
			return false;
	}
	return true;
}

static void tags_typed(struct app *app, const char *text)
{
	struct names tags = { 0 };
	struct names untags = { 0 };
	struct error err;

	tags_split(text, &tags, &untags);
	if (!names_check(&tags, &err) || !names_check(&untags, &err)) {
		session_complain(&app->session, "%s", err.text);
		names_clear(&tags);
		names_clear(&untags);
		return;
	}
	if (tags.count + untags.count > 0) {
		session_tag(&app->session, tags.items, untags.items, app->meant,
			    app->meant_count);
		tags = (struct names){ 0 };
		untags = (struct names){ 0 };
		app_papers_done(app, false);
	}
	names_clear(&tags);
	names_clear(&untags);
}

static const struct question tags_question = {
	.label = "tags, -tag takes one away: ",
	.history = HISTORY_TAGS,
	.complete = complete_tags,
	.accepted = tags_typed,
};

void app_tags(struct app *app, const char *text)
{
	if (app_papers_mean(app) == 0)
		session_say(&app->session, "no paper is chosen here");
	else
		app_answer(app, &tags_question, text);
}
