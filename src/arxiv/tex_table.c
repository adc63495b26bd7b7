/* The vocabulary of TeX: a sorted array, searched by halving. */
#include "arxiv/tex_table.h"

#include <string.h>

static const struct tex_entry table[] = {
#define TEX(name, kind, becomes) { name, becomes, TEX_KIND_##kind },
#include "arxiv/tex_table.inc"
#undef TEX
};

/* strcmp() of a name that is not terminated and one that is. */
static int compare(const char *name, size_t len, const char *other)
{
	int order = strncmp(name, other, len);

	return order == 0 && other[len] != '\0' ? -1 : order;
}

const struct tex_entry *tex_table_find(const char *name, size_t len)
{
	size_t low = 0;
	size_t high = sizeof(table) / sizeof(table[0]);

	if (len >= TEX_NAME_SIZE)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(name, len, table[middle].name);

		if (order == 0)
			return &table[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct tex_entry *tex_table_find_pair(const char *prefix,
					    const char *name, size_t len)
{
	char key[TEX_NAME_SIZE];
	size_t head = strlen(prefix);

	if (head + len >= sizeof(key))
		return NULL;
	/* The key has a length and no end.
	 * NOLINTNEXTLINE(bugprone-not-null-terminated-result) */
	memcpy(key, prefix, head);
	memcpy(key + head, name, len);
	return tex_table_find(key, head + len);
}

unsigned tex_table_traits(enum tex_kind kind)
{
	static const unsigned char traits[] = {
		[TEX_KIND_ALPHABET] = TEX_TIGHT,
		[TEX_KIND_ALPHABET_ON] = TEX_SCOPE,
		[TEX_KIND_BINARY] = TEX_BARE,
		[TEX_KIND_BOLD] = TEX_TIGHT,
		[TEX_KIND_BOLD_ON] = TEX_SCOPE,
		[TEX_KIND_CAPS_ON] = TEX_SCOPE,
		[TEX_KIND_CODE_ON] = TEX_SCOPE,
		[TEX_KIND_DEGREE] = TEX_BARE | TEX_TIGHT,
		[TEX_KIND_FRACTION] = TEX_TIGHT,
		[TEX_KIND_FUNCTION] = TEX_BARE | TEX_TIGHT,
		[TEX_KIND_GLYPH] = TEX_BARE,
		[TEX_KIND_ITALIC_ON] = TEX_SCOPE,
		[TEX_KIND_LATIN] = TEX_BARE,
		[TEX_KIND_LETTER] = TEX_BARE,
		[TEX_KIND_LINE] = TEX_TIGHT,
		[TEX_KIND_MARK] = TEX_TIGHT,
		[TEX_KIND_NOTHING] = TEX_BARE | TEX_SCOPE,
		[TEX_KIND_PLAIN] = TEX_TIGHT,
		[TEX_KIND_PLAIN_ON] = TEX_SCOPE,
		[TEX_KIND_RELATION] = TEX_BARE,
		[TEX_KIND_ROOT] = TEX_TIGHT,
		[TEX_KIND_SPACE] = TEX_BARE,
		[TEX_KIND_SYMBOL] = TEX_BARE | TEX_TIGHT,
		[TEX_KIND_VULGAR] = 0,
	};

	return traits[kind];
}
