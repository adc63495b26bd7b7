/* What changes about a paper: events with the day they were seen, and the
 * texts of former versions. */
#include "library/event.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex.h"
#include "base/str.h"
#include "library/codes.h"
#include "library/db.h"

enum status event_add(struct library *library, const struct ident *paper,
		      enum event_kind kind, day_t day, const char *value,
		      struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_EVENT_ADD, &stmt);
	stmt_set_int(&stmt, 1, paper->key);
	stmt_set_int(&stmt, 2, kind);
	stmt_set_int(&stmt, 3, paper->version);
	stmt_set_int(&stmt, 4, day);
	stmt_set_text(&stmt, 5, value);
	return stmt_run(&stmt, err);
}

/* True when a text says something else than the held one. What is absent says
 * nothing. */
static bool text_differs(const char *held, const char *incoming)
{
	struct str a = STR_INIT;
	struct str b = STR_INIT;
	bool differs = false;

	if (held == NULL || incoming == NULL || strcmp(held, incoming) == 0)
		return false;
	tex_accents(held, &a);
	tex_accents(incoming, &b);
	differs = strcmp(str_text(&a), str_text(&b)) != 0;
	str_free(&a);
	str_free(&b);
	return differs;
}

/* Appends the names without affiliations, accents as characters. */
static void bare_names(const char *names, struct str *out)
{
	const char *name = NULL;
	size_t len = 0;

	while (author_next(&names, &name, &len)) {
		struct str bare = STR_INIT;
		const char *place = memchr(name, '(', len);
		size_t end = place != NULL ? (size_t)(place - name) : len;

		while (end > 0 && name[end - 1] == ' ')
			end--;
		str_add_n(&bare, name, end);
		tex_accents(str_text(&bare), out);
		str_add_char(out, '\n');
		str_free(&bare);
	}
}

static bool names_differ(const char *held, const char *incoming)
{
	struct str a = STR_INIT;
	struct str b = STR_INIT;
	bool differs = false;

	if (held == NULL || incoming == NULL || strcmp(held, incoming) == 0)
		return false;
	bare_names(held, &a);
	bare_names(incoming, &b);
	differs = strcmp(str_text(&a), str_text(&b)) != 0;
	str_free(&a);
	str_free(&b);
	return differs;
}

/* What of the held version has to be kept. */
struct former {
	int version;
	bool texts; /* title, authors or abstract */
	bool comments;
};

/* STATUS_NOTFOUND when the paper is not held. */
static enum status compare(struct library *library,
			   const struct paper *incoming, struct former *ret,
			   struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_WHOLE, &stmt);
	stmt_set_int(&stmt, 1, incoming->id.key);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status == STATUS_DONE ? STATUS_NOTFOUND : status;
	ret->version = code_small(stmt_int(&stmt, 0));
	ret->texts = text_differs(stmt_text(&stmt, 3), incoming->title) ||
		     names_differ(stmt_text(&stmt, 4), incoming->authors) ||
		     text_differs(stmt_text(&stmt, 6), incoming->abstract);
	ret->comments = text_differs(stmt_text(&stmt, 7), incoming->comments);
	stmt_end(&stmt);
	return STATUS_OK;
}

static enum status keep(struct library *library, enum statement statement,
			paper_key key, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, statement, &stmt);
	stmt_set_int(&stmt, 1, key);
	return stmt_run(&stmt, err);
}

enum status former_keep(struct library *library, const struct paper *incoming,
			struct error *err)
{
	struct former former = { 0 };
	enum status status = compare(library, incoming, &former, err);

	if (status == STATUS_NOTFOUND || former.version == 0)
		return status == STATUS_NOTFOUND ? STATUS_OK : status;
	if (status == STATUS_OK && former.texts)
		status = keep(library, STATEMENT_FORMER_KEEP, incoming->id.key,
			      err);
	if (status == STATUS_OK && former.comments)
		status = keep(library, STATEMENT_FORMER_COMMENTS_KEEP,
			      incoming->id.key, err);
	return status;
}
