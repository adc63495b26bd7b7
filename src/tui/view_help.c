/* The help and the messages: text views filled from the tables. */

#include "tui/view_help.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "tui/view_text.h"

/* From this width on the names of actions are shown too. */
#define NAMES_COLUMNS 72

static void help_add(struct view *view, enum action action, bool names)
{
	const struct action_info *info = action_info(action);
	struct str keys = STR_INIT;
	struct str right = STR_INIT;

	keymap_keys(view->session->keymap, action, &keys);
	str_add(&right, info->help);
	if (names)
		str_addf(&right, " (%s)", info->name);
	view_text_add(view, LOOK_NORMAL, str_text(&keys), str_text(&right),
		      info->name);
	str_free(&keys);
	str_free(&right);
}

struct view *view_help_open(struct session *session)
{
	struct view *view = view_text_open(session, ROOM_HELP, "Keys");
	bool names = screen_columns(session->screen) >= NAMES_COLUMNS;
	const char *group = "";

	for (int i = 0; i < (int)ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		if (strcmp(group, info->group) != 0)
			view_text_heading(view, info->group);
		group = info->group;
		help_add(view, (enum action)i, names);
	}
	return view;
}

struct view *view_messages_open(struct session *session)
{
	struct view *view = view_text_open(session, ROOM_MESSAGES, "Messages");

	for (size_t i = 0; i < session->log.count; i++) {
		const struct log_entry *entry = &session->log.entries[i];
		char time[DATE_TEXT_SIZE];

		date_format_rfc3339(entry->time, time);
		view_text_add(view, entry->error ? LOOK_ERROR : LOOK_NORMAL,
			      time, entry->text, "");
	}
	if (session->log.count == 0)
		view_text_add(view, LOOK_NORMAL, "", "no messages", "");
	view_text_end(view);
	return view;
}
