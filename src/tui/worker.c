/* The writing thread. One mutex guards both queues; the thread holds it only
 * to move a job, never during the job itself, so the UI thread never waits for
 * a write.
 *
 * Signals are blocked in the thread: they belong to the UI thread. */

#include "tui/worker.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "base/spawn.h"
#include "library/follow.h"
#include "library/place.h"

struct queue {
	struct job *first;
	struct job *last;
};

struct worker {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	struct queue todo; /* guarded, as the next two */
	struct queue finished;
	bool ending;
	bool joined; /* of the UI thread alone, as pending */
	size_t pending;
	int pipe[2];
	char *path;
	enum library_mode mode;
	struct library *library; /* of the thread alone */
};

static void queue_put(struct queue *queue, struct job *job)
{
	job->next = NULL;
	if (queue->last != NULL)
		queue->last->next = job;
	else
		queue->first = job;
	queue->last = job;
}

static struct job *queue_get(struct queue *queue)
{
	struct job *job = queue->first;

	if (job == NULL)
		return NULL;
	queue->first = job->next;
	if (queue->first == NULL)
		queue->last = NULL;
	job->next = NULL;
	return job;
}

/* Opens the connection when it is not open yet. */
static enum status worker_open(struct worker *worker, struct error *err)
{
	if (worker->library != NULL)
		return STATUS_OK;
	return library_open(worker->path, worker->mode, &worker->library, err);
}

static enum status worker_edit(struct worker *worker, struct job *job)
{
	struct marks_edit edit = {
		.on = job->on,
		.off = job->off,
		.tags = (const char *const *)job->tags,
		.untags = (const char *const *)job->untags,
		.note = job->note,
		.keys = job->keys,
		.count = job->count,
		.now = job->now,
	};

	return marks_edit(worker->library, &edit, NULL, &job->error);
}

static enum status worker_follow(struct worker *worker, struct job *job)
{
	char name[CATEGORY_MAX + 1];
	const char *rest = job->value;
	char **names = NULL;
	size_t count = 0;
	size_t room = 0;
	enum status status;

	names = mem_grow(names, &room, 1, sizeof(names[0]));
	while (category_next(&rest, name)) {
		names = mem_grow(names, &room, count + 2, sizeof(names[0]));
		names[count++] = mem_strdup(name);
	}
	names[count] = NULL;
	status = follow_replace(worker->library, FOLLOW_CATEGORY,
				(const char *const *)names, count, &job->error);
	mem_free_texts(names);
	return status;
}

static void worker_do(struct worker *worker, struct job *job)
{
	job->status = worker_open(worker, &job->error);
	if (job->status != STATUS_OK)
		return;
	switch (job->kind) {
	case JOB_EDIT:
		job->status = worker_edit(worker, job);
		break;
	case JOB_UNDO:
		job->status = marks_undo(worker->library, job->now, &job->step,
					 &job->error);
		break;
	case JOB_REDO:
		job->status = marks_redo(worker->library, job->now, &job->step,
					 &job->error);
		break;
	case JOB_PLACE:
		job->status = place_set(worker->library, job->name, job->value,
					job->now, &job->error);
		break;
	case JOB_FIND:
		job->status =
			found_more(worker->library, job->query, job->most,
				   &job->found, &job->listing, &job->error);
		break;
	case JOB_AUTHOR:
		job->status = follow_set(worker->library, FOLLOW_AUTHOR,
					 (const char *const *)&job->name, 1,
					 job->follow, &job->error);
		break;
	case JOB_FOLLOW:
		job->status = worker_follow(worker, job);
		break;
	case JOB_DAYS:
		job->status = calendar_days_load(worker->library, job->from,
						 job->until, &job->days,
						 &job->day_count, &job->error);
		break;
	}
}

/* Waits for a job; NULL when the thread is to end and none is left. */
static struct job *worker_next(struct worker *worker)
{
	struct job *job;

	pthread_mutex_lock(&worker->mutex);
	while (worker->todo.first == NULL && !worker->ending)
		pthread_cond_wait(&worker->wake, &worker->mutex);
	job = queue_get(&worker->todo);
	pthread_mutex_unlock(&worker->mutex);
	return job;
}

/* Puts a job where the UI thread finds it. A full pipe already holds enough
 * bytes to wake it. */
static void worker_deliver(struct worker *worker, struct job *job)
{
	ssize_t written;

	pthread_mutex_lock(&worker->mutex);
	queue_put(&worker->finished, job);
	pthread_mutex_unlock(&worker->mutex);
	written = write(worker->pipe[1], "", 1);
	(void)written;
}

static void *worker_main(void *context)
{
	struct worker *worker = context;
	struct job *job;

	while ((job = worker_next(worker)) != NULL) {
		worker_do(worker, job);
		worker_deliver(worker, job);
	}
	library_close(worker->library);
	worker->library = NULL;
	return NULL;
}

/* Starts the thread with every signal blocked in it. */
static int worker_thread(struct worker *worker)
{
	sigset_t all;
	sigset_t before;
	int failed;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	failed = pthread_create(&worker->thread, NULL, worker_main, worker);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return failed;
}

static void worker_release(struct worker *worker)
{
	struct job *job;

	while ((job = queue_get(&worker->finished)) != NULL)
		job_free(job);
	close(worker->pipe[0]);
	close(worker->pipe[1]);
	pthread_cond_destroy(&worker->wake);
	pthread_mutex_destroy(&worker->mutex);
	free(worker->path);
	free(worker);
}

enum status worker_start(const char *path, enum library_mode mode,
			 struct worker **ret, struct error *err)
{
	struct worker *worker = mem_zalloc(1, sizeof(*worker));
	enum status status = spawn_pipe(worker->pipe, err);
	int failed;

	*ret = NULL;
	if (status != STATUS_OK) {
		free(worker);
		return status;
	}
	fcntl(worker->pipe[0], F_SETFL, O_NONBLOCK);
	fcntl(worker->pipe[1], F_SETFL, O_NONBLOCK);
	pthread_mutex_init(&worker->mutex, NULL);
	pthread_cond_init(&worker->wake, NULL);
	worker->path = mem_strdup(path);
	worker->mode = mode;
	failed = worker_thread(worker);
	if (failed != 0) {
		worker_release(worker);
		return error_set(err, STATUS_SYSTEM, failed,
				 "cannot start a thread: %s", strerror(failed));
	}
	*ret = worker;
	return STATUS_OK;
}

int worker_fd(const struct worker *worker)
{
	return worker->pipe[0];
}

void worker_submit(struct worker *worker, struct job *job)
{
	worker->pending++;
	pthread_mutex_lock(&worker->mutex);
	queue_put(&worker->todo, job);
	pthread_cond_signal(&worker->wake);
	pthread_mutex_unlock(&worker->mutex);
}

struct job *worker_take(struct worker *worker)
{
	char bytes[64];
	struct job *job;

	if (worker == NULL)
		return NULL;
	while (read(worker->pipe[0], bytes, sizeof(bytes)) > 0) {
	}
	pthread_mutex_lock(&worker->mutex);
	job = queue_get(&worker->finished);
	pthread_mutex_unlock(&worker->mutex);
	if (job != NULL)
		worker->pending--;
	return job;
}

void job_free(struct job *job)
{
	if (job == NULL)
		return;
	mem_free_texts(job->tags);
	mem_free_texts(job->untags);
	free(job->note);
	free(job->name);
	free(job->value);
	free(job->keys);
	free(job->days);
	listing_clear(&job->listing);
	query_free(job->query);
	free(job);
}

size_t worker_pending(const struct worker *worker)
{
	return worker->pending;
}

void worker_finish(struct worker *worker)
{
	if (worker == NULL || worker->joined)
		return;
	pthread_mutex_lock(&worker->mutex);
	worker->ending = true;
	pthread_cond_signal(&worker->wake);
	pthread_mutex_unlock(&worker->mutex);
	pthread_join(worker->thread, NULL);
	worker->joined = true;
}

void worker_free(struct worker *worker)
{
	if (worker == NULL)
		return;
	worker_finish(worker);
	worker_release(worker);
}
