#ifndef EXPORT_PAPER_JSON_H
#define EXPORT_PAPER_JSON_H

#include "base/json.h"
#include "library/listing.h"

/* The JSON object of one paper, the same in every command: "id", "version",
 * "type", "day", "primary", "categories", "title", "authors", "abstract",
 * "comments", "journal_ref", "doi", "submitted", "updated", "link",
 * "favourite", "read", "tags", "note". Text as stored, absent values null,
 * instants RFC 3339 in UTC. The caller frees it. */
struct json *paper_json(const struct listed *listed);

/* The JSON object of one day of `days`. */
struct json *day_json(const struct day_row *row);

#endif
