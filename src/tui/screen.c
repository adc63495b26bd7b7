/* The terminal over curses: taking and giving back, its size, its keys. Nothing
 * but screen*.c sees curses.h, so that looks, keys and sizes are the reader's
 * own everywhere else. Curses takes the terminal, describes it and gives it
 * back; for it the screen is always blank. What the terminal shows is painted
 * here (screen_cells.h, screen_paint.h), and what it sends is read and
 * understood here (screen_input.h). */

#include "tui/screen.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "tui/key.h"
#include "tui/screen_line.h"
#include "tui/screen_modes.h"
#include "tui/screen_paint.h"
#include "tui/screen_rescue.h"
#include "tui/screen_state.h"
#include "tui/screen_style.h"

/* This header makes macros of common words, so it comes last and the words
 * that are used here are taken back. */
#include <term.h>
#undef columns
#undef lines

/* Milliseconds that the rest of a key may take: after ESC alone, which is a key
 * too, and after more of a sequence. */
#define WAIT_ESCAPE   50
#define WAIT_SEQUENCE 250

/* The largest size that is followed; a screen of it takes 200 MB. */
#define MOST_ROWS    1000
#define MOST_COLUMNS 4096

static void screen_set_modes(struct screen *screen)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	typeahead(-1);
	curs_set(0);
	screen->cursor = 0;
}

/* True when terminfo knows a name (NULL: TERM) and the terminal can address its
 * cursor; then its colours are set. Asked before curses starts, which keeps
 * memory and may write when it fails. */
static bool screen_usable(const char *term, long *ret_colours, bool *ret_direct)
{
	const char *none = (const char *)-1;
	const char *move_to;
	const char *clear_all;
	int reason;

	if (setupterm(term, STDOUT_FILENO, &reason) != OK)
		return false;
	move_to = tigetstr("cup");
	clear_all = tigetstr("clear");
	*ret_colours = tigetnum("colors");
	*ret_direct = *ret_colours >= DEPTH_TRUE &&
		      (tigetflag("RGB") > 0 || tigetnum("RGB") > 0);
	del_curterm(cur_term);
	return move_to != NULL && move_to != none && clear_all != NULL &&
	       clear_all != none;
}

/* The name of TERM's brother that has more colours: "xterm-256color" and
 * "xterm-direct" of "xterm". False when TERM is too long to have one. */
static bool screen_brother(const char *term, const char *suffix, char *out,
			   size_t size)
{
	static const char *const endings[] = { "-256color", "-16color",
					       "-color" };
	size_t len = strlen(term);

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t ending = strlen(endings[i]);

		if (len > ending &&
		    strcmp(term + len - ending, endings[i]) == 0) {
			len -= ending;
			break;
		}
	}
	if (len == 0 || len + strlen(suffix) >= size)
		return false;
	snprintf(out, size, "%.*s%s", (int)len, term, suffix);
	return true;
}

/* True when the program that draws the window says that it has all colours. */
static bool screen_announced(void)
{
	const char *announced = getenv("COLORTERM");

	return announced != NULL && (strcmp(announced, "truecolor") == 0 ||
				     strcmp(announced, "24bit") == 0);
}

/* The description to use: TERM's own, or that of a brother when more colours
 * are wished for, or announced, than TERM admits. Returns false when the
 * terminal cannot be used. */
static bool screen_describe(struct screen *screen, char *out, size_t size)
{
	const char *term = getenv("TERM");
	enum depth wish = screen->wish;

	if (term == NULL || strlen(term) >= size ||
	    !screen_usable(term, &screen->colours, &screen->direct))
		return false;
	if (wish == DEPTH_AUTO && screen_announced())
		wish = DEPTH_TRUE;
	if (wish == DEPTH_TRUE && !screen->direct &&
	    screen_brother(term, "-direct", out, size) &&
	    screen_usable(out, &screen->colours, &screen->direct))
		return true;
	if (wish >= DEPTH_256 && screen->colours < DEPTH_256 &&
	    screen_brother(term, "-256color", out, size) &&
	    screen_usable(out, &screen->colours, &screen->direct))
		return true;
	snprintf(out, size, "%s", term);
	return true;
}

static enum status screen_refuse(struct error *err)
{
	return error_set(err, STATUS_USAGE, 0,
			 "this terminal cannot be used (TERM is missing or "
			 "names a terminal without a cursor): set TERM, or "
			 "use `arxday list` and `arxday show`");
}

/* Tells the input what the terminal's description says of its keys. */
static void screen_tell_keys(struct input *input)
{
	static const struct {
		const char *name;
		uint32_t key;
	} table[] = {
		{"kcuu1",  SPECIAL_UP       },
                { "kcud1", SPECIAL_DOWN     },
		{ "kcub1", SPECIAL_LEFT     },
                { "kcuf1", SPECIAL_RIGHT    },
		{ "khome", SPECIAL_HOME     },
                { "kend",  SPECIAL_END      },
		{ "kpp",   SPECIAL_PAGE_UP  },
                { "knp",   SPECIAL_PAGE_DOWN},
		{ "kdch1", SPECIAL_DELETE   },
                { "kent",  SPECIAL_ENTER    },
		{ "kcbt",  SPECIAL_BACKTAB  },
                { "kf1",   SPECIAL_F1       },
		{ "kf2",   SPECIAL_F2       },
                { "kf3",   SPECIAL_F3       },
		{ "kf4",   SPECIAL_F4       },
                { "kf5",   SPECIAL_F5       },
		{ "kf6",   SPECIAL_F6       },
                { "kf7",   SPECIAL_F7       },
		{ "kf8",   SPECIAL_F8       },
                { "kf9",   SPECIAL_F9       },
		{ "kf10",  SPECIAL_F10      },
                { "kf11",  SPECIAL_F11      },
		{ "kf12",  SPECIAL_F12      },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		input_tell(input, tigetstr(table[i].name), table[i].key);
}

/* Takes over all options but `linear`. */
static void screen_take(struct screen *screen,
			const struct screen_options *options)
{
	screen->theme = *options->theme;
	screen->wish = options->depth;
	screen->ascii = options->ascii;
	screen->mouse = options->mouse;
	screen->title = options->title;
}

static void screen_set_style(struct screen *screen)
{
	const char *italic = tigetstr("sitm");

	screen->italic = italic != NULL && italic != (const char *)-1;
	screen->depth = depth_choose(screen->wish, screen->colours,
				     screen->direct, getenv("NO_COLOR"));
	style_begin(screen);
}

static enum status screen_open_curses(struct screen *screen, struct error *err)
{
	char term[128];

	if (!screen_describe(screen, term, sizeof(term)))
		return screen_refuse(err);
	/* From here on the modes of the terminal are not what they were. */
	rescue_arm("", 0);
	screen->terminal = newterm(term, stdout, stdin);
	if (screen->terminal == NULL) {
		rescue_disarm();
		return screen_refuse(err);
	}
	screen_tell_keys(&screen->input);
	modes_begin(screen);
	screen_set_modes(screen);
	screen_set_style(screen);
	paint_begin(screen);
	refresh();
	return STATUS_OK;
}

enum status screen_open(const struct screen_options *options,
			struct screen **ret, struct error *err)
{
	enum status status = STATUS_OK;
	struct screen *screen;

	*ret = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(err, STATUS_USAGE, 0,
				 "the reader needs a terminal: use `arxday "
				 "list` or `arxday export` in a pipe");
	setlocale(LC_CTYPE, "");
	screen = mem_zalloc(1, sizeof(*screen));
	screen->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	screen_take(screen, options);
	screen->modern = modes_known(getenv("TERM"));
	input_init(&screen->input, screen->utf8);
	if (options->linear)
		line_begin(screen);
	else
		status = screen_open_curses(screen, err);
	if (status != STATUS_OK) {
		input_clear(&screen->input);
		free(screen);
		return status;
	}
	mem_set_death_hook(rescue_now);
	screen_resize(screen);
	*ret = screen;
	return STATUS_OK;
}

/* Gives the terminal back. */
static void screen_leave(struct screen *screen)
{
	modes_end(screen);
	if (screen->terminal == NULL) {
		line_end(screen);
	} else if (!isendwin()) {
		curs_set(1);
		endwin();
	}
	rescue_disarm();
}

void screen_close(struct screen *screen)
{
	if (screen == NULL)
		return;
	screen_leave(screen);
	mem_set_death_hook(NULL);
	if (screen->terminal != NULL)
		delscreen(screen->terminal);
	input_clear(&screen->input);
	str_free(&screen->clean);
	style_end(screen);
	paint_end(screen);
	cells_free(&screen->cells);
	free(screen);
}

void screen_configure(struct screen *screen,
		      const struct screen_options *options)
{
	modes_end(screen);
	screen_take(screen, options);
	modes_begin(screen);
	if (screen->terminal == NULL)
		return;
	screen_set_style(screen);
	screen_clear(screen, true);
}

void screen_suspend(struct screen *screen)
{
	screen_leave(screen);
}

void screen_resume(struct screen *screen)
{
	modes_begin(screen);
	if (screen->terminal == NULL) {
		line_resume(screen);
	} else {
		doupdate();
		screen_set_modes(screen);
		screen->hard = true;
	}
	screen_resize(screen);
}

void screen_resize(struct screen *screen)
{
	struct winsize size = { 0 };
	int rows = screen->rows > 0 ? screen->rows : 24;
	int columns = screen->columns > 0 ? screen->columns : 80;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0) {
		rows = size.ws_row < MOST_ROWS ? size.ws_row : MOST_ROWS;
		columns =
			size.ws_col < MOST_COLUMNS ? size.ws_col : MOST_COLUMNS;
	}
	screen->rows = rows;
	screen->columns = columns;
	if (screen->terminal == NULL)
		return;
	if (size.ws_row > 0 && (rows != LINES || columns != COLS))
		resizeterm(rows, columns);
	screen->rows = LINES;
	screen->columns = COLS;
	cells_resize(&screen->cells, screen->rows, screen->columns);
}

int screen_rows(const struct screen *screen)
{
	return screen->rows;
}

int screen_columns(const struct screen *screen)
{
	return screen->columns;
}

bool screen_utf8(const struct screen *screen)
{
	return screen->utf8 && !screen->ascii;
}

static int64_t screen_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads what the terminal sent, waiting for it at most `wait` milliseconds;
 * false when there was nothing. */
static bool screen_read(struct screen *screen, int wait)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	char bytes[4096];
	ssize_t got;

	if (poll(&input, 1, wait) <= 0)
		return false;
	got = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (got > 0)
		input_feed(&screen->input, bytes, (size_t)got, screen_clock());
	else if (got == 0 || (errno != EINTR && errno != EAGAIN))
		screen->gone = true;
	return got > 0;
}

/* Waits for the rest of a sequence. */
static enum input_result screen_await(struct screen *screen, uint32_t *ret_key)
{
	enum input_result result = INPUT_MORE;
	struct input *input = &screen->input;

	while (result == INPUT_MORE &&
	       screen_read(screen, input->len - input->from == 1
					   ? WAIT_ESCAPE
					   : WAIT_SEQUENCE))
		result = input_next(input, false, ret_key);
	return result == INPUT_MORE ? input_next(input, true, ret_key) : result;
}

bool screen_key(struct screen *screen, uint32_t *ret_key)
{
	enum input_result result = input_next(&screen->input, false, ret_key);

	if (result == INPUT_NOTHING && !screen->heard) {
		screen->heard = true;
		if (screen_read(screen, 0))
			result = input_next(&screen->input, false, ret_key);
	}
	if (result == INPUT_MORE)
		result = screen_await(screen, ret_key);
	return result == INPUT_KEY;
}

bool screen_gone(const struct screen *screen)
{
	return screen->gone;
}

struct mouse screen_mouse(const struct screen *screen)
{
	return screen->input.mouse;
}

const char *screen_paste(const struct screen *screen)
{
	return str_text(&screen->input.paste);
}

void screen_clear(struct screen *screen, bool hard)
{
	if (screen->terminal == NULL)
		return;
	cells_erase(&screen->cells);
	if (hard)
		screen->hard = true;
}

void screen_cursor(struct screen *screen, int row, int col)
{
	int shown = row >= 0 && row < screen->rows && col >= 0 &&
		    col < screen->columns;

	if (screen->terminal == NULL)
		return;
	if (shown != screen->cursor)
		curs_set(shown);
	screen->cursor = shown;
	screen->cursor_row = row;
	screen->cursor_col = col;
}

void screen_flush(struct screen *screen)
{
	screen->heard = false;
	if (screen->terminal != NULL)
		paint_flush(screen);
}
