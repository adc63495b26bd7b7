#ifndef ARXIV_CATEGORY_H
#define ARXIV_CATEGORY_H

#include <stdbool.h>
#include <stddef.h>

/* arXiv's taxonomy, from data/taxonomy.tsv (INTERFACES section 8). Names that
 * it does not know are no error: they are kept as they came when they have the
 * form of a category. */

/* Longest category name that is kept, in bytes without NUL. */
#define CATEGORY_MAX 31

struct category {
	const char *name;         /* "cs.IR", "hep-th", "cmp-lg" */
	const char *full_name;    /* "Information Retrieval" */
	const char *archive;      /* "cs" */
	const char *archive_name; /* "Computer Science" */
	const char *group_name;   /* "Computer Science", "Physics" */
	const char *canonical;    /* "cs.IT" for math.IT, "cs.CL" for cmp-lg */
	bool active;
};

/* The whole table in the order of the file; *ret_count entries, static. */
const struct category *category_table(size_t *ret_count);

/* The entry of a name, any case ("CS.ir"); NULL when unknown. */
const struct category *category_find(const char *name);

/* What a full name stands for, as oai_dc writes it: "Nuclear Experiment" or
 * "Mathematics - Logic". A name of active categories alone counts where an
 * inactive one shares it. *ret is the category, NULL when several active ones
 * have the name ("Machine Learning"). False when no category is named so. */
bool category_of_full_name(const char *text, const struct category **ret);

/* True for a name of an archive, active or not ("cs", "astro-ph"), exactly as
 * the taxonomy spells it; some are a category at once. */
bool category_is_archive(const char *name);

/* True when a text has the form of a category: archive, or archive.CLASS, in
 * ASCII letters and '-', at most CATEGORY_MAX bytes. ("I.2.6" has not.) */
bool category_form_ok(const char *name);

/* Writes the proper spelling of a category or archive given in any case; an
 * unknown one is copied as it is. `out` has CATEGORY_MAX + 1 bytes. False,
 * and out is "", when it has not the form of a category. */
bool category_normalise(const char *name, char out[CATEGORY_MAX + 1]);

/* The canonical name of an alias or subsumed archive ("math.IT" -> "cs.IT"),
 * else the name itself. Aliases are announced together, so announcements are
 * kept under the canonical name. */
const char *category_canonical(const char *name);

/* True when a followed name covers a category: they are the same or aliases,
 * or `followed` is the archive of the category. */
bool category_covers(const char *followed, const char *category);

/* Walks a space-separated list: copies the next name to out (CATEGORY_MAX + 1
 * bytes; longer ones are skipped) and moves *list on. False at the end. */
bool category_next(const char **list, char out[CATEGORY_MAX + 1]);

#endif
