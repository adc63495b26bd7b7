#ifndef LIBRARY_STORE_H
#define LIBRARY_STORE_H

#include <stdbool.h>

#include "arxiv/announce.h"
#include "arxiv/category.h"
#include "arxiv/paper.h"
#include "base/error.h"
#include "library/library.h"

/* Papers and announcements going in. Call inside a transaction. */

enum store_result {
	STORE_SAME,
	STORE_NEW,
	STORE_CHANGED
};

/* Stores a paper by these rules. A higher version than the held one replaces
 * the texts it has; the same, a lower or an unknown version only fills what is
 * missing, because sources spell the same text differently; a known version
 * replaces the texts of an unknown one. An absent text never removes a held
 * one. `submitted` keeps the earliest instant, of one day an exact one rather
 * than a date; `updated` belongs to its version and goes with it. Categories
 * count as a text, but the same version adds those that are missing, since a
 * cross-list makes no version. What a higher version
 * says otherwise of title, authors, abstract and comments is kept as the former
 * one's (former_keep), and what appears later with the day `seen` (event.h). */
enum status store_paper(struct library *library, const struct paper *paper,
			day_t seen, enum store_result *ret,
			struct error *err) MUST_CHECK;

/* The position of an announcement that stands in no source but was rebuilt
 * from the date of a version (library/rebuild.h). */
#define POSITION_REBUILT (-1)

struct announcement {
	day_t day;
	char category[CATEGORY_MAX + 1]; /* canonical; "" for a report, which
					    does not say */
	enum announce_type type;
	paper_key paper;
	int version;  /* 0 unknown */
	int position; /* in the source, from 0, which orders papers without a
			 type; or POSITION_REBUILT */
};

/* Stores an announcement; one row for each (day, category, paper). The paper
 * must be held when the transaction is committed. A known
 * type or version replaces an unknown one, a stronger type a weaker one; what
 * a report left open is filled in. What a source told replaces what was
 * rebuilt, never the other way round. */
enum status store_announcement(struct library *library,
			       const struct announcement *announcement,
			       enum store_result *ret,
			       struct error *err) MUST_CHECK;

/* The same for who knows the number of the category, whose name is not looked
 * at. */
enum status store_announcement_in(struct library *library, int64_t category,
				  const struct announcement *announcement,
				  enum store_result *ret,
				  struct error *err) MUST_CHECK;

/* The number of a category in the library, by its canonical name; given when
 * it is first met. */
enum status store_category(struct library *library, const char *name,
			   int64_t *ret, struct error *err) MUST_CHECK;

#endif
