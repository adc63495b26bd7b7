#include "feed/markup.h"

#include <string.h>
#include <strings.h>

#include "base/scan.h"
#include "base/utf8.h"
#include "feed/limits.h"

/* One step a byte, but for runs of text and of simple tags, which are nearly
 * all of a feed and go through at once. The text for libxml2 grows in `out`;
 * `ready` follows it as long as the scanner stands in plain text and stays
 * behind while a tag or a reference is open. */

/* Longest reference and longest beginning of a declaration that is looked at;
 * longer ones go to libxml2 as they are. Also the longest simple tag. */
enum {
	WORD_MAX = 64
};

void markup_init(struct markup *markup)
{
	*markup = (struct markup){ .state = MARKUP_TEXT };
}

void markup_clear(struct markup *markup)
{
	str_free(&markup->word);
	str_free(&markup->out);
}

static void refuse(struct markup *markup, const char *cls, const char *why)
{
	markup->cls = cls;
	markup->why = why;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Value of a digit, or -1. */
static int digit(char c, int base)
{
	int value = -1;

	if (c >= '0' && c <= '9')
		value = c - '0';
	else if (c >= 'a' && c <= 'f')
		value = c - 'a' + 10;
	else if (c >= 'A' && c <= 'F')
		value = c - 'A' + 10;
	return value < base ? value : -1;
}

/* True when text ("#27", "#x1B") is a reference to a character that XML
 * forbids. */
static bool forbidden(const char *text)
{
	int base = text[0] == '#' && text[1] == 'x' ? 16 : 10;
	const char *at = text + (base == 16 ? 2 : 1);
	uint32_t code = 0;

	if (text[0] != '#' || *at == '\0')
		return false;
	for (; *at; at++) {
		int value = digit(*at, base);

		if (value < 0)
			return false;
		if (code <= 0x10FFFF)
			code = code * (uint32_t)base + (uint32_t)value;
	}
	if (code < 0x20)
		return code != '\t' && code != '\n' && code != '\r';
	return code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ||
	       code == 0xFFFE || code == 0xFFFF;
}

/* A reference is over, with its ';' or at what cannot belong to it. */
static void end_reference(struct markup *markup, bool whole)
{
	markup->state = markup->back;
	if (whole && forbidden(str_text(&markup->word))) {
		str_add_code(&markup->out, UTF8_REPLACEMENT);
		markup->repaired++;
		return;
	}
	str_add_char(&markup->out, '&');
	str_add_n(&markup->out, str_text(&markup->word), markup->word.len);
	if (whole)
		str_add_char(&markup->out, ';');
}

/* False when the byte does not belong to the reference any more; it is still
 * to be taken then. */
static bool step_reference(struct markup *markup, char c)
{
	if ((is_alnum(c) || c == '#') && markup->word.len < WORD_MAX) {
		str_add_char(&markup->word, c);
		return true;
	}
	end_reference(markup, c == ';');
	return c == ';';
}

static void open_reference(struct markup *markup)
{
	markup->back = markup->state;
	markup->state = MARKUP_REFERENCE;
	str_clear(&markup->word);
}

static void step_text(struct markup *markup, char c)
{
	if (c == '&') {
		markup->ready = markup->out.len;
		open_reference(markup);
		return;
	}
	if (c == '<') {
		markup->ready = markup->out.len;
		markup->state = MARKUP_OPEN;
		markup->size = 1;
		markup->attributes = 0;
	}
	str_add_char(&markup->out, c);
}

static void step_open(struct markup *markup, char c)
{
	markup->run = 0;
	str_add_char(&markup->out, c);
	if (c == '!') {
		markup->state = MARKUP_BANG;
		str_clear(&markup->word);
	} else if (c == '?') {
		markup->state = MARKUP_INSTRUCTION;
	} else {
		markup->state = c == '>' ? MARKUP_TEXT : MARKUP_TAG;
	}
}

static void step_tag(struct markup *markup, char c)
{
	str_add_char(&markup->out, c);
	if (c == '"' || c == '\'') {
		markup->quote = c;
		markup->state = MARKUP_QUOTE;
	} else if (c == '=') {
		markup->attributes++;
		if (markup->attributes > FEED_MAX_ATTRIBUTES)
			refuse(markup, "too_big",
			       "a tag has too many "
			       "attributes");
	} else if (c == '>') {
		markup->state = MARKUP_TEXT;
	}
}

static void step_quote(struct markup *markup, char c)
{
	if (c == '&') {
		open_reference(markup);
		return;
	}
	str_add_char(&markup->out, c);
	if (c == markup->quote)
		markup->state = MARKUP_TAG;
}

/* Behind "<!": which kind of markup is it? */
static void step_bang(struct markup *markup, char c)
{
	const char *word;
	size_t len;

	str_add_char(&markup->out, c);
	str_add_char(&markup->word, c);
	word = str_text(&markup->word);
	len = markup->word.len;
	if (strcmp(word, "--") == 0) {
		markup->state = MARKUP_COMMENT;
	} else if (strcmp(word, "[CDATA[") == 0) {
		markup->state = MARKUP_CDATA;
		str_cut(&markup->out, markup->ready);
	} else if (len == 7 && strncasecmp(word, "doctype", len) == 0) {
		markup->state = MARKUP_DOCTYPE;
		str_clear(&markup->word);
	} else if (len > 7 || (strncmp("--", word, len) != 0 &&
			       strncmp("[CDATA[", word, len) != 0 &&
			       strncasecmp("doctype", word, len) != 0)) {
		markup->state = c == '>' ? MARKUP_TEXT : MARKUP_TAG;
	}
}

/* The name behind DOCTYPE tells a web page from a hostile feed. */
static void step_doctype(struct markup *markup, char c)
{
	if (is_blank(c) && markup->word.len == 0)
		return;
	if (is_alnum(c) && markup->word.len < WORD_MAX) {
		str_add_char(&markup->word, c);
		return;
	}
	str_cut(&markup->out, markup->ready);
	if (strcasecmp(str_text(&markup->word), "html") == 0)
		refuse(markup, "not_a_feed",
		       "the server sent a web page, not a feed");
	else
		refuse(markup, "doctype",
		       "it has a DOCTYPE, which no feed of arXiv has");
}

static void step_comment(struct markup *markup, char c)
{
	str_add_char(&markup->out, c);
	if (c == '>' && markup->run >= 2)
		markup->state = MARKUP_TEXT;
	markup->run = c == '-' ? markup->run + 1 : 0;
}

static void step_instruction(struct markup *markup, char c)
{
	str_add_char(&markup->out, c);
	if (c == '>' && markup->run > 0)
		markup->state = MARKUP_TEXT;
	markup->run = c == '?';
}

static void step_cdata(struct markup *markup, char c)
{
	if (c == ']') {
		markup->run++;
		return;
	}
	if (c == '>' && markup->run >= 2) {
		markup->state = MARKUP_TEXT;
		markup->run -= 2;
	}
	/* A bare one might become a "]]>" with the text behind the section. */
	for (; markup->run > 0; markup->run--)
		str_add(&markup->out, "&#93;");
	if (markup->state == MARKUP_TEXT)
		return;
	if (c == '<')
		str_add(&markup->out, "&lt;");
	else if (c == '>')
		str_add(&markup->out, "&gt;");
	else if (c == '&')
		str_add(&markup->out, "&amp;");
	else
		str_add_char(&markup->out, c);
}

static void step(struct markup *markup, char c)
{
	if (markup->state == MARKUP_REFERENCE && step_reference(markup, c))
		return;
	switch (markup->state) {
	case MARKUP_TEXT:
		step_text(markup, c);
		break;
	case MARKUP_REFERENCE: /* just taken */
		break;
	case MARKUP_OPEN:
		step_open(markup, c);
		break;
	case MARKUP_TAG:
		step_tag(markup, c);
		break;
	case MARKUP_QUOTE:
		step_quote(markup, c);
		break;
	case MARKUP_BANG:
		step_bang(markup, c);
		break;
	case MARKUP_DOCTYPE:
		step_doctype(markup, c);
		break;
	case MARKUP_COMMENT:
		step_comment(markup, c);
		break;
	case MARKUP_CDATA:
		step_cdata(markup, c);
		break;
	case MARKUP_INSTRUCTION:
		step_instruction(markup, c);
		break;
	}
}

/* True in text, where there is no limit here but the document's. */
static bool unlimited(const struct markup *markup)
{
	return markup->state == MARKUP_TEXT || markup->state == MARKUP_CDATA ||
	       (markup->state == MARKUP_REFERENCE &&
		markup->back == MARKUP_TEXT);
}

/* Letters, digits and other characters that neither end a tag nor mean anything
 * inside it, the '/' included. */
static bool is_name_byte(char c)
{
	return (c >= '-' && c <= ':') || (c > '?' && c <= '~' && c != ']');
}

/* Bytes of the tag at the beginning of bytes[0..len) when it is whole and a
 * short name alone, as nearly all tags are; else 0. */
static size_t simple_tag(const char *bytes, size_t len)
{
	size_t at = 1;

	if (len > WORD_MAX)
		len = WORD_MAX;
	while (at < len && is_name_byte(bytes[at]))
		at++;
	return at > 1 && at < len && bytes[at] == '>' ? at + 1 : 0;
}

/* Bytes of text and of simple tags at the beginning of bytes[0..len). */
static size_t text_run(const char *bytes, size_t len)
{
	size_t run = 0;
	size_t tag;

	do {
		run += scan_until(bytes + run, len - run, '<', '&');
		tag = run < len && bytes[run] == '<'
			      ? simple_tag(bytes + run, len - run)
			      : 0;
		run += tag;
	} while (tag > 0);
	return run;
}

static bool ends_tag_run(char c)
{
	return c == '>' || c == '=' || c == '"' || c == '\'';
}

/* Bytes at the beginning of bytes[0..len) that step() would only add to out
 * and leave the state as it is: those before what may end the text, the tag or
 * the value. */
static size_t plain_run(const struct markup *markup, const char *bytes,
			size_t len)
{
	size_t run = 0;

	if (markup->state == MARKUP_TEXT)
		return text_run(bytes, len);
	if (markup->state == MARKUP_QUOTE)
		return scan_until(bytes, len, markup->quote, '&');
	if (markup->state == MARKUP_TAG)
		while (run < len && !ends_tag_run(bytes[run]))
			run++;
	return run;
}

/* A "]]>" must not stand in text. libxml2 finds it or not, as the text was cut,
 * so that it is looked for here: in what out got from `start` on. */
static void refuse_bracket(struct markup *markup, size_t start)
{
	const char *text = str_text(&markup->out);
	const char *end = text + markup->out.len;
	const char *at = text + (start > 2 ? start - 2 : 0);

	while ((at = memchr(at, ']', (size_t)(end - at))) && end - at > 2) {
		if (at[1] == ']' && at[2] == '>') {
			str_cut(&markup->out, (size_t)(at - text));
			refuse(markup, "syntax",
			       "not well-formed XML (\"]]>\" in a text)");
			return;
		}
		at++;
	}
}

/* Passes on such a run; returns its length. */
static size_t pass_run(struct markup *markup, const char *bytes, size_t len)
{
	size_t run;

	if (!unlimited(markup)) {
		if (len > FEED_MAX_TAG - markup->size)
			len = FEED_MAX_TAG - markup->size;
		run = plain_run(markup, bytes, len);
		markup->size += run;
	} else {
		run = plain_run(markup, bytes, len);
	}
	str_add_n(&markup->out, bytes, run);
	if (markup->state == MARKUP_TEXT)
		refuse_bracket(markup, markup->out.len - run);
	return run;
}

/* Bytes of out but for brackets at its end that may become a "]]>", which
 * libxml2 only sees when it gets it at once. */
static size_t whole_text(const struct markup *markup)
{
	size_t whole = markup->out.len;
	size_t least = markup->out.len - markup->ready > 2 ? markup->out.len - 2
							   : markup->ready;

	while (whole > least && markup->out.data[whole - 1] == ']')
		whole--;
	return whole;
}

void markup_push(struct markup *markup, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && !markup->cls; i++) {
		i += pass_run(markup, bytes + i, len - i);
		if (i < len && !markup->cls)
			step(markup, bytes[i]);
		if (i == len || markup->cls || unlimited(markup))
			continue;
		markup->size++;
		if (markup->size > FEED_MAX_TAG) {
			str_cut(&markup->out, markup->ready);
			refuse(markup, "too_big",
			       "a tag or comment has more than 64 KiB");
		}
	}
	if (markup->state == MARKUP_TEXT || markup->state == MARKUP_CDATA)
		markup->ready = whole_text(markup);
}

void markup_taken(struct markup *markup)
{
	size_t rest = markup->out.len - markup->ready;

	if (markup->ready == 0)
		return;
	memmove(markup->out.data, markup->out.data + markup->ready, rest);
	str_cut(&markup->out, rest);
	markup->ready = 0;
}

bool markup_end(struct markup *markup)
{
	if (markup->state == MARKUP_TEXT)
		markup->ready = markup->out.len;
	return markup->state == MARKUP_TEXT;
}
