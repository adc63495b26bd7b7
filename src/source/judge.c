/* The rules in the order in which they count; each either decides or passes
 * the feed on to the next. */
#include "source/judge.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "library/listing.h"
#include "source/expand.h"

/* A feed of a new day is the old one again when so many of a hundred papers
 * stood in the listing before; the same version is hardly ever announced twice
 * in one category. */
#define STALE_PERCENT 85
/* A part of a combined feed is doubtful from here on: fresh cross-lists of
 * other categories may stand beside an old listing. */
#define DOUBT_PERCENT 40

void judge_words(char out[JUDGE_TEXT], const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;
	size_t len;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	len = text.len < JUDGE_TEXT ? text.len : JUDGE_TEXT - 1;
	/* Never cut in front of a continuation byte. */
	while (len < text.len && len > 0 &&
	       ((unsigned char)text.data[len] & 0xc0) == 0x80)
		len--;
	memcpy(out, str_text(&text), len);
	out[len] = '\0';
	str_free(&text);
}

/* True when the feed answers a request for this category or an alias of it; a
 * feed that does not say is believed. */
static bool is_of_category(const struct gathered *doc, const char *category)
{
	const char *query = doc->query;
	char part[CATEGORY_MAX + 1];
	char more[CATEGORY_MAX + 1];

	if (query == NULL)
		return true;
	return expand_next(&query, part) && !expand_next(&query, more) &&
	       strcmp(category_canonical(part), category_canonical(category)) ==
		       0;
}

static void judge_kind(const char *category, const struct gathered *doc,
		       struct judgement *judgement)
{
	judgement->kind = JUDGED_USELESS;
	if (!gathered_is_feed(doc))
		judge_words(judgement->text, "the server sent no feed but %s",
			    document_name(doc->document));
	else if (!is_of_category(doc, category))
		judge_words(judgement->text, "the server sent the feed of %s",
			    doc->query);
	else if (doc->count == 0 && doc->skipped > 0)
		judge_words(judgement->text,
			    "none of %" PRIu64 " entries could be read",
			    doc->skipped);
	else if (doc->count > 0 && doc->day == DAY_NONE)
		judge_words(judgement->text, "the feed does not say its day");
	else
		judgement->kind = JUDGED_GOOD;
}

/* An empty feed says why arXiv announced nothing, as far as that is known. */
static void judge_empty(const struct source_context *context,
			struct judgement *judgement)
{
	day_t day = judgement->day != DAY_NONE
			    ? judgement->day
			    : calendar_eastern_day(context->now, NULL);
	const char *holiday = calendar_holiday(day);
	char date[DATE_TEXT_SIZE];

	date_format_human(day, date);
	judgement->kind = JUDGED_EMPTY;
	if (calendar_is_weekend(day))
		judge_words(judgement->text,
			    "nothing is announced on weekends (%s)", date);
	else if (holiday != NULL)
		judge_words(judgement->text, "nothing is announced on %s (%s)",
			    date, holiday);
	else
		judge_words(judgement->text,
			    "arXiv announced nothing on %s, which is no "
			    "known holiday; ask again later",
			    date);
}

/* How much of a feed stood in a listing that is held. */
struct repeat {
	day_t previous; /* that listing's; DAY_NONE there is none */
	size_t percent;
};

/* Compares a feed with the newest listing held before `day`. */
static enum status find_repeat(const struct source_context *context,
			       const char *category, const struct gathered *doc,
			       day_t day, struct repeat *ret, struct error *err)
{
	struct ident *ids = mem_zalloc(doc->count, sizeof(*ids));
	size_t same = 0;
	enum status status;

	for (size_t i = 0; i < doc->count; i++)
		ids[i] = doc->entries[i].paper.id;
	status = listing_overlap(
		context->library,
		&(struct listing_feed){ day, category, ids, doc->count }, &same,
		&ret->previous, err);
	free(ids);
	ret->percent = same * 100 / doc->count;
	return status;
}

/* Decides whether the feed repeats the listing before its day. What is held as
 * its own day's already is no repetition, whatever stood there before. */
static enum status judge_repeat(const struct source_context *context,
				const char *category,
				const struct gathered *doc,
				struct judgement *judgement, struct error *err)
{
	char date[DATE_TEXT_SIZE];
	struct repeat repeat = { .previous = DAY_NONE };
	enum status status =
		find_repeat(context, category, doc, doc->day + 1, &repeat, err);

	if (status != STATUS_OK ||
	    (repeat.previous == doc->day && repeat.percent >= STALE_PERCENT))
		return status;
	status = find_repeat(context, category, doc, doc->day, &repeat, err);
	if (status != STATUS_OK || repeat.previous == DAY_NONE)
		return status;
	judgement->doubtful = repeat.percent >= DOUBT_PERCENT;
	if (repeat.percent < STALE_PERCENT)
		return STATUS_OK;
	judgement->kind = JUDGED_STALE;
	judge_words(judgement->text,
		    "the feed repeats %s; the new listing is not out yet",
		    date_format_human(repeat.previous, date));
	return STATUS_OK;
}

/* True when that day and category is held as a feed told it. */
static enum status is_held(const struct source_context *context, day_t day,
			   const char *category, bool *ret, struct error *err)
{
	struct ledger_entry entry;
	enum status status =
		ledger_get(context->library, day, category, &entry, err);

	*ret = status == STATUS_OK &&
	       (entry.state == DAY_COMPLETE || entry.state == DAY_IMPORTED);
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}

/* A feed of an earlier day is that day's own listing, whole: it is stored like
 * any other when that day is not held, and says that today's is still to come.
 * When the day is held, nothing came that was not here already. */
static enum status judge_old(const struct source_context *context,
			     const char *category, struct judgement *judgement,
			     struct error *err)
{
	char date[DATE_TEXT_SIZE];
	bool held = false;
	enum status status =
		is_held(context, judgement->day, category, &held, err);

	if (held) {
		judgement->store = false;
		judgement->kind = JUDGED_STALE;
	}
	if (judgement->kind == JUDGED_CUT)
		return status;
	judge_words(judgement->text,
		    "the feed is of %s; today's is not out "
		    "yet",
		    date_format_human(judgement->day, date));
	return status;
}

static void judge_whole(const struct gathered *doc, struct judgement *judgement)
{
	judgement->store = true;
	judgement->ledger = DAY_COMPLETE;
	if (doc->items >= JUDGE_FEED_LIMIT)
		judge_words(judgement->why,
			    "arXiv cuts a feed at %d entries: new papers may "
			    "be missing",
			    JUDGE_FEED_LIMIT);
	else if (doc->skipped > 0)
		judge_words(judgement->why,
			    "%" PRIu64 " of %" PRIu64
			    " entries could not be read",
			    doc->skipped, doc->items);
	else
		return;
	judgement->ledger = DAY_INCOMPLETE;
	judgement->kind = JUDGED_CUT;
	judge_words(judgement->text, "%s", judgement->why);
}

enum status judge_feed(const struct source_context *context,
		       const char *category, const struct gathered *doc,
		       struct judgement *ret, struct error *err)
{
	struct judgement judgement = { .day = doc->day };
	enum status status = STATUS_OK;

	judge_kind(category, doc, &judgement);
	if (judgement.kind != JUDGED_USELESS) {
		if (doc->count == 0)
			judge_empty(context, &judgement);
		else
			status = judge_repeat(context, category, doc,
					      &judgement, err);
	}
	if (status == STATUS_OK && judgement.kind == JUDGED_GOOD) {
		judge_whole(doc, &judgement);
		if (doc->day < calendar_today(context->now))
			status = judge_old(context, category, &judgement, err);
	}
	if (status == STATUS_OK)
		*ret = judgement;
	return status;
}
