/* arxdayrc: finds the commands of a file and runs them. */

#include "tui/rc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "tui/preset.h"
#include "tui/rc_commands.h"

/* Bytes of a file that are read; more is no arxdayrc. */
#define RC_MAX_BYTES (4u * 1024 * 1024)

static bool rc_source(const struct rc_line *line);

static const struct rc_command commands[] = {
#define RC(name, least, most, tail, usage, help) \
	{ #name, least, most, RC_TAIL_##tail, usage, help, rc_##name },
#include "tui/rc.def"
#undef RC
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

const struct rc_command *rc_command(size_t i)
{
	return i < COMMANDS ? &commands[i] : NULL;
}

const struct rc_command *rc_find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

/* True when the i-th word begins what belongs to the command with its `;`. */
static bool begins_tail(const struct rc_command *command,
			const struct word *word)
{
	if (command == NULL || command->tail == RC_TAIL_NEVER)
		return false;
	return command->tail == RC_TAIL_ALWAYS ||
	       (!word->quoted && word->text[0] == ':' && word->text[1] != '\0');
}

size_t rc_end(const struct words *words, size_t i)
{
	const struct rc_command *command = rc_find(words->items[i].text);
	size_t first = i;

	for (; i < words->count; i++) {
		const struct word *word = &words->items[i];

		if (words_is_bare(word, ";"))
			return i;
		if (i > first + 1 && begins_tail(command, word))
			return words->count;
	}
	return i;
}

static bool refuse_command(const struct rc_line *line)
{
	const char *name = rc_word(line, 0);
	struct nearest nearest;

	nearest_begin(&nearest, name, nearest_limit(name));
	for (size_t i = 0; i < COMMANDS; i++)
		nearest_offer(&nearest, commands[i].name);
	return rc_refuse_name(line, 0, "a command", nearest.name);
}

bool rc_run(const struct rc_line *line)
{
	const struct rc_command *command = rc_find(rc_word(line, 0));
	size_t count = rc_count(line);

	if (!command)
		return refuse_command(line);
	if (count < command->least)
		return rc_refuse(line, count + 1, "expected: %s %s",
				 command->name, command->usage);
	if (command->most > 0 && count > command->most)
		return rc_refuse(line, command->most + 1,
				 "expected nothing more: %s %s", command->name,
				 command->usage);
	return command->run(line);
}

/* All commands of a line. */
static bool run_line(struct rc_line *line)
{
	bool good = true;

	while (line->first < line->words.count) {
		line->end = rc_end(&line->words, line->first);
		if (line->end > line->first && !rc_run(line))
			good = false;
		line->first = line->end + 1;
	}
	return good;
}

/* One line; a line that is no line of words is left out as a whole. */
static bool read_line(const struct rc *rc, unsigned number, const char *text,
		      size_t len)
{
	struct rc_line line = { .rc = rc, .text = text, .number = number };
	bool good = words_split(text, len, &line.words);

	if (good)
		good = run_line(&line);
	else
		rc_refuse_at(&line, line.words.fault_at, "%s",
			     line.words.fault);
	words_free(&line.words);
	return good;
}

enum status rc_read(const struct rc *rc, const char *text, size_t len)
{
	const char *next = text;
	const char *end = text + len;
	enum status status = STATUS_OK;

	if (len >= 3 && memcmp(next, "\xEF\xBB\xBF", 3) == 0)
		next += 3;
	for (unsigned number = 1; next < end; number++) {
		const char *stop = memchr(next, '\n', (size_t)(end - next));
		const char *last = stop ? stop : end;

		if (last > next && last[-1] == '\r')
			last--;
		if (!read_line(rc, number, next, (size_t)(last - next)))
			status = STATUS_CONFIG;
		next = stop ? stop + 1 : end;
	}
	return status;
}

/* True when a file is being read already, so that it would read itself. */
static bool is_open(const struct rc *rc, const char *path)
{
	char *real = realpath(path, NULL);
	bool found = false;

	for (; real && rc && !found; rc = rc->from) {
		char *other = rc->name ? realpath(rc->name, NULL) : NULL;

		found = other && strcmp(real, other) == 0;
		free(other);
	}
	free(real);
	return found;
}

static unsigned depth(const struct rc *rc)
{
	unsigned deep = 0;

	for (; rc->from; rc = rc->from)
		deep++;
	return deep;
}

/* The path that a name means, fresh. */
static char *find_path(const struct rc *rc, const char *name)
{
	if (strncmp(name, "~/", 2) == 0 && rc->home)
		return file_join(rc->home, name + 2);
	if (*name == '/' || !rc->folder)
		return mem_strdup(name);
	return file_join(rc->folder, name);
}

static bool source_text(const struct rc_line *line, const char *name,
			const char *text, size_t len)
{
	struct rc rc = *line->rc;
	char *folder = file_folder_of(name);
	enum status status;

	rc.name = name;
	rc.folder = folder;
	rc.said = NULL;
	rc.from = line->rc;
	status = rc_read(&rc, text, len);
	free(folder);
	return status == STATUS_OK;
}

static bool source_file(const struct rc_line *line, const char *path)
{
	struct str text;
	struct error err;
	bool good;

	if (is_open(line->rc, path))
		return rc_refuse(line, 1,
				 "expected a file that does not read itself");
	if (file_read_regular(path, RC_MAX_BYTES, &text, &err) != STATUS_OK)
		return rc_refuse(line, 1,
				 "expected a file that can be read: "
				 "%s",
				 err.text);
	good = source_text(line, path, str_text(&text), text.len);
	str_free(&text);
	return good;
}

/* Reads another file. A name that no file has may be that of a preset. */
static bool rc_source(const struct rc_line *line)
{
	const char *name = rc_word(line, 1);
	char *path = find_path(line->rc, name);
	const char *text;
	size_t len;
	bool good;

	if (depth(line->rc) >= RC_MAX_DEPTH)
		good = rc_refuse(line, 0,
				 "expected at most %d files inside each other",
				 RC_MAX_DEPTH);
	else if (*name == '\0' || strcmp(name, "-") == 0)
		good = rc_refuse(line, 1, "expected the name of a file");
	else if (!file_exists(path) && preset_find(name, &text, &len))
		good = source_text(line, name, text, len);
	else
		good = source_file(line, path);
	free(path);
	return good;
}
