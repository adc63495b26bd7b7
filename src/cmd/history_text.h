#ifndef CMD_HISTORY_TEXT_H
#define CMD_HISTORY_TEXT_H

#include <stdbool.h>

#include "arxiv/paper.h"
#include "base/str.h"
#include "library/history.h"

/* Appends in words what changed in a paper, which is as it is now: when it was
 * withdrawn, got a journal reference or DOI, and what earlier versions were
 * called. With `changes` also how its abstract was changed, word by word.
 * Nothing when nothing is known to have changed. */
void history_text(const struct history *history, const struct paper *now,
		  bool changes, struct str *out);

#endif
