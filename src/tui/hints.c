/* Hints. */

#include "tui/hints.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

void hints_key(const struct keymap *keymap, enum action action, struct str *out)
{
	struct str keys = STR_INIT;
	const char *key;
	size_t len;

	keymap_keys(keymap, action, &keys);
	key = str_text(&keys);
	len = strcspn(key, " ");
	for (size_t i = 0; i < len; i++)
		str_add_char(out, len > 2 ? (char)tolower((unsigned char)key[i])
					  : key[i]);
	str_free(&keys);
}

/* Appends one hint; false when its action has no key. */
static bool hint_add(const struct keymap *keymap, const struct hint *hint,
		     struct str *out)
{
	size_t before = out->len;

	hints_key(keymap, hint->action, out);
	if (out->len == before)
		return false;
	if (hint->other != ACTION_NONE) {
		str_add(out, hint->between);
		hints_key(keymap, hint->other, out);
	}
	str_addf(out, " %s", hint->word);
	return true;
}

void hints_add(const struct keymap *keymap, const struct hint *hints,
	       size_t count, int columns, struct str *out)
{
	for (size_t i = 0; i < count; i++) {
		size_t before = out->len;

		str_add(out, out->len == 0 ? " " : "  ");
		if (!hint_add(keymap, &hints[i], out) ||
		    text_columns(str_text(out), out->len) > columns)
			str_cut(out, before);
	}
}
