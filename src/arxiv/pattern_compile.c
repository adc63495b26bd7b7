/* The compiler of expressions: it reads the text once and writes instructions
 * as it goes. Targets are relative, so what was written can be moved and
 * copied: an alternative or a repetition is put around what stands there
 * already. */
#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/pattern_code.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

struct compiler {
	const char *at;
	struct pattern *pattern;
	const char *wrong; /* what was expected, once something was wrong */
};

static void fail(struct compiler *compiler, const char *wrong)
{
	if (compiler->wrong == NULL)
		compiler->wrong = wrong;
}

/* Puts a step before the one at `at`. */
static void insert(struct compiler *compiler, size_t at,
		   struct pattern_step step)
{
	struct pattern *pattern = compiler->pattern;

	if (pattern->count >= PATTERN_MAX_SIZE) {
		fail(compiler, "expected a smaller regular expression, once "
			       "its counts are written out");
		return;
	}
	pattern->steps = mem_grow(pattern->steps, &pattern->room,
				  pattern->count + 1, sizeof(step));
	memmove(pattern->steps + at + 1, pattern->steps + at,
		(pattern->count - at) * sizeof(step));
	pattern->steps[at] = step;
	pattern->count++;
}

static void append(struct compiler *compiler, struct pattern_step step)
{
	insert(compiler, compiler->pattern->count, step);
}

static void append_op(struct compiler *compiler, enum pattern_op op)
{
	append(compiler, (struct pattern_step){ .op = op });
}

static void append_char(struct compiler *compiler, uint32_t code)
{
	append(compiler, (struct pattern_step){ .op = PATTERN_CHAR,
						.code = text_lower(code) });
}

/* Begins a set, to which ranges are added. */
static void append_set(struct compiler *compiler, bool negated)
{
	struct pattern *pattern = compiler->pattern;

	append(compiler,
	       (struct pattern_step){ .op = PATTERN_SET,
				      .code = (uint32_t)pattern->set_count });
	pattern->sets =
		mem_grow(pattern->sets, &pattern->set_room,
			 pattern->set_count + 1, sizeof(*pattern->sets));
	pattern->sets[pattern->set_count++] =
		(struct pattern_set){ .first = pattern->range_count,
				      .negated = negated };
}

static void add_range(struct compiler *compiler, enum pattern_class kind,
		      uint32_t first, uint32_t last)
{
	struct pattern *pattern = compiler->pattern;

	pattern->ranges =
		mem_grow(pattern->ranges, &pattern->range_room,
			 pattern->range_count + 1, sizeof(*pattern->ranges));
	pattern->ranges[pattern->range_count++] =
		(struct pattern_range){ kind, first, last };
	pattern->sets[pattern->set_count - 1].count++;
}

/* Any character but a line feed: all that is not in an empty set. */
static void append_any(struct compiler *compiler)
{
	append_set(compiler, true);
}

static uint32_t take_code(struct compiler *compiler)
{
	uint32_t code = 0;

	compiler->at +=
		utf8_decode(compiler->at, strnlen(compiler->at, 4), &code);
	return code;
}

/* The class of \w and the like. */
static bool find_letter_class(char letter, enum pattern_class *ret)
{
	static const struct {
		char letter;
		enum pattern_class kind;
	} classes[] = {
		{'w',  CLASS_WORD     },
                { 'W', CLASS_NOT_WORD },
		{ 'd', CLASS_DIGIT    },
                { 'D', CLASS_NOT_DIGIT},
		{ 's', CLASS_SPACE    },
                { 'S', CLASS_NOT_SPACE},
	};

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		if (classes[i].letter == letter) {
			*ret = classes[i].kind;
			return true;
		}
	}
	return false;
}

static void compile_escape(struct compiler *compiler)
{
	enum pattern_class kind = CLASS_RANGE;
	char c = *++compiler->at;

	if (find_letter_class(c, &kind)) {
		append_set(compiler, false);
		add_range(compiler, kind, 0, 0);
		compiler->at++;
	} else if (c == 'b' || c == 'B') {
		append_op(compiler, c == 'b' ? PATTERN_EDGE : PATTERN_NO_EDGE);
		compiler->at++;
	} else if (ascii_is_digit(c)) {
		fail(compiler, "expected no back reference: there are none");
	} else if (c == '\0' || ascii_is_letter(c)) {
		fail(compiler, "expected a sign, or one of wWdDsSbB, behind "
			       "the backslash");
	} else {
		append_char(compiler, take_code(compiler));
	}
}

/* [:alpha:] inside brackets, the second bracket being next. */
static void compile_class(struct compiler *compiler)
{
	static const struct {
		const char *name;
		enum pattern_class kind;
	} classes[] = {
		{"[:alpha:]",  CLASS_ALPHA},
                { "[:upper:]", CLASS_ALPHA},
		{ "[:lower:]", CLASS_ALPHA},
                { "[:digit:]", CLASS_DIGIT},
		{ "[:alnum:]", CLASS_ALNUM},
                { "[:space:]", CLASS_SPACE},
		{ "[:blank:]", CLASS_SPACE},
                { "[:punct:]", CLASS_PUNCT},
	};
	size_t len = 0;

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		len = strlen(classes[i].name);
		if (strncmp(compiler->at, classes[i].name, len) == 0) {
			add_range(compiler, classes[i].kind, 0, 0);
			compiler->at += len;
			return;
		}
	}
	fail(compiler, "expected [:alpha:], [:digit:], [:alnum:], [:space:] "
		       "or [:punct:]");
}

/* One member of a set. A backslash is one as it stands, as POSIX has it, but
 * before a letter of a class, a backslash or a bracket. */
static void compile_member(struct compiler *compiler)
{
	enum pattern_class kind = CLASS_RANGE;
	uint32_t first = 0;
	uint32_t last = 0;

	if (*compiler->at == '\\' &&
	    find_letter_class(compiler->at[1], &kind)) {
		add_range(compiler, kind, 0, 0);
		compiler->at += 2;
		return;
	}
	if (*compiler->at == '\\' && compiler->at[1] != '\0' &&
	    strchr("\\[]", compiler->at[1]) != NULL)
		compiler->at++;
	first = last = take_code(compiler);
	if (*compiler->at == '-' && compiler->at[1] != ']' &&
	    compiler->at[1] != '\0') {
		compiler->at++;
		last = take_code(compiler);
	}
	if (first > last)
		fail(compiler, "expected a range that ends after it begins");
	add_range(compiler, CLASS_RANGE, first, last);
}

static void compile_set(struct compiler *compiler)
{
	bool negated = compiler->at[1] == '^';
	const char *begin = NULL;

	compiler->at += negated ? 2 : 1;
	begin = compiler->at;
	append_set(compiler, negated);
	while (compiler->wrong == NULL && *compiler->at != '\0' &&
	       (*compiler->at != ']' || compiler->at == begin)) {
		if (compiler->at[0] == '[' && compiler->at[1] == ':')
			compile_class(compiler);
		else
			compile_member(compiler);
	}
	if (*compiler->at == '\0')
		fail(compiler, "expected ] in the regular expression");
	else
		compiler->at++;
}

/* Expressions stand inside each other, at most PATTERN_MAX_DEPTH of them.
 * NOLINTBEGIN(misc-no-recursion) */
static void compile_either(struct compiler *compiler, int depth);

static void compile_group(struct compiler *compiler, int depth)
{
	if (depth >= PATTERN_MAX_DEPTH) {
		fail(compiler, "expected fewer parentheses inside each other");
		return;
	}
	compiler->at++;
	compile_either(compiler, depth + 1);
	if (*compiler->at != ')')
		fail(compiler, "expected ) in the regular expression");
	else
		compiler->at++;
}

static void compile_atom(struct compiler *compiler, int depth)
{
	switch (*compiler->at) {
	case '(':
		compile_group(compiler, depth);
		return;
	case '[':
		compile_set(compiler);
		return;
	case '\\':
		compile_escape(compiler);
		return;
	case '*':
	case '+':
	case '?':
		fail(compiler, "expected something to be repeated");
		return;
	case '.':
		append_any(compiler);
		break;
	case '^':
		append_op(compiler, PATTERN_LINE);
		break;
	case '$':
		append_op(compiler, PATTERN_LINE_END);
		break;
	default:
		append_char(compiler, take_code(compiler));
		return;
	}
	compiler->at++;
}

/* How often an atom stands; `most` < 0 = without end. */
struct count {
	int least;
	int most;
};

static int read_number(const char **at)
{
	int number = 0;

	for (; ascii_is_digit(**at); (*at)++)
		if (number <= PATTERN_MAX_COUNT)
			number = number * 10 + (**at - '0');
	return number;
}

/* {n}, {n,}, {n,m} or {,m}; a brace that begins none of these is a character
 * like others, and there is no count. */
static bool read_braces(struct compiler *compiler, struct count *ret)
{
	const char *at = compiler->at + 1;
	bool some = ascii_is_digit(*at);

	ret->least = read_number(&at);
	ret->most = ret->least;
	if (*at == ',') {
		at++;
		some = some || ascii_is_digit(*at);
		ret->most = ascii_is_digit(*at) ? read_number(&at) : -1;
	}
	if (!some || *at != '}')
		return false;
	compiler->at = at + 1;
	if (ret->least > PATTERN_MAX_COUNT || ret->most > PATTERN_MAX_COUNT)
		fail(compiler, "expected a count of at most 100");
	else if (ret->most >= 0 && ret->most < ret->least)
		fail(compiler, "expected a count that ends after it begins");
	return true;
}

/* Reads how often what stands before is repeated. False when nothing says. */
static bool read_count(struct compiler *compiler, struct count *ret)
{
	switch (*compiler->at) {
	case '*':
		*ret = (struct count){ 0, -1 };
		break;
	case '+':
		*ret = (struct count){ 1, -1 };
		break;
	case '?':
		*ret = (struct count){ 0, 1 };
		break;
	case '{':
		return read_braces(compiler, ret);
	default:
		return false;
	}
	compiler->at++;
	return true;
}

static void append_copy(struct compiler *compiler,
			const struct pattern_step *steps, size_t count)
{
	for (size_t i = 0; i < count && compiler->wrong == NULL; i++)
		append(compiler, steps[i]);
}

/* Writes the steps from `begin` on as often as a count says: all that must be
 * there, then those that may be, each with a way around it. */
static void repeat(struct compiler *compiler, size_t begin, struct count count)
{
	struct pattern *pattern = compiler->pattern;
	size_t len = pattern->count - begin;
	struct pattern_step *steps = mem_zalloc(len + 1, sizeof(*steps));
	struct pattern_step around = { .op = PATTERN_SPLIT,
				       .to = 1,
				       .other = (int)len + 1 };

	if (len > 0)
		memcpy(steps, pattern->steps + begin, len * sizeof(*steps));
	pattern->count = begin;
	for (int i = 0; i < count.least; i++)
		append_copy(compiler, steps, len);
	for (int i = count.least; i < count.most; i++) {
		append(compiler, around);
		append_copy(compiler, steps, len);
	}
	if (count.most < 0 && count.least > 0) {
		/* Back to the last one. */
		append(compiler, (struct pattern_step){ .op = PATTERN_SPLIT,
							.to = -(int)len,
							.other = 1 });
	} else if (count.most < 0) {
		around.other++;
		append(compiler, around);
		append_copy(compiler, steps, len);
		append(compiler, (struct pattern_step){ .op = PATTERN_JUMP,
							.to = -(int)len - 1 });
	}
	free(steps);
}

static void compile_sequence(struct compiler *compiler, int depth)
{
	struct count count = { 1, 1 };
	size_t begin = 0;

	while (compiler->wrong == NULL && *compiler->at != '\0' &&
	       *compiler->at != '|' && *compiler->at != ')') {
		begin = compiler->pattern->count;
		compile_atom(compiler, depth);
		while (compiler->wrong == NULL && read_count(compiler, &count))
			repeat(compiler, begin, count);
	}
}

static void compile_either(struct compiler *compiler, int depth)
{
	struct pattern *pattern = compiler->pattern;
	size_t begin = pattern->count;
	size_t jump = 0;

	compile_sequence(compiler, depth);
	while (compiler->wrong == NULL && *compiler->at == '|') {
		compiler->at++;
		insert(compiler, begin,
		       (struct pattern_step){
			       .op = PATTERN_SPLIT,
			       .to = 1,
			       .other = (int)(pattern->count - begin) + 2 });
		jump = pattern->count;
		append_op(compiler, PATTERN_JUMP);
		compile_sequence(compiler, depth);
		if (compiler->wrong == NULL)
			pattern->steps[jump].to = (int)(pattern->count - jump);
	}
}

/* NOLINTEND(misc-no-recursion) */

enum status pattern_compile(const char *text, struct pattern *pattern,
			    struct error *err)
{
	struct compiler compiler = { .at = text, .pattern = pattern };

	if (*text == '\0')
		fail(&compiler, "expected a regular expression between the "
				"slashes");
	else if (strlen(text) > PATTERN_MAX_BYTES)
		fail(&compiler, "expected a shorter regular expression");
	else
		compile_either(&compiler, 0);
	if (*compiler.at == ')')
		fail(&compiler, "expected ( before this ) in the regular "
				"expression");
	append_op(&compiler, PATTERN_FOUND);
	if (compiler.wrong != NULL)
		return error_set(err, STATUS_USAGE, 0, "%s", compiler.wrong);
	return STATUS_OK;
}
