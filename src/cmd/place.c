/* Where things are. A build tree is known by the config.status that configure
 * leaves beside the programs, so that a tree is tried out without installing
 * it while an installed arxday never runs what happens to lie beside it. */

#include "cmd/place.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

char *place_home(void)
{
	const char *home = getenv("HOME");
	const struct passwd *user;

	if (home && *home)
		return mem_strdup(home);
	user = getpwuid(geteuid());
	if (!user || !user->pw_dir || !*user->pw_dir)
		return NULL;
	return mem_strdup(user->pw_dir);
}

/* The folder of arxday below an XDG folder. */
static char *xdg_folder(const char *variable, const char *below_home)
{
	const char *value = getenv(variable);
	char *home;
	char *base;
	char *folder;

	if (value && *value == '/')
		return file_join(value, "arxday");
	home = place_home();
	if (!home)
		return NULL;
	base = file_join(home, below_home);
	folder = file_join(base, "arxday");
	free(home);
	free(base);
	return folder;
}

static char *xdg_file(const char *variable, const char *below_home,
		      const char *name)
{
	char *folder = xdg_folder(variable, below_home);
	char *path = folder ? file_join(folder, name) : NULL;

	free(folder);
	return path;
}

char *place_data(const char *name)
{
	return xdg_file("XDG_DATA_HOME", ".local/share", name);
}

char *place_config(const char *name)
{
	return xdg_file("XDG_CONFIG_HOME", ".config", name);
}

char *place_state(void)
{
	return xdg_folder("XDG_STATE_HOME", ".local/state");
}

static bool folder_holds(const char *folder, const char *name)
{
	char *path = file_join(folder, name);
	bool holds = file_exists(path);

	free(path);
	return holds;
}

static bool is_build_tree(const char *folder)
{
	return folder_holds(folder, "config.status") &&
	       folder_holds(folder, "arxday-fetch") &&
	       folder_holds(folder, "arxday-parse");
}

enum status place_programs(char **ret_self, char **ret_fetch, char **ret_parse,
			   struct error *err)
{
	char *self = mem_zalloc(PATH_MAX + 1, 1);
	ssize_t len = readlink("/proc/self/exe", self, PATH_MAX);
	const char *helpers = ARXDAY_LIBEXECDIR;
	char *folder;

	if (len <= 0) {
		free(self);
		return error_set(err, STATUS_SYSTEM, errno,
				 "cannot find out where arxday is; is /proc "
				 "mounted?");
	}
	folder = file_folder_of(self);
	if (is_build_tree(folder))
		helpers = folder;
	*ret_self = self;
	*ret_fetch = file_join(helpers, "arxday-fetch");
	*ret_parse = file_join(helpers, "arxday-parse");
	free(folder);
	return STATUS_OK;
}
