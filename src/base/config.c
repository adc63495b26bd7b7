/* The options as rows of options.def: what each kind of value allows, and how a
 * value is written so that it reads back. */
#include "base/config.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/words.h"

#define MAX_SECONDS 3600
#define MAX_DAYS    365
#define MICRO       1000000

/* Larger than any number of a range. */
#define MAX_NUMBER 1000000

static const struct config_option options[] = {
#define OPTION(member, name, kind, value, range, help)           \
	{ name,  CONFIG_##kind, offsetof(struct config, member), \
	  value, range,         help },
#include "base/options.def"
#undef OPTION
};

#define OPTIONS (sizeof(options) / sizeof(options[0]))

/* The members have the types that the kinds below write. */
#define TYPE_URL     char *
#define TYPE_TEXT    char *
#define TYPE_PATH    char *
#define TYPE_FORMAT  char *
#define TYPE_BOOL    bool
#define TYPE_SECONDS double
#define TYPE_DAYS    int
#define TYPE_NUMBER  int
#define TYPE_CHOICE  int
#define OPTION(member, name, kind, value, range, help)           \
	_Static_assert(_Generic(((struct config *)NULL)->member, \
				TYPE_##kind : 1, default : 0),   \
		       "the kind of " name " is not its member's type");
#include "base/options.def"
#undef OPTION

const struct config_option *config_option(size_t i)
{
	return i < OPTIONS ? &options[i] : NULL;
}

const struct config_option *config_find(const char *name)
{
	for (size_t i = 0; i < OPTIONS; i++) {
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	}
	return NULL;
}

const char *config_words(const struct config_option *option)
{
	if (option->kind == CONFIG_BOOL)
		return "yes no";
	return option->kind == CONFIG_CHOICE ? option->range : "";
}

static void *option_slot(struct config *config,
			 const struct config_option *option)
{
	return (char *)config + option->member;
}

static const void *option_value(const struct config *config,
				const struct config_option *option)
{
	return (const char *)config + option->member;
}

static bool kind_is_text(enum config_kind kind)
{
	return kind == CONFIG_URL || kind == CONFIG_TEXT ||
	       kind == CONFIG_PATH || kind == CONFIG_FORMAT;
}

/* Values: each function returns NULL when it took the value, else what is
 * wrong with it. */

static const char *read_bool(const char *value, bool *ret)
{
	static const char *const words[] = {
		"no", "yes", "false", "true", "off", "on",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcasecmp(value, words[i]) == 0) {
			*ret = i % 2 == 1;
			return NULL;
		}
	}
	return "expected yes or no";
}

/* Decimal digits into *number, which stays below `limit`; false when it would
 * not. *at is moved past them. */
static bool read_digits(const char **at, long limit, long *number)
{
	for (; **at >= '0' && **at <= '9'; (*at)++) {
		*number = *number * 10 + (**at - '0');
		if (*number >= limit)
			return false;
	}
	return true;
}

/* Seconds with a decimal point in any locale, to the microsecond. */
static const char *read_seconds(const char *value, double *ret)
{
	static const char problem[] =
		"expected seconds from 0 to 3600, such as 3 or 0.5";
	const char *at = value;
	const char *point;
	long whole = 0;
	long part = 0;
	size_t places = 0;

	if (!read_digits(&at, MAX_SECONDS + 1, &whole) || at == value)
		return problem;
	if (*at == '.') {
		point = at++;
		if (!read_digits(&at, MICRO, &part))
			return problem;
		places = (size_t)(at - point) - 1;
		if (places == 0 || places > 6)
			return problem;
	}
	for (; places < 6; places++)
		part *= 10;
	if (*at != '\0' || whole * MICRO + part > (long)MAX_SECONDS * MICRO)
		return problem;
	*ret = (double)(whole * MICRO + part) / MICRO;
	return NULL;
}

/* A whole number of at least `least` and at most `most`. */
static bool read_whole(const char *value, long least, long most, int *ret)
{
	const char *at = value;
	long number = 0;

	if (!read_digits(&at, most + 1, &number) || at == value ||
	    *at != '\0' || number < least)
		return false;
	*ret = (int)number;
	return true;
}

static bool read_number(const struct config_option *option, const char *value,
			int *ret, struct str *problem)
{
	const char *at = option->range;
	long least = 0;
	long most = 0;

	read_digits(&at, MAX_NUMBER, &least);
	at += strspn(at, " ");
	read_digits(&at, MAX_NUMBER, &most);
	if (read_whole(value, least, most, ret))
		return true;
	str_addf(problem, "expected a number from %ld to %ld", least, most);
	return false;
}

/* The number of a word in a list of words; -1 when it is none of them. */
static int find_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (int i = 0; *words != '\0'; i++) {
		size_t found = strcspn(words, " ");

		if (found == len && strncasecmp(words, word, len) == 0)
			return i;
		words += found;
		words += strspn(words, " ");
	}
	return -1;
}

/* "a, b or c" of "a b c". */
static void print_words(const char *words, struct str *out)
{
	for (const char *at = words; *at != '\0'; at++) {
		if (*at != ' ')
			str_add_char(out, *at);
		else
			str_add(out, strchr(at + 1, ' ') ? ", " : " or ");
	}
}

static bool read_choice(const struct config_option *option, const char *value,
			int *ret, struct str *problem)
{
	int found = find_word(option->range, value);

	if (found >= 0) {
		*ret = found;
		return true;
	}
	str_add(problem, "expected ");
	print_words(option->range, problem);
	return false;
}

/* Puts the user's folder for a leading "~/". */
static const char *read_path(const char *value, const char *home, char **ret)
{
	if (strncmp(value, "~/", 2) != 0) {
		*ret = mem_strdup(value);
		return NULL;
	}
	if (!home)
		return "expected a path without ~, since no home folder is "
		       "known";
	*ret = file_join(home, value + 2);
	return NULL;
}

/* Texts of all kinds. */
static const char *read_text(const struct config_option *option,
			     const char *value, const char *home, char **ret)
{
	const char *problem = NULL;
	char *text = NULL;

	if (option->kind == CONFIG_URL)
		problem = config_url_problem(value);
	else if (option->kind == CONFIG_PATH)
		problem = read_path(value, home, &text);
	if (problem)
		return problem;
	free(*ret);
	*ret = text ? text : mem_strdup(value);
	return NULL;
}

bool config_set(struct config *config, const struct config_option *option,
		const char *value, const char *home, struct str *ret_problem)
{
	void *slot = option_slot(config, option);
	const char *problem = NULL;

	switch (option->kind) {
	case CONFIG_BOOL:
		problem = read_bool(value, slot);
		break;
	case CONFIG_SECONDS:
		problem = read_seconds(value, slot);
		break;
	case CONFIG_DAYS:
		if (!read_whole(value, 0, MAX_DAYS, slot))
			problem = "expected days from 0 to 365";
		break;
	case CONFIG_NUMBER:
		return read_number(option, value, slot, ret_problem);
	case CONFIG_CHOICE:
		return read_choice(option, value, slot, ret_problem);
	case CONFIG_URL:
	case CONFIG_PATH:
	case CONFIG_TEXT:
	case CONFIG_FORMAT:
		problem = read_text(option, value, home, slot);
		break;
	}
	if (problem)
		str_add(ret_problem, problem);
	return problem == NULL;
}

static int count_words(const char *words)
{
	int count = 1;

	for (; *words != '\0'; words++)
		count += *words == ' ';
	return count;
}

bool config_toggle(struct config *config, const struct config_option *option)
{
	void *slot = option_slot(config, option);

	if (option->kind == CONFIG_BOOL)
		*(bool *)slot = !*(bool *)slot;
	else if (option->kind == CONFIG_CHOICE)
		*(int *)slot = (*(int *)slot + 1) % count_words(option->range);
	else
		return false;
	return true;
}

void config_init(struct config *config)
{
	struct str problem = STR_INIT;
	size_t i;

	*config = (struct config){ 0 };
	for (i = 0; i < OPTIONS; i++) {
		bool good = config_set(config, &options[i], options[i].value,
				       NULL, &problem);

		assert(good);
		(void)good;
	}
	str_free(&problem);
}

void config_clear(struct config *config)
{
	size_t i;

	for (i = 0; i < OPTIONS; i++) {
		if (kind_is_text(options[i].kind))
			free(*(char **)option_slot(config, &options[i]));
	}
	*config = (struct config){ 0 };
}

static void print_seconds(double seconds, struct str *out)
{
	long micro = (long)(seconds * MICRO + 0.5);
	size_t len;

	str_addf(out, "%ld.%06ld", micro / MICRO, micro % MICRO);
	for (len = out->len; str_text(out)[len - 1] == '0'; len--)
		continue;
	if (str_text(out)[len - 1] == '.')
		len--;
	str_cut(out, len);
}

/* The word of a list with this number. */
static void print_word(const char *words, int number, struct str *out)
{
	for (; number > 0; number--) {
		words += strcspn(words, " ");
		words += strspn(words, " ");
	}
	str_add_n(out, words, strcspn(words, " "));
}

void config_value(const struct config *config,
		  const struct config_option *option, struct str *out)
{
	const void *value = option_value(config, option);

	switch (option->kind) {
	case CONFIG_BOOL:
		str_add(out, *(const bool *)value ? "yes" : "no");
		break;
	case CONFIG_SECONDS:
		print_seconds(*(const double *)value, out);
		break;
	case CONFIG_DAYS:
	case CONFIG_NUMBER:
		str_addf(out, "%d", *(const int *)value);
		break;
	case CONFIG_CHOICE:
		print_word(option->range, *(const int *)value, out);
		break;
	case CONFIG_URL:
	case CONFIG_TEXT:
	case CONFIG_PATH:
	case CONFIG_FORMAT:
		str_add(out, *(char *const *)value);
		break;
	}
}

void config_print(const struct config *config,
		  const struct config_option *option, struct str *out)
{
	struct str value = STR_INIT;

	config_value(config, option, &value);
	str_addf(out, "set %s ", option->name);
	words_quote(str_text(&value), false, out);
	str_add_char(out, '\n');
	str_free(&value);
}
