/* The names of keys. Names and numbers of special keys come from one list, so
 * that key_parse is the inverse of key_format. */

#include "tui/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

static const char *const special_names[] = {
#define X(name, text) text,
	KEY_SPECIALS(X)
#undef X
};

#define SPECIAL_COUNT (sizeof(special_names) / sizeof(special_names[0]))
#define SPECIAL_FIRST ((uint32_t)SPECIAL_NONE + 1)

const char *key_special_name(size_t i)
{
	if (i == 0)
		return "Space";
	return i <= SPECIAL_COUNT ? special_names[i - 1] : NULL;
}

static uint32_t key_of_name(size_t i)
{
	return i == 0 ? ' ' : SPECIAL_FIRST + (uint32_t)(i - 1);
}

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

/* Those that arrive as Backspace, Tab, Enter or Esc, and ^@, never arrive. */
static bool is_control_name(const char *name)
{
	return name[0] == '^' && name[1] >= 'A' && name[1] <= '_' &&
	       !strchr("HIJM[", name[1]);
}

bool key_parse(const char *name, uint32_t *ret_key)
{
	size_t len = strlen(name);
	uint32_t code;

	if (len == 2 && is_control_name(name)) {
		*ret_key = KEY_CONTROL(name[1]);
		return true;
	}
	for (size_t i = 0; key_special_name(i); i++) {
		if (strcmp(name, key_special_name(i)) == 0) {
			*ret_key = key_of_name(i);
			return true;
		}
	}
	if (len == 0 || utf8_decode(name, len, &code) != len || code <= ' ' ||
	    code == 0x7F || code == UTF8_REPLACEMENT)
		return false;
	*ret_key = code;
	return true;
}

static bool is_name_in_any_case(const char *word, uint32_t *ret_key)
{
	for (size_t i = 0; key_special_name(i); i++) {
		if (strcasecmp(word, key_special_name(i)) == 0) {
			*ret_key = key_of_name(i);
			return true;
		}
	}
	return false;
}

/* A name between < and >: in any case, or C-x for ^X. */
static bool parse_loose(const char *name, uint32_t *ret_key)
{
	char control[3] = "^";

	if (key_parse(name, ret_key) || is_name_in_any_case(name, ret_key))
		return true;
	if (*name == '^')
		name += 1;
	else if (strncasecmp(name, "C-", 2) == 0)
		name += 2;
	else
		return false;
	control[1] = (char)(name[0] & ~0x20);
	if (control[1] < 'A' || control[1] > 'Z' || name[1] != '\0')
		return false;
	return key_parse(control, ret_key);
}

/* Where the <NAME> at `at` ends, at its >; NULL when there is none. */
static const char *bracket_end(const char *at)
{
	return at[0] == '<' && at[1] != '\0' ? strchr(at + 2, '>') : NULL;
}

static bool parse_bracket(const char *at, const char *end, uint32_t *ret_key)
{
	char name[KEY_NAME_SIZE];
	size_t len = (size_t)(end - at - 1);

	if (len >= sizeof(name))
		return false;
	memcpy(name, at + 1, len);
	name[len] = '\0';
	return parse_loose(name, ret_key);
}

/* One key of several in a row; returns its bytes, 0 when it is none. */
static size_t parse_next(const char *at, uint32_t *ret_key)
{
	char name[5] = { 0 };
	const char *end = bracket_end(at);
	uint32_t code;
	size_t len;

	if (end)
		return parse_bracket(at, end, ret_key) ? (size_t)(end - at) + 1
						       : 0;
	if (is_control_name(at)) {
		*ret_key = KEY_CONTROL(at[1]);
		return 2;
	}
	len = utf8_decode(at, strlen(at), &code);
	memcpy(name, at, len < 4 ? len : 4);
	return key_parse(name, ret_key) ? len : 0;
}

/* Keys are put behind one another up to a limit. */
struct row {
	uint32_t *keys;
	size_t count;
	size_t most;
};

static bool parse_word(const char *word, struct row *row)
{
	uint32_t key;
	size_t len;

	if (key_parse(word, &key)) {
		if (row->count == row->most)
			return false;
		row->keys[row->count++] = key;
		return true;
	}
	if (is_name_in_any_case(word, &key))
		return false;
	for (; *word != '\0'; word += len) {
		len = row->count < row->most ? parse_next(word, &key) : 0;
		if (len == 0)
			return false;
		row->keys[row->count++] = key;
	}
	return true;
}

bool keys_parse(const char *text, size_t most, uint32_t *ret_keys,
		size_t *ret_count)
{
	struct row row = { .most = most };
	struct str word = STR_INIT;
	bool good = true;

	row.keys = ret_keys;
	text += strspn(text, " ");
	while (good && *text != '\0') {
		size_t len = strcspn(text, " ");

		str_clear(&word);
		str_add_n(&word, text, len);
		good = parse_word(str_text(&word), &row);
		text += len;
		text += strspn(text, " ");
	}
	str_free(&word);
	if (!good || row.count == 0)
		return false;
	*ret_count = row.count;
	return true;
}

/* A name that is one character and begins nothing is written as it is. */
static void format_one(uint32_t key, bool bare, struct str *out)
{
	char name[KEY_NAME_SIZE];

	key_format(key, name);
	if (bare && key != '<' && key != '^' && key != ' ' &&
	    key < (uint32_t)SPECIAL_NONE)
		str_add(out, name);
	else
		str_addf(out, "<%s>", name);
}

void keys_format(const uint32_t *keys, size_t count, struct str *out)
{
	char name[KEY_NAME_SIZE];
	struct str word = STR_INIT;
	uint32_t key;

	if (count == 1) {
		str_add(out, key_format(keys[0], name));
		return;
	}
	for (size_t i = 0; i < count; i++)
		format_one(keys[i], true, &word);
	if (count > 0 && is_name_in_any_case(str_text(&word), &key)) {
		str_clear(&word);
		format_one(keys[0], false, &word);
		for (size_t i = 1; i < count; i++)
			format_one(keys[i], true, &word);
	}
	str_add(out, str_text(&word));
	str_free(&word);
}
