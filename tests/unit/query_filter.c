/* Matches queries against papers for those that judge it from outside.
 *
 * query_filter QUERIES: papers are lines of standard input, with tabs between
 * identifier, title, abstract, authors, categories, comments, journal
 * reference, DOI, second of submission, states (a mask), tags, note, type and
 * day; an empty column is none, the byte 31 stands for a line feed. For each
 * line of the file QUERIES a line comes out: the numbers of the papers that
 * match, or "error COLUMN text".
 *
 * query_filter -t QUERIES: the same, and how long each took, on standard
 * error. query_filter -f: folds the lines of standard input. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arxiv/fold.h"
#include "arxiv/query.h"
#include "base/mem.h"

enum column {
	COLUMN_ID,
	COLUMN_TITLE,
	COLUMN_ABSTRACT,
	COLUMN_AUTHORS,
	COLUMN_CATEGORIES,
	COLUMN_COMMENTS,
	COLUMN_JOURNAL,
	COLUMN_DOI,
	COLUMN_SUBMITTED,
	COLUMN_STATES,
	COLUMN_TAGS,
	COLUMN_NOTE,
	COLUMN_TYPE,
	COLUMN_DAY,
	COLUMN_COUNT
};

struct row {
	char *line; /* all columns point into it */
	struct paper paper;
	struct query_subject subject;
};

/* Cuts a line into its columns; empty and missing ones are NULL. */
static void split(char *line, char *columns[COLUMN_COUNT])
{
	for (int i = 0; i < COLUMN_COUNT; i++) {
		columns[i] = line != NULL && *line != '\t' && *line != '\0'
				     ? line
				     : NULL;
		if (line == NULL)
			continue;
		line = strchr(line, '\t');
		if (line != NULL)
			*line++ = '\0';
	}
}

static void read_row(struct row *row, char *line)
{
	char *columns[COLUMN_COUNT];
	struct paper *paper = &row->paper;

	row->line = line;
	for (char *at = line; *at != '\0'; at++)
		if (*at == 31)
			*at = '\n';
	split(line, columns);
	*paper = PAPER_INIT;
	if (!columns[COLUMN_ID] || !ident_parse(columns[COLUMN_ID], &paper->id))
		paper->id.key = 0;
	paper->title = columns[COLUMN_TITLE];
	paper->abstract = columns[COLUMN_ABSTRACT];
	paper->authors = columns[COLUMN_AUTHORS];
	paper->categories = columns[COLUMN_CATEGORIES];
	paper->comments = columns[COLUMN_COMMENTS];
	paper->journal_ref = columns[COLUMN_JOURNAL];
	paper->doi = columns[COLUMN_DOI];
	if (columns[COLUMN_SUBMITTED] != NULL)
		paper->submitted =
			strtoimax(columns[COLUMN_SUBMITTED], NULL, 10);
	row->subject = QUERY_SUBJECT_INIT;
	if (columns[COLUMN_STATES] != NULL)
		row->subject.states =
			(unsigned)strtoul(columns[COLUMN_STATES], NULL, 10);
	row->subject.tags = columns[COLUMN_TAGS];
	row->subject.note = columns[COLUMN_NOTE];
	if (columns[COLUMN_TYPE] != NULL)
		row->subject.type = announce_parse(columns[COLUMN_TYPE]);
	if (columns[COLUMN_DAY] != NULL)
		row->subject.day = date_parse_iso(columns[COLUMN_DAY]);
	row->subject.withdrawn = paper_is_withdrawn(paper);
}

/* The next line without its end, fresh; NULL when there is none. */
static char *next_line(FILE *file)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len = getline(&line, &room, file);

	if (len < 0) {
		free(line);
		return NULL;
	}
	if (len > 0 && line[len - 1] == '\n')
		line[len - 1] = '\0';
	return line;
}

static size_t read_rows(struct row **ret)
{
	struct row *rows = NULL;
	size_t room = 0;
	size_t count = 0;
	char *line = NULL;

	while ((line = next_line(stdin)) != NULL) {
		rows = mem_grow(rows, &room, count + 1, sizeof(*rows));
		read_row(&rows[count++], line);
	}
	/* Only now do the rows stay where they are. */
	for (size_t i = 0; i < count; i++)
		rows[i].subject.paper = &rows[i].paper;
	*ret = rows;
	return count;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void answer(const char *text, const struct row *rows, size_t count,
		   bool timed)
{
	struct query *query = NULL;
	struct error err = { 0 };
	size_t column = 0;
	size_t found = 0;
	double begun = 0;

	if (query_parse(text, &query, &column, &err) != STATUS_OK) {
		printf("error %zu %s\n", column, err.text);
		return;
	}
	begun = now();
	for (size_t i = 0; i < count; i++) {
		if (!query_match(query, &rows[i].subject))
			continue;
		printf("%s%zu", found > 0 ? " " : "", i);
		found++;
	}
	putchar('\n');
	if (timed)
		fprintf(stderr, "%9.0f a second, %zu found: %s\n",
			(double)count / (now() - begun), found, text);
	query_free(query);
}

static void fold_lines(void)
{
	struct str out = STR_INIT;
	char *line = NULL;

	while ((line = next_line(stdin)) != NULL) {
		str_clear(&out);
		fold_text(line, &out);
		puts(str_text(&out));
		free(line);
	}
	str_free(&out);
}

static int answer_all(const char *path, bool timed)
{
	struct row *rows = NULL;
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t count = 0;

	if (file == NULL)
		return 1;
	count = read_rows(&rows);
	while ((line = next_line(file)) != NULL) {
		answer(line, rows, count, timed);
		free(line);
	}
	fclose(file);
	for (size_t i = 0; i < count; i++)
		free(rows[i].line);
	free(rows);
	return 0;
}

int main(int argc, char **argv)
{
	int status = 2;

	if (argc == 2 && strcmp(argv[1], "-f") == 0) {
		fold_lines();
		status = 0;
	} else if (argc == 3 && strcmp(argv[1], "-t") == 0) {
		status = answer_all(argv[2], true);
	} else if (argc == 2) {
		status = answer_all(argv[1], false);
	}
	return fflush(stdout) == 0 ? status : 1;
}
