#ifndef TUI_SCREEN_RESCUE_H
#define TUI_SCREEN_RESCUE_H

#include <stddef.h>

/* What gives the terminal back when the process crashes (SEGV BUS ILL FPE
 * ABRT) or memory runs out: bytes that were made ready while all was well,
 * and the modes that the terminal had. The signal then does what it would have
 * done. One at a time. */

#define RESCUE_MAX 512

/* Makes ready: the bytes for standard output (cut to RESCUE_MAX), and the
 * modes that standard input has now. To be called before the modes change;
 * once more with other bytes when those change. */
void rescue_arm(const char *bytes, size_t len);

/* Uses them now; safe in a handler of a signal. */
void rescue_now(void);

/* The terminal is given back: a crash leaves it alone from now on. */
void rescue_disarm(void);

#endif
