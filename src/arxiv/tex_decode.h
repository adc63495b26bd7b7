#ifndef ARXIV_TEX_DECODE_H
#define ARXIV_TEX_DECODE_H

#include "arxiv/tex_sink.h"

/* Puts into the sink, which is empty, what a reader should see of a text with
 * TeX. Takes time linear in the text. */
void tex_decode(const char *source, struct tex_sink *sink);

#endif
