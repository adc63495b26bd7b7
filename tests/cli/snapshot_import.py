#!/usr/bin/env python3
"""import of the public snapshot (JSON lines): every way in, every field,
broken off at any moment and gone on with, broken files, bounded memory."""

import bisect
import datetime
import gzip
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import unicodedata

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import (Home, NOW, PROGRAM, SHARED, SOURCE, Result, Skip, check,
                     equal, feed, main, squeeze)

DEEP = bool(os.environ.get("ARXDAY_DEEP"))
SEED = int(os.environ.get("ARXDAY_SEED", 1))
RANDOM = random.Random(SEED)
PATIENCE = 300
NIX = "\t0\t0\t0\t0"


def fixture():
    if not SHARED:
        raise Skip("ARXDAY_SHARED is not set")
    path = os.path.join(SHARED, "fixtures", "kaggle",
                        "arxiv-metadata-oai-snapshot_sample.json")
    with open(path, "rb") as source:
        return source.read()


def zstd(content):
    if not shutil.which("zstd"):
        raise Skip("no zstd")
    return subprocess.run(["zstd", "-q", "-c"], input=content, check=True,
                          capture_output=True).stdout


def record(number, **more):
    """A small record of January 2020, as a line."""
    item = {"id": "2001.%05d" % number, "submitter": None,
            "authors": "A. Bee and C. Dee", "title": "Title %d" % number,
            "comments": None, "journal-ref": None, "doi": None,
            "report-no": None, "categories": "cs.IR cs.CL", "license": None,
            "abstract": "  About %d.\n" % number,
            "versions": [{"version": "v1",
                          "created": "Thu, 2 Jan 2020 10:00:00 GMT"}],
            "update_date": "2020-01-03", "authors_parsed": []}
    item.update(more)
    return json.dumps(item).encode() + b"\n"


def records(count, first=1):
    return b"".join(record(n) for n in range(first, first + count))


def library(home, name="library.db"):
    return os.path.join(home.path, name)


def rows(path, sql, *values):
    with sqlite3.connect(path) as db:
        return db.execute(sql, values).fetchall()


def tables(path):
    """Everything that a library holds, whatever numbers it gave."""
    found = {}
    for (name,) in rows(path, "SELECT name FROM sqlite_schema WHERE type ="
                              " 'table'"):
        sql = {
            "announcement": "SELECT day, name, paper, type, version, position"
                            " FROM announcement JOIN category"
                            " ON category.id = announcement.category",
            "category": "SELECT name FROM category",
        }.get(name, "SELECT * FROM %s" % name)
        found[name] = sorted(rows(path, sql), key=repr)
    return found


def same_tables(left, right, *what):
    one, two = tables(left), tables(right)
    equal(sorted(one), sorted(two))
    for name in one:
        if one[name] != two[name]:
            raise AssertionError("%s: %d rows, %d rows, first %.300r %s" % (
                name, len(one[name]), len(two[name]), [
                    pair for pair in zip(one[name], two[name])
                    if pair[0] != pair[1]][:1], what))
    equal(rows(left, "PRAGMA integrity_check"), [("ok",)])


def start(home, *args, **more):
    return subprocess.Popen(
        [PROGRAM, *args], cwd=home.path, env=home.env,
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE,
           "stderr": subprocess.PIPE, **more})


def run(home, *args, **more):
    """Like Home.run, with more patience and without standard input."""
    child = start(home, *args, **more)
    out, err = child.communicate(timeout=PATIENCE)
    return Result(subprocess.CompletedProcess(args, child.returncode,
                                              out or b"", err or b""))


def figures(result):
    """The last line's columns behind the file's name."""
    check(result.rows(), result)
    return result.rows()[-1][1:]


# ---- the ways in ----

def case_ways():
    content = fixture()
    with Home() as home:
        plain = home.file("in/plain", content)
        ways = {
            "plain": lambda base: home.run("-L", base, "import", plain),
            "gzip": lambda base: home.run(
                "-L", base, "import", home.file("in/a", gzip.compress(content))),
            "two members": lambda base: home.run(
                "-L", base, "import",
                home.file("in/b", gzip.compress(content[:5000]) +
                          gzip.compress(content[5000:]))),
            "zstd": lambda base: home.run(
                "-L", base, "import", home.file("in/c", zstd(content))),
            "pipe": lambda base: home.run("-L", base, "import", "-",
                                          stdin=content),
            "gzip pipe": lambda base: home.run(
                "-L", base, "import", "-", stdin=gzip.compress(content)),
            "zstd pipe": lambda base: home.run("-L", base, "import", "-",
                                               stdin=zstd(content)),
            "blanks": lambda base: home.run(
                "-L", base, "import", "-", stdin=b"\n \r\n\n" + content),
            "crlf": lambda base: home.run(
                "-L", base, "import", "-",
                stdin=content.replace(b"\n", b"\r\n")),
            "mark": lambda base: home.run(
                "-L", base, "import", "-", stdin=b"\xef\xbb\xbf" + content),
            "no last feed": lambda base: home.run(
                "-L", base, "import", "-", stdin=content.rstrip(b"\n")),
        }
        for name, way in ways.items():
            base = library(home, name + ".db")
            result = way(base)
            equal(result.code, 0, name, result)
            equal(figures(result),
                  "snapshot 200 200 200 0 200 0".split(), name)
            equal(result.err, "", name)
            same_tables(base, library(home, "plain.db"), name)
        base = library(home, "redirected.db")
        with open(plain, "rb") as source:
            result = run(home, "-L", base, "import", "-", stdin=source)
        equal(figures(result), "snapshot 200 200 200 0 200 0".split())
        same_tables(base, library(home, "plain.db"))


def case_compressed_documents():
    """What is no snapshot comes compressed, too."""
    text = feed((2025, 10, 10), [
        {"id": "2510.00001", "title": "One", "abstract": "A", "authors": "B"}])
    packed = gzip.compress(text.encode())
    with Home() as home:
        result = home.run("import", home.file("a", packed))
        equal(figures(result), "rss 1 1 1 0 1 0".split())
        equal(home.run("import", "-", stdin=zstd(text.encode())).out,
              "-\trss\t1\t1\t0\t0\t0\t0\n")
        result = home.run("import", home.file("b", packed[:-9]))
        equal((result.code, result.out), (1, ""))
        check("compressed" in result.err, result)
        result = home.run("import", "-", stdin=packed[:40])
        equal((result.code, result.out), (1, ""))


def case_frame_to_skip():
    """Some programs write a frame that means nothing first (pzstd)."""
    content = b"\x5f\x2a\x4d\x18\x04\x00\x00\x00abcd" + zstd(records(3))
    with Home() as home:
        for number, way in enumerate((
                home.run("-L", library(home, "a"), "import",
                         home.file("in", content)),
                home.run("-L", library(home, "b"), "import", "-",
                         stdin=content))):
            equal(way.code, 0, number, way)
            equal(figures(way), "snapshot 3 3 3 0 3 0".split(), number)


def case_compressed_twice():
    """No snapshot goes the way of a document, where it makes no days."""
    with Home() as home:
        result = home.run("import", "-", stdin=gzip.compress(
            gzip.compress(records(3))))
        equal((result.code, result.out), (1, ""), result)
        check("compressed twice" in result.err, result)


def case_small_pieces():
    """A pipe that gives a byte at a time."""
    for content in (records(3), gzip.compress(records(3))):
        with Home() as home:
            child = start(home, "import", "-", stdin=subprocess.PIPE)
            for byte in content[:60]:
                child.stdin.write(bytes([byte]))
                child.stdin.flush()
            child.stdin.write(content[60:])
            out, err = child.communicate(timeout=PATIENCE)
            equal(out, b"-\tsnapshot\t3\t3\t3\t0\t3\t0\n", err)


def case_again():
    content = fixture()
    with Home() as home:
        path = home.file("a.json", content)
        equal(home.run("import", path).code, 0)
        before = tables(home_library(home))
        again = home.run("import", path)
        equal(figures(again), "snapshot 200 200 0 0 0 0".split())
        after = tables(home_library(home))
        equal(after, before)


def home_library(home):
    return os.path.join(home.path, ".local", "share", "arxday", "library.db")


# ---- what it says ----

def code_of(text):
    """The packed key of an identifier, from the library's own words."""
    month = (int("19" if text[:2] >= "91" else "20") * 100 + int(text[:2])
             - 1991) * 12 + int(text[2:4]) - 1
    return month << 17 | int(text.split(".")[1])


def taxonomy():
    canonical = {}
    with open(os.path.join(SOURCE, "data", "taxonomy.tsv"),
              encoding="utf-8") as source:
        head = source.readline().rstrip("\n").split("\t")
        for line in source:
            row = dict(zip(head, line.rstrip("\n").split("\t")))
            canonical[row["category"]] = row["canonical"]
    return canonical


class Calendar:
    """The calendar once more: every weekday at 14:00 in New York is a cut-off,
    and what it takes in is listed on the weekday that follows."""

    def __init__(self):
        try:
            import zoneinfo
            zone = zoneinfo.ZoneInfo("America/New_York")
        except Exception as why:
            raise Skip("no time zones: %s" % why)
        self.cuts, self.days = [], []
        day = datetime.date(1988, 1, 1)
        while day.year < 2031:
            if day.weekday() < 5:
                cut = datetime.datetime(day.year, day.month, day.day, 14,
                                        tzinfo=zone)
                self.cuts.append(cut.timestamp())
                self.days.append(day + datetime.timedelta(
                    3 if day.weekday() == 4 else 1))
            day += datetime.timedelta(1)

    def day(self, instant):
        at = bisect.bisect_right(self.cuts, instant)
        return (self.days[at] - datetime.date(1970, 1, 1)).days


def instant(text):
    return int(datetime.datetime.strptime(
        text, "%a, %d %b %Y %H:%M:%S GMT").replace(
            tzinfo=datetime.timezone.utc).timestamp())


def clean(text):
    """On one line, without characters that control or format."""
    return squeeze("".join(
        c for c in text if c.isspace() or
        unicodedata.category(c) not in ("Cc", "Cf")))


def flat(authors):
    """Authors without what separates them."""
    text = re.sub(r"\b(and|et al\.?)\b|&", "", authors)
    return re.sub(r"[,;\s]+", "", text)


def announcements_of(item, calendar, canonical):
    """{(day, category): (type, version)}; the strongest type of a day."""
    names = [canonical.get(name, name) for name in item["categories"].split()]
    found = {}
    for number, version in enumerate(item["versions"][:5], 1):
        equal(version["version"], "v%d" % number)
        for name in names:
            kind = (0 if name == names[0] else 1) if number == 1 else (
                2 if name == names[0] else 3)
            key = calendar.day(instant(version["created"])), name
            held = found.get(key)
            if held is None or kind < held[0]:
                found[key] = kind, number
            elif kind == held[0] and number > held[1]:
                found[key] = kind, number
    return found


def check_record(db, key, item, calendar, canonical):
    got = db.execute(
        "SELECT version, submitted, updated, title, authors, categories,"
        " abstract, comments, journal_ref, doi, license FROM paper JOIN detail"
        " ON detail.paper = paper.id WHERE paper.id = ?", (key,)).fetchone()
    check(got, item["id"])
    times = [instant(version["created"]) for version in item["versions"]]
    equal(got[:3], (len(times), times[0], times[-1]), item["id"])
    for name, text in zip(("title", None, "categories", "abstract", "comments",
                           "journal-ref", "doi", "license"), got[3:]):
        if name:
            equal(clean(text or ""), clean(item[name] or ""), item["id"],
                  name)
    equal(flat(clean(got[4])), flat(clean(item["authors"])), item["id"])
    equal({(day, name): (kind, version) for day, name, kind, version in
           db.execute("SELECT day, name, type, version FROM announcement"
                      " JOIN category ON category.id = category"
                      " WHERE paper = ? AND position = -1", (key,))},
          announcements_of(item, calendar, canonical), item["id"])


def key_of(db, item):
    """The key of a paper; an old identifier's is looked up by what it says."""
    if "/" not in item["id"]:
        return code_of(item["id"])
    found = db.execute("SELECT id FROM paper WHERE title = ? AND submitted = ?",
                       (squeeze(item["title"]),
                        instant(item["versions"][0]["created"]))).fetchall()
    equal(len(found), 1, item["id"])
    return found[0][0]


def case_fields():
    content = fixture()
    calendar, canonical = Calendar(), taxonomy()
    items = [json.loads(line) for line in content.splitlines()]
    with Home() as home:
        equal(home.run("import", "-", stdin=content).code, 0)
        with sqlite3.connect(home_library(home)) as db:
            for item in items:
                check_record(db, key_of(db, item), item, calendar, canonical)
        for item in items:
            shown = json.loads(home.run("show", "--json", item["id"]).out)
            equal(shown["title"], squeeze(item["title"]))
            equal(shown["version"], len(item["versions"]))
            equal(shown["categories"], item["categories"].split())


def scale(home, count):
    tool = os.path.join(SHARED, "tools", "scale.py")
    corpus = os.path.join(SHARED, "bulk", "papers.jsonl.zst")
    if not SHARED or not os.path.exists(tool) or not os.path.exists(corpus):
        raise Skip("no scale.py in ARXDAY_SHARED")
    if not shutil.which("zstd"):
        raise Skip("no zstd")
    path = os.path.join(home.path, "scale.json")
    subprocess.run([sys.executable, tool, "-i", corpus, "-n", str(count), "-o",
                    path], check=True, capture_output=True)
    return path


def case_scale():
    count = 100000 if DEEP else 20000
    calendar, canonical = Calendar(), taxonomy()
    with Home() as home:
        path = scale(home, count)
        result = run(home, "import", path)
        equal(figures(result), ["snapshot", *[str(count)] * 3, "0",
                                str(count), "0"], result)
        with open(path, "rb") as source:
            lines = source.readlines()
        picked = [json.loads(line) for line in RANDOM.sample(lines, 2000)]
        with sqlite3.connect(home_library(home)) as db:
            for item in picked:
                check_record(db, key_of(db, item), item, calendar, canonical)
            wrong = db.execute(
                "SELECT count(*) FROM ledger WHERE state <> 3 OR held <> ("
                "SELECT count(*) FROM announcement JOIN category ON id ="
                " announcement.category WHERE name = ledger.category AND"
                " announcement.day = ledger.day)").fetchone()
            equal(wrong, (0,))
            equal(db.execute("SELECT day, category FROM ledger"
                             " ORDER BY 1, 2").fetchall(),
                  db.execute("SELECT DISTINCT day, name FROM announcement JOIN"
                             " category ON id = category ORDER BY 1, 2"
                             ).fetchall())


# ---- broken off ----

def read_until(child, wanted):
    """Reads events until so many records were read; the last line."""
    for line in child.stdout:
        columns = line.decode().split("\t")
        if columns[2] != "reading" or int(columns[9]) >= wanted:
            return columns
    return None


def stage_of(base):
    """How far the import into a library is: nothing stored, some, all."""
    try:
        if rows(base, "SELECT 1 FROM intake"):
            return "some"
        return "all" if rows(base, "SELECT 1 FROM paper LIMIT 1") else "nothing"
    except sqlite3.Error:
        return "nothing"


def broken_off(home, path, how, seconds):
    """Breaks an import off at random moments, at least once after something
    was stored, then lets it end. `seconds`: about how long it takes."""
    until = time.monotonic() + PATIENCE
    turn = breaks = said = 0
    base = None
    while breaks < (6 if DEEP else 3) and time.monotonic() < until:
        if base is None:
            turn += 1
            base = library(home, "broken %d.db" % turn)
        child = start(home, "-L", base, "import", path)
        try:
            child.wait(RANDOM.uniform(0, seconds / 2))
        except subprocess.TimeoutExpired:
            child.send_signal(how)
        err = child.communicate(timeout=PATIENCE)[1].decode()
        stage = stage_of(base)
        if stage == "all":
            base, breaks = None, 0
        if stage != "some":
            continue
        breaks += 1
        if how == signal.SIGKILL:
            equal(child.returncode, -how)
        elif child.returncode not in (-how, 128 + how) or not (
                err == "" or err.endswith(": cancelled\n") or
                "the same" in err):
            raise AssertionError("%d: %s" % (child.returncode, err))
        # A signal that comes before the import has begun ends it in fewer
        # words, or in none.
        said += "the same" in err
    check(breaks, "it was never broken off")
    check(said or how == signal.SIGKILL, "it never said how it goes on")
    result = run(home, "-L", base, "import", path)
    check("goes on after" in result.err, result)
    return result, base


def check_broken_off(how, packed=None):
    count = 60000
    with Home() as home:
        content = records(count)
        path = home.file("a.json", packed(content) if packed else content)
        began = time.monotonic()
        whole = run(home, "-L", library(home, "whole.db"), "import", path)
        result, base = broken_off(home, path, how, time.monotonic() - began)
        equal(figures(result)[0:3], ["snapshot", str(count), str(count)])
        equal(figures(result), figures(whole), "seed %d" % SEED)
        same_tables(base, library(home, "whole.db"), "seed %d" % SEED)


def case_killed():
    check_broken_off(signal.SIGKILL)


def case_killed_gzip():
    check_broken_off(signal.SIGKILL, lambda content: gzip.compress(content, 1))


def case_interrupted():
    check_broken_off(signal.SIGINT)


def case_terminated_zstd():
    check_broken_off(signal.SIGTERM, zstd)


def case_states_between():
    """Days of an import that was broken off are incomplete and say why, and an
    import of another file does not go on with it."""
    with Home() as home:
        path = home.file("a.json", records(50000))
        child = start(home, "import", "--progress", path)
        read_until(child, 1)
        child.kill()
        child.communicate(timeout=PATIENCE)
        base = home_library(home)
        if rows(base, "SELECT count(*) FROM paper") == [(0,)]:
            raise Skip("it was killed before the first papers were stored")
        found = rows(base, "SELECT DISTINCT state, source, why FROM ledger")
        equal(len(found), 1)
        equal(found[0][:2], (1, "snapshot"))
        check("not finished" in found[0][2], found)
        equal(len(rows(base, "SELECT * FROM intake")), 1)
        result = home.run("import", home.file("b.json", records(10)))
        equal(figures(result), "snapshot 10 10 0 0 0 0".split())
        result = run(home, "import", path)
        equal(figures(result), "snapshot 50000 50000 50000 0 50000 0".split())
        equal(rows(base, "SELECT * FROM intake"), [])


def case_pipe_is_not_resumed():
    with Home() as home:
        child = start(home, "import", "-", "--progress",
                      stdin=subprocess.PIPE)
        child.stdin.write(records(20000))
        child.stdin.flush()
        read_until(child, 1)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=PATIENCE)
        equal(child.returncode, 130)
        check(b"are kept" in err and b"goes on" not in err, err)
        result = home.run("import", "-", stdin=records(20000))
        equal(figures(result)[:3], "snapshot 20000 20000".split())
        equal(result.err, "")


def case_stalled_pipe():
    """While a pipe gives nothing, others may write."""
    with Home() as home:
        child = start(home, "import", "-", stdin=subprocess.PIPE)
        child.stdin.write(records(600))
        child.stdin.flush()
        base = home_library(home)
        until = time.monotonic() + 30
        held = 0
        while not held and time.monotonic() < until:
            try:
                held = rows(base, "SELECT count(*) FROM paper")[0][0]
            except sqlite3.Error:
                pass
        result = home.run("star", "2001.00001")
        equal(result.code, 0, result)
        child.stdin.write(records(400, 601))
        out, err = child.communicate(timeout=PATIENCE)
        equal(out, b"-\tsnapshot\t1000\t1000\t1000\t0\t1000\t0\n", err)
        equal(rows(base, "SELECT count(*) FROM mark"), [(1,)])


def has_open(child, path):
    """Whether a process has opened a file."""
    folder = "/proc/%d/fd" % child.pid
    try:
        return any(os.path.realpath(os.path.join(folder, name)) ==
                   os.path.realpath(path) for name in os.listdir(folder))
    except OSError:
        return False


def case_named_pipe():
    """Nobody waits for its writer who was told to end."""
    with Home() as home:
        path = os.path.join(home.path, "pipe")
        os.mkfifo(path)
        for number in (signal.SIGINT, signal.SIGTERM):
            child = start(home, "import", path)
            until = time.monotonic() + 30
            while not has_open(child, path) and time.monotonic() < until:
                time.sleep(0.01)
            check(has_open(child, path), "it waits for the writer")
            equal(child.poll(), None)
            child.send_signal(number)
            out, err = child.communicate(timeout=30)
            equal((child.returncode, out), (128 + number, b""), err)
        for content in (records(3), gzip.compress(records(3))):
            child = start(home, "import", "pipe")
            with open(path, "wb") as target:
                target.write(content)
            out, err = child.communicate(timeout=PATIENCE)
            check(out.startswith(b"pipe\tsnapshot\t3\t3\t"), out, err)


# ---- broken files ----

def case_broken_lines():
    lines = [record(n) for n in range(1, 201)]
    lines[10] = b"{\"id\": \"2001.00011\", \n"
    lines[20] = b"\x00\xff\xfe garbage\n"
    lines[30] = record(31, id="nonsense")
    lines[40] = b"[1, 2]\n"
    lines[50] = record(51, id=None)
    lines[60] = b"\n"
    lines[70] = record(71, title="x" * (2 * 1024 * 1024))
    with Home() as home:
        result = home.run("import", "-", stdin=b"".join(lines))
        equal(result.code, 3, result)
        equal(figures(result), "snapshot 199 193 193 0 193 6".split())
        for number in (11, 21, 31, 41, 51, 71):
            check("-: line %d: " % number in result.err, number, result)
        check("6 of 199 entries" in result.err, result)
        result = home.run("import", "-", stdin=record(1) + b"x\n" * 300)
        equal(result.code, 3)
        equal(figures(result)[-1], "300")
        equal(len(re.findall(r"line \d+:", result.err)), 50)
        check("250 more entries" in result.err, result)


def case_nothing_readable():
    for content in (b"{}\n", b'{"error": "no"}\n', b"{\n", b'[{"id": 1}]\n',
                    gzip.compress(b'{"a": 1}\n'), b"{" * 100000):
        with Home() as home:
            result = home.run("import", "-", stdin=content)
            equal((result.code, result.out), (1, ""), content[:20], result)
            check("nothing of it was kept" in result.err, result)


def case_parts():
    """A line that cannot be read on each side of the place where the parser
    is replaced, and blank lines there."""
    head = b"".join(record(n % 90000 + 1) for n in range(9998))
    content = head + b"x\n" + b"\n" + b"y\n" + b"\n" + record(95000) + b"z"
    with Home() as home:
        result = run(home, "import", home.file("a", content))
        equal(result.code, 3, result)
        equal(figures(result),
              "snapshot 10002 9999 9999 0 9999 3".split())
        for number in (9999, 10001, 10004):
            check("line %d: " % number in result.err, number, result)


def case_long_parts():
    """Long lines make a parser work longer, so that it is replaced sooner."""
    fat = {"comments": "long " * 100000}
    with Home() as home:
        path = os.path.join(home.path, "a")
        with open(path, "wb") as target:
            for number in range(1, 151):
                target.write(record(number, **fat))
            target.write(b"x\n" + record(151) + b"y")
        result = run(home, "import", path)
        equal(result.code, 3, result)
        equal(figures(result), "snapshot 153 151 151 0 151 2".split())
        for number in (151, 153):
            check("line %d: " % number in result.err, number, result)


def case_twice_in_a_file():
    two = [{"version": "v%d" % n,
            "created": "Thu, %d Jan 2020 10:00:00 GMT" % (n * 7 - 5)}
           for n in (1, 2)]
    with Home() as home:
        result = home.run("import", "-", stdin=record(1) + record(2) +
                          record(1, title="New words", versions=two))
        equal(figures(result), "snapshot 3 2 2 0 2 0".split())
        equal(json.loads(home.run("show", "--json", "2001.00001").out)
              ["title"], "New words")
        result = home.run("import", "-", stdin=record(2, versions=two) +
                          record(2, versions=two))
        equal(figures(result), "snapshot 2 1 0 1 1 0".split())


def case_cut():
    """A compressed file that was cut: what came is kept, and it is said."""
    content = records(30000)
    for packed in (gzip.compress(content), zstd(content)):
        with Home() as home:
            path = home.file("a", packed[:len(packed) // 2])
            result = run(home, "import", path)
            equal(result.code, 3, result)
            check("compressed" in result.err, result)
            check("line" not in result.err, result)
            items, papers, added, _, _, skipped = map(int,
                                                      figures(result)[1:])
            check(0 < items < 30000 and items == papers == added, result)
            equal(skipped, 0, result)
            equal(rows(home_library(home), "SELECT count(*) FROM paper"),
                  [(papers,)])
            equal(rows(home_library(home), "SELECT DISTINCT state FROM ledger"),
                  [(1,)])
            result = run(home, "import", home.file("b", packed))
            equal(figures(result)[:3], "snapshot 30000 30000".split())
            equal(rows(home_library(home), "SELECT DISTINCT state FROM ledger"),
                  [(3,)])
    # The end is damaged and nothing else.
    with Home() as home:
        packed = gzip.compress(records(5))
        result = home.run("import", home.file("a", packed[:-1]))
        equal(result.code, 3, result)
        equal(figures(result), "snapshot 5 5 5 0 5 0".split())


def case_shrinks():
    """A file that is cut while it is read."""
    with Home() as home:
        path = home.file("a.json", records(80000))
        child = start(home, "import", "--progress", path)
        first = read_until(child, 1)
        os.truncate(path, os.path.getsize(path) // 2 + 7)
        out, err = child.communicate(timeout=PATIENCE)
        if first[2] != "reading":
            raise Skip("it was read before it could be cut")
        equal(child.returncode, 3, err)
        check(b"changed while it was read" in err, err)
        check(b"partly" in out, out[-300:])
        result = home.run("import", path)
        equal(result.code, 3)
        check("goes on" not in result.err, result)
        equal(figures(result)[-1], "1")


# ---- beside other sources ----

def case_feed_day():
    """A day that arXiv's own feed has told stays as it is."""
    day = (2020, 1, 3)
    text = feed(day, [
        {"id": "2001.00001", "title": "Title 1", "abstract": "About 1.",
         "authors": "A. Bee, C. Dee", "type": "cross",
         "categories": ["cs.CL", "cs.IR"]}])
    with Home() as home:
        equal(home.run("import", "-", stdin=text.encode()).code, 0)
        base = home_library(home)
        listed = home.run("list", "2020-01-03").out
        held = rows(base, "SELECT * FROM announcement WHERE position >= 0")
        result = home.run("import", "-", stdin=records(3))
        equal(figures(result), "snapshot 3 3 2 1 3 0".split(), result)
        equal(rows(base, "SELECT * FROM announcement WHERE position >= 0"),
              held)
        # Only cs.CL was rebuilt: the feed was that of cs.IR.
        equal(rows(base, "SELECT DISTINCT name FROM announcement JOIN category"
                         " ON id = category WHERE position = -1"),
              [("cs.CL",)])
        equal(rows(base, "SELECT category, state FROM ledger ORDER BY 1"),
              [("cs.CL", 3), ("cs.IR", 4)])
        check(listed.splitlines()[0] in home.run("list", "2020-01-03").out)


# ---- what is told ----

def case_progress():
    with Home() as home:
        path = home.file("a.json", records(40000))
        other = home.file("b.md", "nothing")
        result = run(home, "import", "--progress", path, other)
        equal(result.code, 3)
        events = result.rows()
        for event in events:
            equal(len(event), 15, event)
            equal(event[:2], ["0", "2"])
            equal(event[7], path)
        equal([event[2] for event in events],
              ["reading"] * (len(events) - 1) + ["done"])
        items = [int(event[9]) for event in events]
        equal(items, sorted(items))
        equal(events[-1][8:], "snapshot 40000 40000 40000 0 40000 0".split())
        size = str(os.path.getsize(path))
        equal({event[4] for event in events[:-1]}, {size})
        check(int(events[-2][3]) <= int(size))
        check(len(events) <= 5 * PATIENCE)


def case_bar():
    """One line on a terminal, wiped at the end; none with -q."""
    with Home() as home:
        path = home.file("a.json", records(40000))
        for quiet in (False, True):
            far, near = os.openpty()
            child = start(home, *["-q"] * quiet, "-L",
                          library(home, "%d.db" % quiet), "import", path,
                          stderr=near)
            os.close(near)
            seen = []

            def drain(fd=far, into=seen):
                try:
                    while True:
                        into.append(os.read(fd, 65536))
                except OSError:
                    pass
            reader = threading.Thread(target=drain)
            reader.start()
            out = child.communicate(timeout=PATIENCE)[0]
            reader.join()
            os.close(far)
            text = b"".join(seen).decode()
            equal(out.count(b"\n"), 1)
            if quiet:
                equal(text, "")
                continue
            check("records" in text and "%" in text, text[:300])
            check("\n" not in text, text[:300])
            equal(text.split("\r")[-2].strip(), "", text[-300:])


def case_memory():
    """The memory does not grow with the file, but for a few bits a paper."""
    if sanitized():
        raise Skip("the sanitizers have a memory of their own")
    count = 300000 if DEEP else 60000
    with Home() as home:
        path = home.file("a.gz", gzip.compress(b"".join(
            record(n, id="%02d01.%05d" % (20 + n // 60000, n % 60000 + 1),
                   abstract="word " * 200) for n in range(count)), 1))
        child = start(home, "import", "--progress", path)
        peak = 0
        for _ in child.stdout:
            peak = max(peak, *(peak_of(pid) for pid in family(child.pid)))
        equal(child.wait(PATIENCE), 0, child.stderr.read())
        check(0 < peak <= 128 * 1024, "%d kB" % peak)


def family(pid):
    """A process and its children."""
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as source:
            return [pid, *map(int, source.read().split())]
    except OSError:
        return [pid]


def peak_of(pid):
    """Most memory that a process had, in kB."""
    try:
        with open("/proc/%d/status" % pid) as source:
            return int(re.search(r"VmHWM:\s*(\d+)", source.read()).group(1))
    except (OSError, AttributeError):
        return 0


def sanitized():
    with open(PROGRAM, "rb") as program:
        return b"__asan_init" in program.read()


main(globals())
