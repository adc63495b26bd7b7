#!/bin/sh
# bench/guard.sh [BUILD]: fails when something became slow or large by a
# multiple. The limits leave room for a slow and busy machine; the figures
# themselves come from reader.sh and parse.sh.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
build=${1:-$root/build}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
HOME=$scratch
export HOME
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
bad=0

# guard NAME WALL MEMORY PROGRAM...: limits in ms and MB.
guard()
{
	name=$1
	wall=$2
	memory=$3
	shift 3
	figures=$(python3 "$root/bench/timed.py" 5 "$@") || {
		echo "FAIL $name: the program failed"
		bad=1
		return
	}
	echo "$figures" | awk -v name="$name" -v wall="$wall" \
		-v memory="$memory" '{
		good = $1 <= wall && $3 <= memory
		printf "%s %s: %.1f ms (limit %d), %.1f MB (limit %d)\n",
			good ? "ok  " : "FAIL", name, $1, wall, $3, memory
		exit !good
	}' || bad=1
}

python3 "$root/bench/feed.py" 2000 >"$scratch/feed.xml"
guard 'start' 60 30 "$build/arxday" --version
guard 'the sample day as a table' 400 60 "$build/arxday"
guard 'parse 2,000 entries' 600 60 "$build/arxday" parse "$scratch/feed.xml"
guard 'import 2,000 entries' 4000 120 "$build/arxday" import \
	"$scratch/feed.xml"
guard 'list 2,000 papers' 400 60 "$build/arxday" list
guard 'export 2,000 papers' 800 120 "$build/arxday" export 2025-10-10
exit "$bad"
