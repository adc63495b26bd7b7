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
    return [[re.sub(r'"\s+"', "", cell)[1:-1] if cell.startswith('"')
             else cell for cell in
             re.findall(r"'.'|\"(?:[^\"]|\"\s+\")*\"|[A-Za-z0-9_]+", row)]
            for row in rows]


def plain(text):
    """A text of the manual without its escapes."""
    for escape, meant in ((r"\(dq", '"'), (r"\(aq", "'"), (r"\(ha", "^"),
                          (r"\(ti", "~"), (r"\(ga", "`"), ("\\-", "-"),
                          ("\\ ", " "), ("\\&", ""), ("\\e", "\\")):
        text = text.replace(escape, meant)
    return text


def words(text):
    """Running text of the manual on one line."""
    return " ".join(plain(text).split())


def flat(text):
    """Comments on one line, in small letters."""
    return " ".join(re.sub("^#", "", text, flags=re.M).split()).lower()


def sentence(help_):
    """A help text as the manual writes it."""
    return help_[0].upper() + help_[1:] + "."


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
    items = dict(re.findall(r"^\.It Cm (\S+) Ar (.+)$", page, re.M))
    equal(sorted(items), sorted(row[1] for row in SETTINGS))
    for row in SETTINGS:
        equal(plain(items[row[1]]), row[3], row[1])
        for word in row[4].split():
            check(re.search(r"\b%s\b" % word, part(page, row[1])), row)
    with Home() as home:
        printed = home.run("config", "--print").out
        for row in SETTINGS:
            check(re.search("^(# *)?set %s\\b" % row[1], printed, re.M), row)


def part(page, name):
    """What the page says of one item."""
    return page.split("\n.It Cm %s" % name, 1)[1].split("\n.It ")[0]


def case_language():
    page = read("man", "arxdayrc.5")
    commands = table("RC", "src", "tui", "rc.def")
    for row in commands:
        check("\n.It Cm %s No %s\n" % (row[0], row[4].replace("-r", "\\-r")
              .replace(" | ", " \\&| ").replace("-c", "\\-c")
              .replace("--all", "\\-\\-all")) in page, row)
    for row in table("ROOM", "src", "tui", "rooms.def"):
        check("\n.It Cm %s\n" % row[1] in page, row)
        check(sentence(row[2]) in words(page), row)
    for row in table("LOOK", "src", "tui", "theme.def"):
        check("\n.It Cm %s\n%s\n" % (row[1], sentence(row[3])) in page, row)
    header = read("src", "tui", "row_format.h")
    for letter, what in re.findall(r"X\(\w+, '(\w)', \d, *\"(.*?)\"\)",
                                   header):
        check("\n.It \\&%%%s\n%s\n" % (letter, sentence(what)) in page, letter)


def case_prompt():
    page = read("man", "arxdayrc.5").split(".Sh THE PROMPT")[1]
    page = page.split("\n.Sh ")[0]
    rows = table("TYPED", "src", "tui", "command.def")
    for row in rows:
        name, usage, help_ = row[0], row[4], row[5]
        said = part(page, name + (" No " if usage else "\n"))
        if usage:
            equal(plain(said.split("\n")[0]), usage, name)
        check(sentence(help_) in words(said), name)
    equal(re.findall(r"^\.It Cm (\S+)", page, re.M), [row[0] for row in rows])


def case_actions():
    page = read("man", "arxdayrc.5").split(".Sh ACTIONS")[1]
    actions = table("ACTION", "src", "tui", "actions.def")
    for row in actions:
        name, room, keys, help_ = row[1], row[2], row[3], row[5]
        said = part(page, name + "\n")
        shown = re.findall(r"\\fB(.*?)\\fR", said)
        equal([plain(key) for key in shown], keys.replace("\\\\", "\\")
              .split(), name)
        check(room == "ANY" or "in the room %s." % room.lower() in said, name)
        check(sentence(help_) in words(said), name)
    names = re.findall(r"^\.It Cm (\S+)$", page.split("\n.Sh ")[0], re.M)
    equal(names, [row[1] for row in actions])


def case_default():
    """The default file names everything, and changes nothing when it all
    counts."""
    with Home() as home:
        lines = home.run("config", "--default").out.splitlines()
        check(all(line == "" or line[0] == "#" for line in lines), "comments")
        for row in SETTINGS:
            value = row[3] if re.fullmatch(r"[^ ]+", row[3]) \
                else '"%s"' % row[3]
            check("#set %s %s" % (row[1], value) in lines, row)
            check(flat(sentence(row[5])[:-1]) in flat("\n".join(lines)), row)
        for row in table("ACTION", "src", "tui", "actions.def"):
            for key in row[3].replace("\\\\", "\\").split():
                start = "#bind %s%s %s" % (
                    "" if row[2] == "ANY" else "-r %s " % row[2].lower(),
                    '"%s"' % key.replace("\\", "\\\\")
                    if key in "#'\\;" else key, row[1])
                check([line for line in lines
                       if line == start or line.startswith(start + " ")], row)
        for row in table("ROOM", "src", "tui", "rooms.def"):
            check(any(re.fullmatch(r"#   %s +%s" % (row[1], re.escape(row[2])),
                                   line) for line in lines), row)
        for row in table("LOOK", "src", "tui", "theme.def"):
            check("#   %-9s %s" % (row[1], row[3]) in lines, row)
        for name in os.listdir(os.path.join(SOURCE, "data", "keys")):
            check("#   source keys/%s" % name in lines, name)
        path = home.file("all", "\n".join(
            re.sub("^#(set|bind) ", r"\1 ", line) for line in lines) + "\n")
        done = home.run("-c", path, "config", "--print")
        equal((done.err, done.out),
              ("", home.run("config", "--print").out))


def case_default_examples():
    """What the default file gives as an example is right."""
    with Home() as home:
        lines = home.run("config", "--default").out.splitlines()
        examples = [line[4:] for line in lines if re.match(
            r"#   (set|bind|macro|colour|follow|topic|source) \S", line)]
        check(len(examples) > 8, examples)
        home.file(".config/arxday/topics", "topic a b\n")
        done = home.run("-c", home.file("rc", "\n".join(examples) + "\n"),
                        "config", "--print")
        equal((done.code, done.err), (0, ""))


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
