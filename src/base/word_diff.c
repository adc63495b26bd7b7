/* The longest common subsequence of words, by the table that every textbook
 * has, over what is left between the words that both texts begin and end
 * with. */
#include "base/word_diff.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Cells of the largest table; it never holds lengths beyond its root. */
#define CELLS_MOST ((size_t)4 * 1000 * 1000)

struct word {
	const char *text;
	size_t len;
};

struct words {
	struct word *words;
	size_t count, room;
};

static struct words split(const char *text)
{
	struct words words = { 0 };

	words.words = mem_grow(NULL, &words.room, 1, sizeof(struct word));
	for (text += strspn(text, " "); *text != '\0';
	     text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");

		words.words = mem_grow(words.words, &words.room,
				       words.count + 1, sizeof(struct word));
		words.words[words.count++] =
			(struct word){ .text = text, .len = len };
		text += len;
	}
	return words;
}

static bool same(const struct word *a, const struct word *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* How words stand in the result. */
enum fate {
	KEPT,
	GONE,
	COME
};

static const char *const opens[] = { "", "[-", "{+" };
static const char *const closes[] = { "", "-]", "+}" };

struct writer {
	struct str *out;
	size_t start; /* of what is written here */
	enum fate fate;
};

/* Ends the mark of the words before, begins the one of those that follow. */
static void turn(struct writer *writer, enum fate fate)
{
	if (writer->fate != fate)
		str_add(writer->out, closes[writer->fate]);
	if (writer->out->len > writer->start)
		str_add_char(writer->out, ' ');
	if (writer->fate != fate)
		str_add(writer->out, opens[fate]);
	writer->fate = fate;
}

static void put(struct writer *writer, enum fate fate, const struct word *words,
		size_t count)
{
	for (size_t i = 0; i < count; i++) {
		turn(writer, fate);
		str_add_n(writer->out, words[i].text, words[i].len);
	}
}

/* Row i, column j: common words of a[i..] and b[j..]. */
static uint16_t *make_table(const struct words *a, const struct words *b)
{
	size_t width = b->count + 1;
	uint16_t *table = mem_zalloc((a->count + 1) * width, sizeof(uint16_t));

	for (size_t i = a->count; i-- > 0;) {
		for (size_t j = b->count; j-- > 0;) {
			uint16_t down = table[(i + 1) * width + j];
			uint16_t right = table[i * width + j + 1];

			if (same(&a->words[i], &b->words[j]))
				table[i * width + j] =
					(uint16_t)(table[(i + 1) * width + j +
							 1] +
						   1);
			else
				table[i * width + j] =
					down >= right ? down : right;
		}
	}
	return table;
}

/* Tells the middle, which both texts have in other words. */
static void tell(const struct words *a, const struct words *b,
		 struct writer *writer)
{
	size_t i = 0, j = 0, width = b->count + 1;
	uint16_t *table;

	if (a->count > CELLS_MOST / width) {
		put(writer, GONE, a->words, a->count);
		put(writer, COME, b->words, b->count);
		return;
	}
	table = make_table(a, b);
	while (i < a->count && j < b->count) {
		if (same(&a->words[i], &b->words[j])) {
			put(writer, KEPT, &a->words[i++], 1);
			j++;
		} else if (table[(i + 1) * width + j] >=
			   table[i * width + j + 1]) {
			put(writer, GONE, &a->words[i++], 1);
		} else {
			put(writer, COME, &b->words[j++], 1);
		}
	}
	put(writer, GONE, a->words + i, a->count - i);
	put(writer, COME, b->words + j, b->count - j);
	free(table);
}

void word_diff(const char *before, const char *after, struct str *out)
{
	struct words a = split(before);
	struct words b = split(after);
	struct words x, y;
	struct writer writer = { .out = out, .start = out->len };
	size_t head = 0, tail = 0;

	while (head < a.count && head < b.count &&
	       same(&a.words[head], &b.words[head]))
		head++;
	while (tail < a.count - head && tail < b.count - head &&
	       same(&a.words[a.count - tail - 1], &b.words[b.count - tail - 1]))
		tail++;
	x = (struct words){ .words = a.words + head,
			    .count = a.count - head - tail };
	y = (struct words){ .words = b.words + head,
			    .count = b.count - head - tail };
	put(&writer, KEPT, a.words, head);
	tell(&x, &y, &writer);
	put(&writer, KEPT, a.words + a.count - tail, tail);
	str_add(out, closes[writer.fate]);
	free(a.words);
	free(b.words);
}
