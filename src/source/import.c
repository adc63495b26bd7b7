/* One document: gathered whole, then stored in one transaction. */
#include "source/import.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "source/deposit.h"
#include "source/gather.h"
#include "source/ingest.h"
#include "source/parse.h"

/* Copies the lines of `skips` to *messages, each after "NAME: ". */
static void name_skips(const char *name, const char *skips,
		       struct str *messages)
{
	while (*skips != '\0') {
		size_t len = strcspn(skips, "\n");

		(void)text_clean(name, strlen(name), messages);
		str_add(messages, ": ");
		str_add_n(messages, skips, len);
		str_add_char(messages, '\n');
		skips += len + (skips[len] == '\n' ? 1 : 0);
	}
}

/* A feed whose day cannot be read makes no listing, which nobody would expect
 * of it. */
static void name_dayless(const char *name, const struct gathered *doc,
			 struct str *messages)
{
	if (!gathered_is_feed(doc) || doc->count == 0 || doc->day != DAY_NONE)
		return;
	(void)text_clean(name, strlen(name), messages);
	str_add(messages, ": the feed does not say its day; its papers are "
			  "kept, but in no listing\n");
}

static void fill_result(const struct gathered *doc,
			const struct ingest_result *counts,
			struct import_result *ret)
{
	*ret = (struct import_result){
		.document = doc->document,
		.items = doc->items,
		.papers = counts->papers,
		.added = counts->added,
		.changed = counts->changed,
		.announcements = counts->announcements,
		.skipped = doc->skipped,
		.day = deposit_makes_day(doc) ? doc->day : DAY_NONE,
	};
}

static enum status take_in(const struct source_context *context,
			   const struct gathered *doc,
			   struct import_result *ret, struct error *err)
{
	struct ingest_result counts = { 0 };
	enum status status;

	if (doc->count == 0 && doc->skipped > 0 &&
	    doc->document != DOCUMENT_REPORT)
		return error_set(err, STATUS_PARSE, 0,
				 "none of its %" PRIu64
				 " entries could be kept",
				 doc->skipped);
	status = deposit_documents(context, doc, 1, &counts, err);
	if (status != STATUS_OK)
		return status;
	fill_result(doc, &counts, ret);
	if (doc->skipped == 0)
		return STATUS_OK;
	return error_set(err, STATUS_PARTIAL, 0,
			 "%" PRIu64 " of %" PRIu64 " entries could not be kept",
			 doc->skipped, doc->items);
}

static enum status gather_file(const char *program,
			       const struct parse_input *input,
			       struct gathered *ret, struct error *err)
{
	struct error why = { .status = STATUS_OK };
	enum status status = gather_document(program, input, ret, &why);

	if (status == STATUS_PARSE)
		return error_set(err, status, why.native,
				 "%s%s; nothing of it was kept",
				 parse_is_error_answer(why.text)
					 ? "an error message of arXiv: "
					 : "",
				 parse_words(why.text));
	if (status != STATUS_OK && err != NULL)
		*err = why;
	return status;
}

enum status import_document(const struct source_context *context,
			    const char *name, int from,
			    struct import_result *ret, struct str *messages,
			    struct error *err)
{
	const struct parse_input input = {
		.from = from,
		.cancel_fd = context->cancel_fd,
	};
	struct gathered doc;
	enum status status =
		gather_file(context->parse_program, &input, &doc, err);

	if (status == STATUS_OK) {
		name_skips(name, str_text(&doc.skips), messages);
		name_dayless(name, &doc, messages);
		status = take_in(context, &doc, ret, err);
		gathered_clear(&doc);
	}
	if (status != STATUS_OK)
		error_prefix(err, "%s", name);
	return status;
}
