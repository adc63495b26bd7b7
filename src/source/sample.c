/* The sample is two documents as they stand in data/sample, which
 * build-aux/embed.sh turned into arrays. They go the way of every document,
 * through the parser, and in one transaction, so that a library has both days
 * or none. */
#include "source/sample.h"

#include <stddef.h>

#include "source/deposit.h"
#include "source/gather.h"
#include "source/ingest.h"

#include "source/sample_data.inc"

#define SAMPLE_COUNT 2

static enum status gather_sample(const struct source_context *context,
				 const unsigned char *bytes, size_t len,
				 struct gathered *ret, struct error *err)
{
	const struct parse_input input = {
		.from = -1,
		.bytes = (const char *)bytes,
		.len = len,
		.cancel_fd = context->cancel_fd,
	};

	return gather_document(context->parse_program, &input, ret, err);
}

enum status sample_import(const struct source_context *context,
			  struct error *err)
{
	struct gathered docs[SAMPLE_COUNT] = { { .count = 0 }, { .count = 0 } };
	struct ingest_result counts[SAMPLE_COUNT];
	enum status status = gather_sample(context, sample_feed,
					   sizeof(sample_feed), &docs[0], err);

	if (status == STATUS_OK)
		status = gather_sample(context, sample_report,
				       sizeof(sample_report), &docs[1], err);
	if (status == STATUS_OK)
		status = deposit_documents(context, docs, SAMPLE_COUNT, counts,
					   err);
	for (size_t i = 0; i < SAMPLE_COUNT; i++)
		gathered_clear(&docs[i]);
	if (status != STATUS_OK)
		error_prefix(err, "the sample day");
	return status;
}
