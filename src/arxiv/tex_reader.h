#ifndef ARXIV_TEX_READER_H
#define ARXIV_TEX_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/tex_prose.h"
#include "arxiv/tex_sink.h"
#include "arxiv/tex_table.h"

/* The walk through a text with TeX. It knows groups, arguments, scripts and
 * formulas; what a command does is for its owner to say (tex_decode.c). */

/* Groups and commands inside each other that are decoded. */
#define TEX_READER_DEPTH 24

/* A blank that is due. */
enum tex_gap {
	TEX_GAP_NONE,
	TEX_GAP_NAME,   /* before a letter, behind a command that stays */
	TEX_GAP_WORD,   /* before a letter or digit, as behind \log */
	TEX_GAP_ALWAYS, /* before all but a closing sign, as behind \leq */
};

/* \over or \choose of a group, and where in the sink it stands. */
struct tex_infix {
	const struct tex_entry *entry;
	size_t at;
};

struct tex_reader {
	const char *source;
	size_t len;
	uint32_t *match; /* of each brace the other one; NULL without any */
	struct tex_sink *sink;
	/* Decodes the command at `at`, puts it as it is written when it cannot,
	 * and returns where it ends. */
	size_t (*command)(struct tex_reader *d, size_t at, size_t end);
	struct tex_prose prose;
	struct tex_infix infix;
	size_t raw;        /* what stayed as it is written, so far */
	unsigned depth;    /* groups and commands that are open */
	unsigned searches; /* that found nothing */
	size_t edge;       /* where in the sink this maths begins */
	size_t floor;      /* where in the sink a blank may not be taken away */
	size_t group;      /* where in the source this group begins */
	enum tex_gap gap;
	bool maths;
	bool script;
	bool alone; /* a command is read as the argument of another one */
};

/* Starts on a text; source, sink and command are the caller's. _clear frees
 * what the reader itself holds. */
void tex_reader_init(struct tex_reader *d, const char *source,
		     struct tex_sink *sink);
void tex_reader_clear(struct tex_reader *d);

/* A blank of the source. */
static inline bool tex_reader_is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Bytes that were put, and the last of them. */
static inline size_t tex_reader_written(const struct tex_reader *d)
{
	return d->sink->text.len;
}

static inline char tex_reader_last(const struct tex_reader *d)
{
	return tex_sink_last(d->sink);
}

/* What the following read lies in source[at..end). */

/* Where the blanks at `at` end. */
size_t tex_reader_skip(const struct tex_reader *d, size_t at, size_t end);

/* The brace that closes the one at `at`, or TEX_NOWHERE. */
size_t tex_reader_closing(const struct tex_reader *d, size_t at, size_t end);

/* The ] of an optional argument that begins at `at`, or TEX_NOWHERE. */
size_t tex_reader_option(const struct tex_reader *d, size_t at, size_t end);

/* Where the name of the command at `at` ends: letters or one character. */
size_t tex_reader_name(const struct tex_reader *d, size_t at, size_t end);

/* Where `closer` is, or TEX_NOWHERE; gives up when too many searches found
 * nothing. */
size_t tex_reader_find(struct tex_reader *d, size_t at, size_t end,
		       const char *closer);

/* Whether an argument stands at `at`, behind blanks or not. */
bool tex_reader_has_argument(const struct tex_reader *d, size_t at, size_t end);

/* Puts the blank that is due before something that begins with `first`. */
void tex_reader_gap(struct tex_reader *d, char first);

/* Puts a blank of maths, which never doubles one and stands neither at the
 * beginning of a formula nor behind an opening bracket. */
void tex_reader_blank(struct tex_reader *d);

/* Takes the blank before a closing bracket of maths away. */
void tex_reader_close(struct tex_reader *d);

/* Copies the source; returns `end`. */
size_t tex_reader_copy(struct tex_reader *d, size_t at, size_t end);

/* Puts an address, of which only escaped signs change. */
void tex_reader_address(struct tex_reader *d, size_t at, size_t end);

/* Decodes what lies there: fonts that are switched on hold to its end. _group
 * does the same for what stands between two braces. */
void tex_reader_range(struct tex_reader *d, size_t at, size_t end);
void tex_reader_group(struct tex_reader *d, size_t at, size_t end);

/* Decodes one argument, which is there: a group, a command or one character;
 * returns its end. _in does so as maths or as text, and what is inside knows
 * nothing of what stands before it. */
size_t tex_reader_argument(struct tex_reader *d, size_t at, size_t end);
size_t tex_reader_argument_in(struct tex_reader *d, size_t at, size_t end,
			      bool maths);

/* Decodes a script, whose argument is at `at`; sign is '^' or '_'. */
size_t tex_reader_script(struct tex_reader *d, size_t at, size_t end, char sign,
			 bool maths);

/* Decodes a formula, whose signs are source[open..at) and source[close..next);
 * they stay when something inside stays as it is written. Returns next. */
size_t tex_reader_formula(struct tex_reader *d, size_t open, size_t at,
			  size_t close, size_t next);

#endif
