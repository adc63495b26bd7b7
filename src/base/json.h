#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* JSON, written: the one home of jansson. Members keep the order in which they
 * were set. Text must be valid UTF-8 (it passed the gate). */
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

#endif
