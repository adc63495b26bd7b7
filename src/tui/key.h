#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Keys as numbers: a Unicode code point for what types a character, 1..26 for
 * Control with a letter, and the numbers below for the rest. What a terminal
 * cannot tell apart has one number: ^M and ^J are Enter, ^I is Tab, ^H and DEL
 * are Backspace, ^[ is Esc. */
#define KEY_SPECIALS(X)           \
	X(UP, "Up")               \
	X(DOWN, "Down")           \
	X(LEFT, "Left")           \
	X(RIGHT, "Right")         \
	X(HOME, "Home")           \
	X(END, "End")             \
	X(PAGE_UP, "PgUp")        \
	X(PAGE_DOWN, "PgDn")      \
	X(DELETE, "Del")          \
	X(ENTER, "Enter")         \
	X(TAB, "Tab")             \
	X(BACKTAB, "S-Tab")       \
	X(BACKSPACE, "Backspace") \
	X(ESCAPE, "Esc")          \
	X(F1, "F1")               \
	X(F2, "F2")               \
	X(F3, "F3")               \
	X(F4, "F4")               \
	X(F5, "F5")               \
	X(F6, "F6")               \
	X(F7, "F7")               \
	X(F8, "F8")               \
	X(F9, "F9")               \
	X(F10, "F10")             \
	X(F11, "F11")             \
	X(F12, "F12")

enum special_key {
	SPECIAL_NONE = 0x110000, /* a key that means nothing here */
#define X(name, text) SPECIAL_##name,
	KEY_SPECIALS(X)
#undef X
	/* Events that come like keys; no key can be bound to them. */
	SPECIAL_MOUSE, /* screen_mouse() tells which */
	SPECIAL_PASTE  /* screen_paste() has the text */
};

/* The number of Control with a letter. */
#define KEY_CONTROL(letter) ((uint32_t)(letter)&0x1f)

/* Bytes for the name of any key, NUL included. */
#define KEY_NAME_SIZE 12

/* Writes the name of a key: "j", "^D", "Space", "PgDn". Returns out. */
const char *key_format(uint32_t key, char out[KEY_NAME_SIZE]);

/* The key of a name as key_format writes it; false when it is none. What a
 * terminal sends for another key ("^M", "^I") is none. */
bool key_parse(const char *name, uint32_t *ret_key);

/* The i-th name that is more than one character: "Space", "Up", ...; NULL
 * behind the last. */
const char *key_special_name(size_t i);

/* Keys in a row: words apart by blanks, each one key by its name ("j", "^D",
 * "PgDn") or several in a row, characters, ^X and <NAME>s ("yi", "g<Home>",
 * "^Xs"). Between < and > names may be in any case, and ^X may be C-x; "<<>" is
 * a < and "<^>" a ^ where they would begin a name. A word that is the name of a key in another
 * case ("tab") is refused, since it would be three keys. False too when there
 * are more than `most` keys, or none. */
bool keys_parse(const char *text, size_t most, uint32_t *ret_keys,
		size_t *ret_count);

/* Appends keys as one word that keys_parse reads back. */
void keys_format(const uint32_t *keys, size_t count, struct str *out);

#endif
