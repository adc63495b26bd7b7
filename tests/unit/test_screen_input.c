/* src/tui/screen_input.c */
#include "test.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "random.h"
#include "tui/key.h"
#include "tui/screen_input.h"

/* Appends the events that are there, by name. */
static void drain(struct input *input, bool whole, struct str *out)
{
	static const char *const mouse[] = { "up", "down", "press", "double" };
	char name[KEY_NAME_SIZE];
	uint32_t key;

	while (input_next(input, whole, &key) == INPUT_KEY) {
		if (out->len > 0)
			str_add_char(out, ' ');
		if (key == (uint32_t)SPECIAL_PASTE)
			str_addf(out, "[%s]", str_text(&input->paste));
		else if (key == (uint32_t)SPECIAL_MOUSE)
			str_addf(out, "%s:%d:%d", mouse[input->mouse.what],
				 input->mouse.row, input->mouse.col);
		else if (key == (uint32_t)SPECIAL_NONE)
			str_add(out, "none");
		else
			str_add(out, key_format(key, name));
	}
}

/* The events of bytes that come in pieces of `size`. */
static char *events(const char *bytes, size_t len, size_t size, bool utf8)
{
	struct input input;
	struct str out = STR_INIT;

	input_init(&input, utf8);
	for (size_t i = 0; i < len; i += size) {
		input_feed(&input, bytes + i, len - i < size ? len - i : size,
			   0);
		drain(&input, false, &out);
	}
	drain(&input, true, &out);
	input_clear(&input);
	return str_take(&out);
}

/* The same events, however the bytes are split. */
static void expect(const char *bytes, const char *expected)
{
	size_t len = strlen(bytes);

	for (size_t size = len > 0 ? len : 1; size >= 1; size--) {
		char *got = events(bytes, len, size, true);

		if (strcmp(got, expected) != 0)
			fail_msg("pieces of %zu: \"%s\", not \"%s\"", size, got,
				 expected);
		free(got);
	}
}

static void test_keys(void **state)
{
	(void)state;
	expect("", "");
	expect("jk", "j k");
	expect("\x01\t\r\n\b\x7f ",
	       "^A Tab Enter Enter Backspace Backspace Space");
	expect("é漢😀", "é 漢 😀");
	expect("\033", "Esc");
	expect("\033[A\033OB\033[5~\033[Z\033[15~", "Up Down PgUp S-Tab F5");
	expect("\033[[A\033OP", "F1 F1");
	/* Alt with a letter, and Esc before a key. */
	expect("\033j", "Esc j");
	expect("\033\033", "Esc Esc");
	expect("\033\033[A", "Esc Up");
}

static void test_unknown(void **state)
{
	(void)state;
	expect("\033[1;5Aj", "none j");
	expect("\033[200;1~j", "none j");
	expect("\033[?1;2cj", "none j");
	expect("\033[>0;10;1c", "none");
	expect("\033[12;40Rj", "none j");
	expect("\033[97;5uj", "none j");
	expect("\033O5Aj", "none j");
	expect("\033Oxj", "none j");
	expect("\033[201~j", "none j");
	expect("\033[M !!j", "none j");
	expect("\033]11;rgb:0000/0000/0000\033\\j", "none j");
	expect("\033]52;c;cm0gLXJmIC8K\007j", "none j");
	expect("\033P1$r0m\033\\j", "none j");
	expect("\033P>|tmux 3.3a\033\\j", "none j");
	/* Begun by hand: Esc, then a key that begins sequences. */
	expect("\033[", "Esc [");
	expect("\033O", "Esc O");
	expect("\033]", "Esc ]");
	expect("\033]j", "Esc ] j");
	expect("\033P", "Esc P");
	expect("\033[1", "none");
	expect("\xc3", "none");
	expect("\xff\xfe", "none none");
	expect("\xc2\x9b\xe2\x80\xae", "none none");
}

static void test_mouse(void **state)
{
	(void)state;
	expect("\033[<64;10;5M\033[<65;1;1M", "up:4:9 down:0:0");
	expect("\033[<0;3;4M\033[<0;3;4m", "press:3:2 none");
	expect("\033[<0;3;4M\033[<0;3;4m\033[<0;3;4M\033[<0;3;4M",
	       "press:3:2 none double:3:2 press:3:2");
	expect("\033[<0;3;4M\033[<0;3;5M", "press:3:2 press:4:2");
	expect("\033[<2;3;4M\033[<32;3;4M\033[<16;3;4M\033[<66;3;4M",
	       "none none none none");
	expect("\033[<0;0;4M\033[<0;3M\033[<M\033[<a;b;cM",
	       "none none none none ; b ; c M");
	expect("\033[<0;99999999999999;4Mj", "press:3:99998 j");
}

static void test_slow_press(void **state)
{
	struct input input;
	struct str out = STR_INIT;

	(void)state;
	input_init(&input, true);
	input_feed(&input, "\033[<0;3;4M", 9, 1000);
	drain(&input, false, &out);
	input_feed(&input, "\033[<0;3;4M", 9, 1001 + INPUT_DOUBLE);
	drain(&input, false, &out);
	assert_string_equal(str_text(&out), "press:3:2 press:3:2");
	str_free(&out);
	input_clear(&input);
}

static void test_paste(void **state)
{
	(void)state;
	expect("\033[200~hello\033[201~j", "[hello] j");
	expect("\033[200~\033[201~", "[]");
	expect("\033[200~ a\r\nb\tc\r\033[201~", "[a b c]");
	expect("\033[200~q\003\033[31mx\x07\033]0;t\007\xc2\x9b\033[201~",
	       "[q[31mx]0;t]");
	/* One in another: the inner beginning is no text. */
	expect("\033[200~a\033[200~b\033[201~c\033[201~", "[ab] c none");
	expect("\033[200~a\033[201\033[201~", "[a[201]");
	expect("\033[200~x\xff y\033[201~", "[x\xef\xbf\xbd y]");
	expect("\033[200~Poincaré 漢\033[201~", "[Poincaré 漢]");
}

/* A paste that never ends keeps no key from coming for ever. */
static void test_paste_without_end(void **state)
{
	struct input input;
	struct str out = STR_INIT;

	(void)state;
	input_init(&input, true);
	input_feed(&input, "\033[200~abc\033[20", 13, 0);
	drain(&input, true, &out);
	assert_string_equal(str_text(&out), "");
	input_feed(&input, "d", 1, INPUT_PATIENCE);
	drain(&input, true, &out);
	assert_string_equal(str_text(&out), "");
	input_feed(&input, "jk", 2, 2 * INPUT_PATIENCE + 1);
	drain(&input, true, &out);
	assert_string_equal(str_text(&out), "[abc[20d] j k");
	str_clear(&out);
	input_feed(&input, "\033]11;", 5, 5000);
	drain(&input, true, &out);
	input_feed(&input, "j", 1, 5001 + INPUT_PATIENCE);
	drain(&input, true, &out);
	assert_string_equal(str_text(&out), "j");
	str_free(&out);
	input_clear(&input);
}

/* Ten million bytes: the first 64 KiB, cut between characters. */
static void test_large_paste(void **state)
{
	size_t size = 10000000;
	char *bytes = malloc(size + 20);
	char *got;
	size_t len;

	(void)state;
	assert_non_null(bytes);
	memcpy(bytes, "\033[200~x", 7);
	for (size_t i = 7; i < size; i += 3)
		memcpy(bytes + i, "\xe6\xbc\xa2", 3);
	memcpy(bytes + size - 2, "\033[201~jk", 9);
	got = events(bytes, size + 6, 4096, true);
	len = strlen(got);
	assert_in_range(len, INPUT_PASTE_MAX - 4, INPUT_PASTE_MAX + 6);
	assert_string_equal(got + len - 5, "] j k");
	assert_true(utf8_valid(got, len));
	free(got);
	free(bytes);
}

/* Any bytes: no event is lost by splitting, and pastes are clean. */
static void test_any_bytes(void **state)
{
	static const char *const parts[] = {
		"\033[200~", "\033[201~", "\033[", "\033]1", "\033\\",
		"\007",      "\033",      "j",     "é",      "\033[<0;1;1M"
	};
	uint64_t random = random_seed(20251010);
	char bytes[256];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t len = 0;
		char *one;
		char *other;

		while (len < 200) {
			uint64_t pick = random_below(&random, 14);

			if (pick < 10) {
				size_t size = strlen(parts[pick]);

				memcpy(bytes + len, parts[pick], size);
				len += size;
			} else {
				bytes[len++] = (char)random_below(&random, 256);
			}
		}
		one = events(bytes, len, len, true);
		other = events(bytes, len, 1 + random_below(&random, 7), true);
		assert_string_equal(one, other);
		assert_true(text_is_clean(one, strlen(one)));
		free(one);
		free(other);
	}
}

/* In a locale of single bytes, each is a character or nothing. */
static void test_single_bytes(void **state)
{
	char *got;

	(void)state;
	setlocale(LC_CTYPE, "C");
	got = events("a\xe9\033[A", 5, 5, false);
	setlocale(LC_CTYPE, "C.UTF-8");
	assert_string_equal(got, "a none Up");
	free(got);
}

/* What the terminal's description says comes first. */
static void test_told_keys(void **state)
{
	struct input input;
	struct str out = STR_INIT;

	(void)state;
	input_init(&input, true);
	input_tell(&input, NULL, SPECIAL_UP);
	input_tell(&input, (const char *)-1, SPECIAL_UP);
	input_tell(&input, "x", SPECIAL_UP);
	input_tell(&input, "\033[7~", SPECIAL_END);
	assert_int_equal(input.key_count, 1);
	input_feed(&input, "\033[7~", 4, 0);
	drain(&input, false, &out);
	assert_string_equal(str_text(&out), "End");
	str_free(&out);
	input_clear(&input);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_slow_press),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_paste_without_end),
		cmocka_unit_test(test_large_paste),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_single_bytes),
		cmocka_unit_test(test_told_keys),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
