#ifndef EXPORT_HISTORY_TEXT_H
#define EXPORT_HISTORY_TEXT_H

#include <stdbool.h>

#include "arxiv/paper.h"
#include "base/str.h"
#include "library/history.h"

/* Appends in words what changed in a paper, which is as it is now: when it was
 * withdrawn, got a journal reference or DOI, and what earlier versions were
 * called. With `changes` also how its abstract was changed, word by word. One
 * line for each, of any length; nothing when nothing is known to differ. */
void history_text(const struct history *history, const struct paper *now,
		  bool changes, struct str *out);

#endif
