/* The screen alone, for tests that look at the bytes a terminal gets and sends.
 * Words of the command line are options; every key and event is drawn as a line
 * "N NAME", pastes and the mouse with what they hold. "!" crashes, "a" aborts,
 * "z" suspends, "t" changes theme and options, "q" ends. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "tui/key.h"
#include "tui/linear.h"
#include "tui/screen.h"
#include "tui/signals.h"

struct probe {
	struct screen *screen;
	struct screen_options options;
	struct theme theme;
	struct linear *linear;
	struct signals signals;
	int events;
	bool ended;
	struct str told; /* the last event */
	struct str prompt;
	bool asking;
};

static void probe_option(struct probe *probe, const char *word)
{
	if (theme_default(word, &probe->theme) ||
	    depth_parse(word, &probe->options.depth))
		return;
	probe->options.ascii |= strcmp(word, "ascii") == 0;
	probe->options.mouse |= strcmp(word, "mouse") == 0;
	probe->options.title |= strcmp(word, "title") == 0;
	probe->options.linear |= strcmp(word, "linear") == 0;
}

/* One row a look, so that each is on the screen. */
static void probe_looks(struct probe *probe)
{
	for (int i = 0; i < LOOK_COUNT; i++) {
		const char *name = look_name((size_t)i, NULL);
		struct slot slot = { .row = i + 2, .col = 0, .columns = 40 };

		screen_run(probe->screen, &slot, (unsigned)i, name,
			   strlen(name));
		screen_run(probe->screen, &slot, LOOK_NORMAL, " ", 1);
		screen_run(probe->screen, &slot, (unsigned)i | STYLE_CURSOR,
			   "cursor", 6);
		screen_run(probe->screen, &slot, LOOK_NORMAL | STYLE_ITALIC,
			   " italic", 7);
		screen_rest(probe->screen, &slot, LOOK_NORMAL);
	}
	screen_text(probe->screen, 0, 0, screen_columns(probe->screen),
		    LOOK_BAR,
		    "caf\u00e9 \u03b1\u03b2 \u201cx\u201d \u2605 \u6f22 end");
}

static void probe_draw(struct probe *probe)
{
	struct screen *screen = probe->screen;

	if (probe->linear != NULL) {
		struct linear_now now = {
			.place = "probe",
			.message = "",
			.speak = str_text(&probe->told),
			.label = probe->asking ? "ask: " : NULL,
			.text = str_text(&probe->prompt),
			.at = probe->prompt.len,
		};

		linear_update(probe->linear, &now);
	} else {
		/* All of it each time, so that lines come in one piece. */
		screen_clear(screen, true);
		probe_looks(probe);
		screen_text(screen, 1, 0, screen_columns(screen), LOOK_NORMAL,
			    str_text(&probe->told));
		screen_cursor(screen, -1, -1);
	}
	screen_flush(screen);
}

static void probe_tell(struct probe *probe, uint32_t key)
{
	static const char *const words[] = { "up", "down", "press", "double" };
	char name[KEY_NAME_SIZE];
	const char *paste = screen_paste(probe->screen);
	struct mouse mouse = screen_mouse(probe->screen);

	str_clear(&probe->told);
	str_addf(&probe->told, "%d ", ++probe->events);
	if (key == (uint32_t)SPECIAL_PASTE)
		str_addf(&probe->told, "paste %zu [%.60s]", strlen(paste),
			 paste);
	else if (key == (uint32_t)SPECIAL_MOUSE)
		str_addf(&probe->told, "mouse %s %d %d", words[mouse.what],
			 mouse.row, mouse.col);
	else if (key == (uint32_t)SPECIAL_NONE)
		str_add(&probe->told, "none");
	else
		str_add(&probe->told, key_format(key, name));
}

static void probe_suspend(struct probe *probe)
{
	screen_suspend(probe->screen);
	signals_stop_here(true);
	screen_resume(probe->screen);
}

static void probe_switch(struct probe *probe)
{
	probe->options.ascii = !probe->options.ascii;
	probe->options.mouse = !probe->options.mouse;
	(void)theme_default("dark", &probe->theme);
	screen_configure(probe->screen, &probe->options);
}

static void probe_ask(struct probe *probe, uint32_t key)
{
	if (key == (uint32_t)SPECIAL_ENTER)
		probe->asking = false;
	else if (key == (uint32_t)SPECIAL_BACKSPACE && probe->prompt.len > 0)
		str_cut(&probe->prompt, probe->prompt.len - 1);
	else if (key >= ' ' && key < 127)
		str_add_char(&probe->prompt, (char)key);
	if (!probe->asking)
		str_clear(&probe->prompt);
}

static void probe_key(struct probe *probe, uint32_t key)
{
	if (probe->asking) {
		probe_ask(probe, key);
		return;
	}
	probe_tell(probe, key);
	if (key == 'q')
		probe->ended = true;
	else if (key == '!')
		raise(SIGSEGV);
	else if (key == 'a')
		abort();
	else if (key == 'z')
		probe_suspend(probe);
	else if (key == 't')
		probe_switch(probe);
	else if (key == '/' && probe->linear != NULL)
		probe->asking = true;
}

static void probe_run(struct probe *probe)
{
	struct pollfd fds[2] = {
		{.fd = STDIN_FILENO,       .events = POLLIN},
		{ .fd = probe->signals.fd, .events = POLLIN}
	};
	uint32_t key;
	int number;

	while (!probe->ended) {
		probe_draw(probe);
		(void)poll(fds, 2, -1);
		while ((number = signals_next(&probe->signals)) != 0) {
			if (number == SIGWINCH)
				screen_resize(probe->screen);
			else if (number != SIGCONT && number != SIGCHLD)
				probe->ended = true;
		}
		while (!probe->ended && screen_key(probe->screen, &key))
			probe_key(probe, key);
		if (screen_gone(probe->screen))
			probe->ended = true;
	}
}

int main(int argc, char **argv)
{
	struct probe probe = { .options.depth = DEPTH_AUTO };
	struct error err;
	int status = 0;

	(void)theme_default("terminal", &probe.theme);
	probe.options.theme = &probe.theme;
	for (int i = 1; i < argc; i++)
		probe_option(&probe, argv[i]);
	if (signals_open(&probe.signals, &err) != STATUS_OK)
		return 1;
	if (screen_open(&probe.options, &probe.screen, &err) == STATUS_OK) {
		if (probe.options.linear)
			probe.linear = linear_new(probe.screen);
		probe_run(&probe);
		linear_free(probe.linear);
		screen_close(probe.screen);
	} else {
		fprintf(stderr, "%s\n", err.text);
		status = 2;
	}
	signals_close(&probe.signals);
	str_free(&probe.told);
	str_free(&probe.prompt);
	return status;
}
