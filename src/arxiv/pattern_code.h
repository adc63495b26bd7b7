#ifndef ARXIV_PATTERN_CODE_H
#define ARXIV_PATTERN_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* A compiled expression: instructions of a machine that is in many places at
 * once. What its compiler and its runner share. */

/* Limits of an expression: bytes; a count like {3,100}; instructions, once its
 * counts are written out; parentheses inside each other. */
#define PATTERN_MAX_BYTES 512
#define PATTERN_MAX_COUNT 100
#define PATTERN_MAX_SIZE  1000
#define PATTERN_MAX_DEPTH 16

enum pattern_op {
	PATTERN_CHAR,     /* this character, in small letters */
	PATTERN_SET,      /* one of a set */
	PATTERN_SPLIT,    /* go on at both places */
	PATTERN_JUMP,     /* go on there */
	PATTERN_LINE,     /* where a line begins */
	PATTERN_LINE_END, /* where it ends */
	PATTERN_EDGE,     /* where a word begins or ends */
	PATTERN_NO_EDGE,  /* where none does */
	PATTERN_FOUND
};

struct pattern_step {
	enum pattern_op op;
	int to;        /* SPLIT, JUMP: relative to this step */
	int other;     /* SPLIT: the same */
	uint32_t code; /* CHAR: the character; SET: its number */
};

/* Kinds of characters that a set may hold as a whole. */
enum pattern_class {
	CLASS_RANGE, /* first to last */
	CLASS_ALPHA,
	CLASS_DIGIT,
	CLASS_ALNUM,
	CLASS_WORD, /* ALNUM, marks and '_' */
	CLASS_SPACE,
	CLASS_PUNCT,
	CLASS_NOT_DIGIT,
	CLASS_NOT_WORD,
	CLASS_NOT_SPACE
};

struct pattern_range {
	enum pattern_class kind;
	uint32_t first;
	uint32_t last;
};

/* Ranges [first, first + count) of the pattern. */
struct pattern_set {
	size_t first;
	size_t count;
	bool negated; /* never holds a line feed then */
};

struct pattern {
	struct pattern_step *steps; /* the last one is FOUND */
	size_t count;
	size_t room;
	struct pattern_set *sets;
	size_t set_count;
	size_t set_room;
	struct pattern_range *ranges;
	size_t range_count;
	size_t range_room;
	bool first[256]; /* bytes that a match can begin with */
};

/* Compiles text into *pattern (zeroed), all but `first`. */
enum status pattern_compile(const char *text, struct pattern *pattern,
			    struct error *err) MUST_CHECK;

#endif
