/* Sorting a listing. Each row gets a folded text to compare once; rows that
 * compare alike stay as the listing has them. */

#include "tui/order.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex_text.h"
#include "base/mem.h"
#include "base/text.h"

static const struct {
	const char *name;
	const char *heading;
} orders[] = {
#define ORDER(name, text, heading) { text, heading },
#include "tui/orders.def"
#undef ORDER
};

struct sorted {
	size_t row;
	paper_key key;
	char *text; /* NULL: the key counts */
};

const char *order_name(enum order order)
{
	return order < ORDER_COUNT ? orders[order].name : NULL;
}

const char *order_heading(enum order order)
{
	return order < ORDER_COUNT ? orders[order].heading : NULL;
}

/* "bee, a." of the first name. */
static void order_add_author(const char *authors, struct str *out)
{
	struct str shown = STR_INIT;
	const char *name;
	const char *last;
	size_t len;
	char *first;

	if (authors == NULL || !author_next(&authors, &name, &len))
		return;
	first = mem_strndup(name, len);
	author_join_shown(first, ", ", &shown);
	last = strrchr(str_text(&shown), ' ');
	if (last != NULL)
		str_addf(out, "%s, ", last + 1);
	str_add(out, str_text(&shown));
	str_free(&shown);
	free(first);
}

static char *order_text(const struct listing_row *row, enum order order)
{
	struct str text = STR_INIT;
	char *folded;

	if (order == ORDER_TITLE)
		tex_plain(row->title, &text);
	else if (order == ORDER_AUTHOR)
		order_add_author(row->authors, &text);
	else if (row->categories != NULL)
		str_add_n(&text, row->categories,
			  strcspn(row->categories, " "));
	folded = text_fold(str_text(&text));
	str_free(&text);
	return folded;
}

static int order_compare(const void *left, const void *right)
{
	const struct sorted *a = left;
	const struct sorted *b = right;
	int by = 0;

	if (a->text != NULL)
		by = strcmp(a->text, b->text);
	else
		by = (a->key > b->key) - (a->key < b->key);
	return by != 0 ? by : (a->row > b->row) - (a->row < b->row);
}

size_t *order_rows(const struct listing *listing, enum order order,
		   bool reverse)
{
	size_t count = listing->count;
	size_t *rows = mem_zalloc(count + 1, sizeof(rows[0]));
	struct sorted *all = mem_zalloc(count + 1, sizeof(all[0]));

	for (size_t i = 0; i < count; i++) {
		all[i].row = i;
		all[i].key = listing->rows[i].key;
		if (order != ORDER_ANNOUNCEMENT && order != ORDER_IDENTIFIER)
			all[i].text = order_text(&listing->rows[i], order);
	}
	if (order != ORDER_ANNOUNCEMENT)
		qsort(all, count, sizeof(all[0]), order_compare);
	for (size_t i = 0; i < count; i++) {
		rows[reverse ? count - 1 - i : i] = all[i].row;
		free(all[i].text);
	}
	free(all);
	return rows;
}
