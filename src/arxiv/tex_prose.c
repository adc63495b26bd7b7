/* TeX's habits outside maths. Each rule leaves alone what may mean something
 * else: ~100 is about a hundred, --help an option, a_file a name. */
#include "arxiv/tex_prose.h"

#include <string.h>

#include "arxiv/ascii.h"

/* How far behind ` its ' is looked for. */
#define QUOTE_MAX 120

static char before(const char *source, size_t at)
{
	return at > 0 ? source[at - 1] : ' ';
}

static char behind(const char *source, size_t at, size_t end)
{
	return at < end ? source[at] : ' ';
}

static bool is_open(char c)
{
	return ascii_is_space(c) || strchr("([{\"-/~", c) != NULL;
}

/* Bytes that repeat the one at `at`. */
static size_t repeats(const char *source, size_t at, size_t end)
{
	size_t start = at;

	while (at < end && source[at] == source[start])
		at++;
	return at - start;
}

/* Whether ` at `at` is closed by a ' before another ` comes. */
static bool is_closed(const char *source, size_t at, size_t end)
{
	size_t last = end - at > QUOTE_MAX ? at + QUOTE_MAX : end;

	for (size_t i = at + 1; i < last; i++) {
		if (source[i] == '`')
			return false;
		if (source[i] == '\'' && !ascii_is_space(source[i - 1]) &&
		    !ascii_is_alnum(behind(source, i + 1, end)))
			return true;
	}
	return false;
}

static size_t read_opening(struct tex_prose *prose, const char *source,
			   size_t at, size_t end, const char **ret_becomes)
{
	size_t len = repeats(source, at, end);

	if (len == 2) {
		prose->two = true;
		*ret_becomes = "“";
	} else if (len == 1 && is_open(before(source, at)) &&
		   is_closed(source, at, end)) {
		prose->one = true;
		*ret_becomes = "‘";
	}
	return len;
}

static size_t read_closing(struct tex_prose *prose, const char *source,
			   size_t at, size_t end, const char **ret_becomes)
{
	size_t len = repeats(source, at, end);

	if (len == 2 && prose->two) {
		prose->two = false;
		*ret_becomes = "”";
	} else if (len > 0 && prose->one &&
		   !ascii_is_space(before(source, at)) &&
		   !ascii_is_alnum(behind(source, at + len, end))) {
		prose->one = false;
		*ret_becomes = "’";
		return 1;
	}
	return len;
}

/* A straight quote that ends what `` began. */
static size_t read_straight(struct tex_prose *prose, const char *source,
			    size_t at, const char **ret_becomes)
{
	if (prose->two && !is_open(before(source, at))) {
		prose->two = false;
		*ret_becomes = "”";
	}
	return 1;
}

static size_t read_dashes(const char *source, size_t at, size_t end,
			  const char **ret_becomes)
{
	size_t len = repeats(source, at, end);
	char prior = before(source, at);
	char next = behind(source, at + len, end);
	bool option = len == 2 && is_open(prior) && ascii_is_letter(next);

	if (next == '>' || prior == '<' || prior == '!' || option)
		return len;
	if (len == 2)
		*ret_becomes = "–";
	else if (len == 3)
		*ret_becomes = "—";
	return len;
}

/* Letters right before `at`. */
static size_t letters_before(const char *source, size_t at)
{
	size_t start = at;

	while (at > 0 && ascii_is_letter(source[at - 1]))
		at--;
	return start - at;
}

/* Names of Greek letters, which a number is compared with. */
static bool is_greek(const char *source, size_t at, size_t len)
{
	static const char *const names[] = { "alpha",  "beta", "gamma",
					     "delta",  "eta",  "lambda",
					     "Lambda", "tau",  "sigma",
					     "rho",    "phi",  "theta",
					     "Gamma",  "zeta", "epsilon" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == len &&
		    memcmp(source + at - len, names[i], len) == 0)
			return true;
	return false;
}

/* Whether ~ at `at` ties two words; otherwise it says "about". */
static bool is_tie(const char *source, size_t at, size_t end)
{
	char prior = before(source, at);
	char next = behind(source, at + 1, end);
	size_t word = letters_before(source, at);

	if (ascii_is_space(prior) || ascii_is_space(next) || next == '~')
		return false;
	if (strchr(".,;:", prior) != NULL)
		return true;
	if (ascii_is_digit(next) || next == '.')
		return word >= 3 && !is_greek(source, at, word);
	if (strchr(")]}", prior) != NULL)
		return true;
	if (ascii_is_letter(next) && ascii_is_letter(prior))
		return word > 1 || strchr("aAI", prior) != NULL ||
		       ascii_is_letter(behind(source, at + 2, end));
	if (ascii_is_letter(next))
		return ascii_is_digit(prior) || prior == '$' ||
		       (unsigned char)prior >= 0x80;
	return word >= 2;
}

size_t tex_prose_read(struct tex_prose *prose, const char *source, size_t at,
		      size_t end, const char **ret_becomes)
{
	*ret_becomes = NULL;
	switch (source[at]) {
	case '`':
		return read_opening(prose, source, at, end, ret_becomes);
	case '\'':
		return read_closing(prose, source, at, end, ret_becomes);
	case '"':
		return read_straight(prose, source, at, ret_becomes);
	case '-':
		return read_dashes(source, at, end, ret_becomes);
	default:
		if (is_tie(source, at, end))
			*ret_becomes = " ";
		return 1;
	}
}

static size_t digits(const char *source, size_t at, size_t end)
{
	size_t start = at;

	while (at < end && ascii_is_digit(source[at]))
		at++;
	return at - start;
}

/* Whether a number goes on at `at` with what no script can have. */
static bool goes_on(const char *source, size_t at, size_t end)
{
	return strchr("./,", behind(source, at, end)) != NULL &&
	       ascii_is_digit(behind(source, at + 1, end));
}

static size_t read_raised(const char *source, size_t at, size_t end)
{
	char first = behind(source, at, end);
	size_t sign = first == '+' || first == '-';
	size_t len = sign + digits(source, at + sign, end);

	if (goes_on(source, at + len, end))
		return 0;
	if (len > 0 || first == '*')
		return len > 0 ? len : 1;
	if (ascii_is_letter(first) &&
	    !ascii_is_alnum(behind(source, at + 1, end)))
		return goes_on(source, at + 1, end) ? 0 : 1;
	return 0;
}

size_t tex_prose_script(const char *source, size_t at, size_t end)
{
	char prior = before(source, at);
	size_t word = letters_before(source, at);
	size_t len;

	if (!ascii_is_alnum(prior) && strchr(")]}$'*+-", prior) == NULL &&
	    (unsigned char)prior < 0x80)
		return 0;
	if (source[at] == '^')
		return read_raised(source, at + 1, end);
	len = digits(source, at + 1, end);
	if (word > 2 || len > 3 || goes_on(source, at + 1 + len, end) ||
	    (word == 0 && prior != ')'))
		return 0;
	/* Letters of a name may stand before it: run_2_b1. */
	return word < at && source[at - word - 1] == '_' ? 0 : len;
}

size_t tex_prose_url(const char *source, size_t at, size_t end)
{
	while (at < end && !ascii_is_space(source[at]) &&
	       strchr("{}$\"<>|`", source[at]) == NULL) {
		if (source[at] == '\\') {
			if (at + 1 >= end || !strchr("_%#&~", source[at + 1]))
				break;
			at++;
			if (source[at] == '~' && end - at > 2 &&
			    memcmp(source + at + 1, "{}", 2) == 0)
				at += 2;
		}
		at++;
	}
	return at;
}
