#ifndef TUI_VIEW_PAPER_H
#define TUI_VIEW_PAPER_H

#include "arxiv/ident.h"
#include "tui/view.h"

/* One paper on the whole screen, whatever day is shown below it. */

/* Opens a paper that the library holds and marks it read. */
struct view *view_paper_open(struct session *session, paper_key key);

#endif
