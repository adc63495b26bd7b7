#ifndef SOURCE_SAMPLE_H
#define SOURCE_SAMPLE_H

#include "base/error.h"
#include "source/context.h"

/* The bundled sample days (data/sample, compiled in): the model report of
 * 11 October 2025 and a real recorded feed. */

/* Imports them into the context's library, as ordinary days. */
enum status sample_import(const struct source_context *context,
			  struct error *err) MUST_CHECK;

/* The newest of the sample's days. */
#define SAMPLE_DAY_TEXT "2025-10-11"

#endif
