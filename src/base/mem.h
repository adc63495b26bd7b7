#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* Allocation that does not fail: when memory is out, the registered hook runs
 * (the screen restores the terminal there), one prepared line goes to standard
 * error and the process ends by _exit(1). Sizes that come from outside must be
 * capped before they reach these functions. */

/* Runs before the process ends for want of memory; must not allocate. */
void mem_set_death_hook(void (*hook)(void));

/* The prepared line and the end; never returns. */
void mem_die(void) __attribute__((noreturn));

/* Like malloc, calloc, realloc, strdup and strndup; never NULL. The caller
 * frees with free(). An overflowing product dies. */
void *mem_alloc(size_t size) __attribute__((malloc));
void *mem_zalloc(size_t count, size_t size) __attribute__((malloc));
void *mem_realloc(void *old, size_t count, size_t size);
char *mem_strdup(const char *text) __attribute__((malloc));
char *mem_strndup(const char *text, size_t len) __attribute__((malloc));

/* mem_strdup that lets NULL through. */
char *mem_strdup_null(const char *text);

/* Frees an array of texts that ends with NULL, and the texts. NULL is fine. */
void mem_free_texts(char **texts);

/* Grows an array to hold at least `want` items, doubling: *cap is the number
 * of items it has room for now. Returns the array, perhaps moved. */
void *mem_grow(void *array, size_t *cap, size_t want, size_t size);

#endif
