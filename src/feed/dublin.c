#include "feed/dublin.h"

#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/category.h"

/* Fields are told apart by their order and their form. What cannot be told is
 * left unknown: another source of the same paper may know it. */

/* "Keyname Suffix, Forenames" -> "Forenames Keyname Suffix", which is how the
 * other formats write a name. */
static void take_creator(struct entry *entry, const char *text)
{
	const char *comma = strstr(text, ", ");
	struct str name = STR_INIT;

	if (comma && comma[2] != '\0') {
		str_add(&name, comma + 2);
		str_add_char(&name, ' ');
		str_add_n(&name, text, (size_t)(comma - text));
	} else {
		str_add(&name, text);
	}
	entry_author(entry, str_text(&name));
	str_free(&name);
}

/* Classes of other schemes come behind the categories. The list counts as a
 * whole: with one category in doubt the order, and so the primary one, would
 * be a guess. */
static void take_subject(struct dublin *dublin, struct entry *entry,
			 const char *text)
{
	const struct category *category = NULL;
	bool known = category_of_full_name(text, &category);

	if ((known && !category) || (!known && !dublin->sorted))
		dublin->unclear = true;
	dublin->sorted = true;
	if (dublin->unclear)
		entry_drop_categories(entry);
	else if (category)
		entry_category(entry, category->name);
}

static void take_description(struct dublin *dublin, struct entry *entry,
			     const char *text, bool cut)
{
	const char *comment = ascii_after(text, "comment: ");

	if (!comment && !dublin->described) {
		entry_text(entry, &entry->paper.abstract, text, cut);
		dublin->described = true;
	} else {
		entry_text(entry, &entry->paper.comments,
			   comment ? comment : text, cut);
	}
}

static void take_date(struct paper *paper, const char *text)
{
	day_t day = date_parse_iso(text);
	int64_t time = (int64_t)day * 86400;

	if (day == DAY_NONE)
		return;
	if (paper->submitted == TIME_NONE || time < paper->submitted)
		paper->submitted = time;
	if (paper->updated == TIME_NONE || time > paper->updated)
		paper->updated = time;
}

static const char *behind_scheme(const char *text)
{
	const char *rest = ascii_after(text, "https://");

	return rest ? rest : ascii_after(text, "http://");
}

/* A link names the paper, unless something did before; links to elsewhere say
 * nothing that is kept. */
static void take_identifier(struct entry *entry, const char *text, bool cut)
{
	const char *link = behind_scheme(text);
	const char *doi = ascii_after(text, "doi:");
	struct ident id;

	if (link) {
		if (entry->paper.id.key == 0 && ident_parse(text, &id))
			entry->paper.id.key = id.key;
		return;
	}
	if (!doi && strncmp(text, "10.", 3) == 0 && strchr(text, '/') &&
	    !strchr(text, ' '))
		doi = text;
	if (doi)
		entry_doi(entry, doi, cut);
	else
		entry_text(entry, &entry->paper.journal_ref, text, cut);
}

void dublin_take(struct dublin *dublin, struct entry *entry,
		 enum dublin_field field, const char *text, bool cut)
{
	switch (field) {
	case DUBLIN_TITLE:
		entry_text(entry, &entry->paper.title, text, cut);
		break;
	case DUBLIN_CREATOR:
		take_creator(entry, text);
		break;
	case DUBLIN_SUBJECT:
		take_subject(dublin, entry, text);
		break;
	case DUBLIN_DESCRIPTION:
		take_description(dublin, entry, text, cut);
		break;
	case DUBLIN_DATE:
		take_date(&entry->paper, text);
		break;
	case DUBLIN_IDENTIFIER:
		take_identifier(entry, text, cut);
		break;
	}
}
