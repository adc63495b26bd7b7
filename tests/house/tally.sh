#!/bin/sh
# Shows that tests/tally adds up what test programs count, and that a test
# that ends badly without a count is a failure.
set -u
passed=0
failed=0
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT

# case_is NAME "WANTED" RESULT LOG: what the tally says of one log.
case_is()
{
	rm -rf "$folder/t"
	mkdir -p "$folder/t/a b"
	printf ':test-result: %s\n' "$3" >"$folder/t/a b/x.trs"
	printf '%b' "$4" >"$folder/t/a b/x.log"
	got=$(sh "$ARXDAY_SOURCE/tests/tally" "$folder/t" | tail -n 1)
	if [ "$got" = "$2" ]; then
		passed=$((passed + 1))
		echo "ok   $1"
	else
		failed=$((failed + 1))
		echo "FAIL $1: $got instead of $2"
	fi
}

case_is 'a script' '7 0 0' PASS 'words\n7 passed, 0 failed\n'
case_is 'a script that skips' '7 0 2' PASS '7 passed, 0 failed, 2 skipped\n'
case_is 'a script that fails' '5 2 0' FAIL '5 passed, 2 failed\n'
case_is 'the last line of a script counts' '3 0 0' PASS \
	'1 passed, 0 failed\n3 passed, 0 failed\n'
case_is 'words about a count are none' '1 0 0' PASS 'got 2 passed, 1 failed.\n'
case_is 'cmocka' '3 0 0' PASS '[  PASSED  ] 3 test(s).\n'
case_is 'cmocka, two groups' '5 0 0' PASS \
	'[  PASSED  ] 3 test(s).\n[  PASSED  ] 2 test(s).\n'
case_is 'cmocka that fails' '2 1 0' FAIL \
	'[  PASSED  ] 2 test(s).\n[  FAILED  ] 1 test(s), listed below:\n[  FAILED  ] a\n\n 1 FAILED TEST(S)\n'
case_is 'cmocka that skips' '2 0 1' PASS \
	'[  PASSED  ] 2 test(s).\n[  SKIPPED ] 1 test(s), listed below:\n[  SKIPPED ] a\n'
case_is 'a crash without a count' '0 1 0' FAIL '[ RUN      ] a\n'
case_is 'a bad end after a good count' '4 1 0' FAIL '4 passed, 0 failed\n'
case_is 'an error of the harness' '0 1 0' ERROR ''
case_is 'a skip as a whole' '0 0 1' SKIP 'no tmux\n'
case_is 'a pass without a count' '1 0 0' PASS ''
case_is 'an unexpected pass' '0 1 0' XPASS ''
case_is 'no result at all' '0 1 0' '' ''

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
