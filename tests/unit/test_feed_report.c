/* The Markdown report. */
#include "base/str.h"
#include "feed_dump.h"
#include "test.h"

#define HEADING "# arXiv Daily Report - 11-Oct-2025\n\n"
#define TABLE \
	"| Title | Link | abstract | author |\n| --- | --- | --- | --- |\n"
#define LINK(id) "[https://arxiv.org/abs/" id "](https://arxiv.org/abs/" id ")"
#define END(items)                     \
	"end 2025-10-11 items " #items \
	" repaired 0\n title: arXiv Daily Report - 11-Oct-2025\n"

/* A whole row, without its end. */
#define ROW(title, id, abstract, authors) \
	"| " title " | " LINK(id) " | " abstract " | " authors " |"

static void test_rows(void **state)
{
	static const char ESCAPED[] =
		ROW("A \\| b 50\\\\%", "2510.07784", "One. Two \\*x\\*.",
		    "Ann A., Bo (X, Y)");
	static const char BARE[] =
		"| T | https://arxiv.org/abs/hep-th/9901001v2 |  |  |";
	struct str text = STR_INIT;

	(void)state;
	str_addf(&text, "%s%s\n%s\n", HEADING TABLE, ESCAPED, BARE);
	feed_expect(str_text(&text),
		    "head report\n"
		    "entry 2510.07784 2025-10-11 -\n title: A | b 50\\%\n"
		    " abstract: One. Two *x*.\n"
		    " authors: Ann A.; Bo (X, Y)\n"
		    "entry hep-th/9901001 2025-10-11 -\n title: T\n" END(2));
	str_free(&text);
}

static void test_empty(void **state)
{
	(void)state;
	feed_expect(HEADING TABLE, "head report\n" END(0));
}

static void test_broken_rows(void **state)
{
	static const char *const LINES[] = {
		HEADING TABLE,
		"| One | " LINK("2510.00001") " | cut here\n",
		"and on | Ann |\n",
		"| Two | " LINK("2510.00002") " | a | b | c |\n",
		"| Three | [x](https://evil/abs/2510.00003) | a | b |\n",
		ROW("Four", "2510.00004", "a", "b") "\n",
		ROW("Five", "2510.00004", "a", "b"),
	};
	struct str text = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(LINES) / sizeof(LINES[0]); i++)
		str_add(&text, LINES[i]);
	feed_expect(str_text(&text),
		    "head report\n"
		    "skip bad_row line 5: not a row of the table\n"
		    "skip bad_row line 6: not a row of the table\n"
		    "skip bad_row line 7: the row has not four cells\n"
		    "skip bad_row line 8: the link is no paper of arXiv\n"
		    "entry 2510.00004 2025-10-11 -\n title: Four\n"
		    " abstract: a\n authors: b\n" END(6));
	str_free(&text);
}

static void test_line_ends(void **state)
{
	(void)state;
	feed_expect("\xEF\xBB\xBF\r\n\n# arXiv Daily Report - 11-Oct-2025 \r\n"
		    "\r\n| Title | Link | abstract | author |\r\n"
		    "| --- | :-: | --- | --- |\r\n"
		    "| One | " LINK("2510.00001") " | a | b |\r\n",
		    "head report\nentry 2510.00001 2025-10-11 -\n title: One\n"
		    " abstract: a\n authors: b\n" END(1));
}

static void test_heading(void **state)
{
	static const char IMPOSSIBLE[] =
		"# arXiv Daily Report - 31-Feb-2025\n\n" TABLE;
	static const char NONE[] = "# arXiv Daily Report\n\n" TABLE;
	static const char OTHER[] = "# Groceries\n\n" TABLE;
	static const char CUT[] = HEADING "| Title | Link |";
	static const char TWO[] = HEADING TABLE HEADING TABLE;

	(void)state;
	feed_expect_failure(IMPOSSIBLE, sizeof(IMPOSSIBLE) - 1, "bad_heading");
	feed_expect_failure(NONE, sizeof(NONE) - 1, "bad_heading");
	feed_expect_failure(OTHER, sizeof(OTHER) - 1, "not_a_feed");
	feed_expect_failure(CUT, sizeof(CUT) - 1, "truncated");
	feed_expect_failure(TWO, sizeof(TWO) - 1, "bad_heading");
	feed_expect_failure("#", 1, "not_a_feed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_broken_rows),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_heading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
