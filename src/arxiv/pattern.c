/* The C library compiles an expression by writing out its counts, so before it
 * sees one, the size that it would get is reckoned: parentheses keep the size
 * of what they hold, and what follows an atom multiplies it. */
#include "arxiv/pattern.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "base/mem.h"

struct pattern {
	regex_t regex;
};

/* Where the reckoning stands. */
struct measure {
	const char *at;
	size_t sizes[PATTERN_MAX_DEPTH + 1]; /* of each open parenthesis */
	size_t depth;
	size_t atom; /* size of the last atom; 0 = nothing to be repeated */
	const char *wrong;
};

static void add_size(struct measure *measure, size_t size)
{
	measure->sizes[measure->depth] += size;
	if (measure->sizes[measure->depth] > PATTERN_MAX_SIZE)
		measure->wrong = "the regular expression is too large once "
				 "its counts are written out";
}

static void add_atom(struct measure *measure, size_t len)
{
	measure->at += len;
	measure->atom = 1;
	add_size(measure, 1);
}

static void repeat_atom(struct measure *measure, size_t times)
{
	if (times > 1) {
		add_size(measure, measure->atom * (times - 1));
		measure->atom *= times;
	}
}

/* Bytes of [...] at text; what is not closed is left to the C library. */
static size_t bracket_length(const char *text)
{
	size_t len = 1 + (text[1] == '^');
	const char *end = NULL;
	char close[3] = { 0 };

	len += text[len] == ']';
	while (text[len] != '\0' && text[len] != ']') {
		if (text[len] == '[' && text[len + 1] != '\0' &&
		    strchr(":.=", text[len + 1]) != NULL) {
			close[0] = text[len + 1];
			close[1] = ']';
			end = strstr(text + len + 2, close);
			len = end ? (size_t)(end - text) + 2 : len + 1;
		} else {
			len++;
		}
	}
	return len + (text[len] == ']');
}

static size_t read_count(const char **at)
{
	size_t count = 0;

	for (; ascii_is_digit(**at); (*at)++)
		if (count <= PATTERN_MAX_COUNT)
			count = count * 10 + (size_t)(**at - '0');
	return count;
}

/* {n}, {n,}, {n,m} and {,m}; anything else is an atom. */
static void measure_count(struct measure *measure)
{
	const char *at = measure->at + 1;
	size_t least = read_count(&at);
	size_t most = least;
	bool some = at > measure->at + 1;

	if (*at == ',') {
		at++;
		some = some || ascii_is_digit(*at);
		most = ascii_is_digit(*at) ? read_count(&at) : least + 1;
	}
	if (*at != '}' || !some) {
		add_atom(measure, 1);
		return;
	}
	if (least > PATTERN_MAX_COUNT || most > PATTERN_MAX_COUNT + 1)
		measure->wrong = "a count of a regular expression is larger "
				 "than 100";
	repeat_atom(measure, most > least ? most : least);
	measure->at = at + 1;
}

static void measure_open(struct measure *measure)
{
	measure->at++;
	if (measure->depth == PATTERN_MAX_DEPTH) {
		measure->wrong = "the regular expression has too many "
				 "parentheses inside each other";
		return;
	}
	measure->sizes[++measure->depth] = 1;
	measure->atom = 0;
}

static void measure_close(struct measure *measure)
{
	if (measure->depth == 0) {
		add_atom(measure, 1);
		return;
	}
	measure->at++;
	measure->atom = measure->sizes[measure->depth--];
	add_size(measure, measure->atom);
}

static void measure_escape(struct measure *measure)
{
	if (measure->at[1] >= '1' && measure->at[1] <= '9')
		measure->wrong = "a regular expression has no back references "
				 "here";
	add_atom(measure, measure->at[1] == '\0' ? 1 : 2);
}

static void measure_step(struct measure *measure)
{
	switch (*measure->at) {
	case '(':
		measure_open(measure);
		break;
	case ')':
		measure_close(measure);
		break;
	case '[':
		add_atom(measure, bracket_length(measure->at));
		break;
	case '\\':
		measure_escape(measure);
		break;
	case '{':
		measure_count(measure);
		break;
	case '+':
		/* x+ becomes xx*. */
		repeat_atom(measure, 2);
		measure->at++;
		break;
	case '*':
	case '?':
		measure->at++;
		break;
	default:
		add_atom(measure, 1);
	}
}

/* Why an expression is not given to the C library; NULL when it may be. */
static const char *find_wrong(const char *text)
{
	struct measure measure = { .at = text };

	if (*text == '\0')
		return "expected a regular expression between the slashes";
	if (strlen(text) > PATTERN_MAX_BYTES)
		return "the regular expression is too long";
	while (*measure.at != '\0' && measure.wrong == NULL)
		measure_step(&measure);
	return measure.wrong;
}

enum status pattern_new(const char *text, struct pattern **ret,
			struct error *err)
{
	const char *wrong = find_wrong(text);
	struct pattern *pattern = NULL;
	char why[200];
	int code = 0;

	if (wrong != NULL)
		return error_set(err, STATUS_USAGE, 0, "%s", wrong);
	pattern = mem_zalloc(1, sizeof(*pattern));
	code = regcomp(&pattern->regex, text,
		       REG_EXTENDED | REG_ICASE | REG_NEWLINE);
	if (code == 0) {
		*ret = pattern;
		return STATUS_OK;
	}
	regerror(code, &pattern->regex, why, sizeof(why));
	free(pattern);
	return error_set(err, STATUS_USAGE, code,
			 "this is no regular expression: %s", why);
}

void pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	regfree(&pattern->regex);
	free(pattern);
}

bool pattern_match(const struct pattern *pattern, const char *text)
{
	regmatch_t range = { .rm_eo = (regoff_t)strnlen(text,
							PATTERN_MAX_TEXT) };

	return regexec(&pattern->regex, text, 0, &range, REG_STARTEND) == 0;
}

bool pattern_find(const struct pattern *pattern, const char *text, size_t at,
		  size_t *ret_start, size_t *ret_end)
{
	size_t len = strnlen(text, PATTERN_MAX_TEXT);
	regmatch_t range = { .rm_so = (regoff_t)at, .rm_eo = (regoff_t)len };

	while (at < len &&
	       regexec(&pattern->regex, text, 1, &range, REG_STARTEND) == 0) {
		if (range.rm_eo > range.rm_so) {
			*ret_start = (size_t)range.rm_so;
			*ret_end = (size_t)range.rm_eo;
			return true;
		}
		at = (size_t)range.rm_eo + 1;
		range.rm_so = (regoff_t)at;
		range.rm_eo = (regoff_t)len;
	}
	return false;
}
