/* The bytes of the terminal. They are gathered in one buffer, from which one
 * event after another is taken; each look at it begins where the last event
 * ended, so that nothing has to be remembered of a half sequence.
 *
 * Pastes and answers to questions are the exception: they may be longer than
 * any buffer, so their bytes are used up as they come. */

#include "tui/screen_input.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/key.h"

#define ESC 27

/* A sequence is not longer than this; what is, is no sequence. */
#define SEQUENCE_MAX 64

static const char paste_begin[] = "\033[200~";
static const char paste_end[] = "\033[201~";

#define PASTE_MARK (sizeof(paste_end) - 1)

/* What nearly all terminals send, whatever their description says. */
static const struct input_key usual_keys[] = {
	{"\033[A",    SPECIAL_UP       },
        { "\033OA",   SPECIAL_UP       },
	{ "\033[B",   SPECIAL_DOWN     },
        { "\033OB",   SPECIAL_DOWN     },
	{ "\033[C",   SPECIAL_RIGHT    },
        { "\033OC",   SPECIAL_RIGHT    },
	{ "\033[D",   SPECIAL_LEFT     },
        { "\033OD",   SPECIAL_LEFT     },
	{ "\033[H",   SPECIAL_HOME     },
        { "\033OH",   SPECIAL_HOME     },
	{ "\033[1~",  SPECIAL_HOME     },
        { "\033[7~",  SPECIAL_HOME     },
	{ "\033[F",   SPECIAL_END      },
        { "\033OF",   SPECIAL_END      },
	{ "\033[4~",  SPECIAL_END      },
        { "\033[8~",  SPECIAL_END      },
	{ "\033[3~",  SPECIAL_DELETE   },
        { "\033[5~",  SPECIAL_PAGE_UP  },
	{ "\033[6~",  SPECIAL_PAGE_DOWN},
        { "\033[Z",   SPECIAL_BACKTAB  },
	{ "\033OM",   SPECIAL_ENTER    },
        { "\033OP",   SPECIAL_F1       },
	{ "\033OQ",   SPECIAL_F2       },
        { "\033OR",   SPECIAL_F3       },
	{ "\033OS",   SPECIAL_F4       },
        { "\033[[A",  SPECIAL_F1       },
	{ "\033[[B",  SPECIAL_F2       },
        { "\033[[C",  SPECIAL_F3       },
	{ "\033[[D",  SPECIAL_F4       },
        { "\033[[E",  SPECIAL_F5       },
	{ "\033[11~", SPECIAL_F1       },
        { "\033[12~", SPECIAL_F2       },
	{ "\033[13~", SPECIAL_F3       },
        { "\033[14~", SPECIAL_F4       },
	{ "\033[15~", SPECIAL_F5       },
        { "\033[17~", SPECIAL_F6       },
	{ "\033[18~", SPECIAL_F7       },
        { "\033[19~", SPECIAL_F8       },
	{ "\033[20~", SPECIAL_F9       },
        { "\033[21~", SPECIAL_F10      },
	{ "\033[23~", SPECIAL_F11      },
        { "\033[24~", SPECIAL_F12      },
};

/* One look at the bytes that are left. */
struct look_at {
	const char *bytes;
	size_t len;
	bool whole;
};

void input_init(struct input *input, bool utf8)
{
	*input = (struct input){ .utf8 = utf8, .pressed = INT64_MIN / 2 };
	input->paste = STR_CAPPED(INPUT_PASTE_MAX);
}

void input_clear(struct input *input)
{
	str_free(&input->paste);
	free(input->bytes);
	input->bytes = NULL;
	input->from = input->len = input->room = 0;
}

void input_tell(struct input *input, const char *bytes, uint32_t key)
{
	if (bytes == NULL || bytes == (const char *)-1 || bytes[0] != ESC ||
	    bytes[1] == '\0' || input->key_count == INPUT_KEYS)
		return;
	input->keys[input->key_count].bytes = bytes;
	input->keys[input->key_count++].key = key;
}

/* The code point of one byte in a locale that is not UTF-8; 0 for none. */
static uint32_t byte_code(char byte)
{
	mbstate_t state;
	wchar_t wide;

	memset(&state, 0, sizeof(state));
	if (mbrtowc(&wide, &byte, 1, &state) != 1)
		return 0;
	return (uint32_t)wide;
}

/* Cuts off a character at the end of which bytes are missing. */
static void paste_trim(struct str *text)
{
	size_t at = text->len;

	for (int i = 0; i < 3 && at > 0; i++) {
		if ((text->data[--at] & 0xc0) != 0x80)
			break;
	}
	if (!utf8_valid(str_text(text) + at, text->len - at))
		str_cut(text, at);
}

/* What was pasted as UTF-8, without marks of a paste inside of it. */
static void paste_decode(const struct input *input, struct str *out)
{
	const char *text = str_text(&input->paste);
	size_t len = input->paste.len;

	for (size_t i = 0; i < len; i++) {
		if (len - i >= PASTE_MARK &&
		    memcmp(text + i, paste_begin, PASTE_MARK) == 0)
			i += PASTE_MARK - 1;
		else if (input->utf8)
			str_add_char(out, text[i]);
		else
			str_add_code(out, byte_code(text[i]));
	}
}

/* The paste is over: one line of clean text is left of it. */
static void paste_finish(struct input *input)
{
	struct str raw = STR_INIT;
	struct str clean = STR_INIT;

	if (input->utf8 && input->paste.cut)
		paste_trim(&input->paste);
	paste_decode(input, &raw);
	text_clean(str_text(&raw), raw.len, &clean);
	str_clear(&input->paste);
	str_add_n(&input->paste, str_text(&clean), clean.len);
	if (input->paste.cut)
		paste_trim(&input->paste);
	str_free(&raw);
	str_free(&clean);
	input->state = INPUT_GROUND;
	input->stale = false;
}

void input_feed(struct input *input, const char *bytes, size_t len, int64_t now)
{
	size_t left = input->len - input->from;
	bool late = now - input->last > INPUT_PATIENCE;

	if (late && input->state == INPUT_ANSWER)
		input->state = INPUT_GROUND;
	if (late && input->state == INPUT_PASTE) {
		str_add_n(&input->paste, input->bytes + input->from, left);
		left = 0;
		input->stale = true;
	}
	input->last = now;
	if (left > 0 && input->from > 0)
		memmove(input->bytes, input->bytes + input->from, left);
	input->from = 0;
	input->bytes = mem_grow(input->bytes, &input->room, left + len + 1, 1);
	memcpy(input->bytes + left, bytes, len);
	input->len = left + len;
}

/* Uses up bytes, which gave this key. */
static enum input_result take(struct input *input, size_t len, uint32_t key,
			      uint32_t *ret_key)
{
	input->from += len;
	*ret_key = key;
	return INPUT_KEY;
}

/* The first place of a mark in the bytes that are left, their end when it is
 * not among them; then *ret_part is how many of the last bytes may begin it. */
static size_t find_mark(const struct look_at *at, const char *mark, size_t size,
			size_t *ret_part)
{
	*ret_part = 0;
	for (size_t i = 0; i < at->len; i++) {
		size_t rest = at->len - i < size ? at->len - i : size;

		if (memcmp(at->bytes + i, mark, rest) != 0)
			continue;
		if (rest == size)
			return i;
		*ret_part = rest;
		return at->len;
	}
	return at->len;
}

static enum input_result
next_of_paste(struct input *input, const struct look_at *at, uint32_t *ret_key)
{
	size_t part = 0;
	size_t end;

	if (input->stale) {
		paste_finish(input);
		return take(input, 0, SPECIAL_PASTE, ret_key);
	}
	end = find_mark(at, paste_end, PASTE_MARK, &part);
	str_add_n(&input->paste, at->bytes, end - part);
	input->from += end - part;
	if (end == at->len)
		return INPUT_NOTHING;
	paste_finish(input);
	return take(input, PASTE_MARK, SPECIAL_PASTE, ret_key);
}

/* Drops the bytes of an answer; BEL or ESC \ end it. */
static enum input_result
next_of_answer(struct input *input, const struct look_at *at, uint32_t *ret_key)
{
	for (size_t i = 0; i < at->len; i++) {
		size_t end = at->bytes[i] == 7 ? 1 : 0;

		if (at->bytes[i] == ESC && i + 1 == at->len) {
			input->from += i;
			return INPUT_NOTHING;
		}
		if (at->bytes[i] == ESC && at->bytes[i + 1] == '\\')
			end = 2;
		if (end > 0) {
			input->state = INPUT_GROUND;
			return take(input, i + end, SPECIAL_NONE, ret_key);
		}
	}
	input->from = input->len;
	return INPUT_NOTHING;
}

/* A number of a mouse sequence and what ends it; false when there is none. */
static bool mouse_number(const char **text, int *ret)
{
	int value = 0;
	const char *at = *text;

	if (*at < '0' || *at > '9')
		return false;
	for (; *at >= '0' && *at <= '9'; at++)
		value = value > 9999 ? value : value * 10 + (*at - '0');
	*ret = value;
	*text = at + 1;
	return true;
}

/* Keeps an event of the mouse; false when it is none of ours: moves, releases,
 * other buttons and those with Control, Alt or Shift. */
static bool mouse_event(struct input *input, int button, int col, int row)
{
	struct mouse mouse = { .row = row - 1, .col = col - 1 };
	bool again;

	if (row < 1 || col < 1)
		return false;
	if (button == 64 || button == 65) {
		mouse.what = button == 64 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
		input->mouse = mouse;
		return true;
	}
	if (button != 0)
		return false;
	again = input->last - input->pressed <= INPUT_DOUBLE &&
		input->mouse.what == MOUSE_PRESS &&
		input->mouse.row == mouse.row && input->mouse.col == mouse.col;
	mouse.what = again ? MOUSE_DOUBLE : MOUSE_PRESS;
	input->mouse = mouse;
	input->pressed = input->last;
	return true;
}

/* ESC [ < button ; column ; row M, of len bytes. */
static enum input_result take_mouse(struct input *input,
				    const struct look_at *at, size_t len,
				    uint32_t *ret_key)
{
	const char *text = at->bytes + 3;
	int button;
	int col;
	int row;
	bool ours = mouse_number(&text, &button) && text[-1] == ';' &&
		    mouse_number(&text, &col) && text[-1] == ';' &&
		    mouse_number(&text, &row) && text == at->bytes + len &&
		    at->bytes[len - 1] == 'M' &&
		    mouse_event(input, button, col, row);

	return take(input, len, ours ? SPECIAL_MOUSE : SPECIAL_NONE, ret_key);
}

/* What begins a paste or an answer goes on with what follows it: one step
 * deeper, where neither begins again. NOLINTBEGIN(misc-no-recursion) */

/* A whole ESC [ ... sequence of len bytes that is no key. */
static enum input_result take_control(struct input *input,
				      const struct look_at *at, size_t len,
				      uint32_t *ret_key)
{
	if (len == PASTE_MARK && memcmp(at->bytes, paste_begin, len) == 0) {
		input->from += len;
		input->state = INPUT_PASTE;
		str_clear(&input->paste);
		return input_next(input, at->whole, ret_key);
	}
	if (at->bytes[2] == '<')
		return take_mouse(input, at, len, ret_key);
	return take(input, len, SPECIAL_NONE, ret_key);
}

/* Bytes that follow the final one: three of an old mouse, one of the keys of
 * Linux's console. */
static size_t control_extra(const struct look_at *at, size_t len)
{
	if (len == 3 && at->bytes[2] == 'M')
		return 3;
	return len == 3 && at->bytes[2] == '[' ? 1 : 0;
}

static enum input_result
next_control(struct input *input, const struct look_at *at, uint32_t *ret_key)
{
	size_t i = 2;

	while (i < at->len && i < SEQUENCE_MAX && at->bytes[i] >= ' ' &&
	       at->bytes[i] < '@')
		i++;
	if (i < at->len && i < SEQUENCE_MAX && at->bytes[i] >= '@' &&
	    at->bytes[i] <= '~') {
		i += 1 + control_extra(at, i + 1);
		if (i <= at->len)
			return take_control(input, at, i, ret_key);
	}
	if (i >= at->len && !at->whole)
		return INPUT_MORE;
	if (i == 2)
		return take(input, 1, SPECIAL_ESCAPE, ret_key);
	return take(input, i < at->len ? i : at->len, SPECIAL_NONE, ret_key);
}

/* ESC O and a letter, perhaps with a digit between. */
static enum input_result
next_single(struct input *input, const struct look_at *at, uint32_t *ret_key)
{
	size_t i = 2;

	while (i < at->len && i < 4 && at->bytes[i] >= '0' &&
	       at->bytes[i] <= '9')
		i++;
	if (i == at->len && !at->whole)
		return INPUT_MORE;
	if (i < at->len && at->bytes[i] >= '@' && at->bytes[i] <= '~')
		return take(input, i + 1, SPECIAL_NONE, ret_key);
	return take(input, 1, SPECIAL_ESCAPE, ret_key);
}

/* ESC ] or ESC P: the answer to a question, when what follows looks like it. */
static enum input_result
next_string(struct input *input, const struct look_at *at, uint32_t *ret_key)
{
	const char *after =
		at->bytes[1] == ']' ? "0123456789lL" : "0123456789!$+=>?|";

	if (at->len == 2 && !at->whole)
		return INPUT_MORE;
	if (at->len == 2 || at->bytes[2] == '\0' ||
	    strchr(after, at->bytes[2]) == NULL)
		return take(input, 1, SPECIAL_ESCAPE, ret_key);
	input->from += 2;
	input->state = INPUT_ANSWER;
	return input_next(input, at->whole, ret_key);
}

/* True when the bytes begin with a key. */
static bool is_key(const struct input_key *key, const struct look_at *at)
{
	size_t len = strlen(key->bytes);

	return len <= at->len && memcmp(key->bytes, at->bytes, len) == 0;
}

/* The key that the bytes begin with, NULL when there is none. */
static const struct input_key *find_key(const struct input *input,
					const struct look_at *at)
{
	for (size_t i = 0; i < input->key_count; i++) {
		if (is_key(&input->keys[i], at))
			return &input->keys[i];
	}
	for (size_t i = 0; i < sizeof(usual_keys) / sizeof(usual_keys[0]);
	     i++) {
		if (is_key(&usual_keys[i], at))
			return &usual_keys[i];
	}
	return NULL;
}

static enum input_result
next_escape(struct input *input, const struct look_at *at, uint32_t *ret_key)
{
	const struct input_key *key = find_key(input, at);

	if (key != NULL)
		return take(input, strlen(key->bytes), key->key, ret_key);
	if (at->len == 1 && !at->whole)
		return INPUT_MORE;
	switch (at->len > 1 ? at->bytes[1] : '\0') {
	case '[':
		return next_control(input, at, ret_key);
	case 'O':
		return next_single(input, at, ret_key);
	case ']':
	case 'P':
		return next_string(input, at, ret_key);
	default:
		return take(input, 1, SPECIAL_ESCAPE, ret_key);
	}
}

static uint32_t key_of_code(uint32_t code)
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
	case 0:
	case UTF8_REPLACEMENT:
		return (uint32_t)SPECIAL_NONE;
	default:
		break;
	}
	if (code < ' ' || text_code_ok(code))
		return code;
	return (uint32_t)SPECIAL_NONE;
}

static enum input_result
next_character(struct input *input, const struct look_at *at, uint32_t *ret_key)
{
	uint32_t code;
	size_t taken;

	if (!input->utf8)
		return take(input, 1, key_of_code(byte_code(at->bytes[0])),
			    ret_key);
	taken = utf8_decode(at->bytes, at->len, &code);
	if (code == UTF8_REPLACEMENT && taken == at->len && taken < 4 &&
	    (unsigned char)at->bytes[0] >= 0xc2 &&
	    (unsigned char)at->bytes[0] <= 0xf4 && !at->whole)
		return INPUT_MORE;
	return take(input, taken, key_of_code(code), ret_key);
}

enum input_result input_next(struct input *input, bool whole, uint32_t *ret_key)
{
	struct look_at at = { .len = input->len - input->from, .whole = whole };

	if (at.len == 0 && !input->stale)
		return INPUT_NOTHING;
	at.bytes = input->bytes + input->from;
	if (input->state == INPUT_PASTE)
		return next_of_paste(input, &at, ret_key);
	if (input->state == INPUT_ANSWER)
		return next_of_answer(input, &at, ret_key);
	if (at.bytes[0] == ESC)
		return next_escape(input, &at, ret_key);
	return next_character(input, &at, ret_key);
}

/* NOLINTEND(misc-no-recursion) */
