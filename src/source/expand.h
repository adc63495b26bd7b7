#ifndef SOURCE_EXPAND_H
#define SOURCE_EXPAND_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/announce.h"
#include "arxiv/category.h"
#include "arxiv/paper.h"

/* A feed answers a request, which may be a category, a whole archive or several
 * of them ("hep-th+math.AG"), and its types are relative to that request. The
 * library keeps announcements by category, so that a category that is followed
 * later finds them: this turns the one into the other. Pure. */

/* A paper announced in one category. */
struct expand_place {
	char category[CATEGORY_MAX + 1]; /* canonical; "" unknown */
	enum announce_type type;
};

/* No paper is announced in more categories than it has. */
#define EXPAND_MAX PAPER_MAX_CATEGORIES

struct expansion {
	struct expand_place places[EXPAND_MAX];
	size_t count; /* at least 1, each category once */
};

/* Where an entry of a feed is announced. `query` is what was requested, parts
 * joined by '+'; NULL when the feed does not say.
 * - one category: there, with the type as given;
 * - an archive or several parts: in each of the paper's categories that a part
 *   covers, with the type relative to it; when none does, under the first part
 *   with the type as given;
 * - unknown: under the primary category with the type as given. */
void expand_entry(const char *query, const struct paper *paper,
		  enum announce_type type, struct expansion *ret);

/* Walks the parts of a request: copies the next one, properly spelt, to out
 * and moves *query on; parts without the form of a category are left out.
 * False at the end. NULL has none. */
bool expand_next(const char **query, char out[CATEGORY_MAX + 1]);

/* True for an archive that has classes ("cs", "astro-ph"), so that a request
 * for it is one for all of them; "hep-th" is none. */
bool expand_is_group(const char *name);

#endif
