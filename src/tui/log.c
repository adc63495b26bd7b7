/* Messages. A full log drops its oldest entry: only people read it, and the
 * newest tell them what to do. */

#include "tui/log.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

void log_add(struct log *log, bool error, int64_t time, const char *format, ...)
{
	struct str text = STR_INIT;
	struct log_entry *entry;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	if (log->count == LOG_MAX) {
		free(log->entries[0].text);
		memmove(log->entries, log->entries + 1,
			(LOG_MAX - 1) * sizeof(log->entries[0]));
		log->count--;
	}
	entry = &log->entries[log->count++];
	entry->error = error;
	entry->time = time;
	entry->text = text_clean_dup(str_text(&text));
	log->showing = true;
	str_free(&text);
}

const struct log_entry *log_shown(const struct log *log)
{
	if (!log->showing || log->count == 0)
		return NULL;
	return &log->entries[log->count - 1];
}

bool log_dismiss(struct log *log)
{
	bool was = log->showing;

	log->showing = false;
	return was;
}

void log_clear(struct log *log)
{
	for (size_t i = 0; i < log->count; i++)
		free(log->entries[i].text);
	*log = (struct log){ 0 };
}
