/* Records. All fields stand in one table: which kinds of record have them,
 * whether they are a text or a number, and where the text is kept. Writer and
 * reader walk the same table, so they cannot disagree. The reader is written
 * for a sender that has gone mad: nothing is read that is not inside the
 * frame, and nothing passes that the writer would not have written. */
#include "arxiv/record.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"

#define LENGTH_SIZE  4
#define FIELD_HEAD   (1 + LENGTH_SIZE)
#define CLASS_MAX    63
#define QUERY_MAX    4096
#define TOKEN_MAX    8192
#define DECIMAL_SIZE 24

#define KIND(kind)   (1u << (unsigned)(kind))

enum shape {
	PAPER, /* a text of the paper, which paper_valid() looks at */
	TEXT,
	QUERY,
	CLASS,
	TOKEN,
	HISTORY, /* the versions of the paper */
	NUMBER
};

/* Tags are what stands in the pipe; they start at 1. */
enum tag {
	TAG_DOCUMENT = 1,
	TAG_KEY,
	TAG_VERSION,
	TAG_TITLE,
	TAG_ABSTRACT,
	TAG_AUTHORS,
	TAG_CATEGORIES,
	TAG_COMMENTS,
	TAG_JOURNAL_REF,
	TAG_DOI,
	TAG_LICENSE,
	TAG_SUBMITTED,
	TAG_UPDATED,
	TAG_TYPE,
	TAG_DAY,
	TAG_QUERY,
	TAG_DOCUMENT_TITLE,
	TAG_CLASS,
	TAG_TEXT,
	TAG_LINE,
	TAG_ITEMS,
	TAG_REPAIRED,
	TAG_VERSIONS,
	TAG_CHANGED,
	TAG_LINE_END,
	TAG_TOKEN,
	TAG_ANSWERED,
	TAG_TOTAL
};

struct field {
	enum tag tag;
	enum shape shape;
	unsigned kinds;
	size_t offset; /* of the text in struct record */
};

/* Rows of the table, each at the place that its tag says: a number, and a text
 * with the member that holds it. */
#define N(tag, kinds) [(tag)-1] = { tag, NUMBER, kinds, 0 }
#define T(tag, shape, kinds, member) \
	[(tag)-1] = { tag, shape, kinds, offsetof(struct record, member) }

#define HEAD  KIND(RECORD_HEAD)
#define ENTRY KIND(RECORD_ENTRY)
#define SKIP  KIND(RECORD_SKIP)
#define END   KIND(RECORD_END)
#define FAIL  KIND(RECORD_FAIL)

static const struct field fields[] = {
	N(TAG_DOCUMENT, HEAD | END),
	N(TAG_KEY, ENTRY),
	N(TAG_VERSION, ENTRY),
	T(TAG_TITLE, PAPER, ENTRY, paper.title),
	T(TAG_ABSTRACT, PAPER, ENTRY, paper.abstract),
	T(TAG_AUTHORS, PAPER, ENTRY, paper.authors),
	T(TAG_CATEGORIES, PAPER, ENTRY, paper.categories),
	T(TAG_COMMENTS, PAPER, ENTRY, paper.comments),
	T(TAG_JOURNAL_REF, PAPER, ENTRY, paper.journal_ref),
	T(TAG_DOI, PAPER, ENTRY, paper.doi),
	T(TAG_LICENSE, PAPER, ENTRY, paper.license),
	N(TAG_SUBMITTED, ENTRY),
	N(TAG_UPDATED, ENTRY),
	N(TAG_TYPE, ENTRY),
	N(TAG_DAY, ENTRY | END),
	T(TAG_QUERY, QUERY, END, query),
	T(TAG_DOCUMENT_TITLE, TEXT, END, title),
	T(TAG_CLASS, CLASS, SKIP | FAIL, cls),
	T(TAG_TEXT, TEXT, SKIP | FAIL, text),
	N(TAG_LINE, SKIP),
	N(TAG_ITEMS, END),
	N(TAG_REPAIRED, END),
	[TAG_VERSIONS - 1] = {TAG_VERSIONS, HISTORY, ENTRY, 0},
	N(TAG_CHANGED, ENTRY),
	N(TAG_LINE_END, ENTRY | SKIP),
	T(TAG_TOKEN, TOKEN, END, token),
	N(TAG_ANSWERED, END),
	N(TAG_TOTAL, END),
};

#define FIELD_COUNT   (sizeof(fields) / sizeof(fields[0]))

#define X(name, text) text,
static const char *const documents[] = { RECORD_DOCUMENTS(X) };
#undef X

#define DOCUMENT_COUNT (sizeof(documents) / sizeof(documents[0]))

const char *document_name(enum document document)
{
	return documents[(size_t)document < DOCUMENT_COUNT ? document
							   : DOCUMENT_UNKNOWN];
}

void record_clear(struct record *record)
{
	paper_clear(&record->paper);
	free(record->query);
	free(record->title);
	free(record->token);
	free(record->cls);
	free(record->text);
	*record = RECORD_INIT;
}

static char **text_slot(struct record *record, const struct field *field)
{
	void *slot = (char *)record + field->offset;

	return slot;
}

static const char *text_of(const struct record *record,
			   const struct field *field)
{
	const void *slot = (const char *)record + field->offset;

	return *(char *const *)slot;
}

/* A number with its sign apart, so that all of int64_t and uint64_t fits. */
struct number {
	bool negative;
	uint64_t size;
	bool absent; /* not written */
};

static struct number number_signed(int64_t value, bool absent)
{
	return (struct number){ value < 0,
				value < 0 ? 0 - (uint64_t)value
					  : (uint64_t)value,
				absent };
}

static struct number number_plain(uint64_t value, bool absent)
{
	return (struct number){ false, value, absent };
}

static struct number number_of(const struct record *r, enum tag tag)
{
	switch ((int)tag) {
	case TAG_DOCUMENT:
		return number_plain((uint64_t)r->document, false);
	case TAG_KEY:
		return number_signed(r->paper.id.key, false);
	case TAG_VERSION:
		return number_signed(r->paper.id.version,
				     r->paper.id.version == 0);
	case TAG_SUBMITTED:
		return number_signed(r->paper.submitted,
				     r->paper.submitted == TIME_NONE);
	case TAG_UPDATED:
		return number_signed(r->paper.updated,
				     r->paper.updated == TIME_NONE);
	case TAG_TYPE:
		return number_plain((uint64_t)r->type,
				    r->type == ANNOUNCE_NONE);
	case TAG_DAY:
		return number_signed(r->day, r->day == DAY_NONE);
	case TAG_CHANGED:
		return number_signed(r->changed, r->changed == DAY_NONE);
	case TAG_ANSWERED:
		return number_signed(r->answered, r->answered == TIME_NONE);
	case TAG_TOTAL:
		return number_signed(r->total, r->total < 0);
	case TAG_LINE_END:
		return number_plain(r->end, r->end == 0);
	case TAG_LINE:
		return number_plain(r->line, r->line == 0);
	case TAG_ITEMS:
		return number_plain(r->items, r->items == 0);
	default:
		return number_plain(r->repaired, r->repaired == 0);
	}
}

static void put_length(size_t length, char out[LENGTH_SIZE])
{
	for (int i = 0; i < LENGTH_SIZE; i++)
		out[i] = (char)(unsigned char)(length >> (8 * (3 - i)));
}

static size_t get_length(const char *bytes)
{
	size_t length = 0;

	for (int i = 0; i < LENGTH_SIZE; i++)
		length = length << 8 | (unsigned char)bytes[i];
	return length;
}

static void write_field(enum tag tag, const char *bytes, size_t len,
			struct str *out)
{
	char head[FIELD_HEAD] = { (char)tag };

	put_length(len, head + 1);
	str_add_n(out, head, sizeof(head));
	str_add_n(out, bytes, len);
}

static void write_number(enum tag tag, struct number number, struct str *out)
{
	char text[DECIMAL_SIZE];
	size_t at = sizeof(text);

	if (number.absent)
		return;
	do {
		text[--at] = (char)('0' + number.size % 10);
		number.size /= 10;
	} while (number.size > 0);
	if (number.negative)
		text[--at] = '-';
	write_field(tag, text + at, sizeof(text) - at, out);
}

static void write_history(const struct paper *paper, struct str *out)
{
	struct str text = STR_INIT;

	if (paper->version_count == 0)
		return;
	version_write(paper->versions, paper->version_count, &text);
	write_field(TAG_VERSIONS, str_text(&text), text.len, out);
	str_free(&text);
}

void record_write(const struct record *record, struct str *out)
{
	const char head[LENGTH_SIZE + 1] = { [LENGTH_SIZE] =
						     (char)record->kind };
	size_t start = out->len;

	/* The length is known at the end. */
	str_add_n(out, head, sizeof(head));
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = &fields[i];
		const char *text = NULL;

		if (!(field->kinds & KIND(record->kind)))
			continue;
		if (field->shape == NUMBER) {
			write_number(field->tag, number_of(record, field->tag),
				     out);
			continue;
		}
		if (field->shape == HISTORY) {
			write_history(&record->paper, out);
			continue;
		}
		text = text_of(record, field);
		if (text != NULL)
			write_field(field->tag, text, strlen(text), out);
	}
	put_length(out->len - start - LENGTH_SIZE, out->data + start);
}

/* Decimal digits, written the shortest way, with '-' before a negative one. */
static bool read_number(const char *bytes, size_t len, struct number *ret)
{
	struct number number = { false, 0, false };
	size_t i = 0;

	if (len > 0 && bytes[0] == '-') {
		number.negative = true;
		i++;
	}
	if (i == len || (bytes[i] == '0' && len > 1))
		return false;
	for (; i < len; i++) {
		unsigned digit = (unsigned)bytes[i] - (unsigned)'0';

		if (digit > 9 || number.size > (UINT64_MAX - digit) / 10)
			return false;
		number.size = number.size * 10 + digit;
	}
	*ret = number;
	return true;
}

/* The number as a signed one between two bounds. */
static bool number_between(struct number number, int64_t low, int64_t high,
			   int64_t *ret)
{
	int64_t value = 0;

	if (number.size > (uint64_t)INT64_MAX)
		return false;
	value = (int64_t)number.size;
	if (number.negative)
		value = -value;
	*ret = value;
	return value >= low && value <= high;
}

/* Numbers of the paper of an entry. */
static bool set_paper_number(struct paper *paper, enum tag tag,
			     struct number number)
{
	int64_t value = 0;
	bool good = number_between(number, INT64_MIN, INT64_MAX, &value);

	if (!good)
		return false;
	if (tag == TAG_KEY) {
		paper->id.key = value;
		return ident_key_valid(value);
	}
	if (tag == TAG_VERSION) {
		if (value < 1 || value > IDENT_MAX_VERSION)
			return false;
		paper->id.version = (int)value;
		return true;
	}
	if (tag == TAG_SUBMITTED)
		paper->submitted = value;
	else
		paper->updated = value;
	return date_time_valid(value);
}

/* Counts take any number that is not negative. */
static bool set_count(uint64_t *count, struct number number)
{
	*count = number.size;
	return !number.negative;
}

static bool set_day(day_t *day, struct number number)
{
	int64_t value = 0;
	bool good = number_between(number, date_from_civil(1, 1, 1),
				   date_from_civil(9999, 12, 31), &value);

	*day = good ? (day_t)value : DAY_NONE;
	return good;
}

static bool set_number(struct record *r, enum tag tag, struct number number)
{
	int64_t value = 0;
	bool good = false;

	switch ((int)tag) {
	case TAG_DOCUMENT:
		good = number_between(number, 0, (int64_t)DOCUMENT_COUNT - 1,
				      &value);
		r->document = good ? (enum document)value : DOCUMENT_UNKNOWN;
		return good;
	case TAG_TYPE:
		good = number_between(number, 0, ANNOUNCE_COUNT - 1, &value);
		r->type = good ? (enum announce_type)value : ANNOUNCE_NONE;
		return good;
	case TAG_DAY:
		return set_day(&r->day, number);
	case TAG_CHANGED:
		return set_day(&r->changed, number);
	case TAG_ANSWERED:
		return number_between(number, INT64_MIN, INT64_MAX,
				      &r->answered) &&
		       date_time_valid(r->answered);
	case TAG_TOTAL:
		return number_between(number, 0, INT64_MAX, &r->total);
	case TAG_LINE_END:
		return set_count(&r->end, number);
	case TAG_LINE:
		return set_count(&r->line, number);
	case TAG_ITEMS:
		return set_count(&r->items, number);
	case TAG_REPAIRED:
		return set_count(&r->repaired, number);
	default:
		return set_paper_number(&r->paper, tag, number);
	}
}

static bool class_valid(const char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz_");

	return len > 0 && len <= CLASS_MAX && text[len] == '\0';
}

/* Categories joined by '+'. */
static bool query_valid(const char *text)
{
	char name[CATEGORY_MAX + 1];
	size_t len = 0;

	if (strlen(text) > QUERY_MAX)
		return false;
	for (;; text += len + 1) {
		len = strcspn(text, "+");
		if (len > CATEGORY_MAX)
			return false;
		memcpy(name, text, len);
		name[len] = '\0';
		if (!category_form_ok(name))
			return false;
		if (text[len] == '\0')
			return true;
	}
}

static bool text_valid(const char *text, enum shape shape)
{
	switch (shape) {
	case TEXT:
		return paper_text_valid(text, PAPER_MAX_FIELD);
	case QUERY:
		return query_valid(text);
	case CLASS:
		return class_valid(text);
	case TOKEN:
		return paper_text_valid(text, TOKEN_MAX);
	case PAPER:
		return true;
	case HISTORY:
	case NUMBER:
		break;
	}
	return false;
}

static bool set_text(struct record *r, const struct field *field,
		     const char *bytes, size_t len)
{
	char **slot = text_slot(r, field);

	if (*slot != NULL || memchr(bytes, '\0', len) != NULL)
		return false;
	*slot = mem_strndup(bytes, len);
	return text_valid(*slot, field->shape);
}

static bool set_history(struct paper *paper, const char *bytes, size_t len)
{
	char *text = NULL;
	bool good = memchr(bytes, '\0', len) == NULL;

	if (!good)
		return false;
	text = mem_strndup(bytes, len);
	good = version_read(text, &paper->versions, &paper->version_count);
	free(text);
	return good;
}

static const struct field *find_field(unsigned char tag)
{
	return tag > 0 && tag <= FIELD_COUNT ? &fields[tag - 1] : NULL;
}

/* Takes one field of the frame; *seen has a bit for every tag met, since none
 * may come twice. */
static bool read_field(struct record *r, unsigned char tag, const char *bytes,
		       size_t len, uint64_t *seen)
{
	const struct field *field = find_field(tag);
	struct number number = { false, 0, false };

	if (field == NULL)
		return true;
	if (!(field->kinds & KIND(r->kind)) || (*seen >> tag & 1) != 0)
		return false;
	*seen |= UINT64_C(1) << tag;
	if (field->shape == HISTORY)
		return set_history(&r->paper, bytes, len);
	if (field->shape != NUMBER)
		return set_text(r, field, bytes, len);
	return len < DECIMAL_SIZE && read_number(bytes, len, &number) &&
	       set_number(r, field->tag, number);
}

/* True when nothing is missing and all of it may be believed. */
static bool is_whole(const struct record *r, uint64_t seen)
{
	switch (r->kind) {
	case RECORD_HEAD:
		return (seen >> TAG_DOCUMENT & 1) != 0;
	case RECORD_ENTRY:
		return paper_valid(&r->paper);
	case RECORD_SKIP:
	case RECORD_FAIL:
		return r->cls != NULL && r->text != NULL;
	case RECORD_END:
		return true;
	}
	return false;
}

/* Decodes what follows the length of a frame. */
static bool read_body(const char *bytes, size_t len, struct record *r)
{
	uint64_t seen = 0;
	size_t at = 1;

	if ((unsigned char)bytes[0] > (unsigned)RECORD_FAIL)
		return false;
	r->kind = (enum record_kind)bytes[0];
	while (at < len) {
		size_t field_len = 0;

		if (len - at < FIELD_HEAD)
			return false;
		field_len = get_length(bytes + at + 1);
		if (field_len > len - at - FIELD_HEAD)
			return false;
		if (!read_field(r, (unsigned char)bytes[at],
				bytes + at + FIELD_HEAD, field_len, &seen))
			return false;
		at += FIELD_HEAD + field_len;
	}
	return is_whole(r, seen);
}

enum status record_next(const char *bytes, size_t len, struct record *ret,
			size_t *ret_taken, struct error *err)
{
	size_t frame = 0;

	record_clear(ret);
	*ret_taken = 0;
	if (len < LENGTH_SIZE)
		return STATUS_DONE;
	frame = get_length(bytes);
	if (frame < 1 || frame > RECORD_MAX_FRAME - LENGTH_SIZE)
		return error_set(err, STATUS_PARSE, 0,
				 "the parser sent a frame of %zu bytes", frame);
	if (len - LENGTH_SIZE < frame)
		return STATUS_DONE;
	if (!read_body(bytes + LENGTH_SIZE, frame, ret)) {
		record_clear(ret);
		return error_set(err, STATUS_PARSE, 0,
				 "the parser sent a record that is not valid");
	}
	*ret_taken = LENGTH_SIZE + frame;
	return STATUS_OK;
}
