/* The w key: what is in view, as a file. */

#include "tui/write_day.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "export/markdown.h"

char *write_day_name(const struct reading *reading, const char *folder)
{
	char day[DATE_TEXT_SIZE];
	struct str name = STR_INIT;
	char *joined;

	str_addf(&name, "%s.md", date_format_report(reading->listing.day, day));
	if (*folder == '\0')
		return str_take(&name);
	joined = file_join(folder, str_text(&name));
	str_free(&name);
	return joined;
}

static enum status write_row(struct library *library, paper_key key,
			     struct str *out, struct error *err)
{
	struct listed listed;
	enum status status = listed_load(library, key, &listed, err);

	if (status != STATUS_OK)
		return status;
	status = markdown_row(&listed.paper, out, err);
	listed_clear(&listed);
	return status;
}

static enum status write_rows(const struct reading *reading,
			      struct library *library, struct str *out,
			      struct error *err)
{
	enum status status = STATUS_OK;

	markdown_begin(reading->listing.day, out);
	for (size_t i = 0; i < reading->count && status == STATUS_OK; i++) {
		const struct listing_row *row = reading_row(reading, i);

		if (row != NULL)
			status = write_row(library, row->key, out, err);
	}
	return status;
}

/* The full path of a file that is there, or the name when the system cannot
 * tell. */
static char *full_path(const char *name)
{
	char *path = realpath(name, NULL);

	return path != NULL ? path : mem_strdup(name);
}

enum status write_day(const struct reading *reading, struct library *library,
		      const char *name, char **ret_path, struct error *err)
{
	struct str table = STR_INIT;
	enum status status = write_rows(reading, library, &table, err);

	if (status == STATUS_OK)
		status = file_write_atomic(name, str_text(&table), table.len,
					   err);
	if (status == STATUS_OK)
		*ret_path = full_path(name);
	str_free(&table);
	return status;
}
