#ifndef CMD_METER_H
#define CMD_METER_H

#include <stdbool.h>

/* One line of progress on standard error, drawn over itself, for people at a
 * terminal. */
struct meter {
	bool shown;  /* false: nothing is ever drawn */
	int columns; /* of the text that stands there now */
};

/* A meter that is shown when standard error is a terminal and it may be. */
struct meter meter_init(bool may);

/* Draws a text, of one column a byte, over the last one; NULL wipes it away. */
void meter_draw(struct meter *meter, const char *text);

#endif
