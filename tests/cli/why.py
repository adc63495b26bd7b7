#!/usr/bin/env python3
"""What the library says of a paper and of a day: why, days --ledger, and what
changed in a paper that is shown."""

import json
import os
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import Home, check, equal, feed, main

IR = {"id": "2510.00003", "title": "Here", "abstract": "One two three.",
      "authors": "Ann Bee", "categories": ["cs.IR", "cs.CL"]}
CL = {"id": "2510.00020", "title": "Elsewhere", "abstract": "A.", "version": 7,
      "authors": "Cee Dee", "type": "replace", "categories": ["cs.CL"]}
OTHER = {"id": "2510.00031", "title": "Other", "abstract": "B.",
         "authors": "Eff", "categories": ["cs.IR"]}


def take(home, day, items, category="cs.IR"):
    """Imports the feed of a day."""
    done = home.run("import", home.file("feed.xml", feed(
        day, items, category)))
    equal(done.code, 0, done)


def reasons(home, name, *words):
    """The lines of why."""
    done = home.run("why", name, *words)
    equal((done.code, done.err), (0, ""), done)
    check(done.lines(), done)
    return done.lines()


def unreachable(home):
    """Refreshes that fail at once."""
    return home.file(".config/arxday/arxdayrc",
                     "set feed-url http://127.0.0.1:9/rss\nset pace 0\n")


def sql(home, text, *values):
    """Changes the library from outside."""
    link = sqlite3.connect(os.path.join(
        home.path, ".local/share/arxday/library.db"))
    with link:
        link.execute(text, values)
    link.close()


def key(home, title):
    """The key of a paper."""
    link = sqlite3.connect(os.path.join(
        home.path, ".local/share/arxday/library.db"))
    found = link.execute("SELECT id FROM paper WHERE title = ?",
                         (title,)).fetchone()[0]
    link.close()
    return found


def case_usage():
    with Home() as home:
        for args in (("why",), ("why", "x"), ("why", "2510.1"),
                     ("why", "2510.00001", "2510.00002"),
                     ("days", "--ledger", "yesterday"),
                     ("days", "--ledger", "2025-10-10", "x"),
                     ("days", "2025-10-10"), ("list", "--ledger"),
                     ("list", "--changes"), ("why", "2510.1", "--save")):
            done = home.run(*args)
            equal((done.code, done.out), (2, ""), args)
            equal(len(done.err.splitlines()), 1, done)


def case_an_empty_library():
    with Home() as home:
        lines = reasons(home, "2510.00003")
        check(lines[0].startswith("not in the library: never announced in what"
                                  " was fetched; 'arxday lookup --save "
                                  "2510.00003' gets it"), lines)
        check("no category is followed" in lines[1], lines)
        equal(home.run("days", "--ledger").code, 4)
        check(not os.listdir(home.path), os.listdir(home.path))


def case_in_the_latest_listing():
    with Home() as home:
        home.run("follow", "cs.IR")
        take(home, (2025, 10, 10), [IR])
        take(home, (2025, 10, 10), [dict(IR, type="cross")], "cs.CL")
        lines = reasons(home, "arXiv:2510.00003v4")
        equal(lines[0], "in the listing of the latest day, 2025-10-10: new in "
              "cs.IR, version 1")
        check("announced on 2025-10-10: new in cs.IR, version 1" in lines,
              lines)
        check("announced on 2025-10-10: cross in cs.CL, version 1 (not "
              "followed)" in lines, lines)
        home.run("mark", "hide", "2510.00003")
        home.run("mark", "read", "2510.00003")
        lines = reasons(home, "2510.00003")
        check(lines[0].startswith("in the listing"), lines)
        equal(lines[1:3], ["you marked it hidden",
                           "you marked it read: U hides it"])


def case_on_another_day():
    with Home() as home:
        home.run("follow", "cs.IR")
        take(home, (2025, 10, 9), [IR])
        take(home, (2025, 10, 10), [OTHER])
        equal(reasons(home, "2510.00003")[0],
              "announced on 2025-10-09, another day than the latest, "
              "2025-10-10; 'arxday list 2025-10-09' has it")


def case_not_followed():
    with Home() as home:
        home.run("follow", "cs.IR", "math.AG")
        take(home, (2025, 10, 10), [CL], "cs.CL")
        take(home, (2025, 10, 10), [OTHER])
        equal(reasons(home, "2510.00020"),
              ["not in a followed category: it is in cs.CL; you follow cs.IR "
               "math.AG",
               "its version is 7: arXiv's feeds leave out replacements from "
               "version 6 on",
               "announced on 2025-10-10: replace in cs.CL, version 7 (not "
               "followed)"])
        home.run("unfollow", "cs.IR", "math.AG")
        check("in the listing" in reasons(home, "2510.00020")[0], "all is")


def case_days_that_failed():
    with Home() as home:
        home.run("follow", "cs.IR", "cs.CL")
        unreachable(home)
        equal(home.run("refresh").code, 1)
        take(home, (2025, 10, 10), [OTHER])
        lines = reasons(home, "2510.00003")
        check(lines[0].startswith("not in the library"), lines)
        failed = [line for line in lines if "is failed: " in line]
        equal([line[:39] for line in failed],
              ["the listing of 2025-10-13 in cs.CL is f",
               "the listing of 2025-10-13 in cs.IR is f"], lines)
        equal(lines[-2:],
              ["no listing of cs.IR came on 2025-10-01 and 6 more weekdays up to "
               "2025-10-09, when it may have been announced",
               "no listing of cs.CL came on 2025-10-01 and 7 more weekdays up to "
               "2025-10-10, when it may have been announced"])


def case_held_without_an_announcement():
    with Home() as home:
        home.run("follow", "cs.IR")
        take(home, (2025, 10, 10), [IR])
        sql(home, "DELETE FROM announcement")
        lines = reasons(home, "2510.00003")
        check(lines[0].startswith("in the library, but in no listing"), lines)


def case_why_as_json():
    with Home() as home:
        home.run("follow", "cs.IR")
        take(home, (2025, 10, 10), [IR])
        sql(home, "UPDATE announcement SET position = -1")
        lines = reasons(home, "2510.00003")
        check("rebuilt from the dates of its versions" in lines[-1], lines)
        shown = json.loads(home.run("why", "2510.00003", "--json").out)
        equal(list(shown), ["id", "held", "in_view", "reasons",
                            "announcements"])
        equal(shown["reasons"], lines)
        equal((shown["id"], shown["held"], shown["in_view"]),
              ("2510.00003", True, True))
        equal(shown["announcements"],
              [{"day": "2025-10-10", "category": "cs.IR", "type": "new",
                "version": 1, "reconstructed": True}])
        shown = json.loads(home.run("why", "2510.09999", "--json").out)
        equal((shown["held"], shown["in_view"], shown["announcements"]),
              (False, False, []))


def case_ledger():
    with Home() as home:
        home.run("follow", "cs.IR", "cs.CL")
        unreachable(home)
        home.run("refresh", "cs.CL")
        take(home, (2025, 10, 10), [IR, OTHER])
        done = home.run("days", "--ledger")
        equal(done.rows(), [["2025-10-10", "cs.IR", "imported", "", "2", "rss",
                             "2025-10-13T12:00:00Z", ""]])
        equal(home.run("days", "--ledger", "latest").out, done.out)
        rows = home.run("days", "--ledger", "13-Oct-2025").rows()
        equal(rows[0][:7], ["2025-10-13", "cs.CL", "failed", "", "0", "feed",
                            "2025-10-13T12:00:00Z"])
        check(len(rows[0]) == 8 and rows[0][7], rows)
        shown = json.loads(home.run("days", "--ledger", "--json").out)
        equal(shown, {"day": "2025-10-10", "category": "cs.IR",
                      "state": "imported", "expected": None, "held": 2,
                      "source": "rss", "at": "2025-10-13T12:00:00Z",
                      "why": ""})


def case_ledger_of_a_day_without_rows():
    with Home() as home:
        take(home, (2025, 10, 10), [IR])
        sql(home, "INSERT INTO quiet VALUES ('cs.IR', 20368, 0)")
        for day, words in (("2025-10-11", "it is a Saturday"),
                           ("2025-11-27", "Thanksgiving"),
                           ("2025-10-07", "nothing was announced in cs.IR"),
                           ("2025-10-08", "no listing of it came")):
            done = home.run("days", "--ledger", day)
            equal((done.code, done.out), (4, ""), done)
            check(words in done.err, done)
            equal(len(done.err.splitlines()), 1, done)


def case_show_what_changed():
    with Home() as home:
        take(home, (2025, 10, 9), [dict(IR, title="Before",
                                        authors=r"Mu\~noz")])
        plain = home.run("show", "2510.00003").out
        check("until version" not in plain, plain)
        before = home.run("show", "--json", "2510.00003").out
        take(home, (2025, 10, 10), [dict(
            IR, version=2, type="replace", title="After", authors="Muñoz",
            abstract="One 2 three.")])
        shown = home.run("show", "2510.00003").out
        check("\nTitle until version 1: Before\n" in shown, shown)
        check("Authors until" not in shown, "an accent is no change", shown)
        check("\nAbstract of version 1 differs: 'arxday show --changes "
              "2510.00003' prints how\n" in shown, shown)
        changes = home.run("show", "2510.00003", "--changes").out
        check("\nAbstract, version 1 to 2, [-went-] {+came+}: One [-two-] "
              "{+2+} three.\n" in changes, changes)
        after = home.run("show", "--json", "2510.00003", "--changes").out
        equal(after, before.replace("Before", "After").replace(
            r"Mu\\~noz", "Muñoz").replace("One two", "One 2").replace(
                '"version":1', '"version":2').replace(
                    '"new"', '"replace"').replace("10-09", "10-10"))


def case_show_what_became_of_it():
    with Home() as home:
        take(home, (2025, 10, 10), [dict(IR, version=3)])
        sql(home, "INSERT INTO event VALUES (?, 0, 3, 20371, NULL), "
            "(?, 1, 2, 20370, 'Phys. Rev. 1'), (?, 2, 2, 20370, '10.1/x')",
            *[key(home, "Here")] * 3)
        sql(home, "INSERT INTO former_comments VALUES (?, 1, '3 pages')",
            key(home, "Here"))
        sql(home, "UPDATE detail SET comments = '4 pages'")
        shown = home.run("show", "2510.00003").out
        check(shown.endswith(
            "\n\nJournal reference seen 9 Oct 2025: Phys. Rev. 1\n"
            "DOI seen 9 Oct 2025: 10.1/x\n"
            "Withdrawn: version 3 (seen 10 Oct 2025)\n"
            "Comments until version 1: 3 pages\n"), shown)


if __name__ == "__main__":
    main(globals())
