#!/bin/sh
# bench/reader.sh: the reader on the sample day beside less and sfeed_curses
# on the same papers, measured in the same minute. Prints one line a program
# and what each figure is as a multiple of arxday's.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
build=${ARXDAY_BUILD:-$root/build}
repeats=${ARXDAY_BENCH_REPEATS:-100}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
HOME=$scratch
export HOME
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME

# The measuring program, built from its source where only that is at hand.
ptylat=${1:-${ARXDAY_PTYLAT:-}}
if [ -z "$ptylat" ] && [ -n "${ARXDAY_SHARED:-}" ]; then
	ptylat=$ARXDAY_SHARED/tools/ptylat/ptylat.c
fi
case $ptylat in
'')
	echo 'set ARXDAY_PTYLAT to the measuring program' >&2
	exit 2
	;;
*.c)
	cc -O2 -o "$scratch/ptylat" "$ptylat" -lutil
	ptylat=$scratch/ptylat
	;;
esac

# The same papers for all, from both sample days.
"$build/arxday" -q import "$root"/data/sample/*.* >/dev/null
for day in $("$build/arxday" days | cut -f 1); do
	"$build/arxday" list "$day"
done >"$scratch/list.tsv"
awk -F '\t' -v OFS='\t' '{
	print 1760054400 - NR, $6 == "" ? $0 : $6,
		"https://arxiv.org/abs/" $1, "", "", $1, $7, "", ""
}' "$scratch/list.tsv" >"$scratch/feed"

# measure LABEL KEYS PREKEYS PROGRAM...: one line of figures. The keys go down
# and up again, so that each of them draws something.
measure()
{
	label=$1
	keys=$2
	before=$3
	shift 3
	"$ptylat" -L "$label" -n "$repeats" -l 500 -k "$keys" \
		${before:+-p "$before"} --csv -- "$@" 2>/dev/null | tail -n 1
}

{
	measure arxday jk '' "$build/arxday"
	! command -v less >/dev/null ||
		measure less jk '' less -S "$scratch/list.tsv"
	! command -v sfeed_curses >/dev/null ||
		measure sfeed_curses jk '\r<Tab>' sfeed_curses "$scratch/feed"
} >"$scratch/figures"

# Columns of the csv: 5 first p50, 9 last p50, 13 CPU a key, 14 first byte,
# 15 settled, 17 RSS.
awk -F , '
BEGIN {
	printf "%-14s %12s %12s %12s %12s %10s\n", "program", "first byte",
		"whole screen", "key, median", "CPU a key", "memory"
}
{
	name[NR] = $1
	figure[NR, 1] = $14; figure[NR, 2] = $15; figure[NR, 3] = $9
	figure[NR, 4] = $13; figure[NR, 5] = $17 / 1024
	printf "%-14s %9.2f ms %9.2f ms %9.3f ms %9.3f ms %7.1f MB\n", $1,
		$14, $15, $9, $13, $17 / 1024
}
END {
	for (row = 2; row <= NR; row++) {
		printf "%-14s", "/ " name[row]
		for (i = 1; i <= 5; i++)
			printf i < 5 ? " %9.2f x  " : " %6.2f x",
				figure[row, i] ? figure[1, i] / figure[row, i] : 0
		print ""
	}
}' "$scratch/figures"
