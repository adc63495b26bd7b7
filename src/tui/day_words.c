/* Days in words. */

#include "tui/day_words.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "library/quiet_days.h"
#include "tui/hints.h"

void day_words_figures(const struct calendar_day *figures, bool plain,
		       struct str *out)
{
	str_addf(out, "%zu paper%s", figures->papers,
		 figures->papers == 1 ? "" : "s");
	if (figures->papers > 0)
		str_addf(out, ", %zu unread", figures->unread);
	if (figures->favourites > 0)
		str_addf(out, ", %s %zu", plain ? "*" : "★",
			 figures->favourites);
	if (figures->known)
		str_addf(out, ", %s", day_state_name(figures->state));
}

void day_words_empty(const struct session *session, day_t day, struct str *out)
{
	day_t today = calendar_today(session->now);
	struct error err;

	if (day > today && !calendar_is_weekend(day) &&
	    calendar_holiday(day) == NULL) {
		str_add(out, "still to come");
		return;
	}
	if (quiet_days_why(session->library, day, out, &err) != STATUS_OK)
		str_add(out, err.text);
	else if (day == today && calendar_holiday(day) == NULL) {
		str_add(out, "; ");
		hints_key(session->keymap, ACTION_REFRESH, out);
		str_add(out, " fetches it");
	}
}

static bool is_trouble(const struct ledger_entry *entry)
{
	return entry->state == DAY_FAILED || entry->state == DAY_INCOMPLETE;
}

void day_words_trouble(const struct session *session, day_t day,
		       struct str *out)
{
	struct ledger_entry *entries = NULL;
	struct error err;
	size_t count = 0;
	size_t troubles = 0;
	const struct ledger_entry *first = NULL;

	if (ledger_of_day(session->library, day, &entries, &count, &err) !=
	    STATUS_OK) {
		str_add(out, err.text);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (first == NULL && is_trouble(&entries[i]))
			first = &entries[i];
		troubles += is_trouble(&entries[i]);
	}
	if (first != NULL) {
		str_addf(out, "%s %s%s%s", first->category,
			 day_state_name(first->state),
			 first->why[0] != '\0' ? ": " : "", first->why);
		if (troubles > 1)
			str_addf(out, " (and %zu more)", troubles - 1);
	}
	free(entries);
}

/* How the day can be got again: by a refresh while it is today's. */
static void add_again(const struct session *session,
		      const struct ledger_entry *entry, struct str *out)
{
	char day[DATE_TEXT_SIZE];

	if (entry->day >= calendar_today(session->now)) {
		hints_key(session->keymap, ACTION_REFRESH, out);
		str_add(out, " asks arXiv again");
		return;
	}
	date_format_iso(entry->day, day);
	str_addf(out,
		 "its feed is gone; 'arxday harvest %s --from %s --until %s' "
		 "rebuilds it from the dates of the versions",
		 entry->category, day, day);
}

void day_words_advice(const struct session *session,
		      const struct ledger_entry *entry, struct str *out)
{
	if (strcmp(entry->source, LEDGER_STALE) == 0) {
		str_add(out, "an older feed came: today's listing is still to "
			     "come; ");
		hints_key(session->keymap, ACTION_REFRESH, out);
		str_add(out, " asks again");
		return;
	}
	switch (entry->state) {
	case DAY_COMPLETE:
		str_add(out, "nothing is missing: it is arXiv's own feed");
		break;
	case DAY_IMPORTED:
		str_add(out, "from a file: as whole as that file was");
		break;
	case DAY_RECONSTRUCTED:
		str_add(out, "rebuilt from the dates of the versions: a few "
			     "papers may stand on another day");
		break;
	case DAY_FAILED:
	case DAY_INCOMPLETE:
		add_again(session, entry, out);
		break;
	}
}
