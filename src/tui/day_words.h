#ifndef TUI_DAY_WORDS_H
#define TUI_DAY_WORDS_H

#include <stdbool.h>

#include "base/str.h"
#include "library/calendar_days.h"
#include "library/ledger.h"
#include "tui/session.h"

/* What can be said of a day, in words. What cannot be read is said in place of
 * it. */

/* Appends "143 papers, 31 unread, ★ 4, complete". */
void day_words_figures(const struct calendar_day *figures, bool plain,
		       struct str *out);

/* Appends why nothing is held of a day. */
void day_words_empty(const struct session *session, day_t day, struct str *out);

/* Appends what is wrong with a day in the ledger: the first category that is
 * not whole, and how many more are not; nothing when all are. */
void day_words_trouble(const struct session *session, day_t day,
		       struct str *out);

/* Appends what a row of the ledger means for the user, and what to do. */
void day_words_advice(const struct session *session,
		      const struct ledger_entry *entry, struct str *out);

#endif
