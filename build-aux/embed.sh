#!/bin/sh
# embed.sh NAME FILE [NAME FILE]...: writes C arrays of the bytes of files to
# standard output. Numbers instead of a string, since compilers promise only
# 4095 bytes of the latter.
set -eu

while [ $# -ge 2 ]; do
	[ -r "$2" ] || { echo "embed.sh: cannot read $2" >&2; exit 1; }
	echo "static const unsigned char $1[] = {"
	od -An -v -tu1 "$2" | awk '{
		line = "\t"
		for (i = 1; i <= NF; i++)
			line = line $i ","
		print line
	}'
	echo "};"
	shift 2
done
