#!/bin/sh
# bench/keys.sh: every key of the reader on a day of 200 and on one of 1,500
# real papers, beside newsboat and sfeed_curses on the same papers in the same
# minutes, at 200x60. Prints one line a key and program: medians of the time to
# the first and the last byte, CPU and bytes a key, and the time to the last
# byte as a multiple of the fastest peer's.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
build=${ARXDAY_BUILD:-$root/build}
repeats=${ARXDAY_BENCH_REPEATS:-30}
sizes=${*:-200 1500}
only=${ARXDAY_BENCH_KEYS:-}
records=${ARXDAY_BENCH_RECORDS:-${ARXDAY_SHARED:+$ARXDAY_SHARED/bulk/papers.jsonl.zst}}
ptylat=${ARXDAY_PTYLAT:-${ARXDAY_SHARED:+$ARXDAY_SHARED/tools/ptylat/ptylat.c}}
if [ -z "$records" ] || [ -z "$ptylat" ]; then
	echo 'set ARXDAY_BENCH_RECORDS to JSON lines of papers and' \
		'ARXDAY_PTYLAT to the measuring program' >&2
	exit 2
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
HOME=$scratch
export HOME
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME

# The measuring program, built from its source where only that is at hand.
case $ptylat in
*.c)
	cc -O2 -o "$scratch/ptylat" "$ptylat" -lutil
	ptylat=$scratch/ptylat
	;;
esac

read_records()
{
	case $records in
	*.zst) zstd -dcq "$records" ;;
	*) cat "$records" ;;
	esac
}

# prepare PAPERS: the day for all three in a folder of its own.
prepare()
{
	folder=$scratch/$1
	mkdir -p "$folder"
	read_records 2>/dev/null |
		python3 "$root/bench/keys_day.py" "$1" "$folder"
	"$build/arxday" -q -L "$folder/library.db" import \
		"$folder/one.xml" "$folder/two.xml" >/dev/null
	printf 'file://%s\nfile://%s\n' "$folder/two.xml" "$folder/one.xml" \
		>"$folder/urls"
	printf '%s\n' 'max-items 0' 'confirm-exit no' 'auto-reload no' \
		>"$folder/config"
	SFEED_URL_FILE=$folder/read
	export SFEED_URL_FILE
	: >"$SFEED_URL_FILE"
	! command -v newsboat >/dev/null ||
		newsboat -C "$folder/config" -u "$folder/urls" \
			-c "$folder/cache.db" -x reload >/dev/null
}

# measure NAME PROGRAM KEYS PREKEYS COMMAND...: one line of figures; nothing
# when the program has no such key or is not here.
measure()
{
	name=$1
	label=$2
	keys=$3
	before=$4
	shift 4
	if [ -z "$keys" ] || ! command -v "$1" >/dev/null; then
		return 0
	fi
	"$ptylat" -L "$name,$label" -n "$repeats" -l 500 -k "$keys" \
		${before:+-p "$before"} --csv -- "$@" 2>/dev/null |
		tail -n 1 >>"$figures"
}

# Columns: 1 key, 2 program, 6 first p50, 10 last p50, 13 bytes, 14 CPU.
table()
{
	awk -F , '
	{
		if ($1 != key[rows])
			key[++rows] = $1
		last[$1, $2] = $10
		text[$1, $2] = sprintf("%9.3f %9.3f %9.3f %8.0f", $6, $10,
			$14, $13)
		if ($2 != "arxday" && (!($1 in best) || $10 < best[$1]))
			best[$1] = $10
	}
	END {
		split("arxday newsboat sfeed_curses", programs, " ")
		printf "%-9s %-13s %9s %9s %9s %8s %9s\n", "key", "program",
			"first ms", "last ms", "CPU ms", "bytes", "x fastest"
		for (i = 1; i <= rows; i++)
			for (j = 1; j <= 3; j++) {
				if (!((key[i], programs[j]) in last))
					continue
				printf "%-9s %-13s %s", key[i], programs[j],
					text[key[i], programs[j]]
				if (key[i] in best)
					printf " %9.2f", last[key[i],
						programs[j]] / best[key[i]]
				print ""
			}
	}' "$figures"
}

# row NAME ARXDAY NEWSBOAT SFEED [PREKEYS PREKEYS PREKEYS]: one key of all.
row()
{
	case ",${only:-$1}," in
	*",$1,"*) ;;
	*) return 0 ;;
	esac
	measure "$1" arxday "$2" "${5:-}" "$build/arxday" \
		-L "$folder/library.db"
	measure "$1" newsboat "$3" "\r${6:-}" newsboat -q \
		-C "$folder/config" -u "$folder/urls" -c "$folder/cache.db"
	measure "$1" sfeed_curses "$4" "\r<Tab>${7:-}" sfeed_curses \
		"$folder/two.tsv" "$folder/one.tsv"
}

# again N TEXT: the text so often.
again()
{
	awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) printf text }'
}

for size in $sizes; do
	figures=$scratch/figures.$size
	: >"$figures"
	prepare "$size"
	downs=$(again 60 j)
	arrows=$(again 60 '<Down>')
	row j/k jk '<Down><Up>' jk
	row scroll j '<Down>' j "$downs" "$arrows" "$downs"
	row page '<^F><^B>' '<PgDn><PgUp>' '<^F><^B>'
	row ends Gg '<End><Home>' Gg
	row half '<^D><^U>' '' ''
	row unread n '' J
	row read m N ''
	row star s '' ''
	row space '<Space>' '' ''
	row day '[]' 'jk' '[]'
	row typing '/quantum<^C>' '' ''
	row open '\rq' '\rq' ''
	printf '\nA day of %d papers\n' "$size"
	table
done
