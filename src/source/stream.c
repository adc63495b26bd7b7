/* File, decompressor (when there is one), arxday, parser, arxday, library: all
 * of it moves in one poll() (child.h). Where a record ends in the decompressed
 * stream is the place to go on from; a line that was cut together with the
 * stream is no line that could not be read. */
#include "source/stream.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "source/gather.h"
#include "source/lines.h"
#include "source/loader.h"
#include "source/parse.h"
#include "source/tick.h"

/* Milliseconds between two tellings. */
#define TELL_MS 200

struct run {
	const struct source_context *context;
	const struct stream *stream;
	struct loader *loader;
	struct lines lines; /* of the parser that runs */
	uint64_t base;      /* bytes in front of its part */
	uint64_t base_line; /* lines in front of it */
	uint64_t named;     /* skipped entries that were named or counted */
	int64_t told;       /* tick of the last telling */
	int64_t began;      /* tick when this run began; then: */
	int64_t began_at, began_items; /* bytes of the file, records */
	bool front_ended;              /* the decompressor was waited for */
	bool cut;                      /* the stream did not come whole */
	struct str *messages;
	enum status failed; /* why it wants no more, in words in `error` */
	struct error error;
};

/* Seconds that are left when the rest goes as fast as what this run read. */
static int64_t seconds_left(const struct run *run, int64_t at, int64_t passed)
{
	int64_t done = at - run->began_at;
	int64_t rest = run->stream->origin->size - at;

	if (done <= 0 || rest < 0 || passed < 1000)
		return -1;
	return (int64_t)((double)passed / 1000 * (double)rest / (double)done);
}

static void tell(struct run *run)
{
	const struct stream *stream = run->stream;
	struct stream_progress progress = {
		.figures = loader_figures(run->loader),
		.at = origin_position(stream->origin),
		.size = stream->origin->size,
	};
	int64_t passed = tick_now() - run->began;

	if (stream->watch == NULL)
		return;
	if (passed > 0)
		progress.rate = (progress.figures.items - run->began_items) *
				1000 / passed;
	progress.left = seconds_left(run, progress.at, passed);
	run->told = tick_now();
	stream->watch(&progress, stream->watch_context);
}

static void tell_sometimes(struct run *run)
{
	if (run->stream->watch != NULL && tick_now() - run->told >= TELL_MS)
		tell(run);
}

static void name_skip(struct run *run, const struct record *record)
{
	const char *name = run->stream->name;
	const char *why = record->text != NULL ? record->text : record->cls;

	if (run->named++ >= GATHER_MAX_NAMED)
		return;
	(void)text_clean(name, strlen(name), run->messages);
	str_addf(run->messages, ": line %" PRIu64 ": %s\n",
		 run->base_line + record->line, why != NULL ? why : "left out");
}

/* Waits for the decompressor, whose output has ended, and finds out whether the
 * file is still what it was. */
static enum status look_at_end(struct run *run, struct error *err)
{
	struct child_front *front = run->stream->front;
	enum status status = STATUS_OK;
	int code = 0;

	if (front != NULL && !run->front_ended) {
		run->front_ended = true;
		status = child_end(&front->child, &code, err);
	}
	run->cut |= code != 0 || !origin_is_same(run->stream->origin);
	return status;
}

/* True when this is the line in whose middle the stream was cut. */
static bool is_cut_line(struct run *run, const struct record *record)
{
	if (run->stream->feeder->from >= 0 || !run->lines.partial ||
	    record->end != run->lines.bytes)
		return false;
	run->failed = look_at_end(run, &run->error);
	return run->failed == STATUS_OK && run->cut;
}

static void take_skip(struct run *run, const struct record *record)
{
	if (is_cut_line(run, record) || run->failed != STATUS_OK)
		return;
	name_skip(run, record);
	run->failed =
		loader_skip(run->loader, run->base + record->end, &run->error);
}

static bool take(const struct record *record, void *context)
{
	struct run *run = context;

	switch (record->kind) {
	case RECORD_HEAD:
		if (record->document != DOCUMENT_SNAPSHOT &&
		    record->document != DOCUMENT_UNKNOWN)
			run->failed = error_set(&run->error, STATUS_PARSE, 0,
						"invalid: it is no snapshot");
		break;
	case RECORD_ENTRY:
		run->failed = loader_take(run->loader, &record->paper,
					  run->base + record->end, &run->error);
		break;
	case RECORD_SKIP:
		take_skip(run, record);
		break;
	case RECORD_END:
	case RECORD_FAIL:
		break;
	}
	tell_sometimes(run);
	return run->failed == STATUS_OK;
}

/* Nothing has come for a moment: nobody shall wait for a source that is
 * slow. */
static enum child_want rest(void *context)
{
	struct run *run = context;

	run->failed = loader_rest(run->loader, &run->error);
	tell_sometimes(run);
	return run->failed == STATUS_OK ? CHILD_MORE : CHILD_STOP;
}

/* One part through a parser of its own. */
static enum status run_part(struct run *run, bool first, struct error *err)
{
	const struct stream *stream = run->stream;
	const struct parse_part part = {
		.first = first,
		.feeder = stream->feeder,
		.front = run->front_ended ? NULL : stream->front,
		.cancel_fd = run->context->cancel_fd,
		.sink = take,
		.idler = rest,
		.context = run,
	};
	enum status status;

	lines_begin(&run->lines, STREAM_PART, STREAM_PART_BYTES);
	status = parse_part(run->context->parse_program, &part, err);
	run->base += run->lines.bytes;
	run->base_line += run->lines.count;
	if (status == STATUS_OK && !feeder_is_done(stream->feeder))
		return error_set(err, STATUS_PARSE, 0,
				 "invalid: the parser did not read all of it");
	return status;
}

/* Goes to where an earlier import ended. */
static enum status go_on(struct run *run, struct error *err)
{
	const struct stream *stream = run->stream;
	uint64_t offset = (uint64_t)loader_figures(run->loader).offset;

	run->base = offset;
	run->base_line = (uint64_t)loader_figures(run->loader).items;
	if (offset == 0)
		return STATUS_OK;
	if (stream->front != NULL) {
		feeder_skip(stream->feeder, offset);
		return STATUS_OK;
	}
	stream->feeder->len = 0;
	if (!origin_seek(stream->origin, offset))
		return error_set(err, STATUS_SYSTEM, 0,
				 "cannot go on in the middle of the file");
	return STATUS_OK;
}

static enum status run_parts(struct run *run, struct error *err)
{
	struct feeder *feeder = run->stream->feeder;
	bool first = run->base == 0;
	enum status status = STATUS_OK;

	feeder->gate = lines_gate;
	feeder->context = &run->lines;
	feeder->most = UINT64_MAX;
	do {
		status = run_part(run, first, err);
		first = false;
	} while (status == STATUS_OK && (feeder->len > 0 || feeder->from >= 0));
	feeder->gate = NULL;
	if (status == STATUS_DONE && err != NULL)
		*err = run->error;
	return status == STATUS_DONE ? run->failed : status;
}

/* The parser saw all of it; now it must have been whole. */
static enum status conclude(struct run *run, struct error *err)
{
	enum status status = look_at_end(run, err);

	if (status != STATUS_OK)
		return status;
	if (run->cut)
		return error_set(err, STATUS_PARSE, 0,
				 run->stream->front != NULL
					 ? "cut: the compressed data are "
					   "damaged or end too early"
					 : "cut: the file was changed while "
					   "it was read");
	run->failed = loader_finish(run->loader, err);
	return run->failed;
}

/* What came before a failure stays, unless the library itself failed. */
static enum status keep(struct run *run, enum status status, struct error *err)
{
	struct error why;
	enum status kept = STATUS_OK;

	if (run->failed == STATUS_OK)
		kept = loader_settle(run->loader, &why);
	if (kept == STATUS_OK)
		return status;
	if (err != NULL)
		*err = why;
	return kept;
}

static enum status import(struct run *run, struct error *err)
{
	enum status status = library_expect_much(run->context->library, err);

	if (status == STATUS_OK)
		status = loader_resume(run->loader, err);
	if (status == STATUS_OK)
		status = go_on(run, err);
	if (status != STATUS_OK)
		return status;
	run->began = tick_now();
	run->began_at = origin_position(run->stream->origin);
	run->began_items = loader_figures(run->loader).items;
	tell(run);
	status = run_parts(run, err);
	if (run->named > GATHER_MAX_NAMED)
		str_addf(run->messages, "and %" PRIu64 " more entries\n",
			 run->named - GATHER_MAX_NAMED);
	if (status == STATUS_OK)
		status = conclude(run, err);
	if (status != STATUS_OK)
		status = keep(run, status, err);
	tell(run);
	return status;
}

enum status stream_import(const struct source_context *context,
			  const struct stream *stream, struct intake *ret,
			  struct str *messages, struct error *err)
{
	struct run run = {
		.context = context,
		.stream = stream,
		.messages = messages,
	};
	enum status status =
		loader_new(context, stream->origin->name, &run.loader, err);

	*ret = (struct intake){ 0 };
	if (status == STATUS_OK) {
		status = import(&run, err);
		*ret = loader_figures(run.loader);
	}
	if (stream->front != NULL && !run.front_ended)
		child_kill(&stream->front->child);
	loader_free(run.loader);
	return status;
}
