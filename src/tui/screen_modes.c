/* Modes of the terminal that curses does not set, as xterm defined them:
 *
 *     ESC [ 22 ; 0 t    keep the window's title, 23 gives it back
 *     ESC ] 2 ; ... BEL the title; always the same words
 *     ESC [ ? 2004 h    pastes come in brackets
 *     ESC [ ? 1000 h    presses and the wheel of the mouse come as input,
 *     ESC [ ? 1006 h    written in numbers; with Shift the terminal selects
 *                       text as ever
 *
 * A terminal that cannot give a title back shows none when we are gone. */

#include "tui/screen_modes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "tui/screen_rescue.h"

/* This header makes macros of common words, so it comes last and the words
 * that are used here are taken back. */
#include <term.h>
#undef columns
#undef lines

#define TITLE_ON  "\033[22;0t\033]2;arxday\007"
#define TITLE_OFF "\033]2;\007\033[23;0t"
#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

bool modes_known(const char *term)
{
	static const char *const names[] = {
		"xterm",     "tmux",    "screen",  "rxvt",   "foot",
		"alacritty", "st-",     "konsole", "vte",    "gnome",
		"wezterm",   "contour", "mlterm",  "mintty", "iterm",
		"ghostty",   "kitty",   "rio",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (term != NULL &&
		    strncmp(term, names[i], strlen(names[i])) == 0)
			return true;
	}
	return false;
}

void modes_write(const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		bytes += done;
		len -= (size_t)done;
	}
}

static void modes_off(const struct screen *screen, struct str *out)
{
	if (!screen->modern)
		return;
	if (screen->mouse)
		str_add(out, MOUSE_OFF);
	str_add(out, PASTE_OFF);
	if (screen->title)
		str_add(out, TITLE_OFF);
}

void modes_add_text(const char *text, struct str *out)
{
	while (text != NULL && *text != '\0') {
		if (text[0] == '$' && text[1] == '<') {
			text += strcspn(text, ">");
			text += *text == '>';
		} else {
			str_add_char(out, *text++);
		}
	}
}

static void modes_add(const char *name, struct str *out)
{
	const char *text = tigetstr(name);

	if (text != (const char *)-1)
		modes_add_text(text, out);
}

/* Curses is asked for nothing when the process crashes: what it would send is
 * made ready here. */
static void modes_prepare(const struct screen *screen)
{
	static const char *const names[] = { "sgr0", "op",    "rmacs",
					     "rmkx", "cnorm", "rmcup" };
	struct str bytes = STR_INIT;

	modes_off(screen, &bytes);
	for (size_t i = 0;
	     screen->terminal != NULL && i < sizeof(names) / sizeof(names[0]);
	     i++)
		modes_add(names[i], &bytes);
	str_add(&bytes, "\r\n");
	rescue_arm(str_text(&bytes), bytes.len);
	str_free(&bytes);
}

void modes_begin(struct screen *screen)
{
	struct str bytes = STR_INIT;

	modes_prepare(screen);
	if (screen->modern) {
		if (screen->title)
			str_add(&bytes, TITLE_ON);
		str_add(&bytes, PASTE_ON);
		if (screen->mouse)
			str_add(&bytes, MOUSE_ON);
	}
	modes_write(str_text(&bytes), bytes.len);
	str_free(&bytes);
}

void modes_end(struct screen *screen)
{
	struct str bytes = STR_INIT;

	modes_off(screen, &bytes);
	modes_write(str_text(&bytes), bytes.len);
	str_free(&bytes);
}
