#ifndef TUI_SCREEN_STATE_H
#define TUI_SCREEN_STATE_H

#include <curses.h>
#include <stdbool.h>
#include <termios.h>

#include "base/str.h"
#include "tui/screen_cells.h"
#include "tui/screen_input.h"
#include "tui/theme.h"

/* The state of the screen, shared by screen*.c and nobody else. */

/* Code points drawn at most in one call; no terminal is wider. */
#define SCREEN_MAX_CODES 4096

/* What can be added to a look, as bits of a number. */
#define STYLE_BITS 256

/* Pens at most: more kinds of text than a screen shows. */
#define SCREEN_MAX_PENS 4096

/* How cells are written. Pen 0 is the terminal's default. */
struct screen_pen {
	unsigned attributes; /* FACE_ bits */
	int text;            /* colours; -1 the terminal's own */
	int ground;
	bool erases;    /* a blank shows nothing but the ground */
	uint16_t blank; /* the pen of blanks of the same ground */
	struct str on;  /* turns it on where pen 0 is */
};

/* The words in which the terminal is written to; NULL: it has none for it. */
struct paint {
	const char *place;
	const char *clear;
	const char *erase;
	const char *erase_some;
	const char *region;
	const char *up;
	const char *down;
	bool ansi;        /* `place` is that of ANSI */
	bool right;       /* it can go right, as ANSI says */
	bool back_colour; /* erasing leaves the ground of the pen */
	bool corner;      /* its last cell can be written */
	int row;          /* of its cursor, -1 unknown */
	int col;
	unsigned pen;
	struct str out;
};

struct screen {
	SCREEN *terminal; /* NULL: linear, curses is not used */
	bool utf8;        /* of the locale */
	bool ascii;       /* nothing but ASCII is shown */
	bool gone;        /* the terminal's other end is closed */
	bool heard;       /* bytes were read since the last flush */
	bool hard;        /* clear the terminal at the next flush */
	bool modern;      /* it takes titles and the modes of xterm */
	bool italic;      /* it can show italics */
	bool title;       /* the options: the window has our title, */
	bool mouse;       /* and the mouse is ours */
	int rows;
	int columns;
	int cursor; /* what curs_set() was told last */
	int cursor_row;
	int cursor_col;
	long colours; /* what the description of the terminal says */
	bool direct;  /* they are numbers of rgb */
	enum depth wish;
	enum depth depth;
	struct theme theme;
	uint16_t styles[LOOK_COUNT][STYLE_BITS]; /* pen + 1, 0 unknown */
	struct screen_pen *pens;
	size_t pen_count;
	size_t pen_room;
	struct str reset; /* brings pen 0 back */
	unsigned without; /* FACE_ bits that do not go with colours */
	struct cells cells;
	struct paint paint;
	struct input input;
	struct termios modes; /* linear: as they were */
	struct str clean;     /* room of what is drawn, kept between calls */
};

#endif
