/* A listing on its way out. Rows of a listing are narrow (authors are cut), so
 * each paper is loaded whole. */

#include "cmd/report.h"

#include <stdlib.h>

#include "arxiv/author.h"
#include "cmd/output.h"
#include "export/markdown.h"
#include "export/paper_json.h"
#include "library/marks.h"

static bool is_wanted(const struct listing_row *row,
		      const struct report_choice *choice)
{
	if (choice->favourites && !(row->marks & MARK_STAR))
		return false;
	if (!choice->some_types)
		return true;
	return row->type < ANNOUNCE_NONE && choice->types[row->type];
}

void report_tabs(const struct listed *listed, struct str *out)
{
	const struct paper *paper = &listed->paper;
	char id[IDENT_TEXT_SIZE];
	char primary[CATEGORY_MAX + 1] = "";
	char letters[8];

	str_addf(out, "%s\t", ident_format(paper->id.key, id));
	if (paper->id.version > 0)
		str_addf(out, "%d", paper->id.version);
	if (listed->type != ANNOUNCE_NONE)
		str_addf(out, "\t%s", announce_name(listed->type));
	else
		str_add_char(out, '\t');
	if (paper->categories && !paper_primary(paper->categories, primary))
		primary[0] = '\0';
	str_addf(out, "\t%s\t%s\t%s\t", primary,
		 marks_letters(listed->marks, letters),
		 paper->title ? paper->title : "");
	author_join(paper->authors, ", ", out);
	str_add_char(out, '\n');
}

static enum status write_paper(const struct listed *listed,
			       enum report_form form, struct str *out,
			       struct error *err)
{
	struct json *object;

	switch (form) {
	case REPORT_MARKDOWN:
		return markdown_row(&listed->paper, out, err);
	case REPORT_JSON:
		object = paper_json(listed);
		json_write_line(object, out);
		json_free(object);
		break;
	case REPORT_TABS:
		report_tabs(listed, out);
		break;
	}
	return STATUS_OK;
}

static enum status write_row(struct library *library,
			     const struct listing *listing,
			     const struct listing_row *row,
			     enum report_form form, struct str *out,
			     struct error *err)
{
	struct listed listed;
	enum status status = listed_load(library, row->key, &listed, err);

	if (status)
		return status;
	listed.type = row->type;
	listed.day = listing->day;
	listed.marks = row->marks;
	listed.paper.id.version = row->version;
	status = write_paper(&listed, form, out, err);
	listed_clear(&listed);
	return status;
}

enum status report_write(struct library *library, const struct listing *listing,
			 const struct report_choice *choice, struct str *out,
			 struct error *err)
{
	enum status status = STATUS_OK;

	if (choice->form == REPORT_MARKDOWN)
		markdown_begin(listing->day, out);
	for (size_t i = 0; !status && i < listing->count; i++) {
		if (!is_wanted(&listing->rows[i], choice))
			continue;
		status = write_row(library, listing, &listing->rows[i],
				   choice->form, out, err);
		if (choice->pause && !choice->pause(choice->pause_context))
			break;
	}
	return status;
}

/* True when the library holds the day, whole or not, or knows that its fetch
 * failed. */
static bool is_known(const struct listing *listing)
{
	return listing->known || listing->held || listing->count > 0;
}

/* Names each category that is not whole. */
static void warn_of_entries(const struct ledger_entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct ledger_entry *entry = &entries[i];

		if (entry->state != DAY_INCOMPLETE &&
		    entry->state != DAY_FAILED)
			continue;
		message("%s: %s%s%s",
			*entry->category ? entry->category : "report",
			day_state_name(entry->state), *entry->why ? ": " : "",
			entry->why);
	}
}

/* Says that a listing is not whole, and returns true, when it is not. */
static bool warn_of_listing(struct library *library,
			    const struct listing *listing)
{
	struct ledger_entry *entries;
	size_t count;
	struct error ignored;
	char day[DATE_TEXT_SIZE];

	if (!listing->known ||
	    (listing->state != DAY_INCOMPLETE && listing->state != DAY_FAILED))
		return false;
	message("the listing of %s is %s: papers are missing",
		date_format_iso(listing->day, day),
		listing->state == DAY_FAILED ? "not there, its fetch failed"
					     : "incomplete");
	if (ledger_of_day(library, listing->day, &entries, &count, &ignored) ==
	    STATUS_OK) {
		warn_of_entries(entries, count);
		free(entries);
	}
	return true;
}

enum status report_day(struct library *library, day_t day,
		       const struct report_choice *choice, struct str *out,
		       bool *ret_whole, struct error *err)
{
	struct listing listing;
	char name[DATE_TEXT_SIZE];
	enum status status = listing_load(library, day, &listing, err);

	if (status)
		return status;
	if (!is_known(&listing))
		status = error_set(err, STATUS_NOTFOUND, 0,
				   "the library holds no listing of %s; "
				   "'arxday days' says which it holds",
				   date_format_iso(day, name));
	if (!status)
		status = report_write(library, &listing, choice, out, err);
	if (!status)
		*ret_whole = !warn_of_listing(library, &listing);
	listing_clear(&listing);
	return status;
}
