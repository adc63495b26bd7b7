/* The format of a line of a list, read once into pieces. */

#include "tui/row_format.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct {
	char letter;
	int columns;
	const char *help;
} fields[] = {
#define X(name, letter, columns, what) { letter, columns, what },
	X(TEXT, '\0', 0, "") ROW_FIELDS(X)
#undef X
};

char row_field_letter(enum row_field field)
{
	return fields[field].letter;
}

const char *row_field_help(enum row_field field)
{
	return fields[field].help;
}

static struct row_piece *format_add(struct row_format *format)
{
	struct row_piece *piece;

	format->pieces = mem_grow(format->pieces, &format->room,
				  format->count + 1, sizeof(format->pieces[0]));
	piece = &format->pieces[format->count++];
	*piece = (struct row_piece){ .field = ROW_TEXT };
	return piece;
}

/* Text up to the next field; returns where that begins. */
static const char *read_text(const char *at, struct row_format *format)
{
	struct str text = STR_INIT;

	while (*at != '\0' && (*at != '%' || at[1] == '%')) {
		str_add_char(&text, *at);
		at += *at == '%' ? 2 : 1;
	}
	if (text.len > 0)
		format_add(format)->text = str_take(&text);
	str_free(&text);
	return at;
}

static enum row_field find_field(char letter)
{
	int i = ROW_TEXT + 1;

	while (i < (int)ROW_FIELD_COUNT && fields[i].letter != letter)
		i++;
	return (enum row_field)i;
}

/* A width: true when it is 1 to ROW_MAX_WIDTH. *at is moved past it. */
static bool read_width(const char **at, int *ret)
{
	int width = 0;

	for (; **at >= '0' && **at <= '9' && width <= ROW_MAX_WIDTH; (*at)++)
		width = width * 10 + (**at - '0');
	*ret = width;
	return width >= 1 && width <= ROW_MAX_WIDTH;
}

/* What stands between % and the letter; NULL when it was read, else what was
 * expected at *at. */
static const char *read_widths(const char **at, struct row_piece *piece)
{
	bool sized;

	piece->left = **at == '-';
	if (piece->left)
		(*at)++;
	sized = **at >= '0' && **at <= '9';
	if (sized && !read_width(at, &piece->width))
		return "expected a width from 1 to 500";
	if (piece->left && !sized)
		return "expected a width";
	if (**at == '.') {
		(*at)++;
		if (!read_width(at, &piece->most))
			return "expected a width from 1 to 500";
	}
	return NULL;
}

static bool refuse_field(char letter, struct str *problem)
{
	str_add(problem, "expected one of the letters ");
	for (int i = ROW_TEXT + 1; i < (int)ROW_FIELD_COUNT; i++)
		str_add_char(problem, fields[i].letter);
	str_add(problem, letter == '\0' ? " behind %" : " or another % there");
	return false;
}

/* One field, behind its %; *at is moved past it, or to what is wrong. */
static bool read_field(const char **at, struct row_format *format,
		       struct str *problem)
{
	struct row_piece *piece = format_add(format);
	const char *wrong = read_widths(at, piece);

	if (wrong) {
		str_add(problem, wrong);
		return false;
	}
	piece->field = find_field(**at);
	if (**at == '\0' || piece->field == ROW_FIELD_COUNT) {
		piece->field = ROW_TEXT;
		return refuse_field(**at, problem);
	}
	piece->rest = piece->field == ROW_TITLE && piece->width == 0 &&
		      piece->most == 0;
	if (piece->width == 0)
		piece->width = fields[piece->field].columns;
	(*at)++;
	return true;
}

bool row_format_parse(const char *text, struct row_format *ret, size_t *ret_at,
		      struct str *ret_problem)
{
	struct row_format format = { 0 };
	const char *at = read_text(text, &format);

	while (*at == '%') {
		at++;
		if (!read_field(&at, &format, ret_problem)) {
			*ret_at = (size_t)(at - text);
			row_format_free(&format);
			return false;
		}
		at = read_text(at, &format);
	}
	*ret = format;
	return true;
}

void row_format_free(struct row_format *format)
{
	for (size_t i = 0; i < format->count; i++)
		free(format->pieces[i].text);
	free(format->pieces);
	*format = (struct row_format){ 0 };
}
