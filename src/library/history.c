/* Two tables hold former texts, since comments came to them later; here they
 * are one row a version again. */
#include "library/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"

/* The version's place, made when it is not there yet. */
static struct history_version *find_version(struct history *history,
					    int version)
{
	struct history_version *at;
	size_t i = 0;

	while (i < history->version_count &&
	       history->versions[i].version < version)
		i++;
	if (i < history->version_count &&
	    history->versions[i].version == version)
		return &history->versions[i];
	history->versions = mem_grow(history->versions, &history->version_room,
				     history->version_count + 1, sizeof(*at));
	at = &history->versions[i];
	memmove(at + 1, at, (history->version_count - i) * sizeof(*at));
	history->version_count++;
	*at = (struct history_version){ .version = version };
	return at;
}

static void add_texts(struct history *history, const struct stmt *stmt)
{
	struct history_version *version =
		find_version(history, code_small(stmt_int(stmt, 0)));

	version->title = stmt_dup(stmt, 1);
	version->authors = stmt_dup(stmt, 2);
	version->abstract = stmt_dup(stmt, 3);
}

static enum status load_texts(struct library *library, paper_key key,
			      struct history *history, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_FORMER, &stmt);
	stmt_set_int(&stmt, 1, key);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK)
		add_texts(history, &stmt);
	return status == STATUS_DONE ? STATUS_OK : status;
}

static void add_comments(struct history *history, const struct stmt *stmt)
{
	find_version(history, code_small(stmt_int(stmt, 0)))->comments =
		stmt_dup(stmt, 1);
}

static enum status load_comments(struct library *library, paper_key key,
				 struct history *history, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_FORMER_COMMENTS, &stmt);
	stmt_set_int(&stmt, 1, key);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK)
		add_comments(history, &stmt);
	return status == STATUS_DONE ? STATUS_OK : status;
}

static void add_event(struct history *history, const struct stmt *stmt)
{
	int64_t kind = stmt_int(stmt, 0);

	/* One that this program does not know is nothing to tell of. */
	if (kind < EVENT_WITHDRAWN || kind > EVENT_DOI)
		return;
	history->events =
		mem_grow(history->events, &history->event_room,
			 history->event_count + 1, sizeof(history->events[0]));
	history->events[history->event_count++] = (struct history_event){
		.kind = (enum event_kind)kind,
		.version = code_small(stmt_int(stmt, 1)),
		.day = code_small(stmt_int(stmt, 2)),
		.value = stmt_dup(stmt, 3),
	};
}

static enum status load_events(struct library *library, paper_key key,
			       struct history *history, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_EVENTS, &stmt);
	stmt_set_int(&stmt, 1, key);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK)
		add_event(history, &stmt);
	return status == STATUS_DONE ? STATUS_OK : status;
}

enum status history_load(struct library *library, paper_key key,
			 struct history *ret, struct error *err)
{
	struct history history = { 0 };
	bool owned;
	enum status status = db_snapshot_begin(library, &owned, err);

	if (status != STATUS_OK)
		return status;
	status = load_texts(library, key, &history, err);
	if (status == STATUS_OK)
		status = load_comments(library, key, &history, err);
	if (status == STATUS_OK)
		status = load_events(library, key, &history, err);
	db_snapshot_end(library, owned);
	if (status == STATUS_OK)
		*ret = history;
	else
		history_clear(&history);
	return status;
}

static void version_clear(struct history_version *version)
{
	free(version->title);
	free(version->authors);
	free(version->abstract);
	free(version->comments);
}

void history_clear(struct history *history)
{
	for (size_t i = 0; i < history->version_count; i++)
		version_clear(&history->versions[i]);
	for (size_t i = 0; i < history->event_count; i++)
		free(history->events[i].value);
	free(history->versions);
	free(history->events);
	*history = (struct history){ 0 };
}
