/* src/tui/command.c */
#include "test.h"

#include <string.h>

#include "tui/command.h"

static void say(const struct command *command, struct str *out)
{
	if (out->len > 0)
		str_add(out, " | ");
	if (command->count > 0)
		str_addf(out, "%d ", command->count);
	switch (command->kind) {
	case COMMAND_NOTHING:
		str_add(out, "nothing");
		break;
	case COMMAND_DONE:
		str_add(out, "done");
		break;
	case COMMAND_ACTION:
		str_add(out, action_info(command->action)->name);
		break;
	case COMMAND_FIND:
		str_add(out, command->backwards ? "find back" : "find");
		break;
	case COMMAND_GO:
		str_add(out, "go");
		break;
	case COMMAND_WHY:
		str_add(out, "why");
		break;
	case COMMAND_WRONG:
		str_add(out, "wrong");
		break;
	}
	if (command->text)
		str_addf(out, " <%s>", command->text);
	if (command->message.len > 0)
		str_addf(out, ": %s", str_text(&command->message));
}

/* Runs a line, and says what each of its commands came to. */
static void run(struct settings *settings, const char *line, const char *want)
{
	struct command_context context = { .settings = settings,
					   .folder = "/dev/null" };
	struct str got = STR_INIT;
	struct command command;

	while (command_next(&context, &line, &command)) {
		say(&command, &got);
		command_clear(&command);
	}
	assert_string_equal(line, "");
	assert_string_equal(str_text(&got), want);
	str_free(&got);
}

static void check(const char *line, const char *want)
{
	struct settings settings;

	settings_init(&settings);
	run(&settings, line, want);
	settings_clear(&settings);
}

static void test_actions(void **state)
{
	(void)state;
	check("", "");
	check("  ; ", "");
	check("# words", "nothing");
	check("star", "star");
	check("  next-unread ", "next-unread");
	check("5 down", "5 down");
	check("5down", "5 down");
	check("120", "120 last");
	check("12 ; star", "12 last | star");
	check("star; 2 down ; read", "star | 2 down | read");
	check("99999999999 up", "99999 up");
	check("q", "quit");
	check("quit", "quit");
	check("h", "help");
	check("w", "write");
}

static void test_arguments(void **state)
{
	(void)state;
	check("go 2025-10-10", "go <2025-10-10>");
	check("go -1; star", "go <-1> | star");
	check("why 2510.07784", "why <2510.07784>");
	check("why", "why");
	check("w 'my file.md'; star", "write <my file.md> | star");
	check("filter ti:a ; b", "filter <ti:a ; b>");
	check("filter \"\"", "filter <>");
	check("filter", "filter");
	check("search \"a b\" c", "search <\"a b\" c>");
	check("tags llm -todo;next", "tags <llm -todo;next>");
	check("tags llm -todo ; next", "tags <llm -todo> | next");
	check("shell ls | wc ; x", "shell <ls | wc ; x>");
	check("3 sort title", "3 sort <title>");
}

static void test_signs(void **state)
{
	(void)state;
	check("/two words # yes; no", "find <two words # yes; no>");
	check("?\"x", "find back <\"x>");
	check("star; ?x", "star | find back <x>");
	check("!ls -l", "shell <ls -l>");
	check("|jq .", "pipe <jq .>");
	check("/", "find <>");
}

static void test_wrong(void **state)
{
	(void)state;
	check("strar", "wrong: expected a command or action that exists, not "
		       "'strar'; did you mean star?");
	check("nonsense; star", "wrong: expected a command or action that "
				"exists, not 'nonsense'");
	check("star now", "wrong: expected nothing behind star");
	check("q now", "wrong: expected nothing behind q");
	check("go", "wrong: expected: go DAY");
	check("star; go \"x", "wrong: expected a closing \"");
	check("set pace=3", "wrong: expected: set NAME VALUE, without a =");
	check("source -", "wrong: expected the name of a file");
}

static void test_settings(void **state)
{
	struct settings settings;

	(void)state;
	settings_init(&settings);
	run(&settings, "set mouse yes; star", "done | star");
	assert_true(settings.config.mouse);
	assert_int_equal(settings.changed, SETTINGS_CONFIG);
	settings.changed = 0;
	run(&settings, "set mouse", "done: mouse is yes");
	assert_int_equal(settings.changed, 0);
	run(&settings, "set mouse!", "done: mouse is no");
	run(&settings, "bind X :star ; down", "done");
	run(&settings, "follow cs.IR", "done");
	assert_int_equal(settings.changed,
			 SETTINGS_CONFIG | SETTINGS_KEYS | SETTINGS_FOLLOWS);
	run(&settings, "topic a ti:b OR c", "done");
	assert_string_equal(settings.topics[0].query, "ti:b OR c");
	run(&settings, "source keys/less", "done");
	settings_clear(&settings);
}

static void test_table(void **state)
{
	const struct typed_info *info;

	(void)state;
	for (size_t i = 0; (info = typed_info(i)) != NULL; i++)
		assert_ptr_equal(typed_find(info->name), info);
	assert_null(typed_find("down"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_actions),
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
