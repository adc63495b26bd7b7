#!/bin/sh
# bench/import.sh [RECORDS...]: what importing a snapshot of so many records
# costs, plain and by zstd, into an empty library and once more into the full
# one: seconds, processor seconds, most memory of each process, bytes of the
# library. The records are made by scale.py of ARXDAY_SHARED.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
build=${ARXDAY_BUILD:-$root/build}
shared=${ARXDAY_SHARED:?names the folder with tools/scale.py and bulk/}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
[ $# -gt 0 ] || set -- 100000 1000000

for records; do
	python3 "$shared/tools/scale.py" -i "$shared/bulk/papers.jsonl.zst" \
		-n "$records" -o "$scratch/snapshot.json" 2>/dev/null
	python3 "$root/bench/import.py" "$build/arxday" "$records plain" \
		"$scratch/plain.db" "$scratch/snapshot.json"
	python3 "$root/bench/import.py" "$build/arxday" "$records again" \
		"$scratch/plain.db" "$scratch/snapshot.json"
	rm -f "$scratch"/*.db*
	zstd -q --rm "$scratch/snapshot.json" -o "$scratch/snapshot.zst"
	python3 "$root/bench/import.py" "$build/arxday" "$records zstd" \
		"$scratch/packed.db" "$scratch/snapshot.zst"
	rm -f "$scratch"/*
done
