/* Running programs. In the foreground the terminal is theirs and we wait, deaf
 * to ^C, which is meant for them; when ^Z stops them we stop as well, so that
 * the shell gets the terminal. In the background they have none, and SIGCHLD
 * tells when they end. */

#include "tui/app_outside.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/program.h"
#include "base/spawn.h"
#include "base/words.h"
#include "tui/signals.h"

/* The words of a command with one more behind; texts stay those of the
 * words and of `argument`. */
static char **outside_argv(const struct words *words, const char *argument)
{
	char **argv = mem_zalloc(words->count + 2, sizeof(argv[0]));

	for (size_t i = 0; i < words->count; i++)
		argv[i] = words->items[i].text;
	if (argument != NULL)
		argv[words->count] = mem_strdup(argument);
	return argv;
}

static void outside_forget(struct app *app, size_t i)
{
	app->outside_count--;
	memmove(&app->outside[i], &app->outside[i + 1],
		(app->outside_count - i) * sizeof(app->outside[0]));
}

void app_outside_reap(struct app *app)
{
	size_t i = 0;

	while (i < app->outside_count) {
		int how;
		pid_t pid = waitpid(app->outside[i], &how, WNOHANG);

		if (pid == 0) {
			i++;
			continue;
		}
		if (pid > 0 && (!WIFEXITED(how) || WEXITSTATUS(how) != 0))
			session_complain(&app->session,
					 "the browser could not open the page; "
					 "`set browser` names another one");
		outside_forget(app, i);
	}
}

static enum status outside_behind(struct app *app, struct spawn *spawn,
				  struct error *err)
{
	enum status status;
	pid_t pid;

	if (app->outside_count == APP_OUTSIDE)
		return error_set(err, STATUS_SYSTEM, 0,
				 "too many programs are running already");
	spawn->stdin_fd = -1;
	spawn->stdout_fd = -1;
	spawn->stderr_fd = -1;
	spawn->own_group = true;
	status = spawn_start(spawn, &pid, err);
	if (status == STATUS_OK)
		app->outside[app->outside_count++] = pid;
	return status;
}

/* Waits for Enter on the bare terminal. */
static void outside_pause(void)
{
	static const char text[] = "\n[Enter goes back]";
	char byte = 0;
	ssize_t count = write(STDOUT_FILENO, text, sizeof(text) - 1);

	while (count > 0 && byte != '\n' && byte != '\r')
		count = read(STDIN_FILENO, &byte, 1);
}

/* Waits for its end. A program that was stopped, by ^Z or by itself, goes on
 * when we do. */
static enum status outside_wait(pid_t pid, int *ret_code, struct error *err)
{
	bool stopped = true;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && stopped) {
		status = spawn_wait_stop(pid, ret_code, &stopped, err);
		if (status == STATUS_OK && stopped) {
			signals_stop_here(false);
			signals_deaf(true);
			kill(pid, SIGCONT);
		}
	}
	return status;
}

static enum status outside_before(struct app *app, struct spawn *spawn,
				  bool pause, int *ret_code, struct error *err)
{
	enum status status;
	pid_t pid;

	screen_suspend(app->session.screen);
	signals_deaf(true);
	spawn->stdout_fd = STDOUT_FILENO;
	spawn->stderr_fd = STDERR_FILENO;
	status = spawn_start(spawn, &pid, err);
	if (status == STATUS_OK)
		status = outside_wait(pid, ret_code, err);
	if (status == STATUS_OK && pause && !app_scripted(app))
		outside_pause();
	signals_deaf(false);
	screen_resume(app->session.screen);
	app->whole = true;
	return status;
}

static enum status outside_run(struct app *app, const struct outside *what,
			       const struct words *words, int *ret_code,
			       struct error *err)
{
	const char *name = words->items[0].text;
	char *path = program_find(name, getenv("PATH"));
	char **argv = outside_argv(words, what->argument);
	struct spawn spawn = { .path = path,
			       .argv = argv,
			       .stdin_fd = what->stdin_fd };
	enum status status;

	if (path == NULL)
		status = error_set(err, STATUS_NOTFOUND, 0,
				   "there is no program %s", name);
	else if (what->background)
		status = outside_behind(app, &spawn, err);
	else
		status =
			outside_before(app, &spawn, what->pause, ret_code, err);
	free(argv[words->count]);
	free(argv);
	free(path);
	return status;
}

enum status app_outside(struct app *app, const struct outside *what,
			int *ret_code, struct error *err)
{
	struct words words;
	enum status status;

	*ret_code = 0;
	if (!words_split(what->command, strlen(what->command), &words))
		status = error_set(err, STATUS_USAGE, 0, "%s", words.fault);
	else if (words.count == 0)
		status =
			error_set(err, STATUS_USAGE, 0, "no program was named");
	else
		status = outside_run(app, what, &words, ret_code, err);
	words_free(&words);
	return status;
}
