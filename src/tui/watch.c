/* inotify on the library's folder: the -wal file comes and goes, so the folder
 * is watched and the names are compared. */

#include "tui/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

struct watch_file {
	int fd;
	char *name; /* of the library without its folder */
};

struct watch_file *watch_open(const char *path)
{
	struct watch_file *watch;
	const char *slash = strrchr(path, '/');
	char *folder = file_folder_of(path);
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	bool ok = fd >= 0 &&
		  inotify_add_watch(fd, folder,
				    IN_MODIFY | IN_CREATE | IN_DELETE |
					    IN_MOVED_FROM | IN_MOVED_TO) >= 0;

	free(folder);
	if (!ok) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	watch = mem_zalloc(1, sizeof(*watch));
	watch->fd = fd;
	watch->name = mem_strdup(slash != NULL ? slash + 1 : path);
	return watch;
}

int watch_fd(const struct watch_file *watch)
{
	return watch->fd;
}

/* True for the library's own name and the same with "-wal". */
static bool watch_names(const struct watch_file *watch, const char *name)
{
	size_t len = strlen(watch->name);

	return strncmp(name, watch->name, len) == 0 &&
	       (name[len] == '\0' || strcmp(name + len, "-wal") == 0);
}

/* Reads at a time, so that a file that is written without end beside the
 * library does not keep the keys waiting. */
#define WATCH_READS 8

bool watch_read(struct watch_file *watch)
{
	union {
		struct inotify_event event; /* for its alignment */
		char bytes[4096];
	} room;
	bool touched = false;
	ssize_t len;

	for (int i = 0; i < WATCH_READS; i++) {
		len = read(watch->fd, room.bytes, sizeof(room.bytes));
		if (len <= 0)
			break;
		for (ssize_t at = 0; at < len;) {
			const struct inotify_event *event =
				(const void *)(room.bytes + at);

			if ((event->mask & IN_Q_OVERFLOW) != 0 ||
			    (event->len > 0 && watch_names(watch, event->name)))
				touched = true;
			at += (ssize_t)(sizeof(*event) + event->len);
		}
	}
	return touched;
}

void watch_close(struct watch_file *watch)
{
	if (watch == NULL)
		return;
	close(watch->fd);
	free(watch->name);
	free(watch);
}
