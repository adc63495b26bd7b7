/* Random changes of all kinds on a few papers, taken back and done again: the
 * tables are compared row by row with what they were. Everything that is said
 * is drawn at random from a seed. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/marks.h"
#include "library_fixture.h"
#include "random.h"

#define PAPERS  40
#define ACTIONS 1000

static const char *const NAMES[] = { "llm",   "LLM",  "to-read", "größe",
				     "cs.IR", "2024", "x/y" };
#define NAME_COUNT (sizeof(NAMES) / sizeof(NAMES[0]))

struct world {
	const char *path;
	struct library *one;
	struct library *two; /* a second program with the same library */
	paper_key keys[PAPERS];
	uint64_t seed;
	int64_t now;
};

static uint64_t draw(struct world *world, uint64_t limit)
{
	return random_below(&world->seed, limit);
}

static void open_world(struct world *world, const char *path)
{
	*world = (struct world){ .path = path,
				 .one = fixture_open(path, LIBRARY_WRITE),
				 .seed = random_seed(4711),
				 .now = 1000 };
	fixture_begin(world->one);
	for (int i = 0; i < PAPERS; i++) {
		char id[IDENT_TEXT_SIZE];
		struct paper paper;

		snprintf(id, sizeof(id), "2510.%05dv1", i + 1);
		paper = fixture_paper(id, "T");
		world->keys[i] = paper.id.key;
		fixture_store(world->one, &paper);
		paper_clear(&paper);
	}
	fixture_commit(world->one);
	world->two = fixture_open(path, LIBRARY_WRITE);
}

static void close_world(struct world *world)
{
	library_close(world->one);
	library_close(world->two);
}

static void reopen(struct world *world)
{
	library_close(world->one);
	world->one = fixture_open(world->path, LIBRARY_WRITE);
}

/* One connection or the other. */
static struct library *either(struct world *world)
{
	return draw(world, 2) == 0 ? world->one : world->two;
}

/* All that is said of papers, as one text. */
static char *picture(const struct world *world)
{
	static const char sql[] =
		"SELECT printf('mark %d %s %s %s %s', paper, star_at, read_at,"
		" done_at, hidden_at) AS line FROM mark UNION ALL"
		" SELECT printf('tag %d %s %d', paper, name, at) FROM tag"
		" UNION ALL SELECT printf('note %d %s %d', paper, text, at)"
		" FROM note ORDER BY line";
	struct str out = STR_INIT;
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(sqlite3_open(world->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL),
			 SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		str_addf(&out, "%s\n",
			 (const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return str_take(&out);
}

/* Some of the names, each at most once, the others left for `untags`. */
static void draw_names(struct world *world, const char **tags,
		       const char **untags)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		uint64_t chance = draw(world, 6);

		if (chance == 0)
			*tags++ = NAMES[i];
		else if (chance == 1)
			*untags++ = NAMES[i];
	}
	*tags = NULL;
	*untags = NULL;
}

/* A change of some papers, of some kinds; perhaps it changes nothing. */
static void act(struct world *world)
{
	static const char *const notes[] = { "", "one", "two\n\tlines", "é" };
	const char *tags[NAME_COUNT + 1], *untags[NAME_COUNT + 1];
	paper_key keys[5];
	struct marks_edit edit = { .keys = keys, .now = world->now++ };
	struct error err = { 0 };

	edit.count = draw(world, 5) + 1;
	for (size_t i = 0; i < edit.count; i++)
		keys[i] = world->keys[draw(world, PAPERS)];
	if (draw(world, 2) == 0) {
		edit.on = (unsigned)draw(world, 16);
		edit.off = (unsigned)draw(world, 16) & ~edit.on;
	}
	draw_names(world, tags, untags);
	if (draw(world, 2) == 0) {
		edit.tags = tags;
		edit.untags = untags;
	}
	if (draw(world, 3) == 0)
		edit.note = notes[draw(world, 4)];
	if (marks_edit(either(world), &edit, NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* One step back or on; false at the end. */
static bool travel(struct world *world, bool undo)
{
	struct marks_step step;
	struct str text = STR_INIT;
	struct error err = { 0 };
	enum status status = (undo ? marks_undo : marks_redo)(
		either(world), world->now, &step, &err);

	if (status == STATUS_NOTFOUND)
		return false;
	if (status != STATUS_OK)
		fail_msg("%s", err.text);
	assert_true(step.count > 0 && step.count <= 5);
	marks_step_text(&step, &text);
	assert_true(text.len > 0);
	str_free(&text);
	return true;
}

static int travel_all(struct world *world, bool undo)
{
	int steps = 0;

	while (travel(world, undo)) {
		if (draw(world, 100) == 0)
			reopen(world);
		steps++;
	}
	return steps;
}

static void assert_picture(const struct world *world, const char *want)
{
	char *now = picture(world);

	if (strcmp(now, want) != 0)
		fail_msg("there is\n%s\nwhere there was\n%s", now, want);
	free(now);
}

/* Back to the first state and on to the last one, more than once. */
static void assert_both_ways(struct world *world, const char *first)
{
	char *last = picture(world);
	int steps = travel_all(world, true);

	assert_picture(world, first);
	assert_true(travel_all(world, false) >= steps);
	assert_picture(world, last);
	assert_true(steps > 0);
	assert_true(travel_all(world, true) >= steps);
	assert_picture(world, first);
	travel_all(world, false);
	assert_picture(world, last);
	free(last);
}

static void test_changes_alone(void **state)
{
	struct place *place = *state;
	struct world world;

	open_world(&world, place->path);
	for (int i = 0; i < ACTIONS; i++)
		act(&world);
	assert_true(sql_number(place->path,
			       "SELECT count(DISTINCT mark) FROM journal") ==
		    6);
	assert_both_ways(&world, "");
	close_world(&world);
}

/* What undo and redo should do: the states of the past, and of the future that
 * was taken back and not yet given up. */
struct history {
	char *states[ACTIONS + 1];
	size_t at;  /* the state that is now */
	size_t end; /* the last one */
};

/* A change that changed anything is the new future. */
static void remember(struct history *history, char *now)
{
	if (strcmp(history->states[history->at], now) == 0) {
		free(now);
		return;
	}
	while (history->end > history->at)
		free(history->states[history->end--]);
	history->states[++history->end] = now;
	history->at = history->end;
}

static void check_travel(struct world *world, struct history *history,
			 bool undo)
{
	bool possible = undo ? history->at > 0 : history->at < history->end;

	assert_int_equal(travel(world, undo), possible);
	if (!possible)
		return;
	history->at += undo ? (size_t)-1 : 1;
	assert_picture(world, history->states[history->at]);
}

/* Undo, redo and restarts among the changes, by two programs. */
static void test_all_mixed(void **state)
{
	struct place *place = *state;
	struct world world;
	struct history history = { 0 };

	open_world(&world, place->path);
	history.states[0] = picture(&world);
	for (int i = 0; i < ACTIONS; i++) {
		uint64_t chance = draw(&world, 20);

		if (chance == 0) {
			reopen(&world);
		} else if (chance < 11) {
			act(&world);
			remember(&history, picture(&world));
		} else {
			check_travel(&world, &history, chance < 16);
		}
	}
	while (history.at > 0)
		check_travel(&world, &history, true);
	check_travel(&world, &history, true);
	while (history.at < history.end)
		check_travel(&world, &history, false);
	check_travel(&world, &history, false);
	for (size_t i = 0; i <= history.end; i++)
		free(history.states[i]);
	close_world(&world);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_changes_alone),
		TEST(test_all_mixed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
