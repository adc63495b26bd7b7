#!/usr/bin/env python3
"""What a user says of papers on the command line: tags, notes and marks, with
their exit codes, and several programs that say it at once."""

import json
import os
import sqlite3
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import Home, PROGRAM, check, equal, feed, main

ONE, TWO, THREE = "2510.00003", "2510.00009", "hep-th/9901001"
UNKNOWN = "2510.99999"
PAPERS = [{"id": name, "title": "Title of " + name, "abstract": "A.",
           "authors": "B. C.", "categories": ["cs.IR"]}
          for name in (ONE, TWO, THREE)]


def filled(home):
    done = home.run("import", home.file("feed.xml",
                                        feed((2025, 10, 10), PAPERS)))
    equal(done.code, 0, done)
    return home


def library(home):
    return os.path.join(home.path, ".local/share/arxday/library.db")


def number(home, sql):
    base = sqlite3.connect(library(home))
    try:
        return base.execute(sql).fetchone()[0]
    finally:
        base.close()


def quiet(done, code=0):
    """Nothing was said."""
    equal((done.code, done.out, done.err), (code, "", ""))


def told(done, code, *words):
    """No data, and one line of message that has these words."""
    equal((done.code, done.out), (code, ""), done)
    equal(len(done.err.splitlines()), 1, done)
    for word in words:
        check(word in done.err, done)


def letters(home):
    return {row[0]: row[4] for row in home.run("list").rows()}


def case_tags():
    with filled(Home()) as home:
        quiet(home.run("tag"))
        told(home.run("tag", ONE), 4, ONE, "no tags")
        quiet(home.run("tag", ONE + "v7", "https://arxiv.org/abs/" + THREE,
                       "+llm", "+to-read"))
        quiet(home.run("tag", ONE, "+llm", "+LLM"))
        equal(home.run("tag", "arXiv:" + ONE).lines(),
              ["LLM", "llm", "to-read"])
        equal(home.run("tag").rows(),
              [["LLM", "1"], ["llm", "2"], ["to-read", "2"]])
        equal(letters(home), {ONE: "t", TWO: "", THREE: "t"})
        equal(json.loads(home.run("show", "--json", ONE).out)["tags"],
              ["LLM", "llm", "to-read"])
        check("Tags:       LLM, llm, to-read\n" in home.run("show", ONE).out,
              home.run("show", ONE))
        quiet(home.run("tag", "-llm", ONE, TWO, "+new", THREE, "-nothing"))
        equal(home.run("tag", ONE).lines(), ["LLM", "new", "to-read"])
        equal(home.run("tag", TWO).lines(), ["new"])
        equal(home.run("tag", THREE).lines(), ["new", "to-read"])
        quiet(home.run("tag", ONE, "-LLM", "-new", "-to-read"))
        told(home.run("tag", ONE), 4)
        equal(letters(home)[ONE], "")


def case_names_of_tags():
    with filled(Home()) as home:
        for name in ("größe", "日本語", "2024", "cs.IR", "a/b_c:d-e",
                     "x" * 64, "é" * 32):
            quiet(home.run("tag", ONE, "+" + name))
            equal(home.run("tag", ONE).out, name + "\n")
            quiet(home.run("tag", ONE, "-" + name))
            told(home.run("tag", ONE), 4)
        for name in ("", "+a", "-a", ".a", "a b", "a,b", "a\tb", "a\x1b[2Jb",
                     "x" * 65, "é" * 33, "a\u202eb", "a\u00a0b", "\u0301"):
            told(home.run("tag", ONE, "+good", "+" + name), 2, "no name")
        told(home.run("tag", ONE, b"+\xff"), 2, "no name")
        told(home.run("tag", ONE), 4)


def case_dashes():
    """-NAME is a tag, unless it is exactly a short option."""
    with filled(Home()) as home:
        quiet(home.run("tag", ONE, "+q", "+n", "+qv", "+Lib", "+2024"))
        equal(home.run("tag", ONE, "-q").lines(), ["2024", "Lib", "n", "q", "qv"])
        quiet(home.run("tag", ONE, "-n", "-qv", "-Lib", "-2024"))
        equal(home.run("tag", ONE).lines(), ["q"])
        quiet(home.run("tag", ONE, "--", "-q"))
        told(home.run("tag", ONE), 4)
        quiet(home.run("-q", "tag", ONE, "+a", "-L", library(home)))
        equal(home.run("tag", "--library", library(home), ONE).out, "a\n")
        told(home.run("tag", ONE, "+a", "--json"), 2, "--json")
        told(home.run("tag", ONE, "+a", "--nonsense"), 2, "--nonsense")
        check(home.run("tag", ONE, "-h").out.startswith("usage: arxday tag"))
        # For other commands nothing is different.
        told(home.run("star", ONE, "-llm"), 2, "unknown option")
        told(home.run("-llm", "tag", ONE), 2, "unknown option")


def case_wrong_usage():
    """Nothing is done, and no library is made."""
    with Home() as home:
        for args in (("tag", "+a"), ("tag", "-a"), ("tag", ONE, TWO),
                     ("tag", ONE, "no-id", "+a"), ("tag", "no-id"),
                     ("tag", ONE, "+a", "-a"), ("tag", ONE, "+"),
                     ("tag", ONE, "-"), ("note",), ("note", "no-id"),
                     ("note", "no-id", "x"), ("note", "no-id", "-"),
                     ("note", ONE, "a", "b"), ("mark", "undone"),
                     ("mark", "hidden", ONE), ("mark", "hide", "no-id")):
            told(home.run(*args), 2)
        check(not os.path.exists(library(home)))
    with filled(Home()) as home:
        told(home.run("tag", ONE, "no-id", "+a"), 2, "no-id")
        told(home.run("mark", "hide", ONE, "no-id"), 2, "no-id")
        equal(letters(home)[ONE], "")
        equal(number(home, "SELECT count(*) FROM journal"), 0)


def case_unknown_papers():
    with filled(Home()) as home:
        for args in (("tag", UNKNOWN, "+a"), ("tag", UNKNOWN),
                     ("note", UNKNOWN, "x"), ("note", UNKNOWN),
                     ("mark", "undone", UNKNOWN)):
            told(home.run(*args), 4, UNKNOWN)
        told(home.run("tag", UNKNOWN, ONE, "+a"), 3, UNKNOWN)
        told(home.run("mark", "hide", ONE, UNKNOWN), 3, UNKNOWN)
        equal(letters(home)[ONE], "ht")
        equal(number(home, "SELECT count(DISTINCT paper) FROM journal"), 1)


def case_no_library():
    """Reading makes no file, and finds nothing."""
    with Home() as home:
        quiet(home.run("tag"))
        told(home.run("tag", ONE), 4, ONE)
        told(home.run("note", ONE), 4, ONE)
        check(not os.path.exists(library(home)))


def case_notes():
    with filled(Home()) as home:
        told(home.run("note", ONE), 4, ONE, "no note")
        quiet(home.run("note", ONE + "v2", "Read § 3  again."))
        equal(home.run("note", ONE).out, "Read § 3  again.\n")
        equal(letters(home), {ONE: "n", TWO: "", THREE: ""})
        quiet(home.run("note", ONE, "-", stdin=b"- one\r\n\t- two\n\nend\n\n"))
        equal(home.run("note", ONE).out, "- one\n\t- two\n\nend\n")
        rows = map(json.loads, home.run("list", "--json").lines())
        equal({row["id"]: row["note"] for row in rows},
              {ONE: "- one\n\t- two\n\nend", TWO: None, THREE: None})
        check("\nNote:       - one\n                    - two\n\n"
              "            end\n\n" in home.run("show", ONE).out,
              home.run("show", ONE))
        quiet(home.run("note", ONE, "-x is a TEXT"))
        equal(home.run("note", ONE).out, "-x is a TEXT\n")
        quiet(home.run("note", ONE, "--", "--so is this"))
        equal(home.run("note", ONE).out, "--so is this\n")
        quiet(home.run("note", ONE, ""))
        told(home.run("note", ONE), 4, "no note")
        quiet(home.run("note", ONE, ""))
        quiet(home.run("note", ONE, "again"))
        quiet(home.run("note", ONE, "-", stdin=b" \n"))
        told(home.run("note", ONE), 4)
        equal(letters(home)[ONE], "")


def case_hostile_notes():
    with filled(Home()) as home:
        done = home.run("note", ONE, "-",
                        stdin=b"a\x1b[2J\x00b\xff \xe2\x80\xaec\n")
        equal((done.code, done.out), (0, ""))
        check("4 characters" in done.err, done)
        equal(home.run("note", ONE).out, "a[2Jb\ufffd c\n")
        quiet(home.run("-q", "note", ONE, "a\x1b"))
        quiet(home.run("note", ONE, "-", stdin=b"x" * (1 << 20)))
        equal(len(home.run("note", ONE).out), (1 << 20) + 1)
        told(home.run("note", ONE, "-", stdin=b"x" * ((1 << 20) + 1)), 1,
             "1048576")
        told(home.run("note", ONE, "-", stdin=b"x" * (3 << 20)), 1)
        equal(len(home.run("note", ONE).out), (1 << 20) + 1)


def case_marks():
    with filled(Home()) as home:
        for word, other, letter in (("read", "unread", "r"),
                                    ("done", "undone", "d"),
                                    ("hide", "unhide", "h")):
            for unused in (1, 2):
                quiet(home.run("mark", word, ONE, TWO))
            equal(letters(home), {ONE: letter, TWO: letter, THREE: ""})
            for unused in (1, 2):
                quiet(home.run("mark", other, ONE, TWO))
            equal(letters(home)[TWO], "")
        # What changes nothing is no step.
        equal(number(home, "SELECT max(step) FROM journal"), 6)


def case_all_letters():
    with filled(Home()) as home:
        for args in (("star", ONE), ("mark", "read", ONE),
                     ("mark", "done", ONE), ("mark", "hide", ONE),
                     ("tag", ONE, "+t"), ("note", ONE, "n")):
            quiet(home.run(*args))
        equal(letters(home)[ONE], "*rdhtn")
        path = home.file("again.xml", feed((2025, 10, 13), [
            dict(PAPERS[0], title="Changed", version=2, type="replace")]))
        equal(home.run("import", path).code, 0)
        rows = home.run("list", "2025-10-13").rows()
        equal((rows[0][4], rows[0][5]), ("*rdhtn", "Changed"))
        equal(home.run("note", ONE).out, "n\n")
        equal(home.run("tag", ONE).out, "t\n")


def case_several_programs_at_once():
    """Every change of every program arrives, each in a step of its own."""
    with filled(Home()) as home:
        names = ["tag%02d" % i for i in range(24)]
        running = [subprocess.Popen(
            [PROGRAM, "tag", ONE, TWO, "+" + name], env=home.env,
            cwd=home.path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for name in names]
        for program in running:
            out = program.communicate(timeout=60)[0]
            equal((program.returncode, out), (0, b""))
        equal(home.run("tag", ONE).lines(), names)
        equal(home.run("tag").rows(), [[name, "2"] for name in names])
        equal(number(home, "SELECT count(DISTINCT step) FROM journal"), 24)
        equal(number(home, "SELECT max(n) FROM (SELECT count(*) AS n FROM "
                     "journal GROUP BY step)"), 2)


def case_demo():
    """The sample days are marked in memory only."""
    with Home() as home:
        quiet(home.run("--demo", "tag", "2508.13167", "+a"))
        quiet(home.run("--demo", "note", "2508.13167", "x"))
        told(home.run("--demo", "note", "2508.13167"), 4)
        check(not os.path.exists(library(home)))


if __name__ == "__main__":
    main(globals())
