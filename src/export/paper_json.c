/* The JSON objects of the command line, a contract: members, order and what is
 * null are the same in every command. */

#include "export/paper_json.h"

#include <stdlib.h>

#include "arxiv/author.h"
#include "arxiv/category.h"
#include "base/mem.h"
#include "library/marks.h"

/* The items of a text that holds one a line; NULL holds none. */
static struct json *lines_array(const char *lines)
{
	struct json *array = json_array_new();
	const char *item;
	size_t len;

	while (author_next(&lines, &item, &len)) {
		char *copy = mem_strndup(item, len);

		json_append_text(array, copy);
		free(copy);
	}
	return array;
}

static struct json *categories_array(const char *categories)
{
	struct json *array = json_array_new();
	char name[CATEGORY_MAX + 1];

	while (categories && category_next(&categories, name))
		json_append_text(array, name);
	return array;
}

static void set_instant(struct json *object, const char *key, int64_t time)
{
	char text[DATE_TEXT_SIZE];

	if (time == TIME_NONE)
		json_set_null(object, key);
	else
		json_set_text(object, key, date_format_rfc3339(time, text));
}

static void set_day(struct json *object, const char *key, day_t day)
{
	char text[DATE_TEXT_SIZE];

	if (day == DAY_NONE)
		json_set_null(object, key);
	else
		json_set_text(object, key, date_format_iso(day, text));
}

static void set_version(struct json *object, int version)
{
	if (version > 0)
		json_set_int(object, "version", version);
	else
		json_set_null(object, "version");
}

static void set_primary(struct json *object, const char *categories)
{
	char name[CATEGORY_MAX + 1];
	bool known = categories && paper_primary(categories, name);

	json_set_text(object, "primary", known ? name : NULL);
}

struct json *paper_json(const struct listed *listed)
{
	const struct paper *paper = &listed->paper;
	struct json *object = json_object_new();
	char id[IDENT_TEXT_SIZE];
	char link[IDENT_LINK_SIZE];

	json_set_text(object, "id", ident_format(paper->id.key, id));
	set_version(object, paper->id.version);
	json_set_text(object, "type", announce_name(listed->type));
	set_day(object, "day", listed->day);
	set_primary(object, paper->categories);
	json_set(object, "categories", categories_array(paper->categories));
	json_set_text(object, "title", paper->title);
	json_set(object, "authors", lines_array(paper->authors));
	json_set_text(object, "abstract", paper->abstract);
	json_set_text(object, "comments", paper->comments);
	json_set_text(object, "journal_ref", paper->journal_ref);
	json_set_text(object, "doi", paper->doi);
	set_instant(object, "submitted", paper->submitted);
	set_instant(object, "updated", paper->updated);
	json_set_text(object, "link", ident_link(paper->id.key, link));
	json_set_bool(object, "favourite", (listed->marks & MARK_STAR) != 0);
	json_set_bool(object, "read", (listed->marks & MARK_READ) != 0);
	json_set(object, "tags", lines_array(listed->tags));
	json_set_text(object, "note", listed->note);
	return object;
}

static void set_count(struct json *object, const char *key, size_t count)
{
	json_set_int(object, key, (int64_t)count);
}

struct json *day_json(const struct day_row *row)
{
	struct json *object = json_object_new();

	set_day(object, "day", row->day);
	set_count(object, "new", row->counts[ANNOUNCE_NEW]);
	set_count(object, "cross", row->counts[ANNOUNCE_CROSS]);
	set_count(object, "replace", row->counts[ANNOUNCE_REPLACE]);
	set_count(object, "replace_cross", row->counts[ANNOUNCE_REPLACE_CROSS]);
	set_count(object, "papers", row->papers);
	set_count(object, "unread", row->unread);
	set_count(object, "favourites", row->favourites);
	json_set_text(object, "state", day_state_name(row->state));
	json_set(object, "categories", categories_array(row->categories));
	return object;
}
