#ifndef FEED_VERDICT_H
#define FEED_VERDICT_H

#include <stdarg.h>
#include <stdbool.h>

/* Why a document is refused. The first reason stays: what comes after it is a
 * consequence. */

#define VERDICT_TEXT_SIZE 512

struct verdict {
	const char
		*cls; /* class of a FAIL record, static; NULL = all is well */
	char text[VERDICT_TEXT_SIZE]; /* one clean line */
};

#define VERDICT_INIT ((struct verdict){ 0 })

/* Refuses the document unless it is refused already. `cls` must be static. The
 * text passes the gate of base/text.h and is cut to fit. */
void verdict_fail(struct verdict *verdict, const char *cls, const char *format,
		  ...) __attribute__((format(printf, 3, 4)));
void verdict_vfail(struct verdict *verdict, const char *cls, const char *format,
		   va_list args) __attribute__((format(printf, 3, 0)));

/* True when the document is refused. */
bool verdict_failed(const struct verdict *verdict);

#endif
