/* The URLs of arxdayrc. What two programs could read in two ways is no URL
 * here: backslashes, percent signs in a host, more than one @. */
#include "base/config.h"

#include <arpa/inet.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

static bool url_is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

/* Only printable ASCII, without what some programs repair. */
static bool url_is_plain(const char *url)
{
	for (; *url != '\0'; url++) {
		if (*url <= ' ' || *url >= 0x7F || strchr("\\\"<>^`{|}", *url))
			return false;
	}
	return true;
}

/* Where the authority begins; NULL when it is no http or https URL. */
static const char *url_authority(const char *url)
{
	if (strncasecmp(url, "http://", 7) == 0)
		return url + 7;
	return strncasecmp(url, "https://", 8) == 0 ? url + 8 : NULL;
}

/* True for "" and ":PORT" in [at, end). */
static bool url_is_port(const char *at, const char *end)
{
	long port = 0;

	if (at == end)
		return true;
	if (*at++ != ':')
		return false;
	for (; at < end && *at >= '0' && *at <= '9' && port < 65536; at++)
		port = port * 10 + (*at - '0');
	return at == end && port > 0 && port < 65536;
}

/* The end of the host that begins at `at`; NULL when there is none. */
static const char *url_host_end(const char *at, const char *end)
{
	const char *start = at;

	if (*at == '[') {
		while (++at < end && strchr("0123456789abcdefABCDEF:.", *at))
			continue;
		return at < end && *at == ']' && at > start + 1 ? at + 1 : NULL;
	}
	while (at < end && (url_is_alnum(*at) || strchr("-._", *at)))
		at++;
	return at > start ? at : NULL;
}

char *config_url_host(const char *url)
{
	const char *start = url_authority(url);
	const char *end;
	const char *at;
	char *host;
	size_t i;

	if (!start || !url_is_plain(url))
		return NULL;
	end = start + strcspn(start, "/?#");
	at = memchr(start, '@', (size_t)(end - start));
	if (at)
		start = at + 1;
	at = url_host_end(start, end);
	if (!at || !url_is_port(at, end))
		return NULL;
	if (*start == '[') {
		start++;
		at--;
	}
	host = mem_strndup(start, (size_t)(at - start));
	for (i = 0; host[i] != '\0'; i++) {
		if (host[i] >= 'A' && host[i] <= 'Z')
			host[i] = (char)(host[i] | 0x20);
	}
	return host;
}

bool config_host_is_loopback(const char *host)
{
	struct in_addr four;
	struct in6_addr six;

	if (inet_pton(AF_INET, host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	if (inet_pton(AF_INET6, host, &six) == 1)
		return memcmp(&six, &in6addr_loopback, sizeof(six)) == 0;
	return strcasecmp(host, "localhost") == 0;
}

const char *config_url_problem(const char *url)
{
	char *host = config_url_host(url);
	const char *start = url_authority(url);
	bool near = host && config_host_is_loopback(host);
	bool found = host != NULL;

	free(host);
	if (!found || !start)
		return "expected a URL: https://, a host and perhaps a path";
	if (memchr(start, '@', strcspn(start, "/?#")))
		return "expected a URL without a user's name";
	if (strchr(start, '#'))
		return "expected a URL without a fragment";
	if (!near && strncasecmp(url, "https:", 6) != 0)
		return "expected https://; plain http:// is for loopback "
		       "hosts only";
	return NULL;
}
