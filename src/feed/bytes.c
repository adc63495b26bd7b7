#include "feed/bytes.h"

#include <string.h>
#include <strings.h>

#include "base/scan.h"
#include "base/utf8.h"

/* Bytes are gathered in `pending` until they make a character, whatever the
 * chunks; characters go to `head` while the text may still turn out to be an
 * XML declaration (`<?xml ... ?>`), and to the output from then on. The
 * declaration is ASCII in all encodings that are read but UTF-16, so one
 * character of it is one byte and the encoding it names takes over exactly
 * behind it. */

#define BYTE_ORDER_MARK 0xFEFFu

/* Longest XML declaration; real ones have 40 bytes. */
enum {
	HEAD_MAX = 1024
};

static const struct {
	const char *name;
	enum bytes_encoding encoding;
} ENCODINGS[] = {
	{"utf-8",       BYTES_UTF8   },
        { "utf8",       BYTES_UTF8   },
	{ "utf-16",     BYTES_UTF16LE},
        { "utf-16le",   BYTES_UTF16LE},
	{ "utf-16be",   BYTES_UTF16BE},
        { "iso-8859-1", BYTES_LATIN1 },
	{ "iso8859-1",  BYTES_LATIN1 },
        { "iso_8859-1", BYTES_LATIN1 },
	{ "latin1",     BYTES_LATIN1 },
        { "latin-1",    BYTES_LATIN1 },
	{ "us-ascii",   BYTES_ASCII  },
        { "ascii",      BYTES_ASCII  },
};

void bytes_init(struct bytes *bytes, struct verdict *verdict)
{
	*bytes = (struct bytes){ .verdict = verdict, .in_head = true };
}

void bytes_clear(struct bytes *bytes)
{
	str_free(&bytes->head);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_utf16(enum bytes_encoding encoding)
{
	return encoding == BYTES_UTF16LE || encoding == BYTES_UTF16BE;
}

/* Section 2.2 of XML 1.0. */
static bool allowed(uint32_t code)
{
	if (code < 0x20)
		return code == '\t' || code == '\n' || code == '\r';
	return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF) &&
	       code != 0xFFFE && code != 0xFFFF;
}

/* Takes the encoding that the declaration names. */
static void adopt(struct bytes *bytes, const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(ENCODINGS) / sizeof(ENCODINGS[0]); i++) {
		if (strlen(ENCODINGS[i].name) != len ||
		    strncasecmp(ENCODINGS[i].name, name, len) != 0)
			continue;
		if (bytes->marked)
			return; /* the mark knows better */
		if (is_utf16(ENCODINGS[i].encoding)) {
			verdict_fail(bytes->verdict, "encoding",
				     "the document says that it is %s, but "
				     "it is not",
				     ENCODINGS[i].name);
			return;
		}
		bytes->encoding = ENCODINGS[i].encoding;
		return;
	}
	verdict_fail(bytes->verdict, "encoding",
		     "the encoding \"%.*s\" is not read",
		     len < 40 ? (int)len : 40, name);
}

/* Finds `encoding = "NAME"` in the declaration, adopts it and blanks it. */
static void read_declaration(struct bytes *bytes)
{
	char *start = strstr(bytes->head.data, "encoding");
	char *at;
	char *end;

	if (!start)
		return;
	at = start + strlen("encoding");
	while (is_blank(*at))
		at++;
	if (*at == '=')
		at++;
	while (is_blank(*at))
		at++;
	end = *at == '"' || *at == '\'' ? strchr(at + 1, *at) : NULL;
	if (!end || !is_blank(start[-1]) || strstr(end, "encoding")) {
		verdict_fail(bytes->verdict, "syntax",
			     "the XML declaration is malformed");
		return;
	}
	adopt(bytes, at + 1, (size_t)(end - at - 1));
	memset(start, ' ', (size_t)(end - start) + 1);
}

static void flush_head(struct bytes *bytes, struct str *out)
{
	bytes->in_head = false;
	str_add_n(out, str_text(&bytes->head), bytes->head.len);
	str_clear(&bytes->head);
}

/* Looks at the text so far: is it no declaration, a whole one, or neither? */
static void check_head(struct bytes *bytes, struct str *out)
{
	static const char MARK[] = "<?xml";
	const size_t mark = sizeof(MARK) - 1;
	const struct str *head = &bytes->head;
	size_t len = head->len < mark ? head->len : mark;

	if (memcmp(head->data, MARK, len) != 0 ||
	    (head->len > mark && !is_blank(head->data[mark]))) {
		flush_head(bytes, out);
	} else if (head->len > mark && head->data[head->len - 1] == '>' &&
		   head->data[head->len - 2] == '?') {
		read_declaration(bytes);
		flush_head(bytes, out);
	} else if (head->len > HEAD_MAX) {
		verdict_fail(bytes->verdict, "syntax",
			     "the XML declaration never ends");
	}
}

/* One character goes on its way. */
static void emit(struct bytes *bytes, uint32_t code, struct str *out)
{
	if (!allowed(code)) {
		code = UTF8_REPLACEMENT;
		bytes->repaired++;
	}
	if (bytes->in_head) {
		if (code == BYTE_ORDER_MARK && bytes->head.len == 0)
			return; /* some programs write it twice */
		str_add_code(&bytes->head, code);
		check_head(bytes, out);
	} else if (code < 0x80) {
		str_add_char(out, (char)code);
	} else {
		str_add_code(out, code);
	}
}

static void emit_bad(struct bytes *bytes, struct str *out)
{
	bytes->repaired++;
	emit(bytes, UTF8_REPLACEMENT, out);
}

static void drop_pending(struct bytes *bytes, size_t len)
{
	bytes->pending_len -= len;
	memmove(bytes->pending, bytes->pending + len, bytes->pending_len);
}

/* Bytes that a UTF-8 sequence of this first byte has. */
static size_t utf8_want(unsigned char first)
{
	if (first < 0xC2 || first > 0xF4)
		return 1;
	return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* True when `pending` may still become one character by more bytes. */
static bool utf8_waits(const struct bytes *bytes)
{
	if (bytes->pending_len >= utf8_want(bytes->pending[0]))
		return false;
	for (size_t i = 1; i < bytes->pending_len; i++) {
		if ((bytes->pending[i] & 0xC0u) != 0x80u)
			return false;
	}
	return true;
}

static void take_utf8(struct bytes *bytes, bool final, struct str *out)
{
	while (bytes->pending_len > 0 && (final || !utf8_waits(bytes))) {
		uint32_t code;
		size_t len = utf8_decode((const char *)bytes->pending,
					 bytes->pending_len, &code);
		bool real = code != UTF8_REPLACEMENT ||
			    (len == 3 && bytes->pending[0] == 0xEF);

		drop_pending(bytes, len);
		if (real)
			emit(bytes, code, out);
		else
			emit_bad(bytes, out);
	}
}

static void take_utf16(struct bytes *bytes, struct str *out)
{
	uint32_t unit;
	uint32_t high = bytes->high;

	if (bytes->pending_len < 2)
		return;
	if (bytes->encoding == BYTES_UTF16LE)
		unit = bytes->pending[0] | (uint32_t)bytes->pending[1] << 8;
	else
		unit = bytes->pending[1] | (uint32_t)bytes->pending[0] << 8;
	bytes->pending_len = 0;
	bytes->high = 0;
	if (high != 0 && unit >= 0xDC00 && unit <= 0xDFFF) {
		emit(bytes, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00),
		     out);
		return;
	}
	if (high != 0)
		emit_bad(bytes, out);
	if (unit >= 0xD800 && unit <= 0xDBFF)
		bytes->high = unit;
	else
		emit(bytes, unit, out);
}

/* One byte in the encoding that is known by now. */
static void take_byte(struct bytes *bytes, unsigned char byte, struct str *out)
{
	if (bytes->encoding == BYTES_LATIN1) {
		emit(bytes, byte, out);
		return;
	}
	if (bytes->encoding == BYTES_ASCII) {
		if (byte < 0x80)
			emit(bytes, byte, out);
		else
			emit_bad(bytes, out);
		return;
	}
	if (bytes->encoding == BYTES_UTF8 && byte < 0x80 &&
	    bytes->pending_len == 0) {
		emit(bytes, byte, out);
		return;
	}
	bytes->pending[bytes->pending_len++] = byte;
	if (bytes->encoding == BYTES_UTF8)
		take_utf8(bytes, false, out);
	else
		take_utf16(bytes, out);
}

/* Looks at the first bytes (up to four) for a byte order mark; NUL among them
 * tells UTF-32 or UTF-16 without mark. */
static void start(struct bytes *bytes, struct str *out)
{
	unsigned char first[4];
	size_t len = bytes->pending_len;
	size_t mark = 0;

	memcpy(first, bytes->pending, len);
	bytes->pending_len = 0;
	bytes->started = true;
	if (len >= 3 && memcmp(first, "\xEF\xBB\xBF", 3) == 0) {
		mark = 3;
	} else if (len == 4 && memcmp(first, "\xFF\xFE\0\0", 4) == 0) {
		verdict_fail(bytes->verdict, "encoding",
			     "the encoding UTF-32 is not read");
	} else if (len >= 2 && memcmp(first, "\xFF\xFE", 2) == 0) {
		bytes->encoding = BYTES_UTF16LE;
		mark = 2;
	} else if (len >= 2 && memcmp(first, "\xFE\xFF", 2) == 0) {
		bytes->encoding = BYTES_UTF16BE;
		mark = 2;
	} else if (memchr(first, '\0', len)) {
		verdict_fail(bytes->verdict, "encoding",
			     "the document begins with NUL bytes");
	}
	bytes->marked = mark > 0;
	for (size_t i = mark; i < len; i++)
		take_byte(bytes, first[i], out);
}

/* Bytes at the beginning of in[0..len) that go through as they are: lines of
 * visible ASCII, which are nearly all of every document. */
static size_t plain_run(const struct bytes *bytes, const char *in, size_t len)
{
	size_t run;

	if (bytes->in_head || bytes->pending_len > 0 ||
	    is_utf16(bytes->encoding))
		return 0;
	run = scan_printable(in, len);
	while (run < len && in[run] == '\n')
		run += 1 + scan_printable(in + run + 1, len - run - 1);
	return run;
}

void bytes_push(struct bytes *bytes, const char *in, size_t len,
		struct str *out)
{
	size_t i = 0;

	while (!bytes->started && i < len) {
		bytes->pending[bytes->pending_len++] = (unsigned char)in[i++];
		if (bytes->pending_len == sizeof(bytes->pending))
			start(bytes, out);
	}
	while (i < len && !verdict_failed(bytes->verdict)) {
		size_t run = plain_run(bytes, in + i, len - i);

		str_add_n(out, in + i, run);
		i += run;
		if (i < len)
			take_byte(bytes, (unsigned char)in[i++], out);
	}
}

void bytes_end(struct bytes *bytes, struct str *out)
{
	if (!bytes->started)
		start(bytes, out);
	if (is_utf16(bytes->encoding) &&
	    (bytes->pending_len > 0 || bytes->high != 0))
		verdict_fail(bytes->verdict, "truncated",
			     "the document ends inside a character");
	if (bytes->encoding == BYTES_UTF8)
		take_utf8(bytes, true, out);
	if (bytes->in_head)
		flush_head(bytes, out);
}
