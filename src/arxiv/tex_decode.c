/* What the commands of TeX become. A command whose argument has no form of its
 * own gets its name back in front of what was decoded already, so nothing is
 * ever decoded twice. */
#include "arxiv/tex_decode.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/tex_maths.h"
#include "arxiv/tex_reader.h"
#include "arxiv/tex_shape.h"
#include "arxiv/tex_table.h"
#include "base/text.h"

/* A command: [start, name) is its name, its arguments begin at `at` and end at
 * `end` at the latest. */
struct command {
	const struct tex_entry *entry;
	size_t start;
	size_t name;
	size_t at;
	size_t end;
};

/* What decodes a kind of command. Gives the end of the command, or 0, with
 * nothing put, when it is to stay as it is written. */
typedef size_t handler(struct tex_reader *d, const struct command *c);

/* The readers of commands are called by the walk that they call. Each call is
 * one group or command deeper; see tex_reader.h.
 * NOLINTBEGIN(misc-no-recursion) */

static unsigned style_of(enum tex_kind kind)
{
	static const unsigned char styles[] = {
		[TEX_KIND_ITALIC] = TEX_ITALIC,
		[TEX_KIND_ITALIC_ON] = TEX_ITALIC,
		[TEX_KIND_BOLD] = TEX_BOLD,
		[TEX_KIND_BOLD_ON] = TEX_BOLD,
		[TEX_KIND_CODE] = TEX_CODE,
		[TEX_KIND_CODE_ON] = TEX_CODE,
		[TEX_KIND_CAPS] = TEX_CAPS,
		[TEX_KIND_CAPS_ON] = TEX_CAPS,
		[TEX_KIND_UNDERLINE] = TEX_UNDERLINE,
		[TEX_KIND_VULGAR] = 0,
	};

	return styles[kind];
}

/* Gives what stands in the sink from `start` its command back, and the brace
 * when it has one. */
static void give_back(struct tex_reader *d, size_t start,
		      const struct command *c)
{
	size_t at = tex_reader_skip(d, c->name, c->end);
	bool brace = tex_reader_closing(d, at, c->end) != TEX_NOWHERE;

	if (!brace && at == c->name && ascii_is_letter(d->source[at - 1]) &&
	    ascii_is_letter(str_text(&d->sink->text)[start]))
		tex_sink_insert(d->sink, start, " ", 1);
	tex_sink_insert(d->sink, start, d->source + c->start,
			(brace ? at + 1 : at) - c->start);
	tex_sink_add(d->sink, brace ? "}" : "");
	if (!brace && tex_reader_written(d) == start + at - c->start)
		d->gap = TEX_GAP_NAME;
	d->raw++;
}

/* Copies a command that is not understood; what its arguments hold is decoded,
 * their braces stay. */
static size_t keep(struct tex_reader *d, const struct command *c)
{
	size_t at = tex_reader_copy(d, c->start, c->name);
	size_t option = tex_reader_option(d, at, c->end);
	size_t open;
	size_t close;

	d->raw++;
	if (ascii_is_letter(d->source[at - 1]))
		d->gap = TEX_GAP_NAME;
	if (option != TEX_NOWHERE)
		at = tex_reader_copy(d, at, option + 1);
	for (;;) {
		open = d->maths ? tex_reader_skip(d, at, c->end) : at;
		close = tex_reader_closing(d, open, c->end);
		if (close == TEX_NOWHERE)
			return at;
		tex_reader_copy(d, at, open + 1);
		tex_reader_group(d, open + 1, close);
		d->gap = TEX_GAP_NONE;
		at = tex_reader_copy(d, close, close + 1);
	}
}

static size_t put_sign(struct tex_reader *d, const struct command *c)
{
	if (strstr("⟩⌉⌋⟧}", c->entry->becomes) != NULL)
		tex_reader_close(d);
	tex_reader_gap(d, c->entry->becomes[0]);
	tex_sink_add(d->sink, c->entry->becomes);
	return c->at;
}

/* Whether a number stands last, blanks or not. */
static bool is_behind_number(const struct tex_reader *d)
{
	size_t len = tex_reader_written(d);

	while (len > 0 && tex_reader_is_blank(d->sink->text.data[len - 1]))
		len--;
	return len > 0 && ascii_is_digit(d->sink->text.data[len - 1]);
}

/* A letter takes the blanks that end its name, but not those of a unit behind
 * a number (5 \AA wide). */
static size_t put_latin(struct tex_reader *d, const struct command *c)
{
	bool unit = is_behind_number(d);

	put_sign(d, c);
	if (unit || c->at > c->name)
		return c->at;
	return tex_reader_skip(d, c->at, c->end);
}

static size_t put_letter(struct tex_reader *d, const struct command *c)
{
	return d->maths ? 0 : put_latin(d, c);
}

/* Whether something stands before an operator that it can belong to. */
static bool has_left(const struct tex_reader *d)
{
	size_t at = tex_reader_written(d);

	while (at > d->edge && d->sink->text.data[at - 1] == ' ')
		at--;
	return d->gap != TEX_GAP_ALWAYS && at > d->edge &&
	       strchr("([{,;:=<>+-/", d->sink->text.data[at - 1]) == NULL;
}

/* An operator or relation has a blank on both sides when something stands on
 * its left, and none in a script. */
static size_t put_operator(struct tex_reader *d, const struct command *c)
{
	bool spaced = !d->script && has_left(d) &&
		      (d->maths || !tex_reader_is_blank(tex_reader_last(d)));

	if (!spaced)
		return put_sign(d, c);
	d->gap = TEX_GAP_NONE;
	if (!tex_reader_is_blank(tex_reader_last(d)))
		tex_sink_add(d->sink, " ");
	tex_sink_add(d->sink, c->entry->becomes);
	if (d->maths)
		d->gap = TEX_GAP_ALWAYS;
	else if (c->at < c->end && strchr(" ),.;", d->source[c->at]) == NULL)
		tex_sink_add(d->sink, " ");
	return c->at;
}

/* The name of a function stands apart from letters and digits. */
static void put_apart(struct tex_reader *d)
{
	char prior = tex_reader_last(d);

	if (tex_reader_written(d) > d->edge && d->gap == TEX_GAP_NONE &&
	    (ascii_is_alnum(prior) || prior == ')' ||
	     (unsigned char)prior >= 0x80))
		tex_sink_add(d->sink, " ");
}

static size_t put_function(struct tex_reader *d, const struct command *c)
{
	put_apart(d);
	put_sign(d, c);
	if (d->maths)
		d->gap = TEX_GAP_WORD;
	return c->at;
}

/* Behind a number of a text \deg is the sign; arXiv itself writes {\deg} for
 * it. Elsewhere it is the degree of a polynomial. */
static size_t put_degree(struct tex_reader *d, const struct command *c)
{
	static const struct tex_entry function = {
		.becomes = "deg",
		.kind = TEX_KIND_FUNCTION,
	};
	struct command other = *c;

	if (!d->maths && is_behind_number(d))
		return put_sign(d, c);
	other.entry = &function;
	return put_function(d, &other);
}

static size_t put_operator_name(struct tex_reader *d, const struct command *c)
{
	size_t at = c->at;

	if (at < c->end && d->source[at] == '*')
		at++;
	if (!tex_reader_has_argument(d, at, c->end))
		return 0;
	put_apart(d);
	at = tex_reader_argument_in(d, at, c->end, true);
	if (d->maths)
		d->gap = TEX_GAP_WORD;
	return at;
}

static size_t put_space(struct tex_reader *d, const struct command *c)
{
	size_t at = c->at;

	if (d->maths)
		tex_reader_blank(d);
	else if (!tex_reader_is_blank(tex_reader_last(d)) &&
		 tex_reader_written(d) > 0 &&
		 !(at < c->end && tex_reader_is_blank(d->source[at])))
		tex_sink_add(d->sink, " ");
	return at;
}

/* The end of a row of maths must show; that of a line of a text need not. */
static size_t put_row(struct tex_reader *d, const struct command *c)
{
	if (d->maths) {
		tex_reader_close(d);
		put_sign(d, c);
	}
	return put_space(d, c);
}

static size_t put_nothing(struct tex_reader *d, const struct command *c)
{
	if (ascii_is_letter(d->source[c->name - 1]))
		return tex_reader_skip(d, c->at, c->end);
	return c->at;
}

/* \left and the like; a dot behind them is a bracket that is not there. */
static size_t put_bracket(struct tex_reader *d, const struct command *c)
{
	size_t at = tex_reader_skip(d, c->at, c->end);

	return at < c->end && d->source[at] == '.' ? at + 1 : at;
}

/* An accent of a text; \~{} is the sign itself. */
static size_t put_accent(struct tex_reader *d, const struct command *c)
{
	size_t start;
	size_t at;

	if (!tex_reader_has_argument(d, c->at, c->end) ||
	    tex_reader_is_blank(d->source[c->at]))
		return 0;
	if (tex_reader_closing(d, c->at, c->end) == c->at + 1 &&
	    strchr("~^", d->source[c->start + 1]) != NULL) {
		tex_reader_copy(d, c->start + 1, c->start + 2);
		return c->at + 2;
	}
	tex_reader_gap(d, 'x');
	start = tex_reader_written(d);
	at = tex_reader_argument_in(d, c->at, c->end, false);
	if (!tex_shape_mark(d->sink, start, c->entry->becomes, true))
		give_back(d, start, c);
	return at;
}

static size_t put_accent_letter(struct tex_reader *d, const struct command *c)
{
	size_t at = tex_reader_skip(d, c->at, c->end);
	struct command near = *c;

	if (d->maths)
		return 0;
	near.at = at;
	return at < c->end ? put_accent(d, &near) : 0;
}

static size_t put_mark(struct tex_reader *d, const struct command *c)
{
	size_t raw = d->raw;
	size_t start;
	size_t at;

	if (!tex_reader_has_argument(d, c->at, c->end))
		return 0;
	tex_reader_gap(d, 'x');
	start = tex_reader_written(d);
	at = tex_reader_argument_in(d, c->at, c->end, true);
	if (tex_shape_mark(d->sink, start, c->entry->becomes, false))
		return at;
	/* A bar may be as long as \overline's. */
	if (strcmp(c->entry->becomes, "\u0304") == 0 && d->raw == raw &&
	    tex_reader_written(d) > start)
		tex_shape_line(d->sink, start, "\u0305");
	else
		give_back(d, start, c);
	return at;
}

static size_t put_line(struct tex_reader *d, const struct command *c)
{
	size_t raw = d->raw;
	size_t start;
	size_t at;

	if (!tex_reader_has_argument(d, c->at, c->end))
		return 0;
	tex_reader_gap(d, 'x');
	start = tex_reader_written(d);
	at = tex_reader_argument_in(d, c->at, c->end, true);
	if (d->raw > raw || tex_reader_written(d) == start)
		give_back(d, start, c);
	else
		tex_shape_line(d->sink, start, c->entry->becomes);
	return at;
}

/* \not strikes through the next sign that shows. */
static size_t put_not(struct tex_reader *d, const struct command *c)
{
	size_t start = tex_reader_written(d);
	size_t floor = d->floor;
	size_t at = c->at;

	if (!tex_reader_has_argument(d, at, c->end))
		return 0;
	d->floor = start;
	while (tex_reader_written(d) == start &&
	       tex_reader_has_argument(d, at, c->end))
		at = tex_reader_argument(d, at, c->end);
	d->floor = floor;
	if (tex_reader_written(d) > start && d->sink->text.data[start] == ' ')
		start++;
	if (!tex_shape_mark(d->sink, start, c->entry->becomes, false))
		give_back(d, start, c);
	return at;
}

/* A font with an argument, in the mode that the table asks for. */
static size_t put_font(struct tex_reader *d, const struct command *c)
{
	unsigned style = d->sink->style;
	char mode = c->entry->becomes[0];
	bool maths = mode == 'm' || (mode != 't' && d->maths);
	size_t at;

	if (!tex_reader_has_argument(d, c->at, c->end))
		return 0;
	/* The blank of $x \hbox{ in } y$ is there already. */
	if (d->maths && !maths && d->source[c->at + 1] == ' ')
		tex_reader_close(d);
	d->sink->style |= style_of(c->entry->kind);
	if (maths == d->maths)
		at = tex_reader_argument(d, c->at, c->end);
	else
		at = tex_reader_argument_in(d, c->at, c->end, maths);
	d->sink->style = style;
	return at;
}

/* A font that holds to the end of the group; {\bf x} and \bf{x} alike. */
static size_t put_switch(struct tex_reader *d, const struct command *c)
{
	size_t at = tex_reader_skip(d, c->at, c->end);

	if (tex_reader_closing(d, at, c->end) != TEX_NOWHERE)
		return put_font(d, c);
	d->sink->style |= style_of(c->entry->kind);
	return at;
}

static size_t put_alphabet(struct tex_reader *d, const struct command *c)
{
	size_t raw = d->raw;
	size_t start;
	size_t at;

	if (!tex_reader_has_argument(d, c->at, c->end))
		return 0;
	tex_reader_gap(d, 'x');
	start = tex_reader_written(d);
	at = tex_reader_argument_in(d, c->at, c->end, true);
	if (d->raw > raw)
		give_back(d, start, c);
	else
		tex_shape_alphabet(d->sink, start, c->entry->becomes);
	return at;
}

/* {\cal AB} means all of the group, \cal A only what follows. */
static size_t put_alphabet_on(struct tex_reader *d, const struct command *c)
{
	size_t at = tex_reader_skip(d, c->at, c->end);
	size_t raw = d->raw;
	size_t start;

	if (c->start != d->group ||
	    tex_reader_closing(d, at, c->end) != TEX_NOWHERE)
		return put_alphabet(d, c);
	tex_reader_gap(d, 'x');
	start = tex_reader_written(d);
	tex_reader_range(d, at, c->end);
	if (d->raw > raw)
		give_back(d, start, c);
	else
		tex_shape_alphabet(d->sink, start, c->entry->becomes);
	return c->end;
}

/* Whether what stands at `at` would be read as part of the fraction or root
 * before it. */
static bool follows(const struct tex_reader *d, size_t at, size_t end)
{
	const struct tex_entry *entry;
	size_t len = 1;

	if (d->maths)
		at = tex_reader_skip(d, at, end);
	if (at >= end)
		return false;
	if (d->source[at] != '\\')
		return ascii_is_alnum(d->source[at]) ||
		       strchr("(^_", d->source[at]) != NULL;
	while (at + len < end && ascii_is_letter(d->source[at + len]))
		len++;
	entry = tex_table_find(d->source + at, len);
	if (entry == NULL)
		return len > 1;
	return (tex_table_traits(entry->kind) & TEX_TIGHT) != 0 &&
	       (entry->becomes[0] == '\0' ||
		strstr("⟩⌉⌋|‖}]", entry->becomes) == NULL);
}

/* \frac and \binom. */
static size_t put_fraction(struct tex_reader *d, const struct command *c)
{
	size_t start;
	size_t middle;
	size_t first;
	size_t at;

	if (!tex_reader_has_argument(d, c->at, c->end))
		return 0;
	tex_reader_gap(d, 'x');
	start = tex_reader_written(d);
	first = tex_reader_argument_in(d, c->at, c->end, true);
	middle = tex_reader_written(d);
	at = first;
	if (middle > start && tex_reader_has_argument(d, first, c->end)) {
		d->gap = TEX_GAP_NONE;
		at = tex_reader_argument_in(d, first, c->end, true);
	}
	if (tex_reader_written(d) == middle)
		give_back(d, start, c);
	else if (c->entry->kind == TEX_KIND_BINOMIAL)
		tex_shape_binomial(d->sink, start, middle);
	else
		tex_shape_fraction(d->sink, start, middle,
				   follows(d, at, c->end));
	return at;
}

static size_t put_infix(struct tex_reader *d, const struct command *c)
{
	if (!d->maths || d->alone || d->infix.entry != NULL)
		return 0;
	d->gap = TEX_GAP_NONE;
	d->infix.entry = c->entry;
	d->infix.at = tex_reader_written(d);
	d->floor = d->infix.at;
	return c->at;
}

static size_t put_root(struct tex_reader *d, const struct command *c)
{
	size_t option = tex_reader_option(d, c->at, c->end);
	size_t inside = option == TEX_NOWHERE ? c->at : option + 1;
	size_t start;
	size_t middle;
	size_t at;
	bool tight;

	if (!tex_reader_has_argument(d, inside, c->end))
		return 0;
	tex_reader_gap(d, 'x');
	start = tex_reader_written(d);
	if (option != TEX_NOWHERE)
		tex_reader_copy(d, c->at + 1, option);
	middle = tex_reader_written(d);
	at = tex_reader_argument_in(d, inside, c->end, true);
	tight = at < c->end && !tex_reader_is_blank(d->source[at]) &&
		follows(d, at, c->end);
	tex_shape_root(d->sink, start, middle, tight);
	return at;
}

/* An argument between two signs. One in round brackets, as a footnote, stands
 * apart from what is before it. */
static size_t put_wrap(struct tex_reader *d, const struct command *c)
{
	const char *left = c->entry->becomes;
	const char *middle = strstr(left, "…");
	size_t at;

	if (!tex_reader_has_argument(d, c->at, c->end))
		return 0;
	if (left[0] == '(')
		put_apart(d);
	tex_reader_gap(d, left[0]);
	tex_sink_put(d->sink, left, (size_t)(middle - left));
	at = tex_reader_argument_in(d, c->at, c->end, d->maths);
	tex_sink_add(d->sink, middle + strlen("…"));
	return at;
}

/* \cite and \ref: the key is no text. */
static size_t put_key(struct tex_reader *d, const struct command *c)
{
	size_t close = tex_reader_closing(d, c->at, c->end);

	if (close == TEX_NOWHERE || close == c->at + 1)
		return 0;
	tex_reader_gap(d, '[');
	tex_sink_add(d->sink, "[");
	tex_reader_copy(d, c->at + 1, close);
	tex_sink_add(d->sink, "]");
	return close + 1;
}

static size_t put_url(struct tex_reader *d, const struct command *c)
{
	size_t close = tex_reader_closing(d, c->at, c->end);

	if (close == TEX_NOWHERE)
		return 0;
	tex_reader_gap(d, 'x');
	tex_reader_address(d, c->at + 1, close);
	return close + 1;
}

/* \href: the text, then the address unless it is the same. */
static size_t put_link(struct tex_reader *d, const struct command *c)
{
	size_t middle = tex_reader_closing(d, c->at, c->end);
	size_t close;
	size_t start;
	size_t end;
	size_t len;

	if (middle == TEX_NOWHERE)
		return 0;
	close = tex_reader_closing(d, middle + 1, c->end);
	if (close == TEX_NOWHERE)
		return 0;
	tex_reader_gap(d, 'x');
	start = tex_reader_written(d);
	tex_reader_group(d, middle + 2, close);
	end = tex_reader_written(d);
	tex_sink_add(d->sink, " (");
	tex_reader_address(d, c->at + 1, middle);
	len = tex_reader_written(d) - end - 2;
	if (len == end - start &&
	    memcmp(d->sink->text.data + start, d->sink->text.data + end + 2,
		   len) == 0)
		tex_sink_cut(d->sink, end);
	else
		tex_sink_add(d->sink, ")");
	return close + 1;
}

/* \unicode{x2013}, which is not TeX but MathJax. */
static size_t put_code_point(struct tex_reader *d, const struct command *c)
{
	size_t close = tex_reader_closing(d, c->at, c->end);
	size_t at = c->at + 1;
	unsigned long code;
	char *stop = NULL;
	int base = 10;

	if (close == TEX_NOWHERE)
		return 0;
	if (d->source[at] == 'x' || d->source[at] == 'X') {
		base = 16;
		at++;
	}
	if (close - at < 2 || close - at > 6 ||
	    strspn(d->source + at, "0123456789abcdefABCDEF") != close - at)
		return 0;
	code = strtoul(d->source + at, &stop, base);
	if (stop != d->source + close || code <= ' ' || code == 0x7f ||
	    !text_code_ok((uint32_t)code))
		return 0;
	tex_reader_gap(d, 'x');
	tex_sink_code(d->sink, (uint32_t)code);
	return close + 1;
}

static size_t put_raised(struct tex_reader *d, const struct command *c)
{
	if (!tex_reader_has_argument(d, c->at, c->end))
		return 0;
	return tex_reader_script(d, c->at, c->end, c->entry->becomes[0],
				 d->maths);
}

/* An environment that the table knows and that is closed. */
static size_t put_begin(struct tex_reader *d, const struct command *c)
{
	size_t brace = tex_reader_closing(d, c->at, c->end);
	char closer[TEX_NAME_SIZE + 8] = "\\end{";
	const struct tex_entry *entry;
	size_t head = strlen(closer);
	size_t len;
	size_t close;

	if (d->maths || brace == TEX_NOWHERE)
		return 0;
	len = brace - c->at - 1;
	entry = tex_table_find_pair("begin:", d->source + c->at + 1, len);
	if (entry == NULL)
		return 0;
	memcpy(closer + head, d->source + c->at + 1, len);
	closer[head + len] = '}';
	close = tex_reader_find(d, brace + 1, c->end, closer);
	if (close == TEX_NOWHERE)
		return 0;
	len = close + strlen(closer);
	if (entry->becomes[0] == 'm')
		return tex_reader_formula(d, c->start, brace + 1, close, len);
	tex_reader_range(d, brace + 1, close);
	return len;
}

static handler *const handlers[] = {
	[TEX_KIND_ACCENT] = put_accent,
	[TEX_KIND_ACCENT_LETTER] = put_accent_letter,
	[TEX_KIND_ALPHABET] = put_alphabet,
	[TEX_KIND_ALPHABET_ON] = put_alphabet_on,
	[TEX_KIND_BEGIN] = put_begin,
	[TEX_KIND_BINARY] = put_operator,
	[TEX_KIND_BINOMIAL] = put_fraction,
	[TEX_KIND_BOLD] = put_font,
	[TEX_KIND_BOLD_ON] = put_switch,
	[TEX_KIND_BRACKET] = put_bracket,
	[TEX_KIND_CAPS] = put_font,
	[TEX_KIND_CAPS_ON] = put_switch,
	[TEX_KIND_CHOOSE] = put_infix,
	[TEX_KIND_CODE] = put_font,
	[TEX_KIND_CODE_ON] = put_switch,
	[TEX_KIND_CODE_POINT] = put_code_point,
	[TEX_KIND_DEGREE] = put_degree,
	[TEX_KIND_FRACTION] = put_fraction,
	[TEX_KIND_FUNCTION] = put_function,
	[TEX_KIND_GLYPH] = put_sign,
	[TEX_KIND_ITALIC] = put_font,
	[TEX_KIND_ITALIC_ON] = put_switch,
	[TEX_KIND_KEY] = put_key,
	[TEX_KIND_LATIN] = put_latin,
	[TEX_KIND_LETTER] = put_letter,
	[TEX_KIND_LINE] = put_line,
	[TEX_KIND_LINK] = put_link,
	[TEX_KIND_MARK] = put_mark,
	[TEX_KIND_NOT] = put_not,
	[TEX_KIND_NOTHING] = put_nothing,
	[TEX_KIND_OPERATOR] = put_operator_name,
	[TEX_KIND_OVER] = put_infix,
	[TEX_KIND_PLAIN] = put_font,
	[TEX_KIND_PLAIN_ON] = put_switch,
	[TEX_KIND_RAISE] = put_raised,
	[TEX_KIND_RELATION] = put_operator,
	[TEX_KIND_ROOT] = put_root,
	[TEX_KIND_ROW] = put_row,
	[TEX_KIND_SPACE] = put_space,
	[TEX_KIND_SYMBOL] = put_sign,
	[TEX_KIND_UNDERLINE] = put_font,
	[TEX_KIND_URL] = put_url,
	[TEX_KIND_WRAP] = put_wrap,
};

/* What ends the name of a command and does not show: in maths blanks, unless
 * they stand between a sign and an operator, and anywhere an empty group behind
 * what has no argument. */
static size_t skip_end(const struct tex_reader *d, const struct command *c)
{
	size_t at;

	if (!ascii_is_letter(d->source[c->name - 1]))
		return c->name;
	if ((tex_table_traits(c->entry->kind) & TEX_BARE) != 0 &&
	    tex_reader_closing(d, c->name, c->end) == c->name + 1)
		return c->name + 2;
	if (!d->maths)
		return c->name;
	at = tex_reader_skip(d, c->name, c->end);
	if (c->entry->kind == TEX_KIND_SYMBOL && at < c->end &&
	    strchr("=<>+-", d->source[at]) != NULL)
		return c->name;
	return at;
}

static size_t command(struct tex_reader *d, size_t at, size_t end)
{
	struct command c = { .start = at, .end = end };
	handler *put = NULL;
	size_t next = 0;

	c.name = tex_reader_name(d, at, end);
	c.entry = tex_table_find(d->source + at, c.name - at);
	if (c.entry != NULL && c.entry->kind < TEX_KIND_ALPHABETIC)
		put = handlers[c.entry->kind];
	if (put != NULL && d->depth < TEX_READER_DEPTH) {
		d->depth++;
		c.at = skip_end(d, &c);
		next = put(d, &c);
		d->depth--;
	}
	return next > 0 ? next : keep(d, &c);
}

/* NOLINTEND(misc-no-recursion) */

void tex_decode(const char *source, struct tex_sink *sink)
{
	struct tex_reader d;

	tex_reader_init(&d, source, sink);
	d.command = command;
	tex_reader_range(&d, 0, d.len);
	tex_reader_clear(&d);
}
