#!/usr/bin/env python3
"""The table of arxday-tex(7) is true: each row is read from the page, its left
side is decoded and must give its right side."""

import os
import re
import subprocess
import sys

BUILD = os.environ.get("ARXDAY_BUILD") or "."
SOURCE = os.environ.get("ARXDAY_SOURCE") or "."
FEWEST = 60
NAMED = {"e": "\\", "-": "-", "(ga": "`", "(aq": "'", "(ha": "^",
         "(ti": "~", "(dq": '"'}
ESCAPE = re.compile(r"\\(\[u([0-9A-F]{4,5})\]|\(..|.)")


def unescape(cell):
    """The characters that a cell of the page prints."""
    return ESCAPE.sub(lambda match: chr(int(match.group(2), 16))
                      if match.group(2) else NAMED[match.group(1)], cell)


def rows():
    path = os.path.join(SOURCE, "man", "arxday-tex.7")
    with open(path, encoding="ascii") as page:
        table = re.search(r"\n\.TS\nl l\.\n(.*)\n\.TE\n", page.read(), re.S)
    for line in table.group(1).split("\n"):
        before, after = line.split("\t")
        yield unescape(before), unescape(after)


def false_rows(table):
    """The rows that the decoder does not bear out."""
    done = subprocess.run([os.path.join(BUILD, "tex_filter")], check=True,
                          input="".join(row[0] + "\n" for row in table
                                        ).encode(), stdout=subprocess.PIPE)
    shown = done.stdout.decode().split("\n")[:-1]
    return [row + (line,) for row, line in zip(table, shown)
            if row[1] != line]


def main():
    table = list(rows())
    verdicts = [
        ("finds a planted falsehood",
         len(false_rows([("$\\alpha$", "β"), ("$x$", "x")])) == 1),
        ("has %d rows" % FEWEST, len(table) >= FEWEST),
        ("has no row twice", len(set(table)) == len(table)),
    ]
    for before, after, shown in false_rows(table):
        verdicts.append(("%s gives %s, not %s" % (before, shown, after),
                         False))
    verdicts.append(("the table is true", not false_rows(table)))
    for name, good in verdicts:
        print("%s %s" % ("ok  " if good else "FAIL", name))
    failed = sum(not good for _, good in verdicts)
    print("%d passed, %d failed" % (len(verdicts) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
