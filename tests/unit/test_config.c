#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/config.h"

/* Reads text into fresh defaults. */
static void read_text(struct config *config, const char *text, size_t len,
		      enum status status, struct str *messages)
{
	config_init(config);
	assert_int_equal(
		config_read(config, "rc", text, len, "/home/me", messages),
		status);
}

/* The text is right, and gives an export-dir. */
static void check_folder(const char *text, const char *folder)
{
	struct str messages = STR_INIT;
	struct config config;

	read_text(&config, text, strlen(text), STATUS_OK, &messages);
	assert_string_equal(config.export_dir, folder);
	assert_string_equal(str_text(&messages), "");
	config_clear(&config);
}

/* The text is wrong, and all of it is left out. */
static void check_wrong_n(const char *text, size_t len, const char *message)
{
	struct str messages = STR_INIT;
	struct str before = STR_INIT;
	struct str after = STR_INIT;
	struct config config;

	config_init(&config);
	config_print(&config, &before);
	config_clear(&config);
	read_text(&config, text, len, STATUS_CONFIG, &messages);
	assert_string_equal(str_text(&messages), message);
	config_print(&config, &after);
	assert_string_equal(str_text(&after), str_text(&before));
	config_clear(&config);
	str_free(&messages);
	str_free(&before);
	str_free(&after);
}

static void check_wrong(const char *text, const char *message)
{
	check_wrong_n(text, strlen(text), message);
}

static void test_defaults(void **state)
{
	struct config config;

	(void)state;
	config_init(&config);
	assert_string_equal(config.feed_url, "https://rss.arxiv.org/rss");
	assert_string_equal(config.api_url,
			    "https://export.arxiv.org/api/query");
	assert_string_equal(config.oai_url, "https://oaipmh.arxiv.org/oai");
	assert_string_equal(config.paper_url, "https://arxiv.org");
	assert_string_equal(config.export_dir, "");
	assert_true(config.pace == 3.0);
	assert_false(config.refresh_on_start);
	config_clear(&config);
	config_clear(&config);
}

static void test_every_setting(void **state)
{
	static const char text[] =
		"\xEF\xBB\xBF# a comment\r\n"
		"\r\n"
		"set feed-url http://127.0.0.1:8080/rss # why\r\n"
		"  set\tapi-url   HTTPS://example.org/q?a=b\t\n"
		"set oai-url \"http://[::1]:9/oai\"\n"
		"set paper-url http://localhost/\n"
		"set pace 0.25\n"
		"set pace 0.5 # the last one counts\n"
		"set export-dir '~/my papers'\n"
		"set refresh-on-start On";
	struct str messages = STR_INIT;
	struct config config;

	(void)state;
	read_text(&config, text, strlen(text), STATUS_OK, &messages);
	assert_string_equal(str_text(&messages), "");
	assert_string_equal(config.feed_url, "http://127.0.0.1:8080/rss");
	assert_string_equal(config.api_url, "HTTPS://example.org/q?a=b");
	assert_string_equal(config.oai_url, "http://[::1]:9/oai");
	assert_string_equal(config.paper_url, "http://localhost/");
	assert_string_equal(config.export_dir, "/home/me/my papers");
	assert_true(config.pace == 0.5);
	assert_true(config.refresh_on_start);
	config_clear(&config);
}

static void test_values(void **state)
{
	(void)state;
	check_folder("set export-dir a#b", "a#b");
	check_folder("set export-dir a #b", "a");
	check_folder("set export-dir \"a #b\" # c", "a #b");
	check_folder("set export-dir \"a\\\"b\\\\c\\d\"", "a\"b\\c\\d");
	check_folder("set export-dir 'a\"b\\'", "a\"b\\");
	check_folder("set export-dir ''", "");
	check_folder("set export-dir $(id)`id`$HOME", "$(id)`id`$HOME");
	check_folder("set export-dir a~/b", "a~/b");
	check_folder("set export-dir ~you", "~you");
	check_folder("set export-dir \xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9");
	check_folder("# set export-dir x", "");
	check_folder("", "");
}

static void test_wrong_lines(void **state)
{
	(void)state;
	check_wrong("exec rm", "rc:1:1: expected: set NAME VALUE\n");
	check_wrong("\n  setpace 3", "rc:2:3: expected: set NAME VALUE\n");
	check_wrong("set", "rc:1:4: expected the name of a setting\n");
	check_wrong("set color blue",
		    "rc:1:5: expected a setting that exists, not 'color'\n");
	check_wrong("set pace", "rc:1:9: expected a value\n");
	check_wrong("set pace # 3", "rc:1:10: expected a value\n");
	check_wrong("set export-dir \"a", "rc:1:16: expected a closing \"\n");
	check_wrong("set export-dir \"a\\\"",
		    "rc:1:16: expected a closing \"\n");
	check_wrong("set export-dir 'a'b",
		    "rc:1:19: expected a blank after the quote\n");
	check_wrong("set export-dir \xC3\xA9 b",
		    "rc:1:18: expected one value; one with blanks stands in "
		    "quotes\n");
	check_wrong("set export-dir \xFF", "rc:1:16: expected UTF-8\n");
	check_wrong("set export-dir a\xE2\x80\xAE",
		    "rc:1:16: expected no invisible characters\n");
}

static void test_control_bytes(void **state)
{
	static const char text[] = "set pace 1\0\n# \x1b\nset pace 2\x7F";

	(void)state;
	check_wrong_n(text, sizeof(text) - 1,
		      "rc:1:11: expected no control characters\n"
		      "rc:2:3: expected no control characters\n"
		      "rc:3:11: expected no control characters\n");
	check_wrong("set pace 1\rset pace 2",
		    "rc:1:11: expected no control characters\n");
}

static void test_long_lines(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	str_addf(&text, "#%04095d", 0);
	check_folder(str_text(&text), "");
	str_add_char(&text, '0');
	check_wrong(str_text(&text),
		    "rc:1:1: expected a line of at most 4096 bytes\n");
	str_free(&text);
}

/* The other lines count, and the message is clean whatever the word was. */
static void test_wrong_among_right(void **state)
{
	struct str messages = STR_INIT;
	struct config config;
	const char *text = "set pace 7\nset \xC2\x9Bx 1\nset export-dir d\n";

	(void)state;
	config_init(&config);
	assert_int_equal(config_read(&config,
				     "r\x1b"
				     "c",
				     text, strlen(text), NULL, &messages),
			 STATUS_CONFIG);
	assert_string_equal(
		str_text(&messages),
		"rc:2:5: expected a setting that exists, not 'x'\n");
	assert_true(config.pace == 7.0);
	assert_string_equal(config.export_dir, "d");
	config_clear(&config);
	str_free(&messages);
}

static void test_home(void **state)
{
	struct str messages = STR_INIT;
	struct config config;

	(void)state;
	config_init(&config);
	assert_int_equal(config_read(&config, "rc", "set export-dir ~/x", 18,
				     NULL, &messages),
			 STATUS_CONFIG);
	assert_string_equal(config.export_dir, "");
	config_clear(&config);
	str_free(&messages);
}

static bool takes(const char *name, const char *value)
{
	struct str messages = STR_INIT;
	struct str text = STR_INIT;
	struct config config;
	enum status status;

	config_init(&config);
	str_addf(&text, "set %s %s\n", name, value);
	status = config_read(&config, "rc", str_text(&text), text.len, NULL,
			     &messages);
	assert_int_equal(messages.len > 0, status != STATUS_OK);
	config_clear(&config);
	str_free(&messages);
	str_free(&text);
	return status == STATUS_OK;
}

static void test_kinds(void **state)
{
	static const char *const seconds[] = { "0", "3600", "0.000001", "3.5",
					       "3600.0" };
	static const char *const no_seconds[] = {
		"-1",  "3601", "3600.1", "1e3",       "3,5",
		"0x3", ".5",   "5.",     "inf",       "nan",
		"3 s", "3s",   "''",     "1.0000001", "99999999999999999999",
	};
	static const char *const bools[] = { "yes",   "no", "true",
					     "FALSE", "on", "off" };
	static const char *const no_bools[] = { "1", "maybe", "''", "yess" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(seconds) / sizeof(seconds[0]); i++)
		assert_true(takes("pace", seconds[i]));
	for (i = 0; i < sizeof(no_seconds) / sizeof(no_seconds[0]); i++)
		assert_false(takes("pace", no_seconds[i]));
	for (i = 0; i < sizeof(bools) / sizeof(bools[0]); i++)
		assert_true(takes("refresh-on-start", bools[i]));
	for (i = 0; i < sizeof(no_bools) / sizeof(no_bools[0]); i++)
		assert_false(takes("refresh-on-start", no_bools[i]));
}

static void test_urls(void **state)
{
	static const char *const good[] = {
		"https://rss.arxiv.org/rss",
		"https://a.b:443",
		"http://127.0.0.1:1/x",
		"http://127.9.9.9",
		"http://[::1]",
		"https://x/a@b",
		"http://LOCALHOST/",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		if (config_url_problem(good[i]))
			fail_msg("%s", good[i]);
		assert_true(takes("feed-url", good[i]));
	}
}

static void test_wrong_urls(void **state)
{
	static const char *const bad[] = {
		"",
		"x",
		"ftp://arxiv.org",
		"file:///etc/passwd",
		"javascript:alert(1)",
		"https://",
		"https:///x",
		"https:/arxiv.org",
		"http://arxiv.org",
		"http://127.0.0.1.evil.org/",
		"http://localhost.evil.org",
		"http://127.0.0.1@evil.org/",
		"https://me:pw@arxiv.org/",
		"http://evil.org\\@127.0.0.1/",
		"http://evil.org#@127.0.0.1/",
		"http://evil.org?@127.0.0.1/",
		"http://a@b@127.0.0.1/",
		"http://127.0.0.1%2eevil.org/",
		"http://127.1/",
		"http://2130706433/",
		"http://0177.0.0.1/",
		"https://arxiv.org:0/",
		"https://arxiv.org:65536/",
		"https://arxiv.org:http/",
		"https://arxiv.org:/",
		"https://[::1",
		"https://[]/",
		"https://[::1]x/",
		"https://\xC3\xA9.org/",
		"https://a.org/#x",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (!config_url_problem(bad[i]))
			fail_msg("%s", bad[i]);
	}
	assert_false(takes("feed-url", "http://arxiv.org"));
}

static void check_host(const char *url, const char *want)
{
	char *host = config_url_host(url);

	if (want)
		assert_string_equal(host, want);
	else
		assert_null(host);
	free(host);
}

static void test_hosts(void **state)
{
	(void)state;
	check_host("http://127.0.0.1:8080/rss", "127.0.0.1");
	check_host("HTTPS://Export.ArXiv.org", "export.arxiv.org");
	check_host("http://[::1]:80/", "::1");
	check_host("http://127.0.0.1@evil/", "evil");
	check_host("http://evil/@127.0.0.1", "evil");
	check_host("http://evil?@127.0.0.1", "evil");
	check_host("http://a:b@127.0.0.1/", "127.0.0.1");
	check_host("http://a@b@c/", NULL);
	check_host("http://evil\\@127.0.0.1/", NULL);
	check_host("http://a b/", NULL);
	check_host("http://a\nb/", NULL);
	check_host("gopher://a/", NULL);
	check_host("", NULL);
	assert_true(config_host_is_loopback("127.0.0.1"));
	assert_true(config_host_is_loopback("127.255.0.3"));
	assert_true(config_host_is_loopback("::1"));
	assert_true(config_host_is_loopback("0:0:0:0:0:0:0:1"));
	assert_true(config_host_is_loopback("localhost"));
	assert_false(config_host_is_loopback("128.0.0.1"));
	assert_false(config_host_is_loopback("127.0.0.1.org"));
	assert_false(config_host_is_loopback("0.0.0.0"));
	assert_false(config_host_is_loopback("::"));
	assert_false(config_host_is_loopback("localhost.org"));
	assert_false(config_host_is_loopback(""));
}

/* What is printed reads back equal, quotes, blanks and all. */
static void check_round_trip(const char *text)
{
	struct str messages = STR_INIT;
	struct str once = STR_INIT;
	struct str twice = STR_INIT;
	struct config config;
	struct config again;

	read_text(&config, text, strlen(text), STATUS_OK, &messages);
	config_print(&config, &once);
	read_text(&again, str_text(&once), once.len, STATUS_OK, &messages);
	config_print(&again, &twice);
	assert_string_equal(str_text(&twice), str_text(&once));
	assert_string_equal(again.export_dir, config.export_dir);
	assert_string_equal(again.feed_url, config.feed_url);
	assert_true(again.pace == config.pace);
	assert_int_equal(again.refresh_on_start, config.refresh_on_start);
	config_clear(&config);
	config_clear(&again);
	str_free(&once);
	str_free(&twice);
}

static void test_print(void **state)
{
	struct str out = STR_INIT;
	struct config config;

	(void)state;
	config_init(&config);
	config_print(&config, &out);
	assert_string_equal(str_text(&out),
			    "set feed-url https://rss.arxiv.org/rss\n"
			    "set api-url https://export.arxiv.org/api/query\n"
			    "set oai-url https://oaipmh.arxiv.org/oai\n"
			    "set paper-url https://arxiv.org\n"
			    "set pace 3\n"
			    "set export-dir \"\"\n"
			    "set refresh-on-start no\n"
			    "set rebuild-days 30\n");
	config_clear(&config);
	str_free(&out);
	check_round_trip("");
	check_round_trip("set pace 0.000001\nset refresh-on-start yes");
	check_round_trip("set pace 3599.999999\nset export-dir '\"\\ # \"'");
	check_round_trip("set pace 0.1\nset export-dir \"'\"");
	check_round_trip("set pace 0\nset export-dir '#x'");
	check_round_trip("set pace 10\nset export-dir ~/a");
	check_round_trip("set pace 3600\nset export-dir '\\\\\"'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_every_setting),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_wrong_lines),
		cmocka_unit_test(test_control_bytes),
		cmocka_unit_test(test_long_lines),
		cmocka_unit_test(test_wrong_among_right),
		cmocka_unit_test(test_home),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_urls),
		cmocka_unit_test(test_wrong_urls),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_print),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
