#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* A growing string of bytes, always NUL-terminated once something was added
 * (str_text() of an empty one is ""). It may carry a hard cap, for bytes that
 * come from outside: what would pass the cap is cut off, `cut` is set and
 * nothing more is added until str_clear(). */
struct str {
	char *data;
	size_t len;  /* bytes, without the NUL */
	size_t room; /* bytes allocated */
	size_t cap;  /* most bytes it may hold; 0 = no cap */
	bool cut;    /* something was refused for the cap */
};

#define STR_INIT          ((struct str){ 0 })
#define STR_CAPPED(bytes) ((struct str){ .cap = (bytes) })

/* Frees what it holds and makes it empty; the cap stays. */
void str_free(struct str *s);
/* Empties it and keeps the room. */
void str_clear(struct str *s);
/* The content, never NULL; valid until the next change. */
const char *str_text(const struct str *s);
/* Hands the content to the caller (who frees it; "" when empty). */
char *str_take(struct str *s);

/* Append a text, bytes (which may hold NULs) and one byte. What is added must
 * not be part of *s. */
void str_add(struct str *s, const char *text);
void str_add_n(struct str *s, const char *bytes, size_t len);
static inline void str_add_char(struct str *s, char c);
/* Appends one code point as UTF-8, whole or not at all. */
void str_add_code(struct str *s, unsigned code);
/* Append what printf would print. */
void str_addf(struct str *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void str_vaddf(struct str *s, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
/* Shortens it to len bytes (no effect when it is shorter). */
void str_cut(struct str *s, size_t len);

/* Readers that go byte by byte live on this one, so it is short as long as
 * there is room. */
static inline void str_add_char(struct str *s, char c)
{
	if (s->cap > 0 || s->room - s->len < 2) {
		str_add_n(s, &c, 1);
		return;
	}
	s->data[s->len++] = c;
	s->data[s->len] = '\0';
}

#endif
