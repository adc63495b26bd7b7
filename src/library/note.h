#ifndef LIBRARY_NOTE_H
#define LIBRARY_NOTE_H

#include <stddef.h>

#include "arxiv/ident.h"
#include "base/error.h"
#include "base/str.h"
#include "library/library.h"

/* Notes: the user's own text on a paper. It has lines, blanks and tabs as they
 * were written; everything else passes the gate of base/text.h. */

/* Bytes of a note. */
#define NOTE_MAX ((size_t)1024 * 1024)

/* Bytes of a text that are looked at for a note. */
#define NOTE_TEXT_MAX (2 * NOTE_MAX)

/* Appends text[0..len) cleaned. CR and CR LF become line feeds;
 * blank lines at the beginning, and white space at the end, are left out, so
 * that a text of white space is "". Returns the number of characters repaired
 * or removed (not counting white space). Cleaning twice changes nothing. */
size_t note_clean(const char *text, size_t len, struct str *out);

/* Appends text[0..len) cleaned as the note that it becomes; *ret_repaired (may
 * be NULL) is what note_clean() returns. STATUS_TOO_LARGE when that has more
 * than NOTE_MAX bytes, or the text more than NOTE_TEXT_MAX. */
enum status note_make(const char *text, size_t len, struct str *out,
		      size_t *ret_repaired, struct error *err) MUST_CHECK;

/* The note of a paper, clean and fresh; NULL when there is none. */
enum status note_get(struct library *library, paper_key key, char **ret,
		     struct error *err) MUST_CHECK;

#endif
