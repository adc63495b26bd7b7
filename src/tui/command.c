/* Lines of the prompt. */

#include "tui/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "tui/rc.h"

static const struct typed_info typed[] = {
#define TYPED(name, kind, action, tail, usage, help) \
	{ name, COMMAND_##kind, ACTION_##action, TYPED_##tail, usage, help },
#include "tui/command.def"
#undef TYPED
};

#define TYPED_COUNT (sizeof(typed) / sizeof(typed[0]))

const struct typed_info *typed_info(size_t i)
{
	return i < TYPED_COUNT ? &typed[i] : NULL;
}

const struct typed_info *typed_find(const char *name)
{
	for (size_t i = 0; i < TYPED_COUNT; i++)
		if (strcmp(typed[i].name, name) == 0)
			return &typed[i];
	return NULL;
}

void command_clear(struct command *command)
{
	free(command->text);
	str_free(&command->message);
	*command = (struct command){ .action = ACTION_NONE };
}

/* One command in its line, and what comes of it. */
struct turn {
	struct rc rc;
	struct rc_line line;
	struct str said;
	struct str wrong;
	struct command *command;
};

/* A line that begins with a sign: the rest of it is the argument. */
static bool take_sign(const char **line, struct command *command)
{
	char sign = **line;

	if (sign == '\0' || !strchr("/?!|", sign))
		return false;
	command->kind = COMMAND_ACTION;
	if (sign == '/' || sign == '?')
		command->kind = COMMAND_FIND;
	else
		command->action = sign == '!' ? ACTION_SHELL : ACTION_PIPE;
	command->backwards = sign == '?';
	command->text = mem_strdup(*line + 1);
	*line += strlen(*line);
	return true;
}

/* Digits at the beginning of a word, as far as they go. */
static const char *take_digits(const char *word, int *ret_count)
{
	for (; *word >= '0' && *word <= '9'; word++) {
		*ret_count = *ret_count * 10 + (*word - '0');
		if (*ret_count > KEYMAP_MAX_COUNT)
			*ret_count = KEYMAP_MAX_COUNT;
	}
	return word;
}

/* Takes a count off the command: digits before the name, or a word of them.
 * The name stands at line.first then, unless the count is all there is. */
static void take_count(struct turn *turn)
{
	struct word *word = &turn->line.words.items[turn->line.first];
	const char *rest = take_digits(word->text, &turn->command->count);
	size_t len = (size_t)(rest - word->text);

	if (word->quoted || len == 0) {
		turn->command->count = 0;
		return;
	}
	if (*rest == '\0') {
		turn->line.first++;
		return;
	}
	memmove(word->text, rest, strlen(rest) + 1);
	word->start += len;
}

/* Where the command ends whose name is the first word. */
static size_t find_end(const struct rc_line *line)
{
	const struct typed_info *info =
		typed_find(line->words.items[line->first].text);

	if (info && info->tail == TYPED_REST)
		return line->words.count;
	return rc_end(&line->words, line->first);
}

static bool refuse_name(struct turn *turn, const char *name)
{
	struct nearest nearest;

	nearest_begin(&nearest, name, nearest_limit(name));
	for (size_t i = 0; rc_command(i); i++)
		nearest_offer(&nearest, rc_command(i)->name);
	for (size_t i = 0; typed_info(i); i++)
		nearest_offer(&nearest, typed_info(i)->name);
	for (int i = 0; i < (int)ACTION_COUNT; i++)
		nearest_offer(&nearest, action_info((enum action)i)->name);
	return rc_refuse_name(&turn->line, 0, "a command or action",
			      nearest.name);
}

/* An action, or what command.def has. */
static bool run_typed(struct turn *turn, const char *name)
{
	const struct typed_info *info = typed_find(name);
	struct command *command = turn->command;
	bool more = rc_count(&turn->line) > 0;

	command->action = info ? info->action : action_find(name);
	if (!info && command->action == ACTION_NONE)
		return refuse_name(turn, name);
	if (more && (!info || info->tail == TYPED_NONE))
		return rc_refuse(&turn->line, 1, "expected nothing behind %s",
				 name);
	if (!more && info && info->usage[0] != '\0' && info->usage[0] != '[')
		return rc_refuse(&turn->line, 1, "expected: %s %s", name,
				 info->usage);
	command->kind = info ? info->kind : COMMAND_ACTION;
	if (more)
		command->text = rc_rest(&turn->line, 1);
	return true;
}

static bool run_command(struct turn *turn)
{
	struct command *command = turn->command;
	const char *name;

	take_count(turn);
	if (turn->line.first == turn->line.words.count ||
	    words_is_bare(&turn->line.words.items[turn->line.first], ";")) {
		turn->line.end = turn->line.first;
		command->kind = COMMAND_ACTION;
		command->action = ACTION_LAST;
		return true;
	}
	turn->line.end = find_end(&turn->line);
	name = rc_word(&turn->line, 0);
	if (!rc_find(name))
		return run_typed(turn, name);
	command->kind = COMMAND_DONE;
	return rc_run(&turn->line);
}

/* The first message without its line break. */
static void take_message(struct str *from, struct str *out)
{
	str_add_n(out, str_text(from), strcspn(str_text(from), "\n"));
}

/* What is wrong, or what is answered; moves *line on. */
static void end_turn(struct turn *turn, const char **line, bool good)
{
	const struct words *words = &turn->line.words;
	struct command *command = turn->command;

	if (!good) {
		command->kind = COMMAND_WRONG;
		command->action = ACTION_NONE;
	}
	take_message(good ? &turn->said : &turn->wrong, &command->message);
	if (good && turn->line.end < words->count)
		*line += words->items[turn->line.end].end;
	else
		*line += strlen(*line);
}

static void run_turn(struct turn *turn, const char **line)
{
	bool good = words_split(*line, strlen(*line), &turn->line.words);

	if (!good)
		rc_refuse_at(&turn->line, 0, "%s", turn->line.words.fault);
	else if (turn->line.words.count > 0)
		good = run_command(turn);
	end_turn(turn, line, good);
}

bool command_next(const struct command_context *context, const char **line,
		  struct command *ret)
{
	struct turn turn = {
		.rc = {.settings = context->settings,
                       .folder = context->folder,
                       .home = context->home },
		.line = { .text = NULL        },
		.command = ret,
	};

	*ret = (struct command){ .action = ACTION_NONE };
	*line += strspn(*line, " \t;");
	if (**line == '\0')
		return false;
	if (take_sign(line, ret))
		return true;
	turn.rc.messages = &turn.wrong;
	turn.rc.said = &turn.said;
	turn.line.rc = &turn.rc;
	turn.line.text = *line;
	run_turn(&turn, line);
	words_free(&turn.line.words);
	str_free(&turn.said);
	str_free(&turn.wrong);
	return true;
}
