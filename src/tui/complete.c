/* What can stand at a place of a line, from the tables. */

#include "tui/complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "arxiv/category.h"
#include "arxiv/query.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/words.h"
#include "tui/command.h"
#include "tui/key.h"
#include "tui/order.h"
#include "tui/preset.h"
#include "tui/rc.h"
#include "tui/theme.h"

/* The command that is being typed: words [0, count) stand before the word that
 * is completed. */
struct place {
	const struct complete_context *context;
	const char *name;         /* of the command, when it stands before */
	const struct word *words; /* NULL when there are none */
	size_t count;
	const char *line; /* up to the cursor */
	struct completion *found;
};

static const char *place_word(const struct place *place, size_t i)
{
	return place->words && i < place->count ? place->words[i].text : "";
}

static void offer_list(struct completion *found, const char *const *list)
{
	for (; list && *list; list++)
		completion_offer(found, *list);
}

static void offer_commands(const struct place *place)
{
	for (size_t i = 0; rc_command(i); i++)
		completion_offer(place->found, rc_command(i)->name);
	for (size_t i = 0; typed_info(i); i++)
		if (strlen(typed_info(i)->name) > 1)
			completion_offer(place->found, typed_info(i)->name);
	for (int i = 0; i < (int)ACTION_COUNT; i++)
		completion_offer(place->found,
				 action_info((enum action)i)->name);
	completion_sort(place->found);
}

static void offer_actions(const struct place *place)
{
	for (int i = 0; i < (int)ACTION_COUNT; i++)
		completion_offer(place->found,
				 action_info((enum action)i)->name);
	completion_sort(place->found);
}

static void offer_rooms(const struct place *place)
{
	for (int i = 0; i < (int)ROOM_COUNT; i++)
		completion_offer(place->found, room_info((enum room)i)->name);
}

static void offer_keys(const struct place *place)
{
	for (size_t i = 0; key_special_name(i); i++)
		completion_offer(place->found, key_special_name(i));
}

static void offer_categories(const struct place *place)
{
	size_t count;
	const struct category *table = category_table(&count);

	for (size_t i = 0; i < count; i++)
		if (table[i].active)
			completion_offer(place->found, table[i].name);
}

static void offer_topics(const struct place *place)
{
	const struct settings *settings = place->context->settings;

	for (size_t i = 0; i < settings->topic_count; i++)
		completion_offer(place->found, settings->topics[i].name);
}

static void offer_colours(const struct place *place)
{
	completion_offer_words(place->found,
			       "default same black red green yellow blue "
			       "magenta cyan white grey brightblack "
			       "brightred brightgreen "
			       "brightyellow brightblue brightmagenta "
			       "brightcyan brightwhite");
}

/* Offers the name of an entry of a folder: `before` is what was typed before
 * it. Folders end in a slash. */
static void offer_entry(struct completion *found, const char *before,
			const char *folder, const char *name)
{
	char *path = file_join(folder, name);
	struct str word = STR_INIT;
	struct stat info;

	str_addf(&word, "%s%s", before, name);
	if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
		str_add_char(&word, '/');
	if (utf8_valid(str_text(&word), word.len))
		completion_offer(found, str_text(&word));
	str_free(&word);
	free(path);
}

/* The folder that a beginning of a name means, fresh. */
static char *folder_of(const struct complete_context *context,
		       const char *before, const char *folder)
{
	if (strncmp(before, "~/", 2) == 0 && context->home)
		return file_join(context->home, before + 2);
	if (*before == '/')
		return mem_strdup(before);
	return file_join(folder ? folder : ".", before);
}

static void offer_files(const struct complete_context *context,
			const char *folder, struct completion *found)
{
	const char *slash = strrchr(found->typed, '/');
	size_t len = slash ? (size_t)(slash - found->typed) + 1 : 0;
	char *before = mem_strndup(found->typed, len);
	char *where = folder_of(context, before, folder);
	DIR *entries = opendir(where);
	const struct dirent *entry;

	while (entries && (entry = readdir(entries)) != NULL)
		if (entry->d_name[0] != '.' || found->typed[len] == '.')
			offer_entry(found, before, where, entry->d_name);
	if (entries)
		closedir(entries);
	completion_sort(found);
	free(before);
	free(where);
}

static void offer_value(const struct place *place)
{
	const struct config_option *option = config_find(place_word(place, 1));
	struct str now = STR_INIT;

	if (!option)
		return;
	completion_offer_words(place->found, config_words(option));
	if (*config_words(option) != '\0')
		return;
	config_value(&place->context->settings->config, option, &now);
	completion_offer(place->found, str_text(&now));
	str_free(&now);
	if (option->kind == CONFIG_PATH)
		offer_files(place->context, NULL, place->found);
}

static void offer_set(const struct place *place)
{
	if (place->count == 1)
		for (size_t i = 0; config_option(i); i++)
			completion_offer(place->found, config_option(i)->name);
	else if (place->count == 2)
		offer_value(place);
}

/* bind and unbind: -r ROOM KEYS, then an action. */
static void offer_bind(const struct place *place)
{
	bool room = words_is_bare(&place->words[place->count > 1], "-r");
	size_t next = room ? 3 : 1;

	if (place->count == 1)
		completion_offer_words(place->found, "-r");
	if (room && place->count == 2)
		offer_rooms(place);
	else if (place->count == next)
		offer_keys(place);
	else if (place->count == next + 1)
		offer_actions(place);
}

static void offer_unbind(const struct place *place)
{
	bool room = words_is_bare(&place->words[place->count > 1], "-r");

	if (place->count == 1)
		completion_offer_words(place->found, "-r --all");
	if (room && place->count == 2)
		offer_rooms(place);
	else if (place->count == (room ? 3 : 1))
		offer_keys(place);
}

static void offer_colour(const struct place *place)
{
	if (place->count == 1)
		for (size_t i = 0; look_name(i, NULL); i++)
			completion_offer(place->found, look_name(i, NULL));
	else if (place->count < 4)
		offer_colours(place);
	else
		completion_offer_words(place->found, "bold dim italic "
						     "underline reverse none");
}

/* The rest of the line is a query. */
static void offer_query(const struct place *place)
{
	complete_query(place->context, place->line, strlen(place->line),
		       place->found);
}

static void offer_topic(const struct place *place)
{
	if (place->count == 1)
		offer_topics(place);
	else if (place->count == 2)
		completion_offer_words(place->found, "-c");
	else if (place->count == 3 && words_is_bare(&place->words[2], "-c"))
		offer_colours(place);
	if (place->count > 1 && place->found->count == 0)
		offer_query(place);
}

static void offer_source(const struct place *place)
{
	for (size_t i = 0; preset_name(i); i++)
		completion_offer(place->found, preset_name(i));
	offer_files(place->context, place->context->folder, place->found);
}

static void offer_days(const struct place *place)
{
	completion_offer_words(place->found, "latest today");
	offer_list(place->found, place->context->days);
}

static void offer_orders(const struct place *place)
{
	for (int i = 0; i < (int)ORDER_COUNT; i++)
		completion_offer(place->found, order_name((enum order)i));
}

static void offer_write(const struct place *place)
{
	offer_files(place->context, NULL, place->found);
}

static void offer_tags(const struct place *place)
{
	offer_list(place->found, place->context->tags);
}

/* What stands behind the names of commands. */
static const struct {
	const char *name;
	void (*offer)(const struct place *place);
} behind[] = {
	{"set",              offer_set       },
	{ "bind",            offer_bind      },
	{ "unbind",          offer_unbind    },
	{ "macro",           offer_keys      },
	{ "colour",          offer_colour    },
	{ "color",           offer_colour    },
	{ "follow",          offer_categories},
	{ "topic",           offer_topic     },
	{ "untopic",         offer_topics    },
	{ "source",          offer_source    },
	{ "go",              offer_days      },
	{ "search",          offer_query     },
	{ "filter",          offer_query     },
	{ "find",            offer_query     },
	{ "select-matching", offer_query     },
	{ "topics",          offer_topics    },
	{ "sort",            offer_orders    },
	{ "tags",            offer_tags      },
	{ "write",           offer_write     },
	{ "w",	       offer_write     },
};

/* True for a word of digits, which is a count. */
static bool is_count(const char *word)
{
	return *word != '\0' && word[strspn(word, "0123456789")] == '\0';
}

static void offer(struct place *place)
{
	if (place->count > 0 && is_count(place->name)) {
		place->words++;
		place->count--;
		place->name = place_word(place, 0);
	}
	if (place->count == 0) {
		offer_commands(place);
		return;
	}
	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
		if (strcmp(behind[i].name, place->name) == 0)
			behind[i].offer(place);
}

/* Where the command begins whose words end at `count`: behind the last `;`, or
 * at the command of a `bind`. */
static size_t find_first(const struct words *words, size_t count)
{
	size_t first = 0;

	for (size_t i = 0; i < count; i++) {
		if (words_is_bare(&words->items[i], ";"))
			first = i + 1;
		else if (i > first + 1 && !words->items[i].quoted &&
			 words->items[i].text[0] == ':' &&
			 strcmp(words->items[first].text, "bind") == 0)
			first = i;
	}
	return first;
}

/* The word that is being typed at the end of a line: begins the completion with
 * it and returns how many words stand before. */
static size_t begin_word(const struct words *words, const char *line,
			 size_t len, struct completion *ret)
{
	const struct word *last =
		words->count > 0 ? &words->items[words->count - 1] : NULL;
	char *typed;

	if (words->fault) { /* a quote that is not closed yet */
		typed = mem_strdup(line + words->fault_at + 1);
		completion_begin(ret, words->fault_at, typed);
		free(typed);
		return words->count;
	}
	if (last && last->end == len && !words_is_bare(last, ";")) {
		completion_begin(ret, last->start, last->text);
		return words->count - 1;
	}
	completion_begin(ret, len, "");
	return words->count;
}

/* True when a line up to the cursor can be completed. */
static bool can_complete(const struct words *words, size_t len)
{
	if (words->fault)
		return strncmp(words->fault, "expected a closing", 18) == 0;
	return words->end == len; /* not in a comment */
}

/* A command of `bind` begins with a colon, which is no part of its name. */
static void skip_colon(struct completion *found)
{
	char *typed;

	if (found->typed[0] != ':')
		return;
	typed = mem_strdup(found->typed + 1);
	completion_begin(found, found->from + 1, typed);
	free(typed);
}

static void complete_words(const struct complete_context *context,
			   const char *line, const struct words *words,
			   size_t count, struct completion *ret)
{
	size_t first = find_first(words, count);
	struct place place = { .context = context,
			       .count = count - first,
			       .line = line,
			       .found = ret };

	if (place.count > 0)
		place.words = words->items + first;
	place.name = place_word(&place, 0);
	if (*ret->typed == ':' && strcmp(place.name, "bind") == 0) {
		skip_colon(ret);
		place.count = 0;
	}
	place.name += *place.name == ':';
	offer(&place);
}

void complete_command(const struct complete_context *context, const char *line,
		      size_t at, struct completion *ret)
{
	char *before = mem_strndup(line, at);
	struct words words;

	completion_begin(ret, at, "");
	words_split(before, at, &words);
	if (can_complete(&words, at))
		complete_words(context, before, &words,
			       begin_word(&words, before, at, ret), ret);
	words_free(&words);
	free(before);
}

void complete_file(const struct complete_context *context, const char *line,
		   size_t at, struct completion *ret)
{
	char *typed = mem_strndup(line, at);

	completion_begin(ret, 0, typed);
	ret->bare = true;
	offer_files(context, NULL, ret);
	free(typed);
}

/* Begins with the word behind the last blank or parenthesis, without the signs
 * that it begins with. */
static void begin_bare(const char *line, size_t at, const char *stops,
		       struct completion *ret)
{
	size_t from = at;
	char *typed;

	while (from > 0 && !strchr(stops, line[from - 1]))
		from--;
	while (from < at && strchr("-+!", line[from]))
		from++;
	typed = mem_strndup(line + from, at - from);
	completion_begin(ret, from, typed);
	ret->bare = true;
	free(typed);
}

/* What may stand behind a field of a query. */
static void offer_field(const struct place *place, enum query_field field)
{
	if (field == QUERY_STATE)
		for (int i = 0; i < (int)QUERY_STATE_COUNT; i++)
			completion_offer(place->found,
					 query_state_name((enum query_state)i));
	else if (field == QUERY_TAG)
		offer_tags(place);
	else if (field == QUERY_DAY)
		offer_list(place->found, place->context->days);
	else if (field == QUERY_CATEGORY)
		offer_categories(place);
}

static void offer_fields(struct completion *found)
{
	for (int i = 0; i < (int)QUERY_FIELD_COUNT; i++) {
		struct str name = STR_INIT;

		str_addf(&name, "%s:", query_field_name((enum query_field)i));
		completion_offer(found, str_text(&name));
		str_free(&name);
	}
}

void complete_query(const struct complete_context *context, const char *line,
		    size_t at, struct completion *ret)
{
	struct place place = { .context = context, .found = ret };
	const char *colon;
	size_t from;

	begin_bare(line, at, " (\"", ret);
	colon = strrchr(ret->typed, ':');
	if (!colon) {
		offer_fields(ret);
		return;
	}
	for (int i = 0; i < (int)QUERY_FIELD_COUNT; i++) {
		const char *name = query_field_name((enum query_field)i);
		size_t len = strlen(name);

		if (strncmp(ret->typed, name, len) != 0 ||
		    ret->typed + len != colon)
			continue;
		from = ret->from + len;
		begin_bare(line + from, at - from, ":", ret);
		ret->from += from;
		offer_field(&place, (enum query_field)i);
		return;
	}
}

void complete_tags(const struct complete_context *context, const char *line,
		   size_t at, struct completion *ret)
{
	begin_bare(line, at, " ", ret);
	offer_list(ret, context->tags);
}
