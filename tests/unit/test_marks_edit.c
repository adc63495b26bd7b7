/* Changes of all kinds at once: tags, notes, what undo says, and what is
 * refused. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "library/marks.h"
#include "library/note.h"
#include "library_fixture.h"
#include "random.h"

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void fill(struct library *library, int count)
{
	fixture_begin(library);
	for (int i = 1; i <= count; i++) {
		char id[IDENT_TEXT_SIZE];
		struct paper paper;

		snprintf(id, sizeof(id), "2510.%05dv1", i);
		paper = fixture_paper(id, "T");
		fixture_store(library, &paper);
		paper_clear(&paper);
	}
	fixture_commit(library);
}

/* The keys of papers 1, 2, 3... */
static const paper_key *keys(void)
{
	static paper_key all[3];

	all[0] = fixture_key("2510.00001");
	all[1] = fixture_key("2510.00002");
	all[2] = fixture_key("2510.00003");
	return all;
}

/* Makes a change of the first `count` papers. */
static void edit(struct library *library, struct marks_edit what, size_t count)
{
	struct error err = { 0 };

	what.keys = keys();
	what.count = count;
	if (what.now == 0)
		what.now = 100;
	if (marks_edit(library, &what, NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* A change that must be refused, and leave no trace. */
static void refused(struct library *library, const char *path,
		    struct marks_edit what, enum status status)
{
	static const char sql[] =
		"SELECT (SELECT count(*) FROM mark) + (SELECT count(*) FROM "
		"tag) + (SELECT count(*) FROM note) + (SELECT count(*) FROM "
		"journal)";
	int64_t before = sql_number(path, sql);
	struct error err = { 0 };

	what.keys = keys();
	what.count = 1;
	what.now = 100;
	assert_int_equal(marks_edit(library, &what, NULL, &err), status);
	assert_true(err.text[0] != '\0');
	assert_int_equal(sql_number(path, sql), before);
}

static void assert_tags(struct library *library, int number, const char *want)
{
	struct error err = { 0 };
	char *tags = NULL;

	assert_int_equal(
		tags_of_paper(library, keys()[number - 1], &tags, &err),
		STATUS_OK);
	if (want == NULL)
		assert_null(tags);
	else
		assert_string_equal(tags != NULL ? tags : "(none)", want);
	free(tags);
}

static void assert_note(struct library *library, int number, const char *want)
{
	struct error err = { 0 };
	char *note = NULL;

	assert_int_equal(note_get(library, keys()[number - 1], &note, &err),
			 STATUS_OK);
	if (want == NULL)
		assert_null(note);
	else
		assert_string_equal(note != NULL ? note : "(none)", want);
	free(note);
}

/* Goes one step and compares what is told of it. */
static void travel(struct library *library, bool undo, const char *want)
{
	struct marks_step step;
	struct str text = STR_INIT;
	struct error err = { 0 };

	if ((undo ? marks_undo : marks_redo)(library, 500, &step, &err) !=
	    STATUS_OK)
		fail_msg("%s", err.text);
	assert_int_equal(step.undo, undo);
	marks_step_text(&step, &text);
	assert_string_equal(str_text(&text), want);
	str_free(&text);
}

static void test_tags(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fill(library, 3);
	edit(library, (struct marks_edit){ .tags = LIST("llm", "LLM", "é") },
	     3);
	assert_tags(library, 1, "LLM\nllm\né");
	edit(library,
	     (struct marks_edit){ .tags = LIST("a"),
				  .untags = LIST("LLM", "é", "none") },
	     2);
	assert_tags(library, 2, "a\nllm");
	assert_tags(library, 3, "LLM\nllm\né");
	/* Given once more it keeps its instant, and is no step. */
	edit(library,
	     (struct marks_edit){ .tags = LIST("a", "llm"), .now = 900 }, 2);
	assert_int_equal(sql_number(place->path, "SELECT max(at) FROM tag"),
			 100);
	assert_int_equal(
		sql_number(place->path, "SELECT max(step) FROM journal"), 2);
	travel(library, true, "the tags of 2 papers are as they were");
	assert_tags(library, 1, "LLM\nllm\né");
	travel(library, false, "the tags of 2 papers are changed");
	assert_tags(library, 2, "a\nllm");
	travel(library, true, "the tags of 2 papers are as they were");
	travel(library, true, "the tags of 3 papers are as they were");
	assert_tags(library, 3, NULL);
	library_close(library);
}

static void test_names(void **state)
{
	static const char *const good[] = {
		"a",       "llm",   "to-read", "2024",      "cs.IR",
		"x/y_z:w", "größe", "日本語",  "e\314\201", "Ⅳ",
	};
	static const char *const bad[] = {
		"",
		"-a",
		"+a",
		".a",
		"_a",
		":a",
		"a b",
		"a\tb",
		"a\nb",
		"a,b",
		"a+b",
		"\314\201x",
		"a\377",
		"a\033[m",
		"a\"b",
		"a'b",
		"a\342\200\213b",
		"a\302\240b",
		"😀",
	};
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	char name[TAG_MAX + 2];

	fill(library, 1);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!tag_is_name(good[i]))
			fail_msg("'%s' is a name", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (tag_is_name(bad[i]))
			fail_msg("'%s' is no name", bad[i]);
		refused(library, place->path,
			(struct marks_edit){ .tags = LIST("good", bad[i]) },
			STATUS_USAGE);
		refused(library, place->path,
			(struct marks_edit){ .tags = LIST("good"),
					     .untags = LIST(bad[i]) },
			STATUS_USAGE);
	}
	assert_false(tag_is_name(NULL));
	memset(name, 'x', sizeof(name));
	name[TAG_MAX + 1] = '\0';
	assert_false(tag_is_name(name));
	name[TAG_MAX] = '\0';
	assert_true(tag_is_name(name));
	library_close(library);
}

static void test_contradictions(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fill(library, 1);
	refused(library, place->path,
		(struct marks_edit){ .tags = LIST("a", "b"),
				     .untags = LIST("c", "b") },
		STATUS_USAGE);
	refused(library, place->path,
		(struct marks_edit){ .on = MARK_STAR | MARK_READ,
				     .off = MARK_READ },
		STATUS_USAGE);
	refused(library, place->path, (struct marks_edit){ .on = MARK_TAGGED },
		STATUS_USAGE);
	refused(library, place->path, (struct marks_edit){ .off = MARK_NOTED },
		STATUS_USAGE);
	/* "a" and "A" are two tags. */
	edit(library,
	     (struct marks_edit){ .tags = LIST("a"), .untags = LIST("A") }, 1);
	assert_tags(library, 1, "a");
	library_close(library);
}

static void test_tag_uses(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct tag_use *uses = NULL;
	struct error err = { 0 };
	size_t count = 9;

	fill(library, 3);
	assert_int_equal(tags_load(library, &uses, &count, &err), STATUS_OK);
	assert_int_equal(count, 0);
	free(uses);
	edit(library, (struct marks_edit){ .tags = LIST("b", "a"), .now = 300 },
	     3);
	edit(library, (struct marks_edit){ .tags = LIST("c"), .now = 200 }, 2);
	edit(library, (struct marks_edit){ .untags = LIST("b"), .now = 400 },
	     1);
	sql_run(place->path,
		"INSERT INTO tag VALUES (1, 'x' || char(7), 5), (1, 'y z', 5)");
	assert_int_equal(tags_load(library, &uses, &count, &err), STATUS_OK);
	assert_int_equal(count, 3);
	assert_string_equal(uses[0].name, "a");
	assert_int_equal(uses[0].papers, 3);
	assert_int_equal(uses[0].last, 300);
	assert_string_equal(uses[1].name, "b");
	assert_int_equal(uses[1].papers, 2);
	assert_string_equal(uses[2].name, "c");
	assert_int_equal(uses[2].papers, 2);
	assert_int_equal(uses[2].last, 200);
	free(uses);
	library_close(library);
}

static void test_notes(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct error err = { 0 };
	unsigned mask = 0;

	fill(library, 3);
	edit(library, (struct marks_edit){ .note = "one\r\n\ttwo \n\x1B\n" },
	     1);
	assert_note(library, 1, "one\n\ttwo");
	assert_note(library, 2, NULL);
	assert_int_equal(marks_get(library, keys()[0], &mask, &err), STATUS_OK);
	assert_int_equal(mask, MARK_NOTED);
	edit(library, (struct marks_edit){ .note = "three", .now = 200 }, 1);
	/* The same once more, written otherwise, is no step. */
	edit(library, (struct marks_edit){ .note = "three\n", .now = 300 }, 1);
	assert_int_equal(sql_number(place->path, "SELECT at FROM note"), 200);
	edit(library, (struct marks_edit){ .note = " \n" }, 1);
	assert_note(library, 1, NULL);
	edit(library, (struct marks_edit){ .note = "" }, 3);
	assert_int_equal(
		sql_number(place->path, "SELECT count(*) FROM journal"), 3);

	travel(library, true, "the note of 2510.00001 is as it was");
	assert_note(library, 1, "three");
	assert_int_equal(sql_number(place->path, "SELECT at FROM note"), 200);
	travel(library, true, "the note of 2510.00001 is as it was");
	assert_note(library, 1, "one\n\ttwo");
	assert_int_equal(sql_number(place->path, "SELECT at FROM note"), 100);
	travel(library, true, "2510.00001 has no note");
	assert_note(library, 1, NULL);
	travel(library, false, "the note of 2510.00001 is changed");
	travel(library, false, "the note of 2510.00001 is changed");
	assert_note(library, 1, "three");
	travel(library, false, "2510.00001 has no note");
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM note"),
			 0);
	edit(library, (struct marks_edit){ .note = "for all" }, 3);
	travel(library, true, "3 papers have no note");
	travel(library, false, "the notes of 3 papers are changed");
	library_close(library);
}

static void test_long_note(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	char *text = mem_alloc(3 * NOTE_MAX + 1);

	fill(library, 1);
	memset(text, 'x', 3 * NOTE_MAX);
	text[3 * NOTE_MAX] = '\0';
	refused(library, place->path, (struct marks_edit){ .note = text },
		STATUS_TOO_LARGE);
	text[NOTE_MAX + 1] = '\0';
	refused(library, place->path, (struct marks_edit){ .note = text },
		STATUS_TOO_LARGE);
	/* What is cleaned away does not count. */
	text[NOTE_MAX] = '\n';
	edit(library, (struct marks_edit){ .note = text }, 1);
	text[NOTE_MAX] = '\0';
	assert_note(library, 1, text);
	travel(library, true, "2510.00001 has no note");
	travel(library, false, "the note of 2510.00001 is changed");
	assert_note(library, 1, text);
	free(text);
	library_close(library);
}

/* Whatever a change holds, it is one step. */
static void test_all_in_one_step(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct error err = { 0 };
	unsigned mask = 0;

	fill(library, 3);
	edit(library,
	     (struct marks_edit){ .on = MARK_HIDDEN, .tags = LIST("old") }, 1);
	edit(library,
	     (struct marks_edit){ .on = MARK_DONE | MARK_READ,
				  .off = MARK_HIDDEN,
				  .tags = LIST("new"),
				  .untags = LIST("old"),
				  .note = "n" },
	     2);
	assert_int_equal(marks_get(library, keys()[0], &mask, &err), STATUS_OK);
	assert_int_equal(mask,
			 MARK_DONE | MARK_READ | MARK_TAGGED | MARK_NOTED);
	travel(library, true, "2 papers are as they were");
	assert_int_equal(marks_get(library, keys()[0], &mask, &err), STATUS_OK);
	assert_int_equal(mask, MARK_HIDDEN | MARK_TAGGED);
	assert_tags(library, 1, "old");
	assert_tags(library, 2, NULL);
	travel(library, true, "2510.00001 is as it was");
	travel(library, false, "2510.00001 is changed");
	travel(library, false, "2 papers are changed");
	assert_tags(library, 1, "new");
	assert_note(library, 2, "n");
	library_close(library);
}

static void test_words_of_steps(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fill(library, 3);
	edit(library, (struct marks_edit){ .on = MARK_STAR }, 1);
	travel(library, true, "2510.00001 is not starred");
	travel(library, false, "2510.00001 is starred");
	edit(library, (struct marks_edit){ .on = MARK_READ | MARK_DONE }, 2);
	travel(library, true, "2 papers are not done");
	travel(library, false, "2 papers are done");
	edit(library, (struct marks_edit){ .off = MARK_READ }, 3);
	travel(library, true, "2 papers are read");
	travel(library, false, "2 papers are unread");
	edit(library, (struct marks_edit){ .on = MARK_HIDDEN }, 1);
	travel(library, true, "2510.00001 is not hidden");
	travel(library, false, "2510.00001 is hidden");
	edit(library,
	     (struct marks_edit){ .on = MARK_READ, .off = MARK_HIDDEN }, 1);
	travel(library, true, "2510.00001 is as it was");
	edit(library, (struct marks_edit){ .tags = LIST("llm") }, 3);
	travel(library, true, "3 papers lost the tag llm");
	travel(library, false, "3 papers got the tag llm");
	edit(library, (struct marks_edit){ .untags = LIST("llm") }, 1);
	travel(library, true, "2510.00001 got the tag llm");
	travel(library, false, "2510.00001 lost the tag llm");
	library_close(library);
}

static void test_unknown_papers(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct marks_edit what = { .tags = LIST("a"),
				   .note = "n",
				   .on = MARK_STAR,
				   .keys = keys(),
				   .count = 3,
				   .now = 5 };
	bool known[3] = { false, true, true };
	struct error err = { 0 };

	fill(library, 1);
	assert_int_equal(marks_edit(library, &what, known, &err), STATUS_OK);
	assert_true(known[0]);
	assert_false(known[1]);
	assert_false(known[2]);
	assert_int_equal(sql_number(place->path,
				    "SELECT (SELECT count(*) FROM tag) +"
				    " (SELECT count(*) FROM note) +"
				    " (SELECT count(*) FROM mark)"),
			 3);
	/* A change that says nothing is none. */
	edit(library, (struct marks_edit){ 0 }, 3);
	assert_int_equal(
		sql_number(place->path, "SELECT max(step) FROM journal"), 1);
	library_close(library);
}

static void check_clean(const char *text, const char *want, size_t repaired)
{
	struct str once = STR_INIT, twice = STR_INIT;

	str_add(&once, "before");
	assert_int_equal(note_clean(text, strlen(text), &once), repaired);
	assert_string_equal(str_text(&once) + 6, want);
	assert_int_equal(note_clean(str_text(&once), once.len, &twice), 0);
	assert_string_equal(str_text(&twice), str_text(&once));
	str_free(&once);
	str_free(&twice);
}

static void test_cleaning(void **state)
{
	(void)state;
	check_clean("", "", 0);
	check_clean(" \n\t\r\n ", "", 0);
	check_clean("a  b\tc", "a  b\tc", 0);
	check_clean("\n\n  - one\n  - two\n\nend\n\n",
		    "  - one\n  - two\n\nend", 0);
	check_clean("a \t\nb", "a\nb", 0);
	check_clean("a\rb\r\nc\n\rd", "a\nb\nc\n\nd", 0);
	check_clean("a\x1B[31mb\x07", "a[31mb", 2);
	check_clean("a\xC2\x9B"
		    "1m",
		    "a1m", 1);
	check_clean("\xE2\x80\xAE"
		    "abc",
		    "abc", 1);
	check_clean("a\xFF z", "a\xEF\xBF\xBD z", 1);
	check_clean("a\xC2\xA0"
		    "b\xE2\x80\xA8"
		    "c",
		    "a b c", 0);
	check_clean("a \xE2\x80\x8B b", "a  b", 1);
	check_clean("\x01\n\x02", "", 2);
}

/* What comes out has nothing but lines, blanks, tabs and what may be shown, and
 * cleaning it once more changes nothing. */
static void assert_clean_note(const struct str *note)
{
	const char *text = str_text(note);
	struct str again = STR_INIT;

	for (size_t at = 0; at < note->len;) {
		uint32_t code;

		at += utf8_decode(text + at, note->len - at, &code);
		assert_true(code == '\n' || code == '\t' || text_code_ok(code));
	}
	assert_int_equal(note_clean(text, note->len, &again), 0);
	assert_string_equal(str_text(&again), text);
	str_free(&again);
	if (note->len == 0)
		return;
	assert_null(strchr(" \t\n", text[note->len - 1]));
	assert_true(text[0] != '\n');
	assert_null(strstr(text, " \n"));
	assert_null(strstr(text, "\t\n"));
}

static void test_cleaning_at_random(void **state)
{
	static const char *const parts[] = {
		" ",        "\t",       "\n",           "\r",
		"\r\n",     "a",        "word",         "\x1B",
		"\xC2\xA0", "\xFF",     "\xE2\x80\xA8", "\x0B",
		"\xE2",     "\xCC\x81", "\xE2\x80\xAE", "é",
		"\x7F",     "\xC2\x85",
	};
	uint64_t seed = random_seed(99);

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct str text = STR_INIT, note = STR_INIT;
		uint64_t count = random_below(&seed, 30);

		for (uint64_t i = 0; i < count; i++)
			str_add(&text, parts[random_below(&seed, 18)]);
		if (random_below(&seed, 4) == 0)
			str_add_n(&text, "\0", 1);
		note_clean(str_text(&text), text.len, &note);
		assert_clean_note(&note);
		str_free(&text);
		str_free(&note);
	}
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_tags),
		TEST(test_names),
		TEST(test_contradictions),
		TEST(test_tag_uses),
		TEST(test_notes),
		TEST(test_long_note),
		TEST(test_all_in_one_step),
		TEST(test_words_of_steps),
		TEST(test_unknown_papers),
		cmocka_unit_test(test_cleaning),
		cmocka_unit_test(test_cleaning_at_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
