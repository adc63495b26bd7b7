/* Identifiers. A written form is peeled (URL, prefix) down to the bare
 * grammar, which fills the parts; the parts are packed into the key. Nothing
 * is accepted that cannot be written again from its key, apart from the
 * subject class, the case of the archive and what was peeled off. */
#include "arxiv/ident.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/category.h"

#define MONTH_SHIFT    17
#define ARCHIVE_SHIFT  10
#define NUMBER_MASK    ((1 << MONTH_SHIFT) - 1)
#define OLD_MASK       ((1 << ARCHIVE_SHIFT) - 1)
#define OLD_NUMBER_MAX 999

/* Months since 1991-01 of the turning points. */
#define MONTHS(year, month) (((year)-1991) * 12 + (month)-1)
#define FIRST_OLD           MONTHS(1991, 7)
#define FIRST_NEW           MONTHS(2007, 4)
#define FIRST_FIVE          MONTHS(2015, 1)
#define LAST_MONTH          MONTHS(2090, 12)

/* Longest bare identifier that is worth reading: archive, class, number and
 * version. */
#define BARE_MAX (2 * CATEGORY_MAX)

/* The archives' codes stand in every library. Therefore: a code is never
 * changed and never given to another archive; new archives get new codes (less
 * than 128), whatever the order. */
static const struct {
	int code;
	const char *name;
} archives[] = {
	{0,   "acc-phys"},
        { 1,  "adap-org"},
        { 2,  "alg-geom"},
	{ 3,  "ao-sci"  },
        { 4,  "astro-ph"},
        { 5,  "atom-ph" },
	{ 6,  "bayes-an"},
        { 7,  "chao-dyn"},
        { 8,  "chem-ph" },
	{ 9,  "cmp-lg"  },
        { 10, "comp-gas"},
        { 11, "cond-mat"},
	{ 12, "cs"      },
        { 13, "dg-ga"   },
        { 14, "econ"    },
	{ 15, "eess"    },
        { 16, "funct-an"},
        { 17, "gr-qc"   },
	{ 18, "hep-ex"  },
        { 19, "hep-lat" },
        { 20, "hep-ph"  },
	{ 21, "hep-th"  },
        { 22, "math"    },
        { 23, "math-ph" },
	{ 24, "mtrl-th" },
        { 25, "nlin"    },
        { 26, "nucl-ex" },
	{ 27, "nucl-th" },
        { 28, "patt-sol"},
        { 29, "physics" },
	{ 30, "plasm-ph"},
        { 31, "q-alg"   },
        { 32, "q-bio"   },
	{ 33, "q-fin"   },
        { 34, "quant-ph"},
        { 35, "solv-int"},
	{ 36, "stat"    },
        { 37, "supr-con"},
        { 38, "test"    },
};

#define ARCHIVE_COUNT (sizeof(archives) / sizeof(archives[0]))

static const char *archive_name(int code)
{
	for (size_t i = 0; i < ARCHIVE_COUNT; i++)
		if (archives[i].code == code)
			return archives[i].name;
	return NULL;
}

/* The code of an archive in any case, or -1. */
static int archive_code(const char *name)
{
	for (size_t i = 0; i < ARCHIVE_COUNT; i++)
		if (ascii_compare(archives[i].name, name) == 0)
			return archives[i].code;
	return -1;
}

/* Reads exactly `count` digits and moves on; -1 when they are not there. */
static int take_digits(const char **text, int count)
{
	const char *at = *text;
	int value = 0;

	for (int i = 0; i < count; i++, at++) {
		if (!ascii_is_digit(*at))
			return -1;
		value = value * 10 + (*at - '0');
	}
	*text = at;
	return value;
}

/* Reads YYMM as months since 1991-01, or -1. */
static int take_month(const char **text)
{
	int year = take_digits(text, 2);
	int month = year < 0 ? -1 : take_digits(text, 2);

	if (month < 1 || month > 12)
		return -1;
	return MONTHS(year >= 91 ? 1900 + year : 2000 + year, month);
}

/* Reads "vN" up to the end of the text; 0 when there is none, -1 when what
 * stands there is something else. */
static int take_version(const char *text)
{
	int version = 0;

	if (*text == '\0')
		return 0;
	if (*text != 'v' || text[1] == '0')
		return -1;
	for (text++; ascii_is_digit(*text); text++) {
		version = version * 10 + (*text - '0');
		if (version > IDENT_MAX_VERSION)
			return -1;
	}
	return *text == '\0' && version > 0 ? version : -1;
}

/* YYMM.NNNN or YYMM.NNNNN, with or without version. */
static bool parse_new(const char *text, struct ident *ret)
{
	int month = take_month(&text);
	int number = 0;
	int version = 0;

	if (month < FIRST_NEW || month > LAST_MONTH || *text != '.')
		return false;
	text++;
	number = take_digits(&text, month < FIRST_FIVE ? 4 : 5);
	version = take_version(text);
	if (number < 0 || version < 0)
		return false;
	ret->key = (paper_key)month << MONTH_SHIFT | number;
	ret->version = version;
	return true;
}

/* The code of what stands before the slash, an archive with or without a
 * subject class; -1 when it is unknown. Two letters are a class anyway, since
 * classes were renamed; longer ones must be of the taxonomy. */
static int parse_archive(const char *text, size_t len)
{
	char name[CATEGORY_MAX + 1] = "";
	const char *dot = NULL;

	if (len > CATEGORY_MAX)
		return -1;
	memcpy(name, text, len);
	name[len] = '\0';
	dot = strchr(name, '.');
	if (dot == NULL)
		return archive_code(name);
	if (!category_form_ok(name) ||
	    (strlen(dot + 1) != 2 && category_find(name) == NULL))
		return -1;
	if (strlen(dot + 1) == 2 &&
	    !(ascii_is_letter(dot[1]) && ascii_is_letter(dot[2])))
		return -1;
	name[dot - name] = '\0';
	return archive_code(name);
}

/* archive/YYMMNNN or archive.CLASS/YYMMNNN, with or without version. */
static bool parse_old(const char *text, struct ident *ret)
{
	const char *slash = strchr(text, '/');
	int archive = -1;
	int month = 0;
	int number = 0;
	int version = 0;

	if (slash == NULL)
		return false;
	archive = parse_archive(text, (size_t)(slash - text));
	text = slash + 1;
	month = take_month(&text);
	if (archive < 0 || month < FIRST_OLD || month >= FIRST_NEW)
		return false;
	number = take_digits(&text, 3);
	version = take_version(text);
	if (number < 0 || version < 0)
		return false;
	ret->key = (paper_key)month << MONTH_SHIFT |
		   (paper_key)archive << ARCHIVE_SHIFT | number;
	ret->version = version;
	return true;
}

bool ident_parse_bare(const char *text, struct ident *ret)
{
	struct ident id = { 0, 0 };
	bool good = ascii_is_digit(text[0]) ? parse_new(text, &id)
					    : parse_old(text, &id);

	if (good)
		*ret = id;
	return good;
}

/* The first `len` bytes of text as a bare identifier. */
static bool parse_part(const char *text, size_t len, struct ident *ret)
{
	char part[BARE_MAX + 1];

	if (len > BARE_MAX)
		return false;
	memcpy(part, text, len);
	part[len] = '\0';
	return ident_parse_bare(part, ret);
}

/* True when text[0..len) is a name, or (with `sub`) ends in ".name". Case does
 * not matter in names of hosts. */
static bool host_is(const char *text, size_t len, const char *name, bool sub)
{
	size_t name_len = strlen(name);

	if (len < name_len || ascii_after(text + len - name_len, name) == NULL)
		return false;
	if (len == name_len)
		return true;
	if (!sub || text[len - name_len - 1] != '.' || text[0] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!ascii_is_alnum(text[i]) && text[i] != '-' &&
		    text[i] != '.')
			return false;
	return true;
}

/* The identifier in a path behind the host of arXiv: kind/ID. */
static bool parse_arxiv_path(const char *path, size_t len, struct ident *ret)
{
	static const char *const kinds[] = { "abs/",    "pdf/",    "html/",
					     "src/",    "format/", "ps/",
					     "bibtex/", "e-print/" };
	bool pdf = strncmp(path, "pdf/", 4) == 0;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t kind = strlen(kinds[i]);

		if (len < kind || strncmp(path, kinds[i], kind) != 0)
			continue;
		path += kind;
		len -= kind;
		if (len > 0 && path[len - 1] == '/')
			len--;
		if (pdf && len > 4 && strncmp(path + len - 4, ".pdf", 4) == 0)
			len -= 4;
		return parse_part(path, len, ret);
	}
	return false;
}

/* 10.48550/arXiv.ID, in any case as all DOIs are. */
static bool parse_doi(const char *text, size_t len, struct ident *ret)
{
	const char *id = ascii_after(text, "10.48550/arxiv.");

	if (id == NULL || (size_t)(id - text) > len)
		return false;
	return parse_part(id, len - (size_t)(id - text), ret);
}

/* A port is nothing or ':' and one to five digits. */
static bool port_ok(const char *text, size_t len)
{
	if (len == 0)
		return true;
	if (text[0] != ':' || len < 2 || len > 6)
		return false;
	for (size_t i = 1; i < len; i++)
		if (!ascii_is_digit(text[i]))
			return false;
	return true;
}

/* host[:port]/path, what comes after the scheme. */
static bool parse_url(const char *text, struct ident *ret)
{
	size_t len = strcspn(text, "?#");
	size_t authority = strcspn(text, "/?#");
	size_t host = strcspn(text, ":/?#");
	const char *path = text + authority + 1;

	if (text[authority] != '/' || host > authority ||
	    !port_ok(text + host, authority - host))
		return false;
	len -= authority + 1;
	if (host_is(text, host, "arxiv.org", true))
		return parse_arxiv_path(path, len, ret);
	if (!host_is(text, host, "doi.org", false) &&
	    !host_is(text, host, "dx.doi.org", false))
		return false;
	if (len > 0 && path[len - 1] == '/')
		len--;
	return parse_doi(path, len, ret);
}

/* Every character visible, but for the one blank that may follow "arXiv:". */
static bool all_visible(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text <= ' ' || *text >= 0x7f)
			return false;
	return true;
}

bool ident_parse(const char *text, struct ident *ret)
{
	const char *rest = NULL;

	if ((rest = ascii_after(text, "oai:arxiv.org:")) != NULL)
		return ident_parse_bare(rest, ret);
	if ((rest = ascii_after(text, "arxiv:")) != NULL)
		return ident_parse_bare(rest + (*rest == ' '), ret);
	if (!all_visible(text))
		return false;
	if ((rest = ascii_after(text, "doi:")) != NULL)
		return parse_doi(rest, strlen(rest), ret);
	if ((rest = ascii_after(text, "https://")) != NULL ||
	    (rest = ascii_after(text, "http://")) != NULL)
		return parse_url(rest, ret);
	return ident_parse_bare(text, ret) ||
	       parse_doi(text, strlen(text), ret) || parse_url(text, ret);
}

/* What a key is made of; the archive is -1 in the new style. */
struct parts {
	int month; /* since 1991-01 */
	int archive;
	int number;
};

/* Unpacks a key; false when no identifier has it. */
static bool unpack(paper_key key, struct parts *ret)
{
	struct parts parts = { 0, -1, 0 };

	if (key <= 0 || key >> MONTH_SHIFT > LAST_MONTH)
		return false;
	parts.month = (int)(key >> MONTH_SHIFT);
	parts.number = (int)(key & NUMBER_MASK);
	if (parts.month < FIRST_NEW) {
		parts.archive = parts.number >> ARCHIVE_SHIFT;
		parts.number &= OLD_MASK;
	}
	*ret = parts;
	if (parts.month < FIRST_OLD)
		return false;
	if (parts.archive >= 0)
		return archive_name(parts.archive) != NULL &&
		       parts.number <= OLD_NUMBER_MAX;
	return parts.number <= (parts.month < FIRST_FIVE ? 9999 : 99999);
}

bool ident_key_valid(paper_key key)
{
	struct parts parts = { 0, 0, 0 };

	return unpack(key, &parts);
}

void ident_month(paper_key key, int *ret_year, int *ret_month)
{
	int months = (int)(key >> MONTH_SHIFT);

	*ret_year = 1991 + months / 12;
	*ret_month = months % 12 + 1;
}

const char *ident_format(paper_key key, char out[IDENT_TEXT_SIZE])
{
	return ident_format_version((struct ident){ key, 0 }, out);
}

const char *ident_format_version(struct ident id, char out[IDENT_TEXT_SIZE])
{
	struct parts parts = { 0, 0, 0 };
	int year = 0;
	int month = 0;
	int len = 0;

	out[0] = '\0';
	if (!unpack(id.key, &parts))
		return out;
	ident_month(id.key, &year, &month);
	year %= 100;
	if (parts.archive >= 0)
		len = snprintf(out, IDENT_TEXT_SIZE, "%s/%02d%02d%03d",
			       archive_name(parts.archive), year, month,
			       parts.number);
	else
		len = snprintf(out, IDENT_TEXT_SIZE, "%02d%02d.%0*d", year,
			       month, parts.month < FIRST_FIVE ? 4 : 5,
			       parts.number);
	if (id.version > 0 && len > 0 && len < IDENT_TEXT_SIZE)
		snprintf(out + len, (size_t)(IDENT_TEXT_SIZE - len), "v%d",
			 id.version);
	return out;
}

int ident_compare(paper_key a, paper_key b)
{
	const paper_key first_new = (paper_key)FIRST_NEW << MONTH_SHIFT;
	char text_a[IDENT_TEXT_SIZE];
	char text_b[IDENT_TEXT_SIZE];

	if (a >= first_new && b >= first_new)
		return (a > b) - (a < b);
	/* New style begins with a digit, old style with a letter, and all
	 * numbers are padded: the order of the texts is the one wanted. */
	return strcmp(ident_format(a, text_a), ident_format(b, text_b));
}

const char *ident_link(paper_key key, char out[IDENT_LINK_SIZE])
{
	char text[IDENT_TEXT_SIZE];

	snprintf(out, IDENT_LINK_SIZE, "https://arxiv.org/abs/%s",
		 ident_format(key, text));
	return out;
}
