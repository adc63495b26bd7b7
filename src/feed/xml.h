#ifndef FEED_XML_H
#define FEED_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "feed/page.h"

/* The XML reader: drives libxml2's push parser behind the scanner of
 * feed/markup.h and tells a format which of its elements begin and end. A
 * format is a table: elements are matched by namespace, never by prefix, and
 * by where they stand. Elements that no row of the table names are passed
 * over, but their text counts as text of the element around them. */

/* Bits, so that a rule can name several. */
enum xml_space {
	XML_SPACE_NONE = 1u << 0,
	XML_SPACE_ATOM = 1u << 1,
	XML_SPACE_ARXIV = 1u << 2,
	XML_SPACE_DC = 1u << 3,
	XML_SPACE_OPENSEARCH = 1u << 4,
	XML_SPACE_RDF = 1u << 5,
	XML_SPACE_OAI = 1u << 6,
	XML_SPACE_OAI_ARXIV = 1u << 7,
	XML_SPACE_OAI_RAW = 1u << 8,
	XML_SPACE_OAI_OLD = 1u << 9,
	XML_SPACE_OAI_DC = 1u << 10,
	XML_SPACE_OTHER = 1u << 11
};

/* Elements of a format are numbers of its own from XML_ROOT + 1 on. */
enum {
	XML_IGNORED = 0,
	XML_ROOT = 1
};

struct xml_rule {
	int parent;
	unsigned spaces;  /* any of these bits of enum xml_space */
	const char *name; /* NULL ends the table */
	int element;
	size_t cap; /* most bytes of its text; 0 = its text is not wanted */
};

struct xml_attributes;

struct xml_format {
	unsigned spaces; /* of the root, any of these */
	const char *root;
	const struct xml_rule *rules;
	/* A fresh reader of one document, which fills the page. */
	void *(*open)(struct page *page);
	void (*close)(void *reader);
	/* An element begins, on this line of the document. */
	void (*start)(void *reader, int element,
		      const struct xml_attributes *attributes, uint64_t line);
	/* It ends. The text has its white space collapsed and is trimmed, but
	 * is not cleaned; "" for elements without cap. `cut` when the cap did
	 * not hold all of it. */
	void (*end)(void *reader, int element, const char *text, bool cut);
	/* The root was closed and nothing wrong stood behind it. */
	void (*finish)(void *reader);
};

/* The value of an attribute without namespace, fresh, caller frees; NULL when
 * the element has none of that name. */
char *xml_attribute(const struct xml_attributes *attributes, const char *name);

struct xml;

/* A fresh parser of one document for one of the formats (NULL ends the list).
 * It refuses through the page's verdict. */
struct xml *xml_new(struct page *page, const struct xml_format *const *formats);
void xml_free(struct xml *xml);

/* Gives it text in UTF-8 that passed the byte filter. */
void xml_push(struct xml *xml, const char *text, size_t len);

/* No more text: the page is finished or refused. */
void xml_end(struct xml *xml);

#endif
