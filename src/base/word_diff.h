#ifndef BASE_WORD_DIFF_H
#define BASE_WORD_DIFF_H

#include "base/str.h"

/* Appends how one text became another, word by word: words that went as
 * [-these-], words that came as {+these+}, the others as they are, with one
 * blank between. Words are what stands between blanks. Texts that differ in
 * thousands of words are told as one change. */
void word_diff(const char *before, const char *after, struct str *out);

#endif
