/* The cursor of a list. */

#include "tui/pick.h"

/* Rows that one click of the wheel moves. */
#define WHEEL 3

void pick_go(struct pick *pick, size_t row)
{
	size_t rows = pick->rows > 0 ? pick->rows : 1;

	if (row >= pick->count)
		row = pick->count > 0 ? pick->count - 1 : 0;
	pick->cursor = row;
	if (row < pick->top)
		pick->top = row;
	if (row >= pick->top + rows)
		pick->top = row - rows + 1;
	if (pick->top + rows > pick->count)
		pick->top = pick->count > rows ? pick->count - rows : 0;
}

void pick_show_above(struct pick *pick)
{
	if (pick->rows > 1 && pick->top > 0 && pick->top == pick->cursor)
		pick->top--;
}

void pick_move(struct pick *pick, long rows)
{
	size_t step = (size_t)(rows < 0 ? -rows : rows);

	if (rows >= 0)
		pick_go(pick, pick->cursor + step);
	else
		pick_go(pick, pick->cursor > step ? pick->cursor - step : 0);
}

/* How far an action that moves by lines moves, 0 when it does not. */
static long pick_step(const struct pick *pick, enum action action)
{
	long page = pick->rows > 1 ? (long)pick->rows - 1 : 1;

	switch ((int)action) {
	case ACTION_DOWN:
	case ACTION_NEXT:
	case ACTION_SCROLL_DOWN:
		return 1;
	case ACTION_UP:
	case ACTION_PREVIOUS:
	case ACTION_SCROLL_UP:
		return -1;
	case ACTION_HALF_DOWN:
		return page / 2 + 1;
	case ACTION_HALF_UP:
		return -(page / 2 + 1);
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_PAPER:
		return page;
	case ACTION_PAGE_UP:
	case ACTION_PAGE_PAPER_BACK:
		return -page;
	default:
		return 0;
	}
}

static size_t pick_bottom(const struct pick *pick)
{
	return pick->top + (pick->rows > 0 ? pick->rows - 1 : 0);
}

bool pick_action(struct pick *pick, enum action action, int count)
{
	long step = pick_step(pick, action);
	size_t row = count > 0 ? (size_t)count - 1 : 0;

	if (step != 0) {
		pick_move(pick, step * (count > 0 ? count : 1));
		return true;
	}
	switch ((int)action) {
	case ACTION_FIRST:
		pick_go(pick, row);
		return true;
	case ACTION_LAST:
		pick_go(pick, count > 0 ? row : pick->count);
		return true;
	case ACTION_TOP:
		pick_go(pick, pick->top);
		return true;
	case ACTION_MIDDLE:
		pick_go(pick, pick->top + pick->rows / 2);
		return true;
	case ACTION_BOTTOM:
		pick_go(pick, pick_bottom(pick));
		return true;
	default:
		return false;
	}
}

bool pick_mouse(struct pick *pick, int first, const struct mouse *mouse)
{
	size_t row = pick->top + (size_t)(mouse->row - first);

	if (mouse->what == MOUSE_WHEEL_UP)
		pick_move(pick, -WHEEL);
	else if (mouse->what == MOUSE_WHEEL_DOWN)
		pick_move(pick, WHEEL);
	else if (mouse->row >= first && row < pick->count)
		pick_go(pick, row);
	else
		return false;
	return mouse->what == MOUSE_DOUBLE;
}
