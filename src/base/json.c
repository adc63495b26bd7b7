/* The one home of jansson. Every failure that is left to it is a want of
 * memory. */
#include "base/json.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

struct json {
	json_t *root;
};

static struct json *json_wrap(json_t *root)
{
	struct json *json;

	if (!root)
		mem_die();
	json = mem_alloc(sizeof(*json));
	json->root = root;
	return json;
}

struct json *json_object_new(void)
{
	return json_wrap(json_object());
}

struct json *json_array_new(void)
{
	return json_wrap(json_array());
}

void json_free(struct json *json)
{
	if (!json)
		return;
	json_decref(json->root);
	free(json);
}

/* Sets a member and takes the value over. */
static void json_put(struct json *object, const char *key, json_t *value)
{
	if (json_object_set_new(object->root, key, value) < 0)
		mem_die();
}

/* A string, or null for NULL. Bytes that are no UTF-8 would be refused; they
 * are passed through the gate once more instead. */
static json_t *json_of_text(const char *text)
{
	json_t *value = text ? json_string(text) : json_null();
	char *clean;

	if (value)
		return value;
	clean = text_clean_dup(text);
	value = json_string(clean);
	free(clean);
	return value;
}

void json_set_text(struct json *object, const char *key, const char *text)
{
	json_put(object, key, json_of_text(text));
}

void json_set_int(struct json *object, const char *key, int64_t value)
{
	json_put(object, key, json_integer(value));
}

void json_set_bool(struct json *object, const char *key, bool value)
{
	json_put(object, key, json_boolean(value));
}

void json_set_null(struct json *object, const char *key)
{
	json_put(object, key, json_null());
}

void json_set(struct json *object, const char *key, struct json *value)
{
	json_put(object, key, value->root);
	free(value);
}

void json_append(struct json *array, struct json *value)
{
	if (json_array_append_new(array->root, value->root) < 0)
		mem_die();
	free(value);
}

void json_append_text(struct json *array, const char *text)
{
	if (json_array_append_new(array->root, json_of_text(text)) < 0)
		mem_die();
}

static int json_sink(const char *bytes, size_t len, void *out)
{
	str_add_n(out, bytes, len);
	return 0;
}

void json_write_line(const struct json *json, struct str *out)
{
	if (json_dump_callback(json->root, json_sink, out, JSON_COMPACT) < 0)
		mem_die();
	str_add_char(out, '\n');
}
