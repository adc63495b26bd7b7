/* arxday-parse: a document on standard input, records (arxiv/record.h) on
 * standard output. It never opens anything and needs nothing but memory and
 * its two descriptors, so it gives away the rest before it reads the first
 * byte: what a hostile document could do here is to end it. The caller takes a
 * stream without END or FAIL as "could not be read".
 *
 * arxday-parse --decompress copies standard input to standard output,
 * decompressed where it is compressed, since a long snapshot is read by
 * several of these processes one after the other, and only one of them can
 * stand at the beginning of the compressed data. The others are started with
 * --lines, because nothing there shows what kind of document it was. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "arxiv/record.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "feed/feed.h"
#include "feed/inflate.h"

/* Bytes read at once, and bytes of records written at once. */
enum {
	CHUNK = 65536
};

/* Most processor time, in seconds. */
enum {
	SECONDS_PARSE = 5,
	SECONDS_DECOMPRESS = 600
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

/* The beginning of a snapshot goes out at once: it tells the caller to go on
 * beyond the size of other documents. */
static void take_record(const struct record *record, void *context)
{
	struct output *output = context;

	record_write(record, &output->frames);
	if (record->kind == RECORD_HEAD || output->frames.len >= CHUNK)
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
static void confine(rlim_t seconds)
{
	struct stat status;

	close_inherited();
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#ifndef ARXDAY_SANITIZED
	(void)setrlimit(RLIMIT_AS, &(struct rlimit){ MEMORY, MEMORY });
#endif
	(void)setrlimit(RLIMIT_CPU, &(struct rlimit){ seconds, seconds + 1 });
	(void)setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 8, 8 });
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	if (fstat(STDOUT_FILENO, &status) == 0 && !S_ISREG(status.st_mode))
		(void)setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 0, 0 });
}

/* Takes bytes of standard input. */
typedef void taker(const char *bytes, size_t len, void *context);

/* Reads all of standard input; false when it cannot be read, since what came
 * is then no whole document. */
static bool read_input(taker *take, void *context)
{
	char *bytes = mem_alloc(CHUNK);
	enum status status;
	struct error error;
	size_t len;

	do {
		status =
			file_read_all(STDIN_FILENO, bytes, CHUNK, &len, &error);
		if (status == STATUS_OK)
			take(bytes, len, context);
	} while (status == STATUS_OK && len == CHUNK);
	free(bytes);
	return status == STATUS_OK;
}

struct parsing {
	struct feed *feed;
	struct output output;
};

/* What a piece of a snapshot gave goes out before the next one is waited
 * for. */
static void push_feed(const char *bytes, size_t len, void *context)
{
	struct parsing *parsing = context;

	feed_push(parsing->feed, bytes, len);
	flush(&parsing->output);
}

static bool parse(bool lines)
{
	struct parsing parsing = { 0 };
	struct output *output = &parsing.output;
	bool whole;

	parsing.feed = lines ? feed_new_lines(take_record, output)
			     : feed_new(take_record, output);
	whole = read_input(push_feed, &parsing);
	if (whole)
		(void)feed_end(parsing.feed);
	flush(output);
	feed_free(parsing.feed);
	str_free(&output->frames);
	return whole && !output->failed;
}

static void push_inflate(const char *bytes, size_t len, void *context)
{
	inflate_push(context, bytes, len);
}

static void write_bytes(const char *bytes, size_t len, void *context)
{
	struct verdict *verdict = context;
	struct error error;

	if (file_write_all(STDOUT_FILENO, bytes, len, &error) != STATUS_OK)
		verdict_fail(verdict, "output", "%s", error.text);
}

/* What came before a fault was copied. */
static bool decompress(void)
{
	struct verdict verdict = VERDICT_INIT;
	struct inflate *inflate = inflate_new(&verdict, write_bytes, &verdict);
	struct str words = STR_INIT;
	struct error error;
	bool whole = read_input(push_inflate, inflate);

	inflate_end(inflate);
	inflate_free(inflate);
	if (!verdict_failed(&verdict))
		return whole;
	str_addf(&words, "arxday-parse: %s\n", verdict.text);
	/* When nobody hears it, the exit status has to do. */
	(void)!file_write_all(STDERR_FILENO, str_text(&words), words.len,
			      &error);
	str_free(&words);
	return false;
}

int main(int argc, char **argv)
{
	bool copies = argc == 2 && strcmp(argv[1], "--decompress") == 0;
	bool lines = argc == 2 && strcmp(argv[1], "--lines") == 0;

	if (argc > 1 && !copies && !lines)
		return 2;
	json_seed();
	confine(copies ? SECONDS_DECOMPRESS : SECONDS_PARSE);
	return (copies ? decompress() : parse(lines)) ? EXIT_SUCCESS
						      : EXIT_FAILURE;
}
