#!/usr/bin/env python3
"""GitHub's Markdown as the judge of the escape rule: texts written as cells of
a table are rendered by cmark-gfm and must read as they did, with every URL a
link to itself; read back, the cells must give the same texts."""

import csv
import glob
import html.parser
import json
import os
import random
import re
import shutil
import subprocess
import sys
import urllib.parse

FILTER = os.path.join(os.environ.get("ARXDAY_BUILD") or ".", "cell_filter")
SHARED = os.environ.get("ARXDAY_SHARED") or ""
RENDER = ["cmark-gfm", "-e", "table", "-e", "autolink", "-e", "strikethrough",
          "-e", "tagfilter"]
HEAD = "| text | end |\n| --- | --- |\n"
URL = re.compile(r"https?://[^\s<>|\\*`]+")
TRAILING = ".,;:!?'\")]}"
PIECES = list("*~`|\\_[]<>&!#:/.;,?a1 ()\"'{}@-$^=+b") + [
    "https://", "http://", "www.", "ftp://", "x.y", "&amp;", "&#1;", "a@b.c",
    " ", "a", "é", "—", "mailto:", "HTTP://", "https://a.b/", "_", "](", "![",
    "<b>", "<!--", "&copy;", "\\%", "~~"]


class Table(html.parser.HTMLParser):
    """The first cells of a rendered table: text, links and other tags."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows = []
        self.cell = None

    def handle_starttag(self, tag, attrs):
        if tag == "td":
            self.cell = ["", [], []]
            self.rows[-1].append(self.cell)
        elif tag == "tr":
            self.rows.append([])
        elif self.cell is not None:
            if tag == "a":
                self.cell[1].append(dict(attrs).get("href", ""))
            else:
                self.cell[2].append(tag)

    def handle_endtag(self, tag):
        if tag == "td":
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell[0] += data


def collapse(text):
    return re.sub(r"[ \t\n\r\v\f]+", " ", text).strip(" ")


def run(command, text):
    return subprocess.run(command, input=text.encode(), check=True,
                          stdout=subprocess.PIPE).stdout.decode()


def filtered(lines, *options):
    return run([FILTER, *options], "".join(x + "\n" for x in lines)
               ).split("\n")[:-1]


def urls_of(text):
    """The URLs of a text that must be links. One behind a bracket that is
    still open is no link to GitHub unless it is written <URL>."""
    for match in URL.finditer(text):
        url = match.group().rstrip(TRAILING)
        before = text[:match.start()]
        if re.match(r"https?://[A-Za-z0-9]", url) and "[" not in before \
                and not before[-1:].isalpha():
            yield url


def differences(texts, links):
    """What is wrong with texts, as lines for people."""
    texts = [collapse(text) for text in texts]
    cells = filtered(texts)
    back = filtered(cells, "-u")
    table = Table()
    table.feed(run(RENDER, HEAD + "".join("| %s | end |\n" % cell
                                          for cell in cells)))
    rows = [row for row in table.rows if row]
    if not len(texts) == len(cells) == len(back) == len(rows):
        yield "%d texts, %d cells, %d back, %d rows" % (
            len(texts), len(cells), len(back), len(rows))
        return
    for text, cell, again, row in zip(texts, cells, back, rows):
        shown, found, tags = row[0]
        if again != text:
            yield "read back: %r -> %r -> %r" % (text, cell, again)
        if shown != text or tags or len(row) != 2 or row[1][0] != "end":
            yield "shown: %r -> %r -> %r" % (text, cell, row)
        found = [urllib.parse.unquote(link) for link in found]
        for url in urls_of(text) if links else ():
            if urllib.parse.unquote(url) not in found:
                yield "link: %r in %r" % (url, cell)


def random_texts():
    rng = random.Random(20251011)
    for size in 6, 12, 30:
        for _ in range(8000):
            yield "".join(rng.choice(PIECES)
                          for _ in range(rng.randint(1, size)))


def archive_texts():
    pattern = os.path.join(SHARED, "seed", "archive", "*.csv")
    for path in sorted(glob.glob(pattern)):
        with open(path, newline="", encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                yield row["Title"]
                yield row["Desc"]


def bulk_texts():
    path = os.path.join(SHARED, "bulk", "papers.jsonl.zst")
    if not os.path.exists(path) or shutil.which("zstd") is None:
        return
    with subprocess.Popen(["zstd", "-dcq", path],
                          stdout=subprocess.PIPE) as pipe:
        for number, line in enumerate(pipe.stdout):
            if number % 10 == 0:
                paper = json.loads(line)
                yield paper["title"]
                yield paper["abstract"] or paper["title"]


def judge(name, texts, links):
    """True, False, or None when there was nothing to judge."""
    texts = list(texts)
    if not texts:
        print("skipped: %s: not here (set ARXDAY_SHARED)" % name)
        return None
    wrong = list(differences(texts, links))
    for line in wrong[:10]:
        print("  " + line[:600])
    print("%s %s: %d texts, %d differences" % (
        "FAIL" if wrong else "ok  ", name, len(texts), len(wrong)))
    return not wrong


def main():
    if shutil.which("cmark-gfm") is None:
        print("skipped: cmark-gfm is not here")
        return 77
    results = [judge("random texts", random_texts(), False),
               judge("rows of the archive", archive_texts(), True),
               judge("a tenth of the bulk papers", bulk_texts(), False)]
    passed = results.count(True)
    failed = results.count(False)
    print("%d passed, %d failed, %d skipped" % (passed, failed,
                                                results.count(None)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
