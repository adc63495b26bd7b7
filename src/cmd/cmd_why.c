/* why: why a paper is or is not in front of the reader. */

#include "arxiv/calendar.h"
#include "cmd/commands.h"
#include "export/paper_json.h"
#include "export/why_text.h"
#include "library/why.h"

/* The lines of a text as an array. */
static struct json *reasons_array(const char *lines)
{
	struct json *array = json_array_new();
	struct str line = STR_INIT;

	for (; *lines; lines++) {
		if (*lines != '\n') {
			str_add_char(&line, *lines);
			continue;
		}
		json_append_text(array, str_text(&line));
		str_clear(&line);
	}
	str_free(&line);
	return array;
}

static struct json *announcement_json(const struct why_announcement *row)
{
	struct json *object = json_object_new();
	char day[DATE_TEXT_SIZE];

	json_set_text(object, "day", date_format_iso(row->day, day));
	json_set_text(object, "category",
		      row->category[0] ? row->category : NULL);
	json_set_text(object, "type", announce_name(row->type));
	if (row->version > 0)
		json_set_int(object, "version", row->version);
	else
		json_set_null(object, "version");
	json_set_bool(object, "reconstructed", row->reconstructed);
	return object;
}

static void write_json(const struct why *why, paper_key key,
		       const char *reasons, struct str *out)
{
	struct json *object = json_object_new();
	struct json *rows = json_array_new();
	char id[IDENT_TEXT_SIZE];

	for (size_t i = 0; i < why->announcement_count; i++)
		json_append(rows, announcement_json(&why->announcements[i]));
	json_set_text(object, "id", ident_format(key, id));
	json_set_bool(object, "held", why->held);
	json_set_bool(object, "in_view", why->in_view);
	json_set(object, "reasons", reasons_array(reasons));
	json_set(object, "announcements", rows);
	json_write_line(object, out);
	json_free(object);
}

static enum status tell(struct cli *cli, struct library *library, paper_key key,
			struct error *err)
{
	struct str *out = &cli->out.text;
	struct str reasons = STR_INIT;
	struct why why;
	enum status status =
		why_load(library, key, calendar_today(cli->now), &why, err);

	if (status)
		return status;
	why_text(&why, key, &reasons);
	if (args_has(&cli->args, SWITCH_JSON))
		write_json(&why, key, str_text(&reasons), out);
	else
		str_add(out, str_text(&reasons));
	str_free(&reasons);
	why_clear(&why);
	return STATUS_OK;
}

enum status cmd_why(struct cli *cli, struct error *err)
{
	struct library *library;
	struct ident id;
	enum status status = cli_words(cli, 1, 1, err);

	if (status)
		return status;
	if (!ident_parse(cli->args.words[0], &id))
		return error_set(err, STATUS_USAGE, 0,
				 "'%.80s' is no arXiv identifier such as "
				 "2510.07784 or hep-th/9901001",
				 cli->args.words[0]);
	status = cli_library(cli, LIBRARY_READ, &library, err);
	if (status)
		return status;
	status = tell(cli, library, id.key, err);
	library_close(library);
	return status;
}
