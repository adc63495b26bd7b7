/* The table goes by category, so the question for a day seeks from one
 * category to the next instead of walking through thirty years. */
#include "library/quiet_days.h"

#include <string.h>

#include "arxiv/calendar.h"
#include "arxiv/category.h"
#include "library/codes.h"
#include "library/db.h"

/* The row of just this name. */
static enum status has_row(struct library *library, const char *name, day_t day,
			   bool *ret, struct error *err)
{
	struct stmt stmt;
	int64_t ignored;
	enum status status;

	stmt_start(library, STATEMENT_QUIET_GET, &stmt);
	stmt_set_text(&stmt, 1, name);
	stmt_set_int(&stmt, 2, day);
	status = stmt_one_int(&stmt, &ignored, err);
	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	*ret = status == STATUS_OK;
	return STATUS_OK;
}

enum status quiet_days_has(struct library *library, const char *category,
			   day_t day, bool *ret, struct error *err)
{
	size_t archive = strcspn(category, ".");
	char name[CATEGORY_MAX + 1] = "";
	bool has = false;
	enum status status = has_row(library, category, day, &has, err);

	if (status == STATUS_OK && !has && archive <= CATEGORY_MAX) {
		memcpy(name, category, archive);
		status = has_row(library, name, day, &has, err);
	}
	if (status == STATUS_OK)
		*ret = has;
	return status;
}

/* Moves *name to the next category of the table. STATUS_DONE after the last. */
static enum status next_category(struct library *library,
				 char name[CATEGORY_MAX + 1], struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_QUIET_NEXT, &stmt);
	stmt_set_text(&stmt, 1, name);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status;
	if (!code_category(stmt_text(&stmt, 0), name))
		status = error_set(err, STATUS_DB, 0,
				   "the library has a quiet day that is not "
				   "arxday's");
	stmt_end(&stmt);
	return status;
}

enum status quiet_days_names(struct library *library, day_t day,
			     struct str *out, struct error *err)
{
	char name[CATEGORY_MAX + 1] = "";
	size_t before = out->len;
	enum status status;

	while ((status = next_category(library, name, err)) == STATUS_OK) {
		bool has;

		status = has_row(library, name, day, &has, err);
		if (status != STATUS_OK)
			return status;
		if (has)
			str_addf(out, "%s%s", out->len > before ? " " : "",
				 name);
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

enum status quiet_days_why(struct library *library, day_t day, struct str *out,
			   struct error *err)
{
	const char *holiday = calendar_holiday(day);
	struct str quiet = STR_INIT;
	enum status status = quiet_days_names(library, day, &quiet, err);

	if (status == STATUS_OK && calendar_is_weekend(day))
		str_addf(out,
			 "it is a %s, and arXiv announces nothing on weekends",
			 date_weekday_name(day));
	else if (status == STATUS_OK && quiet.len > 0)
		str_addf(out, "nothing was announced in %s%s%s",
			 str_text(&quiet),
			 holiday != NULL ? " on the holiday: " : "",
			 holiday != NULL ? holiday : "");
	else if (status == STATUS_OK && holiday != NULL)
		str_addf(out, "arXiv announced nothing around this holiday: %s",
			 holiday);
	else if (status == STATUS_OK)
		str_add(out, "no listing of it came");
	str_free(&quiet);
	return status;
}
