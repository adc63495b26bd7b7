/* Papers of the library as subjects of queries. */

#include "library/matching.h"

#include "library/marks.h"

unsigned matching_states(unsigned marks)
{
	static const struct {
		enum mark mark;
		enum query_state state;
	} table[] = {
		{MARK_STAR,    QUERY_IS_STARRED},
		{ MARK_READ,   QUERY_IS_READ   },
		{ MARK_DONE,   QUERY_IS_DONE   },
		{ MARK_HIDDEN, QUERY_IS_HIDDEN },
		{ MARK_TAGGED, QUERY_IS_TAGGED },
		{ MARK_NOTED,  QUERY_IS_NOTED  },
	};
	unsigned states = 0;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		states |= marks & table[i].mark ? QUERY_BIT(table[i].state) : 0;
	return states;
}

bool matching_listed(const struct query *query, const struct listed *listed)
{
	struct query_subject subject = QUERY_SUBJECT_INIT;

	subject.paper = &listed->paper;
	subject.states = matching_states(listed->marks);
	subject.tags = listed->tags;
	subject.note = listed->note;
	subject.type = listed->type;
	subject.day = listed->day;
	subject.withdrawn = paper_is_withdrawn(&listed->paper);
	return query_match(query, &subject);
}
