/* arxdayrc. The settings are rows of options.def; here are what each kind of
 * value allows, how a line is read, and how a value is written so that it
 * reads back. */
#include "base/config.h"

#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

#define MAX_LINE    4096
#define MAX_SECONDS 3600
#define MAX_DAYS    365
#define MICRO       1000000

enum kind {
	KIND_URL,
	KIND_TEXT,
	KIND_PATH,
	KIND_BOOL,
	KIND_SECONDS,
	KIND_DAYS
};

struct option {
	const char *name;
	enum kind kind;
	size_t member;     /* its offset in struct config */
	const char *value; /* the default */
};

static const struct option options[] = {
#define OPTION(member, name, kind, value, help) \
	{ name, KIND_##kind, offsetof(struct config, member), value },
#include "base/options.def"
#undef OPTION
};

#define OPTIONS (sizeof(options) / sizeof(options[0]))

/* The members have the types that the kinds below write. */
#define TYPE_URL     char *
#define TYPE_TEXT    char *
#define TYPE_PATH    char *
#define TYPE_BOOL    bool
#define TYPE_SECONDS double
#define TYPE_DAYS    int
#define OPTION(member, name, kind, value, help)                  \
	_Static_assert(_Generic(((struct config *)NULL)->member, \
				TYPE_##kind : 1, default : 0),   \
		       "the kind of " name " is not its member's type");
#include "base/options.def"
#undef OPTION

static void *option_slot(struct config *config, const struct option *option)
{
	return (char *)config + option->member;
}

static const void *option_value(const struct config *config,
				const struct option *option)
{
	return (const char *)config + option->member;
}

static bool kind_is_text(enum kind kind)
{
	return kind == KIND_URL || kind == KIND_TEXT || kind == KIND_PATH;
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

static const char *read_days(const char *value, int *ret)
{
	const char *at = value;
	long days = 0;

	if (!read_digits(&at, MAX_DAYS + 1, &days) || at == value ||
	    *at != '\0' || days > MAX_DAYS)
		return "expected days from 0 to 365";
	*ret = (int)days;
	return NULL;
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

/* Reads a value of the option's kind into the configuration. */
static const char *option_read(struct config *config,
			       const struct option *option, const char *value,
			       const char *home)
{
	void *slot = option_slot(config, option);
	const char *problem = NULL;
	char *text = NULL;

	switch (option->kind) {
	case KIND_BOOL:
		return read_bool(value, slot);
	case KIND_SECONDS:
		return read_seconds(value, slot);
	case KIND_DAYS:
		return read_days(value, slot);
	case KIND_URL:
		problem = config_url_problem(value);
		break;
	case KIND_PATH:
		problem = read_path(value, home, &text);
		break;
	case KIND_TEXT:
		break;
	}
	if (problem)
		return problem;
	free(*(char **)slot);
	*(char **)slot = text ? text : mem_strdup(value);
	return NULL;
}

void config_init(struct config *config)
{
	const char *problem;
	size_t i;

	*config = (struct config){ 0 };
	for (i = 0; i < OPTIONS; i++) {
		problem = option_read(config, &options[i], options[i].value,
				      NULL);
		assert(!problem);
	}
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

/* One line of the file, without its line break. */
struct line {
	const char *file; /* for messages */
	unsigned number;
	const char *start;
	const char *end;
	const char *at; /* what is read next */
	struct str *messages;
};

/* Says what was expected at `at`; always false. */
static bool line_refuse(const struct line *line, const char *at,
			const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool line_refuse(const struct line *line, const char *at,
			const char *format, ...)
{
	struct str words = STR_INIT;
	unsigned column = 1;
	uint32_t code;
	const char *c;
	va_list args;

	for (c = line->start; c < at; column++)
		c += utf8_decode(c, (size_t)(at - c), &code);
	str_addf(&words, "%s:%u:%u: ", line->file, line->number, column);
	va_start(args, format);
	str_vaddf(&words, format, args);
	va_end(args);
	text_clean(str_text(&words), words.len, line->messages);
	str_add_char(line->messages, '\n');
	str_free(&words);
	return false;
}

static bool line_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void line_skip_blanks(struct line *line)
{
	while (line->at < line->end && line_is_blank(*line->at))
		line->at++;
}

static void line_skip_word(struct line *line)
{
	while (line->at < line->end && !line_is_blank(*line->at))
		line->at++;
}

/* At the end, or at a comment. */
static bool line_is_done(const struct line *line)
{
	return line->at == line->end || *line->at == '#';
}

/* Refuses what no line may hold, comments included. */
static bool line_check(const struct line *line)
{
	const char *c;

	if (line->end - line->start > MAX_LINE)
		return line_refuse(line, line->start,
				   "expected a line of at most %d bytes",
				   MAX_LINE);
	for (c = line->start; c < line->end; c++) {
		if (((unsigned char)*c < ' ' && *c != '\t') || *c == 0x7F)
			return line_refuse(line, c,
					   "expected no control characters");
	}
	return true;
}

static const struct option *find_option(const char *name, size_t len)
{
	for (size_t i = 0; i < OPTIONS; i++) {
		if (strlen(options[i].name) == len &&
		    memcmp(options[i].name, name, len) == 0)
			return &options[i];
	}
	return NULL;
}

/* Takes "set NAME " off the line; NULL when it does not begin so. */
static const struct option *line_read_option(struct line *line)
{
	const struct option *option = NULL;
	const char *start = line->at;
	int len;

	line_skip_word(line);
	if (line->at - start != 3 || memcmp(start, "set", 3) != 0) {
		line_refuse(line, start, "expected: set NAME VALUE");
		return NULL;
	}
	line_skip_blanks(line);
	start = line->at;
	if (line_is_done(line)) {
		line_refuse(line, start, "expected the name of a setting");
		return NULL;
	}
	line_skip_word(line);
	len = (int)(line->at - start);
	option = find_option(start, (size_t)len);
	if (!option)
		line_refuse(line, start,
			    "expected a setting that exists, not '%.*s'", len,
			    start);
	return option;
}

/* Takes a value in quotes off the line. Between "" a backslash stands before
 * a quote or a backslash that is meant; between '' nothing is special. */
static bool line_read_quoted(struct line *line, struct str *value)
{
	const char *start = line->at;
	char quote = *line->at++;

	while (line->at < line->end && *line->at != quote) {
		if (quote == '"' && *line->at == '\\' &&
		    line->end - line->at > 1 &&
		    (line->at[1] == '"' || line->at[1] == '\\'))
			line->at++;
		str_add_char(value, *line->at++);
	}
	if (line->at == line->end)
		return line_refuse(line, start, "expected a closing %c", quote);
	line->at++;
	return true;
}

/* Refuses a value that could not be shown as it is. */
static bool line_check_value(const struct line *line, const char *start,
			     const struct str *value)
{
	const char *text = str_text(value);
	size_t taken;
	uint32_t code;
	size_t at;

	if (!utf8_valid(text, value->len))
		return line_refuse(line, start, "expected UTF-8");
	for (at = 0; at < value->len; at += taken) {
		taken = utf8_decode(text + at, value->len - at, &code);
		if (!text_code_ok(code))
			return line_refuse(line, start,
					   "expected no invisible characters");
	}
	return true;
}

/* Takes the value and what follows it off the line. */
static bool line_read_value(struct line *line, struct str *value)
{
	const char *start;

	line_skip_blanks(line);
	start = line->at;
	if (line_is_done(line))
		return line_refuse(line, start, "expected a value");
	if (*start == '"' || *start == '\'') {
		if (!line_read_quoted(line, value))
			return false;
		if (line->at < line->end && !line_is_blank(*line->at))
			return line_refuse(line, line->at,
					   "expected a blank after the quote");
	} else {
		line_skip_word(line);
		str_add_n(value, start, (size_t)(line->at - start));
	}
	line_skip_blanks(line);
	if (!line_is_done(line))
		return line_refuse(line, line->at,
				   "expected one value; one with blanks "
				   "stands in quotes");
	return line_check_value(line, start, value);
}

/* Reads one line; false when it is wrong and was left out. */
static bool line_read(struct line *line, struct config *config,
		      const char *home)
{
	const struct option *option = NULL;
	struct str value = STR_INIT;
	const char *problem;
	const char *start;
	bool good;

	if (!line_check(line))
		return false;
	line_skip_blanks(line);
	if (line_is_done(line))
		return true;
	option = line_read_option(line);
	if (!option)
		return false;
	line_skip_blanks(line);
	start = line->at;
	good = line_read_value(line, &value);
	if (good) {
		problem = option_read(config, option, str_text(&value), home);
		if (problem)
			good = line_refuse(line, start, "%s: %s", option->name,
					   problem);
	}
	str_free(&value);
	return good;
}

enum status config_read(struct config *config, const char *name,
			const char *text, size_t len, const char *home,
			struct str *messages)
{
	struct line line = { .file = name, .messages = messages };
	const char *next = text;
	const char *end = text + len;
	enum status status = STATUS_OK;

	if (len >= 3 && memcmp(next, "\xEF\xBB\xBF", 3) == 0)
		next += 3;
	while (next < end) {
		line.number++;
		line.start = next;
		line.at = next;
		line.end = memchr(next, '\n', (size_t)(end - next));
		if (!line.end)
			line.end = end;
		next = line.end + (line.end < end);
		if (line.end > line.start && line.end[-1] == '\r')
			line.end--;
		if (!line_read(&line, config, home))
			status = STATUS_CONFIG;
	}
	return status;
}

/* Writes a value in quotes when it would not be one word without. */
static void print_text(const char *value, struct str *out)
{
	if (*value != '\0' && !strpbrk(value, " #\"'\\")) {
		str_add(out, value);
		return;
	}
	str_add_char(out, '"');
	for (; *value != '\0'; value++) {
		if (*value == '"' || *value == '\\')
			str_add_char(out, '\\');
		str_add_char(out, *value);
	}
	str_add_char(out, '"');
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

static void option_print(const struct config *config,
			 const struct option *option, struct str *out)
{
	const void *value = option_value(config, option);

	str_addf(out, "set %s ", option->name);
	switch (option->kind) {
	case KIND_BOOL:
		str_add(out, *(const bool *)value ? "yes" : "no");
		break;
	case KIND_SECONDS:
		print_seconds(*(const double *)value, out);
		break;
	case KIND_DAYS:
		str_addf(out, "%d", *(const int *)value);
		break;
	case KIND_URL:
	case KIND_TEXT:
	case KIND_PATH:
		print_text(*(char *const *)value, out);
		break;
	}
	str_add_char(out, '\n');
}

void config_print(const struct config *config, struct str *out)
{
	size_t i;

	for (i = 0; i < OPTIONS; i++)
		option_print(config, &options[i], out);
}
