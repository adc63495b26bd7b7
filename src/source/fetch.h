#ifndef SOURCE_FETCH_H
#define SOURCE_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

/* Drives arxday-fetch: one request out, an answer in. Keeps no pace; that is
 * the caller's (source/pace.h). */

/* Longest validator, in bytes, that is taken and sent. */
#define FETCH_ETAG_MAX 256

struct fetch_request {
	const char *url;
	const char *etag;         /* validator of what is held; NULL none. Sent
				     as it is, whatever its quotes */
	const char *const *hosts; /* allowed besides arXiv's own, NULL-ended */
	bool loopback_only;
	unsigned deadline; /* seconds for all of it */
	unsigned patience; /* seconds that the server may be silent */
	int64_t hop_wait;  /* milliseconds before a redirect is followed */
	size_t max_bytes;  /* of the decoded body */
};

struct fetch_answer {
	int http;           /* status code of the last response */
	long retry_after;   /* seconds; -1 when the server does not say */
	char *content_type; /* clean; NULL none */
	char *etag;         /* as it came, when fetch_etag_is_good(); or NULL */
	char *url;          /* where the answer came from in the end */
	struct str body;    /* decoded; only its beginning unless http is 200 */
};

/* True for a validator that may be kept and sent again: visible ASCII of no
 * more than FETCH_ETAG_MAX bytes. NULL is none. */
bool fetch_etag_is_good(const char *etag);

/* Makes one request. STATUS_OK for any whole HTTP answer, whatever its code;
 * STATUS_HTTP when the server sent us where we may not go, else
 * STATUS_NETWORK, STATUS_TOO_LARGE, STATUS_CANCELLED or STATUS_SYSTEM, and
 * *ret holds nothing. The caller frees it with fetch_clear(). A validator that
 * is not good is an error, too. */
enum status fetch_run(const char *program, const struct fetch_request *request,
		      int cancel_fd, struct fetch_answer *ret,
		      struct error *err) MUST_CHECK;

/* True when such a failure of fetch_run() may be over soon: a time-out, a
 * connection that was refused or cut, a name server that does not answer now.
 * Its native error is an errno then. */
bool fetch_is_passing(const struct error *why);

/* Frees the texts and makes it empty. */
void fetch_clear(struct fetch_answer *answer);

#endif
