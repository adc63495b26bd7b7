/* Gives every kept input of a fuzz target to it once, so that what was found
 * stays found. The inputs are the files of the folders REPLAY_FOLDERS (names
 * below tests/, a space between), from the top of the sources. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "fuzz.h"

/* Largest input that is kept. */
enum {
	INPUT_MAX = 1024 * 1024
};

/* An exact copy, so that a sanitizer sees each byte too far. */
static void try_input(const struct str *input)
{
	uint8_t *copy = mem_alloc(input->len > 0 ? input->len : 1);

	if (input->len > 0)
		memcpy(copy, input->data, input->len);
	(void)LLVMFuzzerTestOneInput(copy, input->len);
	free(copy);
}

/* Tries one file; false when it cannot be read. */
static bool replay_file(const char *folder, const char *name)
{
	struct str input = STR_INIT;
	struct error err;
	char *path = file_join(folder, name);
	enum status status = file_read(path, INPUT_MAX, &input, &err);

	if (status == STATUS_OK) {
		try_input(&input);
		str_free(&input);
	} else {
		printf("FAIL: %s\n", err.text);
	}
	free(path);
	return status == STATUS_OK;
}

/* Tries all files of a folder; returns how many, and counts the failed. */
static size_t replay_folder(const char *folder, size_t *failed)
{
	DIR *all = opendir(folder);
	const struct dirent *entry;
	size_t count = 0;

	if (!all) {
		printf("FAIL: cannot open %s: %s\n", folder, strerror(errno));
		(*failed)++;
		return 0;
	}
	while ((entry = readdir(all)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		if (replay_file(folder, entry->d_name))
			count++;
		else
			(*failed)++;
	}
	closedir(all);
	return count;
}

int main(void)
{
	const char *source = getenv("ARXDAY_SOURCE");
	const char *names = REPLAY_FOLDERS;
	size_t passed = 0;
	size_t failed = 0;

	while (*names) {
		size_t len = strcspn(names, " ");
		struct str folder = STR_INIT;

		str_addf(&folder, "%s/tests/%.*s", source ? source : ".",
			 (int)len, names);
		passed += replay_folder(str_text(&folder), &failed);
		str_free(&folder);
		names += len + (names[len] == ' ');
	}
	if (passed == 0)
		failed++;
	printf("%zu passed, %zu failed\n", passed, failed);
	return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
