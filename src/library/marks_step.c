/* Steps of the journal in words. Pure. */
#include "library/marks.h"

/* "2510.07784" or "3 papers". */
static void add_papers(const struct marks_step *step, struct str *out)
{
	char id[IDENT_TEXT_SIZE];

	if (step->count == 1)
		str_add(out, ident_format(step->first, id));
	else
		str_addf(out, "%zu papers", step->count);
}

static const char *mark_word(enum mark mark, bool on)
{
	switch (mark) {
	case MARK_STAR:
		return on ? "starred" : "not starred";
	case MARK_READ:
		return on ? "read" : "unread";
	case MARK_DONE:
		return on ? "done" : "not done";
	case MARK_HIDDEN:
		return on ? "hidden" : "not hidden";
	case MARK_TAGGED:
	case MARK_NOTED:
		break;
	}
	return "changed";
}

static void add_marks(const struct marks_step *step, struct str *out)
{
	add_papers(step, out);
	str_addf(out, " %s %s", step->count == 1 ? "is" : "are",
		 mark_word(step->mark, step->on));
}

/* All that can be said of several kinds, or of marks of which some were set and
 * some removed. */
static void add_all(const struct marks_step *step, struct str *out)
{
	bool one = step->count == 1;

	add_papers(step, out);
	if (step->undo)
		str_add(out, one ? " is as it was" : " are as they were");
	else
		str_add(out, one ? " is changed" : " are changed");
}

static void add_tags(const struct marks_step *step, struct str *out)
{
	if (!step->more_tags) {
		add_papers(step, out);
		str_addf(out, " %s the tag %s", step->on ? "got" : "lost",
			 step->tag);
		return;
	}
	str_add(out, "the tags of ");
	add_papers(step, out);
	str_add(out, step->undo ? " are as they were" : " are changed");
}

static void add_note(const struct marks_step *step, struct str *out)
{
	bool one = step->count == 1;

	if (!step->on && !step->mixed) {
		add_papers(step, out);
		str_add(out, one ? " has no note" : " have no note");
		return;
	}
	str_add(out, one ? "the note of " : "the notes of ");
	add_all(step, out);
}

void marks_step_text(const struct marks_step *step, struct str *out)
{
	bool plain = step->kinds != 0 &&
		     (step->kinds & (MARK_TAGGED | MARK_NOTED)) == 0;

	if (step->kinds == MARK_TAGGED)
		add_tags(step, out);
	else if (step->kinds == MARK_NOTED)
		add_note(step, out);
	else if (plain && !step->mixed)
		add_marks(step, out);
	else
		add_all(step, out);
}
