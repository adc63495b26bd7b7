#!/bin/sh
# The program that holds the terminal and the library links neither the
# network nor the parser; each helper links only its own.
set -u
passed=0
failed=0

verdict()
{
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok   $2"
	else
		failed=$((failed + 1))
		echo "FAIL $2"
	fi
}

# links PROGRAM LIBRARY: true when the program loads the library.
links()
{
	ldd "$ARXDAY_BUILD/$1" 2>/dev/null | grep -q "lib$2[.-]"
}

# Both helpers link what arxday must not, which shows that links() can see.
links arxday-fetch curl
verdict $? 'arxday-fetch links libcurl'
links arxday-parse xml2
verdict $? 'arxday-parse links libxml2'
links arxday sqlite3
verdict $? 'arxday links sqlite3'

for library in curl xml2; do
	! links arxday "$library"
	verdict $? "arxday does not link lib$library"
done
for library in curl sqlite3 ncursesw; do
	! links arxday-parse "$library"
	verdict $? "arxday-parse does not link lib$library"
done
for library in xml2 sqlite3 ncursesw; do
	! links arxday-fetch "$library"
	verdict $? "arxday-fetch does not link lib$library"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
