/* From keys to actions: count, row of keys, name of a macro. */

#include "tui/feed.h"

#include <string.h>

#include "tui/key.h"

static void feed_clear(struct feed *feed)
{
	*feed = (struct feed){ 0 };
}

static bool feed_is_empty(const struct feed *feed)
{
	return feed->count == 0 && feed->pending == 0 && !feed->macro;
}

/* What the pending keys do, count and all; the feed is empty after. */
static void feed_finish(struct feed *feed, const struct keymap_hit *hit,
			struct feed_result *ret)
{
	int count = feed->count;

	feed_clear(feed);
	if (hit->command == NULL && hit->action == ACTION_MACRO) {
		feed->count = count;
		feed->macro = true;
		return;
	}
	ret->kind = hit->command != NULL ? FEED_COMMAND : FEED_ACTION;
	ret->action = hit->action;
	ret->command = hit->command;
	ret->count = count;
}

static void feed_unknown(struct feed *feed, struct feed_result *ret)
{
	ret->kind = FEED_UNKNOWN;
	ret->unknown = feed->pending;
	memcpy(ret->keys, feed->keys, sizeof(ret->keys));
	feed_clear(feed);
}

/* Takes a key that is neither digit nor cancels. */
static void feed_add(struct feed *feed, const struct keymap *keymap,
		     enum room room, uint32_t key, struct feed_result *ret)
{
	struct keymap_hit hit = { ACTION_NONE, NULL };
	enum keymap_result before =
		keymap_look(keymap, room, feed->keys, feed->pending, &hit);

	if (feed->pending < KEYMAP_MAX_KEYS)
		feed->keys[feed->pending++] = key;
	switch (keymap_look(keymap, room, feed->keys, feed->pending, &hit)) {
	case KEYMAP_FOUND:
		feed_finish(feed, &hit, ret);
		break;
	case KEYMAP_PREFIX:
	case KEYMAP_FOUND_PREFIX:
		break;
	case KEYMAP_NONE:
		if (before == KEYMAP_FOUND_PREFIX) {
			ret->again = true;
			feed_finish(feed, &hit, ret);
		} else {
			feed_unknown(feed, ret);
		}
		break;
	}
}

/* True when the room binds what would else be a digit of a count. */
static bool feed_is_bound(const struct keymap *keymap, enum room room,
			  uint32_t key)
{
	struct keymap_hit hit;

	return keymap_look(keymap, room, &key, 1, &hit) != KEYMAP_NONE;
}

void feed_key(struct feed *feed, const struct keymap *keymap, enum room room,
	      uint32_t key, struct feed_result *ret)
{
	bool leave = key == (uint32_t)SPECIAL_ESCAPE || key == KEY_CONTROL('C');

	*ret = (struct feed_result){ .action = ACTION_NONE, .key = key };
	if (key == (uint32_t)SPECIAL_NONE)
		return;
	if (leave && !feed_is_empty(feed)) {
		feed_clear(feed);
		ret->kind = FEED_CANCELLED;
	} else if (feed->macro) {
		ret->kind = FEED_MACRO;
		ret->count = feed->count;
		feed_clear(feed);
	} else if (feed->pending > 0 || feed_is_bound(keymap, room, key) ||
		   !keymap_count(key, &feed->count)) {
		feed_add(feed, keymap, room, key, ret);
	}
}

bool feed_waiting(const struct feed *feed, const struct keymap *keymap,
		  enum room room)
{
	struct keymap_hit hit;

	return keymap_look(keymap, room, feed->keys, feed->pending, &hit) ==
	       KEYMAP_FOUND_PREFIX;
}

void feed_timeout(struct feed *feed, const struct keymap *keymap,
		  enum room room, struct feed_result *ret)
{
	struct keymap_hit hit;

	*ret = (struct feed_result){ .action = ACTION_NONE };
	if (keymap_look(keymap, room, feed->keys, feed->pending, &hit) ==
	    KEYMAP_FOUND_PREFIX)
		feed_finish(feed, &hit, ret);
}

void feed_text(const struct feed *feed, struct str *out)
{
	if (feed->count > 0)
		str_addf(out, "%d", feed->count);
	if (feed->pending > 0)
		keys_format(feed->keys, feed->pending, out);
	if (feed->macro)
		str_add_char(out, ',');
}
