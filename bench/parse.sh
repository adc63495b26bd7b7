#!/bin/sh
# bench/parse.sh [ENTRIES]: what reading a feed costs through `arxday parse`,
# that is with a confined process, checked records and printing, beside the
# bare parser, which only sees the elements pass by.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
build=${ARXDAY_BUILD:-$root/build}
entries=${1:-2000}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 "$root/bench/feed.py" "$entries" >"$scratch/feed.xml"
printf '%s entries, %s bytes\n' "$entries" "$(wc -c <"$scratch/feed.xml")"

# measure LABEL PROGRAM...
measure()
{
	label=$1
	shift
	printf '%s %s\n' "$label" "$(python3 "$root/bench/timed.py" 10 "$@")"
}

{
	measure arxday "$build/arxday" parse "$scratch/feed.xml"
	measure bare-sax xmllint --noout --sax "$scratch/feed.xml"
	measure bare-tree xmllint --noout "$scratch/feed.xml"
	measure cat cat "$scratch/feed.xml"
} | awk '
BEGIN {
	printf "%-10s %11s %11s %9s %7s\n", "program", "wall", "CPU",
		"memory", "ratio"
}
{
	if (NR == 1)
		ours = $2
	printf "%-10s %8.2f ms %8.2f ms %6.1f MB %6.2fx\n", $1, $2, $3, $4,
		ours / $2
}'
