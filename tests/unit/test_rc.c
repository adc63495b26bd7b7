/* src/tui/rc.c, rc_commands.c, rc_print.c and settings.c */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "tui/key.h"
#include "tui/order.h"
#include "tui/preset.h"
#include "tui/rc.h"
#include "tui/rc_print.h"
#include "tui/theme.h"

/* Reads text into fresh defaults; the messages must be these. */
static void read_n(struct settings *settings, const char *text, size_t len,
		   const char *messages)
{
	struct str found = STR_INIT;
	struct rc rc = { .settings = settings,
			 .name = "rc",
			 .folder = ".",
			 .home = "/home/me",
			 .messages = &found };
	enum status status;

	settings_init(settings);
	status = rc_read(&rc, text, len);
	assert_string_equal(str_text(&found), messages);
	assert_int_equal(status, *messages == '\0' ? STATUS_OK : STATUS_CONFIG);
	str_free(&found);
}

static void read_good(struct settings *settings, const char *text)
{
	read_n(settings, text, strlen(text), "");
}

static void print(const struct settings *settings, struct str *out)
{
	rc_print(settings, out);
}

/* The text is wrong, and all of it is left out. */
static void check_wrong_n(const char *text, size_t len, const char *message)
{
	struct settings settings;
	struct str before = STR_INIT;
	struct str after = STR_INIT;

	read_good(&settings, "");
	print(&settings, &before);
	settings_clear(&settings);
	read_n(&settings, text, len, message);
	print(&settings, &after);
	assert_string_equal(str_text(&after), str_text(&before));
	assert_int_equal(settings.changed, 0);
	settings_clear(&settings);
	str_free(&before);
	str_free(&after);
}

static void check_wrong(const char *text, const char *message)
{
	check_wrong_n(text, strlen(text), message);
}

/* The text is right, and gives an export-dir. */
static void check_folder(const char *text, const char *folder)
{
	struct settings settings;

	read_good(&settings, text);
	assert_string_equal(settings.config.export_dir, folder);
	settings_clear(&settings);
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
		"set export-dir '~/my papers' ; set mouse yes\n"
		"set refresh-on-start On";
	struct settings settings;

	(void)state;
	read_good(&settings, text);
	assert_string_equal(settings.config.feed_url,
			    "http://127.0.0.1:8080/rss");
	assert_string_equal(settings.config.api_url,
			    "HTTPS://example.org/q?a=b");
	assert_string_equal(settings.config.oai_url, "http://[::1]:9/oai");
	assert_string_equal(settings.config.paper_url, "http://localhost/");
	assert_string_equal(settings.config.export_dir, "/home/me/my papers");
	assert_true(settings.config.pace == 0.5);
	assert_true(settings.config.refresh_on_start);
	assert_true(settings.config.mouse);
	assert_int_equal(settings.changed, SETTINGS_CONFIG);
	settings_clear(&settings);
}

static void test_values(void **state)
{
	(void)state;
	check_folder("set export-dir a#b", "a#b");
	check_folder("set export-dir a #b", "a");
	check_folder("set export-dir \"a #b\" # c", "a #b");
	check_folder("set export-dir ''", "");
	check_folder("set export-dir $(id)`id`$HOME", "$(id)`id`$HOME");
	check_folder("set export-dir a~/b", "a~/b");
	check_folder("set export-dir ~you", "~you");
	check_folder("set export-dir a;b", "a;b");
	check_folder("set export-dir ';'", ";");
	check_folder("; ; set export-dir a ;", "a");
	check_folder("set mouse!; set export-dir b;", "b");
	check_folder("# set export-dir x", "");
}

static void test_wrong_lines(void **state)
{
	(void)state;
	check_wrong("exec rm",
		    "rc:1:1: expected a command that exists, not 'exec'\n");
	check_wrong("\n  sett pace 3",
		    "rc:2:3: expected a command that exists, not 'sett'; did "
		    "you mean set?\n");
	check_wrong("set", "rc:1:4: expected: set NAME VALUE | NAME!\n");
	check_wrong("set x ; set",
		    "rc:1:5: expected a setting that exists, not 'x'\n"
		    "rc:1:12: expected: set NAME VALUE | NAME!\n");
	check_wrong("set colour blue",
		    "rc:1:5: expected a setting that exists, not 'colour'; "
		    "did you mean colours?\n");
	check_wrong("set pace=3",
		    "rc:1:5: expected: set NAME VALUE, without a =\n");
	check_wrong("set pace", "rc:1:9: expected a value\n");
	check_wrong("set pace ; set pace # 3", "rc:1:10: expected a value\n"
					       "rc:1:21: expected a value\n");
	check_wrong("set pace!",
		    "rc:1:5: expected a setting that is yes or no, or one of "
		    "some words, before !\n");
	check_wrong("set mouse! 1",
		    "rc:1:12: expected nothing behind mouse!\n");
	check_wrong("set export-dir \"a", "rc:1:16: expected a closing \"\n");
	check_wrong("set export-dir \xC3\xA9 b",
		    "rc:1:18: expected one value; one with blanks stands in "
		    "quotes\n");
}

/* Every setting of the table refuses a wrong value, and says where. */
static void test_every_wrong_value(void **state)
{
	const struct config_option *option;

	(void)state;
	for (size_t i = 0; (option = config_option(i)) != NULL; i++) {
		struct settings settings;
		struct str text = STR_INIT;
		struct str found = STR_INIT;
		struct str want = STR_INIT;
		struct rc rc = { .settings = &settings,
				 .name = "rc",
				 .messages = &found };

		if (option->kind == CONFIG_TEXT)
			continue;
		settings_init(&settings);
		str_addf(&text, "\nset %s ~/%%w\n", option->name);
		str_addf(&want, "rc:2:%zu: %s: expected ",
			 strlen(option->name) +
				 (option->kind == CONFIG_FORMAT ? 9u : 6u),
			 option->name);
		assert_int_equal(rc_read(&rc, str_text(&text), text.len),
				 STATUS_CONFIG);
		assert_memory_equal(str_text(&found), str_text(&want),
				    want.len);
		settings_clear(&settings);
		str_free(&text);
		str_free(&found);
		str_free(&want);
	}
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

/* The other lines count, and the message is clean whatever the word was. */
static void test_wrong_among_right(void **state)
{
	const char *text = "set pace 7\nset \xC2\x9Bx 1\nset export-dir d\n"
			   "set zzz 1 ; set list-size 33\n";
	struct str found = STR_INIT;
	struct settings settings;
	struct rc rc = { .settings = &settings,
			 .name = "r\x1b"
				 "c",
			 .messages = &found };

	(void)state;
	settings_init(&settings);
	assert_int_equal(rc_read(&rc, text, strlen(text)), STATUS_CONFIG);
	assert_string_equal(
		str_text(&found),
		"rc:2:5: expected no invisible characters\n"
		"rc:4:5: expected a setting that exists, not 'zzz'\n");
	assert_true(settings.config.pace == 7.0);
	assert_string_equal(settings.config.export_dir, "d");
	assert_int_equal(settings.config.list_size, 33);
	settings_clear(&settings);
	str_free(&found);
}

/* What keys do in a room, as in test_keymap.c. */
static void check_keys(const struct settings *settings, enum room room,
		       const char *text, const char *want)
{
	struct keymap_hit hit = { ACTION_NONE, NULL };
	uint32_t keys[KEYMAP_MAX_KEYS];
	size_t count;

	assert_true(keys_parse(text, KEYMAP_MAX_KEYS, keys, &count));
	keymap_look(settings->keymap, room, keys, count, &hit);
	if (hit.command)
		assert_string_equal(hit.command, want);
	else
		assert_string_equal(hit.action == ACTION_NONE
					    ? ""
					    : action_info(hit.action)->name,
				    want);
}

static void test_bind(void **state)
{
	struct settings settings;

	(void)state;
	read_good(&settings, "bind x star; bind g<Home> last\n"
			     "bind -r calendar Enter info\n"
			     "bind ^Xs :star ; next # both\n"
			     "bind \"#\" ':go  today'; bind ';' done\n"
			     "bind gx : 5  down\n");
	check_keys(&settings, ROOM_LISTING, "x", "star");
	check_keys(&settings, ROOM_PAPER, "g<Home>", "last");
	check_keys(&settings, ROOM_CALENDAR, "Enter", "info");
	check_keys(&settings, ROOM_LISTING, "Enter", "open");
	check_keys(&settings, ROOM_ANY, "^Xs", "star ; next");
	check_keys(&settings, ROOM_ANY, "#", "go  today");
	check_keys(&settings, ROOM_ANY, ";", "done");
	check_keys(&settings, ROOM_ANY, "gx", "5  down");
	assert_int_equal(settings.changed, SETTINGS_KEYS);
	settings_clear(&settings);
	read_good(&settings, "unbind j ; unbind -r paper k\nunbind yi");
	check_keys(&settings, ROOM_ANY, "j", "");
	check_keys(&settings, ROOM_PAPER, "k", "");
	check_keys(&settings, ROOM_LISTING, "k", "up");
	check_keys(&settings, ROOM_LISTING, "yi", "");
	settings_clear(&settings);
	read_good(&settings, "unbind --all\nbind j up");
	check_keys(&settings, ROOM_ANY, "k", "");
	check_keys(&settings, ROOM_ANY, "j", "up");
	check_keys(&settings, ROOM_ANY, "^C", "interrupt");
	settings_clear(&settings);
}

static void test_wrong_keys(void **state)
{
	(void)state;
	check_wrong("bind x", "rc:1:7: expected: bind [-r ROOM] KEYS "
			      "ACTION|:COMMAND...\n");
	check_wrong("bind tab down",
		    "rc:1:6: expected keys such as j, ^D, PgDn, yi or "
		    "g<Home>\n");
	check_wrong("bind x dwon",
		    "rc:1:8: expected an action that exists, not 'dwon'; did "
		    "you mean down?\n");
	check_wrong("bind x down 5",
		    "rc:1:13: expected nothing behind an action; a command "
		    "begins with :\n");
	check_wrong("bind x :", "rc:1:8: expected a command behind :\n");
	check_wrong("bind -r lisitng x star",
		    "rc:1:9: expected a room that exists, not 'lisitng'; did "
		    "you mean listing?\n");
	check_wrong("bind -r listing",
		    "rc:1:16: expected keys such as j, ^D, PgDn, yi or "
		    "g<Home>\n");
	check_wrong("bind -r listing x",
		    "rc:1:18: expected an action, or : and a command\n");
	check_wrong("unbind -r listing",
		    "rc:1:18: expected keys such as j, ^D, PgDn, yi or "
		    "g<Home>\n");
	check_wrong("unbind a b",
		    "rc:1:10: expected nothing behind the keys\n");
	check_wrong("macro ab c", "rc:1:7: expected one key\n");
	check_wrong("macro a tab",
		    "rc:1:9: expected at most 256 keys, such as s Down or "
		    ":go<Space>today<Enter>\n");
}

static void test_macros(void **state)
{
	const struct macro_setting *macro;
	struct settings settings;

	(void)state;
	read_good(&settings, "macro a s Down 'y i'\nmacro b x\nmacro b q");
	macro = settings_macro(&settings, 'a');
	assert_int_equal(macro->count, 4);
	assert_int_equal(macro->keys[1], SPECIAL_DOWN);
	assert_int_equal(macro->keys[3], 'i');
	assert_int_equal(settings_macro(&settings, 'b')->keys[0], 'q');
	assert_null(settings_macro(&settings, 'c'));
	settings_clear(&settings);
}

static void test_colours(void **state)
{
	struct settings settings;

	(void)state;
	read_good(&settings, "colour star yellow\ncolor star red default bold "
			     "underline\n");
	assert_int_equal(settings.colour_count, 1);
	assert_string_equal(settings.colours[0].look, "star");
	assert_string_equal(settings.colours[0].foreground, "red");
	assert_string_equal(settings.colours[0].background, "default");
	assert_string_equal(settings.colours[0].attributes, "bold underline");
	settings_clear(&settings);
	check_wrong("colour strr red",
		    "rc:1:8: expected a look that exists, not 'strr'; did you "
		    "mean star?\n");
	check_wrong("colour star rde",
		    "rc:1:13: expected a colour: default, same, red, "
		    "brightred and so on, 0 to 255 or #rrggbb\n");
	check_wrong("colour star red 256 bold",
		    "rc:1:17: expected a colour: default, same, red, "
		    "brightred and so on, 0 to 255 or #rrggbb\n");
	check_wrong("colour star red '' bold bald",
		    "rc:1:25: expected bold, dim, italic, underline, reverse "
		    "or none\n");
	check_wrong("colour star", "rc:1:12: expected: colour LOOK FOREGROUND "
				   "[BACKGROUND] [ATTRIBUTE...]\n");
}

/* The words of settings are those of the tables that they choose from. */
static void test_choices(void **state)
{
	struct str themes = STR_INIT;
	struct str orders = STR_INIT;
	struct settings settings;
	struct str word = STR_INIT;
	enum depth depth;

	(void)state;
	for (size_t i = 0; theme_name(i, NULL); i++)
		str_addf(&themes, "%s%s", i > 0 ? " " : "",
			 theme_name(i, NULL));
	for (int i = 0; i < (int)ORDER_COUNT; i++)
		str_addf(&orders, "%s%s", i > 0 ? " " : "",
			 order_name((enum order)i));
	assert_string_equal(config_words(config_find("theme")),
			    str_text(&themes));
	assert_string_equal(config_words(config_find("sort")),
			    str_text(&orders));
	settings_init(&settings);
	for (int i = 0; i <= CONFIG_COLOURS_TRUE; i++) {
		str_clear(&word);
		config_value(&settings.config, config_find("colours"), &word);
		assert_true(depth_parse(str_text(&word), &depth));
		config_toggle(&settings.config, config_find("colours"));
	}
	settings_clear(&settings);
	str_free(&themes);
	str_free(&orders);
	str_free(&word);
}

static void test_follow(void **state)
{
	struct settings settings;

	(void)state;
	read_good(&settings, "follow CS.ir hep-th\nfollow cs.IR cs math.IT\n"
			     "follow cs.IT");
	assert_int_equal(settings.follow_count, 4);
	assert_string_equal(settings.follows[0], "cs.IR");
	assert_string_equal(settings.follows[1], "hep-th");
	assert_string_equal(settings.follows[2], "cs");
	assert_string_equal(settings.follows[3], "math.IT");
	assert_null(settings.follows[4]);
	settings_clear(&settings);
	check_wrong("follow cs.IR cs.XY",
		    "rc:1:14: expected a category that exists, not 'cs.XY'; "
		    "did you mean cs.CY?\n");
	check_wrong("follow 1",
		    "rc:1:8: expected a category such as cs.IR or hep-th\n");
	read_good(&settings, "follow bio-new.XYZ");
	assert_string_equal(settings.follows[0], "bio-new.XYZ");
	settings_clear(&settings);
	check_wrong("follow", "rc:1:7: expected: follow CATEGORY...\n");
}

static void check_topic(const char *text, const char *name, const char *colour,
			const char *query)
{
	struct settings settings;

	read_good(&settings, text);
	assert_int_equal(settings.topic_count, 1);
	assert_string_equal(settings.topics[0].name, name);
	if (colour)
		assert_string_equal(settings.topics[0].colour, colour);
	else
		assert_null(settings.topics[0].colour);
	assert_string_equal(settings.topics[0].query, query);
	settings_clear(&settings);
}

static void test_topics(void **state)
{
	(void)state;
	check_topic("topic llm ti:\"language model\" OR abs:llm # mine", "llm",
		    NULL, "ti:\"language model\" OR abs:llm");
	check_topic("topic 'my one' -c red  \"a b\"  c OR \"; d\"", "my one",
		    "red", "\"a b\"  c OR \"; d\"");
	check_topic("topic a \"b c\"", "a", NULL, "b c");
	check_topic("topic a '\"b c\"'", "a", NULL, "\"b c\"");
	check_topic("topic a x\ntopic b y\nuntopic b\ntopic a z", "a", NULL,
		    "z");
	check_wrong("topic a", "rc:1:8: expected: topic NAME [-c COLOUR] "
			       "QUERY\n");
	check_wrong("topic a -c red", "rc:1:15: expected a query\n");
	check_wrong("topic '' x", "rc:1:7: expected a name\n");
	check_wrong("topic a -c rde x",
		    "rc:1:12: expected a colour, such as green, 208 or "
		    "\"#ff8800\"\n");
	check_wrong(
		"topic \xC3\xA9 ti:(a OR",
		"rc:1:17: expected a word, a \"phrase\", a field like ti: or a "
		"parenthesis\n");
	check_wrong("untopic x",
		    "rc:1:9: expected a topic that exists, not 'x'\n");
}

/* Typed commands name no place, and `set NAME` answers. */
static void test_typed(void **state)
{
	struct str found = STR_INIT;
	struct str said = STR_INIT;
	struct settings settings;
	struct rc rc = { .settings = &settings,
			 .messages = &found,
			 .said = &said };

	(void)state;
	settings_init(&settings);
	assert_int_equal(rc_read(&rc, "set pace", 8), STATUS_OK);
	assert_string_equal(str_text(&said), "pace is 3");
	str_clear(&said);
	assert_int_equal(rc_read(&rc, "set mouse!", 10), STATUS_OK);
	assert_string_equal(str_text(&said), "mouse is yes");
	assert_int_equal(rc_read(&rc, "set x", 5), STATUS_CONFIG);
	assert_string_equal(str_text(&found),
			    "expected a setting that exists, not 'x'\n");
	settings_clear(&settings);
	str_free(&found);
	str_free(&said);
}

/* What is printed reads back equal, whatever it was. */
static void check_round_trip(const char *text)
{
	struct settings settings;
	struct settings again;
	struct str once = STR_INIT;
	struct str twice = STR_INIT;

	read_good(&settings, text);
	print(&settings, &once);
	read_good(&again, str_text(&once));
	print(&again, &twice);
	assert_string_equal(str_text(&twice), str_text(&once));
	settings_clear(&settings);
	settings_clear(&again);
	str_free(&once);
	str_free(&twice);
}

static void test_round_trips(void **state)
{
	(void)state;
	check_round_trip("");
	check_round_trip("set export-dir '\"\\ # \"' ; set pace 0.1");
	check_round_trip("set list-format '%%\"%-12.12a\\'");
	check_round_trip("bind ';' star\nbind '#' up\nbind '\"' down\n"
			 "bind \"'\" :left ; x # no\n");
}

static void test_round_trips_of_keys(void **state)
{
	(void)state;
	check_round_trip("bind \"-r\" star\nbind '--al' :a \"b\" ; c\n"
			 "bind -r paper '\\\\' :5 down ; 'x'\n"
			 "bind <T>ab up\nunbind j\nunbind -r listing k\n"
			 "bind -r calendar <Up><<>x^Ds :go\nunbind yy");
	check_round_trip("unbind --all\nbind a up\nbind -r help Space down");
	check_round_trip("macro '#' -r\nmacro a '#' '\"' \"'\" Space\n"
			 "macro ';' ';'");
	check_round_trip(
		"colour star red\ncolour hit '' '' bold\n"
		"colour tag red 4 bold dim\ncolour bar '#ff0000' '#000000'");
	check_round_trip("follow cs hep-th\ntopic a -c '#ff0000' x\n"
			 "topic \"b 'c\" '\"d # e\" OR \"\\\\ ; f\"'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_setting),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_wrong_lines),
		cmocka_unit_test(test_every_wrong_value),
		cmocka_unit_test(test_control_bytes),
		cmocka_unit_test(test_wrong_among_right),
		cmocka_unit_test(test_bind),
		cmocka_unit_test(test_wrong_keys),
		cmocka_unit_test(test_macros),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_colours),
		cmocka_unit_test(test_follow),
		cmocka_unit_test(test_topics),
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_round_trips),
		cmocka_unit_test(test_round_trips_of_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
