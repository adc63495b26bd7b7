/* Messages. A full log drops its oldest entry: only people read it, and the
 * newest tell them what to do. */

#include "tui/log.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

void log_add(struct log *log, bool error, int64_t time, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_vadd(log, error, time, format, args);
	va_end(args);
}

/* True when the last message said the same. */
static bool log_repeats(const struct log *log, bool error, const char *text)
{
	const struct log_entry *last;

	if (log->count == 0)
		return false;
	last = &log->entries[log->count - 1];
	return last->error == error && strcmp(last->text, text) == 0;
}

void log_vadd(struct log *log, bool error, int64_t time, const char *format,
	      va_list args)
{
	struct str raw = STR_INIT;
	char *text;

	str_vaddf(&raw, format, args);
	text = text_clean_dup(str_text(&raw));
	str_free(&raw);
	log->showing = true;
	if (log_repeats(log, error, text)) {
		log->entries[log->count - 1].time = time;
		free(text);
		return;
	}
	if (log->count == LOG_MAX) {
		free(log->entries[0].text);
		memmove(log->entries, log->entries + 1,
			(LOG_MAX - 1) * sizeof(log->entries[0]));
		log->count--;
	}
	log->entries[log->count++] = (struct log_entry){ .error = error,
							 .time = time,
							 .text = text };
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
