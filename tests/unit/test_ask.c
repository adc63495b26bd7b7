/* One polite request: when it is tried again, what stands in it, and what it
 * is told as. The server is a process of this program on the loopback
 * interface that says a list of answers, one a connection. */
#include "test.h"

#include <arpa/inet.h>
#include <limits.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "source/ask.h"
#include "source/tick.h"

#define PACE 3000

static void what_passes_is_tried_three_times(void **state)
{
	static const int codes[] = { 0, 500, 502, 503, 504 };

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		assert_int_equal(ask_delay(codes[i], 1, -1, PACE, 0), 6000);
		assert_int_equal(ask_delay(codes[i], 2, -1, PACE, 0), 12000);
		assert_int_equal(ask_delay(codes[i], 3, -1, PACE, 0), -1);
	}
	assert_int_equal(ask_delay(429, 1, -1, PACE, 0), 60000);
	assert_int_equal(ask_delay(429, 2, -1, PACE, 0), -1);
	assert_int_equal(ask_delay(503, 1, -1, 0, 255), 0);
}

static void the_rest_is_never_tried_again(void **state)
{
	static const int codes[] = { 200, 204, 301, 304, 400, 401, 403, 404,
				     405, 407, 410, 413, 451, 501, 505 };

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		assert_int_equal(ask_delay(codes[i], 1, -1, PACE, 0), -1);
		assert_int_equal(ask_delay(codes[i], 1, 5, PACE, 0), -1);
	}
}

static void a_wish_makes_it_longer_never_shorter(void **state)
{
	(void)state;
	assert_int_equal(ask_delay(503, 1, 7, PACE, 0), 7000);
	assert_int_equal(ask_delay(503, 1, 5, PACE, 0), 6000);
	assert_int_equal(ask_delay(503, 2, 5, PACE, 0), 12000);
	assert_int_equal(ask_delay(503, 3, 5, PACE, 0), -1);
	assert_int_equal(ask_delay(429, 1, 120, PACE, 0), 120000);
	assert_int_equal(ask_delay(503, 1, 300, PACE, 0), 300000);
	assert_int_equal(ask_delay(503, 1, 301, PACE, 0), -1);
	assert_int_equal(ask_delay(429, 1, 604800, PACE, 0), -1);
	assert_int_equal(ask_delay(503, 1, 604801, PACE, 0), -1);
	assert_int_equal(ask_delay(503, 1, LONG_MAX, PACE, 0), -1);
}

static void nonsense_is_no_wish(void **state)
{
	static const long values[] = { -1, 0, -5, LONG_MIN };

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		assert_int_equal(ask_delay(503, 1, values[i], PACE, 0), 6000);
		assert_int_equal(ask_delay(429, 1, values[i], PACE, 0), 60000);
	}
}

static void the_jitter_is_a_quarter_at_most(void **state)
{
	(void)state;
	for (unsigned jitter = 0; jitter < 1000; jitter++) {
		int64_t wait = ask_delay(503, 1, -1, PACE, jitter);

		assert_true(wait >= 6000 && wait < 7500);
	}
	assert_int_equal(ask_delay(503, 1, -1, PACE, 128), 6750);
}

static void a_slow_pace_does_not_make_it_endless(void **state)
{
	(void)state;
	assert_int_equal(ask_delay(429, 1, -1, 86400000, 0), 300000);
	assert_int_equal(ask_delay(0, 2, -1, 86400000, 0), 300000);
}

/* A user's state, a server, and what it was asked. */
struct stage {
	char top[64];
	char *state;
	char *stamp;
	char *fetch;
	char *parse;
	char *url;
	struct config config;
	pid_t server;
	int log;
	char said[256]; /* the last reason of a wait */
	int asks;
};

static int make_stage(void **state)
{
	struct stage *stage = mem_zalloc(1, sizeof(*stage));
	const char *build = getenv("ARXDAY_BUILD");

	(void)snprintf(stage->top, sizeof(stage->top), "ask-XXXXXX");
	if (mkdtemp(stage->top) == NULL)
		return -1;
	stage->state = file_join(stage->top, "state");
	stage->stamp = file_join(stage->state, "pace");
	stage->fetch = file_join(build ? build : ".", "arxday-fetch");
	stage->parse = file_join(build ? build : ".", "arxday-parse");
	config_init(&stage->config);
	stage->config.pace = 0;
	*state = stage;
	return 0;
}

/* Ends the server; the number of requests that it saw. What they were comes
 * into out. */
static int end_server(struct stage *stage, struct str *out)
{
	char chunk[4096];
	ssize_t n;
	int count = 0;

	(void)kill(stage->server, SIGKILL);
	(void)waitpid(stage->server, NULL, 0);
	stage->server = 0;
	while ((n = read(stage->log, chunk, sizeof(chunk))) > 0)
		str_add_n(out, chunk, (size_t)n);
	(void)close(stage->log);
	for (const char *at = str_text(out); *at != '\0'; at++)
		count += strncmp(at, "GET ", 4) == 0;
	return count;
}

static int requests(struct stage *stage)
{
	struct str text = STR_INIT;
	int count = end_server(stage, &text);

	str_free(&text);
	return count;
}

static int remove_stage(void **state)
{
	struct stage *stage = *state;

	if (stage->server > 0)
		(void)requests(stage);
	(void)unlink(stage->stamp);
	(void)rmdir(stage->state);
	(void)rmdir(stage->top);
	config_clear(&stage->config);
	free(stage->state);
	free(stage->stamp);
	free(stage->fetch);
	free(stage->parse);
	free(stage->url);
	free(stage);
	return 0;
}

/* Reads a request up to the empty line and hands it on. */
static bool take_request(int link, int log)
{
	char text[4096];
	size_t len = 0;

	while (len < sizeof(text) &&
	       (len < 4 || memcmp(text + len - 4, "\r\n\r\n", 4) != 0)) {
		ssize_t n = read(link, text + len, sizeof(text) - len);

		if (n <= 0)
			return false;
		len += (size_t)n;
	}
	return write(log, text, len) == (ssize_t)len;
}

/* Says one answer after another; the last one stays. "" is a connection that
 * ends without one. */
static void serve(int listener, int log, const char *const *answers)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)alarm(60);
	for (;;) {
		int link = accept(listener, NULL, NULL);
		size_t len = strlen(*answers);

		if (link < 0 || !take_request(link, log) ||
		    write(link, *answers, len) != (ssize_t)len)
			_exit(1);
		(void)shutdown(link, SHUT_WR);
		(void)close(link);
		if (answers[1] != NULL)
			answers++;
	}
}

static void start_server(struct stage *stage, const char *const *answers)
{
	struct sockaddr_in here = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t size = sizeof(here);
	struct str url = STR_INIT;
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int log[2];

	assert_int_equal(bind(listener, (struct sockaddr *)&here, size), 0);
	assert_int_equal(listen(listener, 8), 0);
	assert_int_equal(getsockname(listener, (void *)&here, &size), 0);
	assert_int_equal(pipe(log), 0);
	stage->server = fork();
	assert_true(stage->server >= 0);
	if (stage->server == 0)
		serve(listener, log[1], answers);
	(void)close(log[1]);
	(void)close(listener);
	stage->log = log[0];
	str_addf(&url, "http://127.0.0.1:%d/x", ntohs(here.sin_port));
	stage->url = str_take(&url);
	free(stage->config.feed_url);
	stage->config.feed_url = mem_strdup(stage->url);
}

static void note(const char *why, void *context)
{
	struct stage *stage = context;

	(void)snprintf(stage->said, sizeof(stage->said), "%s", why);
}

static void count(void *context)
{
	struct stage *stage = context;

	stage->asks++;
}

static enum status ask_kind(struct stage *stage, enum ask_kind kind,
			    const char *etag, struct fetch_answer *ret,
			    struct error *err)
{
	const struct source_context context = {
		.config = &stage->config,
		.loopback_only = true,
		.state_folder = stage->state,
		.fetch_program = stage->fetch,
		.parse_program = stage->parse,
		.cancel_fd = -1,
	};
	const struct ask_watch watch = { note, count, stage };
	const struct ask ask = { .url = stage->url,
				 .etag = etag,
				 .kind = kind };

	return ask_url(&context, &ask, &watch, ret, err);
}

static enum status ask(struct stage *stage, const char *etag,
		       struct fetch_answer *ret, struct error *err)
{
	return ask_kind(stage, ASK_FEED, etag, ret, err);
}

#define HEAD(code, more) \
	"HTTP/1.1 " code " x\r\nConnection: close\r\n" more "\r\n"
#define OK_ANSWER HEAD("200", "Content-Length: 2\r\n") "ok"
#define CUT       HEAD("200", "Content-Length: 9\r\n") "ok"
#define BUSY      HEAD("503", "")
#define TOO_MANY  HEAD("429", "")
#define FAILED(n) HEAD("50" #n, "")

/* Asks with these answers; the status, and the number of requests. */
static enum status outcome(void **state, const char *const *answers,
			   struct error *err, int *ret_count)
{
	struct stage *stage = *state;
	struct fetch_answer answer;
	enum status status;

	free(stage->url);
	start_server(stage, answers);
	status = ask(stage, NULL, &answer, err);
	if (status == STATUS_OK) {
		assert_string_equal(str_text(&answer.body), "ok");
		fetch_clear(&answer);
	}
	*ret_count = requests(stage);
	return status;
}

static void it_comes_in_the_end(void **state)
{
	static const char *const plans[][4] = {
		{BUSY,       FAILED(2), OK_ANSWER },
                { FAILED(0),         OK_ANSWER        },
		{ FAILED(4),         OK_ANSWER },
                { TOO_MANY,         OK_ANSWER         },
		{ "",         "",        OK_ANSWER },
                { CUT, OK_ANSWER },
	};
	struct error err = { 0 };

	for (size_t i = 0; i < sizeof(plans) / sizeof(plans[0]); i++) {
		int want = 0;
		int got;

		while (plans[i][want] != NULL)
			want++;
		assert_int_equal(outcome(state, plans[i], &err, &got),
				 STATUS_OK);
		assert_int_equal(got, want);
		assert_int_equal(err.status, STATUS_OK);
	}
}

/* One answer for ever. */
static void check_lasting(void **state, const char *answer, int tries,
			  enum status want, const char *words)
{
	const char *const answers[] = { answer, NULL };
	struct error err = { 0 };
	int got;

	assert_int_equal(outcome(state, answers, &err, &got), want);
	assert_int_equal(got, tries);
	assert_non_null(strstr(err.text, words));
}

static void it_ends_where_it_does_not_help(void **state)
{
	check_lasting(state, HEAD("503", ""), 3, STATUS_THROTTLED, "503");
	check_lasting(state, HEAD("500", ""), 3, STATUS_HTTP, "500");
	check_lasting(state, HEAD("429", ""), 2, STATUS_THROTTLED, "429");
	check_lasting(state, "", 3, STATUS_NETWORK, "(3 tries)");
	check_lasting(state, HEAD("400", ""), 1, STATUS_HTTP, "400");
	check_lasting(state, HEAD("404", "Retry-After: 1\r\n"), 1, STATUS_HTTP,
		      "404");
	check_lasting(state, HEAD("204", ""), 1, STATUS_HTTP, "204");
	check_lasting(state, "no HTTP at all\r\n\r\n", 1, STATUS_NETWORK, "");
	check_lasting(state, HEAD("302", "Location: https://evil.example/\r\n"),
		      1, STATUS_HTTP, "only this machine");
	check_lasting(state, HEAD("302", "Location: /x\r\n"), 6, STATUS_NETWORK,
		      "redirects");
}

static void a_denial_says_what_to_do(void **state)
{
	check_lasting(state, HEAD("403", ""), 1, STATUS_HTTP,
		      "attack: stop for a day");
}

static void nobody_there_is_tried_again(void **state)
{
	struct stage *stage = *state;
	struct fetch_answer answer;
	struct error err;

	stage->url = mem_strdup("http://127.0.0.1:1/");
	free(stage->config.api_url);
	stage->config.api_url = mem_strdup(stage->url);
	assert_int_equal(ask(stage, NULL, &answer, &err), STATUS_NETWORK);
	assert_int_equal(stage->asks, 3);
	assert_non_null(strstr(err.text, "(3 tries)"));
}

static void the_waits_are_those_of_the_pace(void **state)
{
	static const char *const answers[] = { HEAD("503", ""), HEAD("503", ""),
					       OK_ANSWER, NULL };
	struct stage *stage = *state;
	struct error err;
	int64_t start = tick_now();
	int64_t took;
	int got;

	stage->config.pace = 0.05;
	assert_int_equal(outcome(state, answers, &err, &got), STATUS_OK);
	took = tick_now() - start;
	assert_true(took >= 300 && took < 5000);
	assert_non_null(strstr(stage->said, "try 3: the server answered HTTP"));
}

static void what_is_asked_for_is_waited_for(void **state)
{
	static const char *const answers[] = {
		HEAD("503", "Retry-After: 1\r\n"), OK_ANSWER, NULL
	};
	struct error err;
	int64_t start = tick_now();
	int got;

	assert_int_equal(outcome(state, answers, &err, &got), STATUS_OK);
	assert_int_equal(got, 2);
	assert_true(tick_now() - start >= 1000);
}

static void what_is_asked_for_long_is_remembered(void **state)
{
	static const char *const ok[] = { OK_ANSWER, NULL };
	struct error err = { 0 };
	int got;

	check_lasting(state, HEAD("429", "Retry-After: 3600\r\n"), 1,
		      STATUS_THROTTLED, "come back in 60 min");
	assert_int_equal(outcome(state, ok, &err, &got), STATUS_THROTTLED);
	assert_int_equal(got, 0);
	assert_non_null(strstr(err.text, "for another 60 min"));
}

static void a_validator_goes_and_comes_as_it_is(void **state)
{
	static const char bare[] =
		"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7"
		"ae";
	static const char *const etags[] = {
		bare,
		"\"quoted\"",
		"W/\"weak,even\\so\"",
	};

	for (size_t i = 0; i < sizeof(etags) / sizeof(etags[0]); i++) {
		struct stage *stage = *state;
		struct fetch_answer answer;
		struct str head = STR_INIT;
		struct str log = STR_INIT;
		const char *answers[] = { NULL, NULL };

		str_addf(&head, HEAD("304", "ETag: %s\r\n"), etags[i]);
		answers[0] = str_text(&head);
		free(stage->url);
		start_server(stage, answers);
		assert_int_equal(ask(stage, etags[i], &answer, NULL),
				 STATUS_OK);
		assert_int_equal(answer.http, 304);
		assert_int_equal(answer.body.len, 0);
		assert_string_equal(answer.etag, etags[i]);
		fetch_clear(&answer);
		str_clear(&head);
		str_addf(&head, "\r\nIf-None-Match: %s\r\n", etags[i]);
		assert_int_equal(end_server(stage, &log), 1);
		assert_non_null(strstr(str_text(&log), str_text(&head)));
		str_free(&head);
		str_free(&log);
	}
}

static void a_bad_validator_is_not_sent(void **state)
{
	static const char *const answers[] = {
		HEAD("304", "ETag: a b\r\nContent-Length: 5\r\n"), NULL
	};
	char longest[FETCH_ETAG_MAX + 2];
	const char *const etags[] = { "a\r\nX-Evil: 1", "a\nmax 1",   "",
				      "\x1b[31m",       "t\xc3\xbcr", longest };

	memset(longest, 'e', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_false(fetch_etag_is_good(longest));
	assert_true(fetch_etag_is_good(longest + 1));
	assert_false(fetch_etag_is_good(NULL));
	for (size_t i = 0; i < sizeof(etags) / sizeof(etags[0]); i++) {
		struct stage *stage = *state;
		struct fetch_answer answer;
		struct error err;
		struct str log = STR_INIT;

		assert_false(fetch_etag_is_good(etags[i]));
		free(stage->url);
		start_server(stage, answers);
		/* It asked without one, and 304 answers another question. */
		assert_int_equal(ask(stage, etags[i], &answer, &err),
				 STATUS_HTTP);
		assert_non_null(strstr(err.text, "HTTP 304"));
		assert_int_equal(end_server(stage, &log), 1);
		assert_null(strstr(str_text(&log), "If-None-Match"));
		assert_null(strstr(str_text(&log), "Evil"));
		str_free(&log);
	}
}

static void every_kind_asks(void **state)
{
	static const char *const answers[] = { OK_ANSWER, NULL };
	struct stage *stage = *state;
	struct fetch_answer answer;

	start_server(stage, answers);
	for (enum ask_kind kind = ASK_FEED; kind <= ASK_API; kind++) {
		assert_int_equal(ask_kind(stage, kind, NULL, &answer, NULL),
				 STATUS_OK);
		assert_int_equal(answer.http, 200);
		fetch_clear(&answer);
	}
	assert_int_equal(requests(stage), 3);
}

#define STAGED(test) \
	cmocka_unit_test_setup_teardown(test, make_stage, remove_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_passes_is_tried_three_times),
		cmocka_unit_test(the_rest_is_never_tried_again),
		cmocka_unit_test(a_wish_makes_it_longer_never_shorter),
		cmocka_unit_test(nonsense_is_no_wish),
		cmocka_unit_test(the_jitter_is_a_quarter_at_most),
		cmocka_unit_test(a_slow_pace_does_not_make_it_endless),
		STAGED(it_comes_in_the_end),
		STAGED(it_ends_where_it_does_not_help),
		STAGED(a_denial_says_what_to_do),
		STAGED(nobody_there_is_tried_again),
		STAGED(the_waits_are_those_of_the_pace),
		STAGED(what_is_asked_for_is_waited_for),
		STAGED(what_is_asked_for_long_is_remembered),
		STAGED(a_validator_goes_and_comes_as_it_is),
		STAGED(a_bad_validator_is_not_sent),
		STAGED(every_kind_asks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
