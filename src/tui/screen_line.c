/* The linear screen. Lines begin with a line feed instead of ending with one,
 * so that the cursor stays on the last one, which is where a screen reader and
 * a braille line look. */

#include "tui/screen_line.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "tui/screen_draw.h"
#include "tui/screen_modes.h"
#include "tui/screen_state.h"

/* Keys come one by one and are not echoed; a line feed begins a line. */
static void line_take_keys(struct screen *screen)
{
	struct termios modes = screen->modes;

	modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON);
	modes.c_oflag |= (tcflag_t)(OPOST | ONLCR);
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
}

void line_begin(struct screen *screen)
{
	tcgetattr(STDIN_FILENO, &screen->modes);
	modes_begin(screen);
	line_take_keys(screen);
}

void line_end(struct screen *screen)
{
	modes_write("\n", 1);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &screen->modes);
}

void line_resume(struct screen *screen)
{
	line_take_keys(screen);
}

/* Sends text[0..len) as the terminal may get it. */
static void line_send(struct screen *screen, const char *text, size_t len)
{
	struct str bytes = STR_INIT;

	screen_encode(screen, text, len, &bytes);
	modes_write(str_text(&bytes), bytes.len);
	str_free(&bytes);
}

void screen_newline(struct screen *screen)
{
	(void)screen;
	modes_write("\n", 1);
}

void screen_line(struct screen *screen, const char *text)
{
	int columns = screen->columns > 1 ? screen->columns - 1 : 1;
	struct text_line *lines;
	struct str clean = STR_INIT;
	size_t count;

	text_clean(text, strlen(text), &clean);
	count = text_wrap(str_text(&clean), columns, &lines);
	if (count == 0)
		screen_newline(screen);
	for (size_t i = 0; i < count; i++) {
		screen_newline(screen);
		line_send(screen, str_text(&clean) + lines[i].start,
			  lines[i].len);
	}
	modes_write("\r", 1);
	free(lines);
	str_free(&clean);
}

void screen_add(struct screen *screen, const char *text, size_t len)
{
	line_send(screen, text, len);
}

void screen_back(struct screen *screen, int columns, bool erase)
{
	(void)screen;
	for (int i = 0; i < columns; i++)
		modes_write("\b", 1);
	for (int i = 0; erase && i < columns; i++)
		modes_write(" ", 1);
	for (int i = 0; erase && i < columns; i++)
		modes_write("\b", 1);
}
