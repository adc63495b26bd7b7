/* `source` of arxdayrc, and the presets. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "tui/key.h"
#include "tui/preset.h"
#include "tui/rc.h"

/* A folder of files that are gone in the end. */
struct place {
	char folder[64];
	char *names[16];
	size_t count;
};

static int setup(void **state)
{
	struct place *place = mem_zalloc(1, sizeof(*place));

	snprintf(place->folder, sizeof(place->folder), "test_source.XXXXXX");
	*state = place;
	return mkdtemp(place->folder) == NULL;
}

static int teardown(void **state)
{
	struct place *place = *state;

	for (size_t i = 0; i < place->count; i++) {
		unlink(place->names[i]);
		free(place->names[i]);
	}
	rmdir(place->folder);
	free(place);
	return 0;
}

static void put(struct place *place, const char *name, const char *text)
{
	char *path = file_join(place->folder, name);
	struct error err;

	assert_int_equal(file_write_atomic(path, text, strlen(text), &err),
			 STATUS_OK);
	place->names[place->count++] = path;
}

/* Reads a text as FOLDER/rc; the messages must be these, with @ for the
 * folder. */
static void check(struct place *place, struct settings *settings,
		  const char *text, const char *want)
{
	struct str found = STR_INIT;
	struct str wanted = STR_INIT;
	char *path = file_join(place->folder, "rc");
	struct rc rc = { .settings = settings,
			 .name = path,
			 .folder = place->folder,
			 .home = place->folder,
			 .messages = &found };
	enum status status;

	settings_init(settings);
	status = rc_read(&rc, text, strlen(text));
	for (; *want != '\0'; want++) {
		if (*want == '@')
			str_add(&wanted, place->folder);
		else
			str_add_char(&wanted, *want);
	}
	assert_string_equal(str_text(&found), str_text(&wanted));
	assert_int_equal(status, wanted.len > 0 ? STATUS_CONFIG : STATUS_OK);
	str_free(&found);
	str_free(&wanted);
	free(path);
}

static void test_files(void **state)
{
	struct place *place = *state;
	struct settings settings;

	put(place, "one", "set pace 7\nsource two\nset list-size 33\n");
	put(place, "two", "set mouse yes\n\n set oops 1\n");
	check(place, &settings, "source one ; set ascii yes",
	      "@/two:3:6: expected a setting that exists, not 'oops'\n");
	assert_true(settings.config.pace == 7.0);
	assert_true(settings.config.mouse);
	assert_true(settings.config.ascii);
	assert_int_equal(settings.config.list_size, 33);
	settings_clear(&settings);
	check(place, &settings, "source ~/two",
	      "@/two:3:6: expected a setting that exists, not 'oops'\n");
	settings_clear(&settings);
}

static void test_wrong_files(void **state)
{
	struct place *place = *state;
	struct settings settings;

	check(place, &settings, "source nowhere",
	      "@/rc:1:8: expected a file that can be read: cannot open "
	      "@/nowhere: No such file or directory\n");
	settings_clear(&settings);
	check(place, &settings, "source keys/nano",
	      "@/rc:1:8: expected a file that can be read: cannot open "
	      "@/keys/nano: No such file or directory\n");
	settings_clear(&settings);
	check(place, &settings, "source -",
	      "@/rc:1:8: expected the name of a file\n");
	settings_clear(&settings);
	check(place, &settings, "source", "@/rc:1:7: expected: source FILE\n");
	settings_clear(&settings);
}

static void test_circles(void **state)
{
	struct place *place = *state;
	struct settings settings;

	put(place, "rc", "");
	put(place, "a", "set pace 7\nsource b\n");
	put(place, "b", "source ../././nothing/../a\nsource a\nsource rc\n");
	check(place, &settings, "source a",
	      "@/b:1:8: expected a file that can be read: cannot open "
	      "@/../././nothing/../a: No such file or directory\n"
	      "@/b:2:8: expected a file that does not read itself\n"
	      "@/b:3:8: expected a file that does not read itself\n");
	assert_true(settings.config.pace == 7.0);
	settings_clear(&settings);
}

static void test_depth(void **state)
{
	struct place *place = *state;
	struct settings settings;
	char name[2] = "A";
	char text[16];

	for (; name[0] <= 'I'; name[0]++) {
		snprintf(text, sizeof(text), "source %c\n", name[0] + 1);
		put(place, name, text);
	}
	check(place, &settings, "source A",
	      "@/H:1:1: expected at most 8 files inside each other\n");
	settings_clear(&settings);
}

static enum action look(const struct settings *settings, const char *text)
{
	struct keymap_hit hit = { ACTION_NONE, NULL };
	uint32_t keys[KEYMAP_MAX_KEYS];
	size_t count;

	assert_true(keys_parse(text, KEYMAP_MAX_KEYS, keys, &count));
	keymap_look(settings->keymap, ROOM_LISTING, keys, count, &hit);
	return hit.command ? ACTION_NONE : hit.action;
}

/* With the keys of another program, everything can still be done, and no key
 * waits for another one. */
static void check_whole(const struct settings *settings, const char *name)
{
	const struct binding *binding;
	struct keymap_hit hit;

	for (int i = 0; i < (int)ACTION_COUNT; i++) {
		struct str keys = STR_INIT;

		keymap_keys(settings->keymap, (enum action)i, &keys);
		if (keys.len == 0)
			fail_msg("%s: no key for %s", name,
				 action_info((enum action)i)->name);
		str_free(&keys);
	}
	for (size_t i = 0; (binding = keymap_binding(settings->keymap, i)); i++)
		if (keymap_look(settings->keymap, binding->room, binding->keys,
				binding->count, &hit) == KEYMAP_FOUND_PREFIX)
			fail_msg("%s: %s waits", name,
				 action_info(hit.action)->name);
}

static void test_presets(void **state)
{
	struct place *place = *state;
	const char *name;

	for (size_t i = 0; (name = preset_name(i)) != NULL; i++) {
		struct settings settings;
		struct str text = STR_INIT;

		str_addf(&text, "source %s", name);
		check(place, &settings, str_text(&text), "");
		check_whole(&settings, name);
		settings_clear(&settings);
		str_free(&text);
	}
}

/* What fingers expect (the tables of keys of those programs). */
static void test_fingers(void **state)
{
	static const struct {
		const char *preset;
		const char *keys;
		enum action action;
	} rows[] = {
		{"newsboat",  "n",    ACTION_NEXT_UNREAD},
		{ "newsboat", "N",    ACTION_READ       },
		{ "newsboat", "l",    ACTION_UNREAD_ONLY},
		{ "newsboat", "s",    ACTION_WRITE      },
		{ "newsboat", "^E",   ACTION_STAR       },
		{ "newsboat", "A",    ACTION_READ_ALL   },
		{ "newsboat", "D",    ACTION_HIDE       },
		{ "newsboat", "o",    ACTION_OPEN_PAGE  },
		{ "mutt",     "F",    ACTION_STAR       },
		{ "mutt",     "N",    ACTION_READ       },
		{ "mutt",     "l",    ACTION_FILTER     },
		{ "mutt",     "t",    ACTION_SELECT     },
		{ "mutt",     "Tab",  ACTION_NEXT_UNREAD},
		{ "mutt",     "]",    ACTION_HALF_DOWN  },
		{ "mutt",     "=",    ACTION_FIRST      },
		{ "mutt",     "*",    ACTION_LAST       },
		{ "mutt",     "d",    ACTION_DONE       },
		{ "less",     "e",    ACTION_DOWN       },
		{ "less",     "y",    ACTION_UP         },
		{ "less",     "d",    ACTION_HALF_DOWN  },
		{ "less",     "u",    ACTION_HALF_UP    },
		{ "less",     "f",    ACTION_PAGE_PAPER },
		{ "less",     "h",    ACTION_HELP       },
		{ "less",     "<",    ACTION_FIRST      },
		{ "less",     "ZZ",   ACTION_QUIT       },
		{ "emacs",    "^N",   ACTION_DOWN       },
		{ "emacs",    "^S",   ACTION_SEARCH     },
		{ "emacs",    "^X^S", ACTION_WRITE      },
		{ "emacs",    "^X^C", ACTION_QUIT       },
		{ "emacs",    "^G",   ACTION_CANCEL     },
		{ "emacs",    "b",    ACTION_OPEN_PAGE  },
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct settings settings;
		struct str text = STR_INIT;

		str_addf(&text, "source keys/%s", rows[i].preset);
		check(place, &settings, str_text(&text), "");
		if (look(&settings, rows[i].keys) != rows[i].action)
			fail_msg("%s %s", rows[i].preset, rows[i].keys);
		settings_clear(&settings);
		str_free(&text);
	}
}

/* A file beside arxdayrc wins over a preset of its name. */
static void test_own_preset(void **state)
{
	struct place *place = *state;
	struct settings settings;
	char *folder = file_join(place->folder, "keys");
	struct error err;

	assert_int_equal(file_make_folders(folder, &err), STATUS_OK);
	put(place, "keys/less", "bind e quit\n");
	check(place, &settings, "source keys/less", "");
	assert_int_equal(look(&settings, "e"), ACTION_QUIT);
	settings_clear(&settings);
	unlink(place->names[--place->count]);
	free(place->names[place->count]);
	rmdir(folder);
	free(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_files, setup, teardown),
		cmocka_unit_test_setup_teardown(test_wrong_files, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_circles, setup, teardown),
		cmocka_unit_test_setup_teardown(test_depth, setup, teardown),
		cmocka_unit_test_setup_teardown(test_presets, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fingers, setup, teardown),
		cmocka_unit_test_setup_teardown(test_own_preset, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
