#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

/* Files and descriptors. Every descriptor opened here is close-on-exec. */

/* Writes bytes[0..len) so that path holds all of it or what it held before:
 * a temporary file in the same folder (O_EXCL, mode 0666 under the umask),
 * write, fsync, rename, fsync of the folder. The temporary file is removed on
 * failure. A file that was there hands its permissions on; through a symbolic
 * link it is the file at its end that is replaced; into a device or a pipe the
 * bytes are simply written. STATUS_SYSTEM names the path and what the system
 * said. */
enum status file_write_atomic(const char *path, const char *bytes, size_t len,
			      struct error *err) MUST_CHECK;

/* Reads a whole file ("-" is standard input) into *ret (freed by the caller,
 * empty on failure). STATUS_TOO_LARGE when it holds more than cap bytes,
 * STATUS_SYSTEM when it cannot be read or is a folder. */
enum status file_read(const char *path, size_t cap, struct str *ret,
		      struct error *err) MUST_CHECK;

/* file_read() of a regular file and nothing else: what a pipe or a device gives
 * may never end. STATUS_SYSTEM for these. */
enum status file_read_regular(const char *path, size_t cap, struct str *ret,
			      struct error *err) MUST_CHECK;

/* Creates a folder and its missing parents (mode 0700). */
enum status file_make_folders(const char *path, struct error *err) MUST_CHECK;

/* The folder part of a path ("." when there is none), fresh, caller frees. */
char *file_folder_of(const char *path);

/* "folder/name", fresh, caller frees. */
char *file_join(const char *folder, const char *name);

/* True when there is something at path, symbolic links followed. */
bool file_exists(const char *path);

/* Writes all of bytes[0..len), over short writes and EINTR. */
enum status file_write_all(int fd, const void *bytes, size_t len,
			   struct error *err) MUST_CHECK;

/* Reads up to len bytes, over short reads and EINTR; fewer only at the end of
 * the file. *ret_len is what came. */
enum status file_read_all(int fd, void *bytes, size_t len, size_t *ret_len,
			  struct error *err) MUST_CHECK;

#endif
