#!/bin/sh
# Every C file is as clang-format 14 leaves it; other versions differ in
# details and are not asked.
set -u
tool=
for candidate in clang-format-14 clang-format; do
	if "$candidate" --version 2>/dev/null | grep -q 'version 14\.'; then
		tool=$candidate
		break
	fi
done
[ -n "$tool" ] || {
	echo 'skipped: clang-format 14 is not here'
	exit 77
}
passed=0
failed=0

# formatted FILE: true when the tool would change nothing.
formatted()
{
	"$tool" --style="file:$ARXDAY_SOURCE/.clang-format" --dry-run \
		-Werror "$1"
}

planted=$(mktemp -d) || exit 99
trap 'rm -rf "$planted"' EXIT
printf 'int  main( void ) { return 0; }\n' >"$planted/a.c"
if formatted "$planted/a.c" >/dev/null 2>&1; then
	echo 'FAIL finds a planted breach'
	failed=$((failed + 1))
else
	echo 'ok   finds a planted breach'
	passed=$((passed + 1))
fi

find "$ARXDAY_SOURCE/src" "$ARXDAY_SOURCE/tests" -name '*.[ch]' |
	sort >"$planted/list"
bad=0
while IFS= read -r file; do
	formatted "$file" >"$planted/words" 2>&1 || {
		echo "     ${file#"$ARXDAY_SOURCE"/}: $(head -n 1 \
			"$planted/words" | sed 's/^[^:]*:\([0-9]*\):.*/line \1/')"
		bad=$((bad + 1))
	}
done <"$planted/list"
if [ "$bad" -eq 0 ]; then
	echo 'ok   every C file is formatted'
	passed=$((passed + 1))
else
	echo "FAIL $bad C files are not formatted"
	failed=$((failed + 1))
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
