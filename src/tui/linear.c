/* Line by line. What was told last is kept, and only what differs is told. */

#include "tui/linear.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/screen_line.h"

struct linear {
	struct screen *screen;
	char *place; /* as they were told; NULL nothing yet */
	char *speak;
	char *message;
	char *label; /* NULL: no prompt */
	char *text;
	size_t at;
};

struct linear *linear_new(struct screen *screen)
{
	struct linear *linear = mem_zalloc(1, sizeof(*linear));

	linear->screen = screen;
	return linear;
}

static void linear_set(char **kept, const char *text)
{
	free(*kept);
	*kept = mem_strdup_null(text);
}

void linear_forget(struct linear *linear)
{
	linear_set(&linear->place, NULL);
	linear_set(&linear->speak, NULL);
	linear_set(&linear->message, NULL);
	linear_set(&linear->label, NULL);
	linear_set(&linear->text, NULL);
}

void linear_free(struct linear *linear)
{
	if (linear == NULL)
		return;
	linear_forget(linear);
	free(linear);
}

/* Tells a text unless it is what was told before. */
static void linear_tell(struct linear *linear, char **kept, const char *text)
{
	if (*kept != NULL && strcmp(*kept, text) == 0)
		return;
	linear_set(kept, text);
	if (*text != '\0')
		screen_line(linear->screen, text);
}

static int columns_of(const char *text)
{
	return text_columns(text, strlen(text));
}

/* The prompt in a new line, its cursor where it belongs. */
static void prompt_write(struct linear *linear, const struct linear_now *now)
{
	screen_newline(linear->screen);
	screen_add(linear->screen, now->label, strlen(now->label));
	screen_add(linear->screen, now->text, strlen(now->text));
	screen_back(linear->screen, columns_of(now->text + now->at), false);
}

/* True when the prompt is where it was and its cursor at the end, before and
 * now: then what was typed can be added, and what was deleted taken away. */
static bool prompt_goes_on(const struct linear *linear,
			   const struct linear_now *now)
{
	return linear->label != NULL &&
	       strcmp(linear->label, now->label) == 0 &&
	       linear->at == strlen(linear->text) &&
	       now->at == strlen(now->text);
}

static bool begins_with(const char *text, const char *begin)
{
	return strncmp(text, begin, strlen(begin)) == 0;
}

static void prompt_change(struct linear *linear, const struct linear_now *now)
{
	int columns = columns_of(now->label) + columns_of(linear->text);
	const char *before = linear->text;

	if (begins_with(now->text, before))
		screen_add(linear->screen, now->text + strlen(before),
			   strlen(now->text) - strlen(before));
	else if (begins_with(before, now->text) &&
		 columns < screen_columns(linear->screen))
		screen_back(linear->screen,
			    columns_of(before + strlen(now->text)), true);
	else
		prompt_write(linear, now);
}

static void linear_prompt(struct linear *linear, const struct linear_now *now)
{
	if (prompt_goes_on(linear, now))
		prompt_change(linear, now);
	else if (linear->label == NULL ||
		 strcmp(linear->label, now->label) != 0 ||
		 strcmp(linear->text, now->text) != 0 || linear->at != now->at)
		prompt_write(linear, now);
	linear_set(&linear->label, now->label);
	linear_set(&linear->text, now->text);
	linear->at = now->at;
}

/* What is told when nothing is asked. */
static void linear_plain(struct linear *linear, const struct linear_now *now)
{
	bool prompted = linear->label != NULL;

	linear_set(&linear->label, NULL);
	linear_set(&linear->text, NULL);
	linear_tell(linear, &linear->place, now->place);
	linear_tell(linear, &linear->message, now->message);
	/* After a prompt the selection is told again: the cursor goes back. */
	if (prompted)
		linear_set(&linear->speak, NULL);
	linear_tell(linear, &linear->speak, now->speak);
}

void linear_update(struct linear *linear, const struct linear_now *now)
{
	if (now->label != NULL)
		linear_prompt(linear, now);
	else
		linear_plain(linear, now);
	screen_flush(linear->screen);
}

void linear_say(struct linear *linear, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		char *line = mem_strndup(text, len);

		screen_line(linear->screen, line);
		free(line);
		text += len + (text[len] == '\n');
	}
	linear_set(&linear->speak, NULL);
}
