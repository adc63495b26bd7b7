#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* JSON, written and read: the one home of jansson. Members keep the order in
 * which they were set. Text to be written must be valid UTF-8 (it passed the
 * gate). */
struct json;

/* A fresh object or array; the caller frees it unless it is handed to another
 * by json_set or json_append, which take it over. */
struct json *json_object_new(void);
struct json *json_array_new(void);
void json_free(struct json *json);

/* Members of an object; NULL text becomes null. */
void json_set_text(struct json *object, const char *key, const char *text);
void json_set_int(struct json *object, const char *key, int64_t value);
void json_set_bool(struct json *object, const char *key, bool value);
void json_set_null(struct json *object, const char *key);
void json_set(struct json *object, const char *key, struct json *value);
void json_append_text(struct json *array, const char *text);
void json_append(struct json *array, struct json *value);

/* Appends it on one line without blanks between members, and a line feed. */
void json_write_line(const struct json *json, struct str *out);

/* Arrays and objects inside each other that are read. */
#define JSON_MAX_DEPTH 16

/* What a text was that should be JSON. */
enum json_shape {
	JSON_SHAPE_OBJECT,
	JSON_SHAPE_CUT, /* it ends inside an object, an array or a text */
	JSON_SHAPE_OTHER
};

/* Reads text[0..len), UTF-8, as one object into *ret, fresh, which is set for
 * JSON_SHAPE_OBJECT alone. Escapes of NUL and of lone surrogates, which no text
 * can hold, become those of U+FFFD in `text` and are added to *repaired. What
 * is nested deeper than JSON_MAX_DEPTH is JSON_SHAPE_OTHER. */
enum json_shape json_read(char *text, size_t len, struct json **ret,
			  uint64_t *repaired);

/* The text of a member; NULL when there is none of that name or it is no text.
 * Valid as long as the object. */
const char *json_text(const struct json *object, const char *key);

/* Items of a member that is an array; 0 when it is none. */
size_t json_count(const struct json *object, const char *key);

/* json_text() of the object that stands in such an array at `index`. */
const char *json_item_text(const struct json *object, const char *key,
			   size_t index, const char *item_key);

/* Chooses the secret by which objects are searched, so that nobody can make
 * them slow. A program that will not be able to open files calls it first;
 * others need not. */
void json_seed(void);

#endif
