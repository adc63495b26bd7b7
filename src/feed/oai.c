#include "feed/oai.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "feed/dublin.h"
#include "feed/entry.h"

/* The verbs differ in one element only. arXivRaw tells every version with its
 * instant. arXiv tells two days: `created` is that of the first version on the
 * old server and that of the current one on the new server, so that only the
 * later of the two is sure, and the first version's day only in answers that
 * are older than the new server. */

enum {
	ERROR = XML_ROOT + 1,
	ANSWERED,
	VERB,
	TOKEN,
	RECORD,
	HEADER,
	HEADER_ID,
	HEADER_STAMP,
	METADATA,
	RAW,
	PLAIN,
	OLD,
	DUBLIN,
	FIELD_ID,
	FIELD_TITLE,
	FIELD_ABSTRACT,
	FIELD_CATEGORIES,
	FIELD_COMMENTS,
	FIELD_JOURNAL,
	FIELD_DOI,
	FIELD_LICENSE,
	FIELD_AUTHORS, /* all in one text */
	RAW_VERSION,
	RAW_DATE,
	RAW_SOURCE,
	PLAIN_AUTHORS,
	PLAIN_AUTHOR,
	PLAIN_KEYNAME,
	PLAIN_FORENAMES,
	PLAIN_SUFFIX,
	PLAIN_AFFILIATION,
	PLAIN_CREATED,
	PLAIN_UPDATED,
	DUBLIN_FIRST /* the fields of enum dublin_field from here on */
};

/* 2025-03-01, the month in which arXiv's new server took over. */
#define NEW_SERVER INT64_C(1740787200)

#define TOKEN_MAX  8192
#define TEXT       PAPER_MAX_FIELD
#define PEOPLE     PAPER_MAX_AUTHORS_BYTES
/* Archives lose the namespaces of what they keep; elements then stand in that
 * of the envelope or in none. */
#define OAI     (XML_SPACE_OAI | XML_SPACE_NONE)
#define SRAW    (XML_SPACE_OAI_RAW | OAI)
#define SPLAIN  (XML_SPACE_OAI_ARXIV | OAI)
#define SOLD    (XML_SPACE_OAI_OLD | OAI)
#define SDUBLIN (XML_SPACE_OAI_DC | OAI)
#define SDC     XML_SPACE_DC

/* The fields that arXiv's own formats have. */
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

/* What stands in a header and in the metadata. */
#define INSIDE                                                                \
	{ HEADER, OAI, "identifier", HEADER_ID, TEXT },                       \
		{ HEADER, OAI, "datestamp", HEADER_STAMP, TEXT },             \
		{ METADATA, SRAW, "arXivRaw", RAW, 0 },                       \
		{ METADATA, SPLAIN, "arXiv", PLAIN, 0 },                      \
		{ METADATA, SOLD, "arXivOld", OLD, 0 },                       \
		{ METADATA, SDUBLIN, "dc", DUBLIN, 0 }, COMMON(RAW, SRAW),    \
		{ RAW, SRAW, "authors", FIELD_AUTHORS, PEOPLE },              \
		{ RAW, SRAW, "version", RAW_VERSION, 0 },                     \
		{ RAW_VERSION, SRAW, "date", RAW_DATE, TEXT },                \
		{ RAW_VERSION, SRAW, "source_type", RAW_SOURCE, TEXT },       \
		COMMON(OLD, SOLD),                                            \
		{ OLD, SOLD, "authors", FIELD_AUTHORS, PEOPLE },              \
		COMMON(PLAIN, SPLAIN),                                        \
		{ PLAIN, SPLAIN, "authors", PLAIN_AUTHORS, 0 },               \
		{ PLAIN_AUTHORS, SPLAIN, "author", PLAIN_AUTHOR, 0 },         \
		{ PLAIN_AUTHOR, SPLAIN, "keyname", PLAIN_KEYNAME, TEXT },     \
		{ PLAIN_AUTHOR, SPLAIN, "forenames", PLAIN_FORENAMES, TEXT }, \
		{ PLAIN_AUTHOR, SPLAIN, "suffix", PLAIN_SUFFIX, TEXT },       \
		{ PLAIN_AUTHOR, SPLAIN, "affiliation", PLAIN_AFFILIATION,     \
		  TEXT },                                                     \
		{ PLAIN, SPLAIN, "created", PLAIN_CREATED, TEXT },            \
		{ PLAIN, SPLAIN, "updated", PLAIN_UPDATED, TEXT },            \
		{ DUBLIN, SDC, "title", DUBLIN_FIRST + DUBLIN_TITLE, TEXT },  \
		{ DUBLIN, SDC, "creator", DUBLIN_FIRST + DUBLIN_CREATOR,      \
		  TEXT },                                                     \
		{ DUBLIN, SDC, "subject", DUBLIN_FIRST + DUBLIN_SUBJECT,      \
		  TEXT },                                                     \
		{ DUBLIN, SDC, "description",                                 \
		  DUBLIN_FIRST + DUBLIN_DESCRIPTION, TEXT },                  \
		{ DUBLIN, SDC, "date", DUBLIN_FIRST + DUBLIN_DATE, TEXT },    \
	{                                                                     \
		DUBLIN, SDC, "identifier", DUBLIN_FIRST + DUBLIN_IDENTIFIER,  \
			TEXT                                                  \
	}

/* A bare record is the root, which stands for RECORD then; nothing else of the
 * envelope is found in it. */
static const struct xml_rule RULES[] = {
	{XML_ROOT,  OAI, "error",           ERROR,    TEXT     },
	{ XML_ROOT, OAI, "responseDate",    ANSWERED, TEXT     },
	{ XML_ROOT, OAI, "ListRecords",     VERB,     0        },
	{ XML_ROOT, OAI, "GetRecord",       VERB,     0        },
	{ XML_ROOT, OAI, "ListIdentifiers", VERB,     0        },
	{ VERB,     OAI, "resumptionToken", TOKEN,    TOKEN_MAX},
	{ VERB,     OAI, "record",          RECORD,   0        },
	{ RECORD,   OAI, "header",          HEADER,   0        },
	{ RECORD,   OAI, "metadata",        METADATA, 0        },
	INSIDE,
	{ 0,        OAI, NULL,              0,        0        },
};

static const struct xml_rule BARE_RULES[] = {
	{XML_ROOT,  OAI, "header",   HEADER,   0},
	{ XML_ROOT, OAI, "metadata", METADATA, 0},
	INSIDE,
	{ 0,        OAI, NULL,       0,        0},
};

struct oai {
	struct page *page;
	struct entry entry;
	struct dublin dublin;
	char *code;          /* of an error */
	bool described;      /* the record has metadata */
	bool known;          /* in a format that is read */
	bool headed;         /* it has a header's identifier */
	struct ident header; /* as the record's header says */
	day_t changed;       /* its datestamp */
	int64_t created;     /* of the record; TIME_NONE unknown */
	int64_t updated;
	struct paper_version version; /* the one that is open; number 0 none */
	char *keyname;                /* of the author that is open */
	char *forenames;
	char *suffix;
	struct str places;
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

static void begin_record(struct oai *oai, uint64_t line)
{
	entry_begin(&oai->entry, line);
	oai->dublin = DUBLIN_NONE;
	oai->described = false;
	oai->known = false;
	oai->headed = false;
	oai->header = (struct ident){ 0 };
	oai->changed = DAY_NONE;
	oai->created = TIME_NONE;
	oai->updated = TIME_NONE;
}

static void *bare_open(struct page *page)
{
	struct oai *oai = oai_open(page);

	begin_record(oai, 1);
	return oai;
}

static void begin_version(struct oai *oai,
			  const struct xml_attributes *attributes)
{
	char *value = xml_attribute(attributes, "version");

	oai->version =
		(struct paper_version){ .number = entry_parse_version(value),
					.time = TIME_NONE };
	free(value);
}

static void oai_start(void *reader, int element,
		      const struct xml_attributes *attributes, uint64_t line)
{
	struct oai *oai = reader;

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
	case OLD:
	case DUBLIN:
		oai->known = true;
		break;
	case RAW_VERSION:
		begin_version(oai, attributes);
		break;
	case PLAIN_AUTHOR:
		drop_author(oai);
		break;
	default:
		break;
	}
}

/* What the codes of OAI-PMH mean here; the server's own words follow. */
static const struct {
	const char *code;
	const char *meaning;
} ERRORS[] = {
	{"badArgument",              "arXiv does not accept the request"       },
	{ "badResumptionToken",      "the place in the list is no longer valid"},
	{ "badVerb",                 "arXiv does not know this kind of request"},
	{ "cannotDisseminateFormat", "arXiv does not have this format"         },
	{ "idDoesNotExist",          "arXiv has no such paper"                 },
	{ "noMetadataFormats",       "arXiv has no format for this paper"      },
	{ "noRecordsMatch",          "there is nothing for this request"       },
	{ "noSetHierarchy",          "arXiv has no sets"                       },
};

static const char *meaning_of(const char *code)
{
	for (size_t i = 0; i < sizeof(ERRORS) / sizeof(ERRORS[0]); i++) {
		if (strcmp(ERRORS[i].code, code) == 0)
			return ERRORS[i].meaning;
	}
	return "the request failed";
}

/* "CODE: meaning (the server's words)". arXiv repeats OAI-PMH's definition of
 * the code and puts what matters behind "Reason: ". */
static void refuse(struct oai *oai, const char *text)
{
	static const char REASON[] = "Reason: ";
	const char *reason = strstr(text, REASON);
	const char *code = oai->code && oai->code[0] ? oai->code : "error";

	if (reason)
		text = reason + sizeof(REASON) - 1;
	verdict_fail(&oai->page->verdict, "error_answer",
		     text[0] ? "%.80s: %s (%s)" : "%.80s: %s", code,
		     meaning_of(code), text);
}

/* A token goes back to the server as it came, so that one which was cut or
 * repaired is useless. An empty one says that this was the last page. */
static void take_token(struct page *page, const char *text, bool cut)
{
	char replaced[4 + 1] = "";

	(void)utf8_encode(UTF8_REPLACEMENT, replaced);
	if (cut)
		verdict_fail(&page->verdict, "too_big",
			     "the token of the next page is too long");
	else if (!text_is_clean(text, strlen(text)) || strstr(text, replaced))
		verdict_fail(&page->verdict, "syntax",
			     "the token of the next page is damaged");
	else if (text[0] && !page->token)
		page->token = mem_strdup(text);
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

/* A day, or the day of an instant: old servers had both. */
static day_t parse_stamp(const char *text)
{
	day_t day = date_parse_iso(text);
	int64_t time;

	if (day == DAY_NONE && date_parse_rfc3339(text, &time, NULL))
		day = date_of_time(time, NULL);
	return day;
}

/* Midnight UTC of a date. */
static void take_date(int64_t *field, const char *text)
{
	day_t day = date_parse_iso(text);

	if (day != DAY_NONE)
		*field = (int64_t)day * 86400;
}

static void end_envelope(struct oai *oai, int element, const char *text,
			 bool cut)
{
	switch (element) {
	case ERROR:
		refuse(oai, text);
		break;
	case ANSWERED:
		(void)date_parse_rfc3339(text, &oai->page->answered, NULL);
		break;
	case TOKEN:
		take_token(oai->page, text, cut);
		break;
	case HEADER_ID:
		oai->headed = true;
		(void)entry_parse_oai(text, &oai->header);
		break;
	case HEADER_STAMP:
		oai->changed = parse_stamp(text);
		break;
	default:
		break;
	}
}

static void end_text(struct entry *entry, int element, const char *text,
		     bool cut)
{
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
	case FIELD_AUTHORS:
		entry_authors_raw(entry, text, cut);
		break;
	default:
		break;
	}
}

static void end_date(struct oai *oai, int element, const char *text)
{
	switch (element) {
	case RAW_DATE:
		if (!date_parse_rfc822(text, &oai->version.time, NULL))
			oai->version.time = TIME_NONE;
		break;
	case RAW_SOURCE:
		oai->version.withdrawn = strchr(text, 'I') != NULL;
		break;
	case RAW_VERSION:
		entry_version(&oai->entry, oai->version);
		break;
	case PLAIN_CREATED:
		take_date(&oai->created, text);
		break;
	case PLAIN_UPDATED:
		take_date(&oai->updated, text);
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
	else if (element == PLAIN_AUTHOR)
		end_author(oai);
}

/* What the two days of the format arXiv say. */
static void adopt_days(struct oai *oai)
{
	struct paper *paper = &oai->entry.paper;
	int64_t answered = oai->page->answered;

	if (oai->created == TIME_NONE && oai->updated == TIME_NONE)
		return;
	/* TIME_NONE is before every instant. */
	paper->updated =
		oai->updated > oai->created ? oai->updated : oai->created;
	if (answered != TIME_NONE && answered < NEW_SERVER)
		paper->submitted = oai->created;
}

static void end_record(struct oai *oai)
{
	struct entry *entry = &oai->entry;

	if (!oai->described) {
		page_count(oai->page);
	} else if (!oai->known) {
		page_count(oai->page);
		page_skip(oai->page, "bad_format", entry->line,
			  "a record in a format that is not read");
	} else {
		if (!entry->id && oai->header.key != 0)
			entry->paper.id.key = oai->header.key;
		entry->changed = oai->changed;
		adopt_days(oai);
		entry_file(entry, oai->page);
	}
}

static void oai_end(void *reader, int element, const char *text, bool cut)
{
	struct oai *oai = reader;

	if (element == RECORD)
		end_record(oai);
	else if (element < FIELD_ID)
		end_envelope(oai, element, text, cut);
	else if (element < RAW_VERSION)
		end_text(&oai->entry, element, text, cut);
	else if (element >= DUBLIN_FIRST)
		dublin_take(&oai->dublin, &oai->entry,
			    (enum dublin_field)(element - DUBLIN_FIRST), text,
			    cut);
	else if (element >= PLAIN_AUTHORS && element <= PLAIN_AFFILIATION)
		end_author_field(oai, element, text);
	else
		end_date(oai, element, text);
}

static void oai_finish(void *reader)
{
	(void)reader;
}

/* Many things are called a record; one of OAI-PMH has a header. */
static void bare_finish(void *reader)
{
	struct oai *oai = reader;

	if (oai->headed)
		end_record(oai);
	else
		verdict_fail(&oai->page->verdict, "not_a_feed",
			     "XML of another kind: a <record> without the "
			     "header of OAI-PMH");
}

const struct xml_format oai_format = { .spaces = XML_SPACE_OAI,
				       .root = "OAI-PMH",
				       .rules = RULES,
				       .open = oai_open,
				       .close = oai_close,
				       .start = oai_start,
				       .end = oai_end,
				       .finish = oai_finish };

const struct xml_format oai_record_format = { .spaces = OAI,
					      .root = "record",
					      .rules = BARE_RULES,
					      .open = bare_open,
					      .close = oai_close,
					      .start = oai_start,
					      .end = oai_end,
					      .finish = bare_finish };
