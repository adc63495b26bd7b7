/* read, and arxday without a command: the reader; in a pipe the table of the
 * latest day. */

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "cmd/commands.h"
#include "cmd/day.h"
#include "cmd/follows.h"
#include "cmd/place.h"
#include "cmd/report.h"
#include "source/sample.h"
#include "tui/app.h"
#include "tui/script.h"

#define SAMPLE_NOTICE "sample day - F2 chooses your categories"

/* The commands that the reader starts on r and on #, and the most words that
 * such a command line has. */
static const char *const REFRESH[] = { "refresh", "--progress", NULL };
static const char *const LOOKUP[] = { "lookup", "--save", "--progress", NULL };
#define CHILD_WORDS 12

/* Opens what a pipe gets: the library, or the sample when it is empty. */
static enum status open_for_table(const struct cli *cli, struct library **ret,
				  struct error *err)
{
	struct library *library;
	bool empty;
	enum status status = cli_library(cli, LIBRARY_READ, &library, err);

	if (status)
		return status;
	status = library_is_empty(library, &empty, err);
	if (!status && !empty) {
		*ret = library;
		return STATUS_OK;
	}
	library_close(library);
	return status ? status : cli_sample(cli, ret, err);
}

static enum status write_table(struct cli *cli, struct library *library,
			       day_t day, struct error *err)
{
	struct report_choice choice = { .form = REPORT_MARKDOWN };
	bool whole;

	return report_day(library, day, &choice, &cli->out.text, &whole, err);
}

static enum status table(struct cli *cli, const struct day_choice *when,
			 struct error *err)
{
	struct library *library;
	day_t day;
	enum status status = open_for_table(cli, &library, err);

	if (status)
		return status;
	status = day_resolve(when, library, &day, err);
	if (!status)
		status = write_table(cli, library, day, err);
	library_close(library);
	return status;
}

/* The argument vector of arxday with these words, ended by NULL, on the library
 * of this run; fresh, of fresh texts. */
static void fill_child(const struct cli *cli, const char *const *words,
		       char *argv[CHILD_WORDS])
{
	const char *now = args_value(&cli->args, SWITCH_NOW);
	size_t count = 0;

	argv[count++] = mem_strdup(cli->program);
	argv[count++] = mem_strdup("--library");
	argv[count++] = mem_strdup(cli->library_path);
	if (cli->config_path) {
		argv[count++] = mem_strdup("--config");
		argv[count++] = mem_strdup(cli->config_path);
	}
	if (now) { /* ARXDAY_NOW is inherited */
		argv[count++] = mem_strdup("--now");
		argv[count++] = mem_strdup(now);
	}
	for (; *words; words++)
		argv[count++] = mem_strdup(*words);
	argv[count] = NULL;
}

static void free_child(char *argv[CHILD_WORDS])
{
	for (size_t i = 0; argv[i]; i++)
		free(argv[i]);
}

/* Makes or migrates the library. An empty one takes in the sample as ordinary
 * days. */
static enum status prepare_library(const struct cli *cli, bool *ret_sample,
				   struct error *err)
{
	struct source_context context;
	struct library *library;
	bool empty = false;
	enum status status = cli_library(cli, LIBRARY_WRITE, &library, err);

	if (status)
		return status;
	context = cli_context(cli, library);
	status = library_is_empty(library, &empty, err);
	if (!status && empty)
		status = sample_import(&context, err);
	library_close(library);
	if (!status)
		*ret_sample = empty;
	return status;
}

/* Opens what the reader reads. On most starts the library holds something and
 * this is the only time it is opened; one in a folder that cannot be written
 * is read all the same. */
static enum status open_for_reader(const struct cli *cli, struct library **ret,
				   bool *ret_sample, struct error *err)
{
	struct library *library = NULL;
	bool empty = true;
	enum status status = cli_library(cli, LIBRARY_READ, &library, NULL);

	*ret_sample = cli->demo;
	if (!status)
		status = library_is_empty(library, &empty, NULL);
	if (!status && !empty) {
		*ret = library;
		return STATUS_OK;
	}
	library_close(library);
	status = prepare_library(cli, ret_sample, err);
	if (status)
		return status;
	return cli_library(cli, LIBRARY_READ, ret, err);
}

/* What the reader is started for. */
struct start {
	day_t day;
	bool sample;
	const struct script *script; /* NULL: none */
};

static enum status run_app(struct cli *cli, struct library *library,
			   const struct start *start, struct error *err)
{
	bool alone = cli->offline || cli->demo;
	char *refresh[CHILD_WORDS];
	char *lookup[CHILD_WORDS];
	char *home = place_home();
	char *folder = cli->config_path != NULL
			       ? file_folder_of(cli->config_path)
			       : place_config(".");
	struct app_options options = {
		.library = library,
		.library_path = cli->demo ? CLI_SAMPLE_PATH : cli->library_path,
		.library_mode = cli->demo ? LIBRARY_MEMORY : LIBRARY_WRITE,
		.settings = &cli->settings,
		.day = start->day,
		.now = cli->pinned ? cli->now : TIME_NONE,
		.notice = start->sample ? SAMPLE_NOTICE : NULL,
		.program = cli->program,
		.refresh_argv = alone ? NULL : refresh,
		.lookup_argv = alone ? NULL : lookup,
		.config_folder = folder,
		.home = home,
		.state_folder = cli->state_folder,
		.script = start->script,
		.script_done = args_value(&cli->args, SWITCH_DONE),
		.offline = cli->offline,
	};
	enum status status;

	fill_child(cli, REFRESH, refresh);
	fill_child(cli, LOOKUP, lookup);
	status = app_run(&options, &cli->signal, err);
	free_child(refresh);
	free_child(lookup);
	free(home);
	free(folder);
	return status;
}

static enum status reader(struct cli *cli, const struct day_choice *when,
			  const struct script *script, struct error *err)
{
	struct start start = { .day = DAY_NONE, .script = script };
	struct library *library = NULL;
	enum status status;

	follows_bring(cli);
	status = open_for_reader(cli, &library, &start.sample, err);
	if (!status && cli->args.word_count > 0)
		status = day_resolve(when, library, &start.day, err);
	if (!status)
		status = run_app(cli, library, &start, err);
	library_close(library);
	return status;
}

/* The reader, and the script that it is to play. */
static enum status scripted(struct cli *cli, const struct day_choice *when,
			    struct error *err)
{
	const char *path = args_value(&cli->args, SWITCH_SCRIPT);
	struct script script;
	enum status status;

	if (!path && args_has(&cli->args, SWITCH_DONE))
		return error_set(err, STATUS_USAGE, 0,
				 "--done belongs to --script");
	if (!path)
		return reader(cli, when, NULL, err);
	status = script_read(path, &script, err);
	if (!status)
		status = reader(cli, when, &script, err);
	script_clear(&script);
	return status;
}

enum status cmd_read(struct cli *cli, struct error *err)
{
	struct day_choice when;
	bool terminal = isatty(STDOUT_FILENO);
	enum status status = cli_words(cli, 0, 1, err);

	if (!status)
		status = day_read(cli->args.word_count ? cli->args.words[0]
						       : NULL,
				  cli->now, &when, err);
	if (status)
		return status;
	if (!terminal && !cli->command)
		return table(cli, &when, err);
	if (!terminal || !isatty(STDIN_FILENO))
		return error_set(err, STATUS_USAGE, 0,
				 "the reader needs a terminal; 'arxday list' "
				 "and 'arxday export' write a day elsewhere");
	return scripted(cli, &when, err);
}
