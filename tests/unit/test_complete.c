/* src/tui/completion.c and complete.c */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "tui/complete.h"
#include "tui/rc.h"

static const char *const tags[] = { "llm", "todo", "later", NULL };
static const char *const days[] = { "2025-10-10", "2025-10-09", NULL };

static void check_with(void (*complete)(const struct complete_context *context,
					const char *line, size_t at,
					struct completion *ret),
		       const struct complete_context *context, const char *line,
		       const char *want)
{
	struct completion found = { 0 };
	struct str got = STR_INIT;

	complete(context, line, strlen(line), &found);
	str_addf(&got, "%zu:", found.from);
	for (size_t i = 0; i < found.count; i++)
		str_addf(&got, " %s", found.items[i]);
	assert_string_equal(str_text(&got), want);
	completion_clear(&found);
	str_free(&got);
}

static void check(void **state, const char *line, const char *want)
{
	check_with(complete_command, *state, line, want);
}

static void test_names(void **state)
{
	check(state, "uns", "0:");
	check(state, "unb", "0: unbind");
	check(state, "sta", "0: star");
	check(state, "  so", "2: sort source");
	check(state, "5 half", "2: half-page-down half-page-up");
	check(state, "star; unb", "6: unbind");
	check(state, "star ; 3 unr", "9: unread-only");
	check(state, "star # unb", "10:");
	check(state, "star x", "5:");
	check(state, "HALF-page-d", "0: half-page-down");
}

/* An empty line can become any command. */
static void test_nothing_typed(void **state)
{
	struct completion found = { 0 };

	complete_command(*state, "", 0, &found);
	assert_true(found.count > ACTION_COUNT);
	completion_clear(&found);
}

static void test_set(void **state)
{
	check(state, "set mo", "4: mouse");
	check(state, "set list-", "4: list-format list-size");
	check(state, "set mouse ", "10: yes no");
	check(state, "set mark-read o", "14: open");
	check(state, "set pace ", "9: 3");
	check(state, "set list-format ", "16:  %S %s %i %t");
	check(state, "set list-format \"", "16:  %S %s %i %t");
	check(state, "set nonsense ", "13:");
	check(state, "set mouse yes ", "14:");
}

static void test_bind(void **state)
{
	check(state, "bind -r cal", "8: calendar");
	check(state, "bind -r calendar Pg", "17: PgUp PgDn");
	check(state, "bind Pg", "5: PgUp PgDn");
	check(state, "bind -", "5: -r");
	check(state, "bind x half-page-d", "7: half-page-down");
	check(state, "bind -r help x half-page-d", "15: half-page-down");
	check(state, "bind x :sour", "8: source");
	check(state, "bind x :set mou", "12: mouse");
	check(state, "bind x :star ; set mou", "19: mouse");
	check(state, "unbind --", "7: --all");
	check(state, "unbind -r top", "10: topics");
	check(state, "macro a Ba", "8: Backspace");
}

static void test_names_of_things(void **state)
{
	check(state, "colour cur", "7: cursor");
	check(state, "colour cursor brightb", "14: brightblack brightblue");
	check(state, "color cursor red blue ita", "22: italic");
	check(state, "follow hep-t", "7: hep-th");
	check(state, "follow cs.IR cs.i", "13: cs.IR cs.IT");
	check(state, "topic b", "6: big");
	check(state, "topic big -", "10: -c");
	check(state, "topic big -c gre", "13: green grey");
	check(state, "untopic ", "8: big");
	check(state, "topics ", "7: big");
	check(state, "go ", "3: latest today 2025-10-10 2025-10-09");
	check(state, "go 2025-10-0", "3: 2025-10-09");
	check(state, "tags l", "5: llm later");
	check(state, "filter ti:x OR au", "15: au:");
	check(state, "topic big -c green ti:x is:un", "27: unread");
	check(state, "star; find cat:hep-t", "15: hep-th");
	check(state, "sort t", "5: title");
}

static void test_queries(void **state)
{
	const struct complete_context *context = *state;

	check_with(complete_query, context, "ti:x (a", "6: all: au: abs:");
	check_with(complete_query, context, "-is:un", "4: unread");
	check_with(complete_query, context, "a tag:to", "6: todo");
	check_with(complete_query, context, "cat:cs.IR OR cat:hep-t",
		   "17: hep-th");
	check_with(complete_query, context, "day:2025-10-0", "4: 2025-10-09");
	check_with(complete_query, context, "no:x", "0:");
	check_with(complete_tags, context, "todo -l", "6: llm later");
}

static void test_files(void **state)
{
	struct complete_context context = *(struct complete_context *)*state;
	char folder[] = "test_complete.XXXXXX";
	char *more;
	char *file;
	char *hidden;
	struct error err;
	struct str want = STR_INIT;

	assert_non_null(mkdtemp(folder));
	more = file_join(folder, "more keys");
	file = file_join(folder, "mine");
	hidden = file_join(folder, ".hidden");
	assert_int_equal(mkdir(more, 0700), 0);
	assert_int_equal(file_write_atomic(file, "", 0, &err), STATUS_OK);
	assert_int_equal(file_write_atomic(hidden, "", 0, &err), STATUS_OK);
	context.folder = folder;
	context.home = folder;
	check_with(complete_command, &context, "source m",
		   "7: mine more keys/");
	check_with(complete_command, &context, "source keys/m", "7: keys/mutt");
	check_with(complete_command, &context, "source .h", "7: .hidden");
	check_with(complete_command, &context, "source ~/mi", "7: ~/mine");
	check_with(complete_command, &context, "source \"mo", "7: more keys/");
	check_with(complete_file, &context, "~/m", "0: ~/mine ~/more keys/");
	str_addf(&want, "0: %s/mine", folder);
	check_with(complete_file, &context, str_text(&want) + 3,
		   str_text(&want));
	check_with(complete_file, &context, "/nowhere/x", "0:");
	unlink(file);
	unlink(hidden);
	rmdir(more);
	rmdir(folder);
	free(more);
	free(file);
	free(hidden);
	str_free(&want);
}

/* What is common ends between two characters. */
static void test_common(void **state)
{
	struct completion found = { 0 };

	(void)state;
	completion_begin(&found, 0, "");
	assert_int_equal(completion_common(&found), 0);
	completion_offer_words(&found, "abc abd");
	assert_int_equal(completion_common(&found), 2);
	completion_begin(&found, 0, "");
	completion_offer(&found, "x\xC3\xA9");
	completion_offer(&found, "x\xC3\xA8");
	assert_int_equal(completion_common(&found), 1);
	completion_begin(&found, 0, "");
	completion_offer(&found, "x\xC3\xA9");
	completion_offer(&found, "x\xC3\xA9");
	assert_int_equal(found.count, 1);
	assert_int_equal(completion_common(&found), 3);
	completion_clear(&found);
}

static struct {
	struct settings settings;
	struct complete_context context;
} stage;

static int setup(void **state)
{
	static const char text[] = "topic big ti:big";
	struct str found = STR_INIT;
	struct rc rc = { .settings = &stage.settings, .messages = &found };

	settings_init(&stage.settings);
	if (rc_read(&rc, text, strlen(text)))
		return 1;
	stage.context.settings = &stage.settings;
	stage.context.tags = tags;
	stage.context.days = days;
	*state = &stage.context;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	settings_clear(&stage.settings);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_nothing_typed),
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_bind),
		cmocka_unit_test(test_names_of_things),
		cmocka_unit_test(test_queries),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_common),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
