/* The program arxday: sorts the command line, runs one command, prints its
 * error and turns its status into the exit code. */

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/commands.h"
#include "cmd/help.h"
#include "cmd/output.h"

/* What a shell reports for a program that a closed pipe ended. */
#define EXIT_CLOSED_PIPE (128 + SIGPIPE)

/* Makes sure that no file opened later becomes descriptor 0, 1 or 2. They are
 * opened the wrong way round, so that reading or writing fails with a message
 * instead of pretending. */
static void reopen_descriptors(void)
{
	struct stat info;

	for (int fd = 0; fd <= 2; fd++)
		if (fstat(fd, &info) != 0 &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(EXIT_FAILURE);
}

/* Ends the program with the code that the signal asks for. What a transaction
 * has not committed is gone with the process. */
static void end_by_signal(int number)
{
	_exit(128 + number);
}

/* A closed pipe and a file that may not grow are errors of a write, not
 * deaths. What the parent has us ignore (nohup) stays ignored. */
static void set_signals(void)
{
	static const int ends[] = { SIGHUP, SIGINT, SIGTERM };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction end = { .sa_handler = end_by_signal };
	struct sigaction old;

	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (sigaction(ends[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(ends[i], &end, NULL);
}

static enum status check_options(const struct cli *cli, struct error *err)
{
	for (size_t i = 0; i < cli->args.option_count; i++) {
		enum switch_id id = cli->args.options[i].id;

		if (!switch_fits(id, cli->command))
			return error_set(err, STATUS_USAGE, 0,
					 "--%s does not belong to '%s'",
					 switch_info(id)->word,
					 cli->command ? cli->command
						      : "arxday");
	}
	return STATUS_OK;
}

/* Whether a first word is a DAY for the reader rather than a command. */
static bool is_day_form(const char *word)
{
	return (word[0] == '-' && word[1]) ||
	       (word[0] >= '0' && word[0] <= '9') ||
	       strcmp(word, "today") == 0 || strcmp(word, "latest") == 0;
}

/* Finds the command that the first word names; without one it is the reader. */
static enum status choose(struct cli *cli, const struct command **ret,
			  struct error *err)
{
	const char *name = NULL;

	if (cli->args.word_count > 0 && !is_day_form(cli->args.words[0]))
		name = args_shift(&cli->args);
	*ret = command_find(name ? name : "read");
	if (!*ret)
		return error_set(err, STATUS_USAGE, 0,
				 "unknown command '%.60s'; 'arxday help' lists "
				 "them",
				 name);
	cli->command = name;
	cli->usage = (*ret)->usage;
	return STATUS_OK;
}

static enum status run(struct cli *cli, int argc, char *const *argv,
		       struct error *err)
{
	const struct command *command;
	enum status status =
		args_parse(argc, argv, command_is_dashed, &cli->args, err);

	if (!status && args_has(&cli->args, SWITCH_VERSION)) {
		str_add(&cli->out.text, PACKAGE_STRING "\n");
		return STATUS_OK;
	}
	if (!status)
		status = choose(cli, &command, err);
	if (status)
		return status;
	if (args_has(&cli->args, SWITCH_HELP)) {
		if (cli->command)
			help_command(command, &cli->out.text);
		else
			help_overview(&cli->out.text);
		return STATUS_OK;
	}
	status = check_options(cli, err);
	if (!status)
		status = cli_begin(cli, err);
	return status ? status : command->run(cli, err);
}

/* Prints what there is to say and gives the exit code. */
static int finish(struct cli *cli, enum status status, const struct error *err)
{
	struct error unwritten;

	if (status && *err->text)
		message("%s", err->text);
	if (output_finish(&cli->out, &unwritten)) {
		if (cli->out.closed)
			return EXIT_CLOSED_PIPE;
		message("%s", unwritten.text);
		if (status_exit_code(status) == 0)
			status = STATUS_SYSTEM;
	}
	if (cli->signal)
		return 128 + cli->signal;
	return status_exit_code(status);
}

int main(int argc, char **argv)
{
	struct cli cli = { 0 };
	struct error err;
	enum status status;
	int code;

	reopen_descriptors();
	set_signals();
	setlocale(LC_CTYPE, "");
	error_clear(&err);
	status = run(&cli, argc, argv, &err);
	code = finish(&cli, status, &err);
	cli_end(&cli);
	return code;
}
