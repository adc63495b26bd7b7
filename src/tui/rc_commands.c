/* What the commands of arxdayrc do. */

#include "tui/rc_commands.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "arxiv/query.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "tui/key.h"
#include "tui/row_format.h"
#include "tui/theme.h"

/* Refuses a word that names no setting. */
static bool refuse_option(const struct rc_line *line, const char *name)
{
	struct nearest nearest;

	if (strchr(name, '='))
		return rc_refuse(line, 1,
				 "expected: set NAME VALUE, without a =");
	nearest_begin(&nearest, name, nearest_limit(name));
	for (size_t i = 0; config_option(i); i++)
		nearest_offer(&nearest, config_option(i)->name);
	return rc_refuse_name(line, 1, "a setting", nearest.name);
}

/* `set NAME` at the prompt answers. */
static bool set_say(const struct rc_line *line,
		    const struct config_option *option)
{
	const struct rc *rc = line->rc;

	if (!rc->said)
		return rc_refuse(line, 2, "expected a value");
	str_addf(rc->said, "%s is ", option->name);
	config_value(&rc->settings->config, option, rc->said);
	return true;
}

/* A format is wrong at one of its characters. */
static bool set_check_format(const struct rc_line *line, const char *value)
{
	const struct word *word = &line->words.items[line->first + 2];
	struct str problem = STR_INIT;
	struct row_format format;
	size_t at;
	bool good = row_format_parse(value, &format, &at, &problem);

	if (good)
		row_format_free(&format);
	else
		rc_refuse_at(line, word->start + word->quoted + at,
			     "list-format: %s", str_text(&problem));
	str_free(&problem);
	return good;
}

static bool set_value(const struct rc_line *line,
		      const struct config_option *option)
{
	const struct rc *rc = line->rc;
	const char *value = rc_word(line, 2);
	struct str problem = STR_INIT;
	bool good;

	if (option->kind == CONFIG_FORMAT && !set_check_format(line, value))
		return false;
	good = config_set(&rc->settings->config, option, value, rc->home,
			  &problem);
	if (good)
		rc->settings->changed |= SETTINGS_CONFIG;
	else
		rc_refuse(line, 2, "%s: %s", option->name, str_text(&problem));
	str_free(&problem);
	return good;
}

static bool set_toggle(const struct rc_line *line, const char *name)
{
	struct settings *settings = line->rc->settings;
	const struct config_option *option = config_find(name);

	if (!option)
		return refuse_option(line, name);
	if (rc_count(line) > 1)
		return rc_refuse(line, 2, "expected nothing behind %s!", name);
	if (!config_toggle(&settings->config, option))
		return rc_refuse(line, 1,
				 "expected a setting that is yes or no, or one "
				 "of some words, before !");
	settings->changed |= SETTINGS_CONFIG;
	return line->rc->said ? set_say(line, option) : true;
}

bool rc_set(const struct rc_line *line)
{
	const char *name = rc_word(line, 1);
	size_t len = strlen(name);
	const struct config_option *option = config_find(name);
	struct str bare = STR_INIT;
	bool good;

	if (len > 1 && name[len - 1] == '!') {
		str_add_n(&bare, name, len - 1);
		good = set_toggle(line, str_text(&bare));
		str_free(&bare);
		return good;
	}
	if (!option)
		return refuse_option(line, name);
	if (rc_count(line) == 1)
		return set_say(line, option);
	if (rc_count(line) > 2)
		return rc_refuse(line, 3,
				 "expected one value; one with blanks stands "
				 "in quotes");
	return set_value(line, option);
}

/* Takes "-r ROOM" off the line when it stands there: *ret_next is the word
 * behind. */
static bool read_room(const struct rc_line *line, enum room *ret_room,
		      size_t *ret_next)
{
	struct nearest nearest;
	const char *name = rc_word(line, 2);

	*ret_room = ROOM_ANY;
	*ret_next = 1;
	if (!rc_is_bare(line, 1, "-r"))
		return true;
	*ret_room = room_find(name);
	*ret_next = 3;
	if (*ret_room != ROOM_COUNT)
		return true;
	nearest_begin(&nearest, name, nearest_limit(name));
	for (int i = 0; i < (int)ROOM_COUNT; i++)
		nearest_offer(&nearest, room_info((enum room)i)->name);
	return rc_refuse_name(line, 2, "a room", nearest.name);
}

static bool refuse_keys(const struct rc_line *line, size_t i)
{
	uint32_t keys[KEYMAP_MAX_KEYS];
	size_t count;

	if (i <= rc_count(line) &&
	    keys_parse(rc_word(line, i), KEYMAP_MAX_KEYS, keys, &count))
		return true;
	return rc_refuse(line, i,
			 "expected keys such as j, ^D, PgDn, yi or g<Home>");
}

static bool refuse_action(const struct rc_line *line, size_t i)
{
	const char *name = rc_word(line, i);
	struct nearest nearest;

	if (i > rc_count(line))
		return rc_refuse(line, i,
				 "expected an action, or : and a command");
	nearest_begin(&nearest, name, nearest_limit(name));
	for (int action = 0; action < (int)ACTION_COUNT; action++)
		nearest_offer(&nearest, action_info((enum action)action)->name);
	return rc_refuse_name(line, i, "an action", nearest.name);
}

/* Binds keys to the command that the rest of the line is. */
static bool bind_command(const struct rc_line *line, enum room room,
			 size_t next)
{
	char *rest = rc_rest(line, next + 1);
	const char *command = rest + strspn(rest, ": ");
	struct keymap_hit hit = { ACTION_NONE, command };
	bool good = *command != '\0';

	if (good)
		keymap_bind(line->rc->settings->keymap, room,
			    rc_word(line, next), hit);
	else
		rc_refuse(line, next + 1, "expected a command behind :");
	free(rest);
	return good;
}

static bool bind_action(const struct rc_line *line, enum room room, size_t next)
{
	struct keymap_hit hit = { action_find(rc_word(line, next + 1)), NULL };

	if (hit.action == ACTION_NONE)
		return refuse_action(line, next + 1);
	if (rc_count(line) > next + 1)
		return rc_refuse(line, next + 2,
				 "expected nothing behind an action; a command "
				 "begins with :");
	keymap_bind(line->rc->settings->keymap, room, rc_word(line, next), hit);
	return true;
}

bool rc_bind(const struct rc_line *line)
{
	enum room room;
	size_t next;
	bool good;

	if (!read_room(line, &room, &next) || !refuse_keys(line, next))
		return false;
	if (rc_word(line, next + 1)[0] == ':')
		good = bind_command(line, room, next);
	else
		good = bind_action(line, room, next);
	if (good)
		line->rc->settings->changed |= SETTINGS_KEYS;
	return good;
}

bool rc_unbind(const struct rc_line *line)
{
	struct settings *settings = line->rc->settings;
	enum room room;
	size_t next;

	if (!read_room(line, &room, &next))
		return false;
	if (rc_count(line) > next)
		return rc_refuse(line, next + 1,
				 "expected nothing behind the "
				 "keys");
	if (rc_is_bare(line, next, "--all"))
		keymap_unbind_all(settings->keymap, room);
	else if (refuse_keys(line, next))
		keymap_unbind(settings->keymap, room, rc_word(line, next));
	else
		return false;
	settings->changed |= SETTINGS_KEYS;
	return true;
}

bool rc_macro(const struct rc_line *line)
{
	uint32_t keys[SETTINGS_MAX_MACRO];
	struct str text = STR_INIT;
	uint32_t name;
	size_t count;
	bool good;

	if (!key_parse(rc_word(line, 1), &name))
		return rc_refuse(line, 1, "expected one key");
	for (size_t i = 2; i <= rc_count(line); i++)
		str_addf(&text, "%s ", rc_word(line, i));
	good = keys_parse(str_text(&text), SETTINGS_MAX_MACRO, keys, &count);
	str_free(&text);
	if (!good)
		return rc_refuse(line, 2,
				 "expected at most %d keys, such as s Down "
				 "or :go<Space>today<Enter>",
				 SETTINGS_MAX_MACRO);
	settings_set_macro(line->rc->settings, name, keys, count);
	return true;
}

/* Tries a change that the i-th word asks for. */
static bool try_face(const struct rc_line *line, size_t i,
		     const struct theme_change *change)
{
	struct theme theme;
	struct error err;

	theme_default("terminal", &theme);
	if (theme_set(&theme, change, &err) == STATUS_OK)
		return true;
	return rc_refuse(line, i, "%s", err.text);
}

static bool check_look(const struct rc_line *line)
{
	const char *name = rc_word(line, 1);
	struct nearest nearest;

	nearest_begin(&nearest, name, nearest_limit(name));
	for (size_t i = 0; look_name(i, NULL); i++) {
		if (strcmp(look_name(i, NULL), name) == 0)
			return true;
		nearest_offer(&nearest, look_name(i, NULL));
	}
	return rc_refuse_name(line, 1, "a look", nearest.name);
}

/* Each word alone, so that the message names the one that is wrong. */
static bool check_face(const struct rc_line *line)
{
	const char *look = rc_word(line, 1);
	struct theme_change text = { look, rc_word(line, 2), "", "" };
	struct theme_change ground = { look, "", rc_word(line, 3), "" };

	if (!check_look(line) || !try_face(line, 2, &text) ||
	    !try_face(line, 3, &ground))
		return false;
	for (size_t i = 4; i <= rc_count(line); i++) {
		struct theme_change more = { look, "", "", rc_word(line, i) };

		if (!try_face(line, i, &more))
			return false;
	}
	return true;
}

bool rc_colour(const struct rc_line *line)
{
	struct str attributes = STR_INIT;

	if (!check_face(line))
		return false;
	for (size_t i = 4; i <= rc_count(line); i++)
		str_addf(&attributes, "%s%s", i > 4 ? " " : "",
			 rc_word(line, i));
	settings_set_colour(line->rc->settings, rc_word(line, 1),
			    rc_word(line, 2), rc_word(line, 3),
			    str_text(&attributes));
	str_free(&attributes);
	return true;
}

bool rc_color(const struct rc_line *line)
{
	return rc_colour(line);
}

/* Takes names that are known; and those that are not, since arXiv adds
 * categories, unless one is near that may have been meant. */
static bool check_category(const struct rc_line *line, size_t i)
{
	const char *word = rc_word(line, i);
	char name[CATEGORY_MAX + 1];
	size_t count;
	const struct category *table = category_table(&count);
	struct nearest nearest;

	if (!category_normalise(word, name))
		return rc_refuse(line, i,
				 "expected a category such as cs.IR or hep-th");
	if (category_find(name) || category_is_archive(name))
		return true;
	nearest_begin(&nearest, word, strlen(word) < 8 ? 1 : 2);
	for (size_t j = 0; j < count; j++)
		if (table[j].active)
			nearest_offer(&nearest, table[j].name);
	return !nearest.name ||
	       rc_refuse_name(line, i, "a category", nearest.name);
}

bool rc_follow(const struct rc_line *line)
{
	char name[CATEGORY_MAX + 1];
	size_t i;

	for (i = 1; i <= rc_count(line); i++)
		if (!check_category(line, i))
			return false;
	for (i = 1; i <= rc_count(line); i++) {
		category_normalise(rc_word(line, i), name);
		settings_follow(line->rc->settings, name);
	}
	return true;
}

/* The byte where a character of a text is, counted from 1. */
static size_t byte_of(const char *text, size_t column)
{
	size_t len = strlen(text);
	size_t at = 0;
	uint32_t code;

	while (--column > 0 && at < len)
		at += utf8_decode(text + at, len - at, &code);
	return at;
}

/* Refuses a query that is none, at its character. */
static bool check_query(const struct rc_line *line, size_t i, const char *text)
{
	const struct word *word;
	struct query *query;
	struct error err;
	size_t column;

	if (i > rc_count(line) || *text == '\0')
		return rc_refuse(line, i, "expected a query");
	if (query_parse(text, &query, &column, &err) == STATUS_OK) {
		query_free(query);
		return true;
	}
	word = &line->words.items[line->first + i];
	return rc_refuse_at(line,
			    word->start +
				    (i == rc_count(line) && word->quoted) +
				    byte_of(text, column),
			    "%s", err.text);
}

/* The colour of a topic, when one is given. */
static bool check_topic_colour(const struct rc_line *line, const char *colour)
{
	int32_t number;

	if (!colour || (*colour != '\0' && colour_parse(colour, &number) &&
			number != COLOUR_SAME))
		return true;
	return rc_refuse(
		line, 3,
		"expected a colour, such as green, 208 or \"#ff8800\"");
}

bool rc_topic(const struct rc_line *line)
{
	bool coloured = rc_is_bare(line, 2, "-c");
	const char *colour = coloured ? rc_word(line, 3) : NULL;
	size_t next = coloured ? 4 : 2;
	char *query;
	bool good;

	if (rc_word(line, 1)[0] == '\0')
		return rc_refuse(line, 1, "expected a name");
	if (!check_topic_colour(line, colour))
		return false;
	query = rc_rest(line, next);
	good = check_query(line, next, query);
	if (good)
		settings_set_topic(line->rc->settings, rc_word(line, 1), colour,
				   query);
	free(query);
	return good;
}

bool rc_untopic(const struct rc_line *line)
{
	const struct settings *settings = line->rc->settings;
	const char *name = rc_word(line, 1);
	struct nearest nearest;

	if (settings_drop_topic(line->rc->settings, name))
		return true;
	nearest_begin(&nearest, name, nearest_limit(name));
	for (size_t i = 0; i < settings->topic_count; i++)
		nearest_offer(&nearest, settings->topics[i].name);
	return rc_refuse_name(line, 1, "a topic", nearest.name);
}
