#ifndef ARXIV_TEX_PROSE_H
#define ARXIV_TEX_PROSE_H

#include <stdbool.h>
#include <stddef.h>

/* TeX's habits of typing outside maths: quotes, dashes, ties, and scripts
 * without dollars. Only source[0..end) is looked at. */

/* Quotes that were opened. */
struct tex_prose {
	bool two; /* `` */
	bool one; /* ` */
};

/* Reads what stands at `at`, one of ` ' " - ~. Returns its bytes and sets
 * *ret_becomes, NULL when they stay. */
size_t tex_prose_read(struct tex_prose *prose, const char *source, size_t at,
		      size_t end, const char **ret_becomes);

/* Bytes of the script behind the ^ or _ at `at` when it is one although no
 * dollar says so: a sign and digits, or behind ^ one letter. 0 for what may be
 * a name (a_file), a decimal (2^1.5) or the like. */
size_t tex_prose_script(const char *source, size_t at, size_t end);

/* The end of the address whose :// is at `at`; it may hold \_ \% and the
 * like. */
size_t tex_prose_url(const char *source, size_t at, size_t end);

#endif
