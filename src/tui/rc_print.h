#ifndef TUI_RC_PRINT_H
#define TUI_RC_PRINT_H

#include "base/str.h"
#include "tui/settings.h"

/* Appends all settings as an arxdayrc that reads back equal: every option with
 * what it is for, and what differs from the default keys, the macros, colours,
 * categories and topics. */
void rc_print(const struct settings *settings, struct str *out);

/* Appends the command that makes a binding what it is, without line break. */
void rc_print_binding(const struct binding *binding, struct str *out);

#endif
