/* What may be shown, how wide it is and where it may break: the one home of
 * libunistring.
 *
 * A cluster here is a code point and the zero-width code points that Unicode
 * keeps together with it. A terminal gives every code point that has columns
 * a cell of its own, whatever Unicode says of flags and skin tones; so the
 * columns of a text are always the sum of its code points' columns. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <uniwidth.h>

#include "base/mem.h"
#include "base/scan.h"
#include "base/utf8.h"

enum kind {
	KIND_SHOWN,
	KIND_BLANK,
	KIND_REMOVED
};

/* A run of code points that are not shown as they are. */
struct range {
	uint32_t first;
	uint32_t last;
	enum kind kind;
};

/* White space, and what is invisible or steers the terminal, in ascending
 * order. The variation selectors U+FE00-FE0F and U+E0100-E01EF stay: they
 * tell apart characters of names. The noncharacters at the end of each plane
 * are not in the table. */
static const struct range ranges[] = {
	{0x0000,   0x0008,  KIND_REMOVED}, /* C0 */
	{ 0x0009,  0x000D,  KIND_BLANK  }, /* tab and line breaks */
	{ 0x000E,  0x001F,  KIND_REMOVED}, /* C0 */
	{ 0x0020,  0x0020,  KIND_BLANK  },
	{ 0x007F,  0x0084,  KIND_REMOVED}, /* DEL, C1 */
	{ 0x0085,  0x0085,  KIND_BLANK  }, /* next line */
	{ 0x0086,  0x009F,  KIND_REMOVED}, /* C1 */
	{ 0x00A0,  0x00A0,  KIND_BLANK  }, /* no-break space */
	{ 0x00AD,  0x00AD,  KIND_REMOVED}, /* soft hyphen */
	{ 0x034F,  0x034F,  KIND_REMOVED}, /* grapheme joiner */
	{ 0x061C,  0x061C,  KIND_REMOVED}, /* Arabic letter mark */
	{ 0x115F,  0x1160,  KIND_REMOVED}, /* Hangul fillers */
	{ 0x1680,  0x1680,  KIND_BLANK  }, /* Ogham space */
	{ 0x17B4,  0x17B5,  KIND_REMOVED}, /* Khmer inherent vowels */
	{ 0x180B,  0x180F,  KIND_REMOVED}, /* Mongolian selectors */
	{ 0x2000,  0x200A,  KIND_BLANK  }, /* en quad ... hair space */
	{ 0x200B,  0x200F,  KIND_REMOVED}, /* zero width, marks of direction */
	{ 0x2028,  0x2029,  KIND_BLANK  }, /* line, paragraph separator */
	{ 0x202A,  0x202E,  KIND_REMOVED}, /* embeddings and overrides */
	{ 0x202F,  0x202F,  KIND_BLANK  }, /* narrow no-break space */
	{ 0x205F,  0x205F,  KIND_BLANK  }, /* mathematical space */
	{ 0x2060,  0x206F,  KIND_REMOVED}, /* joiners, isolates */
	{ 0x3000,  0x3000,  KIND_BLANK  }, /* ideographic space */
	{ 0x3164,  0x3164,  KIND_REMOVED}, /* Hangul filler */
	{ 0xD800,  0xDFFF,  KIND_REMOVED}, /* surrogates */
	{ 0xFDD0,  0xFDEF,  KIND_REMOVED}, /* noncharacters */
	{ 0xFEFF,  0xFEFF,  KIND_REMOVED}, /* byte order mark */
	{ 0xFFA0,  0xFFA0,  KIND_REMOVED}, /* halfwidth Hangul filler */
	{ 0xFFF0,  0xFFFB,  KIND_REMOVED}, /* interlinear annotation */
	{ 0x1BCA0, 0x1BCA3, KIND_REMOVED}, /* shorthand controls */
	{ 0x1D173, 0x1D17A, KIND_REMOVED}, /* musical controls */
	{ 0xE0000, 0xE00FF, KIND_REMOVED}, /* tag characters */
	{ 0xE01F0, 0xE0FFF, KIND_REMOVED}, /* the rest of their block */
};

#define RANGES (sizeof(ranges) / sizeof(ranges[0]))

static enum kind gate_kind(uint32_t code)
{
	size_t low = 0;
	size_t high = RANGES;
	size_t middle;

	if (code > 0x20 && code < 0x7F)
		return KIND_SHOWN;
	if (code > 0x10FFFF || (code & 0xFFFE) == 0xFFFE)
		return KIND_REMOVED;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (code > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < RANGES && code >= ranges[low].first)
		return ranges[low].kind;
	return KIND_SHOWN;
}

bool text_code_ok(uint32_t code)
{
	return code == ' ' || gate_kind(code) == KIND_SHOWN;
}

bool text_code_is_mark(uint32_t code)
{
	return code >= 0x300 && uc_is_general_category(code, UC_MARK);
}

bool text_code_is_word(uint32_t code)
{
	return uc_is_general_category(code, UC_LETTER) ||
	       uc_is_general_category(code, UC_NUMBER);
}

/* The state of one pass through the gate. It follows what comes out, not what
 * went in: that is why a second pass changes nothing. */
struct gate {
	struct str *out;
	bool begun;     /* something came out */
	bool blank;     /* white space waits for something to follow it */
	unsigned marks; /* on the base that came out last */
	size_t repaired;
};

static void gate_blank(struct gate *gate)
{
	if (gate->blank && gate->begun)
		str_add_char(gate->out, ' ');
	if (gate->blank)
		gate->marks = 0;
	gate->blank = false;
	gate->begun = true;
}

static void gate_code(struct gate *gate, uint32_t code)
{
	switch (gate_kind(code)) {
	case KIND_BLANK:
		gate->blank = true;
		return;
	case KIND_REMOVED:
		gate->repaired++;
		return;
	case KIND_SHOWN:
		break;
	}
	if (!text_code_is_mark(code)) {
		gate_blank(gate);
		gate->marks = 0;
	} else if (gate->marks < TEXT_MAX_MARKS || gate->blank) {
		gate_blank(gate);
		gate->marks++;
	} else {
		gate->repaired++;
		return;
	}
	str_add_code(gate->out, code);
}

size_t text_clean(const char *text, size_t len, struct str *out)
{
	struct gate gate = { .out = out };
	uint32_t code;
	size_t taken;
	size_t at;

	for (at = 0; at < len; at += taken) {
		taken = scan_words(text + at, len - at);
		if (taken > 0) {
			gate_blank(&gate);
			gate.marks = 0;
			str_add_n(out, text + at, taken);
			continue;
		}
		taken = utf8_decode(text + at, len - at, &code);
		/* A true U+FFFD is the only three bytes that begin so. */
		if (code == UTF8_REPLACEMENT &&
		    !(taken == 3 && (unsigned char)text[at] == 0xEF))
			gate.repaired++;
		gate_code(&gate, code);
	}
	return gate.repaired;
}

bool text_is_clean(const char *text, size_t len)
{
	struct str clean = STR_INIT;
	bool same;

	if (scan_words(text, len) == len)
		return true;
	text_clean(text, len, &clean);
	same = clean.len == len && memcmp(str_text(&clean), text, len) == 0;
	str_free(&clean);
	return same;
}

bool text_is_visible(const char *text, size_t most)
{
	size_t len = 0;

	while (text[len] > ' ' && text[len] < 0x7f && len < most)
		len++;
	return len > 0 && text[len] == '\0';
}

char *text_clean_dup(const char *text)
{
	struct str out = STR_INIT;

	if (!text)
		return NULL;
	text_clean(text, strlen(text), &out);
	return str_take(&out);
}

/* Columns of one code point: as the C library says where the locale knows
 * Unicode, else as libunistring says. */
static int text_code_columns(uint32_t code)
{
	int columns = -1;

	if (code >= ' ' && code < 0x7F)
		return 1;
	if (MB_CUR_MAX > 1)
		columns = wcwidth((wchar_t)code);
	if (columns < 0)
		columns = uc_width(code, "UTF-8");
	if (columns < 0)
		return 0;
	return columns > 2 ? 2 : columns;
}

/* Decodes at `at`, of which at most `left` bytes are looked at, and none
 * after a NUL; returns 0 at the end. */
static size_t text_peek(const char *at, size_t left, uint32_t *ret_code)
{
	size_t len = strnlen(at, left < 4 ? left : 4);

	return len > 0 ? utf8_decode(at, len, ret_code) : 0;
}

static bool text_byte_plain(char byte)
{
	return byte >= ' ' && byte < 0x7F;
}

/* text_cluster in text[0..len), where a NUL ends it as well. */
static size_t text_cluster_in(const char *text, size_t len, int *ret_columns)
{
	uint32_t code = 0;
	uint32_t next;
	size_t at;
	size_t taken;

	*ret_columns = 1;
	if (len > 0 && text_byte_plain(text[0]) &&
	    (len == 1 || text_byte_plain(text[1]) || text[1] == '\0'))
		return 1;
	at = text_peek(text, len, &code);
	*ret_columns = at > 0 ? text_code_columns(code) : 0;
	while (at > 0) {
		taken = text_peek(text + at, len - at, &next);
		if (taken == 0 || (next >= ' ' && next < 0x300) ||
		    text_code_columns(next) > 0 ||
		    uc_is_grapheme_break(code, next))
			break;
		code = next;
		at += taken;
	}
	return at;
}

size_t text_cluster(const char *text, int *ret_columns)
{
	return text_cluster_in(text, SIZE_MAX, ret_columns);
}

int text_columns(const char *text, size_t len)
{
	int columns;
	int sum = 0;
	size_t taken;

	while ((taken = text_cluster_in(text, len, &columns)) > 0) {
		if (__builtin_add_overflow(sum, columns, &sum))
			return INT32_MAX;
		text += taken;
		len -= taken;
	}
	return sum;
}

/* text_fit that also says how many columns that beginning takes. */
static size_t text_fit_columns(const char *text, int columns, int *ret_used)
{
	size_t at = 0;
	size_t taken;
	int more;

	*ret_used = 0;
	while ((taken = text_cluster(text + at, &more)) > 0) {
		if (more > columns - *ret_used)
			break;
		*ret_used += more;
		at += taken;
	}
	return at;
}

size_t text_fit(const char *text, int columns)
{
	int used;

	return text_fit_columns(text, columns, &used);
}

int text_ellipsis(const char *text, int columns, const char *ellipsis,
		  struct str *out)
{
	int used;
	int last;
	size_t fit;

	if (columns <= 0)
		return 0;
	fit = text_fit_columns(text, columns, &used);
	if (text[fit] == '\0') {
		str_add_n(out, text, fit);
		return used;
	}
	last = text_columns(ellipsis, strlen(ellipsis));
	fit = text_fit_columns(text, columns - last, &used);
	str_add_n(out, text, fit);
	if (last > columns)
		return used;
	str_add(out, ellipsis);
	return used + last;
}

/* The lines found so far and the one that is being filled. */
struct wrap {
	struct text_line *lines;
	size_t count;
	size_t room;
	size_t start; /* where the open line begins */
	int used;     /* its columns so far, trailing blanks too */
	size_t stop;  /* the last place where it may break; start = none */
	int used_at_stop;
};

/* Closes the open line at `end` and opens the next one there. */
static void wrap_close(struct wrap *wrap, const char *text, size_t end)
{
	size_t last = end;

	while (last > wrap->start && text[last - 1] == ' ')
		last--;
	if (last > wrap->start) {
		wrap->lines = mem_grow(wrap->lines, &wrap->room,
				       wrap->count + 1, sizeof(*wrap->lines));
		wrap->lines[wrap->count].start = wrap->start;
		wrap->lines[wrap->count].len = last - wrap->start;
		wrap->count++;
	}
	wrap->start = end;
	wrap->stop = end;
}

/* Breaks before `at`, since what stands there does not fit: at the last place
 * where Unicode allows it, and there alone when the line has no such place. */
static void wrap_break(struct wrap *wrap, const char *text, size_t at)
{
	if (wrap->stop > wrap->start) {
		wrap_close(wrap, text, wrap->stop);
		wrap->used -= wrap->used_at_stop;
	} else {
		wrap_close(wrap, text, at);
		wrap->used = 0;
	}
}

static bool wrap_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* True when a word begins at `at` before which Unicode allows to break whatever
 * else stands around: a letter after one blank after a letter, a comma or a
 * full stop. What comes before it and after it can be looked at on its own. */
static bool wrap_word_begins(const char *text, size_t at)
{
	char before = at >= 2 ? text[at - 2] : '\0';

	return wrap_letter(text[at]) && at >= 2 && text[at - 1] == ' ' &&
	       (wrap_letter(before) || before == ',' || before == '.');
}

/* The end of what begins at `from` with such a word (or the text); *ret_plain
 * says whether it is letters, at most one comma or full stop, and a blank,
 * which cannot be broken. */
static size_t wrap_word_end(const char *text, size_t len, size_t from,
			    bool *ret_plain)
{
	size_t at = from;

	while (wrap_letter(text[at]))
		at++;
	*ret_plain = at > from;
	at += *ret_plain && (text[at] == ',' || text[at] == '.');
	at += *ret_plain && text[at] == ' ';
	*ret_plain = at == len || wrap_word_begins(text, at);
	while (at < len && !wrap_word_begins(text, at))
		at++;
	return at;
}

/* Finds where lines may be broken. Plain words, which most are, need not be
 * looked up. */
static void wrap_find_breaks(const char *text, size_t len, char *breaks)
{
	size_t from = 0;

	while (from < len) {
		bool plain;
		size_t end = wrap_word_end(text, len, from, &plain);

		if (plain)
			memset(breaks + from, UC_BREAK_PROHIBITED, end - from);
		else
			u8_possible_linebreaks((const uint8_t *)text + from,
					       end - from, "UTF-8",
					       breaks + from);
		if (from > 0)
			breaks[from] = UC_BREAK_POSSIBLE;
		from = end;
	}
}

/* text_cluster for text that is ASCII most of the time. */
static size_t wrap_cluster(const char *text, int *ret_columns)
{
	*ret_columns = 1;
	if (text_byte_plain(text[0]) &&
	    (text_byte_plain(text[1]) || text[1] == '\0'))
		return 1;
	return text_cluster(text, ret_columns);
}

size_t text_wrap(const char *text, int columns, struct text_line **ret_lines)
{
	struct wrap wrap = { 0 };
	size_t len = strlen(text);
	char *breaks = mem_alloc(len);
	size_t at;
	size_t taken;
	int more;

	wrap_find_breaks(text, len, breaks);
	for (at = 0; at < len; at += taken) {
		taken = wrap_cluster(text + at, &more);
		if (breaks[at] == UC_BREAK_POSSIBLE) {
			wrap.stop = at;
			wrap.used_at_stop = wrap.used;
		}
		/* Blanks may hang over the edge: they are left out. The part
		 * after an allowed break may still be too wide. */
		while (!(taken == 1 && text[at] == ' ') &&
		       wrap.used + more > columns && wrap.start < at)
			wrap_break(&wrap, text, at);
		wrap.used += more;
	}
	wrap_close(&wrap, text, len);
	free(breaks);
	*ret_lines = wrap.lines;
	return wrap.count;
}

/* Folds text that is ASCII throughout; false when it is not. */
static bool text_fold_ascii(char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
	}
	return true;
}

char *text_fold(const char *text)
{
	char *copy = mem_strdup(text);
	size_t len = strlen(text);
	uint8_t *folded;
	char *result;

	if (text_fold_ascii(copy))
		return copy;
	if (!utf8_valid(copy, len)) {
		free(copy);
		copy = text_clean_dup(text);
		len = strlen(copy);
	}
	folded = u8_casefold((const uint8_t *)copy, len, NULL, UNINORM_NFC,
			     NULL, &len);
	free(copy);
	if (!folded)
		mem_die();
	result = mem_strndup((const char *)folded, len);
	free(folded);
	return result;
}

enum text_kind text_kind(uint32_t code)
{
	int form = -1;
	bool letter = uc_is_general_category(code, UC_LETTER);
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

	if (uc_is_general_category(code, UC_MARK))
		return TEXT_MARK;
	if (!letter && !uc_is_general_category(code, UC_NUMBER))
		return TEXT_OTHER;
	if (uc_decomposition(code, &form, parts) > 0) {
		if (form == UC_DECOMP_SUPER)
			return TEXT_SUPER;
		if (form == UC_DECOMP_SUB)
			return TEXT_SUB;
	}
	return letter ? TEXT_LETTER : TEXT_NUMBER;
}

uint32_t text_lower(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
	return uc_tolower(code);
}

uint32_t text_upper(uint32_t code)
{
	if (code < 0x80)
		return code >= 'a' && code <= 'z' ? code - ('a' - 'A') : code;
	return uc_toupper(code);
}

size_t text_fold_code(uint32_t code, uint32_t out[TEXT_FOLD_MAX])
{
	uint32_t parts[TEXT_FOLD_MAX];
	size_t count = TEXT_FOLD_MAX;
	size_t len = TEXT_FOLD_MAX;
	size_t kept = 0;

	/* Decomposed first, since what is decomposed may be a capital. None
	 * becomes longer than 18 code points. */
	if (u32_normalize(UNINORM_NFKD, &code, 1, parts, &count) != parts ||
	    u32_casefold(parts, count, NULL, UNINORM_NFKD, out, &len) != out)
		mem_die();
	for (size_t i = 0; i < len; i++)
		if (!uc_is_general_category(out[i], UC_MARK))
			out[kept++] = out[i];
	return kept;
}

uint32_t text_compose(uint32_t base, uint32_t mark)
{
	return uc_composition(base, mark);
}

uint32_t text_base(uint32_t code)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;
	int count = uc_decomposition(code, &tag, parts);

	while (count > 0 && (tag == UC_DECOMP_CANONICAL || count == 1)) {
		code = parts[0];
		count = uc_decomposition(code, &tag, parts);
	}
	return code;
}
