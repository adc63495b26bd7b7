#ifndef TUI_WORKER_H
#define TUI_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "library/calendar_days.h"
#include "library/found.h"
#include "library/library.h"
#include "library/marks.h"

/* The one thread that writes. It has a connection of its own, opened at its
 * first job, and does jobs in the order in which they came. Jobs own copies of
 * all they need; finished ones come back through a queue and wake the loop
 * through a pipe. All functions here are called on the UI thread. */

enum job_kind {
	JOB_EDIT,
	JOB_UNDO,
	JOB_REDO,
	JOB_PLACE,
	JOB_FIND,
	JOB_FOLLOW,
	JOB_AUTHOR,
	JOB_DAYS
};

/* Texts are owned, by mem_alloc; NULL where a kind does not need them. */
struct job {
	enum job_kind kind;
	int64_t now;
	/* In, of EDIT, as in struct marks_edit. */
	unsigned on, off;
	char **tags;   /* ended by NULL */
	char **untags; /* the same */
	char *note;
	size_t count;
	paper_key *keys; /* owned */
	/* In, of PLACE; of FOLLOW `value` alone: the categories to be followed,
	 * apart by blanks, and no others. */
	char *name; /* of AUTHOR the author, followed or not by `follow` */
	char *value;
	bool follow;
	/* In, of FIND: a portion of a search (library/found.h). */
	struct query *query; /* owned */
	size_t most;
	uint64_t asker; /* whom it concerns */
	/* In and out, of FIND. */
	struct found_place found;
	struct listing listing; /* what was found */
	/* In, of DAYS: a span; out: its figures, owned. */
	day_t from, until;
	struct calendar_day *days;
	size_t day_count;
	/* Out. */
	enum status status;
	struct error error;
	struct marks_step step; /* of UNDO and REDO */
	struct job *next;       /* for the queues */
};

struct worker;

/* Starts it for a library; the path is copied. STATUS_SYSTEM when there is no
 * thread or pipe to be had. */
enum status worker_start(const char *path, enum library_mode mode,
			 struct worker **ret, struct error *err) MUST_CHECK;

/* Readable when a job is finished. */
int worker_fd(const struct worker *worker);

/* Hands over a job, allocated by mem_alloc, with all that it owns. */
void worker_submit(struct worker *worker, struct job *job);

/* The next finished job, which the caller frees with job_free(); NULL when
 * there is none. Empties the pipe. */
struct job *worker_take(struct worker *worker);
void job_free(struct job *job);

/* Jobs handed over and not taken back yet. */
size_t worker_pending(const struct worker *worker);

/* Waits until all jobs are done and ends the thread. What finished may still
 * be taken. NULL is fine here and below. */
void worker_finish(struct worker *worker);

/* worker_finish() and frees it, with what was not taken. */
void worker_free(struct worker *worker);

#endif
