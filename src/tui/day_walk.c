/* Walks over days. */

#include "tui/day_walk.h"

#include "library/listing.h"

day_t day_walk(struct session *session, day_t from, int step, int times)
{
	struct error err;

	for (int i = 0; i < times; i++) {
		if (day_step(session->library, from, step, &from, &err) ==
		    STATUS_OK)
			continue;
		session_say(session, "%s", err.text);
		break;
	}
	return from;
}

day_t day_walk_end(struct session *session, bool oldest)
{
	day_t day = date_from_civil(1, 1, 1);
	struct error err;
	enum status status =
		oldest ? day_step(session->library, day, 1, &day, &err)
		       : day_latest(session->library, &day, &err);

	if (status == STATUS_OK)
		return day;
	session_say(session, "%s", err.text);
	return DAY_NONE;
}
