#ifndef ARXIV_PAPER_H
#define ARXIV_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/ident.h"
#include "arxiv/version.h"
#include "base/date.h"

/* Caps of the fields, in bytes (RELIABILITY section 0, rule 3). What is longer
 * is cut at a character and the paper counts as repaired. */
#define PAPER_MAX_FIELD         65536
#define PAPER_MAX_AUTHORS       10000
#define PAPER_MAX_AUTHORS_BYTES (1024 * 1024)
#define PAPER_MAX_CATEGORIES    64

/* One paper. Text is as the source had it: cleaned by text_clean (one line,
 * one space), XML unescaped once, TeX kept. A text that the source lacks is
 * NULL, never "". All texts are owned by the struct. */
struct paper {
	struct ident id; /* version 0 = the source does not say */
	char *title;
	char *abstract;
	char *authors;    /* one name a line ('\n' between, none at the end), in
			  source order, affiliations as they came */
	char *categories; /* primary first, one space between; NULL unknown */
	char *comments;
	char *journal_ref;
	char *doi;
	char *license;
	int64_t submitted; /* of version 1, Unix seconds; TIME_NONE unknown */
	int64_t updated;   /* of this version; TIME_NONE unknown */
	struct paper_version *versions; /* its history, owned, ascending; NULL
					   when the source tells none */
	size_t version_count;
};

#define PAPER_INIT \
	((struct paper){ .submitted = TIME_NONE, .updated = TIME_NONE })

/* Frees the texts and makes it PAPER_INIT. */
void paper_clear(struct paper *paper);

/* Deep copy into *ret (which held nothing). */
void paper_copy(const struct paper *paper, struct paper *ret);

/* Copies the primary category to out; false and "" when it has none. `out` has
 * CATEGORY_MAX + 1 bytes (arxiv/category.h). */
bool paper_primary(const char *categories, char *out);

/* True when this version takes the paper back: the source says so of it, or,
 * where the source tells no history, comments or abstract do in the usual
 * words (INTERFACES section 3: the history is the best sign, since a third of
 * the withdrawn papers never say it in words). */
bool paper_is_withdrawn(const struct paper *paper);

/* True for a text that may be stored as one field: not empty, at most `max`
 * bytes, and just as text_clean leaves it. */
bool paper_text_valid(const char *text, size_t max);

/* True when all of it may be stored: key, version, caps, every text clean,
 * categories of the right form. What crossed a pipe is checked with it. */
bool paper_valid(const struct paper *paper);

#endif
