/* The growing string: room doubles, so that adding is linear in the bytes
 * added. A cap refuses the first byte too many and all that comes after it:
 * what a capped string holds is a beginning of what was added, never a text
 * with a hole. */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define FIRST_ROOM 128

void str_free(struct str *s)
{
	free(s->data);
	*s = STR_CAPPED(s->cap);
}

void str_clear(struct str *s)
{
	s->len = 0;
	s->cut = false;
	if (s->data)
		s->data[0] = '\0';
}

const char *str_text(const struct str *s)
{
	return s->data ? s->data : "";
}

char *str_take(struct str *s)
{
	char *text = s->data ? s->data : mem_strdup("");

	*s = STR_CAPPED(s->cap);
	return text;
}

/* How many of `more` bytes may still be added. */
static size_t str_allow(struct str *s, size_t more)
{
	if (s->cut)
		return 0;
	if (s->cap == 0 || more <= s->cap - s->len)
		return more;
	s->cut = true;
	return s->cap - s->len;
}

/* Makes room for `more` bytes and the NUL. */
static void str_reserve(struct str *s, size_t more)
{
	size_t want;

	if (__builtin_add_overflow(s->len, more, &want) ||
	    __builtin_add_overflow(want, (size_t)1, &want))
		mem_die();
	if (want <= s->room)
		return;
	if (s->room == 0 && want < FIRST_ROOM)
		want = FIRST_ROOM;
	s->data = mem_grow(s->data, &s->room, want, 1);
}

void str_add(struct str *s, const char *text)
{
	str_add_n(s, text, strlen(text));
}

void str_add_n(struct str *s, const char *bytes, size_t len)
{
	size_t allowed = str_allow(s, len);

	if (allowed == 0)
		return;
	str_reserve(s, allowed);
	memcpy(s->data + s->len, bytes, allowed);
	s->len += allowed;
	s->data[s->len] = '\0';
}

void str_add_code(struct str *s, unsigned code)
{
	char bytes[4];
	size_t len = utf8_encode(code, bytes);

	/* Half a character would not be UTF-8. */
	if (s->cap > 0 && len > s->cap - s->len)
		s->cut = true;
	str_add_n(s, bytes, len);
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(s, format, args);
	va_end(args);
}

void str_vaddf(struct str *s, const char *format, va_list args)
{
	char near[256];
	char *far;
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(near, sizeof(near), format, args);
	if (len > 0 && (size_t)len < sizeof(near)) {
		str_add_n(s, near, (size_t)len);
	} else if (len > 0) {
		far = mem_alloc((size_t)len + 1);
		if (vsnprintf(far, (size_t)len + 1, format, again) == len)
			str_add_n(s, far, (size_t)len);
		free(far);
	}
	va_end(again);
}

void str_cut(struct str *s, size_t len)
{
	if (len >= s->len)
		return;
	s->len = len;
	s->data[len] = '\0';
}
