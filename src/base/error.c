/* Statuses are a table (status.def); an error is a status and one clean line
 * of text. */
#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

static const int exit_codes[STATUS_MAX] = {
#define STATUS(name, meaning, code) [STATUS_##name] = (code),
#include "base/status.def"
#undef STATUS
};

int status_exit_code(enum status status)
{
	return status < STATUS_MAX ? exit_codes[status] : 1;
}

/* Puts the cleaned words into the error, cut between characters. */
static void error_put(struct error *err, const struct str *words)
{
	struct str clean = STR_INIT;
	const char *text;
	size_t len;

	text_clean(str_text(words), words->len, &clean);
	text = str_text(&clean);
	len = clean.len;
	if (len >= ERROR_TEXT_SIZE) {
		len = ERROR_TEXT_SIZE - 1;
		while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
			len--;
	}
	while (len > 0 && text[len - 1] == ' ')
		len--;
	memcpy(err->text, text, len);
	err->text[len] = '\0';
	str_free(&clean);
}

enum status error_set(struct error *err, enum status status, int native,
		      const char *format, ...)
{
	struct str words = STR_INIT;
	va_list args;

	if (!err)
		return status;
	va_start(args, format);
	str_vaddf(&words, format, args);
	va_end(args);
	err->status = status;
	err->native = native;
	error_put(err, &words);
	str_free(&words);
	return status;
}

void error_prefix(struct error *err, const char *format, ...)
{
	struct str words = STR_INIT;
	va_list args;

	if (!err)
		return;
	va_start(args, format);
	str_vaddf(&words, format, args);
	va_end(args);
	str_add(&words, ": ");
	str_add(&words, err->text);
	error_put(err, &words);
	str_free(&words);
}

void error_clear(struct error *err)
{
	*err = (struct error){ .status = STATUS_OK };
}
