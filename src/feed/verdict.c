#include "feed/verdict.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"

/* The text may quote the document (a server's error message), hence the
 * gate. It is cut between two characters, and never behind a blank, so that it
 * is still as the gate leaves it. */

void verdict_vfail(struct verdict *verdict, const char *cls, const char *format,
		   va_list args)
{
	struct str raw = STR_INIT;
	struct str clean = STR_INIT;
	const char *text;
	size_t len;

	if (verdict->cls)
		return;
	str_vaddf(&raw, format, args);
	text_clean(str_text(&raw), raw.len, &clean);
	text = str_text(&clean);
	len = clean.len;
	if (len >= sizeof(verdict->text)) {
		len = sizeof(verdict->text) - 1;
		while (len > 0 && ((unsigned char)text[len] & 0xC0u) == 0x80u)
			len--;
		if (len > 0 && text[len - 1] == ' ')
			len--;
	}
	memcpy(verdict->text, text, len);
	verdict->text[len] = '\0';
	verdict->cls = cls;
	str_free(&clean);
	str_free(&raw);
}

void verdict_fail(struct verdict *verdict, const char *cls, const char *format,
		  ...)
{
	va_list args;

	va_start(args, format);
	verdict_vfail(verdict, cls, format, args);
	va_end(args);
}

bool verdict_failed(const struct verdict *verdict)
{
	return verdict->cls != NULL;
}
