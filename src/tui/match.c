/* A query over a list. */

#include "tui/match.h"

enum status match_parse(const char *text, struct match **ret,
			size_t *ret_column, struct error *err)
{
	(void)text;
	(void)ret;
	*ret_column = 1;
	return error_set(err, STATUS_USAGE, 0, "no query language yet");
}

void match_free(struct match *match)
{
	(void)match;
}

enum status match_rows(const struct match *match, struct library *library,
		       const struct listing *listing, bool **ret_matches,
		       struct error *err)
{
	(void)match;
	(void)library;
	(void)listing;
	(void)ret_matches;
	return error_set(err, STATUS_USAGE, 0, "no query language yet");
}
