#ifndef ARXIV_CELL_H
#define ARXIV_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The cells of the Markdown report: the escape rule of REPORT section 3 and
 * its exact inverse, side by side since they must agree to the byte.
 *
 * The rule is followed to the letter wherever GitHub shows the text with it.
 * Where it would not, the least is added that makes it right:
 *   - "www." that GitHub would make a link of, with a backslash in it, is
 *     written "www\."; ftp:// and HTTP:// links with one are written <URL>;
 *   - an https? URL is also written <URL> when a '_' in it would mean emphasis
 *     since GitHub does not make a link of all of it;
 *   - an entity in <URL> has its '&' as "&amp;";
 *   - '<' is escaped before a mail address, '\' before a <URL>.
 * Neighbours of '_' are alphanumeric in ASCII; the optional punctuation behind
 * a URL is what GitHub takes off a link: .,;:!?'") */

/* Appends text (any white space becomes one space, trimmed) as the content of
 * a cell. */
void cell_escape(const char *text, struct str *out);

/* Appends what cell_escape was given to write cell[0..len): a backslash is
 * dropped only before a character that the rule would have escaped there, and
 * <URL> becomes URL only where the rule would have written it so. Anything
 * else stays as it is, so that foreign reports lose nothing. */
void cell_unescape(const char *cell, size_t len, struct str *out);

/* Splits one line "| a | b | c | d |" at its unescaped pipes into cells, as
 * GitHub does, each trimmed. Returns the number of cells found and fills at
 * most `max` of starts and lengths (offsets into line); 0 when the line does
 * not begin and end with a pipe. */
size_t cell_split(const char *line, size_t len, size_t max, size_t *starts,
		  size_t *lengths);

#endif
