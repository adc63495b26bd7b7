/* Names of tags and where they are used. A name of the file that is none of
 * ours is passed over: the file may hold anything. */
#include "library/tag.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "library/db.h"

bool tag_is_name(const char *name)
{
	size_t len = name != NULL ? strlen(name) : 0;

	if (len == 0 || len > TAG_MAX || !text_is_clean(name, len))
		return false;
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t taken = utf8_decode(name + at, len - at, &code);
		bool sign = code < 0x80 && strchr("-_./:", (int)code) != NULL;

		if (!text_code_is_word(code) && (at == 0 || !sign) &&
		    (at == 0 || !text_code_is_mark(code)))
			return false;
		at += taken;
	}
	return true;
}

enum status tag_check(const char *name, struct error *err)
{
	if (tag_is_name(name))
		return STATUS_OK;
	return error_set(err, STATUS_USAGE, 0,
			 "'%.80s' is no name of a tag: letters and digits, "
			 "and behind the first one also - _ . / :, at most %d "
			 "bytes",
			 name, TAG_MAX);
}

enum status tags_of_paper(struct library *library, paper_key key, char **ret,
			  struct error *err)
{
	struct str tags = STR_INIT;
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_TAG_LIST, &stmt);
	stmt_set_int(&stmt, 1, key);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		const char *name = stmt_text(&stmt, 0);

		if (!tag_is_name(name))
			continue;
		if (tags.len > 0)
			str_add_char(&tags, '\n');
		str_add(&tags, name);
	}
	if (status != STATUS_DONE) {
		str_free(&tags);
		return status;
	}
	*ret = tags.len > 0 ? str_take(&tags) : NULL;
	return STATUS_OK;
}

/* The use at which a statement stands. */
static void read_use(const struct stmt *stmt, const char *name,
		     struct tag_use *ret)
{
	ret->papers = (size_t)stmt_int(stmt, 1);
	ret->last = stmt_int(stmt, 2);
	memcpy(ret->name, name, strlen(name) + 1);
}

enum status tags_load(struct library *library, struct tag_use **ret_uses,
		      size_t *ret_count, struct error *err)
{
	struct tag_use *uses = NULL;
	size_t count = 0, room = 0;
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_TAG_USES, &stmt);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		const char *name = stmt_text(&stmt, 0);

		if (!tag_is_name(name))
			continue;
		uses = mem_grow(uses, &room, count + 1, sizeof(*uses));
		read_use(&stmt, name, &uses[count++]);
	}
	if (status != STATUS_DONE) {
		free(uses);
		return status;
	}
	*ret_uses = uses;
	*ret_count = count;
	return STATUS_OK;
}
