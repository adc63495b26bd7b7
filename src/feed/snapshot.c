#include "feed/snapshot.h"

#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "feed/entry.h"
#include "feed/limits.h"

/* The first object decides what the document is: an error message in JSON is
 * no snapshot. From then on nothing refuses it, since one bad line among three
 * million says nothing of the others. */

void snapshot_init(struct snapshot *snapshot, struct page *page)
{
	*snapshot = (struct snapshot){ .page = page,
				       .line = STR_CAPPED(FEED_MAX_LINE) };
}

void snapshot_clear(struct snapshot *snapshot)
{
	str_free(&snapshot->line);
}

static bool is_decided(const struct snapshot *snapshot)
{
	return snapshot->page->document == DOCUMENT_SNAPSHOT;
}

static void skip(struct snapshot *snapshot, const char *cls, const char *why)
{
	page_count(snapshot->page);
	page_skip(snapshot->page, cls, snapshot->number, "%s", why);
}

static void take_versions(struct entry *entry, const struct json *object)
{
	size_t count = json_count(object, "versions");

	for (size_t i = 0; i < count; i++) {
		struct paper_version version = { .time = TIME_NONE };
		const char *created =
			json_item_text(object, "versions", i, "created");

		version.number = entry_parse_version(
			json_item_text(object, "versions", i, "version"));
		if (created && !date_parse_rfc822(created, &version.time, NULL))
			version.time = TIME_NONE;
		entry_version(entry, version);
	}
}

static void take_texts(struct entry *entry, const struct json *object)
{
	struct paper *paper = &entry->paper;
	const char *authors = json_text(object, "authors");
	const char *categories = json_text(object, "categories");

	entry_long_text(entry, &paper->title, json_text(object, "title"));
	entry_long_text(entry, &paper->abstract, json_text(object, "abstract"));
	entry_long_text(entry, &paper->comments, json_text(object, "comments"));
	entry_long_text(entry, &paper->journal_ref,
			json_text(object, "journal-ref"));
	entry_long_text(entry, &paper->doi, json_text(object, "doi"));
	entry_long_text(entry, &paper->license, json_text(object, "license"));
	if (authors)
		entry_authors_raw(entry, authors, false);
	if (categories)
		entry_categories(entry, categories);
}

static void keep_object(struct snapshot *snapshot, const struct json *object,
			uint64_t repaired)
{
	struct entry entry = { 0 };
	const char *id = json_text(object, "id");
	struct ident ident;

	entry_begin(&entry, snapshot->number);
	entry.repaired = repaired;
	entry.id = mem_strdup_null(id);
	if (id && ident_parse_bare(id, &ident))
		entry.paper.id.key = ident.key;
	take_texts(&entry, object);
	take_versions(&entry, object);
	entry_file(&entry, snapshot->page);
}

static bool has_paper(const struct json *object)
{
	const char *id = json_text(object, "id");
	struct ident ident;

	return id && ident_parse_bare(id, &ident);
}

static void refuse(struct snapshot *snapshot)
{
	const char *text = str_text(&snapshot->line);

	text += strspn(text, " \t\r");
	verdict_fail(&snapshot->page->verdict, "not_a_feed",
		     "the server sent JSON, not a feed: \"%.60s\"", text);
}

/* A line that is no object. `last`: no line feed ends it. */
static void end_bad_line(struct snapshot *snapshot, bool cut, bool last)
{
	static const char CUT[] = "the document ends inside this line";

	if (is_decided(snapshot) && cut && last)
		skip(snapshot, "truncated", CUT);
	else if (is_decided(snapshot))
		skip(snapshot, "bad_json", "the line is no JSON object");
	else if (cut && last)
		verdict_fail(&snapshot->page->verdict, "truncated", "%s", CUT);
	else
		refuse(snapshot);
}

static void end_object(struct snapshot *snapshot, const struct json *object,
		       uint64_t repaired)
{
	if (!is_decided(snapshot) && !has_paper(object)) {
		refuse(snapshot);
		return;
	}
	snapshot->page->document = DOCUMENT_SNAPSHOT;
	keep_object(snapshot, object, repaired);
}

static void end_line(struct snapshot *snapshot, bool last)
{
	struct str *line = &snapshot->line;
	struct json *object = NULL;
	uint64_t repaired = 0;
	enum json_shape shape;

	snapshot->number++;
	if (line->cut) {
		skip(snapshot, "too_big", "the line has more than 1 MiB");
	} else if (strspn(str_text(line), " \t\r") < line->len) {
		shape = json_read(line->data, line->len, &object, &repaired);
		if (shape == JSON_SHAPE_OBJECT)
			end_object(snapshot, object, repaired);
		else
			end_bad_line(snapshot, shape == JSON_SHAPE_CUT, last);
		json_free(object);
	}
	str_clear(line);
}

void snapshot_push(struct snapshot *snapshot, const char *text, size_t len)
{
	bool ended = len > 0 && text[len - 1] == '\n';

	str_add_n(&snapshot->line, text, ended ? len - 1 : len);
	if (snapshot->line.cut && !is_decided(snapshot))
		refuse(snapshot);
	else if (ended)
		end_line(snapshot, false);
}

void snapshot_end(struct snapshot *snapshot)
{
	if (snapshot->line.len > 0)
		end_line(snapshot, true);
}
