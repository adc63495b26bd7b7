/* Putting requests together. */
#include "source/url.h"

#include <string.h>

static bool is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~", c));
}

void url_add_encoded(const char *text, struct str *out)
{
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (is_plain(c))
			str_add_char(out, (char)c);
		else
			str_addf(out, "%%%02X", c);
	}
}

void url_add_base(const char *url, struct str *out)
{
	size_t len = strlen(url);

	while (len > 0 && url[len - 1] == '/')
		len--;
	str_add_n(out, url, len);
}
