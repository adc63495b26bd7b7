/* The walk through a text with TeX: once from left to right, groups and
 * arguments by recursion, which is no deeper than TEX_READER_DEPTH; what is
 * deeper stays as it is written. Nothing is read twice, so that the whole is
 * linear. */
#include "arxiv/tex_reader.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/tex_maths.h"
#include "arxiv/tex_shape.h"
#include "arxiv/tex_table.h"
#include "base/mem.h"
#include "base/utf8.h"

/* Searches to the end of the text for what is not there. */
#define SEARCHES_MAX 16
/* Bytes of an optional argument that are looked through. */
#define OPTION_MAX 80

#define NO_BRACE   UINT32_MAX

/* Each of the static readers reads at `at` of what ends at `end` and returns
 * where it stopped. */
static size_t step(struct tex_reader *d, size_t at, size_t end);

size_t tex_reader_skip(const struct tex_reader *d, size_t at, size_t end)
{
	while (at < end && tex_reader_is_blank(d->source[at]))
		at++;
	return at;
}

void tex_reader_gap(struct tex_reader *d, char first)
{
	bool wide = (unsigned char)first >= 0x80 || ascii_is_alnum(first);

	if ((d->gap == TEX_GAP_ALWAYS && strchr(")]},.;", first) == NULL) ||
	    (d->gap == TEX_GAP_WORD && wide) ||
	    (d->gap == TEX_GAP_NAME && ascii_is_letter(first)))
		tex_sink_add(d->sink, " ");
	d->gap = TEX_GAP_NONE;
}

/* Whether the sink ends in an opening bracket. */
static bool is_open(const struct tex_reader *d)
{
	const struct str *text = &d->sink->text;
	char end[4] = "";

	if (strchr("([", tex_reader_last(d)) != NULL)
		return true;
	if (text->len < 3)
		return false;
	memcpy(end, text->data + text->len - 3, 3);
	return strstr("⟨⌈⌊⟦", end) != NULL;
}

void tex_reader_blank(struct tex_reader *d)
{
	if (d->gap == TEX_GAP_ALWAYS || tex_reader_written(d) <= d->edge ||
	    tex_reader_is_blank(tex_reader_last(d)) || is_open(d))
		return;
	tex_sink_add(d->sink, " ");
	d->gap = TEX_GAP_NONE;
}

void tex_reader_close(struct tex_reader *d)
{
	size_t len = tex_reader_written(d);

	if (d->maths && len > d->edge && len > d->floor &&
	    tex_reader_last(d) == ' ')
		tex_sink_cut(d->sink, len - 1);
}

size_t tex_reader_copy(struct tex_reader *d, size_t at, size_t end)
{
	if (at < end)
		tex_reader_gap(d, d->source[at]);
	tex_sink_put(d->sink, d->source + at, end - at);
	return end;
}

size_t tex_reader_closing(const struct tex_reader *d, size_t at, size_t end)
{
	if (at >= end || d->source[at] != '{' || d->match[at] >= end)
		return TEX_NOWHERE;
	return d->match[at];
}

size_t tex_reader_option(const struct tex_reader *d, size_t at, size_t end)
{
	size_t stop = at + OPTION_MAX < end ? at + OPTION_MAX : end;

	if (at >= end || d->source[at] != '[')
		return TEX_NOWHERE;
	while (at < stop && strchr("]{}$\\", d->source[at]) == NULL)
		at++;
	return at < stop && d->source[at] == ']' ? at : TEX_NOWHERE;
}

/* Bytes of the character at `at`. */
static size_t char_bytes(const struct tex_reader *d, size_t at, size_t end)
{
	uint32_t code;

	return utf8_decode(d->source + at, end - at, &code);
}

size_t tex_reader_name(const struct tex_reader *d, size_t at, size_t end)
{
	size_t name = at + 1;

	while (name < end && ascii_is_letter(d->source[name]))
		name++;
	if (name == at + 1 && name < end)
		name += char_bytes(d, name, end);
	return name;
}

void tex_reader_address(struct tex_reader *d, size_t at, size_t end)
{
	while (at < end) {
		if (d->source[at] == '\\' && at + 1 < end &&
		    strchr("_%#&~$", d->source[at + 1]) != NULL) {
			at++;
			tex_sink_put(d->sink, d->source + at, 1);
			if (d->source[at] == '~' && end - at > 2 &&
			    memcmp(d->source + at + 1, "{}", 2) == 0)
				at += 2;
			at++;
		} else {
			tex_sink_put(d->sink, d->source + at, 1);
			at++;
		}
	}
}

/* All of the following call each other, each one group or command deeper and
 * none deeper than TEX_READER_DEPTH. NOLINTBEGIN(misc-no-recursion) */

/* Ends a range in which \over stood: what it parts becomes a fraction. */
static void close_infix(struct tex_reader *d, size_t start, size_t end)
{
	const struct tex_infix *infix = &d->infix;
	bool tight = end < d->len && d->source[end] == '}' &&
		     end + 1 < d->len && ascii_is_alnum(d->source[end + 1]);

	if (infix->at <= start || tex_reader_written(d) <= infix->at) {
		if (ascii_is_letter(str_text(&d->sink->text)[infix->at]))
			tex_sink_insert(d->sink, infix->at, " ", 1);
		tex_sink_insert(d->sink, infix->at, infix->entry->name,
				strlen(infix->entry->name));
		if (tex_reader_written(d) ==
		    infix->at + strlen(infix->entry->name))
			d->gap = TEX_GAP_NAME;
		d->raw++;
	} else if (infix->entry->kind == TEX_KIND_OVER) {
		tex_shape_fraction(d->sink, start, infix->at, tight);
	} else {
		tex_shape_binomial(d->sink, start, infix->at);
	}
}

void tex_reader_range(struct tex_reader *d, size_t at, size_t end)
{
	unsigned style = d->sink->style;
	struct tex_infix infix = d->infix;
	bool alone = d->alone;
	size_t floor = d->floor;
	size_t start = tex_reader_written(d);

	d->infix.entry = NULL;
	d->alone = false;
	d->floor = start;
	while (at < end)
		at = step(d, at, end);
	if (d->infix.entry != NULL)
		close_infix(d, start, end);
	d->infix = infix;
	d->alone = alone;
	d->floor = floor;
	d->sink->style = style;
}

void tex_reader_group(struct tex_reader *d, size_t at, size_t end)
{
	size_t group = d->group;

	if (++d->depth > TEX_READER_DEPTH) {
		tex_reader_copy(d, at, end);
		d->raw++;
	} else {
		d->group = at;
		tex_reader_range(d, at, end);
		d->group = group;
	}
	d->depth--;
}

bool tex_reader_has_argument(const struct tex_reader *d, size_t at, size_t end)
{
	at = tex_reader_skip(d, at, end);
	if (at >= end || strchr("}$^_&~", d->source[at]) != NULL)
		return false;
	if (d->source[at] == '{')
		return tex_reader_closing(d, at, end) != TEX_NOWHERE;
	return d->source[at] != '\\' ||
	       (at + 1 < end && d->source[at + 1] != ' ');
}

size_t tex_reader_argument(struct tex_reader *d, size_t at, size_t end)
{
	bool alone = d->alone;
	size_t close;

	at = tex_reader_skip(d, at, end);
	close = tex_reader_closing(d, at, end);
	if (close != TEX_NOWHERE) {
		tex_reader_group(d, at + 1, close);
		return close + 1;
	}
	if (d->source[at] == '\\') {
		d->alone = true;
		at = step(d, at, end);
		d->alone = alone;
		return at;
	}
	if (d->maths && d->source[at] == '\'')
		return step(d, at, end);
	return tex_reader_copy(d, at, at + char_bytes(d, at, end));
}

size_t tex_reader_argument_in(struct tex_reader *d, size_t at, size_t end,
			      bool maths)
{
	bool mode = d->maths;
	size_t edge = d->edge;
	size_t infix_group = d->group;

	tex_reader_gap(d, 'x');
	d->maths = maths;
	d->edge = tex_reader_written(d);
	at = tex_reader_argument(d, at, end);
	d->maths = mode;
	d->edge = edge;
	d->group = infix_group;
	if (d->gap != TEX_GAP_NAME)
		d->gap = TEX_GAP_NONE;
	return at;
}

size_t tex_reader_script(struct tex_reader *d, size_t at, size_t end, char sign,
			 bool maths)
{
	bool script = d->script;
	enum tex_gap gap = d->gap;
	size_t start;
	size_t next;

	d->gap = TEX_GAP_NONE;
	d->script = true;
	at = tex_reader_skip(d, at, end);
	start = tex_reader_written(d);
	if (strchr("+-", d->source[at]) != NULL && at + 1 < end &&
	    ascii_is_digit(d->source[at + 1])) {
		next = at + 1;
		while (next < end && ascii_is_digit(d->source[next]))
			next++;
		tex_reader_copy(d, at, next);
	} else {
		next = tex_reader_argument_in(d, at, end, maths);
	}
	if (tex_reader_written(d) > start)
		tex_shape_script(d->sink, start, sign, d->source[at] == '{',
				 next < end && ascii_is_alnum(d->source[next]));
	d->script = script;
	/* A name at the end of a bare script must not run into a letter; one
	 * before the script is parted from it when the script shows. */
	if (d->gap != TEX_GAP_NAME || d->source[at] == '{')
		d->gap = TEX_GAP_NONE;
	if (gap != TEX_GAP_NAME || tex_reader_written(d) == start)
		d->gap = gap == TEX_GAP_NONE ? d->gap : gap;
	return next;
}

/* Whether the braces in source[at..end) have their mates in there. */
static bool is_balanced(const struct tex_reader *d, size_t at, size_t end)
{
	size_t start = at;

	for (; at < end; at++) {
		char c = d->source[at];

		if (c == '\\')
			at++;
		else if ((c == '{' || c == '}') &&
			 (d->match[at] >= end || d->match[at] < start))
			return false;
	}
	return true;
}

/* A formula on lines of its own does not run into the words around it. */
static void put_apart(struct tex_reader *d, char prior, char next)
{
	if ((ascii_is_alnum(prior) || strchr(",;:.", prior) != NULL) &&
	    ascii_is_alnum(next))
		tex_sink_add(d->sink, " ");
}

size_t tex_reader_formula(struct tex_reader *d, size_t open, size_t at,
			  size_t close, size_t next)
{
	struct tex_reader outer = *d;
	bool display = at - open > 1 && d->source[open + 1] != '(';
	size_t end = close;
	size_t start;

	if (display && open > 0)
		put_apart(d, d->source[open - 1], 'x');
	start = tex_reader_written(d);
	while (end > at && tex_reader_is_blank(d->source[end - 1]) &&
	       (end - at < 2 || d->source[end - 2] != '\\'))
		end--;
	if (!is_balanced(d, at, close) || tex_reader_skip(d, at, end) == end) {
		d->raw++;
		return tex_reader_copy(d, open, next);
	}
	d->maths = true;
	d->script = false;
	if (d->gap != TEX_GAP_NAME)
		d->gap = TEX_GAP_NONE;
	d->edge = start;
	d->group = TEX_NOWHERE;
	tex_reader_range(d, at, end);
	if (d->raw > outer.raw) {
		tex_sink_insert(d->sink, start, d->source + open, at - open);
		tex_sink_put(d->sink, d->source + close, next - close);
	}
	d->maths = false;
	d->script = outer.script;
	d->gap = TEX_GAP_NONE;
	d->edge = outer.edge;
	d->group = outer.group;
	if (display && next < d->len)
		put_apart(d, tex_reader_last(d), d->source[next]);
	return next;
}

size_t tex_reader_find(struct tex_reader *d, size_t at, size_t end,
		       const char *closer)
{
	size_t found = TEX_NOWHERE;

	if (d->searches < SEARCHES_MAX)
		found = tex_maths_find(d->source, at, end, closer);
	d->searches += found == TEX_NOWHERE;
	return found;
}

static size_t dollar(struct tex_reader *d, size_t at, size_t end)
{
	size_t width = at + 1 < end && d->source[at + 1] == '$' ? 2 : 1;
	size_t inside = at + width;
	size_t close;

	if (width == 2)
		close = tex_reader_find(d, inside, end, "$$");
	else
		close = tex_maths_find(d->source, inside, end, "$");
	if (close == TEX_NOWHERE || close == inside ||
	    !tex_maths_likely(d->source, inside, close))
		return tex_reader_copy(d, at, inside);
	return tex_reader_formula(d, at, inside, close, close + width);
}

/* \( or \[ */
static size_t open_formula(struct tex_reader *d, size_t at, size_t end)
{
	const char *closer = d->source[at + 1] == '(' ? "\\)" : "\\]";
	size_t close = tex_reader_find(d, at + 2, end, closer);

	if (close == TEX_NOWHERE) {
		d->raw++;
		return tex_reader_copy(d, at, at + 2);
	}
	return tex_reader_formula(d, at, at + 2, close, close + 2);
}

/* Whether a group of a text begins with a font, whose scope it is. */
static bool is_scope(const struct tex_reader *d, size_t at, size_t end)
{
	const struct tex_entry *entry = NULL;

	if (d->source[at] == '\\')
		entry = tex_table_find(d->source + at,
				       tex_reader_name(d, at, end) - at);
	return entry != NULL && (tex_table_traits(entry->kind) & TEX_SCOPE);
}

/* A group of a text that holds one command or formula and nothing else loses
 * its braces, {\mu}m; others may be meant, {1,2}. */
static void text_group(struct tex_reader *d, size_t at, size_t close)
{
	size_t start = tex_reader_written(d);
	size_t raw = d->raw;
	struct tex_sink piece;
	size_t next = at;

	if (++d->depth <= TEX_READER_DEPTH) {
		if (strchr("\\${", d->source[at]) != NULL)
			next = step(d, at, close);
		if (d->raw > raw || tex_reader_skip(d, next, close) < close ||
		    d->source[at] == '{') {
			tex_sink_take(d->sink, start, &piece);
			tex_sink_add(d->sink, "{");
			tex_sink_back(d->sink, &piece);
			tex_sink_clear(&piece);
			tex_reader_group(d, next, close);
			tex_sink_add(d->sink, "}");
		}
	} else {
		tex_reader_copy(d, at - 1, close + 1);
	}
	d->depth--;
}

static size_t group(struct tex_reader *d, size_t at, size_t end)
{
	size_t close = tex_reader_closing(d, at, end);

	if (close == TEX_NOWHERE)
		return tex_reader_copy(d, at, at + 1);
	if (d->maths || is_scope(d, at + 1, close)) {
		tex_reader_group(d, at + 1, close);
	} else if (close == at + 1) {
		if (close + 1 >= end ||
		    strchr("^_", d->source[close + 1]) == NULL)
			tex_reader_copy(d, at, close + 1);
	} else {
		text_group(d, at + 1, close);
	}
	return close + 1;
}

/* ^ and _ of maths. A blank before a script goes. */
static size_t maths_script(struct tex_reader *d, size_t at, size_t end)
{
	size_t before = tex_reader_written(d);
	char sign = d->source[at];
	size_t start;

	if (!tex_reader_has_argument(d, at + 1, end)) {
		d->raw++;
		return tex_reader_copy(d, at, at + 1);
	}
	tex_reader_close(d);
	start = tex_reader_written(d);
	at = tex_reader_script(d, at + 1, end, sign, true);
	if (start < before && tex_reader_written(d) == start)
		tex_sink_add(d->sink, " ");
	return at;
}

/* ^ and _ anywhere. */
static size_t script(struct tex_reader *d, size_t at, size_t end)
{
	char sign = d->source[at];
	size_t start;
	size_t len;

	if (d->maths)
		return maths_script(d, at, end);
	if (at + 1 < end && strchr("{\\", d->source[at + 1]) != NULL &&
	    tex_reader_has_argument(d, at + 1, end))
		return tex_reader_script(d, at + 1, end, sign, true);
	len = tex_prose_script(d->source, at, end);
	if (len == 0)
		return tex_reader_copy(d, at, at + 1);
	start = tex_reader_written(d);
	tex_sink_put(d->sink, d->source + at + 1, len);
	tex_shape_script(d->sink, start, sign, false, false);
	return at + 1 + len;
}

/* Maths between commands: blanks, primes, and what stays. */
static size_t maths_run(struct tex_reader *d, size_t at, size_t end)
{
	size_t start = at;

	if (tex_reader_is_blank(d->source[at]) || d->source[at] == '~') {
		if (!d->script || d->source[at] == '~')
			tex_reader_blank(d);
		return at + 1;
	}
	if (d->source[at] == '\'') {
		tex_reader_gap(d, '\'');
		tex_sink_add(d->sink, "′");
		return at + 1;
	}
	if (strchr(")]", d->source[at]) != NULL)
		tex_reader_close(d);
	while (at < end && !tex_reader_is_blank(d->source[at]) &&
	       strchr("\\{}$^_'~", d->source[at]) == NULL)
		at++;
	return tex_reader_copy(d, start, at > start ? at : at + 1);
}

/* A text up to the next sign that may mean something, or that sign. */
static size_t prose_run(struct tex_reader *d, size_t at, size_t end)
{
	size_t stop = at;
	const char *becomes = NULL;

	while (stop < end && strchr("\\{}$^_`'\"-~:", d->source[stop]) == NULL)
		stop++;
	if (stop > at)
		return tex_reader_copy(d, at, stop);
	if (strchr("}$:", d->source[at]) != NULL) {
		if (end - at > 3 && memcmp(d->source + at, "://", 3) == 0) {
			stop = tex_prose_url(d->source, at, end);
			tex_reader_address(d, at, stop);
			return stop;
		}
		return tex_reader_copy(d, at, at + 1);
	}
	stop = tex_prose_read(&d->prose, d->source, at, end, &becomes);
	if (becomes == NULL)
		return tex_reader_copy(d, at, at + stop);
	tex_sink_add(d->sink, becomes);
	return at + stop;
}

static size_t step(struct tex_reader *d, size_t at, size_t end)
{
	switch (d->source[at]) {
	case '\\':
		if (!d->maths && at + 1 < end &&
		    strchr("([", d->source[at + 1]) != NULL)
			return open_formula(d, at, end);
		return d->command(d, at, end);
	case '{':
		return group(d, at, end);
	case '^':
	case '_':
		return script(d, at, end);
	case '$':
		if (!d->maths)
			return dollar(d, at, end);
		return tex_reader_copy(d, at, at + 1);
	default:
		return d->maths ? maths_run(d, at, end) : prose_run(d, at, end);
	}
}

/* NOLINTEND(misc-no-recursion) */

/* Gives each brace its mate. Until it is closed, an open one names the open
 * one before it. */
static uint32_t *match_braces(const char *source, size_t len)
{
	uint32_t *match = mem_alloc((len + 1) * sizeof(*match));
	uint32_t open = NO_BRACE;

	for (size_t i = 0; i < len; i++) {
		if (source[i] == '\\') {
			i++;
		} else if (source[i] == '{') {
			match[i] = open;
			open = (uint32_t)i;
		} else if (source[i] == '}' && open == NO_BRACE) {
			match[i] = NO_BRACE;
		} else if (source[i] == '}') {
			uint32_t mate = open;

			open = match[mate];
			match[mate] = (uint32_t)i;
			match[i] = mate;
		}
	}
	while (open != NO_BRACE) {
		uint32_t mate = open;

		open = match[mate];
		match[mate] = NO_BRACE;
	}
	return match;
}

void tex_reader_init(struct tex_reader *d, const char *source,
		     struct tex_sink *sink)
{
	*d = (struct tex_reader){
		.source = source,
		.len = strlen(source),
		.sink = sink,
		.group = TEX_NOWHERE,
	};
	if (strpbrk(source, "{}") != NULL)
		d->match = match_braces(source, d->len);
}

void tex_reader_clear(struct tex_reader *d)
{
	free(d->match);
	d->match = NULL;
}
