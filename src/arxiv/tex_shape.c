/* The forms of scripts, fractions, roots and accents on one line. */
#include "arxiv/tex_shape.h"

#include <stdio.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/tex_table.h"
#include "base/text.h"
#include "base/utf8.h"

#define DOTLESS_I 0x131
#define DOTLESS_J 0x237

/* The code point of a piece at `at`; 0 at its end. */
static size_t code_at(const struct str *text, size_t at, uint32_t *ret_code)
{
	*ret_code = 0;
	if (at >= text->len)
		return 0;
	return utf8_decode(text->data + at, text->len - at, ret_code);
}

/* Marks that the decoder itself sets. */
static bool is_mark(uint32_t code)
{
	return (code >= 0x300 && code < 0x370) ||
	       (code >= 0x20d0 && code < 0x2100);
}

/* Bytes of the character and its marks at `at`. */
static size_t cluster(const struct str *text, size_t at)
{
	uint32_t code = 0;
	size_t len = code_at(text, at, &code);
	size_t next = code_at(text, at + len, &code);

	while (next > 0 && is_mark(code)) {
		len += next;
		next = code_at(text, at + len, &code);
	}
	return len;
}

/* Scripts that are characters, primes among them. */
static bool is_script(uint32_t code)
{
	return code == 0xb2 || code == 0xb3 || code == 0xb9 ||
	       (code >= 0x2070 && code < 0x209d) ||
	       (code >= 0x2032 && code < 0x2038) ||
	       (code >= 0x2b0 && code < 0x2e4) ||
	       (code >= 0x1d2c && code < 0x1dc0) || code == 0x2c7c ||
	       code == 0x2c7d;
}

/* Appends a piece in the characters of a script; false when one is missing.
 * The sink then has to be cut. */
static bool put_script(struct tex_sink *sink, const struct tex_sink *piece,
		       const char *sign)
{
	unsigned style = sink->style;
	bool good = true;
	size_t len = 0;

	for (size_t i = 0; good && i < piece->text.len; i += len) {
		const struct tex_entry *entry;
		uint32_t code = 0;

		len = code_at(&piece->text, i, &code);
		entry = tex_table_find_pair(sign, piece->text.data + i, len);
		good = entry != NULL;
		sink->style = tex_sink_style_at(piece, i);
		if (good)
			tex_sink_add(sink, entry->becomes);
	}
	sink->style = style;
	return good;
}

void tex_shape_script(struct tex_sink *sink, size_t start, char sign,
		      bool group, bool tight)
{
	bool braced = group && tight;
	struct tex_sink piece;
	const char name[] = { sign, '\0' };

	tex_sink_take(sink, start, &piece);
	if (!put_script(sink, &piece, name)) {
		tex_sink_cut(sink, start);
		braced |= cluster(&piece.text, 0) < piece.text.len &&
			  (group || piece.text.data[0] != '\\');
		tex_sink_add(sink, name);
		tex_sink_add(sink, braced ? "{" : "");
		tex_sink_back(sink, &piece);
		tex_sink_add(sink, braced ? "}" : "");
	}
	tex_sink_clear(&piece);
}

/* Whether text[at..) is one bracket from its first to its last byte. */
static bool is_bracketed(const struct str *text, size_t at)
{
	int depth = 0;

	if (at >= text->len || text->data[at] != '(')
		return false;
	for (; at < text->len; at++) {
		depth += text->data[at] == '(';
		depth -= text->data[at] == ')';
		if (depth == 0)
			return at + 1 == text->len;
	}
	return false;
}

/* Bytes of the scripts at `at`: characters, or _x and _{...}. */
static size_t scripts(const struct str *text, size_t at)
{
	size_t start = at;
	uint32_t code = 0;
	size_t len = code_at(text, at, &code);

	while (len > 0) {
		const char *end = NULL;

		if (code == '_' || code == '^') {
			at++;
			if (at < text->len && text->data[at] == '{')
				end = strchr(text->data + at, '}');
			len = end == NULL ? cluster(text, at)
					  : (size_t)(end + 1 - text->data) - at;
		} else if (!is_script(code) && code != '\'') {
			break;
		}
		at += len;
		len = code_at(text, at, &code);
	}
	return at - start;
}

/* Whether text[at..) binds by itself: a number, one letter with its scripts,
 * a bracket, or the root of these. */
static bool is_atom(const struct str *text, size_t at)
{
	size_t end;

	if (strncmp(str_text(text) + at, "√", strlen("√")) == 0)
		at += strlen("√");
	end = at;
	if (is_bracketed(text, at))
		return true;
	while (end < text->len &&
	       (ascii_is_digit(text->data[end]) || text->data[end] == '.'))
		end++;
	if (end == at)
		end += cluster(text, at);
	if (end == at || strchr("\\({[-+|", text->data[at]) != NULL)
		return false;
	return end + scripts(text, end) == text->len;
}

/* Whether it is a product: a row of letters, digits, scripts and brackets
 * without an operator between them. */
static bool is_product(const struct str *text)
{
	int depth = 0;
	size_t len = 0;

	for (size_t i = 0; i < text->len; i += len) {
		uint32_t code = 0;
		bool letter;

		len = code_at(text, i, &code);
		depth += code == '(' || code == '[' || code == '{';
		depth -= code == ')' || code == ']' || code == '}';
		letter = code < 0x80
				 ? ascii_is_alnum((char)code) ||
					   strchr("()[]{}_^.'", (int)code)
				 : is_script(code) || is_mark(code) ||
					   code < 0x2000 || code >= 0x1d400 ||
					   (code >= 0x2100 && code < 0x2150) ||
					   code == 0x2202 || code == 0x2207 ||
					   (code >= 0x221a && code <= 0x221c);
		if (!letter && depth == 0)
			return false;
	}
	return true;
}

static void trim(struct tex_sink *piece)
{
	while (tex_sink_last(piece) == ' ')
		tex_sink_cut(piece, piece->text.len - 1);
}

static void put_part(struct tex_sink *sink, const struct tex_sink *part,
		     bool brackets)
{
	tex_sink_add(sink, brackets ? "(" : "");
	tex_sink_back(sink, part);
	tex_sink_add(sink, brackets ? ")" : "");
}

static const struct tex_entry *find_vulgar(const struct str *above,
					   const struct str *below)
{
	if (above->len != 1 || below->len > 2)
		return NULL;
	return tex_table_find_pair((const char[]){ above->data[0], '/', '\0' },
				   below->data, below->len);
}

/* d and one letter, as in dN/dE, need no brackets. */
static bool is_differential(const struct str *text)
{
	size_t head = 0;

	if (text->len > 1 && text->data[0] == 'd')
		head = 1;
	else if (strncmp(str_text(text), "∂", 3) == 0)
		head = 3;
	return head > 0 && !ascii_is_digit(text->data[head]) &&
	       is_atom(text, head);
}

static void put_fraction(struct tex_sink *sink, const struct tex_sink *above,
			 const struct tex_sink *below, bool tight)
{
	bool slash = tex_sink_last(sink) == '/';
	bool number = ascii_is_alnum(tex_sink_last(sink));

	if (number && ascii_is_digit(above->text.data[0]))
		tex_sink_add(sink, " ");
	tex_sink_add(sink, tight || slash ? "(" : "");
	put_part(sink, above, !is_product(&above->text));
	tex_sink_add(sink, "/");
	put_part(sink, below,
		 !is_atom(&below->text, 0) && !is_differential(&below->text));
	tex_sink_add(sink, tight || slash ? ")" : "");
}

void tex_shape_fraction(struct tex_sink *sink, size_t start, size_t middle,
			bool tight)
{
	struct tex_sink above;
	struct tex_sink below;
	const struct tex_entry *vulgar;

	tex_sink_take(sink, middle, &below);
	tex_sink_take(sink, start, &above);
	trim(&above);
	trim(&below);
	vulgar = find_vulgar(&above.text, &below.text);
	if (vulgar != NULL)
		tex_sink_add(sink, vulgar->becomes);
	else
		put_fraction(sink, &above, &below, tight);
	tex_sink_clear(&above);
	tex_sink_clear(&below);
}

void tex_shape_binomial(struct tex_sink *sink, size_t start, size_t middle)
{
	struct tex_sink above;
	struct tex_sink below;

	tex_sink_take(sink, middle, &below);
	tex_sink_take(sink, start, &above);
	trim(&above);
	trim(&below);
	tex_sink_add(sink, "(");
	tex_sink_back(sink, &above);
	tex_sink_add(sink, " choose ");
	tex_sink_back(sink, &below);
	tex_sink_add(sink, ")");
	tex_sink_clear(&above);
	tex_sink_clear(&below);
}

/* The sign of a root. A degree that is no 3 or 4 stands before it as a
 * superscript. */
static void put_degree(struct tex_sink *sink, const struct tex_sink *degree)
{
	size_t start = sink->text.len;

	if (strcmp(str_text(&degree->text), "3") == 0) {
		tex_sink_add(sink, "∛");
	} else if (strcmp(str_text(&degree->text), "4") == 0) {
		tex_sink_add(sink, "∜");
	} else {
		tex_sink_back(sink, degree);
		if (degree->text.len > 0)
			tex_shape_script(sink, start, '^', false, false);
		tex_sink_add(sink, "√");
	}
}

void tex_shape_root(struct tex_sink *sink, size_t start, size_t middle,
		    bool tight)
{
	struct tex_sink degree;
	struct tex_sink inside;

	tex_sink_take(sink, middle, &inside);
	tex_sink_take(sink, start, &degree);
	trim(&inside);
	put_degree(sink, &degree);
	put_part(sink, &inside,
		 (tight || !is_atom(&inside.text, 0)) &&
			 !is_bracketed(&inside.text, 0));
	tex_sink_clear(&degree);
	tex_sink_clear(&inside);
}

/* Makes room for a mark: an i under it has no dot. */
static uint32_t without_dot(uint32_t code)
{
	if (code == DOTLESS_I)
		return 'i';
	return code == DOTLESS_J ? 'j' : code;
}

/* Whether text[at..) is one letter or sign of len bytes that can bear a mark,
 * and its scripts. */
static bool bears_mark(const struct str *text, size_t at, size_t len)
{
	return len > 0 && strchr("\\{}$ ", text->data[at]) == NULL &&
	       at + len + scripts(text, at + len) == text->len;
}

/* The one character of the text at `at` with a mark, 0 when there is none. */
static uint32_t compose(const struct str *text, size_t at, const char *mark)
{
	uint32_t base = 0;
	uint32_t above = 0;
	size_t first = code_at(text, at, &base);

	utf8_decode(mark, strlen(mark), &above);
	if (first < cluster(text, at))
		return 0;
	return text_compose(without_dot(base), above);
}

bool tex_shape_mark(struct tex_sink *sink, size_t start, const char *mark,
		    bool composed)
{
	size_t len = cluster(&sink->text, start);
	unsigned style = sink->style;
	struct tex_sink piece;
	uint32_t code;

	if (!bears_mark(&sink->text, start, len))
		return false;
	code = compose(&sink->text, start, mark);
	if (composed && (code == 0 || start + len != sink->text.len))
		return false;
	tex_sink_take(sink, start, &piece);
	sink->style = tex_sink_style_at(&piece, 0);
	if (code != 0) {
		tex_sink_code(sink, code);
	} else {
		tex_sink_put(sink, piece.text.data, len);
		tex_sink_add(sink, mark);
	}
	sink->style = style;
	tex_sink_put_from(sink, &piece, len, piece.text.len - len);
	tex_sink_clear(&piece);
	return true;
}

void tex_shape_line(struct tex_sink *sink, size_t start, const char *mark)
{
	struct tex_sink piece;
	size_t len = 0;

	tex_sink_take(sink, start, &piece);
	for (size_t i = 0; i < piece.text.len; i += len) {
		len = cluster(&piece.text, i);
		tex_sink_put_from(sink, &piece, i, len);
		if (piece.text.data[i] != ' ')
			tex_sink_add(sink, mark);
	}
	tex_sink_clear(&piece);
}

void tex_shape_alphabet(struct tex_sink *sink, size_t start, const char *font)
{
	char prefix[TEX_BECOMES_SIZE + 1] = "";
	struct tex_sink piece;
	unsigned style = sink->style;

	snprintf(prefix, sizeof(prefix), "%s:", font);
	tex_sink_take(sink, start, &piece);
	for (size_t i = 0; i < piece.text.len; i++) {
		const struct tex_entry *entry =
			tex_table_find_pair(prefix, piece.text.data + i, 1);

		sink->style = tex_sink_style_at(&piece, i);
		if (entry != NULL)
			tex_sink_add(sink, entry->becomes);
		else
			tex_sink_put(sink, piece.text.data + i, 1);
	}
	sink->style = style;
	tex_sink_clear(&piece);
}
