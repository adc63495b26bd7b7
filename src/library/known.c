/* Short lists behind the heads of a table. */
#include "library/known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/store.h"

void known_clear(struct known_table *table)
{
	for (size_t i = 0; i < KNOWN_HEADS; i++) {
		while (table->heads[i] != NULL) {
			struct known *known = table->heads[i];

			table->heads[i] = known->next;
			free(known);
		}
	}
	table->count = 0;
}

static size_t head_of(const char *name)
{
	size_t sum = 0;

	for (; *name != '\0'; name++)
		sum = sum * 31 + (unsigned char)*name;
	return sum % KNOWN_HEADS;
}

/* The request that a category belongs to; NULL when it is none. */
static const char *request_of(const char *category, const char *const *requests)
{
	if (requests == NULL)
		return category;
	for (; *requests != NULL; requests++)
		if (category_covers(*requests, category))
			return *requests;
	return NULL;
}

struct known *known_find(struct known_table *table, const char *name,
			 const char *const *requests)
{
	struct known **head = &table->heads[head_of(name)];
	struct known *known = *head;

	while (known != NULL && strcmp(known->name, name) != 0)
		known = known->next;
	if (known != NULL)
		return known;
	known = mem_zalloc(1, sizeof(*known));
	(void)snprintf(known->name, sizeof(known->name), "%s", name);
	(void)snprintf(known->category, sizeof(known->category), "%s",
		       category_canonical(name));
	known->id = -1;
	known->request = request_of(known->category, requests);
	known->next = *head;
	*head = known;
	table->count++;
	return known;
}

enum status known_number(struct library *library, struct known *known,
			 struct error *err)
{
	if (known->id >= 0)
		return STATUS_OK;
	return store_category(library, known->category, &known->id, err);
}
