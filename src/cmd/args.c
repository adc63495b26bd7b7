/* Sorting argv into options and arguments. It is our own because getopt_long
 * takes "-3", which is a DAY here, for an option. */

#include "cmd/args.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct switch_info SWITCHES[SWITCH_COUNT] = {
#define SWITCH(name, letter, word, value, commands, help) \
	[SWITCH_##name] = { letter, word, value, commands, help },
#include "cmd/switches.def"
#undef SWITCH
};

const struct switch_info *switch_info(enum switch_id id)
{
	return &SWITCHES[id];
}

/* True when a blank-separated list holds a word. */
static bool list_holds(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (*list) {
		size_t item = strcspn(list, " ");

		if (item == len && memcmp(list, word, len) == 0)
			return true;
		list += item;
		list += strspn(list, " ");
	}
	return false;
}

bool switch_fits(enum switch_id id, const char *command)
{
	const char *commands = SWITCHES[id].commands;

	return !commands || (command && list_holds(commands, command));
}

/* What is left of argv while it is sorted. */
struct cursor {
	char *const *argv;
	int at;
	int end;
};

static void add_word(struct args *args, const char *word)
{
	args->words[args->word_count++] = word;
}

static void add_option(struct args *args, size_t id, const char *value)
{
	args->options[args->option_count++] = (struct arg_option){
		.id = (enum switch_id)id,
		.value = value,
	};
}

/* Takes the next word of argv as a value. */
static enum status take_value(struct cursor *cursor, struct args *args,
			      size_t id, struct error *err)
{
	if (cursor->at == cursor->end)
		return error_set(err, STATUS_USAGE, 0,
				 "--%s needs a value: --%s %s",
				 SWITCHES[id].word, SWITCHES[id].word,
				 SWITCHES[id].value);
	add_option(args, id, cursor->argv[cursor->at++]);
	return STATUS_OK;
}

/* --name, --name VALUE or --name=VALUE; text stands behind the dashes. */
static enum status take_long(struct cursor *cursor, const char *text,
			     struct args *args, struct error *err)
{
	size_t len = strcspn(text, "=");
	size_t id = 0;

	while (id < SWITCH_COUNT && (strlen(SWITCHES[id].word) != len ||
				     memcmp(SWITCHES[id].word, text, len) != 0))
		id++;
	if (id == SWITCH_COUNT)
		return error_set(err, STATUS_USAGE, 0,
				 "unknown option --%.*s; 'arxday help' lists "
				 "them",
				 (int)(len < 60 ? len : 60), text);
	if (!SWITCHES[id].value && text[len])
		return error_set(err, STATUS_USAGE, 0, "--%s takes no value",
				 SWITCHES[id].word);
	if (SWITCHES[id].value && !text[len])
		return take_value(cursor, args, id, err);
	add_option(args, id, text[len] ? text + len + 1 : "");
	return STATUS_OK;
}

static size_t find_letter(char letter)
{
	size_t id = 0;

	while (id < SWITCH_COUNT && SWITCHES[id].letter != letter)
		id++;
	return id;
}

/* -x, -xVALUE, -x VALUE or several letters; text stands behind the dash. */
static enum status take_short(struct cursor *cursor, const char *text,
			      struct args *args, struct error *err)
{
	for (; *text; text++) {
		size_t id = find_letter(*text);

		if (id == SWITCH_COUNT)
			return error_set(err, STATUS_USAGE, 0,
					 "unknown option -%.8s; 'arxday help' "
					 "lists them",
					 text);
		if (!SWITCHES[id].value) {
			add_option(args, id, "");
			continue;
		}
		if (!text[1])
			return take_value(cursor, args, id, err);
		add_option(args, id, text + 1);
		break;
	}
	return STATUS_OK;
}

/* "-" is a file and "-3" a day. */
static bool is_word(const char *text)
{
	return text[0] != '-' || !text[1] || (text[1] >= '0' && text[1] <= '9');
}

/* Whether a word that begins with one dash is an argument of its command. */
static bool is_dashed(const struct args *args, args_dashed *dashed,
		      const char *text)
{
	size_t id;

	if (args->word_count == 0 || text[1] == '-' || !dashed(args->words[0]))
		return false;
	if (text[2])
		return true;
	id = find_letter(text[1]);
	return id == SWITCH_COUNT ||
	       !switch_fits((enum switch_id)id, args->words[0]);
}

/* Letters of one word: the most options that it can hold. */
static size_t options_room(int argc, char *const *argv)
{
	size_t room = 1;

	for (int i = 1; i < argc; i++)
		room += strlen(argv[i]);
	return room;
}

enum status args_parse(int argc, char *const *argv, args_dashed *dashed,
		       struct args *ret, struct error *err)
{
	struct cursor cursor = { argv, argc > 0 ? 1 : 0, argc };
	enum status status = STATUS_OK;
	bool open = true;

	*ret = (struct args){
		.words = mem_zalloc((size_t)argc + 1, sizeof(*ret->words)),
		.options = mem_zalloc(options_room(argc, argv),
				      sizeof(*ret->options)),
	};
	while (!status && cursor.at < cursor.end) {
		const char *text = argv[cursor.at++];

		if (!open || is_word(text) || is_dashed(ret, dashed, text))
			add_word(ret, text);
		else if (strcmp(text, "--") == 0)
			open = false;
		else if (text[1] == '-')
			status = take_long(&cursor, text + 2, ret, err);
		else
			status = take_short(&cursor, text + 1, ret, err);
	}
	return status;
}

void args_free(struct args *args)
{
	free(args->words);
	free(args->options);
	*args = (struct args){ 0 };
}

const char *args_shift(struct args *args)
{
	const char *first;

	if (args->word_count == 0)
		return NULL;
	first = args->words[0];
	args->word_count--;
	memmove(args->words, args->words + 1,
		args->word_count * sizeof(*args->words));
	return first;
}

const char *args_value(const struct args *args, enum switch_id id)
{
	for (size_t i = args->option_count; i > 0; i--)
		if (args->options[i - 1].id == id)
			return args->options[i - 1].value;
	return NULL;
}

bool args_has(const struct args *args, enum switch_id id)
{
	return args_value(args, id) != NULL;
}

const char *args_next(const struct args *args, enum switch_id id, size_t *at)
{
	while (*at < args->option_count) {
		const struct arg_option *option = &args->options[(*at)++];

		if (option->id == id)
			return option->value;
	}
	return NULL;
}
