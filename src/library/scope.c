/* What the user looks at. The distinct requests of the ledger are found by
 * seeking from one to the next, so that a ledger of thirty years costs no more
 * than one of a week. */
#include "library/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"
#include "library/follow.h"

/* True when a request may have brought announcements of a category, or the
 * category some of the request: one is the other, or its archive. */
static bool touches(const char *request, const char *category)
{
	return category_covers(request, category) ||
	       category_covers(category, request);
}

static bool is_followed(const struct scope *scope, const char *request)
{
	for (size_t i = 0; i < scope->followed_count; i++) {
		if (touches(request, scope->followed[i]))
			return true;
	}
	return false;
}

enum status scope_next_request(struct library *library,
			       struct scope_request *name, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_NEXT_REQUEST, &stmt);
	stmt_set_text(&stmt, 1, name->name);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status;
	if (!code_category(stmt_text(&stmt, 0), name->name))
		status = error_set(err, STATUS_DB, 0,
				   "the ledger of the library has a row that "
				   "is not arxday's");
	stmt_end(&stmt);
	return status;
}

static enum status read_requests(struct library *library, struct scope *scope,
				 struct error *err)
{
	struct scope_request name = { "" };
	size_t room = 0;
	enum status status;

	do {
		scope->requests = mem_grow(scope->requests, &room,
					   scope->request_count + 1,
					   sizeof(*scope->requests));
		scope->requests[scope->request_count++] = name;
		status = scope_next_request(library, &name, err);
	} while (status == STATUS_OK);
	return status == STATUS_DONE ? STATUS_OK : status;
}

/* Keeps the followed requests, and reports; all when none is followed. */
static void narrow(struct scope *scope)
{
	size_t kept = 1;

	for (size_t i = 1; i < scope->request_count; i++) {
		if (is_followed(scope, scope->requests[i].name))
			kept++;
	}
	scope->all = kept == 1;
	if (scope->all)
		return;
	kept = 1;
	for (size_t i = 1; i < scope->request_count; i++) {
		if (is_followed(scope, scope->requests[i].name))
			scope->requests[kept++] = scope->requests[i];
	}
	scope->request_count = kept;
}

enum status scope_load(struct library *library, struct scope *ret,
		       struct error *err)
{
	struct scope scope = { 0 };
	enum status status;

	status = follow_list(library, FOLLOW_CATEGORY, &scope.followed,
			     &scope.followed_count, err);
	if (status == STATUS_OK)
		status = read_requests(library, &scope, err);
	if (status != STATUS_OK) {
		scope_clear(&scope);
		return status;
	}
	narrow(&scope);
	*ret = scope;
	return STATUS_OK;
}

void scope_of(const char *category, struct scope *ret)
{
	*ret = (struct scope){ .followed_count = 1 };
	ret->followed = mem_zalloc(2, sizeof(*ret->followed));
	ret->followed[0] = mem_strdup(category);
}

void scope_clear(struct scope *scope)
{
	mem_free_texts(scope->followed);
	free(scope->requests);
	free(scope->categories);
	*scope = (struct scope){ 0 };
}

bool scope_has_request(const struct scope *scope, const char *request)
{
	for (size_t i = 0; i < scope->request_count; i++) {
		if (strcmp(scope->requests[i].name, request) == 0)
			return true;
	}
	return false;
}

static int rank_of(const struct scope *scope, const char *category)
{
	if (scope->followed_count == 0 || category[0] == '\0')
		return 0;
	for (size_t i = 0; i < scope->followed_count; i++) {
		if (category_covers(scope->followed[i], category))
			return (int)i;
	}
	return -1;
}

/* A number that the dictionary does not have is out of scope. */
static enum status read_category(struct library *library,
				 const struct scope *scope, int64_t id,
				 struct scope_category *ret, struct error *err)
{
	struct scope_category category = { .id = id, .rank = -1 };
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_CATEGORY_NAME, &stmt);
	stmt_set_int(&stmt, 1, id);
	status = stmt_step(&stmt, err);
	if (status == STATUS_OK) {
		if (code_category(stmt_text(&stmt, 0), category.name))
			category.rank = rank_of(scope, category.name);
		stmt_end(&stmt);
	} else if (status != STATUS_DONE) {
		return status;
	}
	*ret = category;
	return STATUS_OK;
}

/* The place of an id among the categories met, or where it belongs. */
static size_t find_category(const struct scope *scope, int64_t id)
{
	size_t low = 0, high = scope->category_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (scope->categories[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

enum status scope_category(struct library *library, struct scope *scope,
			   int64_t id, const struct scope_category **ret,
			   struct error *err)
{
	size_t at = find_category(scope, id);
	struct scope_category category;
	enum status status;

	if (at == scope->category_count || scope->categories[at].id != id) {
		status = read_category(library, scope, id, &category, err);
		if (status != STATUS_OK)
			return status;
		scope->categories =
			mem_grow(scope->categories, &scope->category_room,
				 scope->category_count + 1, sizeof(category));
		memmove(&scope->categories[at + 1], &scope->categories[at],
			(scope->category_count - at) * sizeof(category));
		scope->categories[at] = category;
		scope->category_count++;
	}
	*ret = &scope->categories[at];
	return STATUS_OK;
}
