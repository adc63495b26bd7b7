#ifndef TUI_SCREEN_STATE_H
#define TUI_SCREEN_STATE_H

#include <curses.h>
#include <stdbool.h>
#include <termios.h>
#include <wchar.h>

#include "base/str.h"
#include "tui/screen_input.h"
#include "tui/theme.h"

/* The state of the screen, shared by screen*.c and nobody else. */

/* Code points drawn at most in one call; no terminal is wider. */
#define SCREEN_MAX_CODES 4096

/* Looks that are laid over others, as bits of a number. */
#define OVERLAY_COUNT 32

/* Pairs of colours at most; few terminals have fewer. */
#define SCREEN_MAX_PAIRS 256

/* A look with its overlays, in curses' terms. */
struct screen_face {
	bool known;
	attr_t attributes;
	int pair;
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
	int cursor;   /* what curs_set() was told last */
	long colours; /* what the description of the terminal says */
	bool direct;  /* they are numbers of rgb */
	enum depth wish;
	enum depth depth;
	struct theme theme;
	struct screen_face faces[LOOK_COUNT][OVERLAY_COUNT];
	struct {
		int text;
		int ground;
	} pairs[SCREEN_MAX_PAIRS];
	int pair_count;
	struct input input;
	struct termios modes; /* linear: as they were */
	struct str clean;     /* room of what is drawn, kept between calls */
	wchar_t wide[SCREEN_MAX_CODES + 1];
	cchar_t cells[SCREEN_MAX_CODES];
};

#endif
