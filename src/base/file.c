/* Files as a whole: read with a cap, written so that nobody ever sees a half
 * of one. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define CHUNK ((size_t)64 * 1024)

/* Names tried for a temporary file before giving up. */
#define TEMPORARY_NAMES 100

static enum status file_error(struct error *err, const char *what,
			      const char *path, int number)
{
	return error_set(err, STATUS_SYSTEM, number, "cannot %s %s: %s", what,
			 path, strerror(number));
}

/* After a call on fd failed with errno: true when it is worth another try. A
 * descriptor that somebody else made non-blocking is waited for. */
static bool file_try_again(int fd, short events)
{
	struct pollfd wait = { .fd = fd, .events = events };

	if (errno == EINTR)
		return true;
	if (errno != EAGAIN)
		return false;
	return poll(&wait, 1, -1) >= 0 || errno == EINTR;
}

enum status file_write_all(int fd, const void *bytes, size_t len,
			   struct error *err)
{
	const char *at = bytes;
	ssize_t n;

	while (len > 0) {
		n = write(fd, at, len);
		if (n >= 0) {
			at += n;
			len -= (size_t)n;
		} else if (!file_try_again(fd, POLLOUT)) {
			return error_set(err, STATUS_SYSTEM, errno,
					 "cannot write: %s", strerror(errno));
		}
	}
	return STATUS_OK;
}

enum status file_read_all(int fd, void *bytes, size_t len, size_t *ret_len,
			  struct error *err)
{
	char *at = bytes;
	size_t got = 0;
	ssize_t n;

	while (got < len) {
		n = read(fd, at + got, len - got);
		if (n == 0)
			break;
		if (n > 0)
			got += (size_t)n;
		else if (!file_try_again(fd, POLLIN))
			return error_set(err, STATUS_SYSTEM, errno,
					 "cannot read: %s", strerror(errno));
	}
	*ret_len = got;
	return STATUS_OK;
}

/* Reads fd to its end into *out, of which cap bytes are allowed. */
static enum status file_read_fd(int fd, const char *path, size_t cap,
				struct str *out, struct error *err)
{
	char *chunk = mem_alloc(CHUNK);
	enum status status;
	size_t len = 0;

	do {
		status = file_read_all(fd, chunk, CHUNK, &len, err);
		if (status != STATUS_OK) {
			error_prefix(err, "%s", path);
		} else if (len > cap - out->len) {
			status = error_set(err, STATUS_TOO_LARGE, 0,
					   "%s is larger than %zu bytes", path,
					   cap);
		} else {
			str_add_n(out, chunk, len);
		}
	} while (status == STATUS_OK && len == CHUNK);
	free(chunk);
	return status;
}

enum status file_read(const char *path, size_t cap, struct str *ret,
		      struct error *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = STDIN_FILENO;
	enum status status;

	*ret = STR_INIT;
	if (!is_stdin)
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return file_error(err, "open", path, errno);
	status = file_read_fd(fd, is_stdin ? "standard input" : path, cap, ret,
			      err);
	if (status != STATUS_OK)
		str_free(ret);
	if (!is_stdin)
		close(fd);
	return status;
}

char *file_folder_of(const char *path)
{
	size_t end = strlen(path);

	while (end > 1 && path[end - 1] == '/')
		end--;
	while (end > 0 && path[end - 1] != '/')
		end--;
	if (end == 0)
		return mem_strdup(".");
	while (end > 1 && path[end - 1] == '/')
		end--;
	return mem_strndup(path, end);
}

char *file_join(const char *folder, const char *name)
{
	struct str path = STR_INIT;

	str_add(&path, folder);
	if (path.len > 0 && path.data[path.len - 1] != '/')
		str_add_char(&path, '/');
	str_add(&path, name);
	return str_take(&path);
}

enum status file_read_regular(const char *path, size_t cap, struct str *ret,
			      struct error *err)
{
	struct stat info;

	*ret = STR_INIT;
	if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
		return error_set(err, STATUS_SYSTEM, 0, "%s is no regular file",
				 path);
	return file_read(path, cap, ret, err);
}

bool file_exists(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0;
}

static bool file_is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Creates one folder unless it is there. */
static enum status file_make_folder(const char *path, struct error *err)
{
	int number;

	if (mkdir(path, 0700) == 0)
		return STATUS_OK;
	number = errno;
	if (file_is_folder(path))
		return STATUS_OK;
	/* What exists and is no folder would be called "File exists". */
	return file_error(err, "create the folder", path,
			  number == EEXIST ? ENOTDIR : number);
}

enum status file_make_folders(const char *path, struct error *err)
{
	char *copy = mem_strdup(path);
	enum status status = STATUS_OK;
	char *end = copy;

	while (status == STATUS_OK && *end != '\0') {
		end += strspn(end, "/");
		end += strcspn(end, "/");
		if (*end == '\0')
			break;
		*end = '\0';
		status = file_make_folder(copy, err);
		*end = '/';
	}
	if (status == STATUS_OK)
		status = file_make_folder(copy, err);
	free(copy);
	return status;
}

/* A file that is being written beside the one that it will replace. */
struct draft {
	char *target; /* the path, symbolic links followed */
	char *path;   /* the temporary file; NULL when there is none */
	int fd;       /* -1 when closed */
};

/* Creates the temporary file under the first free name. The name is short, so
 * that any name that the target may have works. */
static enum status draft_create(struct draft *draft, const char *folder,
				struct error *err)
{
	char name[64];
	unsigned i;

	for (i = 0; i < TEMPORARY_NAMES; i++) {
		snprintf(name, sizeof(name), ".arxday-%ld-%u.tmp",
			 (long)getpid(), i);
		draft->path = file_join(folder, name);
		draft->fd = open(draft->path,
				 O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (draft->fd >= 0)
			return STATUS_OK;
		free(draft->path);
		draft->path = NULL;
		if (errno != EEXIST)
			break;
	}
	return file_error(err, "write", draft->target, errno);
}

/* Fills the temporary file, to the disk. A file that is replaced hands its
 * permissions on, so that a private one stays private. */
static enum status draft_fill(struct draft *draft, const char *bytes,
			      size_t len, struct error *err)
{
	struct stat old;
	enum status status;
	int fd = draft->fd;

	if (stat(draft->target, &old) == 0 &&
	    fchmod(fd, old.st_mode & 0777) < 0)
		return file_error(err, "write", draft->target, errno);
	status = file_write_all(fd, bytes, len, err);
	if (status != STATUS_OK) {
		error_prefix(err, "%s", draft->target);
		return status;
	}
	if (fsync(fd) < 0)
		return file_error(err, "write", draft->target, errno);
	draft->fd = -1;
	if (close(fd) < 0)
		return file_error(err, "write", draft->target, errno);
	return STATUS_OK;
}

/* Brings the new name to the disk. Some file systems cannot do that for a
 * folder, and a folder that may not be read cannot be opened for it; neither
 * makes the file wrong. */
static enum status file_sync_folder(const char *folder, struct error *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int number = 0;

	if (fd < 0)
		return errno == EACCES ? STATUS_OK
				       : file_error(err, "open", folder, errno);
	if (fsync(fd) < 0)
		number = errno;
	close(fd);
	if (number == 0 || number == EINVAL || number == ENOTSUP)
		return STATUS_OK;
	return file_error(err, "write", folder, number);
}

/* Puts the finished temporary file in the target's place. */
static enum status draft_publish(struct draft *draft, const char *folder,
				 struct error *err)
{
	if (rename(draft->path, draft->target) < 0)
		return file_error(err, "write", draft->target, errno);
	free(draft->path);
	draft->path = NULL;
	return file_sync_folder(folder, err);
}

static enum status file_replace(const char *path, const char *bytes, size_t len,
				struct error *err)
{
	struct draft draft = { .target = realpath(path, NULL), .fd = -1 };
	enum status status;
	char *folder;

	if (!draft.target)
		draft.target = mem_strdup(path);
	folder = file_folder_of(draft.target);
	status = draft_create(&draft, folder, err);
	if (status == STATUS_OK)
		status = draft_fill(&draft, bytes, len, err);
	if (status == STATUS_OK)
		status = draft_publish(&draft, folder, err);
	if (draft.fd >= 0)
		close(draft.fd);
	if (draft.path)
		unlink(draft.path);
	free(draft.path);
	free(draft.target);
	free(folder);
	return status;
}

/* Writes into a device or a pipe, which cannot be replaced. */
static enum status file_pour(const char *path, const char *bytes, size_t len,
			     struct error *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	enum status status;

	if (fd < 0)
		return file_error(err, "write", path, errno);
	status = file_write_all(fd, bytes, len, err);
	if (status != STATUS_OK)
		error_prefix(err, "%s", path);
	if (close(fd) < 0 && status == STATUS_OK)
		status = file_error(err, "write", path, errno);
	return status;
}

enum status file_write_atomic(const char *path, const char *bytes, size_t len,
			      struct error *err)
{
	struct stat info;

	if (stat(path, &info) == 0) {
		if (S_ISDIR(info.st_mode))
			return file_error(err, "write", path, EISDIR);
		if (!S_ISREG(info.st_mode))
			return file_pour(path, bytes, len, err);
	}
	return file_replace(path, bytes, len, err);
}
