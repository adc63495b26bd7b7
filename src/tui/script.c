/* Scripts: from text to keys. */

#include "tui/script.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/words.h"
#include "tui/key.h"

static void script_add(struct script *script, uint32_t key, bool joined)
{
	script->keys = mem_grow(script->keys, &script->room, script->count + 1,
				sizeof(script->keys[0]));
	script->keys[script->count++] =
		(struct script_key){ .key = key, .joined = joined };
}

static void script_type(struct script *script, const char *text)
{
	size_t len = strlen(text);
	uint32_t code;

	for (size_t at = 0; at < len;) {
		bool joined = at > 0;

		at += utf8_decode(text + at, len - at, &code);
		script_add(script, code, joined);
	}
}

/* False when a bare word names no keys. */
static bool script_word(struct script *script, const struct word *word)
{
	size_t most = strlen(word->text);
	uint32_t *keys;
	size_t count;
	bool good;

	if (word->quoted) {
		script_type(script, word->text);
		return true;
	}
	keys = mem_zalloc(most + 1, sizeof(keys[0]));
	good = keys_parse(word->text, most, keys, &count);
	for (size_t i = 0; good && i < count; i++)
		script_add(script, keys[i], i > 0);
	free(keys);
	return good;
}

/* The fault of a line: static, with its byte; NULL when there is none. */
static const char *script_line(struct script *script, const char *text,
			       size_t len, size_t *ret_at)
{
	struct words words;
	const char *fault = NULL;

	words_split(text, len, &words);
	for (size_t i = 0; fault == NULL && i < words.count; i++) {
		*ret_at = words.items[i].start;
		if (!script_word(script, &words.items[i]))
			fault = "expected keys, or text in quotes";
	}
	if (fault == NULL && words.fault != NULL) {
		fault = words.fault;
		*ret_at = words.fault_at;
	}
	words_free(&words);
	return fault;
}

enum status script_parse(const char *name, const char *text, size_t len,
			 struct script *ret, struct error *err)
{
	const char *next = text;
	const char *end = text + len;

	*ret = (struct script){ 0 };
	for (unsigned number = 1; next < end; number++) {
		const char *stop = memchr(next, '\n', (size_t)(end - next));
		const char *last = stop != NULL ? stop : end;
		size_t at = 0;
		const char *fault =
			script_line(ret, next, (size_t)(last - next), &at);

		if (fault != NULL) {
			script_clear(ret);
			return error_set(err, STATUS_USAGE, 0, "%s:%u:%u: %s",
					 name, number, words_column(next, at),
					 fault);
		}
		next = stop != NULL ? stop + 1 : end;
	}
	return STATUS_OK;
}

enum status script_read(const char *path, struct script *ret, struct error *err)
{
	struct str text;
	enum status status = file_read(path, SCRIPT_MAX_BYTES, &text, err);

	*ret = (struct script){ 0 };
	if (status == STATUS_OK)
		status =
			script_parse(path, str_text(&text), text.len, ret, err);
	str_free(&text);
	return status;
}

void script_clear(struct script *script)
{
	free(script->keys);
	*script = (struct script){ 0 };
}
