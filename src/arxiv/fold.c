/* The text is walked once, byte by byte where it is ASCII. What separates
 * words only leaves a note (gap, line), so the words come out with exactly one
 * byte between them; what joins leaves none. */
#include "arxiv/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/tex.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Names of U+03B1 to U+03C9; the final sigma is folded to the other one. */
static const char *const greek[] = {
	"alpha",   "beta", "gamma", "delta",  "epsilon", "zeta", "eta",
	"theta",   "iota", "kappa", "lambda", "mu",      "nu",   "xi",
	"omicron", "pi",   "rho",   "sigma",  "sigma",   "tau",  "upsilon",
	"phi",     "chi",  "psi",   "omega",
};

#define GREEK_FIRST 0x3B1u

/* Letters that are no letter with a mark, by their folded form. */
static const struct {
	uint32_t code;
	const char *letters;
} specials[] = {
	{0xE6,   "ae"},
        { 0xF0,  "d" },
        { 0xF8,  "o" },
        { 0xFE,  "th"},
	{ 0x111, "d" },
        { 0x127, "h" },
        { 0x131, "i" },
        { 0x142, "l" },
	{ 0x14B, "ng"},
        { 0x153, "oe"},
        { 0x167, "t" },
        { 0x237, "j" },
};

/* Commands that are no word and join what is around them: switches of fonts,
 * and accents over what has no accented form. */
static const char *const joining[] = {
	"H",       "b",        "bf",      "c",        "cal",     "d",
	"em",      "emph",     "it",      "k",        "mbox",    "r",
	"rm",      "sc",       "sf",      "sl",       "tt",      "u",
	"v",       "bfseries", "itshape", "rmfamily", "scshape", "sffamily",
	"slshape", "ttfamily",
};

/* Commands that are no word and separate. */
static const char *const spacing[] = {
	"Big",      "Bigg",      "Biggl",        "Biggr",   "Bigl",
	"Bigr",     "big",       "bigg",         "biggl",   "biggr",
	"bigl",     "bigr",      "displaystyle", "hfill",   "left",
	"limits",   "linebreak", "middle",       "newline", "noindent",
	"nolimits", "nonumber",  "par",          "qquad",   "quad",
	"right",    "textstyle",
};

/* What the last byte of the open word came from. */
enum last {
	LAST_NONE, /* no word is open */
	LAST_LETTER,
	LAST_NUMBER,
	LAST_SUPER,
	LAST_SUB
};

struct fold {
	const char *text;
	size_t at; /* of the next byte */
	struct str *out;
	size_t begun; /* length of *out at the beginning */
	enum last last;
	bool line; /* a line feed stood behind the last word */
	bool keep; /* the words are wanted */
	struct fold_word *words;
	size_t count;
	size_t room;
};

static void separate(struct fold *fold)
{
	fold->last = LAST_NONE;
}

/* Adds letters that were read from the next `len` bytes of the text. */
static void add(struct fold *fold, const char *letters, size_t count,
		size_t len, enum last last)
{
	if (fold->last == LAST_NONE) {
		if (fold->out->len > fold->begun)
			str_add_char(fold->out, fold->line ? '\n' : ' ');
		fold->line = false;
		if (fold->keep) {
			fold->words =
				mem_grow(fold->words, &fold->room,
					 fold->count + 1, sizeof(*fold->words));
			fold->words[fold->count].at =
				fold->out->len - fold->begun;
			fold->words[fold->count++].start = fold->at;
		}
	}
	str_add_n(fold->out, letters, count);
	if (fold->keep)
		fold->words[fold->count - 1].end = fold->at + len;
	fold->last = last;
}

/* The same as a word of its own. */
static void add_word(struct fold *fold, const char *letters, size_t len)
{
	separate(fold);
	add(fold, letters, strlen(letters), len, LAST_LETTER);
	separate(fold);
}

/* Takes a run of ASCII letters and digits. */
static void take_plain(struct fold *fold)
{
	char run[64];
	size_t len = 0;
	char c = fold->text[fold->at];

	while (len < sizeof(run) && ascii_is_alnum(c)) {
		run[len++] = ascii_lower(c);
		c = fold->text[fold->at + len];
	}
	add(fold, run, len, len,
	    ascii_is_digit(run[len - 1]) ? LAST_NUMBER : LAST_LETTER);
	fold->at += len;
}

/* True for the characters that are written without blanks between words. */
static bool is_ideograph(uint32_t code)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} ranges[] = {
		{0x2E80,   0x2FDF }, /* radicals */
		{ 0x3005,  0x3007 }, /* iteration mark, zero */
		{ 0x3040,  0x312F }, /* kana, bopomofo */
		{ 0x31A0,  0x31BF }, /* bopomofo */
		{ 0x31F0,  0x31FF }, /* kana */
		{ 0x3400,  0x4DBF }, /* ideographs */
		{ 0x4E00,  0x9FFF },
                { 0xF900,  0xFAFF },
                { 0x20000, 0x3FFFF},
	};

	for (size_t i = 0; code >= 0x2E80 && i < COUNT(ranges); i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

/* Adds one folded letter or digit that was read from `len` bytes. */
static void add_code(struct fold *fold, uint32_t code, size_t len,
		     enum last last)
{
	char bytes[4];
	size_t count = utf8_encode(code, bytes);

	if (code >= GREEK_FIRST && code < GREEK_FIRST + COUNT(greek)) {
		add_word(fold, greek[code - GREEK_FIRST], len);
		return;
	}
	for (size_t i = 0; i < COUNT(specials); i++) {
		if (specials[i].code == code) {
			add(fold, specials[i].letters,
			    strlen(specials[i].letters), len, last);
			return;
		}
	}
	if (is_ideograph(code))
		separate(fold);
	add(fold, bytes, count, len, last);
	if (is_ideograph(code))
		separate(fold);
}

/* Raised characters begin a word, lowered ones unless they are the number of
 * a letter. */
static void begin_script(struct fold *fold, enum text_kind kind, bool number)
{
	if (kind == TEXT_SUPER && fold->last != LAST_SUPER)
		separate(fold);
	if (kind == TEXT_SUB && fold->last != LAST_SUB &&
	    !(number && fold->last == LAST_LETTER))
		separate(fold);
}

/* Takes one character that was read from `len` bytes. */
static void take_code(struct fold *fold, uint32_t code, size_t len)
{
	static const enum last lasts[] = {
		[TEXT_LETTER] = LAST_LETTER,
		[TEXT_NUMBER] = LAST_NUMBER,
		[TEXT_SUPER] = LAST_SUPER,
		[TEXT_SUB] = LAST_SUB,
	};
	uint32_t parts[TEXT_FOLD_MAX];
	enum text_kind kind = text_kind(code);
	size_t count = 0;

	if (kind == TEXT_OTHER)
		separate(fold);
	if (kind != TEXT_OTHER && kind != TEXT_MARK)
		count = text_fold_code(code, parts);
	if (count > 0)
		begin_script(fold, kind, parts[0] >= '0' && parts[0] <= '9');
	for (size_t i = 0; i < count; i++) {
		if (text_kind(parts[i]) == TEXT_OTHER)
			separate(fold);
		else
			add_code(fold, parts[i], len, lasts[kind]);
	}
	fold->at += len;
}

static bool is_listed(const char *name, size_t len, const char *const *list,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(list[i], name, len) == 0 && list[i][len] == '\0')
			return true;
	return false;
}

/* A command that is a word: its name, the variant forms of Greek letters like
 * the usual ones. */
static void take_named(struct fold *fold, size_t len)
{
	const char *name = fold->text + fold->at + 1;
	char word[32];
	size_t count = 0;

	if (len > 3 && strncmp(name, "var", 3) == 0 &&
	    is_listed(name + 3, len - 3, greek, COUNT(greek)))
		count = 3;
	separate(fold);
	for (size_t i = count; i < len; i += count) {
		for (count = 0; count < sizeof(word) && i + count < len;
		     count++)
			word[count] = ascii_lower(name[i + count]);
		add(fold, word, count, 1 + len, LAST_LETTER);
	}
	separate(fold);
	fold->at += 1 + len;
}

/* A command that starts with a letter. */
static void take_command(struct fold *fold, size_t len)
{
	const char *name = fold->text + fold->at + 1;
	const char *rest = name + len;

	if (is_listed(name, len, joining, COUNT(joining)) ||
	    (len > 4 && strncmp(name, "text", 4) == 0 && *rest == '{')) {
		fold->at += 1 + len;
		fold->at += strspn(fold->text + fold->at, " ");
		return;
	}
	rest += *rest == '*';
	if ((rest[0] == '{' && rest[1] != '}') ||
	    is_listed(name, len, spacing, COUNT(spacing))) {
		separate(fold);
		fold->at += 1 + len;
		return;
	}
	take_named(fold, len);
}

/* A backslash and what belongs to it. */
static void take_backslash(struct fold *fold)
{
	const char *text = fold->text + fold->at;
	uint32_t code = 0;
	size_t len = tex_character(text, &code);

	if (len > 0) {
		take_code(fold, code, len);
		return;
	}
	while (ascii_is_letter(text[1 + len]))
		len++;
	if (len > 0) {
		take_command(fold, len);
		return;
	}
	/* Accents over what they cannot be part of, a place where a word may
	 * break, a correction of slant. */
	if (text[1] == '\0' || strchr("`'^~=.\"-/", text[1]) == NULL)
		separate(fold);
	fold->at += ascii_is_punct(text[1]) ? 2 : 1;
}

/* True for a subscript that is the number of the letter before it. */
static bool is_number_below(const struct fold *fold)
{
	const char *rest = fold->text + fold->at + 1;

	return fold->last == LAST_LETTER && ascii_is_digit(rest[*rest == '{']);
}

/* Takes a byte that is neither letter nor digit. */
static void take_sign(struct fold *fold)
{
	switch (fold->text[fold->at]) {
	case '$':
	case '{':
		break;
	case '}':
		if (fold->text[fold->at + 1] == '{')
			separate(fold);
		break;
	case '_':
		if (!is_number_below(fold))
			separate(fold);
		break;
	case '\n':
		fold->line = true;
		separate(fold);
		break;
	default:
		separate(fold);
	}
	fold->at++;
}

static void fold_walk(struct fold *fold)
{
	const char *at;
	uint32_t code = 0;
	size_t len;

	while (*(at = fold->text + fold->at) != '\0') {
		if (ascii_is_alnum(*at)) {
			take_plain(fold);
		} else if (*at == '\\') {
			take_backslash(fold);
		} else if ((unsigned char)*at < 0x80) {
			take_sign(fold);
		} else {
			len = utf8_decode(at, strnlen(at, 4), &code);
			take_code(fold, code, len);
		}
	}
}

void fold_text(const char *text, struct str *out)
{
	struct fold fold = { .text = text, .out = out, .begun = out->len };

	fold_walk(&fold);
}

size_t fold_words(const char *text, struct str *out,
		  struct fold_word **ret_words)
{
	struct fold fold = {
		.text = text, .out = out, .begun = out->len, .keep = true
	};

	fold_walk(&fold);
	*ret_words = fold.words;
	return fold.count;
}
