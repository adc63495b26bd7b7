/* Any bytes as a text: the gate lets nothing forbidden through and changes
 * nothing twice; what came through it goes into a cell of the report and comes
 * back as it was; TeX is decoded into a text and its runs; identifiers that are
 * accepted are written and read back the same. */
#include <stdlib.h>
#include <string.h>

#include "arxiv/cell.h"
#include "arxiv/ident.h"
#include "arxiv/tex.h"
#include "arxiv/tex_text.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "fuzz.h"

static void require(bool good)
{
	if (!good)
		abort();
}

static bool same(const struct str *a, const struct str *b)
{
	return strcmp(str_text(a), str_text(b)) == 0 && a->len == b->len;
}

/* Only code points that may be shown. */
static void require_shown(const struct str *text)
{
	uint32_t code;

	require(utf8_valid(str_text(text), text->len));
	for (size_t at = 0; at < text->len;) {
		at += utf8_decode(text->data + at, text->len - at, &code);
		require(text_code_ok(code));
	}
}

static void check_gate(const char *bytes, size_t len, struct str *ret_clean)
{
	struct str again = STR_INIT;
	size_t repaired = text_clean(bytes, len, ret_clean);
	bool clean = ret_clean->len == len &&
		     memcmp(str_text(ret_clean), bytes, len) == 0;

	require_shown(ret_clean);
	require(text_clean(str_text(ret_clean), ret_clean->len, &again) == 0);
	require(same(ret_clean, &again));
	require(text_is_clean(str_text(ret_clean), ret_clean->len));
	require(text_is_clean(bytes, len) == clean);
	require(!clean || repaired == 0);
	str_free(&again);
}

/* Through a row of one cell, and back. */
static void check_cell(const struct str *clean)
{
	struct str row = STR_INIT;
	struct str back = STR_INIT;
	size_t start = 0;
	size_t len = 0;

	str_add(&row, "| ");
	cell_escape(str_text(clean), &row);
	str_add(&row, " |");
	require(cell_split(row.data, row.len, 1, &start, &len) == 1);
	cell_unescape(row.data + start, len, &back);
	require(same(clean, &back));
	str_free(&row);
	str_free(&back);
}

static void check_accents(const struct str *clean)
{
	struct str shown = STR_INIT;

	tex_accents(str_text(clean), &shown);
	require_shown(&shown);
	str_free(&shown);
}

/* Runs lie in the text and in order; plain texts stay; the plain form is the
 * same text. What is decoded may be cleaned and is then fit to be shown. */
static void check_tex(const struct str *clean)
{
	struct tex_text text = { 0 };
	struct str plain = STR_INIT;
	struct str shown = STR_INIT;
	size_t end = 0;

	tex_text_make(str_text(clean), &text);
	tex_plain(str_text(clean), &plain);
	require(same(&text.text, &plain));
	require(!tex_is_plain(str_text(clean)) || same(clean, &plain));
	for (size_t i = 0; i < text.count; i++) {
		require(text.runs[i].start >= end && text.runs[i].len > 0);
		require(text.runs[i].style != 0);
		end = text.runs[i].start + text.runs[i].len;
	}
	require(end <= text.text.len);
	require(utf8_valid(str_text(&plain), plain.len));
	text_clean(str_text(&plain), plain.len, &shown);
	require_shown(&shown);
	str_free(&shown);
	str_free(&plain);
	tex_text_clear(&text);
}

static void check_ident(const char *bytes, size_t len)
{
	char *text = mem_strndup(bytes, len);
	char out[IDENT_TEXT_SIZE];
	char link[IDENT_LINK_SIZE];
	struct ident id;
	struct ident back;

	if (ident_parse(text, &id)) {
		require(ident_key_valid(id.key));
		require(ident_parse_bare(ident_format_version(id, out), &back));
		require(back.key == id.key && back.version == id.version);
		require(ident_parse(ident_link(id.key, link), &back));
		require(back.key == id.key && back.version == 0);
	}
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *text = (const char *)bytes;
	struct str clean = STR_INIT;

	check_gate(text, len, &clean);
	check_cell(&clean);
	check_accents(&clean);
	check_tex(&clean);
	check_ident(text, len);
	str_free(&clean);
	return 0;
}
