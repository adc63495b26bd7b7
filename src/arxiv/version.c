/* Versions as text and back. The reader takes only what the writer gives,
 * since it reads what a parser of foreign bytes sent. */
#include "arxiv/version.h"

#include <inttypes.h>
#include <stdlib.h>

#include "arxiv/ident.h"
#include "base/date.h"
#include "base/mem.h"

void version_write(const struct paper_version *versions, size_t count,
		   struct str *out)
{
	for (size_t i = 0; i < count; i++) {
		str_addf(out, "%s%d@", i > 0 ? "," : "", versions[i].number);
		if (versions[i].time == TIME_NONE)
			str_add_char(out, '?');
		else
			str_addf(out, "%" PRId64, versions[i].time);
		if (versions[i].withdrawn)
			str_add_char(out, '!');
	}
}

/* Decimal digits without a leading zero, at most 18 of them. */
static bool read_digits(const char **at, int64_t *ret)
{
	const char *start = *at;
	int64_t value = 0;

	while (**at >= '0' && **at <= '9' && *at - start < 18)
		value = value * 10 + (*(*at)++ - '0');
	*ret = value;
	return *at > start && (*start != '0' || *at == start + 1);
}

static bool read_time(const char **at, int64_t *ret)
{
	bool negative = **at == '-';
	int64_t value = 0;

	if (**at == '?') {
		(*at)++;
		*ret = TIME_NONE;
		return true;
	}
	if (negative)
		(*at)++;
	if (!read_digits(at, &value) || (negative && value == 0))
		return false;
	*ret = negative ? -value : value;
	return date_time_valid(*ret);
}

static bool read_version(const char **at, struct paper_version *ret)
{
	int64_t number = 0;

	if (!read_digits(at, &number) || number < 1 ||
	    number > IDENT_MAX_VERSION || **at != '@')
		return false;
	(*at)++;
	ret->number = (int)number;
	if (!read_time(at, &ret->time))
		return false;
	ret->withdrawn = **at == '!';
	if (ret->withdrawn)
		(*at)++;
	return true;
}

bool version_read(const char *text, struct paper_version **ret,
		  size_t *ret_count)
{
	struct paper_version *versions = NULL;
	size_t count = 0;
	size_t room = 0;
	bool good = true;

	do {
		struct paper_version next;

		if (count > 0)
			text++;
		good = read_version(&text, &next) &&
		       (count == 0 || next.number > versions[count - 1].number);
		if (!good)
			break;
		versions =
			mem_grow(versions, &room, count + 1, sizeof(*versions));
		versions[count++] = next;
	} while (*text == ',');
	if (!good || *text != '\0') {
		free(versions);
		return false;
	}
	*ret = versions;
	*ret_count = count;
	return true;
}
