# Turns data/taxonomy.tsv into rows for src/arxiv/category.c:
#   CATEGORY(name, full name, archive, archive name, group name, canonical,
#            active)      in the order of the file
#   CATEGORY_ORDER(n)     their numbers, sorted by name without regard to case
#   CATEGORY_ARCHIVE(name)  each archive once, sorted in the same way
# Columns are found by the names in the first line, so that more may be added.
# Plain awk: no sorting function is used.

function quoted(text)
{
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

function column(name)
{
	if (!(name in number)) {
		print FILENAME ": no column " name >"/dev/stderr"
		failed = 1
		exit 1
	}
	return $number[name]
}

BEGIN {
	FS = "\t"
	print "/* Made by build-aux/taxonomy.awk. */"
}

NR == 1 {
	for (i = 1; i <= NF; i++)
		number[$i] = i
	next
}

{
	name = column("category")
	canonical = column("canonical")
	if (canonical == "")
		canonical = name
	printf "CATEGORY(%s, %s, %s, %s, %s, %s, %s)\n", quoted(name),
		quoted(column("full_name")), quoted(column("archive")),
		quoted(column("archive_name")), quoted(column("group_name")),
		quoted(canonical), column("is_active")

	# Insertion into the order that is sorted so far.
	key = tolower(name)
	for (i = count; i > 0 && keys[i] > key; i--) {
		keys[i + 1] = keys[i]
		rows[i + 1] = rows[i]
	}
	keys[i + 1] = key
	rows[i + 1] = count++

	archive = column("archive")
	if (archive in archived)
		next
	archived[archive] = 1
	for (i = archives; i > 0 && tolower(sorted[i]) > tolower(archive); i--)
		sorted[i + 1] = sorted[i]
	sorted[i + 1] = archive
	archives++
}

END {
	if (failed)
		exit 1
	for (i = 1; i <= count; i++)
		printf "CATEGORY_ORDER(%d)\n", rows[i]
	for (i = 1; i <= archives; i++)
		printf "CATEGORY_ARCHIVE(%s)\n", quoted(sorted[i])
}
