"""What the command line tests share: a fresh home for every case, the real
program, and a count of what passed."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.sax.saxutils

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.abspath(os.environ.get("ARXDAY_SOURCE") or
                         os.path.join(HERE, "..", ".."))
BUILD = os.path.abspath(os.environ.get("ARXDAY_BUILD") or os.getcwd())
PROGRAM = os.path.join(BUILD, "arxday")
SHARED = os.environ.get("ARXDAY_SHARED") or ""
NOW = "2025-10-13T12:00:00Z"


class Skip(Exception):
    """A case that cannot run here."""


class Result:
    def __init__(self, done):
        self.code = done.returncode
        self.raw = done.stdout
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    def lines(self):
        return self.out.splitlines()

    def rows(self):
        return [line.split("\t") for line in self.out.splitlines()]

    def __repr__(self):
        return "exit %d\nstdout: %.400s\nstderr: %.600s" % (
            self.code, self.out, self.err)


class Home:
    """A user's home in a temporary folder."""

    def __init__(self, zone="Asia/Tokyo"):
        self.path = tempfile.mkdtemp(prefix="arxday cli ")
        self.env = {
            "HOME": self.path,
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "TZ": zone,
            "LC_ALL": "C.UTF-8",
            "ARXDAY_NOW": NOW,
            "ARXDAY_LOOPBACK_ONLY": "1",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *args, stdin=b"", env=None, **more):
        """Runs arxday; stdin is bytes."""
        done = subprocess.run(
            [PROGRAM, *args], input=stdin, capture_output=True, timeout=60,
            env={**self.env, **(env or {})}, cwd=self.path, check=False,
            **more)
        return Result(done)

    def file(self, name, content):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(content.encode() if isinstance(content, str)
                      else content)
        return path

    def read(self, name):
        with open(os.path.join(self.path, name), "rb") as source:
            return source.read()


def escape(text):
    return xml.sax.saxutils.escape(text)


MONTHS = ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


def feed(day, items, category="cs.IR"):
    """An RSS feed of arXiv's form. day is (year, month, day); an item is a
    dict with id, title, abstract, authors and perhaps type, version,
    categories."""
    import datetime
    date = datetime.date(*day)
    stamp = "%s, %02d %s %d 00:00:00 -0400" % (
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[date.weekday()],
        date.day, MONTHS[date.month - 1], date.year)
    out = ["<?xml version='1.0' encoding='UTF-8'?>\n"
           '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" '
           'xmlns:dc="http://purl.org/dc/elements/1.1/" '
           'xmlns:atom="http://www.w3.org/2005/Atom" '
           'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
           'version="2.0">\n<channel>\n'
           "<title>%s updates on arXiv.org</title>\n"
           "<link>http://rss.arxiv.org/rss/%s</link>\n"
           "<description>%s updates on the arXiv.org e-print archive."
           "</description>\n"
           '<atom:link href="http://rss.arxiv.org/rss/%s" rel="self" '
           'type="application/rss+xml"/>\n'
           "<docs>http://www.rssboard.org/rss-specification</docs>\n"
           "<language>en-us</language>\n"
           "<lastBuildDate>%s</lastBuildDate>\n"
           "<managingEditor>rss-help@arxiv.org</managingEditor>\n"
           "<pubDate>%s</pubDate>\n"
           "<skipDays><day>Sunday</day><day>Saturday</day></skipDays>\n" % (
               category, category, category, category, stamp, stamp)]
    for item in items:
        version = item.get("version", 1)
        kind = item.get("type", "new")
        out.append(
            "<item>\n<title>%s</title>\n"
            "<link>https://arxiv.org/abs/%s</link>\n"
            "<description>arXiv:%sv%d Announce Type: %s \n"
            "Abstract: %s</description>\n"
            '<guid isPermaLink="false">oai:arXiv.org:%sv%d</guid>\n'
            "%s<pubDate>%s</pubDate>\n"
            "<arxiv:announce_type>%s</arxiv:announce_type>\n"
            "<dc:rights>http://creativecommons.org/licenses/by/4.0/"
            "</dc:rights>\n<dc:creator>%s</dc:creator>\n</item>\n" % (
                escape(item["title"]), item["id"], item["id"], version, kind,
                escape(item["abstract"]), item["id"], version,
                "".join("<category>%s</category>\n" % name for name in
                        item.get("categories", [category])),
                stamp, kind, escape(item["authors"])))
    out.append("</channel>\n</rss>\n")
    return "".join(out)


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def check(condition, *what):
    if not condition:
        raise AssertionError(" | ".join(str(item) for item in what))


def equal(got, want, *what):
    if got != want:
        raise AssertionError("got %.900r, want %.900r %s" % (
            got, want, " | ".join(str(item) for item in what)))


def main(cases):
    """Runs the cases (functions named case_*), prints the count, ends."""
    passed = failed = skipped = 0
    wanted = sys.argv[1:]
    if not os.access(PROGRAM, os.X_OK):
        print("no program at %s" % PROGRAM)
        print("0 passed, 1 failed")
        sys.exit(1)
    for name, case in sorted(cases.items()):
        if not name.startswith("case_") or (wanted and name not in wanted):
            continue
        try:
            case()
            passed += 1
        except Skip as why:
            skipped += 1
            print("skipped %s: %s" % (name, why))
        except Exception as fault:  # a case must not end the others
            failed += 1
            print("FAILED %s: %s: %s" % (name, type(fault).__name__, fault))
    print("%d passed, %d failed%s" % (
        passed, failed, ", %d skipped" % skipped if skipped else ""))
    sys.exit(1 if failed else 0)
