/* The one home of jansson. When it writes, every failure that is left to it is
 * a want of memory. Before it reads, the text is looked over once: jansson
 * refuses escapes that real texts have, and knows no limit of depth of its own
 * that is small enough. */
#include "base/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/mem.h"
#include "base/scan.h"
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

/* A look over a text. */
struct look {
	char *at;
	const char *end;
	size_t depth;
	bool quoted; /* inside a text */
	bool deep;   /* deeper than what is read */
	uint64_t repaired;
};

/* The number of an escape "\uXXXX" at `at`; -1 when there is none. */
static int escape_code(const char *at, const char *end)
{
	int code = 0;

	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		static const char DIGITS[] = "0123456789abcdef";
		int lower = at[i] >= 'A' && at[i] <= 'F' ? at[i] + ('a' - 'A')
							 : at[i];
		const char *digit = lower ? strchr(DIGITS, lower) : NULL;

		if (!digit)
			return -1;
		code = code * 16 + (int)(digit - DIGITS);
	}
	return code;
}

static bool is_high(int code)
{
	return code >= 0xD800 && code <= 0xDBFF;
}

static bool is_low(int code)
{
	return code >= 0xDC00 && code <= 0xDFFF;
}

/* Passes an escape, after mending one that stands for no character. */
static void pass_escape(struct look *look)
{
	int code = escape_code(look->at, look->end);
	ptrdiff_t len = code < 0 ? 2 : 6;

	if (is_high(code) && is_low(escape_code(look->at + 6, look->end))) {
		len = 12;
	} else if (code == 0 || is_high(code) || is_low(code)) {
		memcpy(look->at + 2, "fffd", 4);
		look->repaired++;
	}
	look->at += len < look->end - look->at ? len : look->end - look->at;
}

static void pass_quoted(struct look *look)
{
	look->at +=
		scan_until(look->at, (size_t)(look->end - look->at), '"', '\\');
	if (look->at == look->end)
		return;
	if (*look->at == '\\') {
		pass_escape(look);
	} else {
		look->quoted = false;
		look->at++;
	}
}

static void look_over(struct look *look)
{
	while (look->at < look->end) {
		if (look->quoted) {
			pass_quoted(look);
			continue;
		}
		switch (*look->at++) {
		case '"':
			look->quoted = true;
			break;
		case '{':
		case '[':
			look->deep |= ++look->depth > JSON_MAX_DEPTH;
			break;
		case '}':
		case ']':
			look->depth -= look->depth > 0;
			break;
		default:
			break;
		}
	}
}

enum json_shape json_read(char *text, size_t len, struct json **ret,
			  uint64_t *repaired)
{
	struct look look = { .at = text, .end = text + len };
	json_t *root;

	look_over(&look);
	if (look.deep)
		return JSON_SHAPE_OTHER;
	if (look.quoted || look.depth > 0)
		return JSON_SHAPE_CUT;
	/* Numbers are not read, so that no large one shall be a fault. */
	root = json_loadb(text, len, JSON_DECODE_INT_AS_REAL, NULL);
	if (!json_is_object(root)) {
		json_decref(root);
		return JSON_SHAPE_OTHER;
	}
	*ret = json_wrap(root);
	*repaired += look.repaired;
	return JSON_SHAPE_OBJECT;
}

const char *json_text(const struct json *object, const char *key)
{
	return json_string_value(json_object_get(object->root, key));
}

size_t json_count(const struct json *object, const char *key)
{
	return json_array_size(json_object_get(object->root, key));
}

const char *json_item_text(const struct json *object, const char *key,
			   size_t index, const char *item_key)
{
	json_t *item =
		json_array_get(json_object_get(object->root, key), index);

	return json_string_value(json_object_get(item, item_key));
}

void json_seed(void)
{
	size_t seed = 0;

	/* jansson finds one by itself for 0. */
	if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) !=
	    (ssize_t)sizeof(seed))
		seed = 0;
	json_object_seed(seed);
}
