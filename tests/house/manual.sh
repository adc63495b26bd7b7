#!/bin/sh
# The manual pages are clean mdoc or man.
set -u
command -v mandoc >/dev/null 2>&1 || {
	echo 'skipped: mandoc is not here'
	exit 77
}
passed=0
failed=0

# lint FILE: true when mandoc has nothing to say from warnings up.
lint()
{
	mandoc -T lint -W warning "$1"
}

planted=$(mktemp) || exit 99
trap 'rm -f "$planted"' EXIT
printf '.Dd October 10, 2025\n.Dt PLANTED 1\n.Os\n.Sh NAME\n.Nm x\n.Xx y\n' \
	>"$planted"
if lint "$planted" >/dev/null 2>&1; then
	echo 'FAIL finds a planted breach'
	failed=$((failed + 1))
else
	echo 'ok   finds a planted breach'
	passed=$((passed + 1))
fi

for page in "$ARXDAY_SOURCE"/man/*.[1-9]; do
	if lint "$page"; then
		echo "ok   ${page##*/}"
		passed=$((passed + 1))
	else
		echo "FAIL ${page##*/}"
		failed=$((failed + 1))
	fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
