/* export: a day as a Markdown table or JSON lines, whole or not at all. */

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cmd/commands.h"
#include "cmd/day.h"
#include "cmd/report.h"

static enum status read_format(const char *name, struct report_choice *choice,
			       struct error *err)
{
	static const char *const LATER[] = { "csv", "bibtex", "ris" };

	if (!name || strcmp(name, "markdown") == 0) {
		choice->form = REPORT_MARKDOWN;
		return STATUS_OK;
	}
	if (strcmp(name, "json") == 0) {
		choice->form = REPORT_JSON;
		return STATUS_OK;
	}
	for (size_t i = 0; i < sizeof(LATER) / sizeof(LATER[0]); i++)
		if (strcmp(name, LATER[i]) == 0)
			return error_set(err, STATUS_USAGE, 0,
					 "this version cannot write %s yet; "
					 "--format is markdown or json",
					 name);
	return error_set(err, STATUS_USAGE, 0,
			 "unknown format '%.40s'; --format is markdown or json",
			 name);
}

/* One item of --type, not NUL-terminated. */
static bool read_type(const char *item, size_t len,
		      struct report_choice *choice)
{
	char name[16] = "";
	enum announce_type type;

	if (len >= sizeof(name))
		return false;
	memcpy(name, item, len);
	type = announce_parse(name);
	if (type == ANNOUNCE_NONE)
		return false;
	choice->types[type] = true;
	return true;
}

static enum status read_types(const char *list, struct report_choice *choice,
			      struct error *err)
{
	choice->some_types = true;
	for (;;) {
		size_t len = strcspn(list, ",");

		if (!read_type(list, len, choice))
			return error_set(
				err, STATUS_USAGE, 0,
				"unknown type '%.*s'; --type is any of "
				"new,cross,replace,replace-cross",
				(int)(len < 40 ? len : 40), list);
		if (!list[len])
			return STATUS_OK;
		list += len + 1;
	}
}

static enum status read_choice(const struct args *args,
			       struct report_choice *ret, struct error *err)
{
	const char *types = args_value(args, SWITCH_TYPE);
	const char *tex = args_value(args, SWITCH_TEX);
	enum status status;

	*ret = (struct report_choice){
		.favourites = args_has(args, SWITCH_FAVOURITES),
	};
	status = read_format(args_value(args, SWITCH_FORMAT), ret, err);
	if (!status && types)
		status = read_types(types, ret, err);
	if (!status && tex && strcmp(tex, "raw") != 0)
		status = error_set(err, STATUS_USAGE, 0,
				   "this version cannot write --tex %.40s; "
				   "--tex is raw",
				   tex);
	if (!status && args_has(args, SWITCH_QUERY))
		status = error_set(err, STATUS_USAGE, 0,
				   "this version does not know --query yet; "
				   "--type and --favourites choose papers");
	return status;
}

/* Keeps signals from leaving a temporary file behind. */
static enum status write_file(const char *path, const struct str *text,
			      struct error *err)
{
	sigset_t all;
	sigset_t before;
	enum status status;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	status = file_write_atomic(path, str_text(text), text->len, err);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

static enum status deliver(struct cli *cli, const struct str *text,
			   struct error *err)
{
	const char *path = args_value(&cli->args, SWITCH_OUTPUT);
	struct stat info;

	if (!path || strcmp(path, "-") == 0) {
		str_add_n(&cli->out.text, str_text(text), text->len);
		return STATUS_OK;
	}
	if (!*path)
		return error_set(err, STATUS_USAGE, 0,
				 "--output needs the name of a file");
	if (stat(path, &info) != 0) {
		if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
			return error_set(err, STATUS_SYSTEM, 0,
					 "%s is a symbolic link that leads "
					 "nowhere; remove it, or name the file "
					 "it should lead to",
					 path);
	} else if (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode)) {
		/* A FIFO may make us wait for its reader, and a signal must be
		 * able to end that. There is no temporary file. */
		return file_write_atomic(path, str_text(text), text->len, err);
	}
	if (cli->verbose)
		message("writing %s", path);
	return write_file(path, text, err);
}

static enum status export_day(struct cli *cli, struct library *library,
			      const struct report_choice *choice, day_t day,
			      struct error *err)
{
	struct str text = STR_INIT;
	bool whole;
	enum status status =
		report_day(library, day, choice, &text, &whole, err);

	if (!status)
		status = deliver(cli, &text, err);
	str_free(&text);
	if (status)
		return status;
	return whole ? STATUS_OK : STATUS_PARTIAL;
}

enum status cmd_export(struct cli *cli, struct error *err)
{
	struct library *library;
	struct report_choice what;
	day_t day;
	enum status status = read_choice(&cli->args, &what, err);

	if (!status)
		status = day_open(cli, &library, &day, err);
	if (status)
		return status;
	status = export_day(cli, library, &what, day, err);
	library_close(library);
	return status;
}
