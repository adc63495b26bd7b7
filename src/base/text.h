#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The gate that every foreign text passes, twice: when it is stored and again
 * when it goes out (RELIABILITY section 0, rule 4). What comes out is valid
 * UTF-8 without C0, DEL, C1, bidi controls, zero-width characters, soft
 * hyphens, tag characters, line separators or noncharacters, with at most
 * TEXT_MAX_MARKS combining marks on a base. Bytes that are not UTF-8 become
 * U+FFFD. text_clean(text_clean(x)) == text_clean(x). */

/* Combining marks allowed on one base character. */
#define TEXT_MAX_MARKS 8

/* Appends text[0..len) cleaned, every run of white space (line breaks, tabs,
 * no-break and other Unicode spaces, NEL, U+2028/9 included) as one space,
 * trimmed at both ends. Returns the number of characters repaired or removed
 * (not counting white space). */
size_t text_clean(const char *text, size_t len, struct str *out);

/* True when text_clean leaves text[0..len) just as it is, which holds of "". */
bool text_is_clean(const char *text, size_t len);

/* True when text is 1 to `most` bytes of visible ASCII: nothing to clean, and
 * safe as the whole value of a field of an HTTP header. */
bool text_is_visible(const char *text, size_t most);

/* text_clean into a fresh string that the caller frees. NULL gives NULL. */
char *text_clean_dup(const char *text);

/* True when a code point may be shown as it is (see above). */
bool text_code_ok(uint32_t code);

/* True for a letter or a number of any script; for a combining mark. */
bool text_code_is_word(uint32_t code);
bool text_code_is_mark(uint32_t code);

/* The next grapheme cluster of text (UTF-8 that passed the gate). Returns its
 * bytes (0 at the end) and sets *ret_columns to the terminal columns it
 * takes (0, 1 or 2), as the C library's wcwidth measures its base. */
size_t text_cluster(const char *text, int *ret_columns);

/* Terminal columns of text[0..len), the sum over its clusters. */
int text_columns(const char *text, size_t len);

/* Bytes of the longest beginning of text that fits into `columns` columns. */
size_t text_fit(const char *text, int columns);

/* Appends text cut to `columns` columns: when it is longer, it ends in
 * `ellipsis` ("…" or ">", one column). Returns the columns written. */
int text_ellipsis(const char *text, int columns, const char *ellipsis,
		  struct str *out);

/* One line of wrapped text: bytes [start, start + len) of the text, trailing
 * blanks left out. */
struct text_line {
	size_t start;
	size_t len;
};

/* Breaks text into lines of at most `columns` columns (>= 1) where Unicode
 * line breaking allows it, inside a word only when the word alone is wider.
 * Sets *ret_lines to an array that the caller frees and returns its length;
 * empty text gives 0 lines. Linear in the text. */
size_t text_wrap(const char *text, int columns, struct text_line **ret_lines);

/* Case folded for comparing (full Unicode case folding), fresh, caller frees.
 * Accents are kept. */
char *text_fold(const char *text);

/* What a code point is to whoever looks for words. Raised and lowered letters
 * and digits (Unicode's <super> and <sub>) are kinds of their own. */
enum text_kind {
	TEXT_OTHER,
	TEXT_LETTER,
	TEXT_NUMBER,
	TEXT_MARK,
	TEXT_SUPER,
	TEXT_SUB
};

/* The kind of a code point. */
enum text_kind text_kind(uint32_t code);

/* The small and the capital letter of a code point, itself when it has none. */
uint32_t text_lower(uint32_t code);
uint32_t text_upper(uint32_t code);

/* Most code points that text_fold_code() makes of one. */
#define TEXT_FOLD_MAX 32

/* One code point for comparing without regard to case, accents and forms: its
 * compatibility decomposition, case folded, without marks. Returns how many
 * code points were written to out, 0 for a mark. */
size_t text_fold_code(uint32_t code, uint32_t out[TEXT_FOLD_MAX]);

/* The one code point that a base and a combining mark make in NFC ('e' and
 * U+0301 make U+00E9), 0 when there is none. */
uint32_t text_compose(uint32_t base, uint32_t mark);

/* What is left of a character without its marks and forms: 'e' of U+00E9, 'x'
 * of a mathematical italic x; the character itself when it has none. */
uint32_t text_base(uint32_t code);

#endif
