#!/usr/bin/env python3
"""Every day of the public archive: its rows come in as a feed, and what the
export says when GitHub's Markdown renders it is what the rows said."""

import csv
import glob
import html.parser
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import (Home, MONTHS, SHARED, Skip, check, equal, feed, main,
                     squeeze)

ARCHIVE = os.path.join(SHARED, "seed", "archive")
RENDER = ["cmark-gfm", "-e", "table", "-e", "autolink", "-e", "strikethrough",
          "-e", "tagfilter"]


EMPTY = ("# arXiv Daily Report - %s\n\n"
         "| Title | Link | abstract | author |\n"
         "| --- | --- | --- | --- |\n")


class Table(html.parser.HTMLParser):
    """The cells of a rendered table: text and the first link of each."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows = []
        self.cell = None

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.cell = ["", ""]
            self.rows[-1].append(self.cell)
        elif tag == "a" and self.cell is not None and not self.cell[1]:
            self.cell[1] = dict(attrs).get("href", "")

    def handle_endtag(self, tag):
        if tag == "td":
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell[0] += data


def date_of(path):
    day, month, year = os.path.basename(path)[:-4].split("-")
    return int(year), MONTHS.index(month) + 1, int(day)


def rows_of(path):
    """The day's rows, each paper once."""
    with open(path, encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    return list({row["Link"].rsplit("/abs/", 1)[1]: row
                 for row in rows}.items())


def render(markdown):
    done = subprocess.run(RENDER, input=markdown, capture_output=True,
                          check=True)
    table = Table()
    table.feed(done.stdout.decode())
    return [row for row in table.rows if row]


def compare(name, rows, markdown):
    lines = markdown.decode().split("\n")
    equal(len(lines), 4 + len(rows) + 1, name)
    check(lines[-1] == "", name)
    if not shutil.which(RENDER[0]):
        return
    rendered = {row[1][1]: row for row in render(markdown)}
    equal(len(rendered), len(rows), name)
    for paper, row in rows:
        link = "https://arxiv.org/abs/" + paper
        check(link in rendered, name, link)
        cells = rendered[link]
        equal(len(cells), 4, name)
        equal(cells[1][0], link, name)
        equal(squeeze(cells[0][0]), squeeze(row["Title"]), name, paper)
        equal(squeeze(cells[2][0]), squeeze(row["Desc"]), name, paper)


def one_day(home, path):
    year, month, day = date_of(path)
    name = "%04d-%02d-%02d" % (year, month, day)
    rows = rows_of(path)
    items = [{"id": paper, "title": row["Title"], "abstract": row["Desc"],
              "authors": row["author"]} for paper, row in rows]
    source = feed((year, month, day), items)
    if not rows:  # an empty feed says nothing of its day, a report does
        source = EMPTY % os.path.basename(path)[:-4]
    done = home.run("-L", name, "import", "-", stdin=source.encode())
    equal(done.code, 0, name, done)
    equal(done.rows()[0][3], str(len(rows)), name)
    done = home.run("-L", name, "export", name)
    equal((done.code, done.err), (0, ""), name, done)
    compare(name, rows, done.raw)
    again = home.run("-L", name + "b", "import", "-", stdin=done.raw)
    equal(again.code, 0, name, again)
    equal(home.run("-L", name + "b", "export", name).raw, done.raw, name)
    for file in glob.glob(os.path.join(home.path, "*")):
        os.remove(file)


def case_every_day():
    paths = sorted(glob.glob(os.path.join(ARCHIVE, "*.csv")))
    if not SHARED or not paths:
        raise Skip("ARXDAY_SHARED names no archive")
    faults = []
    with Home() as home:
        for path in paths:
            try:
                one_day(home, path)
            except AssertionError as fault:
                faults.append(str(fault))
    check(not faults, "%d days" % len(faults), *faults[:5])


if __name__ == "__main__":
    main(globals())
