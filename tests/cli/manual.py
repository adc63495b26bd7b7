#!/usr/bin/env python3
"""Every command, option and setting of the tables stands in the manual pages
and in the help, and the manual pages are well-formed."""

import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import Home, SOURCE, Skip, check, equal, main


def read(*path):
    with open(os.path.join(SOURCE, *path), encoding="utf-8") as source:
        return source.read()


def table(word, *path):
    """The rows of a .def file as lists of texts."""
    text = re.sub(r"/\*.*?\*/", "", read(*path), flags=re.S)
    rows = re.findall(r"^%s\((.*?)\)$" % word, text, re.M | re.S)
    check(rows, path)
    return [[cell[1:-1] if cell.startswith('"') else cell for cell in
             re.findall(r"'.'|\"(?:[^\"]|\"\s+\")*\"|[A-Za-z0-9_]+", row)]
            for row in rows]


COMMANDS = table("COMMAND", "src", "cmd", "commands.def")
SWITCHES = table("SWITCH", "src", "cmd", "switches.def")
SETTINGS = table("OPTION", "src", "base", "options.def")


def case_commands():
    page = read("man", "arxday.1")
    with Home() as home:
        overview = home.run("help").out
        for row in COMMANDS:
            check(re.search(r"^\.It Cm %s\b" % row[0], page, re.M), row)
            check(re.search(r"^  %s +\S" % row[0], overview, re.M), row)
    for name in re.findall(r"^\.It Cm ([a-z]+)", page.split(".Sh COMMANDS")[1],
                           re.M):
        check(name in [row[0] for row in COMMANDS], name)


def case_options():
    page = read("man", "arxday.1")
    with Home() as home:
        for name, letter, word, unused, commands, *more in SWITCHES:
            short = letter[1] if letter != "0" else None
            item = r"^\.It Fl %s\b" % (
                "%s , -%s" % (short, word) if short else "-" + word)
            check(re.search(item, page, re.M), name)
            shown = ("-%s, --%s" if short else "%s--%s") % (short or "", word)
            for command in commands.split() if commands != "NULL" else [""]:
                check(shown in home.run("help", *command.split()).out, name)


def case_no_option_but_these():
    words = [row[2] for row in SWITCHES]
    for word in re.findall(r"^\.It Fl (?:. , )?-([a-z-]+)",
                           read("man", "arxday.1"), re.M):
        check(word in words, word)
    for row in COMMANDS:
        for word in re.findall(r"--([a-z-]+)", row[2]):
            check(word in words, row)


def case_settings():
    page = read("man", "arxdayrc.5")
    items = dict(re.findall(r"^\.It Cm (\S+) Ar (\S+)$", page, re.M))
    equal(sorted(items), sorted(row[1] for row in SETTINGS))
    for row in SETTINGS:
        equal(items[row[1]].replace("\\&", ""), row[3], row[1])
    with Home() as home:
        printed = home.run("config", "--print").out
        for row in SETTINGS:
            check(re.search("^(# *)?set %s\\b" % row[1], printed, re.M), row)


def case_lint():
    if not shutil.which("mandoc"):
        raise Skip("no mandoc")
    for name in ("arxday.1", "arxdayrc.5", "arxday-tex.7"):
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning",
                               os.path.join(SOURCE, "man", name)],
                              capture_output=True, check=False)
        equal(done.stdout, b"", name)


if __name__ == "__main__":
    main(globals())
