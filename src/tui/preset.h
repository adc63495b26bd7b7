#ifndef TUI_PRESET_H
#define TUI_PRESET_H

#include <stdbool.h>
#include <stddef.h>

/* Files of the command language that the program carries: the default
 * arxdayrc, and the keys of other programs. */

/* The i-th name: "keys/newsboat"; NULL behind the last. */
const char *preset_name(size_t i);

/* The preset of a name, static bytes without a NUL at the end; false when
 * there is none. */
bool preset_find(const char *name, const char **ret_text, size_t *ret_len);

/* The default arxdayrc, likewise. */
const char *preset_default(size_t *ret_len);

#endif
