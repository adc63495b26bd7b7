/* The text, blanks over what stood behind it, and back to the beginning. */
#include "cmd/meter.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

struct meter meter_init(bool may)
{
	return (struct meter){ .shown = may && isatty(STDERR_FILENO) };
}

void meter_draw(struct meter *meter, const char *text)
{
	struct str line = STR_INIT;
	int columns = text != NULL ? (int)strlen(text) : 0;

	if (!meter->shown || (columns == 0 && meter->columns == 0))
		return;
	if (text != NULL)
		str_add(&line, text);
	if (columns < meter->columns)
		str_addf(&line, "%*s", meter->columns - columns, "");
	str_add_char(&line, '\r');
	if (file_write_all(STDERR_FILENO, str_text(&line), line.len, NULL) !=
	    STATUS_OK) {
		/* The terminal is gone; the work goes on. */
		meter->shown = false;
	}
	str_free(&line);
	meter->columns = columns;
}
