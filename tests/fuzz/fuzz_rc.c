/* Any bytes as an arxdayrc: whatever the lines were, what holds in the end can
 * be written down and read back the same. And as lines of the prompt. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "fuzz.h"
#include "tui/command.h"
#include "tui/complete.h"
#include "tui/rc.h"
#include "tui/rc_print.h"

static void require(bool good)
{
	if (!good)
		abort();
}

static void check_file(const char *bytes, size_t len)
{
	struct settings settings;
	struct settings back;
	struct str messages = STR_INIT;
	struct str once = STR_INIT;
	struct str twice = STR_INIT;
	/* A folder that is none, so that `source` finds presets only. */
	struct rc rc = { .settings = &settings,
			 .name = "rc",
			 .folder = "/dev/null",
			 .home = "/dev/null",
			 .messages = &messages };
	bool wrong;

	settings_init(&settings);
	settings_init(&back);
	wrong = rc_read(&rc, bytes, len) != STATUS_OK;
	require(wrong == (messages.len > 0));
	rc_print(&settings, &once);
	rc.settings = &back;
	str_clear(&messages);
	require(rc_read(&rc, str_text(&once), once.len) == STATUS_OK);
	rc_print(&back, &twice);
	require(strcmp(str_text(&once), str_text(&twice)) == 0);
	str_free(&messages);
	str_free(&once);
	str_free(&twice);
	settings_clear(&settings);
	settings_clear(&back);
}

/* The same bytes typed at the prompt: each command moves on, and what a line
 * can be completed to begins as it does. */
static void check_typed(const char *bytes, size_t len)
{
	char *text = mem_strndup(bytes, len);
	const char *line = text;
	struct settings settings;
	struct completion found = { 0 };
	struct command command;
	struct command_context context = { .settings = &settings,
					   .folder = "/dev/null",
					   .home = "/dev/null" };
	struct complete_context place = { .settings = &settings,
					  .folder = "/dev/null",
					  .home = "/dev/null" };

	settings_init(&settings);
	complete_command(&place, text, strlen(text), &found);
	require(found.from <= strlen(text));
	for (size_t i = 0; i < found.count; i++)
		require(strncasecmp(found.items[i], found.typed,
				    strlen(found.typed)) == 0);
	for (const char *before = line; command_next(&context, &line, &command);
	     before = line) {
		require(line > before);
		command_clear(&command);
	}
	require(*line == '\0');
	completion_clear(&found);
	settings_clear(&settings);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	check_file((const char *)bytes, len);
	check_typed((const char *)bytes, len);
	return 0;
}
