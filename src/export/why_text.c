/* Why a paper is or is not in front of the reader, in words, one reason a line.
 * What decides stands first; all that is known beside it follows. */

#include "export/why_text.h"

#include "library/marks.h"

/* arXiv's feeds leave out replacements from this version on. */
#define FIRST_UNLISTED 6

/* Rows of the ledger that are named one by one. */
#define MOST_ROWS 12

static const char *iso(day_t day, char out[DATE_TEXT_SIZE])
{
	return date_format_iso(day, out);
}

/* "; you follow cs.IR cs.CL" and the end of the line. */
static void add_followed(const struct why *why, struct str *out)
{
	str_add(out, "; you follow");
	for (char **name = why->followed; *name; name++)
		str_addf(out, " %s", *name);
	if (!why->followed[0])
		str_add(out, " no category");
	str_add_char(out, '\n');
}

/* "new in cs.IR, version 1", or what of it is known. */
static void add_place(const struct why_announcement *row, struct str *out)
{
	const char *type = announce_name(row->type);

	if (row->category[0] == '\0')
		str_add(out, "in a report");
	else
		str_addf(out, "%s%sin %s", type ? type : "", type ? " " : "",
			 row->category);
	if (row->version > 0)
		str_addf(out, ", version %d", row->version);
	if (row->reconstructed)
		str_add(out, ", rebuilt from the dates of its versions");
}

/* The newest announcement in what is followed; NULL when there is none. */
static const struct why_announcement *newest(const struct why *why)
{
	for (size_t i = 0; i < why->announcement_count; i++)
		if (why->announcements[i].in_scope)
			return &why->announcements[i];
	return NULL;
}

static void add_not_held(paper_key key, struct str *out)
{
	char id[IDENT_TEXT_SIZE];

	str_addf(out,
		 "not in the library: never announced in what was fetched; "
		 "'arxday lookup --save %s' gets it\n",
		 ident_format(key, id));
}

static void add_listed(const struct why *why,
		       const struct why_announcement *row, struct str *out)
{
	char day[DATE_TEXT_SIZE];
	char latest[DATE_TEXT_SIZE];

	if (why->in_view) {
		str_addf(out, "in the listing of the latest day, %s: ",
			 iso(why->latest, latest));
		add_place(row, out);
		str_add_char(out, '\n');
		return;
	}
	str_addf(out, "announced on %s, another day than the latest",
		 iso(row->day, day));
	if (why->latest != DAY_NONE)
		str_addf(out, ", %s", iso(why->latest, latest));
	str_addf(out, "; 'arxday list %s' has it\n", day);
}

/* Held, but in no listing of what is followed. */
static void add_unlisted(const struct why *why, struct str *out)
{
	const char *categories = why->listed.paper.categories;

	if (!why->covered && categories) {
		str_addf(out, "not in a followed category: it is in %s",
			 categories);
		add_followed(why, out);
	} else if (why->announcement_count > 0) {
		str_add(out, "announced only in categories that are not "
			     "followed");
		add_followed(why, out);
	}
	if (why->announcement_count == 0)
		str_add(out, "in the library, but in no listing: it came "
			     "without an announcement, by lookup, harvest or "
			     "a file\n");
}

static void add_marks(const struct why *why, struct str *out)
{
	static const struct {
		enum mark mark;
		const char *words;
	} marks[] = {
		{MARK_HIDDEN, "you marked it hidden"          },
		{ MARK_DONE,  "you are done with it"          },
		{ MARK_READ,  "you marked it read: U hides it"},
		{ MARK_STAR,  "you starred it"                },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (why->listed.marks & marks[i].mark)
			str_addf(out, "%s\n", marks[i].words);
}

static void add_version(const struct why *why, struct str *out)
{
	int version = why->listed.paper.id.version;

	if (version >= FIRST_UNLISTED)
		str_addf(out,
			 "its version is %d: arXiv's feeds leave out "
			 "replacements from version %d on\n",
			 version, FIRST_UNLISTED);
}

static void add_announcement(const struct why_announcement *row,
			     struct str *out)
{
	char day[DATE_TEXT_SIZE];

	str_addf(out, "announced on %s: ", iso(row->day, day));
	add_place(row, out);
	str_add(out, row->in_scope ? "\n" : " (not followed)\n");
}

static void add_announcements(const struct why *why, struct str *out)
{
	for (size_t i = 0; i < why->announcement_count; i++)
		add_announcement(&why->announcements[i], out);
}

static void add_trouble(const struct ledger_entry *row, struct str *out)
{
	char day[DATE_TEXT_SIZE];

	str_addf(out, "the listing of %s%s%s is %s%s%s\n", iso(row->day, day),
		 row->category[0] ? " in " : "", row->category,
		 day_state_name(row->state), row->why[0] ? ": " : "", row->why);
}

static void add_troubles(const struct why *why, struct str *out)
{
	for (size_t i = 0; i < why->trouble_count && i < MOST_ROWS; i++)
		add_trouble(&why->troubles[i], out);
	if (why->trouble_count > MOST_ROWS)
		str_addf(out,
			 "%zu more listings are not whole; 'arxday days' "
			 "names them\n",
			 why->trouble_count - MOST_ROWS);
}

static void add_gap(const struct why_gap *gap, struct str *out)
{
	char first[DATE_TEXT_SIZE];
	char last[DATE_TEXT_SIZE];

	str_addf(out, "no listing of %s came on %s", gap->category,
		 iso(gap->first, first));
	if (gap->days > 1)
		str_addf(out, " and %zu more weekday%s up to %s", gap->days - 1,
			 gap->days == 2 ? "" : "s", iso(gap->last, last));
	str_add(out, ", when it may have been announced\n");
}

static void add_gaps(const struct why *why, struct str *out)
{
	for (size_t i = 0; i < why->gap_count; i++)
		add_gap(&why->gaps[i], out);
	if (why->first != DAY_NONE && !why->followed[0])
		str_add(out, "no category is followed, so that no listing is "
			     "missing; 'arxday follow cs.IR' follows one\n");
}

void why_text(const struct why *why, paper_key key, struct str *out)
{
	const struct why_announcement *row = newest(why);

	if (!why->held)
		add_not_held(key, out);
	else if (row)
		add_listed(why, row, out);
	else
		add_unlisted(why, out);
	add_version(why, out);
	add_marks(why, out);
	add_announcements(why, out);
	add_troubles(why, out);
	add_gaps(why, out);
}
