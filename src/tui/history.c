/* The history of the prompts: "kind<tab>line", one a line, the oldest first. */

#include "tui/history.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

/* Bytes of a file that are read; more is no history. */
#define HISTORY_MAX_BYTES (16u * 1024 * 1024)

struct entry {
	enum history_kind kind;
	char *text;
	bool fresh; /* typed since the file was last written */
};

struct history {
	char *path;
	size_t limit;
	struct entry *entries; /* the oldest first */
	size_t count;
	size_t room;
};

static const char *const kinds[] = {
#define X(name, word) word,
	HISTORY_KINDS(X)
#undef X
};

static void history_remove(struct history *history, size_t i)
{
	free(history->entries[i].text);
	history->count--;
	memmove(&history->entries[i], &history->entries[i + 1],
		(history->count - i) * sizeof(history->entries[0]));
}

static void history_clear(struct history *history)
{
	while (history->count > 0)
		history_remove(history, history->count - 1);
}

/* Makes room for one more line of a kind: takes away the same line, or the
 * oldest one when there are as many as may be. */
static void history_make_room(struct history *history, enum history_kind kind,
			      const char *text)
{
	size_t oldest = history->count;
	size_t count = 0;

	for (size_t i = history->count; i-- > 0;) {
		if (history->entries[i].kind != kind)
			continue;
		if (strcmp(history->entries[i].text, text) == 0) {
			history_remove(history, i);
			return;
		}
		oldest = i;
		count++;
	}
	if (count >= history->limit)
		history_remove(history, oldest);
}

static void history_put(struct history *history, enum history_kind kind,
			const char *text, bool fresh)
{
	struct entry *entry;
	char *copy;

	if (history->limit == 0 || *text == '\0')
		return;
	copy = mem_strdup(text);
	history_make_room(history, kind, text);
	history->entries =
		mem_grow(history->entries, &history->room, history->count + 1,
			 sizeof(history->entries[0]));
	entry = &history->entries[history->count++];
	entry->kind = kind;
	entry->text = copy;
	entry->fresh = fresh;
}

void history_add(struct history *history, enum history_kind kind,
		 const char *text)
{
	history_put(history, kind, text, true);
}

/* True for what a prompt can hold: blanks as they are, nothing unseen. */
static bool is_line(const char *text)
{
	size_t len = strlen(text);
	uint32_t code;

	if (!utf8_valid(text, len))
		return false;
	for (size_t at = 0; at < len;) {
		at += utf8_decode(text + at, len - at, &code);
		if (!text_code_ok(code))
			return false;
	}
	return true;
}

/* Takes a line of the file in, unless it is none. */
static void history_take(struct history *history, const char *line, size_t len)
{
	const char *tab = memchr(line, '\t', len);
	size_t kind_len = tab ? (size_t)(tab - line) : len;
	char *text;

	if (!tab)
		return;
	for (int i = 0; i < (int)HISTORY_KIND_COUNT; i++) {
		if (strlen(kinds[i]) != kind_len ||
		    memcmp(kinds[i], line, kind_len) != 0)
			continue;
		text = mem_strndup(tab + 1, len - kind_len - 1);
		if (strlen(text) == len - kind_len - 1 && is_line(text))
			history_put(history, (enum history_kind)i, text, false);
		free(text);
	}
}

static void history_read(struct history *history)
{
	struct str text;
	const char *at;

	if (file_read(history->path, HISTORY_MAX_BYTES, &text, NULL))
		return;
	at = str_text(&text);
	while (at < str_text(&text) + text.len) {
		const char *end = str_text(&text) + text.len;
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		history_take(history, at, (size_t)((stop ? stop : end) - at));
		at = stop ? stop + 1 : end;
	}
	str_free(&text);
}

struct history *history_open(const char *path, size_t limit)
{
	struct history *history = mem_zalloc(1, sizeof(*history));

	history->path = mem_strdup(path);
	history->limit = limit;
	if (limit > 0)
		history_read(history);
	return history;
}

void history_free(struct history *history)
{
	if (!history)
		return;
	history_clear(history);
	free(history->entries);
	free(history->path);
	free(history);
}

const char *history_get(const struct history *history, enum history_kind kind,
			const char *beginning, size_t back)
{
	size_t len = strlen(beginning);

	for (size_t i = history->count; back > 0 && i-- > 0;) {
		const struct entry *entry = &history->entries[i];

		if (entry->kind == kind &&
		    strncmp(entry->text, beginning, len) == 0 && --back == 0)
			return entry->text;
	}
	return NULL;
}

static bool history_is_fresh(const struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		if (history->entries[i].fresh)
			return true;
	return false;
}

/* Puts the lines of this session behind those that other sessions have written
 * meanwhile. */
static void history_merge(struct history *history)
{
	struct history *now = history_open(history->path, history->limit);
	struct history old = *history;

	for (size_t i = 0; i < history->count; i++)
		if (history->entries[i].fresh)
			history_put(now, history->entries[i].kind,
				    history->entries[i].text, true);
	history->entries = now->entries;
	history->count = now->count;
	history->room = now->room;
	now->entries = old.entries;
	now->count = old.count;
	now->room = old.room;
	history_free(now);
}

/* A file that is there hands its permissions on to the one that replaces it. */
static enum status history_create(const struct history *history,
				  struct error *err)
{
	char *folder = file_folder_of(history->path);
	enum status status = file_make_folders(folder, err);
	int fd;

	free(folder);
	if (status)
		return status;
	fd = open(history->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	else if (errno != EEXIST)
		return error_set(err, STATUS_SYSTEM, errno,
				 "cannot write %s: %s", history->path,
				 strerror(errno));
	return STATUS_OK;
}

enum status history_save(struct history *history, struct error *err)
{
	struct str text = STR_INIT;
	enum status status;

	if (!history_is_fresh(history))
		return STATUS_OK;
	status = history_create(history, err);
	if (status)
		return status;
	history_merge(history);
	for (size_t i = 0; i < history->count; i++)
		str_addf(&text, "%s\t%s\n", kinds[history->entries[i].kind],
			 history->entries[i].text);
	status = file_write_atomic(history->path, str_text(&text), text.len,
				   err);
	for (size_t i = 0; i < history->count; i++)
		history->entries[i].fresh &= status != STATUS_OK;
	str_free(&text);
	return status;
}
