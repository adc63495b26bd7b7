/* The terminal over curses. Nothing but this file sees curses.h, so that looks,
 * keys and sizes are the reader's own everywhere else.
 *
 * Text is drawn in two ways. Printable ASCII, which is most of it, is handed to
 * curses as it is. All else is decoded code point by code point, filtered and
 * measured, and handed over as wide characters. */

#include "tui/screen.h"

#include <curses.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/key.h"

/* This header makes macros of common words, so it comes last and the words
 * that are used here are taken back. */
#include <term.h>
#undef columns
#undef lines

/* Code points drawn at most in one call; no terminal is wider. */
#define SCREEN_MAX_CODES 4096

struct screen {
	SCREEN *terminal;
	bool utf8;
	bool titled; /* the window has our title */
	bool hard;   /* clear the terminal at the next flush */
	int rows;
	int columns;
	attr_t looks[LOOK_COUNT];
	short pairs[LOOK_COUNT];
	struct str clean; /* room of screen_text_n, kept between calls */
	wchar_t wide[SCREEN_MAX_CODES + 1];
};

/* The colours of the looks; -1 is the terminal's own. */
static const struct {
	enum look look;
	attr_t attributes;
	attr_t without_colour;
	short foreground;
	short background;
} look_table[] = {
	{LOOK_NORMAL,   A_NORMAL, A_NORMAL,  -1,           -1        },
	{ LOOK_BAR,     A_BOLD,   A_REVERSE, COLOR_WHITE,  COLOR_BLUE},
	{ LOOK_HEADING, A_BOLD,   A_BOLD,    COLOR_CYAN,   -1        },
	{ LOOK_DIM,     A_DIM,    A_DIM,     -1,           -1        },
	{ LOOK_BOLD,    A_BOLD,   A_BOLD,    -1,           -1        },
	{ LOOK_STAR,    A_BOLD,   A_BOLD,    COLOR_YELLOW, -1        },
	{ LOOK_UNREAD,  A_BOLD,   A_BOLD,    COLOR_GREEN,  -1        },
	{ LOOK_ERROR,   A_BOLD,   A_BOLD,    COLOR_RED,    -1        },
	{ LOOK_RULE,    A_DIM,    A_DIM,     -1,           -1        },
};

/* The hook of base/mem.h: memory is out and the terminal still ours. */
static void screen_die(void)
{
	if (!isendwin())
		endwin();
}

/* Terminals that take OSC 2. */
static bool screen_can_title(void)
{
	static const char *const names[] = { "xterm", "tmux",    "screen",
					     "rxvt",  "foot",    "alacritty",
					     "st-",   "konsole", "vte",
					     "gnome" };
	const char *term = termname();

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (term != NULL &&
		    strncmp(term, names[i], strlen(names[i])) == 0)
			return true;
	}
	return false;
}

/* The window's title: fixed text, and blank at the end. */
static void screen_title(struct screen *screen, const char *text)
{
	if (!screen->titled)
		return;
	fflush(stdout);
	dprintf(STDOUT_FILENO, "\033]2;%s\007", text);
}

static void screen_set_looks(struct screen *screen, bool colour)
{
	bool coloured = colour && has_colors() && start_color() == OK &&
			use_default_colors() == OK;
	short pair = 1;

	for (size_t i = 0; i < sizeof(look_table) / sizeof(look_table[0]);
	     i++) {
		enum look look = look_table[i].look;
		bool own = look_table[i].foreground >= 0;

		screen->looks[look] = coloured ? look_table[i].attributes
					       : look_table[i].without_colour;
		screen->pairs[look] = 0;
		if (!coloured || !own || pair >= COLOR_PAIRS)
			continue;
		init_pair(pair, look_table[i].foreground,
			  look_table[i].background);
		screen->pairs[look] = pair++;
	}
}

static void screen_set_modes(void)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	curs_set(0);
	set_escdelay(25);
}

/* True when terminfo knows TERM and the terminal can address its cursor. Asked
 * before curses starts, which keeps memory and may write when it fails. */
static bool screen_usable(void)
{
	const char *none = (const char *)-1;
	const char *move_to;
	const char *clear_all;
	int reason;

	if (setupterm(NULL, STDOUT_FILENO, &reason) != OK)
		return false;
	move_to = tigetstr("cup");
	clear_all = tigetstr("clear");
	del_curterm(cur_term);
	return move_to != NULL && move_to != none && clear_all != NULL &&
	       clear_all != none;
}

static enum status screen_refuse(struct error *err)
{
	return error_set(err, STATUS_USAGE, 0,
			 "this terminal cannot be used (TERM is missing or "
			 "names a terminal without a cursor): set TERM, or "
			 "use `arxday list` and `arxday show`");
}

enum status screen_open(bool colour, struct screen **ret, struct error *err)
{
	struct screen *screen;
	SCREEN *terminal;

	*ret = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(err, STATUS_USAGE, 0,
				 "the reader needs a terminal: use `arxday "
				 "list` or `arxday export` in a pipe");
	setlocale(LC_CTYPE, "");
	terminal = screen_usable() ? newterm(NULL, stdout, stdin) : NULL;
	if (terminal == NULL)
		return screen_refuse(err);
	screen = mem_zalloc(1, sizeof(*screen));
	screen->terminal = terminal;
	mem_set_death_hook(screen_die);
	screen->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	screen_set_modes();
	screen_set_looks(screen, colour);
	screen->titled = screen_can_title();
	screen_title(screen, "arxday");
	screen_resize(screen);
	*ret = screen;
	return STATUS_OK;
}

void screen_close(struct screen *screen)
{
	if (screen == NULL)
		return;
	screen_title(screen, "");
	if (!isendwin()) {
		curs_set(1);
		endwin();
	}
	mem_set_death_hook(NULL);
	delscreen(screen->terminal);
	str_free(&screen->clean);
	free(screen);
}

void screen_suspend(struct screen *screen)
{
	screen_title(screen, "");
	curs_set(1);
	endwin();
}

void screen_resume(struct screen *screen)
{
	screen_title(screen, "arxday");
	doupdate();
	screen_set_modes();
	screen_resize(screen);
	screen->hard = true;
}

void screen_resize(struct screen *screen)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0 && (size.ws_row != LINES || size.ws_col != COLS))
		resizeterm(size.ws_row, size.ws_col);
	screen->rows = LINES;
	screen->columns = COLS;
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
	return screen->utf8;
}

/* curses' numbers for special keys, and ours. */
static uint32_t key_of_curses(wint_t code)
{
	static const struct {
		wint_t curses;
		enum special_key key;
	} table[] = {
		{KEY_UP,         SPECIAL_UP       },
		{ KEY_DOWN,      SPECIAL_DOWN     },
		{ KEY_LEFT,      SPECIAL_LEFT     },
		{ KEY_RIGHT,     SPECIAL_RIGHT    },
		{ KEY_HOME,      SPECIAL_HOME     },
		{ KEY_END,       SPECIAL_END      },
		{ KEY_PPAGE,     SPECIAL_PAGE_UP  },
		{ KEY_NPAGE,     SPECIAL_PAGE_DOWN},
		{ KEY_DC,        SPECIAL_DELETE   },
		{ KEY_ENTER,     SPECIAL_ENTER    },
		{ KEY_BTAB,      SPECIAL_BACKTAB  },
		{ KEY_BACKSPACE, SPECIAL_BACKSPACE},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].curses == code)
			return (uint32_t)table[i].key;
	}
	if (code >= (wint_t)KEY_F(1) && code <= (wint_t)KEY_F(12))
		return (uint32_t)SPECIAL_F1 + (code - (wint_t)KEY_F(1));
	return (uint32_t)SPECIAL_NONE;
}

static uint32_t key_of_char(wint_t code)
{
	switch (code) {
	case '\r':
	case '\n':
		return (uint32_t)SPECIAL_ENTER;
	case '\t':
		return (uint32_t)SPECIAL_TAB;
	case 8:
	case 127:
		return (uint32_t)SPECIAL_BACKSPACE;
	case 27:
		return (uint32_t)SPECIAL_ESCAPE;
	case 0:
		return (uint32_t)SPECIAL_NONE;
	default:
		break;
	}
	if (code < ' ' || text_code_ok((uint32_t)code))
		return (uint32_t)code;
	return (uint32_t)SPECIAL_NONE;
}

bool screen_key(struct screen *screen, uint32_t *ret_key)
{
	wint_t code = 0;
	int kind = get_wch(&code);

	(void)screen;
	if (kind == ERR)
		return false;
	*ret_key =
		kind == KEY_CODE_YES ? key_of_curses(code) : key_of_char(code);
	return true;
}

static void screen_style(const struct screen *screen, unsigned style)
{
	unsigned look = style & 0xffu;
	attr_t attributes = screen->looks[look];

	if (style & STYLE_CURSOR)
		attributes = (attributes & ~(attr_t)A_DIM) ^ A_REVERSE;
	if (style & STYLE_MATCH)
		attributes |= A_UNDERLINE;
	attr_set(attributes, screen->pairs[look], NULL);
}

/* Clips a run of columns to the screen; false when nothing is left. */
static bool screen_clip(const struct screen *screen, int row, int col,
			int *columns)
{
	if (row < 0 || row >= screen->rows || col < 0 || col >= screen->columns)
		return false;
	if (*columns > screen->columns - col)
		*columns = screen->columns - col;
	return *columns > 0;
}

/* ASCII for a character that the locale cannot write. */
static wchar_t plain_char(uint32_t code)
{
	static const struct {
		uint32_t code;
		char plain;
	} table[] = {
		{0x2010,  '-' },
                { 0x2011, '-' },
                { 0x2012, '-' },
		{ 0x2013, '-' },
                { 0x2014, '-' },
                { 0x2015, '-' },
		{ 0x2018, '\''},
                { 0x2019, '\''},
                { 0x201c, '"' },
		{ 0x201d, '"' },
                { 0x2026, '>' },
                { 0x2022, '*' },
		{ 0x00b7, '-' },
                { 0x2605, '*' },
                { 0x25cf, 'o' },
		{ 0x2713, 'x' },
                { 0x2500, '-' },
                { 0x2502, '|' },
		{ 0x2593, '#' },
                { 0x2591, '.' },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].code == code)
			return table[i].plain;
	}
	return L'?';
}

/* The character that stands for a code point in this locale. */
static wchar_t local_char(const struct screen *screen, uint32_t code)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state;

	if (screen->utf8 || code < 0x80)
		return (wchar_t)code;
	memset(&state, 0, sizeof(state));
	if (wcwidth((wchar_t)code) > 0 &&
	    wcrtomb(bytes, (wchar_t)code, &state) != (size_t)-1)
		return (wchar_t)code;
	return plain_char(code);
}

/* Appends text[0..len) to *out without what may not be shown. */
static void screen_filter(const char *text, size_t len, struct str *out)
{
	while (len > 0) {
		uint32_t code;
		size_t taken = utf8_decode(text, len, &code);

		if (text_code_ok(code))
			str_add_n(out, text,
				  code == UTF8_REPLACEMENT ? 0 : taken);
		if (code == UTF8_REPLACEMENT)
			str_add_code(out, code);
		text += taken;
		len -= taken;
	}
}

/* Writes one cluster to wide[0..room); returns the characters written. Outside
 * of UTF-8 only the base is kept, in as many columns as were measured. */
static size_t screen_widen(const struct screen *screen, const char *cluster,
			   size_t len, int width, wchar_t *wide, size_t room)
{
	size_t count = 0;

	while (len > 0 && count < room) {
		uint32_t code;
		size_t taken = utf8_decode(cluster, len, &code);

		wide[count++] = local_char(screen, code);
		cluster += taken;
		len -= taken;
		if (!screen->utf8)
			break;
	}
	if (!screen->utf8 && width == 2 && count < room &&
	    wide[count - 1] < 0x80)
		wide[count++] = L' ';
	return count;
}

/* Draws filtered text; returns its columns. */
static int screen_add_wide(struct screen *screen, int columns, const char *text)
{
	int used = 0;
	size_t count = 0;

	while (count < SCREEN_MAX_CODES) {
		int width;
		size_t len = text_cluster(text, &width);

		if (len == 0 || used + width > columns)
			break;
		if (width > 0)
			count += screen_widen(screen, text, len, width,
					      screen->wide + count,
					      SCREEN_MAX_CODES - count);
		used += width;
		text += len;
	}
	addnwstr(screen->wide, (int)count);
	return used;
}

/* Printable ASCII at the beginning of text, at most len bytes. */
static size_t ascii_span(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && text[i] >= ' ' && text[i] <= '~')
		i++;
	return i;
}

int screen_text_n(struct screen *screen, struct slot slot, unsigned style,
		  const char *text, size_t len)
{
	int columns = slot.columns;
	int used;

	if (!screen_clip(screen, slot.row, slot.col, &columns))
		return 0;
	screen_style(screen, style);
	move(slot.row, slot.col);
	if (ascii_span(text, len) == len) {
		used = len < (size_t)columns ? (int)len : columns;
		addnstr(text, used);
	} else {
		str_clear(&screen->clean);
		screen_filter(text, len, &screen->clean);
		used = screen_add_wide(screen, columns,
				       str_text(&screen->clean));
	}
	if (used < columns)
		screen_blank(screen, slot.row, slot.col + used, columns - used,
			     style);
	return used;
}

int screen_text(struct screen *screen, int row, int col, int columns,
		unsigned style, const char *text)
{
	struct slot slot = { .row = row, .col = col, .columns = columns };

	return screen_text_n(screen, slot, style, text, strlen(text));
}

/* Fills with one character, which must be one column wide. */
static void screen_repeat(int columns, wchar_t what)
{
	cchar_t cell;
	wchar_t text[2] = { what, L'\0' };
	attr_t attributes;
	short pair;

	attr_get(&attributes, &pair, NULL);
	setcchar(&cell, text, attributes, pair, NULL);
	hline_set(&cell, columns);
}

void screen_blank(struct screen *screen, int row, int col, int columns,
		  unsigned style)
{
	if (!screen_clip(screen, row, col, &columns))
		return;
	screen_style(screen, style);
	move(row, col);
	screen_repeat(columns, L' ');
}

void screen_rule(struct screen *screen, int row, int col, int columns,
		 unsigned style)
{
	if (!screen_clip(screen, row, col, &columns))
		return;
	screen_style(screen, style);
	move(row, col);
	screen_repeat(columns, local_char(screen, 0x2500));
}

void screen_wall(struct screen *screen, int row, int col, int rows,
		 unsigned style)
{
	int one = 1;

	screen_style(screen, style);
	for (int i = row; i < row + rows; i++) {
		if (!screen_clip(screen, i, col, &one))
			continue;
		move(i, col);
		screen_repeat(1, local_char(screen, 0x2502));
	}
}

void screen_clear(struct screen *screen, bool hard)
{
	attr_set(A_NORMAL, 0, NULL);
	erase();
	if (hard)
		screen->hard = true;
}

void screen_cursor(struct screen *screen, int row, int col)
{
	if (row < 0 || row >= screen->rows || col < 0 ||
	    col >= screen->columns) {
		curs_set(0);
		return;
	}
	curs_set(1);
	move(row, col);
}

void screen_flush(struct screen *screen)
{
	if (screen->hard)
		clearok(stdscr, TRUE);
	screen->hard = false;
	refresh();
}
