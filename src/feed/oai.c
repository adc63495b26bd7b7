#include "feed/oai.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "feed/entry.h"

/* The verbs ListRecords and GetRecord differ in one element only. arXivRaw
 * tells every version with its instant; arXiv only dates, of which the later
 * one is that of the current version on the old and the new server. */

enum {
	ERROR = XML_ROOT + 1,
	VERB,
	RECORD,
	HEADER,
	HEADER_ID,
	METADATA,
	RAW,
	PLAIN,
	FIELD_ID,
	FIELD_TITLE,
	FIELD_ABSTRACT,
	FIELD_CATEGORIES,
	FIELD_COMMENTS,
	FIELD_JOURNAL,
	FIELD_DOI,
	FIELD_LICENSE,
	RAW_AUTHORS,
	RAW_VERSION,
	RAW_DATE,
	PLAIN_AUTHORS,
	PLAIN_AUTHOR,
	PLAIN_KEYNAME,
	PLAIN_FORENAMES,
	PLAIN_SUFFIX,
	PLAIN_AFFILIATION,
	PLAIN_CREATED,
	PLAIN_UPDATED
};

#define TEXT   PAPER_MAX_FIELD
#define PEOPLE PAPER_MAX_AUTHORS_BYTES
#define OAI    XML_SPACE_OAI
#define SRAW   XML_SPACE_OAI_RAW
#define SPLAIN XML_SPACE_OAI_ARXIV

/* The fields that both formats have. */
#define COMMON(parent, space)                                            \
	{ parent, space, "id", FIELD_ID, TEXT },                         \
		{ parent, space, "title", FIELD_TITLE, TEXT },           \
		{ parent, space, "abstract", FIELD_ABSTRACT, TEXT },     \
		{ parent, space, "categories", FIELD_CATEGORIES, TEXT }, \
		{ parent, space, "comments", FIELD_COMMENTS, TEXT },     \
		{ parent, space, "journal-ref", FIELD_JOURNAL, TEXT },   \
		{ parent, space, "doi", FIELD_DOI, TEXT },               \
	{                                                                \
		parent, space, "license", FIELD_LICENSE, TEXT            \
	}

static const struct xml_rule RULES[] = {
	{XML_ROOT,       OAI,    "error",       ERROR,             TEXT  },
	{ XML_ROOT,      OAI,    "ListRecords", VERB,              0     },
	{ XML_ROOT,      OAI,    "GetRecord",   VERB,              0     },
	{ VERB,          OAI,    "record",      RECORD,            0     },
	{ RECORD,        OAI,    "header",      HEADER,            0     },
	{ HEADER,        OAI,    "identifier",  HEADER_ID,         TEXT  },
	{ RECORD,        OAI,    "metadata",    METADATA,          0     },
	{ METADATA,      SRAW,   "arXivRaw",    RAW,               0     },
	{ METADATA,      SPLAIN, "arXiv",       PLAIN,             0     },
	COMMON(RAW, SRAW),
	{ RAW,           SRAW,   "authors",     RAW_AUTHORS,       PEOPLE},
	{ RAW,           SRAW,   "version",     RAW_VERSION,       0     },
	{ RAW_VERSION,   SRAW,   "date",        RAW_DATE,          TEXT  },
	COMMON(PLAIN, SPLAIN),
	{ PLAIN,         SPLAIN, "authors",     PLAIN_AUTHORS,     0     },
	{ PLAIN_AUTHORS, SPLAIN, "author",      PLAIN_AUTHOR,      0     },
	{ PLAIN_AUTHOR,  SPLAIN, "keyname",     PLAIN_KEYNAME,     TEXT  },
	{ PLAIN_AUTHOR,  SPLAIN, "forenames",   PLAIN_FORENAMES,   TEXT  },
	{ PLAIN_AUTHOR,  SPLAIN, "suffix",      PLAIN_SUFFIX,      TEXT  },
	{ PLAIN_AUTHOR,  SPLAIN, "affiliation", PLAIN_AFFILIATION, TEXT  },
	{ PLAIN,         SPLAIN, "created",     PLAIN_CREATED,     TEXT  },
	{ PLAIN,         SPLAIN, "updated",     PLAIN_UPDATED,     TEXT  },
	{ 0,	     OAI,    NULL,          0,                 0     },
};

struct oai {
	struct page *page;
	struct entry entry;
	char *code;          /* of an error */
	bool described;      /* the record has metadata */
	bool known;          /* in a format that is read */
	struct ident header; /* as the record's header says */
	int version;         /* the one that is open */
	char *keyname;       /* of the author that is open */
	char *forenames;
	char *suffix;
	struct str places;
	int64_t created;
};

static void *oai_open(struct page *page)
{
	struct oai *oai = mem_zalloc(1, sizeof(*oai));

	page->document = DOCUMENT_OAI;
	oai->page = page;
	return oai;
}

/* Empties the open author. */
static void drop_author(struct oai *oai)
{
	free(oai->keyname);
	free(oai->forenames);
	free(oai->suffix);
	oai->keyname = NULL;
	oai->forenames = NULL;
	oai->suffix = NULL;
	str_free(&oai->places);
	oai->places = STR_CAPPED(PAPER_MAX_FIELD);
}

static void oai_close(void *reader)
{
	struct oai *oai = reader;

	drop_author(oai);
	entry_clear(&oai->entry);
	free(oai->code);
	free(oai);
}

/* "v12" -> 12; 0 when it is none. */
static int parse_version(const char *text)
{
	int version = 0;

	if (!text || *text++ != 'v')
		return 0;
	for (; *text >= '0' && *text <= '9'; text++) {
		version = version * 10 + (*text - '0');
		if (version > IDENT_MAX_VERSION)
			return 0;
	}
	return *text == '\0' ? version : 0;
}

static void begin_record(struct oai *oai, uint64_t line)
{
	entry_begin(&oai->entry, line);
	oai->described = false;
	oai->known = false;
	oai->header = (struct ident){ 0 };
	oai->created = TIME_NONE;
}

static void oai_start(void *reader, int element,
		      const struct xml_attributes *attributes, uint64_t line)
{
	struct oai *oai = reader;
	char *value = NULL;

	switch (element) {
	case ERROR:
		free(oai->code);
		oai->code = xml_attribute(attributes, "code");
		break;
	case RECORD:
		begin_record(oai, line);
		break;
	case METADATA:
		oai->described = true;
		break;
	case RAW:
	case PLAIN:
		oai->known = true;
		break;
	case RAW_VERSION:
		value = xml_attribute(attributes, "version");
		oai->version = parse_version(value);
		break;
	case PLAIN_AUTHOR:
		drop_author(oai);
		break;
	default:
		break;
	}
	free(value);
}

/* The paper's identifier; the version is known from elsewhere. */
static void take_id(struct entry *entry, const char *text)
{
	struct ident id;

	if (!entry->id && ident_parse_bare(text, &id))
		entry->paper.id.key = id.key;
	if (!entry->id)
		entry->id = mem_strdup(text);
}

/* One version's instant: the first one's is the submission, the newest one's
 * that of the text. */
static void take_version(struct oai *oai, const char *text)
{
	struct paper *paper = &oai->entry.paper;
	int64_t time;

	if (oai->version == 0 || oai->version < paper->id.version)
		return;
	if (!date_parse_rfc822(text, &time, NULL))
		time = TIME_NONE;
	paper->id.version = oai->version;
	paper->updated = time;
	if (oai->version == 1)
		paper->submitted = time;
}

/* Midnight UTC of a date. */
static void take_date(int64_t *field, const char *text)
{
	day_t day = date_parse_iso(text);

	if (day != DAY_NONE)
		*field = (int64_t)day * 86400;
}

static void end_field(struct oai *oai, int element, const char *text, bool cut)
{
	struct entry *entry = &oai->entry;
	struct paper *paper = &entry->paper;

	switch (element) {
	case FIELD_ID:
		take_id(entry, text);
		break;
	case FIELD_TITLE:
		entry_text(entry, &paper->title, text, cut);
		break;
	case FIELD_ABSTRACT:
		entry_text(entry, &paper->abstract, text, cut);
		break;
	case FIELD_CATEGORIES:
		entry_categories(entry, text);
		break;
	case FIELD_COMMENTS:
		entry_text(entry, &paper->comments, text, cut);
		break;
	case FIELD_JOURNAL:
		entry_text(entry, &paper->journal_ref, text, cut);
		break;
	case FIELD_DOI:
		entry_text(entry, &paper->doi, text, cut);
		break;
	case FIELD_LICENSE:
		entry_text(entry, &paper->license, text, cut);
		break;
	case RAW_AUTHORS:
		entry_authors(entry, text, cut);
		break;
	case RAW_DATE:
		take_version(oai, text);
		break;
	case PLAIN_CREATED:
		take_date(&oai->created, text);
		break;
	case PLAIN_UPDATED:
		take_date(&paper->updated, text);
		break;
	default:
		break;
	}
}

static void add_part(struct str *name, const char *part, const char *between)
{
	if (!part || part[0] == '\0')
		return;
	if (name->len > 0)
		str_add(name, between);
	str_add(name, part);
}

/* "Forenames Keyname Suffix (Place, Place)" */
static void end_author(struct oai *oai)
{
	struct str name = STR_INIT;

	add_part(&name, oai->forenames, " ");
	add_part(&name, oai->keyname, " ");
	add_part(&name, oai->suffix, " ");
	if (oai->places.len > 0 && !oai->places.cut)
		str_addf(&name, " (%s)", str_text(&oai->places));
	entry_author(&oai->entry, str_text(&name));
	str_free(&name);
	drop_author(oai);
}

static void end_author_field(struct oai *oai, int element, const char *text)
{
	if (element == PLAIN_KEYNAME)
		entry_keep(&oai->keyname, text);
	else if (element == PLAIN_FORENAMES)
		entry_keep(&oai->forenames, text);
	else if (element == PLAIN_SUFFIX)
		entry_keep(&oai->suffix, text);
	else if (element == PLAIN_AFFILIATION)
		add_part(&oai->places, text, ", ");
	else
		end_author(oai);
}

static void end_record(struct oai *oai)
{
	struct entry *entry = &oai->entry;
	struct paper *paper = &entry->paper;

	if (paper->updated == TIME_NONE)
		paper->updated = oai->created;
	if (!oai->described) {
		page_count(oai->page);
	} else if (!oai->known) {
		page_count(oai->page);
		page_skip(oai->page, "bad_format", entry->line,
			  "a record in a format that is not read");
	} else {
		if (!entry->id)
			paper->id.key = oai->header.key;
		entry_file(entry, oai->page);
	}
}

static void oai_end(void *reader, int element, const char *text, bool cut)
{
	struct oai *oai = reader;

	if (element == ERROR)
		verdict_fail(&oai->page->verdict, "error_answer", "%.80s: %s",
			     oai->code ? oai->code : "error", text);
	else if (element == RECORD)
		end_record(oai);
	else if (element == HEADER_ID)
		(void)entry_parse_oai(text, &oai->header);
	else if (element == PLAIN_AUTHOR ||
		 (element >= PLAIN_KEYNAME && element <= PLAIN_AFFILIATION))
		end_author_field(oai, element, text);
	else
		end_field(oai, element, text, cut);
}

static void oai_finish(void *reader)
{
	(void)reader;
}

const struct xml_format oai_format = { .space = XML_SPACE_OAI,
				       .root = "OAI-PMH",
				       .rules = RULES,
				       .open = oai_open,
				       .close = oai_close,
				       .start = oai_start,
				       .end = oai_end,
				       .finish = oai_finish };
