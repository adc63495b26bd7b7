#include "test.h"

#include <string.h>

#include "base/utf8.h"

struct sample {
	const char *bytes;
	size_t taken;
	uint32_t code;
};

static void test_decode(void **state)
{
	/* The ill-formed ones are those of Unicode 3.9, tables 3-8 to 3-10. */
	static const struct sample samples[] = {
		{"a",                 1, 'a'     },
		{ "\x7F",             1, 0x7F    },
		{ "\xC2\x80",         2, 0x80    },
		{ "\xDF\xBF",         2, 0x7FF   },
		{ "\xE0\xA0\x80",     3, 0x800   },
		{ "\xED\x9F\xBF",     3, 0xD7FF  },
		{ "\xEE\x80\x80",     3, 0xE000  },
		{ "\xEF\xBF\xBD",     3, 0xFFFD  },
		{ "\xF0\x90\x80\x80", 4, 0x10000 },
		{ "\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
		{ "\xC0\xAF",         1, 0xFFFD  },
		{ "\xC1\xBF",         1, 0xFFFD  },
		{ "\x80",             1, 0xFFFD  },
		{ "\xE0\x80\xBF",     1, 0xFFFD  },
		{ "\xE0\xA0",         2, 0xFFFD  },
		{ "\xED\xA0\x80",     1, 0xFFFD  },
		{ "\xE1\x80\xE2",     2, 0xFFFD  },
		{ "\xF0\x8F\xBF\xBF", 1, 0xFFFD  },
		{ "\xF0\x91\x92\x41", 3, 0xFFFD  },
		{ "\xF4\x91\x92\x93", 1, 0xFFFD  },
		{ "\xF5\x80\x80\x80", 1, 0xFFFD  },
		{ "\xFF",             1, 0xFFFD  },
	};
	uint32_t code;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		assert_int_equal(utf8_decode(samples[i].bytes,
					     strlen(samples[i].bytes), &code),
				 samples[i].taken);
		assert_int_equal(code, samples[i].code);
	}
}

static void test_decode_stops_at_the_length(void **state)
{
	uint32_t code;

	(void)state;
	assert_int_equal(utf8_decode("\xE2\x82\xAC", 2, &code), 2);
	assert_int_equal(code, UTF8_REPLACEMENT);
}

/* Every code point comes back; surrogates and more become U+FFFD. */
static void test_round_trip(void **state)
{
	char bytes[4];
	uint32_t code;
	uint32_t back;
	size_t len;

	(void)state;
	for (code = 0; code <= 0x110010; code++) {
		len = utf8_encode(code, bytes);
		assert_true(utf8_valid(bytes, len));
		assert_int_equal(utf8_decode(bytes, len, &back), len);
		if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
			assert_int_equal(back, UTF8_REPLACEMENT);
		else
			assert_int_equal(back, code);
	}
}

static void test_valid(void **state)
{
	(void)state;
	assert_true(utf8_valid("", 0));
	assert_true(utf8_valid("a\0b", 3));
	assert_true(utf8_valid("Poincar\xC3\xA9", 9));
	assert_false(utf8_valid("Poincar\xC3", 8));
	assert_false(utf8_valid("\xED\xA0\x80", 3));
}

static void test_count(void **state)
{
	(void)state;
	assert_int_equal(utf8_count("", 0), 0);
	assert_int_equal(utf8_count("a\xc3\xa9\xf0\x9f\x98\x80", 7), 3);
	assert_int_equal(utf8_count("a\xff\xc3", 3), 3);
	assert_int_equal(utf8_count("a\xc3\xa9", 2), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_decode_stops_at_the_length),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
