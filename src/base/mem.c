/* Allocation that ends the process when memory is out, so that no caller has
 * a path for it. The hook is the only thing here that outlives a call: the
 * ground floor may not know the screen that has to be restored. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_ITEMS 8

static void (*death_hook)(void);

void mem_set_death_hook(void (*hook)(void))
{
	death_hook = hook;
}

void mem_die(void)
{
	static const char line[] = "arxday: out of memory\n";
	void (*hook)(void) = death_hook;

	/* A hook that runs out of memory itself is not run again. */
	death_hook = NULL;
	if (hook)
		hook();
	if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
		_exit(1);
	_exit(1);
}

void *mem_alloc(size_t size)
{
	void *block = malloc(size > 0 ? size : 1);

	if (!block)
		mem_die();
	return block;
}

void *mem_zalloc(size_t count, size_t size)
{
	void *block = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

	if (!block)
		mem_die();
	return block;
}

void *mem_realloc(void *old, size_t count, size_t size)
{
	size_t bytes;
	void *block;

	if (__builtin_mul_overflow(count, size, &bytes))
		mem_die();
	block = realloc(old, bytes > 0 ? bytes : 1);
	if (!block)
		mem_die();
	return block;
}

char *mem_strdup(const char *text)
{
	return mem_strndup(text, strlen(text));
}

char *mem_strndup(const char *text, size_t len)
{
	size_t bytes = strnlen(text, len);
	char *copy = mem_alloc(bytes + 1);

	memcpy(copy, text, bytes);
	copy[bytes] = '\0';
	return copy;
}

char *mem_strdup_null(const char *text)
{
	return text ? mem_strdup(text) : NULL;
}

void mem_free_texts(char **texts)
{
	for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
		free(texts[i]);
	free(texts);
}

void *mem_grow(void *array, size_t *cap, size_t want, size_t size)
{
	size_t room = *cap > 0 ? *cap : FIRST_ITEMS;
	void *block;

	if (want <= *cap)
		return array;
	while (room < want)
		room = room > SIZE_MAX / 2 ? want : room * 2;
	block = mem_realloc(array, room, size);
	*cap = room;
	return block;
}
