/* Transliteration, one column for one column. What Unicode itself takes apart
 * (accents, mathematical letters, superscripts) is not in the table. */

#include "tui/screen_plain.h"

#include <stddef.h>

#include "base/text.h"

static const struct {
	uint32_t code;
	char plain;
} table[] = {
	{0x00a1,  '!' },
        { 0x00a3, 'L' },
        { 0x00a7, 'S' },
        { 0x00ab, '"' },
	{ 0x00ac, '-' },
        { 0x00b0, 'o' },
        { 0x00b1, '+' },
        { 0x00b4, '\''},
	{ 0x00b7, '-' },
        { 0x00bb, '"' },
        { 0x00bf, '?' },
        { 0x00c6, 'A' },
	{ 0x00d0, 'D' },
        { 0x00d7, 'x' },
        { 0x00d8, 'O' },
        { 0x00de, 'T' },
	{ 0x00df, 's' },
        { 0x00e6, 'a' },
        { 0x00f0, 'd' },
        { 0x00f7, '/' },
	{ 0x00f8, 'o' },
        { 0x00fe, 't' },
        { 0x0110, 'D' },
        { 0x0111, 'd' },
	{ 0x0126, 'H' },
        { 0x0127, 'h' },
        { 0x0131, 'i' },
        { 0x0141, 'L' },
	{ 0x0142, 'l' },
        { 0x0152, 'O' },
        { 0x0153, 'o' },
        { 0x0237, 'j' },
	{ 0x02b9, '\''},
        { 0x02bc, '\''},
        { 0x2010, '-' },
        { 0x2011, '-' },
	{ 0x2012, '-' },
        { 0x2013, '-' },
        { 0x2014, '-' },
        { 0x2015, '-' },
	{ 0x2018, '\''},
        { 0x2019, '\''},
        { 0x201a, ',' },
        { 0x201c, '"' },
	{ 0x201d, '"' },
        { 0x201e, '"' },
        { 0x2020, '+' },
        { 0x2022, '*' },
	{ 0x2026, '>' },
        { 0x2032, '\''},
        { 0x2033, '"' },
        { 0x2039, '<' },
	{ 0x203a, '>' },
        { 0x2044, '/' },
        { 0x2113, 'l' },
        { 0x2190, '<' },
	{ 0x2191, '^' },
        { 0x2192, '>' },
        { 0x2193, 'v' },
        { 0x2202, 'd' },
	{ 0x2208, 'E' },
        { 0x2212, '-' },
        { 0x2215, '/' },
        { 0x2216, '\\'},
	{ 0x2217, '*' },
        { 0x2219, '.' },
        { 0x2223, '|' },
        { 0x2225, '|' },
	{ 0x223c, '~' },
        { 0x2248, '~' },
        { 0x2261, '=' },
        { 0x2264, '<' },
	{ 0x2265, '>' },
        { 0x22c5, '.' },
        { 0x2500, '-' },
        { 0x2501, '-' },
	{ 0x2502, '|' },
        { 0x2503, '|' },
        { 0x250c, '+' },
        { 0x2510, '+' },
	{ 0x2514, '+' },
        { 0x2518, '+' },
        { 0x251c, '+' },
        { 0x2524, '+' },
	{ 0x252c, '+' },
        { 0x2534, '+' },
        { 0x253c, '+' },
        { 0x2581, '_' },
	{ 0x2588, '#' },
        { 0x2591, '.' },
        { 0x2592, ':' },
        { 0x2593, '#' },
	{ 0x25a0, '#' },
        { 0x25aa, '*' },
        { 0x25b6, '>' },
        { 0x25cb, 'o' },
	{ 0x25cf, 'o' },
        { 0x2605, '*' },
        { 0x2606, '*' },
        { 0x2713, 'x' },
	{ 0x2717, 'x' },
        { 0x27e8, '<' },
        { 0x27e9, '>' },
};

/* Beta Code of alpha to omega; final sigma has a place of its own. */
static const char greek[] = "abgdezhqiklmncoprsstufxyw";

#define GREEK_LARGE 0x0391u
#define GREEK_SMALL 0x03b1u
#define GREEK_COUNT (sizeof(greek) - 1)

static char greek_char(uint32_t code)
{
	if (code - GREEK_SMALL < GREEK_COUNT)
		return greek[code - GREEK_SMALL];
	if (code - GREEK_LARGE < GREEK_COUNT)
		return (char)(greek[code - GREEK_LARGE] - 'a' + 'A');
	return '\0';
}

/* The table's character; NUL when it is not there. */
static char table_char(uint32_t code)
{
	size_t from = 0;
	size_t to = sizeof(table) / sizeof(table[0]);

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (table[middle].code == code)
			return table[middle].plain;
		if (table[middle].code < code)
			from = middle + 1;
		else
			to = middle;
	}
	return '\0';
}

char plain_char(uint32_t code)
{
	char found = table_char(code);

	if (found == '\0') {
		code = text_base(code);
		if (code >= ' ' && code <= '~')
			return (char)code;
		found = greek_char(code);
	}
	if (found == '\0')
		found = table_char(code);
	return found == '\0' ? '?' : found;
}
