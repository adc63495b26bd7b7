/* Any bytes as a query, up to the first line feed, and as the text that it is
 * put to. A query that is one is printed and read back the same; whatever it
 * looks for is found inside the text, on whole characters. */
#include <stdlib.h>
#include <string.h>

#include "arxiv/fold.h"
#include "arxiv/query.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "fuzz.h"

static void require(bool good)
{
	if (!good)
		abort();
}

static void check_fold(const char *text, size_t len)
{
	struct str out = STR_INIT;
	struct fold_word *words = NULL;
	size_t count = fold_words(text, &out, &words);

	require(utf8_valid(str_text(&out), out.len));
	for (size_t i = 0; i < count; i++) {
		require(words[i].start < words[i].end && words[i].end <= len);
		/* The character between the words of "½" is in both. */
		require(i == 0 || (words[i - 1].start <= words[i].start &&
				   words[i - 1].end <= words[i].end));
		require(words[i].at < out.len);
	}
	free(words);
	str_free(&out);
}

static void check_match(const struct query *query, char *text)
{
	struct paper paper = PAPER_INIT;
	struct query_subject subject = QUERY_SUBJECT_INIT;

	paper.title = text;
	paper.abstract = text;
	paper.authors = text;
	paper.categories = text;
	paper.comments = text;
	paper.doi = text;
	subject.paper = &paper;
	subject.tags = text;
	subject.note = text;
	(void)query_match(query, &subject);
	(void)query_wants(query);
}

static void check_hits(const struct query *query, const char *text)
{
	static const enum query_field fields[] = { QUERY_TITLE, QUERY_AUTHORS };
	struct query_span *spans = NULL;
	size_t len = strlen(text);

	for (size_t i = 0; i < 2; i++) {
		size_t count = query_hits(query, fields[i], text, &spans);
		size_t end = 0;

		for (size_t j = 0; j < count; j++) {
			require(spans[j].len > 0);
			require(j == 0 || spans[j].start > end);
			end = spans[j].start + spans[j].len;
			require(end <= len);
			require(utf8_valid(text + spans[j].start,
					   spans[j].len));
		}
		free(spans);
	}
}

/* Printed, read back and printed, it is the same. */
static void check_print(const struct query *query)
{
	struct str once = STR_INIT;
	struct str twice = STR_INIT;
	struct query *again = NULL;
	struct error err = { 0 };
	size_t column = 0;

	query_print(query, &once);
	/* Marks of quotation and names of fields may take it past the limit. */
	if (once.len <= QUERY_MAX_BYTES) {
		require(query_parse(str_text(&once), &again, &column, &err) ==
			STATUS_OK);
		query_print(again, &twice);
		require(strcmp(str_text(&once), str_text(&twice)) == 0);
		query_free(again);
	}
	str_clear(&twice);
	require(query_api(query, &twice, &err) != STATUS_OK || twice.len > 0);
	str_free(&once);
	str_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *text = mem_strndup((const char *)bytes, len);
	struct str clean = STR_INIT;
	struct query *query = NULL;
	struct error err = { 0 };
	size_t column = 0;
	char *rest = strchr(text, '\n');

	if (rest != NULL)
		*rest++ = '\0';
	else
		rest = text + strlen(text);
	text_clean(rest, strlen(rest), &clean);
	check_fold(rest, strlen(rest));
	if (query_parse(text, &query, &column, &err) == STATUS_OK) {
		check_print(query);
		check_match(query, clean.data ? clean.data : rest);
		check_hits(query, str_text(&clean));
		query_free(query);
	} else {
		require(column >= 1 && column <= strlen(text) + 1);
		require(err.text[0] != '\0');
	}
	str_free(&clean);
	free(text);
	return 0;
}
