/* The ledger: one row a day and request. What is held is never talked down by
 * a later failure, and a file never stands in for arXiv's own whole feed. */
#include "library/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"

const char *day_state_name(enum day_state state)
{
	static const char *const names[] = {
		[DAY_COMPLETE] = "complete",
		[DAY_INCOMPLETE] = "incomplete",
		[DAY_FAILED] = "failed",
		[DAY_RECONSTRUCTED] = "reconstructed",
		[DAY_IMPORTED] = "imported",
	};

	return names[state];
}

enum day_state day_state_of(int64_t number)
{
	if (number < DAY_COMPLETE || number > DAY_IMPORTED)
		return DAY_INCOMPLETE;
	return (enum day_state)number;
}

static bool may_replace(const struct ledger_entry *old,
			const struct ledger_entry *entry)
{
	switch (entry->state) {
	case DAY_FAILED:
		return old->state != DAY_COMPLETE && old->held <= 0;
	case DAY_RECONSTRUCTED:
	case DAY_IMPORTED:
		return old->state != DAY_COMPLETE;
	case DAY_COMPLETE:
	case DAY_INCOMPLETE:
	default:
		return true;
	}
}

static enum status put(struct library *library,
		       const struct ledger_entry *entry, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_LEDGER_PUT, &stmt);
	stmt_set_int(&stmt, 1, entry->day);
	stmt_set_text(&stmt, 2, entry->category);
	stmt_set_int(&stmt, 3, entry->state);
	stmt_set_int(&stmt, 4, entry->expected);
	stmt_set_int(&stmt, 5, entry->held);
	stmt_set_text(&stmt, 6, entry->source);
	stmt_set_int(&stmt, 7, entry->at);
	stmt_set_text(&stmt, 8, entry->why);
	return stmt_run(&stmt, err);
}

/* Only what a refresh stored moves the time of the last one. */
static enum status note_refresh(struct library *library,
				const struct ledger_entry *entry,
				struct error *err)
{
	struct stmt stmt;

	if (strcmp(entry->source, LEDGER_FEED) != 0 ||
	    (entry->state != DAY_COMPLETE && entry->state != DAY_INCOMPLETE))
		return STATUS_OK;
	stmt_start(library, STATEMENT_META_RAISE, &stmt);
	stmt_set_text(&stmt, 1, "refreshed");
	stmt_set_int(&stmt, 2, entry->at);
	return stmt_run(&stmt, err);
}

enum status ledger_put(struct library *library,
		       const struct ledger_entry *entry, struct error *err)
{
	struct ledger_entry old = { .state = DAY_FAILED };
	enum status status;

	if (!db_in_transaction(library))
		return error_set(err, STATUS_DB, 0,
				 "the transaction has ended already; nothing "
				 "of it was kept");
	status = ledger_get(library, entry->day, entry->category, &old, err);
	if (status == STATUS_OK && !may_replace(&old, entry))
		return STATUS_OK;
	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	status = put(library, entry, err);
	return status == STATUS_OK ? note_refresh(library, entry, err) : status;
}

enum status ledger_remove(struct library *library, day_t day,
			  const char *category, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_LEDGER_REMOVE, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_text(&stmt, 2, category);
	return stmt_run(&stmt, err);
}

/* Copies a text that fits unless the file was tampered with. */
static void copy_text(const char *text, char *out, size_t size)
{
	size_t len = text != NULL ? strlen(text) : 0;

	if (len >= size)
		len = 0;
	if (len > 0)
		memcpy(out, text, len);
	out[len] = '\0';
}

static void read_entry(const struct stmt *stmt, struct ledger_entry *ret)
{
	ret->day = code_small(stmt_int(stmt, 0));
	copy_text(stmt_text(stmt, 1), ret->category, sizeof(ret->category));
	ret->state = day_state_of(stmt_int(stmt, 2));
	ret->expected = code_small(stmt_int(stmt, 3));
	ret->held = code_small(stmt_int(stmt, 4));
	copy_text(stmt_text(stmt, 5), ret->source, sizeof(ret->source));
	ret->at = stmt_int(stmt, 6);
	copy_text(stmt_text(stmt, 7), ret->why, sizeof(ret->why));
}

enum status ledger_get(struct library *library, day_t day, const char *category,
		       struct ledger_entry *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_GET, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_text(&stmt, 2, category);
	status = stmt_step(&stmt, err);
	if (status == STATUS_DONE)
		return error_set(err, STATUS_NOTFOUND, 0,
				 "the ledger has no such row");
	if (status != STATUS_OK)
		return status;
	read_entry(&stmt, ret);
	stmt_end(&stmt);
	return STATUS_OK;
}

enum status ledger_largest(struct library *library, const char *category,
			   int *ret, struct error *err)
{
	struct stmt stmt;
	int64_t largest = 0;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_LARGEST, &stmt);
	stmt_set_text(&stmt, 1, category);
	status = stmt_one_int(&stmt, &largest, err);
	if (status == STATUS_OK)
		*ret = largest > 0 ? code_small(largest) : -1;
	return status;
}

enum status ledger_of_day(struct library *library, day_t day,
			  struct ledger_entry **ret_entries, size_t *ret_count,
			  struct error *err)
{
	struct ledger_entry *entries = NULL;
	struct stmt stmt;
	size_t count = 0, room = 0;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_OF_DAY, &stmt);
	stmt_set_int(&stmt, 1, day);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		entries = mem_grow(entries, &room, count + 1, sizeof(*entries));
		read_entry(&stmt, &entries[count++]);
	}
	if (status != STATUS_DONE) {
		free(entries);
		return status;
	}
	*ret_entries = entries;
	*ret_count = count;
	return STATUS_OK;
}

enum status ledger_last_refresh(struct library *library, int64_t *ret,
				struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_META_GET, &stmt);
	stmt_set_text(&stmt, 1, "refreshed");
	status = stmt_one_int(&stmt, ret, err);
	if (status != STATUS_NOTFOUND)
		return status;
	*ret = TIME_NONE;
	return STATUS_OK;
}
