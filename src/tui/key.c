/* The names of keys. Names and numbers of special keys come from one list, so
 * that key_parse is the inverse of key_format. */

#include "tui/key.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static const char *const special_names[] = {
#define X(name, text) text,
	KEY_SPECIALS(X)
#undef X
};

#define SPECIAL_COUNT (sizeof(special_names) / sizeof(special_names[0]))
#define SPECIAL_FIRST ((uint32_t)SPECIAL_NONE + 1)

const char *key_format(uint32_t key, char out[KEY_NAME_SIZE])
{
	if (key == ' ') {
		snprintf(out, KEY_NAME_SIZE, "Space");
	} else if (key < ' ') {
		snprintf(out, KEY_NAME_SIZE, "^%c", (int)(key + '@'));
	} else if (key >= SPECIAL_FIRST &&
		   key - SPECIAL_FIRST < SPECIAL_COUNT) {
		snprintf(out, KEY_NAME_SIZE, "%s",
			 special_names[key - SPECIAL_FIRST]);
	} else if (key >= (uint32_t)SPECIAL_NONE) {
		out[0] = '\0';
	} else {
		out[utf8_encode(key, out)] = '\0';
	}
	return out;
}

bool key_parse(const char *name, uint32_t *ret_key)
{
	size_t len = strlen(name);
	uint32_t code;

	if (strcmp(name, "Space") == 0) {
		*ret_key = ' ';
		return true;
	}
	if (len == 2 && name[0] == '^' && name[1] >= 'A' && name[1] <= '_') {
		*ret_key = KEY_CONTROL(name[1]);
		return true;
	}
	for (size_t i = 0; i < SPECIAL_COUNT; i++) {
		if (strcmp(name, special_names[i]) == 0) {
			*ret_key = SPECIAL_FIRST + (uint32_t)i;
			return true;
		}
	}
	if (len == 0 || utf8_decode(name, len, &code) != len || code <= ' ' ||
	    code == UTF8_REPLACEMENT)
		return false;
	*ret_key = code;
	return true;
}
