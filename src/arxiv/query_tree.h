#ifndef ARXIV_QUERY_TREE_H
#define ARXIV_QUERY_TREE_H

#include "arxiv/query.h"

/* Making the tree of a query: what the parser needs and nobody else. */

/* How a term was written. */
enum term_form {
	TERM_BARE,
	TERM_QUOTED,
	TERM_SLASHED
};

/* A fresh node without children. */
struct query_node *query_node_new(enum query_kind kind);

/* Frees a node, what is below it and its next ones. NULL is fine. */
void query_node_free(struct query_node *node);

/* Takes over a list of nodes (linked by next) and gives what they are under
 * AND or OR: the only one itself, otherwise a node of that kind, into which
 * children of the same kind are melted. */
struct query_node *query_node_join(enum query_kind kind,
				   struct query_node *list);

/* Takes over a node and gives its negation; that of a negation is what was
 * negated. */
struct query_node *query_node_negate(struct query_node *node);

/* The field of a name [name, name + len), in any case; QUERY_FIELD_COUNT when
 * there is none. */
enum query_field query_field_find(const char *name, size_t len);

/* The term that text (fresh, taken over: without quotes or slashes) means in
 * a field. STATUS_USAGE when it means nothing there; *err says what was
 * expected. */
enum status query_term_new(enum query_field field, enum term_form form,
			   char *text, struct query_node **ret,
			   struct error *err) MUST_CHECK;

#endif
