/* The help and the messages: text views filled from the tables. */

#include "tui/view_help.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "tui/key.h"
#include "tui/view_text.h"

/* From this width on the names of actions are shown too. */
#define NAMES_COLUMNS 72

/* What keys mean in one room. */
struct help_note {
	enum room room;
	enum action action;
	enum action other; /* ACTION_NONE: none */
	const char *help;
};

static const struct help_note notes[] = {
#define NOTE(room, action, other, help) \
	{ ROOM_##room, ACTION_##action, ACTION_##other, help },
#include "tui/notes.def"
#undef NOTE
};

#define NOTE_COUNT (sizeof(notes) / sizeof(notes[0]))

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

static void help_note(struct view *view, const struct help_note *note)
{
	const struct keymap *keymap = view->session->keymap;
	struct str keys = STR_INIT;

	keymap_keys(keymap, note->action, &keys);
	if (note->other != ACTION_NONE) {
		str_add_char(&keys, ' ');
		keymap_keys(keymap, note->other, &keys);
	}
	view_text_add(view, LOOK_NORMAL, str_text(&keys), note->help, "");
	str_free(&keys);
}

/* What holds in one room alone. */
static void help_room(struct view *view, enum room room, bool names)
{
	struct str heading = STR_INIT;

	str_addf(&heading, "Here: %s", room_info(room)->help);
	view_text_heading(view, str_text(&heading));
	str_free(&heading);
	for (int i = 0; i < (int)ACTION_COUNT; i++) {
		if (action_info((enum action)i)->room == room)
			help_add(view, (enum action)i, names);
	}
	for (size_t i = 0; i < NOTE_COUNT; i++) {
		if (notes[i].room == room)
			help_note(view, &notes[i]);
	}
}

/* One binding that the user made. */
static void help_binding(struct view *view, const struct binding *binding)
{
	struct str keys = STR_INIT;
	struct str right = STR_INIT;

	keys_format(binding->keys, binding->count, &keys);
	if (binding->command != NULL)
		str_addf(&right, ":%s", binding->command);
	else if (binding->action == ACTION_NONE)
		str_add(&right, "nothing");
	else
		str_add(&right, action_info(binding->action)->help);
	if (binding->room != ROOM_ANY)
		str_addf(&right, " (in: %s)", room_info(binding->room)->name);
	view_text_add(view, LOOK_NORMAL, str_text(&keys), str_text(&right), "");
	str_free(&keys);
	str_free(&right);
}

static void help_changed(struct view *view)
{
	const struct keymap *keymap = view->session->keymap;
	const struct binding *binding;
	bool any = false;

	for (size_t i = 0; (binding = keymap_binding(keymap, i)) != NULL; i++) {
		if (!keymap_changed(keymap, i))
			continue;
		if (!any)
			view_text_heading(view, "Your keys");
		any = true;
		help_binding(view, binding);
	}
}

static void help_fill(struct view *view, int64_t subject)
{
	bool names = screen_columns(view->session->screen) >= NAMES_COLUMNS;
	const char *group = "";

	help_room(view, (enum room)subject, names);
	help_changed(view);
	for (int i = 0; i < (int)ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		if (info->room == (enum room)subject && subject != ROOM_ANY)
			continue;
		if (strcmp(group, info->group) != 0)
			view_text_heading(view, info->group);
		group = info->group;
		help_add(view, (enum action)i, names);
	}
}

struct view *view_help_open(struct session *session, enum room from)
{
	return view_text_open(session, ROOM_HELP, "Keys", help_fill, from);
}

static void messages_fill(struct view *view, int64_t subject)
{
	const struct session *session = view->session;

	(void)subject;

	for (size_t i = 0; i < session->log.count; i++) {
		const struct log_entry *entry = &session->log.entries[i];
		char time[DATE_TEXT_SIZE];

		date_format_rfc3339(entry->time, time);
		view_text_add(view, entry->error ? LOOK_ERROR : LOOK_NORMAL,
			      time, entry->text, "");
	}
	if (session->log.count == 0)
		view_text_add(view, LOOK_NORMAL, "", "no messages", "");
}

struct view *view_messages_open(struct session *session)
{
	struct view *view = view_text_open(session, ROOM_MESSAGES, "Messages",
					   messages_fill, 0);

	view_text_end(view);
	return view;
}
