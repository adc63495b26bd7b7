/* The runner of expressions: it reads the text once and keeps the set of
 * places in the expression where it may be, each with where its match began;
 * the earliest beginning of a place wins, so every place is kept once and the
 * time is bounded. Where it is nowhere, it skips what no match begins with. */
#include "arxiv/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/pattern_code.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

/* A place in the expression. */
struct place {
	size_t step;
	size_t start; /* where its match began */
};

/* Places in the order of their beginnings. */
struct places {
	struct place *list;
	size_t count;
};

struct run {
	const struct pattern *pattern;
	const char *text;
	size_t len;
	size_t at;           /* of the next character */
	struct places here;  /* which wait for it */
	struct places there; /* which wait for the one behind */
	size_t *seen;        /* of each step: `turn` when it is in `there` */
	size_t turn;
	size_t *stack;
	bool empty; /* an empty match is one, and the first is enough */
	bool found;
	size_t start; /* of the best match */
	size_t end;
};

/* The class that the negated one leaves out; RANGE when it is none. */
static enum pattern_class left_out(enum pattern_class kind)
{
	if (kind == CLASS_NOT_DIGIT)
		return CLASS_DIGIT;
	if (kind == CLASS_NOT_WORD)
		return CLASS_WORD;
	return kind == CLASS_NOT_SPACE ? CLASS_SPACE : CLASS_RANGE;
}

/* True for a character of a class that is neither RANGE nor negated. */
static bool class_has(enum pattern_class kind, uint32_t code)
{
	enum text_kind text = TEXT_OTHER;

	if (kind == CLASS_DIGIT)
		return code >= '0' && code <= '9';
	if (kind == CLASS_SPACE)
		return code < 0x80 ? ascii_is_space((char)code) : code == 0xA0;
	if (kind == CLASS_PUNCT && code < 0x80)
		return ascii_is_punct((char)code);
	if (kind == CLASS_WORD && code == '_')
		return true;
	text = text_kind(code);
	if (kind == CLASS_ALPHA)
		return text == TEXT_LETTER;
	if (kind == CLASS_PUNCT)
		return text == TEXT_OTHER;
	return text != TEXT_OTHER && (text != TEXT_MARK || kind == CLASS_WORD);
}

static bool range_has(const struct pattern_range *range, uint32_t code)
{
	enum pattern_class without = left_out(range->kind);

	if (without != CLASS_RANGE)
		return code != '\n' && !class_has(without, code);
	if (range->kind != CLASS_RANGE)
		return class_has(range->kind, code);
	return code >= range->first && code <= range->last;
}

static bool set_has_one(const struct pattern *pattern,
			const struct pattern_set *set, uint32_t code)
{
	for (size_t i = 0; i < set->count; i++)
		if (range_has(&pattern->ranges[set->first + i], code))
			return true;
	return false;
}

/* Whether a set has a character in any case. */
static bool set_has(const struct pattern *pattern, size_t number, uint32_t code)
{
	const struct pattern_set *set = &pattern->sets[number];
	uint32_t lower = text_lower(code);
	uint32_t upper = text_upper(code);
	bool has = set_has_one(pattern, set, code) ||
		   (lower != code && set_has_one(pattern, set, lower)) ||
		   (upper != code && set_has_one(pattern, set, upper));

	if (set->negated && code == '\n')
		return false;
	return has != set->negated;
}

static bool is_word(uint32_t code)
{
	return class_has(CLASS_WORD, code);
}

/* True between a word and what is none. */
static bool is_edge(const struct run *run)
{
	size_t before = run->at;
	uint32_t code = 0;
	bool word = false;

	while (before > 0 && (run->text[--before] & 0xC0) == 0x80)
		;
	if (run->at > 0) {
		utf8_decode(run->text + before, run->at - before, &code);
		word = is_word(code);
	}
	if (run->at == run->len)
		return word;
	utf8_decode(run->text + run->at, run->len - run->at, &code);
	return word != is_word(code);
}

/* True when an assertion holds where the run is. */
static bool holds(const struct run *run, enum pattern_op op)
{
	if (op == PATTERN_LINE)
		return run->at == 0 || run->text[run->at - 1] == '\n';
	if (op == PATTERN_LINE_END)
		return run->at == run->len || run->text[run->at] == '\n';
	return is_edge(run) == (op == PATTERN_EDGE);
}

/* A match from `start` to where the run is. */
static void note_match(struct run *run, size_t start)
{
	if (run->at == start && !run->empty)
		return;
	if (run->found && start > run->start)
		return;
	run->found = true;
	run->start = start;
	run->end = run->at;
}

/* The step that is `by` steps away. */
static size_t target(size_t step, int by)
{
	return by < 0 ? step - (size_t)-by : step + (size_t)by;
}

/* Adds a place, and all those that are reached from it without a character. */
static void add_place(struct run *run, struct places *places, size_t step,
		      size_t start)
{
	size_t height = 0;

	run->stack[height++] = step;
	while (height > 0) {
		const struct pattern_step *now = NULL;

		step = run->stack[--height];
		if (run->seen[step] == run->turn)
			continue;
		run->seen[step] = run->turn;
		now = &run->pattern->steps[step];
		switch (now->op) {
		case PATTERN_CHAR:
		case PATTERN_SET:
			places->list[places->count++] =
				(struct place){ step, start };
			break;
		case PATTERN_SPLIT:
			run->stack[height++] = target(step, now->other);
			run->stack[height++] = target(step, now->to);
			break;
		case PATTERN_JUMP:
			run->stack[height++] = target(step, now->to);
			break;
		case PATTERN_LINE:
		case PATTERN_LINE_END:
		case PATTERN_EDGE:
		case PATTERN_NO_EDGE:
			if (holds(run, now->op))
				run->stack[height++] = step + 1;
			break;
		case PATTERN_FOUND:
			note_match(run, start);
			break;
		}
	}
}

/* Reads one character. */
static void step_on(struct run *run)
{
	const struct pattern *pattern = run->pattern;
	struct places swap = run->here;
	uint32_t code = 0;
	uint32_t lower = 0;

	run->at += utf8_decode(run->text + run->at, run->len - run->at, &code);
	lower = text_lower(code);
	run->turn++;
	run->there.count = 0;
	for (size_t i = 0; i < run->here.count; i++) {
		const struct place *place = &run->here.list[i];
		const struct pattern_step *step = &pattern->steps[place->step];

		if (run->found && place->start > run->start)
			break;
		if (step->op == PATTERN_CHAR
			    ? step->code == lower
			    : set_has(pattern, step->code, code))
			add_place(run, &run->there, place->step + 1,
				  place->start);
	}
	run->here = run->there;
	run->there = swap;
}

/* Looks for the first match, and unless `empty` is set for the longest. */
static void run_on(struct run *run)
{
	const bool *first = run->pattern->first;

	for (;;) {
		if (!run->found && first[(unsigned char)run->text[run->at]])
			add_place(run, &run->here, 0, run->at);
		if (run->found && (run->empty || run->here.count == 0))
			return;
		if (run->at == run->len)
			return;
		if (run->here.count > 0 ||
		    (unsigned char)run->text[run->at] >= 0x80) {
			step_on(run);
			continue;
		}
		do
			run->at++;
		while (!first[(unsigned char)run->text[run->at]] &&
		       run->at < run->len);
		run->turn++;
	}
}

/* Runs from `at` on; true when there is a match. */
static bool run_from(struct run *run, const struct pattern *pattern,
		     const char *text, size_t at)
{
	size_t count = pattern->count;

	run->pattern = pattern;
	run->text = text;
	run->len = strlen(text);
	run->at = at;
	run->turn = 1;
	run->here.list = mem_zalloc(count, sizeof(*run->here.list));
	run->there.list = mem_zalloc(count, sizeof(*run->there.list));
	run->seen = mem_zalloc(count, sizeof(*run->seen));
	run->stack = mem_zalloc(2 * count + 1, sizeof(*run->stack));
	run_on(run);
	free(run->here.list);
	free(run->there.list);
	free(run->seen);
	free(run->stack);
	return run->found;
}

bool pattern_match(const struct pattern *pattern, const char *text)
{
	struct run run = { .empty = true };

	return run_from(&run, pattern, text, 0);
}

bool pattern_find(const struct pattern *pattern, const char *text, size_t at,
		  size_t *ret_start, size_t *ret_end)
{
	struct run run = { 0 };

	if (!run_from(&run, pattern, text, at))
		return false;
	*ret_start = run.start;
	*ret_end = run.end;
	return true;
}

/* Notes the bytes that a match can begin with: those that the steps wait for
 * which are reached without a character, and all of them when the end is.
 * Bytes of other characters than ASCII all count. */
static void find_first(struct pattern *pattern)
{
	size_t *stack = mem_zalloc(2 * pattern->count + 1, sizeof(*stack));
	bool *seen = mem_zalloc(pattern->count, sizeof(*seen));
	size_t height = 1;

	memset(pattern->first + 0x80, true, 0x80);
	while (height > 0) {
		size_t at = stack[--height];
		const struct pattern_step *step = &pattern->steps[at];

		if (seen[at])
			continue;
		seen[at] = true;
		for (unsigned c = 0; c < 0x80; c++)
			if (step->op == PATTERN_FOUND ||
			    (step->op == PATTERN_CHAR &&
			     text_lower(c) == step->code) ||
			    (step->op == PATTERN_SET &&
			     set_has(pattern, step->code, c)))
				pattern->first[c] = true;
		if (step->op == PATTERN_SPLIT)
			stack[height++] = target(at, step->other);
		if (step->op == PATTERN_SPLIT || step->op == PATTERN_JUMP)
			stack[height++] = target(at, step->to);
		else if (step->op > PATTERN_JUMP && step->op < PATTERN_FOUND)
			stack[height++] = at + 1;
	}
	free(stack);
	free(seen);
}

enum status pattern_new(const char *text, struct pattern **ret,
			struct error *err)
{
	struct pattern *pattern = mem_zalloc(1, sizeof(*pattern));

	if (pattern_compile(text, pattern, err) != STATUS_OK) {
		pattern_free(pattern);
		return STATUS_USAGE;
	}
	find_first(pattern);
	*ret = pattern;
	return STATUS_OK;
}

void pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	free(pattern->steps);
	free(pattern->sets);
	free(pattern->ranges);
	free(pattern);
}
