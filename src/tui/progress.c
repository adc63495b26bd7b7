/* Lines of progress. The reader of a line trusts nothing: numbers are bounded
 * and texts cleaned, since whatever the child prints arrives here. */

#include "tui/progress.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#define PROGRESS_FIELDS    8
#define PROGRESS_MAX_TOTAL 100000

/* Copies a field, cleaned and cut at a whole character. */
static void progress_text(const char *field, char *out, size_t room)
{
	struct str clean = STR_CAPPED(room - 1);

	text_clean(field, strlen(field), &clean);
	memcpy(out, str_text(&clean), clean.len + 1);
	str_free(&clean);
}

static bool progress_number(const char *field, unsigned long most,
			    unsigned long *ret)
{
	char *end;
	unsigned long value;

	if (*field < '0' || *field > '9')
		return false;
	errno = 0;
	value = strtoul(field, &end, 10);
	if (*end != '\0' || errno != 0 || value > most)
		return false;
	*ret = value;
	return true;
}

static bool progress_state(const char *field, enum refresh_state *ret)
{
	for (int i = REFRESH_WAITING; i <= (int)REFRESH_FAILED; i++) {
		const char *name = refresh_state_name((enum refresh_state)i);

		if (strcmp(field, name) == 0) {
			*ret = (enum refresh_state)i;
			return true;
		}
	}
	return false;
}

/* Cuts a copy of the line into its fields; the last one keeps its tabs. */
static bool progress_split(char *line, char *fields[PROGRESS_FIELDS])
{
	for (int i = 0; i < PROGRESS_FIELDS - 1; i++) {
		char *tab = strchr(line, '\t');

		if (tab == NULL)
			return false;
		*tab = '\0';
		fields[i] = line;
		line = tab + 1;
	}
	fields[PROGRESS_FIELDS - 1] = line;
	return true;
}

static bool progress_fill(char *const fields[PROGRESS_FIELDS],
			  struct refresh_event *event)
{
	unsigned long index;
	unsigned long total;
	unsigned long papers;
	unsigned long added;

	if (!progress_number(fields[0], PROGRESS_MAX_TOTAL, &index) ||
	    !progress_number(fields[1], PROGRESS_MAX_TOTAL, &total) ||
	    index >= total || !progress_state(fields[3], &event->state) ||
	    !progress_number(fields[5], UINT32_MAX, &papers) ||
	    !progress_number(fields[6], UINT32_MAX, &added))
		return false;
	event->index = index;
	event->total = total;
	event->papers = (unsigned)papers;
	event->added = (unsigned)added;
	event->day = *fields[4] != '\0' ? date_parse_iso(fields[4]) : DAY_NONE;
	progress_text(fields[2], event->category, sizeof(event->category));
	progress_text(fields[7], event->text, sizeof(event->text));
	return true;
}

bool progress_read(const char *line, struct refresh_event *ret)
{
	struct refresh_event event = { .day = DAY_NONE };
	struct str copy = STR_INIT;
	char *fields[PROGRESS_FIELDS];
	bool ok = false;

	str_add(&copy, line);
	if (copy.len > 0 && progress_split(copy.data, fields) &&
	    progress_fill(fields, &event)) {
		*ret = event;
		ok = true;
	}
	str_free(&copy);
	return ok;
}
