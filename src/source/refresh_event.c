/* Events of a refresh and the names of their states. */
#include "source/refresh_event.h"

#include "source/judge.h"

const char *refresh_state_name(enum refresh_state state)
{
	static const char *const names[] = {
		[REFRESH_WAITING] = "waiting",
		[REFRESH_FETCHING] = "fetching",
		[REFRESH_STORED] = "stored",
		[REFRESH_SAME] = "same",
		[REFRESH_EMPTY] = "empty",
		[REFRESH_STALE] = "stale",
		[REFRESH_INCOMPLETE] = "incomplete",
		[REFRESH_REBUILT] = "rebuilt",
		[REFRESH_MISSED] = "missed",
		[REFRESH_FAILED] = "failed",
	};

	return state <= REFRESH_FAILED ? names[state] : "unknown";
}

void refresh_tell(const struct refresh_watch *watch,
		  struct refresh_event *event, enum refresh_state state,
		  const char *text)
{
	event->state = state;
	judge_words(event->text, "%s", text);
	watch->sink(event, watch->context);
}
