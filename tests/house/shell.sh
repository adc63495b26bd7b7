#!/bin/sh
# Every shell script of the project is clean under shellcheck.
set -u
command -v shellcheck >/dev/null 2>&1 || {
	echo 'skipped: shellcheck is not here'
	exit 77
}
passed=0
failed=0

list=$(mktemp) || exit 99
trap 'rm -f "$list" "$list.planted"' EXIT
# shellcheck disable=SC2016 # the dollar is the planted breach
printf '#!/bin/sh\nrm -rf $1/*\n' >"$list.planted"
if shellcheck "$list.planted" >/dev/null 2>&1; then
	echo 'FAIL finds a planted breach'
	failed=$((failed + 1))
else
	echo 'ok   finds a planted breach'
	passed=$((passed + 1))
fi

find "$ARXDAY_SOURCE/bootstrap" "$ARXDAY_SOURCE/.ci" "$ARXDAY_SOURCE/bench" \
	"$ARXDAY_SOURCE/tests" -type f | sort >"$list"
while IFS= read -r file; do
	head -n 1 "$file" | grep -Eq '^#!.*[/ ](ba)?sh( |$)' || continue
	if shellcheck "$file"; then
		echo "ok   ${file#"$ARXDAY_SOURCE"/}"
		passed=$((passed + 1))
	else
		echo "FAIL ${file#"$ARXDAY_SOURCE"/}"
		failed=$((failed + 1))
	fi
done <"$list"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
