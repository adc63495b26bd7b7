/* Numbers and names of the file, checked. */
#include "library/codes.h"

#include <limits.h>
#include <string.h>

enum announce_type code_announce(int64_t number)
{
	if (number < 0 || number >= ANNOUNCE_COUNT)
		return ANNOUNCE_NONE;
	return (enum announce_type)number;
}

int code_small(int64_t number)
{
	return number < INT_MIN || number > INT_MAX ? 0 : (int)number;
}

bool code_category(const char *text, char ret[CATEGORY_MAX + 1])
{
	if (text == NULL || strlen(text) > CATEGORY_MAX)
		return false;
	memcpy(ret, text, strlen(text) + 1);
	return true;
}
