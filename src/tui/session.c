/* Messages and jobs of the session. */

#include "tui/session.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void session_say(struct session *session, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_vadd(&session->log, false, session->now, format, args);
	va_end(args);
}

void session_complain(struct session *session, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_vadd(&session->log, true, session->now, format, args);
	va_end(args);
}

bool session_complained(const struct session *session)
{
	const struct log_entry *shown = log_shown(&session->log);

	return shown != NULL && shown->error;
}

static char *session_copy(const char *text)
{
	return text != NULL ? mem_strdup(text) : NULL;
}

static struct job *session_job(const struct session *session,
			       enum job_kind kind)
{
	struct job *job = mem_zalloc(1, sizeof(*job));

	job->kind = kind;
	job->now = session->now;
	return job;
}

static paper_key *session_keys(const paper_key *keys, size_t count)
{
	paper_key *copy = mem_zalloc(count + 1, sizeof(copy[0]));

	for (size_t i = 0; i < count; i++)
		copy[i] = keys[i];
	return copy;
}

void session_mark(struct session *session, unsigned marks, bool on,
		  const paper_key *keys, size_t count)
{
	struct job *job = session_job(session, JOB_EDIT);
	struct mark_change change = {
		.marks = marks, .on = on, .keys = keys, .count = count
	};

	session->marked(session->app, &change);
	job->on = on ? marks : 0;
	job->off = on ? 0 : marks;
	job->count = count;
	job->keys = session_keys(keys, count);
	worker_submit(session->worker, job);
}

void session_tag(struct session *session, char **tags, char **untags,
		 const paper_key *keys, size_t count)
{
	struct job *job = session_job(session, JOB_EDIT);

	job->tags = tags;
	job->untags = untags;
	job->count = count;
	job->keys = session_keys(keys, count);
	worker_submit(session->worker, job);
}

void session_note(struct session *session, const char *note, paper_key key)
{
	struct job *job = session_job(session, JOB_EDIT);

	job->note = mem_strdup(note);
	job->count = 1;
	job->keys = session_keys(&key, 1);
	worker_submit(session->worker, job);
}

void session_place(struct session *session, const char *name, const char *value)
{
	struct job *job = session_job(session, JOB_PLACE);

	job->name = mem_strdup(name);
	job->value = session_copy(value);
	worker_submit(session->worker, job);
}

void session_follow_author(struct session *session, const char *name, bool on)
{
	struct job *job = session_job(session, JOB_AUTHOR);

	job->name = mem_strdup(name);
	job->follow = on;
	worker_submit(session->worker, job);
}

void session_travel(struct session *session, bool redo)
{
	worker_submit(session->worker,
		      session_job(session, redo ? JOB_REDO : JOB_UNDO));
}

void session_follow(struct session *session, const char *categories)
{
	struct job *job = session_job(session, JOB_FOLLOW);

	job->value = mem_strdup(categories);
	worker_submit(session->worker, job);
}

void session_ask_days(struct session *session, day_t from, day_t until)
{
	struct job *job = session_job(session, JOB_DAYS);

	job->from = from;
	job->until = until;
	worker_submit(session->worker, job);
}

void session_wish(struct session *session, const struct wish *wish)
{
	struct wish copy = *wish;

	copy.text = session_copy(wish->text);
	copy.title = session_copy(wish->title);
	session_wish_clear(session);
	session->wish = copy;
}

void session_wish_clear(struct session *session)
{
	free(session->wish.text);
	free(session->wish.title);
	session->wish = (struct wish){ .kind = WISH_NOTHING };
}
