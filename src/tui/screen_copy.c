/* The clipboard. The text goes as base64, so that no byte of it can mean
 * anything to the terminal. */

#include "tui/screen.h"

#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

/* Bytes that terminals take at most. */
#define COPY_MOST 74994

static void copy_base64(const char *text, size_t len, struct str *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		uint32_t bits = (uint32_t)(unsigned char)text[i] << 16;

		if (i + 1 < len)
			bits |= (uint32_t)(unsigned char)text[i + 1] << 8;
		if (i + 2 < len)
			bits |= (unsigned char)text[i + 2];
		str_add_char(out, digits[bits >> 18 & 63]);
		str_add_char(out, digits[bits >> 12 & 63]);
		str_add_char(out, i + 1 < len ? digits[bits >> 6 & 63] : '=');
		str_add_char(out, i + 2 < len ? digits[bits & 63] : '=');
	}
}

bool screen_copy(struct screen *screen, const char *text, size_t len)
{
	struct str bytes = STR_INIT;
	bool sent = false;

	(void)screen;
	if (len > COPY_MOST)
		return false;
	str_add(&bytes, "\033]52;c;");
	copy_base64(text, len, &bytes);
	str_add_char(&bytes, '\a');
	sent = file_write_all(STDOUT_FILENO, str_text(&bytes), bytes.len,
			      NULL) == STATUS_OK;
	str_free(&bytes);
	return sent;
}
