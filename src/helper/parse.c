/* arxday-parse: a document on standard input, records (arxiv/record.h) on
 * standard output. It never opens anything and needs nothing but memory and
 * its two descriptors, so it gives away the rest before it reads the first
 * byte: what a hostile document could do here is to end it. The caller takes a
 * stream without END or FAIL as "could not be read". */
#include <stdbool.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "arxiv/record.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "feed/feed.h"

/* Bytes read at once, and bytes of records written at once. */
enum {
	CHUNK = 65536
};

/* Most address space, in bytes. */
#define MEMORY (256u * 1024 * 1024)

/* Where the records go. */
struct output {
	struct str frames;
	bool failed; /* nobody reads them any more */
};

static void flush(struct output *output)
{
	struct error error;

	if (!output->failed &&
	    file_write_all(STDOUT_FILENO, str_text(&output->frames),
			   output->frames.len, &error) != STATUS_OK)
		output->failed = true;
	str_clear(&output->frames);
}

static void take_record(const struct record *record, void *context)
{
	struct output *output = context;

	record_write(record, &output->frames);
	if (output->frames.len >= CHUNK)
		flush(output);
}

/* Closes what was inherited beyond standard error. */
static void close_inherited(void)
{
	long most;

#ifdef SYS_close_range
	if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0)
		return;
#endif
	most = sysconf(_SC_OPEN_MAX);
	if (most < 0 || most > 65536)
		most = 65536;
	for (int fd = 3; fd < most; fd++)
		(void)close(fd);
}

/* A limit that cannot be set is no reason to stop: it is one fence of several.
 * The sanitizers reserve terabytes of address space, so that limit is off
 * under them; a limit of file sizes would also hit a file that standard
 * output was redirected to. */
static void confine(void)
{
	struct stat status;

	close_inherited();
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#ifndef ARXDAY_SANITIZED
	(void)setrlimit(RLIMIT_AS, &(struct rlimit){ MEMORY, MEMORY });
#endif
	(void)setrlimit(RLIMIT_CPU, &(struct rlimit){ 5, 6 });
	(void)setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 8, 8 });
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	if (fstat(STDOUT_FILENO, &status) == 0 && !S_ISREG(status.st_mode))
		(void)setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 0, 0 });
}

/* Reads all of standard input into the parser; false when it cannot be read,
 * since what came is then no whole document. */
static bool read_input(struct feed *feed)
{
	char *bytes = mem_alloc(CHUNK);
	enum status status;
	struct error error;
	size_t len;

	do {
		status =
			file_read_all(STDIN_FILENO, bytes, CHUNK, &len, &error);
		if (status == STATUS_OK)
			feed_push(feed, bytes, len);
	} while (status == STATUS_OK && len == CHUNK);
	free(bytes);
	return status == STATUS_OK;
}

int main(void)
{
	struct output output = { 0 };
	struct feed *feed;
	bool whole;

	confine();
	feed = feed_new(take_record, &output);
	whole = read_input(feed);
	if (whole)
		(void)feed_end(feed);
	flush(&output);
	feed_free(feed);
	str_free(&output.frames);
	return whole && !output.failed ? EXIT_SUCCESS : EXIT_FAILURE;
}
