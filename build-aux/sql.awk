# Turns the migrations data/schema/NNNN-name.sql, given in order, into C: an
# array of statements for each file, MIGRATIONS, the list of the arrays, and
# created, all CREATE statements in order.
# Comments (from -- to the end of the line) are dropped and every run of white
# space becomes one blank, so that they may change without changing the schema
# that a library is compared with. A string in the SQL may hold neither "--"
# nor ";" nor a line break.

function fail(text) {
	print FILENAME ":" FNR ": " text >"/dev/stderr"
	failed = 1
	exit 1
}

function emit(statement) {
	gsub(/[ \t]+/, " ", statement)
	sub(/^ /, "", statement)
	sub(/ $/, "", statement)
	if (statement == "")
		return
	gsub(/\\/, "\\\\", statement)
	gsub(/"/, "\\\"", statement)
	print "\t\"" statement "\","
	if (statement ~ /^CREATE /)
		creates[++created] = statement
}

FNR == 1 {
	if (pending ~ /[^ \t]/)
		fail("the file before ends without a semicolon")
	if (files > 0)
		print "\tNULL,\n};"
	name = FILENAME
	sub(/.*\//, "", name)
	if (name !~ /^[0-9][0-9][0-9][0-9]-[a-z0-9-]+\.sql$/)
		fail("a migration is named NNNN-name.sql")
	if (substr(name, 1, 4) + 0 != ++files)
		fail("migration " files " is missing")
	print "static const char *const migration_" files "[] = {"
}

{
	sub(/--.*/, "")
	pending = pending " " $0
	while ((end = index(pending, ";")) > 0) {
		emit(substr(pending, 1, end - 1))
		pending = substr(pending, end + 1)
	}
}

END {
	if (failed)
		exit 1
	if (pending ~ /[^ \t]/)
		fail("the last statement has no semicolon")
	print "\tNULL,\n};"
	printf "#define MIGRATIONS"
	for (i = 1; i <= files; i++)
		printf " migration_%d,", i
	print ""
	print "static const char *const created[] = {"
	for (i = 1; i <= created; i++)
		print "\t\"" creates[i] "\","
	print "};"
}
