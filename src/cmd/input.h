#ifndef CMD_INPUT_H
#define CMD_INPUT_H

#include "base/error.h"

/* Opens a file for reading, "-" being standard input. STATUS_SYSTEM when it
 * cannot be opened or is a folder. It may be one that does not block, where
 * poll() waits. Close it with input_close(). */
enum status input_open(const char *name, int *ret,
		       struct error *err) MUST_CHECK;

/* Closes it unless it is standard input. */
void input_close(int fd);

#endif
