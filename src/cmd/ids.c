/* Identifiers on the command line: all are read before anything is done, so
 * that a malformed one leaves everything as it was. */

#include "cmd/ids.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cmd/output.h"

enum status ids_read(const char *const *words, size_t count, paper_key **ret,
		     struct error *err)
{
	paper_key *keys = mem_zalloc(count, sizeof(*keys));

	for (size_t i = 0; i < count; i++) {
		struct ident id;

		if (!ident_parse(words[i], &id)) {
			free(keys);
			return error_set(err, STATUS_USAGE, 0,
					 "'%.80s' is no arXiv identifier such "
					 "as 2510.07784 or hep-th/9901001",
					 words[i]);
		}
		keys[i] = id.key;
	}
	*ret = keys;
	return STATUS_OK;
}

enum status ids_report(const paper_key *keys, const bool *known, size_t count)
{
	size_t missing = 0;

	for (size_t i = 0; i < count; i++) {
		char id[IDENT_TEXT_SIZE];

		if (known[i])
			continue;
		message("%s is not in the library", ident_format(keys[i], id));
		missing++;
	}
	if (missing == 0)
		return STATUS_OK;
	return missing == count ? STATUS_NOTFOUND : STATUS_PARTIAL;
}
