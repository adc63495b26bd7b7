/* Places. The worker writes behind, so what was kept in this session is looked
 * for in memory first. */

#include "tui/places.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/place.h"

void places_clear(struct places *places)
{
	for (size_t i = 0; i < places->count; i++)
		free(places->items[i].name);
	places->count = 0;
}

/* Takes a name out; the last one when it is not there and all is full. */
static void places_drop(struct places *places, const char *name)
{
	size_t i = 0;

	while (i < places->count && strcmp(places->items[i].name, name) != 0)
		i++;
	if (i == places->count && i < PLACES_MOST)
		return;
	if (i == places->count)
		i--;
	free(places->items[i].name);
	places->count--;
	memmove(&places->items[i], &places->items[i + 1],
		(places->count - i) * sizeof(places->items[0]));
}

void places_keep(struct places *places, struct session *session,
		 const char *name, paper_key key)
{
	char id[IDENT_TEXT_SIZE];

	if (key == 0)
		return;
	places_drop(places, name);
	memmove(&places->items[1], &places->items[0],
		places->count * sizeof(places->items[0]));
	places->items[0].name = mem_strdup(name);
	places->items[0].key = key;
	places->count++;
	session_place(session, name, ident_format(key, id));
}

paper_key places_find(const struct places *places, struct session *session,
		      const char *name)
{
	struct error ignored;
	struct ident id;
	paper_key key = 0;
	char *value;

	for (size_t i = 0; i < places->count; i++) {
		if (strcmp(places->items[i].name, name) == 0)
			return places->items[i].key;
	}
	if (place_get(session->library, name, &value, &ignored) != STATUS_OK)
		return 0;
	if (value != NULL && ident_parse(value, &id))
		key = id.key;
	free(value);
	return key;
}
