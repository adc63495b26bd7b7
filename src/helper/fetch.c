/* arxday-fetch: one request on standard input, one answer on standard output.
 *
 * The request is lines "key value" (url, user-agent, etag, deadline and
 * patience in seconds, hop-wait in milliseconds, max in bytes, loopback-only
 * yes|no, any number of allow HOST), ended by an empty line. The answer is
 * frames: a kind, four bytes of length, big endian, and the bytes. 'H' is the
 * head as lines "key value", 'D' a piece of the decoded body, and 'E' the end:
 * "ok", or a class and words.
 *
 * Redirects are followed here and not by libcurl, so that every hop passes the
 * same gate as the first URL: https, or http to this machine; arXiv's hosts or
 * allowed ones. The same parser (CURLU) reads a URL for the check and for the
 * request. All limits that matter act in the callbacks, since libcurl's own
 * limit of size does not stop a compressed or an endless body. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <curl/curl.h>

#include "base/config.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#define REQUEST_MAX ((size_t)65536)
#define HEADERS_MAX ((size_t)256 * 1024)
/* Bytes of the body of an answer that is not 200: enough for its words. */
#define ERROR_BODY_MAX    ((size_t)65536)
#define MAX_HOPS          5
#define MAX_ALLOWED       16
#define CONNECT_SECONDS   10L
#define LOW_SPEED_BYTES   100L
#define LOW_SPEED_SECONDS 15L
/* Longest validator that is sent and told. */
#define ETAG_MAX     ((size_t)256)
#define MEMORY_LIMIT ((rlim_t)512 * 1024 * 1024)

struct request {
	char *url;
	char *user_agent;
	char *etag;
	char *allowed[MAX_ALLOWED];
	size_t allowed_count;
	long deadline; /* seconds */
	long patience; /* seconds of silence */
	long hop_wait; /* milliseconds before a redirect is followed */
	size_t max;    /* bytes */
	bool loopback_only;
};

/* One run of the program. */
struct fetch {
	struct request request;
	CURL *easy;
	char *host;    /* of this hop, owned */
	bool loopback; /* the host of this hop is this machine */
	bool head_sent;
	bool enough; /* the beginning of an error's body has gone out */
	size_t header_bytes;
	size_t body_bytes;
	const char *refusal; /* class of the error that a callback found */
	const char *refusal_text;
	char curl_text[CURL_ERROR_SIZE];
};

/* ---- frames ---- */

static bool send_frame(char kind, const char *bytes, size_t len)
{
	const unsigned char head[5] = {
		(unsigned char)kind,
		(unsigned char)(len >> 24 & 0xff),
		(unsigned char)(len >> 16 & 0xff),
		(unsigned char)(len >> 8 & 0xff),
		(unsigned char)(len & 0xff),
	};

	return file_write_all(STDOUT_FILENO, head, sizeof(head), NULL) ==
		       STATUS_OK &&
	       file_write_all(STDOUT_FILENO, bytes, len, NULL) == STATUS_OK;
}

/* Sends the end with a class and words, which may have come from outside. */
static bool send_end(const char *cls, const char *words)
{
	struct str text = STR_CAPPED(1024);
	bool sent;

	str_add(&text, cls);
	if (words != NULL) {
		str_add_char(&text, ' ');
		(void)text_clean(words, strlen(words), &text);
	}
	sent = send_frame('E', str_text(&text), text.len);
	str_free(&text);
	return sent;
}

/* ---- the request ---- */

static void add_line(struct request *request, const char *key,
		     const char *value)
{
	char **text = NULL;

	if (strcmp(key, "url") == 0)
		text = &request->url;
	else if (strcmp(key, "user-agent") == 0)
		text = &request->user_agent;
	else if (strcmp(key, "etag") == 0 && text_is_visible(value, ETAG_MAX))
		text = &request->etag;
	else if (strcmp(key, "deadline") == 0)
		request->deadline = strtol(value, NULL, 10);
	else if (strcmp(key, "hop-wait") == 0)
		request->hop_wait = strtol(value, NULL, 10);
	else if (strcmp(key, "patience") == 0)
		request->patience = strtol(value, NULL, 10);
	else if (strcmp(key, "max") == 0)
		request->max = (size_t)strtoull(value, NULL, 10);
	else if (strcmp(key, "loopback-only") == 0)
		request->loopback_only = strcmp(value, "no") != 0;
	else if (strcmp(key, "allow") == 0 &&
		 request->allowed_count < MAX_ALLOWED)
		text = &request->allowed[request->allowed_count++];
	if (text != NULL && *text == NULL)
		*text = mem_strdup(value);
}

/* Reads up to the empty line; false when the input ends before or is absurd. */
static bool read_lines(struct str *ret)
{
	while (ret->len < 2 ||
	       memcmp(ret->data + ret->len - 2, "\n\n", 2) != 0) {
		char chunk[4096];
		ssize_t n = read(STDIN_FILENO, chunk, sizeof(chunk));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		str_add_n(ret, chunk, (size_t)n);
		if (ret->cut)
			return false;
	}
	return true;
}

static bool read_request(struct request *request)
{
	struct str lines = STR_CAPPED(REQUEST_MAX);
	bool whole = read_lines(&lines);
	char *line = str_take(&lines);
	char *start = line;

	request->loopback_only = true;
	request->patience = LOW_SPEED_SECONDS;
	while (whole && *line != '\0' && *line != '\n') {
		char *end = line + strcspn(line, "\n");
		char *blank = line + strcspn(line, " \n");

		*end = '\0';
		if (blank < end) {
			*blank = '\0';
			add_line(request, line, blank + 1);
		}
		line = end + 1;
	}
	free(start);
	return whole && request->url != NULL && request->user_agent != NULL &&
	       request->hop_wait >= 0 && request->deadline > 0 &&
	       request->patience > 0 && request->max > 0;
}

static void request_free(struct request *request)
{
	free(request->url);
	free(request->user_agent);
	free(request->etag);
	for (size_t i = 0; i < request->allowed_count; i++)
		free(request->allowed[i]);
}

/* ---- the gate ---- */

static bool is_arxiv_host(const char *host)
{
	static const char arxiv[] = "arxiv.org";
	size_t len = strlen(host);
	size_t tail = sizeof(arxiv) - 1;

	if (len < tail || strcasecmp(host + len - tail, arxiv) != 0)
		return false;
	return len == tail || host[len - tail - 1] == '.';
}

static bool is_allowed_host(const struct request *request, const char *host)
{
	if (is_arxiv_host(host))
		return true;
	for (size_t i = 0; i < request->allowed_count; i++)
		if (strcasecmp(request->allowed[i], host) == 0)
			return true;
	return false;
}

/* The host of a URL without the brackets of an IPv6 address, fresh; NULL when
 * it has none. */
static char *host_of(CURLU *url)
{
	char *part = NULL;
	char *host;
	size_t len;

	if (curl_url_get(url, CURLUPART_HOST, &part, 0) != CURLUE_OK)
		return NULL;
	len = strlen(part);
	if (len >= 2 && part[0] == '[' && part[len - 1] == ']')
		host = mem_strndup(part + 1, len - 2);
	else
		host = mem_strdup(part);
	curl_free(part);
	return host;
}

static bool has_part(CURLU *url, CURLUPart which, const char *want)
{
	char *part = NULL;
	bool same;

	if (curl_url_get(url, which, &part, 0) != CURLUE_OK)
		return false;
	same = want == NULL || strcmp(part, want) == 0;
	curl_free(part);
	return same;
}

static bool refuse(struct fetch *fetch, const char *cls, const char *text)
{
	fetch->refusal = cls;
	fetch->refusal_text = text;
	return false;
}

static bool check_host(struct fetch *fetch, CURLU *url, const char *host)
{
	fetch->loopback = config_host_is_loopback(host);
	if (fetch->request.loopback_only && !fetch->loopback)
		return refuse(fetch, "refused",
			      "only this machine may be asked "
			      "(ARXDAY_LOOPBACK_ONLY)");
	if (!is_allowed_host(&fetch->request, host))
		return refuse(fetch, "refused",
			      "the server sent us to a host that is not "
			      "allowed");
	if (!has_part(url, CURLUPART_SCHEME, "https") && !fetch->loopback)
		return refuse(fetch, "refused", "only https is allowed");
	return true;
}

/* True when this URL may be asked; sets fetch->loopback. `secure` is whether
 * the hop before was https, from which there is no way back to http. */
static bool check_url(struct fetch *fetch, CURLU *url, bool secure)
{
	char *host;

	if (!has_part(url, CURLUPART_SCHEME, "https") &&
	    (secure || !has_part(url, CURLUPART_SCHEME, "http")))
		return refuse(fetch, "refused",
			      "the server sent us to an address that is "
			      "neither https nor allowed");
	if (has_part(url, CURLUPART_USER, NULL) ||
	    has_part(url, CURLUPART_PASSWORD, NULL))
		return refuse(fetch, "refused",
			      "an address with a password is not allowed");
	host = host_of(url);
	if (host == NULL)
		return refuse(fetch, "refused", "the address has no host");
	free(fetch->host);
	fetch->host = host;
	return check_host(fetch, url, host);
}

static bool is_loopback_address(const struct curl_sockaddr *address)
{
	/* libcurl keeps room behind addr for the longer kinds of address. */
	const char *raw =
		(const char *)address + offsetof(struct curl_sockaddr, addr);

	if (address->family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, raw, sizeof(in));
		return ntohl(in.sin_addr.s_addr) >> 24 == 127;
	}
	if (address->family == AF_INET6 &&
	    address->addrlen >= sizeof(struct sockaddr_in6)) {
		struct sockaddr_in6 in6;

		memcpy(&in6, raw, sizeof(in6));
		return IN6_IS_ADDR_LOOPBACK(&in6.sin6_addr) != 0;
	}
	return false;
}

/* A name that promises this machine must lead to this machine. */
static curl_socket_t open_socket(void *context, curlsocktype purpose,
				 struct curl_sockaddr *address)
{
	struct fetch *fetch = context;

	if (purpose != CURLSOCKTYPE_IPCXN ||
	    (fetch->loopback && !is_loopback_address(address))) {
		(void)refuse(fetch, "refused",
			     "a loopback name leads to another machine");
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		      address->protocol);
}

/* ---- the answer ---- */

static bool is_redirect(long code)
{
	return code == 301 || code == 302 || code == 303 || code == 307 ||
	       code == 308;
}

static long response_code(const struct fetch *fetch)
{
	long code = 0;

	(void)curl_easy_getinfo(fetch->easy, CURLINFO_RESPONSE_CODE, &code);
	return code;
}

static void add_text(struct str *head, const char *key, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	str_addf(head, "%s ", key);
	(void)text_clean(value, strlen(value), head);
	str_add_char(head, '\n');
}

/* The validator as it came, byte by byte; one that could not be sent again in
 * one piece is none. */
static void add_etag(CURL *easy, struct str *head)
{
	struct curl_header *etag = NULL;

	if (curl_easy_header(easy, "ETag", 0, CURLH_HEADER, -1, &etag) ==
		    CURLHE_OK &&
	    text_is_visible(etag->value, ETAG_MAX))
		str_addf(head, "etag %s\n", etag->value);
}

static bool send_head(struct fetch *fetch)
{
	struct str head = STR_CAPPED(65536);
	char *type = NULL;
	char *url = NULL;
	curl_off_t retry = 0;
	bool sent;

	fetch->head_sent = true;
	str_addf(&head, "status %ld\n", response_code(fetch));
	(void)curl_easy_getinfo(fetch->easy, CURLINFO_CONTENT_TYPE, &type);
	add_text(&head, "content-type", type);
	add_etag(fetch->easy, &head);
	(void)curl_easy_getinfo(fetch->easy, CURLINFO_RETRY_AFTER, &retry);
	if (retry > 0)
		str_addf(&head, "retry-after %lld\n", (long long)retry);
	(void)curl_easy_getinfo(fetch->easy, CURLINFO_EFFECTIVE_URL, &url);
	add_text(&head, "url", url);
	sent = send_frame('H', str_text(&head), head.len);
	str_free(&head);
	return sent;
}

/* The bytes of this piece that may go on; 0 ends the transfer. */
static size_t admit(struct fetch *fetch, size_t len)
{
	if (response_code(fetch) == 200) {
		if (len <= fetch->request.max - fetch->body_bytes)
			return len;
		(void)refuse(fetch, "too_large", "the answer is too large");
		return 0;
	}
	if (len <= ERROR_BODY_MAX - fetch->body_bytes)
		return len;
	fetch->enough = true;
	return ERROR_BODY_MAX - fetch->body_bytes;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct fetch *fetch = context;
	size_t len = size * count;
	size_t some;

	if (is_redirect(response_code(fetch))) {
		fetch->body_bytes += len;
		if (fetch->body_bytes <= ERROR_BODY_MAX)
			return len;
		(void)refuse(fetch, "too_large", "the redirect is too large");
		return 0;
	}
	some = admit(fetch, len);
	if (some == 0)
		return 0;
	if ((!fetch->head_sent && !send_head(fetch)) ||
	    !send_frame('D', bytes, some))
		_exit(1);
	fetch->body_bytes += some;
	return some;
}

/* libcurl's type has no const.
 * NOLINTNEXTLINE(readability-non-const-parameter) */
static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	struct fetch *fetch = context;
	size_t len = size * count;

	(void)bytes;
	fetch->header_bytes += len;
	if (fetch->header_bytes <= HEADERS_MAX)
		return len;
	(void)refuse(fetch, "too_large", "the answer's header is too large");
	return 0;
}

/* ---- the transfer ---- */

/* Whether a name will perhaps have an address later: libcurl does not tell
 * "there is none" from "nobody could say". */
static bool may_resolve_later(const char *host)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL;
	int code = getaddrinfo(host, NULL, &hints, &list);

	if (code == 0)
		freeaddrinfo(list);
	return code == 0 || code == EAI_AGAIN || code == EAI_SYSTEM;
}

/* What happened to a connection, for the message's sake and for whoever wants
 * to try again; the rest of libcurl's long list is one class. */
static const struct {
	CURLcode code;
	const char *cls;
} classes[] = {
	{CURLE_COULDNT_RESOLVE_HOST,      "dns"    },
	{ CURLE_COULDNT_RESOLVE_PROXY,    "dns"    },
	{ CURLE_COULDNT_CONNECT,          "connect"},
	{ CURLE_OPERATION_TIMEDOUT,       "timeout"},
	{ CURLE_PARTIAL_FILE,             "cut"    },
	{ CURLE_RECV_ERROR,               "cut"    },
	{ CURLE_SEND_ERROR,               "cut"    },
	{ CURLE_GOT_NOTHING,              "cut"    },
	{ CURLE_HTTP2,                    "cut"    },
	{ CURLE_HTTP2_STREAM,             "cut"    },
	{ CURLE_PEER_FAILED_VERIFICATION, "tls"    },
	{ CURLE_SSL_CONNECT_ERROR,        "tls"    },
};

static const char *class_of(const struct fetch *fetch, CURLcode code)
{
	if (code == CURLE_COULDNT_RESOLVE_HOST &&
	    may_resolve_later(fetch->host))
		return "dns_again";
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (classes[i].code == code)
			return classes[i].cls;
	return "protocol";
}

static const char *words_of(const struct fetch *fetch, CURLcode code)
{
	switch ((int)code) {
	case CURLE_PARTIAL_FILE:
		return "the answer was cut: the connection ended before it "
		       "was whole";
	case CURLE_PEER_FAILED_VERIFICATION:
		return "the server's certificate cannot be trusted";
	default:
		break;
	}
	return fetch->curl_text[0] != '\0' ? fetch->curl_text
					   : curl_easy_strerror(code);
}

/* True when a proxy did not let us through; sets the refusal. */
static bool proxy_refused(struct fetch *fetch)
{
	long code = 0;

	(void)curl_easy_getinfo(fetch->easy, CURLINFO_HTTP_CONNECTCODE, &code);
	if (code < 300)
		return false;
	(void)snprintf(fetch->curl_text, sizeof(fetch->curl_text),
		       code == 407 ? "the proxy asks for a password (HTTP "
				     "%ld); see https_proxy"
				   : "the proxy refused (HTTP %ld)",
		       code);
	(void)refuse(fetch, "proxy", fetch->curl_text);
	return true;
}

static int64_t now_ms(void)
{
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + (int64_t)(now.tv_nsec / 1000000);
}

#define SET(option, value) \
	(curl_easy_setopt(fetch->easy, (option), (value)) == CURLE_OK)

static bool set_limits(struct fetch *fetch)
{
	return SET(CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS) &&
	       SET(CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES) &&
	       SET(CURLOPT_LOW_SPEED_TIME, fetch->request.patience) &&
	       SET(CURLOPT_NOSIGNAL, 1L) && SET(CURLOPT_FOLLOWLOCATION, 0L) &&
	       SET(CURLOPT_HTTP09_ALLOWED, 0L) &&
	       SET(CURLOPT_PROTOCOLS_STR, "http,https") &&
	       SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
	       SET(CURLOPT_SSL_VERIFYPEER, 1L) &&
	       SET(CURLOPT_SSL_VERIFYHOST, 2L) &&
	       SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

static bool set_callbacks(struct fetch *fetch)
{
	return SET(CURLOPT_ERRORBUFFER, fetch->curl_text) &&
	       SET(CURLOPT_WRITEFUNCTION, take_body) &&
	       SET(CURLOPT_WRITEDATA, fetch) &&
	       SET(CURLOPT_HEADERFUNCTION, take_header) &&
	       SET(CURLOPT_HEADERDATA, fetch) &&
	       SET(CURLOPT_OPENSOCKETFUNCTION, open_socket) &&
	       SET(CURLOPT_OPENSOCKETDATA, fetch);
}

static bool set_headers(struct fetch *fetch, struct curl_slist **list)
{
	struct str line = STR_INIT;

	if (fetch->request.etag != NULL) {
		str_addf(&line, "If-None-Match: %s", fetch->request.etag);
		*list = curl_slist_append(*list, str_text(&line));
		str_free(&line);
		if (*list == NULL)
			return false;
	}
	return SET(CURLOPT_HTTPHEADER, *list) &&
	       SET(CURLOPT_USERAGENT, fetch->request.user_agent) &&
	       SET(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
}

/* What differs from hop to hop. The user's proxy is for the world outside. */
static bool set_hop(struct fetch *fetch, CURLU *url, int64_t left)
{
	const char *proxy = fetch->loopback ? "" : NULL;
	char *text = NULL;
	bool good;

	fetch->body_bytes = 0;
	fetch->header_bytes = 0;
	if (curl_url_get(url, CURLUPART_URL, &text, 0) != CURLUE_OK)
		return false;
	good = SET(CURLOPT_URL, text) && SET(CURLOPT_PROXY, proxy) &&
	       SET(CURLOPT_TIMEOUT_MS, (long)left);
	curl_free(text);
	return good;
}

/* Where the last hop led to, put into url; false when it is an answer. */
static bool next_hop(struct fetch *fetch, CURLU *url)
{
	char *to = NULL;

	if (!is_redirect(response_code(fetch)))
		return false;
	(void)curl_easy_getinfo(fetch->easy, CURLINFO_REDIRECT_URL, &to);
	if (to == NULL)
		return false;
	if (curl_url_set(url, CURLUPART_URL, to, CURLU_NON_SUPPORT_SCHEME) !=
	    CURLUE_OK)
		(void)refuse(fetch, "refused",
			     "the server sent us to no valid address");
	return true;
}

/* True when the transfer ended as an answer does. */
static bool settle(struct fetch *fetch, CURLcode code)
{
	if (fetch->refusal != NULL)
		return false;
	if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && fetch->enough))
		return true;
	if (!proxy_refused(fetch))
		(void)refuse(fetch, class_of(fetch, code),
			     words_of(fetch, code));
	return false;
}

/* A redirect is another request, for which the pace holds, too. */
static void wait_hop(const struct fetch *fetch)
{
	int64_t until = now_ms() + fetch->request.hop_wait;

	for (int64_t left = fetch->request.hop_wait; left > 0;
	     left = until - now_ms())
		(void)poll(NULL, 0, left < 1000 ? (int)left : 1000);
}

/* Follows the hops until there is an answer or a refusal. */
static bool follow(struct fetch *fetch, CURLU *url)
{
	int64_t until = now_ms() + (int64_t)fetch->request.deadline * 1000;
	bool secure = false;

	for (int hop = 0; hop <= MAX_HOPS; hop++) {
		int64_t left;

		if (!check_url(fetch, url, secure))
			return false;
		if (hop > 0)
			wait_hop(fetch);
		left = until - now_ms();
		secure = has_part(url, CURLUPART_SCHEME, "https");
		if (left <= 0 || !set_hop(fetch, url, left))
			return refuse(fetch, "timeout", "it took too long");
		if (!settle(fetch, curl_easy_perform(fetch->easy)))
			return false;
		if (!next_hop(fetch, url))
			return true;
		if (fetch->refusal != NULL)
			return false;
	}
	return refuse(fetch, "redirect", "too many redirects");
}

static bool parse_url(struct fetch *fetch, CURLU *url)
{
	if (url == NULL)
		return refuse(fetch, "memory", "out of memory");
	if (curl_url_set(url, CURLUPART_URL, fetch->request.url,
			 CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
		return refuse(fetch, "bad_request", "the URL is not valid");
	return true;
}

static bool answer(struct fetch *fetch)
{
	struct curl_slist *list = NULL;
	CURLU *url = curl_url();
	bool good = parse_url(fetch, url);

	fetch->easy = curl_easy_init();
	if (good && (fetch->easy == NULL || !set_limits(fetch) ||
		     !set_callbacks(fetch) || !set_headers(fetch, &list)))
		good = refuse(fetch, "setup", "libcurl lacks something");
	good = good && follow(fetch, url);
	if (good && !fetch->head_sent)
		good = send_head(fetch);
	if (good)
		good = send_end("ok", NULL);
	else
		(void)send_end(fetch->refusal != NULL ? fetch->refusal
						      : "output",
			       fetch->refusal_text);
	curl_easy_cleanup(fetch->easy);
	curl_url_cleanup(url);
	curl_slist_free_all(list);
	free(fetch->host);
	return good;
}

/* ---- the process ---- */

/* A system that refuses leaves us with the limits that we had. */
#define LIMIT(resource, value)                                        \
	((void)setrlimit((resource),                                  \
			 &(const struct rlimit){ .rlim_cur = (value), \
						 .rlim_max = (value) }))

/* Takes away what a fetcher never needs. */
static void confine(void)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	LIMIT(RLIMIT_CORE, 0);
	LIMIT(RLIMIT_NOFILE, 32);
	LIMIT(RLIMIT_CPU, 30);
#ifndef ARXDAY_SANITIZED
	LIMIT(RLIMIT_AS, MEMORY_LIMIT);
#else
	(void)MEMORY_LIMIT;
#endif
	(void)signal(SIGPIPE, SIG_IGN);
}

/* False when the reader of our answer has gone: it may have died before it
 * could take us with it. */
static bool is_awaited(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO };

	return poll(&out, 1, 0) == 0 || (out.revents & POLLERR) == 0;
}

int main(void)
{
	struct fetch fetch = { .head_sent = false };
	bool good = false;

	confine();
	if (!read_request(&fetch.request)) {
		(void)send_end("bad_request", "the request is not whole");
	} else if (is_awaited() &&
		   curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
		good = answer(&fetch);
		curl_global_cleanup();
	}
	request_free(&fetch.request);
	return good ? 0 : 1;
}
