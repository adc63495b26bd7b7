#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The words of the CHOICE options, in the order of options.def. */
enum config_read_when {
	CONFIG_READ_NEVER,
	CONFIG_READ_OPEN,
	CONFIG_READ_VIEW
};

enum config_sort {
	CONFIG_SORT_ANNOUNCEMENT,
	CONFIG_SORT_TITLE,
	CONFIG_SORT_AUTHOR,
	CONFIG_SORT_CATEGORY,
	CONFIG_SORT_IDENTIFIER
};

enum config_theme {
	CONFIG_THEME_TERMINAL,
	CONFIG_THEME_LIGHT,
	CONFIG_THEME_DARK,
	CONFIG_THEME_MONO
};

enum config_colours {
	CONFIG_COLOURS_AUTO,
	CONFIG_COLOURS_0,
	CONFIG_COLOURS_8,
	CONFIG_COLOURS_16,
	CONFIG_COLOURS_256,
	CONFIG_COLOURS_TRUE
};

/* The values of all options. The names, kinds, ranges and defaults are
 * base/options.def. Texts are owned by the struct, never NULL. */
struct config {
	char *feed_url;
	char *api_url;
	char *oai_url;
	char *paper_url;
	char *export_dir; /* "" = current folder */
	double pace;      /* seconds */
	bool refresh_on_start;
	int rebuild_days; /* how far back a refresh rebuilds missed days */
	int mark_read;    /* enum config_read_when */
	int sort;         /* enum config_sort */
	bool unread_only;
	bool show_hidden;
	bool raw_tex;
	char *list_format; /* a format of tui/row_format.h */
	int list_size;     /* percent */
	int theme;         /* enum config_theme */
	int colours;       /* enum config_colours */
	bool ascii;
	bool linear;
	bool title;
	bool mouse;
	int key_timeout;  /* milliseconds */
	int history_size; /* lines */
	char *editor;     /* "" = the environment says */
	char *browser;
};

enum config_kind {
	CONFIG_URL,
	CONFIG_TEXT,
	CONFIG_PATH,
	CONFIG_FORMAT,
	CONFIG_BOOL,
	CONFIG_SECONDS,
	CONFIG_DAYS,
	CONFIG_NUMBER,
	CONFIG_CHOICE
};

/* One row of options.def; static. */
struct config_option {
	const char *name;
	enum config_kind kind;
	size_t member;     /* its offset in struct config */
	const char *value; /* the default */
	const char *range; /* words of a CHOICE, "LEAST MOST" of a NUMBER */
	const char *help;
};

/* The i-th option, NULL behind the last; and the one of a name, or NULL. */
const struct config_option *config_option(size_t i);
const struct config_option *config_find(const char *name);

/* The words that the value of an option may be, apart by blanks: those of a
 * CHOICE, "yes no" of a BOOL, "" where they cannot be counted. */
const char *config_words(const struct config_option *option);

/* The defaults of options.def; config_clear() frees what it holds. */
void config_init(struct config *config);
void config_clear(struct config *config);

/* Gives an option a value. `home` is the user's folder or NULL; it stands for
 * a leading "~/" of a PATH, and nothing else is expanded. When the value is
 * none, the option stays as it is and what was expected is appended to
 * *ret_problem; returns whether it was taken. The text of a FORMAT is taken as
 * it is. */
bool config_set(struct config *config, const struct config_option *option,
		const char *value, const char *home, struct str *ret_problem);

/* Turns a BOOL round and goes to the next word of a CHOICE; false for what is
 * neither. */
bool config_toggle(struct config *config, const struct config_option *option);

/* Appends a value as `set` reads it, without quotes. */
void config_value(const struct config *config,
		  const struct config_option *option, struct str *out);

/* Appends the line "set NAME VALUE", which reads back equal. */
void config_print(const struct config *config,
		  const struct config_option *option, struct str *out);

/* The host of a URL ("127.0.0.1" of "http://127.0.0.1:8080/rss"), without
 * user, port or brackets, in lower case, fresh; NULL when it is no http or
 * https URL, or one that two programs could read in two ways. */
char *config_url_host(const char *url);

/* Why a URL may not be set (no http or https URL, a user's name in it, plain
 * http to a host that is not loopback): static text "expected ...", or NULL
 * when nothing speaks against it. */
const char *config_url_problem(const char *url);

/* True for 127.0.0.0/8, ::1 and "localhost". */
bool config_host_is_loopback(const char *host);

#endif
