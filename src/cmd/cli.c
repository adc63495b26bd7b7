/* One run of arxday. This is where the environment and the clock are read, and
 * nowhere else. */

#include "cmd/cli.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/mem.h"
#include "cmd/place.h"
#include "source/sample.h"
#include "tui/rc.h"

/* Bytes of a configuration that are read; more is no arxdayrc. */
#define CONFIG_CAP (4u * 1024 * 1024)

static enum status begin_clock(struct cli *cli, struct error *err)
{
	const char *text = args_value(&cli->args, SWITCH_NOW);
	const char *from = "--now";

	if (!text) {
		text = getenv("ARXDAY_NOW");
		from = "ARXDAY_NOW";
		if (!text || !*text) {
			cli->now = (int64_t)time(NULL);
			return STATUS_OK;
		}
	}
	if (!date_parse_rfc3339(text, &cli->now, NULL))
		return error_set(err, STATUS_USAGE, 0,
				 "%s: '%s' is no RFC 3339 time such as "
				 "2025-10-11T09:00:00Z",
				 from, text);
	cli->pinned = true;
	return STATUS_OK;
}

static enum status begin_paths(struct cli *cli, struct error *err)
{
	const char *library = args_value(&cli->args, SWITCH_LIBRARY);
	enum status status;

	if (library && !*library)
		return error_set(err, STATUS_USAGE, 0,
				 "--library needs the name of a file");
	if (library)
		cli->library_path = mem_strdup(library);
	else
		cli->library_path = place_data("library.db");
	cli->state_folder = place_state();
	if (!cli->library_path || !cli->state_folder)
		return error_set(err, STATUS_SYSTEM, 0,
				 "there is no home folder; set HOME");
	status = place_programs(&cli->program, &cli->fetch_program,
				&cli->parse_program, err);
	return status;
}

/* A configuration that others can write is read, since it runs nothing by
 * itself, but its owner should know. */
static void warn_of_owner(const char *path)
{
	struct stat info;

	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
		return;
	if (info.st_uid != geteuid() && info.st_uid != 0)
		message("%s belongs to another user", path);
	else if (info.st_mode & S_IWOTH)
		message("%s can be written by everybody", path);
}

static enum status read_config(struct cli *cli, const char *path,
			       struct error *err)
{
	struct str text = STR_INIT;
	struct str faults = STR_INIT;
	char *home = place_home();
	char *folder = file_folder_of(path);
	struct rc rc = {
		.settings = &cli->settings,
		.name = path,
		.folder = folder,
		.home = home,
		.messages = &faults,
	};
	enum status status = file_read(path, CONFIG_CAP, &text, err);

	if (!status) {
		warn_of_owner(path);
		if (rc_read(&rc, str_text(&text), text.len))
			message_lines(str_text(&faults));
		cli->settings.changed = 0;
	}
	free(folder);
	free(home);
	str_free(&faults);
	str_free(&text);
	return status;
}

static enum status begin_config(struct cli *cli, struct error *err)
{
	enum status status = STATUS_OK;
	char *path;

	settings_init(&cli->settings);
	cli->config_path = args_value(&cli->args, SWITCH_CONFIG);
	if (cli->config_path) {
		if (read_config(cli, cli->config_path, err) == STATUS_OK)
			return STATUS_OK;
		err->status = STATUS_CONFIG;
		return STATUS_CONFIG;
	}
	path = place_config("arxdayrc");
	if (path && file_exists(path)) {
		/* Nobody asked for it: say so and go on with the defaults. */
		struct error fault;

		if (read_config(cli, path, &fault))
			message("%s; the defaults count", fault.text);
	}
	free(path);
	return status;
}

/* Data is UTF-8 whatever the locale; the widths of its characters are too. The
 * reader keeps the locale as it is, since it knows what the terminal shows. */
static void begin_locale(const struct cli *cli)
{
	if (cli->command && strcmp(cli->command, "read") != 0 &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

enum status cli_begin(struct cli *cli, struct error *err)
{
	enum status status;

	cli->offline = args_has(&cli->args, SWITCH_OFFLINE);
	cli->demo = args_has(&cli->args, SWITCH_DEMO);
	cli->quiet = args_has(&cli->args, SWITCH_QUIET);
	cli->verbose = args_has(&cli->args, SWITCH_VERBOSE);
	cli->loopback_only = getenv("ARXDAY_LOOPBACK_ONLY") != NULL;
	begin_locale(cli);
	status = begin_clock(cli, err);
	if (!status)
		status = begin_paths(cli, err);
	if (!status)
		status = begin_config(cli, err);
	if (!status && cli->verbose)
		message("the library is %s", cli->library_path);
	return status;
}

void cli_end(struct cli *cli)
{
	args_free(&cli->args);
	settings_clear(&cli->settings);
	free(cli->library_path);
	free(cli->state_folder);
	free(cli->program);
	free(cli->fetch_program);
	free(cli->parse_program);
}

enum status cli_usage(const struct cli *cli, struct error *err)
{
	return error_set(err, STATUS_USAGE, 0, "usage: arxday %s%s%s",
			 cli->command ? cli->command : "",
			 cli->command ? " " : "", cli->usage);
}

enum status cli_words(const struct cli *cli, size_t least, size_t most,
		      struct error *err)
{
	if (cli->args.word_count < least || cli->args.word_count > most)
		return cli_usage(cli, err);
	return STATUS_OK;
}

struct source_context cli_context(const struct cli *cli,
				  struct library *library)
{
	return (struct source_context){
		.library = library,
		.library_path = cli->demo ? NULL : cli->library_path,
		.config = &cli->settings.config,
		.now = cli->now,
		.offline = cli->offline,
		.loopback_only = cli->loopback_only,
		.state_folder = cli->state_folder,
		.fetch_program = cli->fetch_program,
		.parse_program = cli->parse_program,
		.cancel_fd = -1,
	};
}

enum status cli_sample(const struct cli *cli, struct library **ret,
		       struct error *err)
{
	struct library *library;
	struct source_context context;
	enum status status =
		library_open(CLI_SAMPLE_PATH, LIBRARY_MEMORY, &library, err);

	if (status)
		return status;
	context = cli_context(cli, library);
	status = sample_import(&context, err);
	if (status) {
		library_close(library);
		return status;
	}
	*ret = library;
	return STATUS_OK;
}

enum status cli_network(const struct cli *cli, const char *left,
			struct error *err)
{
	if (!cli->offline)
		return STATUS_OK;
	return error_set(err, STATUS_NETWORK, 0,
			 "--offline forbids every request; %s", left);
}

enum status cli_library(const struct cli *cli, enum library_mode mode,
			struct library **ret, struct error *err)
{
	if (cli->demo)
		return cli_sample(cli, ret, err);
	return library_open(cli->library_path, mode, ret, err);
}
