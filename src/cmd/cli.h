#ifndef CMD_CLI_H
#define CMD_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "cmd/args.h"
#include "cmd/output.h"
#include "library/library.h"
#include "source/context.h"
#include "tui/settings.h"

/* One run of arxday: the command line, where things are, and the clock. Texts
 * are owned unless it says otherwise. */
struct cli {
	struct args args;    /* without the command's name */
	const char *command; /* name of the command, borrowed; NULL: none was
				given */
	const char *usage;   /* its arguments, borrowed */
	struct output out;
	struct settings settings;
	char *library_path;
	const char *config_path; /* as given by --config, borrowed, or NULL */
	char *state_folder;
	char *program; /* absolute path of arxday itself */
	char *fetch_program;
	char *parse_program;
	int64_t now; /* Unix seconds */
	bool pinned; /* by --now or ARXDAY_NOW */
	bool offline;
	bool demo;
	bool quiet;
	bool verbose;
	bool loopback_only; /* ARXDAY_LOOPBACK_ONLY is set */
	int signal;         /* that ended the command, 0 none */
};

/* Finds out all of it once the arguments are known, and reads the
 * configuration, whose faults are printed and left out. STATUS_USAGE for a
 * clock that cannot be read, STATUS_CONFIG when a configuration that was asked
 * for cannot be read, STATUS_SYSTEM when there is no home. */
enum status cli_begin(struct cli *cli, struct error *err) MUST_CHECK;

/* Frees all of it. */
void cli_end(struct cli *cli);

/* Checks the number of arguments: STATUS_USAGE with the command's usage when
 * there are fewer than `least` or more than `most`. */
enum status cli_words(const struct cli *cli, size_t least, size_t most,
		      struct error *err) MUST_CHECK;

/* STATUS_USAGE with the usage of the command. */
enum status cli_usage(const struct cli *cli, struct error *err);

/* Opens the library of this run; with --demo one in memory that holds the
 * sample days, whatever the mode. The caller closes it. */
enum status cli_library(const struct cli *cli, enum library_mode mode,
			struct library **ret, struct error *err) MUST_CHECK;

/* STATUS_NETWORK with --offline; `left` says what was not done. */
enum status cli_network(const struct cli *cli, const char *left,
			struct error *err) MUST_CHECK;

/* Opens a library in memory that holds the sample days. */
enum status cli_sample(const struct cli *cli, struct library **ret,
		       struct error *err) MUST_CHECK;

/* The name of that library, for who opens it once more. */
#define CLI_SAMPLE_PATH "/sample"

/* What the sources need, borrowed from cli. */
struct source_context cli_context(const struct cli *cli,
				  struct library *library);

#endif
