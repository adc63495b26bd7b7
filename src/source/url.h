#ifndef SOURCE_URL_H
#define SOURCE_URL_H

#include "base/str.h"

/* Appends a text as part of a URL's query: all bytes but letters, digits and
 * "-._~" as %XX. */
void url_add_encoded(const char *text, struct str *out);

/* Appends a URL without the slashes at its end. */
void url_add_base(const char *url, struct str *out);

#endif
