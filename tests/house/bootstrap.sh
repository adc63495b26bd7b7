#!/bin/sh
# Shows what bootstrap does about missing packages, with stand-ins for the
# package manager: nothing is installed and nothing is built.
set -u
passed=0
failed=0
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
top="$scratch/a folder"
stubs=$scratch/stubs
mkdir "$top" "$stubs"
cp "$ARXDAY_SOURCE/bootstrap" "$top/bootstrap"
PATH=$stubs:$PATH

# stub NAME WORDS: a program that notes how it was called.
stub()
{
	printf '#!/bin/sh\n%s\n' "$2" >"$stubs/$1"
	chmod +x "$stubs/$1"
}

# run ARG...: bootstrap without a terminal, its words in a file.
run()
{
	: >"$scratch/calls"
	status=0
	"$top/bootstrap" "$@" </dev/null >"$scratch/out" 2>"$scratch/words" ||
		status=$?
}

verdict()
{
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok   $2"
	else
		failed=$((failed + 1))
		echo "FAIL $2"
		sed 's/^/     /' "$scratch/words" "$scratch/calls"
	fi
}

exits()
{
	[ "$status" -eq "$1" ]
	verdict $? "$2"
}

says()
{
	grep -q -e "$1" "$scratch/words"
	verdict $? "$2"
}

called()
{
	grep -q -e "$1" "$scratch/calls"
	verdict $? "$2"
}

silent()
{
	[ ! -s "$scratch/calls" ]
	verdict $? "$1"
}

note="printf '%s %s\\n' \"\${0##*/}\" \"\$*\" >>'$scratch/calls'"
stub apt-get "$note; printf 'frontend=%s\\n' \"\$DEBIAN_FRONTEND\" \
>>'$scratch/calls'; [ ! -t 0 ]"
stub sudo "$note; shift; exec \"\$@\""
stub id 'echo 0'
stub autoreconf 'exit 1'

run
exits 2 'no command is wrong usage'
run build more
exits 2 'build takes no arguments'
run --help
exits 0 '--help is no error'

# Everything is there; the build stops at the stand-in for autoreconf.
run build
exits 1 'a build that fails says so'
silent 'no package manager when nothing is missing'

stub pkg-config 'case $* in *jansson*) exit 1 ;; esac; exit 0'
for place in 'before' 'after'; do
	if [ "$place" = before ]; then
		run --no-install run list
	else
		run run --no-install list
	fi
	exits 1 "--no-install $place the command stops"
	says 'libjansson-dev' "--no-install $place the command names packages"
	silent "--no-install $place the command installs nothing"
done
run build
says 'libjansson-dev' 'it says what it installs'
called 'apt-get .*update' 'it refreshes the lists'
called 'apt-get .*-y .*install .*libjansson-dev$' \
	'it installs what is missing and nothing else'
called 'frontend=noninteractive' 'it asks no questions'

stub id 'echo 1000'
run build
called 'sudo -n env' 'it uses sudo, without a question when nobody is there'

stub apt-get "$note; exit 1"
stub id 'echo 0'
run build
exits 1 'an installation that fails ends it'
says 'could not install: libjansson-dev' 'and says what failed'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
