#include "feed/inflate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_ZLIB
#include <zlib.h>
#endif
#ifdef HAVE_ZSTD
#include <zstd.h>
#endif

#include "base/mem.h"

/* A format is a row of a table: how it is known and who reads it. Output goes
 * through one buffer that is handed on whenever a library has filled some of
 * it, so that a document that grows a thousandfold needs no more memory than
 * any other. */

enum {
	HEAD = 4,     /* bytes by which a format is known */
	ROOM = 65536, /* of the buffer */
	ZSTD_WINDOW = 27
};

enum state {
	OPEN, /* too few bytes came */
	PLAIN,
	PACKED
};

struct format {
	const char *name;
	const char *library;
	unsigned char magic[HEAD];
	unsigned char mask[HEAD];
	/* NULL without the library. */
	void (*open)(struct inflate *flow);
	void (*push)(struct inflate *flow, const char *bytes, size_t len);
	void (*close)(struct inflate *flow);
};

struct inflate {
	struct verdict *verdict;
	inflate_sink *sink;
	void *context;
	enum state state;
	const struct format *format;
	char head[HEAD];
	size_t head_len;
	bool inside; /* a member or frame is not at its end */
	char *room;
#ifdef HAVE_ZLIB
	z_stream gzip;
#endif
#ifdef HAVE_ZSTD
	ZSTD_DCtx *zstd;
#endif
};

#if defined(HAVE_ZLIB) || defined(HAVE_ZSTD)
static void refuse(struct inflate *flow)
{
	verdict_fail(flow->verdict, "compressed", "the %s data are damaged",
		     flow->format->name);
}

static bool refused(const struct inflate *flow)
{
	return verdict_failed(flow->verdict);
}
#endif

#ifdef HAVE_ZLIB
static void gzip_open(struct inflate *flow)
{
	/* 16: gzip's own header and no other. */
	if (inflateInit2(&flow->gzip, 16 + MAX_WBITS) != Z_OK)
		mem_die();
	flow->inside = true;
}

static void gzip_close(struct inflate *flow)
{
	(void)inflateEnd(&flow->gzip);
}

/* True when the next byte begins another member. Zeros only fill up the end of
 * a tape. */
static bool gzip_next_member(struct inflate *flow)
{
	z_stream *gzip = &flow->gzip;

	while (gzip->avail_in > 0 && *gzip->next_in == 0) {
		gzip->next_in++;
		gzip->avail_in--;
	}
	if (gzip->avail_in == 0)
		return false;
	flow->inside = true;
	return inflateReset(gzip) == Z_OK;
}

/* One call of the library; false when it has no more to give. */
static bool gzip_step(struct inflate *flow)
{
	z_stream *gzip = &flow->gzip;
	int code;

	if (!flow->inside && !gzip_next_member(flow))
		return false;
	gzip->next_out = (Bytef *)flow->room;
	gzip->avail_out = ROOM;
	code = inflate(gzip, Z_NO_FLUSH);
	if (code == Z_MEM_ERROR)
		mem_die();
	if (gzip->avail_out < ROOM)
		flow->sink(flow->room, ROOM - gzip->avail_out, flow->context);
	if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
		refuse(flow);
		return false;
	}
	flow->inside = code != Z_STREAM_END;
	return gzip->avail_in > 0 || gzip->avail_out == 0;
}

static void gzip_push(struct inflate *flow, const char *bytes, size_t len)
{
	/* zlib's type has no const; it does not write there. */
	union {
		const char *from;
		Bytef *to;
	} input = { bytes };

	flow->gzip.next_in = input.to;
	flow->gzip.avail_in = (uInt)len;
	while (!refused(flow) && gzip_step(flow))
		;
}
#endif

#ifdef HAVE_ZSTD
static void zstd_open(struct inflate *flow)
{
	flow->zstd = ZSTD_createDCtx();
	if (!flow->zstd)
		mem_die();
	(void)ZSTD_DCtx_setParameter(flow->zstd, ZSTD_d_windowLogMax,
				     ZSTD_WINDOW);
}

static void zstd_close(struct inflate *flow)
{
	(void)ZSTD_freeDCtx(flow->zstd);
}

static void zstd_push(struct inflate *flow, const char *bytes, size_t len)
{
	ZSTD_inBuffer in = { bytes, len, 0 };
	ZSTD_outBuffer out = { flow->room, ROOM, 0 };

	do {
		size_t left;

		out.pos = 0;
		left = ZSTD_decompressStream(flow->zstd, &out, &in);
		if (ZSTD_isError(left)) {
			refuse(flow);
			return;
		}
		flow->inside = left != 0;
		if (out.pos > 0)
			flow->sink(flow->room, out.pos, flow->context);
	} while (!refused(flow) &&
		 (in.pos < in.size || (flow->inside && out.pos == ROOM)));
}
#endif

static const struct format FORMATS[] = {
	{.name = "gzip",
         .library = "zlib",
         .magic = { 0x1F, 0x8B },
         .mask = { 0xFF, 0xFF },
#ifdef HAVE_ZLIB
         .open = gzip_open,
         .push = gzip_push,
         .close = gzip_close
#endif
	},
	{ .name = "zstd",
         .library = "zstd",
         .magic = { 0x28, 0xB5, 0x2F, 0xFD },
         .mask = { 0xFF, 0xFF, 0xFF, 0xFF },
#ifdef HAVE_ZSTD
         .open = zstd_open,
         .push = zstd_push,
         .close = zstd_close
#endif
	},
 /* A frame to be skipped may come first. */
	{ .name = "zstd",
         .library = "zstd",
         .magic = { 0x50, 0x2A, 0x4D, 0x18 },
         .mask = { 0xF0, 0xFF, 0xFF, 0xFF },
#ifdef HAVE_ZSTD
         .open = zstd_open,
         .push = zstd_push,
         .close = zstd_close
#endif
	},
};

struct inflate *inflate_new(struct verdict *verdict, inflate_sink *sink,
			    void *context)
{
	struct inflate *flow = mem_zalloc(1, sizeof(*flow));

	flow->verdict = verdict;
	flow->sink = sink;
	flow->context = context;
	return flow;
}

void inflate_free(struct inflate *flow)
{
	if (!flow)
		return;
	if (flow->state == PACKED)
		flow->format->close(flow);
	free(flow->room);
	free(flow);
}

static bool matches(const struct format *format, const char *head, size_t len)
{
	for (size_t i = 0; i < HEAD; i++) {
		if (format->mask[i] == 0)
			return true;
		if (i == len || (((unsigned char)head[i] ^ format->magic[i]) &
				 format->mask[i]) != 0)
			return false;
	}
	return true;
}

static void hand_on(struct inflate *flow, const char *bytes, size_t len)
{
	if (flow->state == PACKED)
		flow->format->push(flow, bytes, len);
	else
		flow->sink(bytes, len, flow->context);
}

/* The head is whole, or all there is. */
static void decide(struct inflate *flow)
{
	const struct format *found = NULL;

	for (size_t i = 0; i < sizeof(FORMATS) / sizeof(FORMATS[0]); i++) {
		if (matches(&FORMATS[i], flow->head, flow->head_len))
			found = &FORMATS[i];
	}
	if (found && !found->open) {
		verdict_fail(flow->verdict, "compressed",
			     "this arxday was built without %s",
			     found->library);
		return;
	}
	flow->state = found ? PACKED : PLAIN;
	flow->format = found;
	if (found) {
		flow->room = mem_alloc(ROOM);
		found->open(flow);
	}
	if (flow->head_len > 0)
		hand_on(flow, flow->head, flow->head_len);
}

void inflate_push(struct inflate *flow, const char *bytes, size_t len)
{
	while (flow->state == OPEN && len > 0 &&
	       !verdict_failed(flow->verdict)) {
		flow->head[flow->head_len++] = *bytes++;
		len--;
		if (flow->head_len == HEAD)
			decide(flow);
	}
	if (len > 0 && !verdict_failed(flow->verdict))
		hand_on(flow, bytes, len);
}

void inflate_end(struct inflate *flow)
{
	if (verdict_failed(flow->verdict))
		return;
	if (flow->state == OPEN)
		decide(flow);
	if (flow->inside && flow->format != NULL)
		verdict_fail(flow->verdict, "compressed",
			     "the %s data end too early", flow->format->name);
}
