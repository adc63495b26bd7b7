#!/usr/bin/env python3
"""Snapshots and compressed files with the real program: size, streaming,
faults at the end, and arxday-parse --decompress."""

import gzip
import json
import os
import shutil
import subprocess
import sys

import harness
from harness import Home, Skip, check, equal

PARSER = os.path.join(harness.BUILD, "arxday-parse")


def line(number, size=1500):
    """A line of a snapshot with about `size` bytes."""
    return json.dumps({
        "id": "2401.%05d" % number, "title": "Title %d" % number,
        "authors": "Ann A. and Bo B", "categories": "cs.IR cs.CL",
        "abstract": "word " * (size // 5), "license": None,
        "versions": [{"version": "v1",
                      "created": "Mon, 1 Jan 2024 10:00:00 GMT"}]}) + "\n"


def snapshot(count, size=1500):
    return "".join(line(n + 1, size) for n in range(count)).encode()


def zstd(data):
    if not shutil.which("zstd"):
        raise Skip("no zstd program")
    return subprocess.run(["zstd", "-q", "-c"], input=data, check=True,
                          stdout=subprocess.PIPE).stdout


def decompress(data):
    done = subprocess.run([PARSER, "--decompress"], input=data, check=False,
                          capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode()


def first(result):
    """The first line of standard output."""
    return result.out.split("\n", 1)[0]


def case_no_limit_of_size():
    """More entries and bytes than any other document may have."""
    data = snapshot(25000)
    check(len(data) > 33 * 1024 * 1024)
    with Home() as home:
        for content in (data, gzip.compress(data, 1)):
            result = home.run("parse", home.file("big", content))
            equal(result.code, 0, result)
            equal(first(result), "ok 25000 snapshot")
            equal(len(result.lines()), 25001)
            check(result.lines()[-1].startswith("2401.25000v1\t"))
        result = home.run("parse", "-", stdin=data)
        equal(first(result), "ok 25000 snapshot")


def case_long_lines_pass_by():
    """The kind is told before much was read, whatever the lines are."""
    data = line(1).encode() + line(2, 3 * 1024 * 1024).encode() * 12
    data += line(3).encode()
    with Home() as home:
        result = home.run("parse", home.file("long", data))
        equal((result.code, first(result)), (0, "ok 2 snapshot"), result)
        equal(result.err.count(": too_big: "), 12)


def case_last_line():
    with Home() as home:
        data = snapshot(3)
        whole = home.run("parse", home.file("whole", data[:-1]))
        equal((whole.code, first(whole)), (0, "ok 3 snapshot"))
        cut = home.run("parse", home.file("cut", data[:-9]))
        equal((cut.code, first(cut)), (0, "ok 2 snapshot"))
        check("line 3: truncated: " in cut.err, cut)


def case_import():
    """Lines that cannot be kept are named; the rest comes in."""
    with Home() as home:
        data = snapshot(3) + b"broken\n" + line(4).encode()
        name = home.file("s.json.gz", gzip.compress(data))
        result = home.run("import", name)
        equal(result.code, 3, result)
        equal(result.rows()[0][1:5], ["snapshot", "5", "4", "4"])
        check("line 4" in result.err, result)
        shown = home.run("show", "2401.00004", "--json")
        paper = json.loads(shown.out)
        equal(paper["authors"], ["Ann A.", "Bo B"])
        again = home.run("import", name)
        equal(again.rows()[0][3:6], ["4", "0", "0"])


def case_compressed_feed():
    feed = harness.feed((2025, 10, 10), [
        {"id": "2510.00001", "title": "T", "abstract": "A",
         "authors": "Ann"}]).encode()
    with Home() as home:
        for content in (gzip.compress(feed),
                        gzip.compress(feed[:99]) + gzip.compress(feed[99:])):
            result = home.run("parse", home.file("feed", content))
            equal((result.code, first(result)), (0, "ok 1 rss"), result)
        result = home.run("parse", home.file("feed", zstd(feed)))
        equal((result.code, first(result)), (0, "ok 1 rss"), result)


def case_damaged():
    """It is said why a document that was cut is none. What came before stands
    for itself and is kept by import, which says that it was not all."""
    data = gzip.compress(snapshot(2000))
    for bad in (data[:-1], data[:len(data) // 2], data[:20],
                data[:-6] + b"\0\0" + data[-4:], data + b"more"):
        with Home() as home:
            result = home.run("parse", home.file("bad.gz", bad))
            equal(result.code, 1, result)
            check(result.out.startswith("error compressed: the gzip data "),
                  result)
            equal(result.out.count("\n"), 1)
            result = home.run("import", home.file("bad.gz", bad))
            check("compressed" in result.err, result)
            shown = home.run("show", "2401.00001").code
            equal((result.code, shown), (3, 0) if result.out else (1, 4),
                  result)
            equal(bool(result.out), len(bad) > 20)


def case_bombs():
    """A document that grows without end is refused at its limit."""
    blank = gzip.compress(b"<rss>" + b" " * (200 * 1024 * 1024), 9)
    with Home() as home:
        for bomb in (blank, zstd(b"<rss>" + b" " * (200 * 1024 * 1024))):
            result = home.run("parse", home.file("bomb", bomb))
            equal(result.code, 1, result)
            check(result.out.startswith("error too_big: "), result)
        twice = home.run("parse", home.file("twice", gzip.compress(blank)))
        check(twice.out.startswith("error "), twice)


def case_decompress():
    data = snapshot(2000)
    equal(decompress(gzip.compress(data)), (0, data, ""))
    equal(decompress(data), (0, data, ""))
    equal(decompress(b""), (0, b"", ""))
    code, out, err = decompress(gzip.compress(data)[:-3])
    equal((code, data.startswith(out)), (1, True))
    equal(err, "arxday-parse: the gzip data end too early\n")
    equal(decompress(zstd(data)), (0, data, ""))
    equal(decompress(zstd(data)[:-3])[0], 1)


def case_unknown_argument():
    done = subprocess.run([PARSER, "--bogus"], stdin=subprocess.DEVNULL,
                          capture_output=True, check=False)
    equal((done.returncode, done.stdout), (2, b""))


if __name__ == "__main__":
    sys.exit(harness.main(globals()))
