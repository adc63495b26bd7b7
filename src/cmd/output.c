/* Buffered standard output with its errors kept, and messages on standard
 * error. A message is one write, so that lines of several processes do not
 * mix. */

#include "cmd/output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

/* Bytes that gather before they are written. */
#define PASS_AT 65536

bool output_flush(struct output *output)
{
	if (!output->failed && output->text.len > 0 &&
	    file_write_all(STDOUT_FILENO, str_text(&output->text),
			   output->text.len, &output->error) != STATUS_OK) {
		output->failed = true;
		output->closed = output->error.native == EPIPE;
	}
	str_clear(&output->text);
	return !output->failed;
}

bool output_pass(struct output *output)
{
	return output->text.len < PASS_AT ? !output->failed
					  : output_flush(output);
}

enum status output_finish(struct output *output, struct error *err)
{
	bool written = output_flush(output);

	str_free(&output->text);
	if (written)
		return STATUS_OK;
	return error_set(err, STATUS_SYSTEM, output->error.native,
			 "cannot write to standard output: %s",
			 strerror(output->error.native));
}

static void message_clean(const char *text, size_t len)
{
	struct str line = STR_INIT;
	struct error ignored;

	str_add(&line, "arxday: ");
	text_clean(text, len, &line);
	str_add_char(&line, '\n');
	if (file_write_all(STDERR_FILENO, str_text(&line), line.len,
			   &ignored)) {
		/* There is nobody left to tell. */
	}
	str_free(&line);
}

void message(const char *format, ...)
{
	struct str text = STR_CAPPED(ERROR_TEXT_SIZE);
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	message_clean(str_text(&text), text.len);
	str_free(&text);
}

void message_lines(const char *lines)
{
	while (*lines) {
		size_t len = strcspn(lines, "\n");

		if (len > 0)
			message_clean(lines, len);
		lines += len;
		lines += *lines == '\n';
	}
}
