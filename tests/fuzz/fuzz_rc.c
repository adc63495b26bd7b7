/* Any bytes as an arxdayrc: whatever the lines were, what holds in the end can
 * be written down and read back the same. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "fuzz.h"
#include "tui/rc.h"
#include "tui/rc_print.h"

static void require(bool good)
{
	if (!good)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
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
	wrong = rc_read(&rc, (const char *)bytes, len) != STATUS_OK;
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
	return 0;
}
