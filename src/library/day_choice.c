/* The DAY of a command. It is read before the library is opened, so that
 * a wrong one is wrong usage whatever the library holds. */

#include "library/day_choice.h"

#include <string.h>

#include "arxiv/calendar.h"
#include "library/listing.h"

/* "-12" -> 12; what is larger than any library has days counts as that. */
static bool read_back(const char *text, size_t *ret)
{
	size_t back = 0;

	if (*text++ != '-' || !*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		back = back * 10 + (size_t)(*text - '0');
		if (back > 10000000)
			back = 10000000;
	}
	*ret = back;
	return true;
}

enum status day_read(const char *text, int64_t now, struct day_choice *ret,
		     struct error *err)
{
	struct day_choice choice = { .kind = DAY_DATE, .day = DAY_NONE };

	if (!text || strcmp(text, "latest") == 0) {
		choice.kind = DAY_LATEST;
	} else if (strcmp(text, "today") == 0) {
		choice.day = calendar_today(now);
	} else if (read_back(text, &choice.back)) {
		choice.kind = DAY_BACK;
	} else {
		choice.day = date_parse_iso(text);
		if (choice.day == DAY_NONE)
			choice.day = date_parse_report(text);
		if (choice.day == DAY_NONE)
			return error_set(err, STATUS_USAGE, 0,
					 "'%.60s' is no day: today, latest, "
					 "YYYY-MM-DD, DD-Mon-YYYY or -N",
					 text);
	}
	*ret = choice;
	return STATUS_OK;
}

/* The days before the latest, one by one: each step is an indexed look-up,
 * where loading what `days` prints would count every paper of every day. */
static enum status resolve_back(struct library *library, day_t latest,
				size_t back, day_t *ret, struct error *err)
{
	day_t day = latest;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < back && status == STATUS_OK; i++)
		status = day_step(library, day, -1, &day, err);
	if (status == STATUS_NOTFOUND)
		return error_set(err, status, 0,
				 "the library does not reach back so far; "
				 "'arxday days' lists its days");
	if (status == STATUS_OK)
		*ret = day;
	return status;
}

enum status day_resolve(const struct day_choice *choice,
			struct library *library, day_t *ret, struct error *err)
{
	enum status status;
	day_t latest;

	if (choice->kind == DAY_DATE) {
		*ret = choice->day;
		return STATUS_OK;
	}
	status = day_latest(library, &latest, err);
	if (status == STATUS_NOTFOUND)
		return error_set(err, status, 0,
				 "the library holds no day yet; 'arxday "
				 "refresh' or 'arxday import FILE' bring one");
	if (status)
		return status;
	if (choice->kind == DAY_BACK)
		return resolve_back(library, latest, choice->back, ret, err);
	*ret = latest;
	return STATUS_OK;
}
