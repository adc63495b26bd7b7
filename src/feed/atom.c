#include "feed/atom.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "feed/entry.h"
#include "feed/query.h"

/* The dialect may be clear only at the end, so entries keep what both say:
 * `published` is the listing's day in a feed and the first version's instant
 * in an answer. finish() takes away what does not apply. */

enum {
	FEED_TITLE = XML_ROOT + 1,
	FEED_ID,
	FEED_LINK,
	FEED_TEXT,
	FEED_UPDATED,
	FEED_TOTAL,
	FEED_START,
	FEED_SIZE,
	ENTRY,
	ENTRY_ID,
	ENTRY_TITLE,
	ENTRY_TEXT,
	ENTRY_PUBLISHED,
	ENTRY_UPDATED,
	ENTRY_CATEGORY,
	ENTRY_AUTHOR,
	ENTRY_NAME,
	ENTRY_PRIMARY,
	ENTRY_COMMENT,
	ENTRY_JOURNAL,
	ENTRY_DOI,
	ENTRY_TYPE,
	ENTRY_RIGHTS,
	ENTRY_CREATOR
};

/* What a count of results may be; more is nonsense. */
#define TOTAL_MAX 1000000000

#define FIELD     PAPER_MAX_FIELD
#define PEOPLE    PAPER_MAX_AUTHORS_BYTES
#define ATOM      XML_SPACE_ATOM
#define ARXIV     XML_SPACE_ARXIV
#define SEARCH    XML_SPACE_OPENSEARCH
#define DUBLIN    XML_SPACE_DC

static const struct xml_rule RULES[] = {
	{XML_ROOT,      ATOM,   "title",             FEED_TITLE,      FIELD },
	{ XML_ROOT,     ATOM,   "id",                FEED_ID,         FIELD },
	{ XML_ROOT,     ATOM,   "link",              FEED_LINK,       0     },
	{ XML_ROOT,     ATOM,   "subtitle",          FEED_TEXT,       FIELD },
	{ XML_ROOT,     ATOM,   "updated",           FEED_UPDATED,    FIELD },
	{ XML_ROOT,     SEARCH, "totalResults",      FEED_TOTAL,      FIELD },
	{ XML_ROOT,     SEARCH, "startIndex",        FEED_START,      FIELD },
	{ XML_ROOT,     SEARCH, "itemsPerPage",      FEED_SIZE,       FIELD },
	{ XML_ROOT,     ATOM,   "entry",             ENTRY,           0     },
	{ ENTRY,        ATOM,   "id",                ENTRY_ID,        FIELD },
	{ ENTRY,        ATOM,   "title",             ENTRY_TITLE,     FIELD },
	{ ENTRY,        ATOM,   "summary",           ENTRY_TEXT,      FIELD },
	{ ENTRY,        ATOM,   "published",         ENTRY_PUBLISHED, FIELD },
	{ ENTRY,        ATOM,   "updated",           ENTRY_UPDATED,   FIELD },
	{ ENTRY,        ATOM,   "category",          ENTRY_CATEGORY,  0     },
	{ ENTRY,        ATOM,   "author",            ENTRY_AUTHOR,    0     },
	{ ENTRY_AUTHOR, ATOM,   "name",              ENTRY_NAME,      FIELD },
	{ ENTRY,        ARXIV,  "primary_category",  ENTRY_PRIMARY,   0     },
	{ ENTRY,        ARXIV,  "comment",           ENTRY_COMMENT,   FIELD },
	{ ENTRY,        ARXIV,  "journal_ref",       ENTRY_JOURNAL,   FIELD },
	{ ENTRY,        ARXIV,  "journal_reference", ENTRY_JOURNAL,   FIELD },
	{ ENTRY,        ARXIV,  "doi",               ENTRY_DOI,       FIELD },
	{ ENTRY,        ARXIV,  "DOI",               ENTRY_DOI,       FIELD },
	{ ENTRY,        ARXIV,  "announce_type",     ENTRY_TYPE,      FIELD },
	{ ENTRY,        DUBLIN, "rights",            ENTRY_RIGHTS,    FIELD },
	{ ENTRY,        DUBLIN, "creator",           ENTRY_CREATOR,   PEOPLE},
	{ 0,            ATOM,   NULL,                0,               0     },
};

struct atom {
	struct page *page;
	struct entry entry;
	char *summary; /* of the entry, raw */
	bool summary_cut;
	bool announced; /* the entry's id is one of the announcement feed */
	char *title;    /* of the feed, raw */
	char *id;
	char *self;
	char *text;
	int64_t updated;        /* TIME_NONE unknown */
	int64_t total;          /* results of the whole query; -1 unknown */
	int64_t first;          /* index of the page's first */
	bool searched;          /* it has elements of OpenSearch */
	uint64_t announcements; /* entries with an id of the feed */
	uint64_t papers;        /* entries with an id of the API */
};

static void *atom_open(struct page *page)
{
	struct atom *atom = mem_zalloc(1, sizeof(*atom));

	page->document = DOCUMENT_ATOM;
	atom->page = page;
	atom->updated = TIME_NONE;
	atom->total = -1;
	return atom;
}

static void atom_close(void *reader)
{
	struct atom *atom = reader;

	entry_clear(&atom->entry);
	free(atom->summary);
	free(atom->title);
	free(atom->id);
	free(atom->self);
	free(atom->text);
	free(atom);
}

static void take_self(struct atom *atom,
		      const struct xml_attributes *attributes)
{
	char *rel = xml_attribute(attributes, "rel");

	if (!atom->self && rel && strcmp(rel, "self") == 0)
		atom->self = xml_attribute(attributes, "href");
	free(rel);
}

static void take_term(struct atom *atom, int element,
		      const struct xml_attributes *attributes)
{
	char *term = xml_attribute(attributes, "term");

	if (term && element == ENTRY_PRIMARY)
		entry_primary(&atom->entry, term);
	else if (term)
		entry_category(&atom->entry, term);
	free(term);
}

static void atom_start(void *reader, int element,
		       const struct xml_attributes *attributes, uint64_t line)
{
	struct atom *atom = reader;

	switch (element) {
	case FEED_LINK:
		take_self(atom, attributes);
		break;
	case FEED_TOTAL:
	case FEED_START:
	case FEED_SIZE:
		atom->searched = true;
		break;
	case ENTRY:
		entry_begin(&atom->entry, line);
		free(atom->summary);
		atom->summary = NULL;
		atom->announced = false;
		break;
	case ENTRY_CATEGORY:
	case ENTRY_PRIMARY:
		take_term(atom, element, attributes);
		break;
	default:
		break;
	}
}

/* A count as the server states it: it is only compared, never trusted. -1 when
 * it is no number; huge ones are INT64_MAX. */
static int64_t parse_count(const char *text)
{
	int64_t value = 0;

	if (*text == '\0')
		return -1;
	for (; *text >= '0' && *text <= '9'; text++) {
		int digit = *text - '0';

		if (value > (INT64_MAX - digit) / 10)
			value = INT64_MAX;
		else
			value = value * 10 + digit;
	}
	return *text == '\0' ? value : -1;
}

static void end_feed_field(struct atom *atom, int element, const char *text)
{
	switch (element) {
	case FEED_TITLE:
		entry_keep(&atom->title, text);
		break;
	case FEED_ID:
		entry_keep(&atom->id, text);
		break;
	case FEED_TEXT:
		entry_keep(&atom->text, text);
		break;
	case FEED_UPDATED:
		if (atom->updated == TIME_NONE)
			(void)date_parse_rfc3339(text, &atom->updated, NULL);
		break;
	case FEED_TOTAL:
		atom->total = parse_count(text);
		break;
	case FEED_START:
		atom->first = parse_count(text);
		break;
	default:
		break;
	}
}

/* "oai:..." in a feed, ".../abs/..." in an answer; nothing else counts, not
 * even a link beside it. */
static void take_id(struct atom *atom, const char *text)
{
	struct entry *entry = &atom->entry;

	if (entry->id)
		return;
	entry->id = mem_strdup(text);
	atom->announced = entry_parse_oai(text, &entry->paper.id);
	if (!atom->announced)
		(void)entry_parse_link(text, &entry->paper.id);
}

static void take_published(struct entry *entry, const char *text)
{
	int64_t time;
	day_t day;

	if (entry->paper.submitted != TIME_NONE ||
	    !date_parse_rfc3339(text, &time, &day))
		return;
	entry->paper.submitted = time;
	entry->day = day;
}

static void end_people(struct entry *entry, int element, const char *text,
		       bool cut)
{
	if (element == ENTRY_NAME)
		entry_author(entry, text);
	else
		entry_authors(entry, text, cut);
}

static void end_entry_field(struct atom *atom, int element, const char *text,
			    bool cut)
{
	struct entry *entry = &atom->entry;
	struct paper *paper = &entry->paper;

	switch (element) {
	case ENTRY_ID:
		take_id(atom, text);
		break;
	case ENTRY_TITLE:
		entry_text(entry, &paper->title, text, cut);
		break;
	case ENTRY_TEXT:
		atom->summary_cut = atom->summary ? atom->summary_cut : cut;
		entry_keep(&atom->summary, text);
		break;
	case ENTRY_PUBLISHED:
		take_published(entry, text);
		break;
	case ENTRY_UPDATED:
		if (paper->updated == TIME_NONE)
			(void)date_parse_rfc3339(text, &paper->updated, NULL);
		break;
	case ENTRY_COMMENT:
		entry_text(entry, &paper->comments, text, cut);
		break;
	case ENTRY_JOURNAL:
		entry_text(entry, &paper->journal_ref, text, cut);
		break;
	case ENTRY_DOI:
		entry_doi(entry, text, cut);
		break;
	case ENTRY_TYPE:
		if (entry->type == ANNOUNCE_NONE)
			entry->type = announce_parse(text);
		break;
	case ENTRY_RIGHTS:
		entry_text(entry, &paper->license, text, cut);
		break;
	case ENTRY_NAME:
	case ENTRY_CREATOR:
		end_people(entry, element, text, cut);
		break;
	default:
		break;
	}
}

/* True when text has "://HOST" of arXiv and the path given. */
static bool is_arxiv_path(const char *text, const char *path)
{
	const char *host = strstr(text, "://");
	const char *slash = host ? strchr(host + 3, '/') : NULL;
	static const char ARXIV_HOST[] = "arxiv.org";
	const size_t len = sizeof(ARXIV_HOST) - 1;

	return slash && (size_t)(slash - host) >= len + 3 &&
	       strncmp(slash - len, ARXIV_HOST, len) == 0 &&
	       strncmp(slash, path, strlen(path)) == 0;
}

/* The API says what went wrong in an entry: its id stands under api/errors, or
 * it is titled "Error" and its id is no paper's. (Papers may be titled
 * "Error".) */
static bool is_error(const struct atom *atom)
{
	const struct entry *entry = &atom->entry;
	const char *id = entry->id ? entry->id : "";

	if (is_arxiv_path(id, "/api/errors"))
		return true;
	return entry->paper.title && strcmp(entry->paper.title, "Error") == 0 &&
	       !is_arxiv_path(id, "/abs/") && strncmp(id, "oai:", 4) != 0;
}

static void end_entry(struct atom *atom)
{
	struct entry *entry = &atom->entry;
	const char *summary = atom->summary ? atom->summary : "";

	if (is_error(atom)) {
		verdict_fail(&atom->page->verdict, "error_answer", "%s",
			     summary[0] ? summary : "the API failed");
		return;
	}
	if (atom->announced)
		entry_description(entry, summary, atom->summary_cut);
	else
		entry_text(entry, &entry->paper.abstract, summary,
			   atom->summary_cut);
	if (atom->announced)
		atom->announcements++;
	else if (entry->paper.id.key != 0)
		atom->papers++;
	entry_file(entry, atom->page);
}

static void atom_end(void *reader, int element, const char *text, bool cut)
{
	struct atom *atom = reader;

	if (element == ENTRY)
		end_entry(atom);
	else if (element > ENTRY)
		end_entry_field(atom, element, text, cut);
	else
		end_feed_field(atom, element, text);
}

static bool is_answer(const struct atom *atom)
{
	if (atom->searched)
		return true;
	if (atom->announcements > 0)
		return false;
	return atom->papers > 0 ||
	       (atom->id && is_arxiv_path(atom->id, "/api/")) ||
	       (atom->self && is_arxiv_path(atom->self, "/api/"));
}

/* An answer: papers, no day. An empty page of a query that has results is a
 * known fault of the API. */
static void finish_answer(struct atom *atom)
{
	struct page *page = atom->page;

	page->document = DOCUMENT_API;
	if (atom->total <= TOTAL_MAX)
		page->total = atom->total;
	for (size_t i = 0; i < page->count; i++) {
		page->rows[i].type = ANNOUNCE_NONE;
		page->rows[i].day = DAY_NONE;
	}
	if (page->items == 0 && atom->total > 0 &&
	    (atom->first < 0 || atom->first < atom->total))
		verdict_fail(&page->verdict, "incomplete",
			     "an empty page, although the query has results");
}

/* A feed: its instants are those of the feed, not of the papers. */
static void finish_feed(struct atom *atom)
{
	struct page *page = atom->page;

	for (size_t i = 0; i < page->count; i++) {
		page->rows[i].paper.submitted = TIME_NONE;
		page->rows[i].paper.updated = TIME_NONE;
		if (page->day == DAY_NONE)
			page->day = page->rows[i].day;
	}
	if (page->day == DAY_NONE && atom->updated != TIME_NONE)
		page->day = calendar_eastern_day(atom->updated, NULL);
	page->query = query_of_link(atom->self ? atom->self : atom->id);
	if (!page->query)
		page->query = query_of_title(page->title);
}

static void atom_finish(void *reader)
{
	struct atom *atom = reader;
	struct page *page = atom->page;

	page_set_title(page, atom->title);
	if (page->title &&
	    strncmp(page->title, "Feed error for query", 20) == 0) {
		verdict_fail(&page->verdict, "error_answer", "%s",
			     atom->text && atom->text[0] ? atom->text
							 : page->title);
		return;
	}
	if (is_answer(atom))
		finish_answer(atom);
	else
		finish_feed(atom);
}

const struct xml_format atom_format = { .spaces = XML_SPACE_ATOM,
					.root = "feed",
					.rules = RULES,
					.open = atom_open,
					.close = atom_close,
					.start = atom_start,
					.end = atom_end,
					.finish = atom_finish };
