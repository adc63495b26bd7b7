/* The types of announcements, all from announce.def. */
#include "arxiv/announce.h"

#include <string.h>

#include "arxiv/category.h"

static const char *const names[] = {
#define ANNOUNCE(name, text, heading) text,
#include "arxiv/announce.def"
#undef ANNOUNCE
};

static const char *const headings[] = {
#define ANNOUNCE(name, text, heading) heading,
#include "arxiv/announce.def"
#undef ANNOUNCE
};

const char *announce_name(enum announce_type type)
{
	return type < ANNOUNCE_NONE ? names[type] : NULL;
}

const char *announce_heading(enum announce_type type)
{
	return type < ANNOUNCE_NONE ? headings[type] : "PAPERS";
}

enum announce_type announce_parse(const char *text)
{
	for (int i = 0; i < (int)ANNOUNCE_COUNT; i++)
		if (strcmp(text, names[i]) == 0)
			return (enum announce_type)i;
	return ANNOUNCE_NONE;
}

enum announce_type announce_relative(enum announce_type type,
				     const char *primary, const char *category)
{
	if (primary == NULL || primary[0] == '\0' ||
	    category_covers(category, primary))
		return type;
	if (type == ANNOUNCE_NEW)
		return ANNOUNCE_CROSS;
	if (type == ANNOUNCE_REPLACE)
		return ANNOUNCE_REPLACE_CROSS;
	return type;
}
