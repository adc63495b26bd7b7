# Turns data/tex.tsv into rows for src/arxiv/tex_table.c:
#   TEX(command, KIND, becomes)    sorted by the bytes of the command
# Lines that begin with ## are headings. A combining mark stands on a dotted
# circle in the file, which is left out here. Plain awk: no sorting function
# is used; LC_ALL=C makes comparisons those of bytes.

# A C string. The replacements of gsub() read backslashes in ways that differ
# between awks.
function quoted(text,   i, c, out)
{
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		out = out (c == "\\" || c == "\"" ? "\\" : "") c
	}
	return "\"" out "\""
}

function fail(why)
{
	print FILENAME ":" FNR ": " why >"/dev/stderr"
	failed = 1
	exit 1
}

BEGIN {
	FS = "\t"
	print "/* Made by build-aux/tex.awk. */"
}

NR == 1 || /^##/ {
	next
}

NF != 3 {
	fail("not three columns")
}

$1 in seen {
	fail($1 " stands twice")
}

{
	seen[$1] = 1
	kind = toupper($2)
	gsub(/-/, "_", kind)
	becomes = $3
	sub(/◌/, "", becomes)
	row = "TEX(" quoted($1) ", " kind ", " quoted(becomes) ")"

	# Insertion into the order that is sorted so far.
	for (i = count; i > 0 && keys[i] > $1 ""; i--) {
		keys[i + 1] = keys[i]
		rows[i + 1] = rows[i]
	}
	keys[i + 1] = $1 ""
	rows[i + 1] = row
	count++
}

END {
	if (failed)
		exit 1
	for (i = 1; i <= count; i++)
		print rows[i]
}
