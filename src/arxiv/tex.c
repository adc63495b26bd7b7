/* TeX accents and letters to Unicode. The text is walked once; at each
 * backslash or brace a small recursive reader tries to read exactly one
 * character (a letter command, an accent over one, or a group that holds one).
 * When it cannot, the command is copied as it stands, so nothing is lost.
 * Every search to the end of the text happens at most once, which keeps the
 * whole linear. */
#include "arxiv/tex.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "base/text.h"
#include "base/utf8.h"

/* Accents and groups that may stand inside each other. */
#define DEPTH_MAX 6

#define DOTLESS_I 0x131
#define DOTLESS_J 0x237

struct accent {
	char name;
	uint32_t mark;
};

/* Accents named by a sign: the base follows at once. */
static const struct accent signs[] = {
	{'`',   0x300},
        { '\'', 0x301},
        { '^',  0x302},
        { '~',  0x303},
	{ '=',  0x304},
        { '.',  0x307},
        { '"',  0x308},
};

/* Accents named by a letter: blanks may stand before the base. */
static const struct accent letters[] = {
	{'u',  0x306},
        { 'r', 0x30a},
        { 'H', 0x30b},
        { 'v', 0x30c},
	{ 'd', 0x323},
        { 'c', 0x327},
        { 'k', 0x328},
        { 'b', 0x331},
};

/* Letters of their own. */
static const struct {
	const char *name;
	uint32_t code;
} specials[] = {
	{"AA",  0xc5     },
        { "AE", 0xc6     },
        { "DH", 0xd0     },
	{ "DJ", 0x110    },
        { "L",  0x141    },
        { "NG", 0x14a    },
	{ "O",  0xd8     },
        { "OE", 0x152    },
        { "TH", 0xde     },
	{ "aa", 0xe5     },
        { "ae", 0xe6     },
        { "dh", 0xf0     },
	{ "dj", 0x111    },
        { "i",  DOTLESS_I},
        { "j",  DOTLESS_J},
	{ "l",  0x142    },
        { "ng", 0x14b    },
        { "o",  0xf8     },
	{ "oe", 0x153    },
        { "ss", 0xdf     },
        { "th", 0xfe     },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static uint32_t find_mark(const struct accent *table, size_t count, char name)
{
	for (size_t i = 0; i < count; i++)
		if (table[i].name == name)
			return table[i].mark;
	return 0;
}

static uint32_t find_special(const char *name, size_t len)
{
	for (size_t i = 0; i < COUNT(specials); i++)
		if (strlen(specials[i].name) == len &&
		    memcmp(specials[i].name, name, len) == 0)
			return specials[i].code;
	return 0;
}

/* Bytes of the letters of a command's name. */
static size_t name_length(const char *text)
{
	size_t len = 0;

	while (ascii_is_letter(text[len]))
		len++;
	return len;
}

/* Each reader below reads one character at text, gives the bytes that it took
 * (0 when there is no such thing) and sets *ret_code. */
static size_t read_base(const char *text, int depth, uint32_t *ret_code);

/* A letter command that is a character: \o, \ss, \L, with the blanks or the
 * empty group that end it. */
static size_t read_special(const char *text, uint32_t *ret_code)
{
	size_t name = name_length(text + 1);
	size_t len = 1 + name;
	uint32_t code = find_special(text + 1, name);

	if (code == 0)
		return 0;
	*ret_code = code;
	if (text[len] == '{' && text[len + 1] == '}')
		return len + 2;
	return len + strspn(text + len, " ");
}

/* The mark of the accent at text and the bytes of its command. */
static size_t read_mark(const char *text, uint32_t *ret_mark)
{
	*ret_mark = find_mark(signs, COUNT(signs), text[1]);
	if (*ret_mark != 0)
		return 2;
	*ret_mark = find_mark(letters, COUNT(letters), text[1]);
	if (*ret_mark == 0 || ascii_is_letter(text[2]))
		return 0;
	return 2 + strspn(text + 2, " ");
}

/* The readers call each other, each one brace or accent deeper and none deeper
 * than DEPTH_MAX. NOLINTBEGIN(misc-no-recursion) */

/* A command: an accent and what is under it, or a letter. */
static size_t read_command(const char *text, int depth, uint32_t *ret_code)
{
	uint32_t mark = 0;
	uint32_t base = 0;
	uint32_t code = 0;
	size_t head = read_mark(text, &mark);
	size_t taken = 0;

	if (head == 0)
		return read_special(text, ret_code);
	taken = read_base(text + head, depth + 1, &base);
	if (taken == 0)
		return 0;
	/* \'\i is an i whose dot made room for the accent. */
	if (base == DOTLESS_I)
		base = 'i';
	else if (base == DOTLESS_J)
		base = 'j';
	code = text_compose(base, mark);
	if (code == 0)
		return 0;
	*ret_code = code;
	return head + taken;
}

/* A group that holds one character and nothing else; with `plain` the
 * character may be a bare one. */
static size_t read_group(const char *text, bool plain, int depth,
			 uint32_t *ret_code)
{
	uint32_t code = 0;
	size_t taken = 0;

	if (depth > DEPTH_MAX)
		return 0;
	if (plain)
		taken = read_base(text + 1, depth + 1, &code);
	else if (text[1] == '\\')
		taken = read_command(text + 1, depth + 1, &code);
	else if (text[1] == '{')
		taken = read_group(text + 1, false, depth + 1, &code);
	if (taken == 0 || text[1 + taken] != '}')
		return 0;
	*ret_code = code;
	return 1 + taken + 1;
}

/* What an accent stands over. */
static size_t read_base(const char *text, int depth, uint32_t *ret_code)
{
	if (depth > DEPTH_MAX || *text == '\0')
		return 0;
	if (*text == '{')
		return read_group(text, true, depth, ret_code);
	if (*text == '\\')
		return read_command(text, depth, ret_code);
	if (ascii_is_letter(*text)) {
		*ret_code = (unsigned char)*text;
		return 1;
	}
	if ((unsigned char)*text < 0x80)
		return 0;
	return utf8_decode(text, strnlen(text, 4), ret_code);
}

/* NOLINTEND(misc-no-recursion) */

size_t tex_character(const char *text, uint32_t *ret_code)
{
	return read_command(text, 0, ret_code);
}

/* Where the walk stands. */
struct walk {
	const char *at;
	struct str *out;
	bool argument;   /* a brace here opens an argument of a command */
	uint64_t groups; /* one bit an open brace: it opened an argument */
	bool no_dollar;  /* no closing $ is left in the rest */
	bool no_paren;   /* the same for \) */
};

static void copy(struct walk *walk, size_t len)
{
	str_add_n(walk->out, walk->at, len);
	walk->at += len;
}

/* The unescaped `end` behind text, or NULL. */
static const char *find_end(const char *text, const char *end)
{
	size_t len = strlen(end);

	for (; *text != '\0'; text++) {
		if (strncmp(text, end, len) == 0)
			return text;
		if (*text == '\\' && text[1] != '\0')
			text++;
	}
	return NULL;
}

/* Copies maths from its opening sign to the closing one. When there is none,
 * the sign is plain text and *missing spares further searches. */
static void copy_maths(struct walk *walk, const char *open, const char *close,
		       bool *missing)
{
	size_t len = strlen(open);
	const char *end = NULL;

	if (!*missing)
		end = find_end(walk->at + len, close);
	if (end == NULL)
		*missing = true;
	else
		len = (size_t)(end - walk->at) + strlen(close);
	copy(walk, len);
	walk->argument = false;
}

static void copy_dollar(struct walk *walk)
{
	/* $$ ... $$, or an empty $$ when the display is never closed. */
	if (walk->at[1] == '$' && !walk->no_dollar &&
	    find_end(walk->at + 2, "$$") != NULL)
		copy_maths(walk, "$$", "$$", &walk->no_dollar);
	else
		copy_maths(walk, "$", "$", &walk->no_dollar);
}

/* Copies a command that is not understood. A group right behind an accent or
 * a command with a name is its argument, whose braces stay. */
static void copy_command(struct walk *walk)
{
	size_t name = name_length(walk->at + 1);

	if (name == 0) {
		walk->argument =
			find_mark(signs, COUNT(signs), walk->at[1]) != 0;
		copy(walk, walk->at[1] == '\0' ? 1 : 2);
		return;
	}
	copy(walk, 1 + name);
	copy(walk, strspn(walk->at, " *"));
	walk->argument = true;
}

static void copy_brace(struct walk *walk)
{
	if (*walk->at == '{') {
		walk->groups = walk->groups << 1 | walk->argument;
		walk->argument = false;
	} else {
		/* A command may have a second argument. */
		walk->argument = walk->groups & 1;
		walk->groups >>= 1;
	}
	copy(walk, 1);
}

/* Reads one character written in TeX, when one stands here. */
static bool decode(struct walk *walk)
{
	uint32_t code = 0;
	size_t taken = 0;

	if (*walk->at == '\\')
		taken = read_command(walk->at, 0, &code);
	else if (!walk->argument)
		taken = read_group(walk->at, false, 0, &code);
	if (taken == 0)
		return false;
	str_add_code(walk->out, code);
	walk->at += taken;
	walk->argument = false;
	return true;
}

static void step(struct walk *walk)
{
	switch (*walk->at) {
	case '$':
		copy_dollar(walk);
		break;
	case '\\':
		if (walk->at[1] == '(')
			copy_maths(walk, "\\(", "\\)", &walk->no_paren);
		else if (!decode(walk))
			copy_command(walk);
		break;
	case '{':
		if (!decode(walk))
			copy_brace(walk);
		break;
	case '}':
		copy_brace(walk);
		break;
	case ']':
		/* An optional argument stands before the other ones. */
		copy(walk, 1);
		walk->argument = true;
		break;
	default:
		copy(walk, 1);
		walk->argument = false;
	}
}

void tex_accents(const char *text, struct str *out)
{
	struct walk walk = { .at = text, .out = out };

	while (*walk.at != '\0')
		step(&walk);
}
