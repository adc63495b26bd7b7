#ifndef FEED_ENTRY_H
#define FEED_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/announce.h"
#include "arxiv/paper.h"
#include "base/str.h"
#include "feed/page.h"

/* Builds one entry of a page field by field, as the formats meet them. Of a
 * field that comes twice the first that says something counts; they are never
 * glued together. Every text is cleaned here. */

struct entry {
	struct paper paper;    /* id 0 until entry_id() */
	struct str authors;    /* one a line */
	struct str categories; /* separated by a space */
	struct str primary;    /* goes before them */
	size_t author_count;
	size_t category_count;
	char *id; /* as it stands in the document, for messages; may be NULL */
	enum announce_type type; /* as its own element says; NONE = none does */
	struct ident prefix_id;  /* as the description says */
	enum announce_type prefix_type;
	day_t day;
	day_t changed; /* when the source's record changed; DAY_NONE unknown */
	size_t version_room; /* of paper.versions */
	uint64_t line;       /* where it begins */
	uint64_t repaired;
};

/* Starts a fresh one over whatever stood there. A zeroed struct is fine. */
void entry_begin(struct entry *entry, uint64_t line);
void entry_clear(struct entry *entry);

/* Sets one text of entry->paper (or another text that the caller owns). `cut`:
 * the reader cut it at its cap. */
void entry_text(struct entry *entry, char **field, const char *text, bool cut);

/* The same with a text of any length, which is cut to PAPER_MAX_FIELD here.
 * NULL is no text. */
void entry_long_text(struct entry *entry, char **field, const char *text);

/* Keeps a copy of the first text, raw. */
void entry_keep(char **field, const char *text);

/* Appends one name; or all names of a text that lists them (author_split), or
 * of one that the authors wrote (author_split_raw). */
void entry_author(struct entry *entry, const char *name);
void entry_authors(struct entry *entry, const char *names, bool cut);
void entry_authors_raw(struct entry *entry, const char *names, bool cut);

/* Appends one category unless it is there already; what has not the form of
 * one (ACM and MSC classes) is dropped. */
void entry_category(struct entry *entry, const char *name);
/* The same for a list separated by spaces. */
void entry_categories(struct entry *entry, const char *names);
/* Forgets the categories that came so far. */
void entry_drop_categories(struct entry *entry);

/* Appends the DOIs of one element; they come one an element or several in one
 * and are kept with a space between, as the other sources have them. */
void entry_doi(struct entry *entry, const char *text, bool cut);

/* Takes a version into the paper's history, which stays ascending; of a number
 * that comes twice the first counts, and numbers out of 1..IDENT_MAX_VERSION
 * do not. */
void entry_version(struct entry *entry, struct paper_version version);

/* The primary category, wherever it stands in the document. */
void entry_primary(struct entry *entry, const char *name);

/* "arXiv:ID Announce Type: TYPE Abstract: TEXT" as feeds write it: sets the
 * abstract; type and version count where nothing else says them. A text of
 * another form is all abstract. */
void entry_description(struct entry *entry, const char *text, bool cut);

/* Identifiers in the fixed forms of arXiv's own documents, nothing else:
 * "oai:arXiv.org:ID", "http(s)://arxiv.org/abs/ID", "ID". False when the text
 * is none. */
bool entry_parse_oai(const char *text, struct ident *ret);
bool entry_parse_link(const char *text, struct ident *ret);

/* "v12" -> 12; 0 when the text (NULL is fine) is no version. */
int entry_parse_version(const char *text);

/* Files the entry in the page and empties it: as a paper when paper.id was
 * set, else as skipped for its bad id. A history says which version this is
 * and when it and the first one came. */
void entry_file(struct entry *entry, struct page *page);

#endif
