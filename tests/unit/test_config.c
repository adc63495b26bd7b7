#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/config.h"

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
	assert_int_equal(config.rebuild_days, 30);
	assert_int_equal(config.mark_read, CONFIG_READ_OPEN);
	assert_int_equal(config.sort, CONFIG_SORT_ANNOUNCEMENT);
	assert_int_equal(config.theme, CONFIG_THEME_TERMINAL);
	assert_int_equal(config.colours, CONFIG_COLOURS_AUTO);
	assert_string_equal(config.list_format, " %S %s %i %t");
	assert_int_equal(config.list_size, 50);
	assert_int_equal(config.key_timeout, 1000);
	assert_true(config.title);
	assert_false(config.mouse);
	config_clear(&config);
	config_clear(&config);
}

/* Gives a setting a value; with NULL as the problem it is taken. */
static void check(const char *name, const char *value, const char *home,
		  const char *problem)
{
	struct str found = STR_INIT;
	struct str before = STR_INIT;
	struct str after = STR_INIT;
	struct config config;
	bool good;

	config_init(&config);
	config_value(&config, config_find(name), &before);
	good = config_set(&config, config_find(name), value, home, &found);
	config_value(&config, config_find(name), &after);
	if (good != (problem == NULL))
		fail_msg("%s %s", name, value);
	assert_string_equal(str_text(&found), problem ? problem : "");
	if (!good)
		assert_string_equal(str_text(&after), str_text(&before));
	config_clear(&config);
	str_free(&found);
	str_free(&before);
	str_free(&after);
}

static bool takes(const char *name, const char *value)
{
	struct str problem = STR_INIT;
	struct config config;
	bool good;

	config_init(&config);
	good = config_set(&config, config_find(name), value, NULL, &problem);
	assert_int_equal(problem.len > 0, !good);
	config_clear(&config);
	str_free(&problem);
	return good;
}

/* The words of the choices are in the order of their enums. */
static void test_choices(void **state)
{
	static const struct {
		const char *name;
		const char *value;
		size_t member;
		int want;
	} rows[] = {
#define ROW(name, value, member, want) \
	{ name, value, offsetof(struct config, member), want }
		ROW("mark-read", "never", mark_read, CONFIG_READ_NEVER),
		ROW("mark-read", "OPEN", mark_read, CONFIG_READ_OPEN),
		ROW("mark-read", "view", mark_read, CONFIG_READ_VIEW),
		ROW("sort", "title", sort, CONFIG_SORT_TITLE),
		ROW("sort", "author", sort, CONFIG_SORT_AUTHOR),
		ROW("sort", "category", sort, CONFIG_SORT_CATEGORY),
		ROW("sort", "identifier", sort, CONFIG_SORT_IDENTIFIER),
		ROW("theme", "light", theme, CONFIG_THEME_LIGHT),
		ROW("theme", "dark", theme, CONFIG_THEME_DARK),
		ROW("theme", "mono", theme, CONFIG_THEME_MONO),
		ROW("colours", "0", colours, CONFIG_COLOURS_0),
		ROW("colours", "8", colours, CONFIG_COLOURS_8),
		ROW("colours", "16", colours, CONFIG_COLOURS_16),
		ROW("colours", "256", colours, CONFIG_COLOURS_256),
		ROW("colours", "true", colours, CONFIG_COLOURS_TRUE),
#undef ROW
	};
	struct str problem = STR_INIT;
	struct config config;

	(void)state;
	config_init(&config);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *slot = (const char *)&config + rows[i].member;
		int got;

		assert_true(config_set(&config, config_find(rows[i].name),
				       rows[i].value, NULL, &problem));
		memcpy(&got, slot, sizeof(got));
		assert_int_equal(got, rows[i].want);
	}
	config_clear(&config);
}

/* Each setting refuses what it cannot be, says what it can, and stays. */
static void test_problems(void **state)
{
	(void)state;
	check("mark-read", "always", NULL, "expected never, open or view");
	check("theme", "", NULL, "expected terminal, light, dark or mono");
	check("colours", "88", NULL, "expected auto, 0, 8, 16, 256 or true");
	check("list-size", "19", NULL, "expected a number from 20 to 80");
	check("list-size", "81", NULL, "expected a number from 20 to 80");
	check("list-size", "50%", NULL, "expected a number from 20 to 80");
	check("list-size", "99999999999", NULL,
	      "expected a number from 20 to 80");
	check("list-size", "20", NULL, NULL);
	check("list-size", "80", NULL, NULL);
	check("history-size", "0", NULL, NULL);
	check("rebuild-days", "366", NULL, "expected days from 0 to 365");
	check("mouse", "maybe", NULL, "expected yes or no");
	check("pace", "x", NULL,
	      "expected seconds from 0 to 3600, such as 3 or 0.5");
	check("export-dir", "~/x", "/home/me", NULL);
	check("export-dir", "~/x", NULL,
	      "expected a path without ~, since no home folder is known");
	check("feed-url", "http://arxiv.org", NULL,
	      "expected https://; plain http:// is for loopback hosts only");
}

static void test_toggle(void **state)
{
	struct config config;

	(void)state;
	config_init(&config);
	assert_true(config_toggle(&config, config_find("mouse")));
	assert_true(config.mouse);
	assert_true(config_toggle(&config, config_find("mouse")));
	assert_false(config.mouse);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(config.sort, i);
		assert_true(config_toggle(&config, config_find("sort")));
	}
	assert_int_equal(config.sort, 0);
	assert_false(config_toggle(&config, config_find("pace")));
	config_clear(&config);
}

static void test_table(void **state)
{
	const struct config_option *option;

	(void)state;
	for (size_t i = 0; (option = config_option(i)) != NULL; i++)
		assert_ptr_equal(config_find(option->name), option);
	assert_null(config_find("nonsense"));
	assert_string_equal(config_words(config_find("mouse")), "yes no");
	assert_string_equal(config_words(config_find("mark-read")),
			    "never open view");
	assert_string_equal(config_words(config_find("pace")), "");
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

static void check_print(const char *name, const char *value, const char *want)
{
	struct str out = STR_INIT;
	struct config config;

	config_init(&config);
	assert_true(config_set(&config, config_find(name), value, "/h", &out));
	config_print(&config, config_find(name), &out);
	assert_string_equal(str_text(&out), want);
	config_clear(&config);
	str_free(&out);
}

static void test_print(void **state)
{
	(void)state;
	check_print("pace", "0.000001", "set pace 0.000001\n");
	check_print("pace", "3599.999999", "set pace 3599.999999\n");
	check_print("pace", "10", "set pace 10\n");
	check_print("pace", "0", "set pace 0\n");
	check_print("mouse", "On", "set mouse yes\n");
	check_print("sort", "TITLE", "set sort title\n");
	check_print("list-size", "33", "set list-size 33\n");
	check_print("export-dir", "", "set export-dir \"\"\n");
	check_print("export-dir", "~/a", "set export-dir /h/a\n");
	check_print("export-dir", "a\"b\\ #",
		    "set export-dir \"a\\\"b\\\\ #\"\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_problems),
		cmocka_unit_test(test_toggle),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_urls),
		cmocka_unit_test(test_wrong_urls),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_print),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
