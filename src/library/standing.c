/* The states of a day's categories, taken together. */
#include "library/standing.h"

#include <stdlib.h>
#include <string.h>

void standing_add(struct standing *standing, const char *request,
		  enum day_state state, const char *source)
{
	if (state == DAY_FAILED && source != NULL &&
	    strcmp(source, LEDGER_STALE) == 0) {
		standing->stale++;
		return;
	}
	if (request[0] != '\0') {
		standing->seen[state]++;
		return;
	}
	standing->has_report = true;
	standing->report = state;
}

enum status standing_load(struct library *library, const struct scope *scope,
			  day_t day, struct standing *ret, struct error *err)
{
	struct standing standing = { 0 };
	struct ledger_entry *entries = NULL;
	size_t count = 0;
	enum status status = ledger_of_day(library, day, &entries, &count, err);

	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		if (scope_has_request(scope, entries[i].category))
			standing_add(&standing, entries[i].category,
				     entries[i].state, entries[i].source);
	}
	free(entries);
	*ret = standing;
	return STATUS_OK;
}

static size_t rows(const struct standing *standing)
{
	size_t sum = 0;

	for (int i = DAY_COMPLETE; i <= DAY_IMPORTED; i++)
		sum += standing->seen[i];
	return sum;
}

bool standing_known(const struct standing *standing)
{
	return standing->has_report || rows(standing) > 0;
}

bool standing_held(const struct standing *standing)
{
	return rows(standing) > standing->seen[DAY_FAILED] ||
	       (standing->has_report && standing->report != DAY_FAILED);
}

enum day_state standing_state(const struct standing *standing)
{
	if (rows(standing) == 0)
		return standing->report;
	if (!standing_held(standing))
		return DAY_FAILED;
	if (standing->seen[DAY_INCOMPLETE] > 0 ||
	    standing->seen[DAY_FAILED] > 0 || standing->stale > 0)
		return DAY_INCOMPLETE;
	if (standing->seen[DAY_RECONSTRUCTED] > 0)
		return DAY_RECONSTRUCTED;
	if (standing->seen[DAY_IMPORTED] > 0)
		return DAY_IMPORTED;
	return DAY_COMPLETE;
}
