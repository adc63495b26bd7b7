/* The escape rule is one function that looks at one place of the text and says
 * how it is written there. Escaping asks it place by place. Unescaping makes a
 * draft by undoing everything that looks like the rule's work, then asks the
 * same function whether it would have written the draft so; what it would not
 * have written is put back. So the two cannot disagree. */
#include "arxiv/cell.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "base/mem.h"

/* How one place of the text is written. */
enum how {
	PLAIN,   /* as it is */
	ESCAPED, /* one character behind a backslash */
	WRAPPED  /* a URL between < and > */
};

struct step {
	enum how how;
	size_t len; /* bytes of the text */
};

/* The text that is looked at; text[-1] and text[len] count as blanks. */
struct view {
	const char *text;
	size_t len;
};

static char char_at(const struct view *view, size_t at)
{
	return at < view->len ? view->text[at] : ' ';
}

static char char_before(const struct view *view, size_t at)
{
	return at > 0 ? view->text[at - 1] : ' ';
}

static bool is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* True when an entity starts at the '&' here. */
static bool is_entity(const struct view *view, size_t at)
{
	size_t begin = at + 1;
	size_t end = 0;

	if (char_at(view, begin) == '#') {
		begin++;
		if (ascii_lower(char_at(view, begin)) == 'x')
			begin++;
	}
	for (end = begin; ascii_is_alnum(char_at(view, end)); end++)
		;
	return end > begin && char_at(view, end) == ';';
}

/* True when the name of a mail address starts here: <NAME@ is a link. */
static bool is_mail(const struct view *view, size_t at)
{
	size_t end = at;

	while (ascii_is_alnum(char_at(view, end)) ||
	       is_one_of(char_at(view, end), ".!#$%&'*+/=?^_`{|}~-"))
		end++;
	return end > at && char_at(view, end) == '@';
}

/* True when the character here means something in Markdown. */
static bool is_markup(const struct view *view, size_t at)
{
	char before = char_before(view, at);
	char after = char_at(view, at + 1);

	switch (view->text[at]) {
	case '*':
	case '`':
	case '~':
	case '|':
		return true;
	case '\\':
		return ascii_is_punct(after);
	case '_':
		return !ascii_is_alnum(before) || !ascii_is_alnum(after);
	case ']':
		return after == '(' || after == '[';
	case '[':
		return before == '!';
	case '<':
		return ascii_is_letter(after) || is_one_of(after, "/!?") ||
		       is_mail(view, at + 1);
	case '&':
		return is_entity(view, at);
	default:
		return false;
	}
}

/* What may follow a URL without belonging to it. */
#define TRAILING ".,;:!?'\")]}"

/* What of it a renderer takes off the end of a link by itself. */
#define TAKEN_OFF ".,;:!?'\")"

/* True when the text goes on with a word given in lower case. */
static bool goes_on(const struct view *view, size_t at, const char *word)
{
	for (; *word != '\0'; word++, at++)
		if (ascii_lower(char_at(view, at)) != *word)
			return false;
	return true;
}

/* Bytes of "http://", "https://" or "ftp://" here, in any case, or 0. */
static size_t scheme_length(const struct view *view, size_t at)
{
	static const char *const schemes[] = { "http://", "https://",
					       "ftp://" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (goes_on(view, at, schemes[i]))
			return strlen(schemes[i]);
	return 0;
}

/* Bytes of the URL that begins here, 0 when there is none. */
static size_t url_length(const struct view *view, size_t at)
{
	size_t begin = at + scheme_length(view, at);
	size_t end = begin;

	if (begin == at)
		return 0;
	while (end < view->len && !ascii_is_space(view->text[end]) &&
	       !is_one_of(view->text[end], "<>|\\*`"))
		end++;
	while (end > begin && is_one_of(view->text[end - 1], TRAILING))
		end--;
	return end > begin ? end - at : 0;
}

/* Whether GitHub makes a link of this URL at all, up to its last character;
 * asked only for one with a '_' that would mean something outside a link. */
static bool is_found(const struct view *view, size_t at, size_t len)
{
	size_t host = at + scheme_length(view, at);
	size_t end = at + len;

	if (ascii_is_letter(char_before(view, at)) ||
	    !ascii_is_alnum(view->text[host]) || view->text[end - 1] == '_')
		return false;
	for (; host < end && view->text[host] != '/'; host++)
		if (view->text[host] == '_')
			return false;
	return true;
}

/* Whether the URL may stand as it is: nothing in it that could end it or mean
 * something else, and behind it only punctuation up to the next blank. */
static bool stands_alone(const struct view *view, size_t at, size_t len)
{
	size_t end = at + len;
	bool markup = false;

	for (size_t i = at; i < end; i++) {
		if (is_one_of(view->text[i], "&~(){}[]'\""))
			return false;
		markup = markup || is_markup(view, i);
	}
	if (markup && !is_found(view, at, len))
		return false;
	while (is_one_of(char_at(view, end), TAKEN_OFF))
		end++;
	return ascii_is_space(char_at(view, end));
}

/* Bytes that are looked at before a link is taken to need care. */
#define LINK_MAX 2048

/* GitHub makes links of more than REPORT's URLs: of "www." behind a blank or
 * one of a few signs, of ftp:// and of schemes in capitals. In these a
 * backslash is no escape but is shown, so they need care when one would be
 * written before their end, which is a blank or '<'. */
static bool link_needs_care(const struct view *view, size_t at)
{
	for (size_t end = at; end < view->len; end++) {
		if (ascii_is_space(view->text[end]))
			return false;
		if (end - at == LINK_MAX || is_markup(view, end) ||
		    (view->text[end] == '\\' &&
		     scheme_length(view, end + 1) > 0))
			return true;
		if (view->text[end] == '<')
			return false;
	}
	return false;
}

/* True at the dot of a "www." that GitHub must not take for a link. */
static bool is_www_dot(const struct view *view, size_t at)
{
	return view->text[at] == '.' && at >= 3 &&
	       goes_on(view, at - 3, "www") &&
	       (at == 3 || is_one_of(view->text[at - 4], " *_~(")) &&
	       link_needs_care(view, at + 1);
}

/* True for the URLs that REPORT means, whose scheme is in lower case. */
static bool is_report_url(const struct view *view, size_t at)
{
	return view->len - at > 4 && memcmp(view->text + at, "http", 4) == 0 &&
	       (view->text[at + 4] == ':' || view->text[at + 4] == 's');
}

/* How a URL is written, PLAIN with no length when it is none. */
static struct step url_rule(const struct view *view, size_t at)
{
	struct step step = { PLAIN, url_length(view, at) };

	if (step.len == 0)
		return step;
	if (is_report_url(view, at)) {
		if (!stands_alone(view, at, step.len))
			step.how = WRAPPED;
	} else if (link_needs_care(view, at)) {
		step.how = WRAPPED;
	} else {
		step.len = 0;
	}
	return step;
}

/* True at a backslash behind which a '<' will be written. */
static bool precedes_wrapped(const struct view *view, size_t at)
{
	return view->text[at] == '\\' && at + 1 < view->len &&
	       url_rule(view, at + 1).how == WRAPPED;
}

/* The rule: how the text is written at one place. */
static struct step rule(const struct view *view, size_t at)
{
	struct step step = { PLAIN, 0 };

	if (is_one_of(ascii_lower(view->text[at]), "hf"))
		step = url_rule(view, at);
	if (step.len > 0)
		return step;
	step.len = 1;
	if (is_markup(view, at) || is_www_dot(view, at) ||
	    precedes_wrapped(view, at))
		step.how = ESCAPED;
	return step;
}

/* Appends text with one blank for every run of white space, trimmed. */
static void add_collapsed(const char *text, struct str *out)
{
	while (*text != '\0') {
		size_t word = 0;

		while (ascii_is_space(*text))
			text++;
		while (text[word] != '\0' && !ascii_is_space(text[word]))
			word++;
		if (word > 0 && out->len > 0)
			str_add_char(out, ' ');
		str_add_n(out, text, word);
		text += word;
	}
}

/* Appends what one place of the text is written as. */
static void write_step(const struct view *view, size_t at, struct step step,
		       struct str *out)
{
	size_t end = at + step.len;

	if (step.how == PLAIN) {
		str_add_n(out, view->text + at, step.len);
		return;
	}
	if (step.how == ESCAPED) {
		str_add_char(out, '\\');
		str_add_char(out, view->text[at]);
		return;
	}
	str_add_char(out, '<');
	for (; at < end; at++) {
		str_add_char(out, view->text[at]);
		/* Between < and > a backslash is none, but an entity is. */
		if (view->text[at] == '&' && is_entity(view, at))
			str_add(out, "amp;");
	}
	str_add_char(out, '>');
}

void cell_escape(const char *text, struct str *out)
{
	struct str line = STR_INIT;
	struct view view = { NULL, 0 };

	add_collapsed(text, &line);
	view.text = str_text(&line);
	view.len = line.len;
	for (size_t at = 0; at < view.len;) {
		struct step step = rule(&view, at);

		write_step(&view, at, step, out);
		at += step.len;
	}
	str_free(&line);
}

/* One thing that is undone in the draft. */
struct undone {
	size_t cell;  /* where it stands in the cell */
	size_t len;   /* its bytes there */
	size_t draft; /* where the draft has what it stood for */
	bool kept;    /* it was no work of the rule: left as it stands */
};

struct undo {
	const char *cell;
	size_t len;
	struct undone *list;
	size_t count;
	size_t room;
};

static void add_undone(struct undo *undo, size_t cell, size_t len)
{
	undo->list = mem_grow(undo->list, &undo->room, undo->count + 1,
			      sizeof(*undo->list));
	undo->list[undo->count++] = (struct undone){ cell, len, 0, false };
}

/* Bytes of what looks like the rule's work here, or 0. */
static size_t work_length(const struct view *cell, size_t at)
{
	size_t url = 0;

	if (cell->text[at] == '\\')
		return is_one_of(char_at(cell, at + 1), "*`~|\\_[]<&.") ? 2 : 0;
	if (cell->text[at] != '<' || scheme_length(cell, at + 1) == 0)
		return 0;
	for (url = at + 1; !is_one_of(char_at(cell, url), "<> ");)
		url++;
	return char_at(cell, url) == '>' ? url + 1 - at : 0;
}

/* Lists everything in the cell that looks like the rule's work. */
static void find_undone(struct undo *undo)
{
	struct view cell = { undo->cell, undo->len };
	size_t at = 0;

	while (at < cell.len) {
		size_t len = work_length(&cell, at);

		if (len > 0)
			add_undone(undo, at, len);
		at += len > 0 ? len : 1;
	}
}

/* Appends the text that a piece of the rule's work stands for. */
static void add_meaning(const char *work, size_t len, struct str *out)
{
	static const char entity[] = "&amp;";
	size_t size = sizeof(entity) - 1;

	if (work[0] == '\\') {
		str_add_char(out, work[1]);
		return;
	}
	for (size_t i = 1; i < len - 1; i++) {
		str_add_char(out, work[i]);
		if (len - i > size && memcmp(work + i, entity, size) == 0)
			i += size - 1;
	}
}

/* Writes the draft: the cell without what is undone. */
static void write_draft(struct undo *undo, struct str *draft)
{
	size_t at = 0;

	str_clear(draft);
	for (size_t i = 0; i < undo->count; i++) {
		struct undone *undone = &undo->list[i];

		if (undone->kept)
			continue;
		str_add_n(draft, undo->cell + at, undone->cell - at);
		undone->draft = draft->len;
		add_meaning(undo->cell + undone->cell, undone->len, draft);
		at = undone->cell + undone->len;
	}
	str_add_n(draft, undo->cell + at, undo->len - at);
}

/* Asks the rule about the draft. What it would have written otherwise is put
 * back; true when there was nothing to put back. */
static bool check_draft(struct undo *undo, const struct str *draft)
{
	struct view view = { str_text(draft), draft->len };
	struct str work = STR_INIT;
	size_t at = 0;
	bool good = true;

	for (size_t i = 0; i < undo->count; i++) {
		struct undone *undone = &undo->list[i];

		if (undone->kept)
			continue;
		while (at < undone->draft)
			at += rule(&view, at).len;
		str_clear(&work);
		if (at == undone->draft)
			write_step(&view, at, rule(&view, at), &work);
		if (work.len != undone->len ||
		    memcmp(str_text(&work), undo->cell + undone->cell,
			   work.len) != 0) {
			undone->kept = true;
			good = false;
		}
	}
	str_free(&work);
	return good;
}

/* Putting one thing back may make another one wrong. A few rounds settle every
 * real cell; one that does not settle is left as it stands. */
#define ROUNDS 16

void cell_unescape(const char *cell, size_t len, struct str *out)
{
	struct undo undo = { .cell = cell, .len = len };
	struct str draft = STR_INIT;
	bool settled = false;

	find_undone(&undo);
	for (int i = 0; i < ROUNDS && !settled; i++) {
		write_draft(&undo, &draft);
		settled = check_draft(&undo, &draft);
	}
	if (settled)
		str_add_n(out, str_text(&draft), draft.len);
	else
		str_add_n(out, cell, len);
	free(undo.list);
	str_free(&draft);
}

/* Bytes up to the next unescaped pipe or the end. */
static size_t cell_length(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && text[at] != '|') {
		if (text[at] == '\\' && at + 1 < len &&
		    ascii_is_punct(text[at + 1]))
			at++;
		at++;
	}
	return at;
}

size_t cell_split(const char *line, size_t len, size_t max, size_t *starts,
		  size_t *lengths)
{
	size_t count = 0;
	size_t at = 1;

	if (len < 2 || line[0] != '|')
		return 0;
	while (at < len) {
		size_t size = cell_length(line + at, len - at);
		size_t begin = at;

		at += size;
		if (at == len)
			return 0;
		while (size > 0 && ascii_is_space(line[begin])) {
			begin++;
			size--;
		}
		while (size > 0 && ascii_is_space(line[begin + size - 1]))
			size--;
		if (count < max) {
			starts[count] = begin;
			lengths[count] = size;
		}
		count++;
		at++;
	}
	return count;
}
