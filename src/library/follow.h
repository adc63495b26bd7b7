#ifndef LIBRARY_FOLLOW_H
#define LIBRARY_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "library/library.h"

/* What the user follows: categories (or whole archives) and authors. Each call
 * that writes is a transaction of its own. */
enum follow_kind {
	FOLLOW_CATEGORY,
	FOLLOW_AUTHOR
};

/* Adds or removes names; what is already so is no error. */
enum status follow_set(struct library *library, enum follow_kind kind,
		       const char *const *names, size_t count, bool on,
		       struct error *err) MUST_CHECK;

/* Follows these names, in this order behind those that stay, and no others of
 * their kind. */
enum status follow_replace(struct library *library, enum follow_kind kind,
			   const char *const *names, size_t count,
			   struct error *err) MUST_CHECK;

/* The followed names in the order they were added, as an array of *ret_count
 * texts ended by NULL. Free it with mem_free_texts(). */
enum status follow_list(struct library *library, enum follow_kind kind,
			char ***ret_names, size_t *ret_count,
			struct error *err) MUST_CHECK;

#endif
