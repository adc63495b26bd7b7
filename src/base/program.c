/* PATH is walked here and not by the C library, because programs are started
 * by absolute paths only. */

#include "base/program.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

static bool can_run(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
	       access(path, X_OK) == 0;
}

static char *absolute(const char *name)
{
	char *path = realpath(name, NULL);

	if (path != NULL && can_run(path))
		return path;
	free(path);
	return NULL;
}

char *program_find(const char *name, const char *path)
{
	if (*name == '\0')
		return NULL;
	if (strchr(name, '/') != NULL)
		return absolute(name);
	while (path != NULL && *path != '\0') {
		size_t len = strcspn(path, ":");
		char *folder = mem_strndup(path, len);
		char *file = *folder == '/' ? file_join(folder, name) : NULL;

		free(folder);
		if (file != NULL && can_run(file))
			return file;
		free(file);
		path += path[len] == ':' ? len + 1 : len;
	}
	return NULL;
}
