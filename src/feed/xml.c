#include "feed/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include "base/mem.h"
#include "base/scan.h"
#include "feed/limits.h"
#include "feed/markup.h"

/* Only SAX2 push is used, with no callback that could load or expand anything.
 * libxml2's own word on well-formedness is not enough: after xmlStopParser it
 * says "well-formed", so what was refused is kept in the page's verdict, and
 * whether the root was closed in `closed`. */

enum {
	PIECE = 8192, /* bytes scanned at once */
	ENOUGH = 4096 /* bytes for which libxml2 is called */
};

#if LIBXML_VERSION >= 21200
typedef const xmlError *xml_error_ptr;
#else
typedef xmlError *xml_error_ptr;
#endif

struct xml {
	struct page *page;
	const struct xml_format *const *formats;
	const struct xml_format *format; /* NULL before the root */
	void *reader;
	xmlParserCtxt *parser;
	struct markup markup;
	int stack[FEED_MAX_DEPTH];
	int spaces[FEED_MAX_DEPTH]; /* namespaces declared by each */
	int space_count;            /* all of them */
	size_t depth;
	size_t text_depth; /* depth of the element whose text is gathered */
	struct str text;
	bool blank; /* white space waits for the next word */
	bool text_cut;
	bool closed; /* the root was closed */
	int error;   /* libxml2's first error, 0 none */
	unsigned long line;
};

struct xml_attributes {
	const xmlChar **items; /* five pointers each, as SAX2 gives them */
	int count;
};

static const struct {
	const char *uri;
	enum xml_space space;
} SPACES[] = {
	{"http://www.w3.org/2005/Atom",                  XML_SPACE_ATOM      },
	{ "http://arxiv.org/schemas/atom",               XML_SPACE_ARXIV     },
	{ "http://purl.org/dc/elements/1.1/",            XML_SPACE_DC        },
	{ "http://a9.com/-/spec/opensearch/1.1/",        XML_SPACE_OPENSEARCH},
	{ "http://www.w3.org/1999/02/22-rdf-syntax-ns#", XML_SPACE_RDF       },
	{ "http://www.openarchives.org/OAI/2.0/",        XML_SPACE_OAI       },
	{ "http://arxiv.org/OAI/arXiv/",                 XML_SPACE_OAI_ARXIV },
	{ "http://arxiv.org/OAI/arXivRaw/",              XML_SPACE_OAI_RAW   },
	{ "http://arxiv.org/OAI/arXivOld/",              XML_SPACE_OAI_OLD   },
	{ "http://www.openarchives.org/OAI/2.0/oai_dc/", XML_SPACE_OAI_DC    },
};

/* Roots by which a web page is known even without its DOCTYPE. */
static const char *const HTML_NAMES[] = { "html",   "head",   "title", "body",
					  "h1",     "h2",     "p",     "div",
					  "center", "script", "pre" };

static enum xml_space space_of(const xmlChar *uri)
{
	if (!uri || uri[0] == '\0')
		return XML_SPACE_NONE;
	for (size_t i = 0; i < sizeof(SPACES) / sizeof(SPACES[0]); i++) {
		if (strcmp((const char *)uri, SPACES[i].uri) == 0)
			return SPACES[i].space;
	}
	return XML_SPACE_OTHER;
}

static bool failed(const struct xml *xml)
{
	return verdict_failed(&xml->page->verdict);
}

/* Refuses the document from inside a callback. */
static void refuse(struct xml *xml, const char *cls, const char *why)
{
	verdict_fail(&xml->page->verdict, cls, "%s", why);
}

/* The root has none of the names that are read: what is it then? */
static void refuse_root(struct xml *xml, const char *name, enum xml_space space)
{
	struct verdict *verdict = &xml->page->verdict;

	for (size_t i = 0; i < sizeof(HTML_NAMES) / sizeof(HTML_NAMES[0]);
	     i++) {
		if (strcasecmp(name, HTML_NAMES[i]) == 0) {
			refuse(xml, "not_a_feed",
			       "the server sent a web page, not a feed");
			return;
		}
	}
	if (strcmp(name, "RDF") == 0 && space == XML_SPACE_RDF)
		refuse(xml, "rdf",
		       "RSS 1.0 (RDF) is not read; arXiv gave it up in 2024");
	else
		verdict_fail(verdict, "not_a_feed",
			     "XML of another kind: its root is <%.40s>", name);
}

/* Finds the format of the root element. */
static void open_root(struct xml *xml, const char *name, enum xml_space space)
{
	for (size_t i = 0; xml->formats[i]; i++) {
		const struct xml_format *format = xml->formats[i];

		if (strcmp(format->root, name) != 0)
			continue;
		if ((format->spaces & space) == 0) {
			verdict_fail(&xml->page->verdict, "namespace",
				     "the root <%s> is not in its namespace",
				     format->root);
			return;
		}
		xml->format = format;
		xml->reader = format->open(xml->page);
		return;
	}
	refuse_root(xml, name, space);
}

static const struct xml_rule *find_rule(const struct xml *xml, int parent,
					const char *name, enum xml_space space)
{
	const struct xml_rule *rule;

	for (rule = xml->format->rules; rule->name; rule++) {
		if (rule->parent == parent && (rule->spaces & space) != 0 &&
		    rule->name[0] == name[0] && strcmp(rule->name, name) == 0)
			return rule;
	}
	return NULL;
}

/* An element inside the root begins. */
static void open_element(struct xml *xml, const char *name,
			 enum xml_space space,
			 const struct xml_attributes *attributes)
{
	int parent = xml->stack[xml->depth - 1];
	const struct xml_rule *rule = NULL;

	if (parent != XML_IGNORED)
		rule = find_rule(xml, parent, name, space);
	xml->stack[xml->depth++] = rule ? rule->element : XML_IGNORED;
	if (!rule)
		return;
	if (rule->cap > 0) {
		xml->text_depth = xml->depth;
		str_clear(&xml->text);
		xml->text.cap = rule->cap;
		xml->blank = false;
		xml->text_cut = false;
	}
	xml->format->start(xml->reader, rule->element, attributes,
			   (uint64_t)xmlSAX2GetLineNumber(xml->parser));
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int space_count,
		     const xmlChar **spaces, int attribute_count,
		     int default_count, const xmlChar **attributes)
{
	struct xml *xml = context;
	struct xml_attributes all = { attributes, attribute_count };

	(void)prefix;
	(void)spaces;
	(void)default_count;
	if (failed(xml))
		return;
	xml->space_count += space_count;
	if (xml->depth < FEED_MAX_DEPTH)
		xml->spaces[xml->depth] = space_count;
	if (xml->depth == FEED_MAX_DEPTH) {
		refuse(xml, "too_deep", "its elements are nested too deep");
	} else if (xml->space_count > FEED_MAX_SPACES) {
		refuse(xml, "too_big", "it declares too many namespaces");
	} else if (xml->depth > 0) {
		open_element(xml, (const char *)name, space_of(uri), &all);
	} else {
		open_root(xml, (const char *)name, space_of(uri));
		xml->stack[xml->depth++] = XML_ROOT;
	}
	if (failed(xml))
		xmlStopParser(xml->parser);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct xml *xml = context;
	bool texted;
	int element;

	(void)name;
	(void)prefix;
	(void)uri;
	if (failed(xml) || xml->depth == 0)
		return;
	texted = xml->text_depth == xml->depth;
	element = xml->stack[--xml->depth];
	xml->space_count -= xml->spaces[xml->depth];
	if (texted)
		xml->text_depth = 0;
	if (element == XML_ROOT)
		xml->closed = true;
	else if (element != XML_IGNORED)
		xml->format->end(xml->reader, element,
				 texted ? str_text(&xml->text) : "",
				 texted && xml->text_cut);
	if (failed(xml))
		xmlStopParser(xml->parser);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Appends one word, or as many whole characters of it as the cap lets in. */
static void add_word(struct xml *xml, const char *word, size_t len)
{
	struct str *text = &xml->text;
	size_t room;

	if (xml->text_cut)
		return;
	if (xml->blank && text->len > 0)
		str_add_char(text, ' ');
	xml->blank = false;
	room = text->cap - text->len;
	if (len > room) {
		xml->text_cut = true;
		len = room;
		while (len > 0 && ((unsigned char)word[len] & 0xC0u) == 0x80u)
			len--;
	}
	str_add_n(text, word, len);
}

/* True at a blank, unless it is a single space between two words. */
static bool collapses(const char *at, const char *end)
{
	return is_blank(*at) &&
	       (*at != ' ' || at + 1 == end || is_blank(at[1]));
}

/* Text is collapsed while it streams, so that a cap counts what is said and
 * not the blanks around it. */
static void on_text(void *context, const xmlChar *bytes, int len)
{
	struct xml *xml = context;
	const char *at = (const char *)bytes;
	const char *end = at + len;

	if (xml->text_depth == 0 || failed(xml))
		return;
	while (at < end) {
		const char *word;

		for (; at < end && is_blank(*at); at++)
			xml->blank = true;
		word = at;
		at += scan_words(at, (size_t)(end - at));
		while (at < end && !collapses(at, end))
			at++;
		if (at > word)
			add_word(xml, word, (size_t)(at - word));
	}
}

/* The scanner refuses a DOCTYPE before libxml2 sees it; this is the second
 * lock on the same door. */
static void on_doctype(void *context, const xmlChar *name,
		       const xmlChar *external, const xmlChar *system)
{
	struct xml *xml = context;

	(void)name;
	(void)external;
	(void)system;
	refuse(xml, "doctype", "it has a DOCTYPE, which no feed of arXiv has");
	xmlStopParser(xml->parser);
}

/* Keeps libxml2's first fatal error. */
static void on_error(void *context, xml_error_ptr error)
{
	struct xml *xml = context;

	if (error->level != XML_ERR_FATAL || xml->error != 0)
		return;
	xml->error = error->code;
	xml->line = error->line > 0 ? (unsigned long)error->line : 0;
}

static xmlParserCtxt *new_parser(struct xml *xml)
{
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
				  .startElementNs = on_start,
				  .endElementNs = on_end,
				  .characters = on_text,
				  .ignorableWhitespace = on_text,
				  .cdataBlock = on_text,
				  .internalSubset = on_doctype,
				  .serror = on_error };
	xmlParserCtxt *parser =
		xmlCreatePushParserCtxt(&handler, xml, NULL, 0, NULL);

	if (!parser)
		mem_die();
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR |
					  XML_PARSE_NOWARNING);
	return parser;
}

struct xml *xml_new(struct page *page, const struct xml_format *const *formats)
{
	struct xml *xml = mem_zalloc(1, sizeof(*xml));

	xml->page = page;
	xml->formats = formats;
	markup_init(&xml->markup);
	xml->parser = new_parser(xml);
	return xml;
}

void xml_free(struct xml *xml)
{
	if (!xml)
		return;
	if (xml->format)
		xml->format->close(xml->reader);
	xmlFreeParserCtxt(xml->parser);
	markup_clear(&xml->markup);
	str_free(&xml->text);
	free(xml);
}

/* Says what libxml2 found. A document that only ends too early is truncated,
 * anything else is no XML. */
static void judge(struct xml *xml)
{
	struct verdict *verdict = &xml->page->verdict;

	if (xml->error == 0 && xml->parser->wellFormed)
		return;
	if (xml->error == XML_ERR_DOCUMENT_END && !xml->closed)
		refuse(xml, "truncated", "the document ends too early");
	else if (xml->error == XML_ERR_DOCUMENT_EMPTY)
		refuse(xml, "truncated", "the document has no root element");
	else if (xml->error == XML_ERR_NAME_TOO_LONG ||
		 xml->error == XML_ERR_NO_MEMORY)
		refuse(xml, "too_big", "a name in it is too long");
	else
		verdict_fail(verdict, "syntax",
			     "not well-formed XML (line %lu, libxml2 error %d)",
			     xml->line, xml->error);
}

/* Hands what the scanner has ready to libxml2. */
static void parse_ready(struct xml *xml)
{
	if (xml->markup.ready == 0 || failed(xml))
		return;
	xmlParseChunk(xml->parser, str_text(&xml->markup.out),
		      (int)xml->markup.ready, 0);
	markup_taken(&xml->markup);
	judge(xml);
	if (xmlDictSize(xml->parser->dict) > FEED_MAX_NAMES)
		refuse(xml, "too_big", "it has too many different names");
}

void xml_push(struct xml *xml, const char *text, size_t len)
{
	while (len > 0 && !failed(xml)) {
		size_t piece = len < PIECE ? len : PIECE;

		markup_push(&xml->markup, text, piece);
		text += piece;
		len -= piece;
		if (xml->markup.ready >= ENOUGH || xml->markup.cls)
			parse_ready(xml);
		if (xml->markup.cls)
			refuse(xml, xml->markup.cls, xml->markup.why);
	}
}

void xml_end(struct xml *xml)
{
	bool whole = markup_end(&xml->markup);

	parse_ready(xml);
	if (failed(xml))
		return;
	if (!whole) {
		refuse(xml, "truncated", "the document ends too early");
		return;
	}
	xmlParseChunk(xml->parser, NULL, 0, 1);
	judge(xml);
	if (!xml->closed)
		refuse(xml, "truncated", "the document ends too early");
	if (failed(xml))
		return;
	xml->page->repaired += xml->markup.repaired;
	xml->format->finish(xml->reader);
}

/* libxml2 writes an ampersand in a value as "&#38;". */
char *xml_attribute(const struct xml_attributes *attributes, const char *name)
{
	static const char AMP[] = "&#38;";
	const size_t amp = sizeof(AMP) - 1;

	for (int i = 0; i < attributes->count; i++) {
		const xmlChar **item = attributes->items + (ptrdiff_t)i * 5;
		const char *at = (const char *)item[3];
		const char *end = (const char *)item[4];
		struct str value = STR_INIT;

		if (item[2] || strcmp((const char *)item[0], name) != 0)
			continue;
		while (at < end) {
			bool escaped = (size_t)(end - at) >= amp &&
				       memcmp(at, AMP, amp) == 0;

			str_add_char(&value, *at);
			at += escaped ? amp : 1;
		}
		return str_take(&value);
	}
	return NULL;
}
