/* What changed, for people. Texts are compared as they are shown, because
 * sources spell the same accent as TeX or as a letter, and that is no change
 * of the paper. */

#include "export/history_text.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex.h"
#include "base/word_diff.h"

/* The texts of a version that may change. */
enum text_kind {
	TITLE,
	AUTHORS,
	COMMENTS,
	ABSTRACT
};

/* A text as it is shown, fresh; NULL when it is not known. */
static char *shown(enum text_kind kind, const char *text)
{
	struct str out = STR_INIT;

	if (!text)
		return NULL;
	if (kind == AUTHORS)
		author_join_shown(text, ", ", &out);
	else
		tex_accents(text, &out);
	return str_take(&out);
}

static const char *text_of(enum text_kind kind,
			   const struct history_version *version)
{
	switch (kind) {
	case TITLE:
		return version->title;
	case AUTHORS:
		return version->authors;
	case COMMENTS:
		return version->comments;
	case ABSTRACT:
		break;
	}
	return version->abstract;
}

/* The text that followed, and at which version: of the next former version
 * that is known to have one, else what the paper says now. */
static const char *next_text(const struct history *history,
			     const struct paper *now, enum text_kind kind,
			     size_t from, int *ret_version)
{
	const struct history_version last = {
		.title = now->title,
		.authors = now->authors,
		.abstract = now->abstract,
		.comments = now->comments,
	};

	for (size_t i = from; i < history->version_count; i++) {
		const char *text = text_of(kind, &history->versions[i]);

		*ret_version = history->versions[i].version;
		if (text)
			return text;
	}
	*ret_version = now->id.version;
	return text_of(kind, &last);
}

static const char *short_date(day_t day, char out[DATE_TEXT_SIZE])
{
	const char *date = date_format_human(day, out);

	date += strcspn(date, " ");
	return date + strspn(date, " 0");
}

static void add_line(const struct str *line, struct str *out)
{
	str_addf(out, "%s\n", str_text(line));
}

static void add_event(const struct history_event *event, struct str *out)
{
	char date[DATE_TEXT_SIZE];
	const char *seen = short_date(event->day, date);
	struct str line = STR_INIT;

	switch (event->kind) {
	case EVENT_WITHDRAWN:
		str_add(&line, "Withdrawn: ");
		if (event->version > 0)
			str_addf(&line, "version %d ", event->version);
		str_addf(&line, "(seen %s)", seen);
		break;
	case EVENT_JOURNAL_REF:
		str_addf(&line, "Journal reference seen %s", seen);
		break;
	case EVENT_DOI:
		str_addf(&line, "DOI seen %s", seen);
		break;
	}
	if (event->value && *event->value)
		str_addf(&line, ": %s", event->value);
	add_line(&line, out);
	str_free(&line);
}

/* The words of one change. */
struct change {
	enum text_kind kind;
	int from, to; /* versions */
	const char *before;
	const char *after;
};

static void add_abstract(const struct change *change, paper_key key, bool all,
			 struct str *out)
{
	char id[IDENT_TEXT_SIZE];
	struct str line = STR_INIT;

	if (!all) {
		str_addf(&line,
			 "Abstract of version %d differs: 'arxday show "
			 "--changes %s' prints how",
			 change->from, ident_format(key, id));
	} else {
		str_addf(&line,
			 "Abstract, version %d to %d, [-went-] {+came+}: ",
			 change->from, change->to);
		word_diff(change->before, change->after, &line);
	}
	add_line(&line, out);
	str_free(&line);
}

static void add_change(const struct change *change, struct str *out)
{
	static const char *const labels[] = { "Title", "Authors", "Comments" };
	struct str line = STR_INIT;

	str_addf(&line, "%s until version %d: %s", labels[change->kind],
		 change->from, change->before);
	add_line(&line, out);
	str_free(&line);
}

/* Tells of one text of the i-th former version when the next one differs. */
static void tell_text(const struct history *history, const struct paper *now,
		      enum text_kind kind, size_t i, bool all, struct str *out)
{
	const struct history_version *version = &history->versions[i];
	int to;
	const char *next = next_text(history, now, kind, i + 1, &to);
	char *before = shown(kind, text_of(kind, version));
	char *after = shown(kind, next);
	struct change change = { .kind = kind,
				 .from = version->version,
				 .to = to,
				 .before = before,
				 .after = after };

	if (before && after && strcmp(before, after) != 0) {
		if (kind == ABSTRACT)
			add_abstract(&change, now->id.key, all, out);
		else
			add_change(&change, out);
	}
	free(before);
	free(after);
}

void history_text(const struct history *history, const struct paper *now,
		  bool changes, struct str *out)
{
	for (size_t i = 0; i < history->event_count; i++)
		add_event(&history->events[i], out);
	for (int kind = TITLE; kind <= (int)ABSTRACT; kind++) {
		for (size_t i = 0; i < history->version_count; i++)
			tell_text(history, now, (enum text_kind)kind, i,
				  changes, out);
	}
}
