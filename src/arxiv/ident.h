#ifndef ARXIV_IDENT_H
#define ARXIV_IDENT_H

#include <stdbool.h>
#include <stdint.h>

/* arXiv identifiers (INTERFACES section 0, "Identifiers").
 *
 * A paper's key packs its identifier without version into a positive integer,
 * reversibly and in order of time:
 *
 *     key = months since 1991-01 << 17 | number              from 0704 on
 *     key = months since 1991-01 << 17 | archive << 10 | number    before
 *
 * archive is the fixed code of the archive in ident.c (never changed, only
 * added to), since it stands in every library. Months up to 0703 are old
 * style, so the two forms never meet. YY >= 91 is 19YY, else 20YY. */
typedef int64_t paper_key;

/* Bytes for the longest identifier with version, NUL included. */
#define IDENT_TEXT_SIZE 32

/* Largest version number; arXiv's highest real one has three digits. */
#define IDENT_MAX_VERSION 999

struct ident {
	paper_key key; /* > 0 */
	int version;   /* 1..IDENT_MAX_VERSION, 0 when it was not written */
};

/* Parses an identifier in any written form: 2510.07784, 2510.07784v2,
 * arXiv:2510.07784, hep-th/9901001, math.GT/0309136 (= math/0309136),
 * oai:arXiv.org:2510.07784v1, doi:10.48550/arXiv.2510.07784 and URLs of
 * arxiv.org, its subdomains and doi.org, with or without scheme (abs, pdf,
 * html, src, format, ps, bibtex, e-print; .pdf, query and fragment dropped).
 * ASCII only, the whole text, nothing around it. False when it is none. */
bool ident_parse(const char *text, struct ident *ret);

/* The canonical grammar alone, no prefix or URL: what a feed's own
 * identifiers must match once their fixed prefix is taken off. */
bool ident_parse_bare(const char *text, struct ident *ret);

/* "2510.07784" or "hep-th/9901001" into out; returns out. "" for a key that
 * ident_parse cannot give. */
const char *ident_format(paper_key key, char out[IDENT_TEXT_SIZE]);

/* The same with "vN" when version > 0. */
const char *ident_format_version(struct ident id, char out[IDENT_TEXT_SIZE]);

/* Year and month (1..12) of a valid key. */
void ident_month(paper_key key, int *ret_year, int *ret_month);

/* True when the key is one that ident_parse can give. */
bool ident_key_valid(paper_key key);

/* The order of identifiers as text, which is the order inside a section of an
 * announcement: new style before old style, then ascending. <0, 0, >0. */
int ident_compare(paper_key a, paper_key b);

/* Bytes for the longest link, NUL included. */
#define IDENT_LINK_SIZE 64

/* "https://arxiv.org/abs/ID" without version into out; returns out. Links are
 * always built here, from a checked identifier. */
const char *ident_link(paper_key key, char out[IDENT_LINK_SIZE]);

#endif
