#ifndef TUI_VIEW_INFO_H
#define TUI_VIEW_INFO_H

#include "arxiv/ident.h"
#include "tui/view.h"

/* Opens what is known of a paper: why it is here, what the user said of it,
 * which topics it belongs to, and what changed from version to version. */
struct view *view_info_open(struct session *session, paper_key key);

#endif
