#!/usr/bin/env python3
"""The contract of the command line, case by case, with the real program."""

import json
import os
import re
import resource
import signal
import socket
import stat
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import (Home, MONTHS, PROGRAM, SOURCE, check, equal, feed, main)

MODEL = os.path.join(SOURCE, "data", "sample", "2025-10-11.md")

PAPERS = [
    {"id": "2510.00003", "title": "A new $x|y$ paper", "abstract":
     "One\nabstract.", "authors": r"Maik Fr\"obe, Ann Bee (Uni, Dept)",
     "categories": ["cs.IR", "cs.CL"]},
    {"id": "2510.00009", "title": "Another", "abstract": "Two.",
     "authors": "Cee Dee"},
    {"id": "hep-th/9901001", "title": "A cross", "abstract": "Three.",
     "authors": "E. F.", "type": "cross", "version": 2,
     "categories": ["hep-th", "cs.IR"]},
    {"id": "2509.00001", "title": "A replacement", "abstract": "Four.",
     "authors": "G. H.", "type": "replace", "version": 3},
    {"id": "2509.00002", "title": "A replaced cross", "abstract": "Five.",
     "authors": "I. J.", "type": "replace-cross", "version": 2,
     "categories": ["math.AG", "cs.IR"]},
]


def filled(home, days=((2025, 10, 10),)):
    """Imports PAPERS on each day, the first day's identifiers as they are."""
    for number, day in enumerate(days):
        items = [dict(item) for item in PAPERS]
        if number:
            for item in items:
                item["id"] = "25%02d.%05d" % (day[1], number * 100 +
                                              items.index(item))
        path = home.file("feed%d.xml" % number, feed(day, items))
        done = home.run("import", path)
        equal(done.code, 0, done)
    return home


def case_version_and_help():
    with Home() as home:
        equal(home.run("--version").out.split()[0], "arxday")
        equal(home.run("-V").code, 0)
        overview = home.run("help")
        equal(overview.code, 0)
        equal(overview.out, home.run("--help").out)
        equal(overview.out, home.run("-h").out)
        for command in ("read", "follow", "unfollow", "refresh", "import",
                        "lookup", "days", "list", "show", "why", "export",
                        "star", "unstar", "mark", "tag", "note", "parse",
                        "config", "help"):
            check(re.search("^  %s " % command, overview.out, re.M), command)
            own = home.run("help", command)
            equal(own.code, 0)
            check(own.out.startswith("usage: arxday " + command), own)
            equal(home.run(command, "--help").out, own.out)
            equal(home.run("--help", command).out, own.out)
        check(not os.listdir(home.path), os.listdir(home.path))


def case_wrong_usage():
    with Home() as home:
        for args in (("nonsense",), ("help", "nonsense"), ("--nonsense",),
                     ("days", "-Z"), ("days", "x"), ("list", "a", "b"),
                     ("list", "yesterday"), ("list", "2025-02-30"),
                     ("list", "-5x"), ("show",), ("show", "x.y"),
                     ("star",), ("star", "2510.1"), ("unstar",),
                     ("mark", "read"), ("mark", "nice", "2510.00003"),
                     ("import",), ("parse",), ("parse", "a", "b"),
                     ("config",), ("unfollow",), ("follow", "I.2.6"),
                     ("follow", "--author", " "), ("--now", "x", "days"),
                     ("--now", "2025-10-10", "days"), ("days", "--format"),
                     ("days", "--json=1"), ("days", "--output", "x"),
                     ("export", "--format", "csv"),
                     ("export", "--format", "nonsense"),
                     ("export", "--query", "x"), ("export", "--tex", "unicode"),
                     ("export", "--type", "newest"), ("export", "--type", ""),
                     ("-L", "", "days"), ("-c", "missing", "days"),
                     ("--library",), ("refresh",), ("refresh", "I.2.6"),
                     ("read",), ("status",), ("--", "--json")):
            done = home.run(*args)
            equal(done.code, 2, args, done)
            equal(done.out, "", args)
            equal(len(done.err.splitlines()), 1, args, done)
            check(done.err.startswith("arxday: "), done)
        equal(home.run(env={"ARXDAY_NOW": "x"}).code, 2)


def case_hostile_words_pass_the_gate():
    with Home() as home:
        for args in (("\x1b[31mred\n",), ("list", "\x1b]0;x\x07"),
                     ("show", "\xc2\x9b31m"), ("--\x1b[m",),
                     ("import", "\x1b[2J\nfile"), ("follow", "\x1b[m.x")):
            done = home.run(*args)
            check(done.code in (1, 2), done)
            check(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.err),
                  repr(done.err))
            equal(len(done.err.splitlines()), 1, done)
        equal(home.run(b"\xff\xfe").code, 2)


def case_empty_library():
    with Home() as home:
        for args in (("days",), ("days", "--json"), ("follow",)):
            done = home.run(*args)
            equal((done.code, done.out, done.err), (0, "", ""), args)
        for args in (("list",), ("list", "2025-10-10"), ("list", "-1"),
                     ("list", "today"), ("export",),
                     ("export", "2025-10-10"), ("show", "2510.00003")):
            done = home.run(*args)
            equal((done.code, done.out), (4, ""), args, done)
            equal(len(done.err.splitlines()), 1, done)
        check(not os.path.exists(os.path.join(home.path, ".local")))


def case_no_command_in_a_pipe():
    with Home() as home:
        done = home.run()
        equal(done.code, 0, done)
        with open(MODEL, "rb") as model:
            equal(done.raw, model.read())
        check(not os.listdir(home.path), os.listdir(home.path))
        equal(home.run("--demo").raw, done.raw)
        filled(home)
        done = home.run()
        equal(done.code, 0)
        check(done.out.startswith("# arXiv Daily Report - 10-Oct-2025\n"),
              done)
        equal(done.out, home.run("2025-10-10").out)
        equal(home.run("-1").code, 4)


def case_model_report_comes_back():
    for zone in ("Asia/Tokyo", "UTC", "America/Los_Angeles"):
        with Home(zone) as home:
            done = home.run("import", MODEL)
            equal(done.code, 0, done)
            equal(done.rows()[0][1:], ["report", "7", "7", "7", "0", "7", "0"])
            with open(MODEL, "rb") as model:
                want = model.read()
            for day in ("2025-10-11", "11-Oct-2025", "11-oct-2025", "latest",
                        "-0"):
                done = home.run("export", day)
                equal((done.code, done.err), (0, ""), done)
                equal(done.raw, want)
            equal(home.run("export", "--output", "x.md").code, 0)
            equal(home.read("x.md"), want)
            again = home.run("import", "x.md")
            equal(again.rows()[0][1:],
                  ["report", "7", "7", "0", "0", "0", "0"])
            equal(home.run("export").raw, want)
            row = json.loads(home.run("list", "--json").lines()[0])
            equal((row["version"], row["type"], row["primary"], row["day"]),
                  (None, None, None, "2025-10-11"))
            row = home.run("list").rows()[0]
            equal((len(row), row[1:5]), (7, ["", "", "", ""]))
            equal(home.run("days").out,
                  "2025-10-11\t0\t0\t0\t7\timported\n")


def case_import_line_and_columns():
    with Home() as home:
        path = home.file("feed one.xml", feed((2025, 10, 10), PAPERS))
        done = home.run("import", path)
        equal((done.code, done.err), (0, ""))
        equal(done.out, path + "\trss\t5\t5\t5\t0\t5\t0\n")
        equal(home.run("import", path).out,
              path + "\trss\t5\t5\t0\t0\t0\t0\n")
        equal(home.run("days").out, "2025-10-10\t2\t1\t2\t5\timported\n")
        rows = home.run("list").rows()
        equal([row[0] for row in rows],
              ["2510.00003", "2510.00009", "hep-th/9901001", "2509.00001",
               "2509.00002"])
        equal(rows[0], ["2510.00003", "1", "new", "cs.IR", "",
                        "A new $x|y$ paper",
                        r"Maik Fr\"obe, Ann Bee (Uni, Dept)"])
        equal(rows[2][1:4], ["2", "cross", "hep-th"])
        equal([row[2] for row in rows],
              ["new", "new", "cross", "replace", "replace-cross"])


def case_json_of_a_paper():
    with filled(Home()) as home:
        lines = home.run("list", "--json").lines()
        equal(len(lines), 5)
        first = json.loads(lines[0])
        equal(list(first), ["id", "version", "type", "day", "primary",
                            "categories", "title", "authors", "abstract",
                            "comments", "journal_ref", "doi", "submitted",
                            "updated", "link", "favourite", "read", "tags",
                            "note"])
        equal(first["id"], "2510.00003")
        equal(first["version"], 1)
        equal(first["type"], "new")
        equal(first["day"], "2025-10-10")
        equal(first["primary"], "cs.IR")
        equal(first["categories"], ["cs.IR", "cs.CL"])
        equal(first["authors"], [r"Maik Fr\"obe", "Ann Bee (Uni, Dept)"])
        equal(first["abstract"], "One abstract.")
        equal((first["comments"], first["doi"], first["submitted"]),
              (None, None, None))
        equal(first["link"], "https://arxiv.org/abs/2510.00003")
        equal((first["favourite"], first["read"], first["tags"]),
              (False, False, []))
        equal(home.run("--json", "show", "arXiv:2510.00003v1").lines()[0],
              lines[0])
        equal(home.run("export", "--format", "json").lines(), lines)
        day = json.loads(home.run("days", "--json").out)
        equal(list(day), ["day", "new", "cross", "replace", "replace_cross",
                          "papers", "unread", "favourites", "state",
                          "categories"])
        equal((day["day"], day["new"], day["cross"], day["replace"],
               day["replace_cross"], day["papers"], day["unread"],
               day["state"]),
              ("2025-10-10", 2, 1, 1, 1, 5, 5, "imported"))


def case_stars():
    with filled(Home()) as home:
        for unused in (1, 2):
            done = home.run("star", "2510.00003v7",
                            "https://arxiv.org/abs/hep-th/9901001")
            equal((done.code, done.out, done.err), (0, "", ""))
        stars = [row["favourite"] for row in
                 map(json.loads, home.run("list", "--json").lines())]
        equal(stars, [True, False, True, False, False])
        equal([row[4] for row in home.run("list").rows()],
              ["*", "", "*", "", ""])
        done = home.run("unstar", "2510.00003", "2510.99999")
        equal(done.code, 3, done)
        check("2510.99999" in done.err, done)
        done = home.run("star", "2510.99999")
        equal((done.code, done.out), (4, ""))
        done = home.run("star", "2510.00009", "no-identifier")
        equal(done.code, 2)
        equal([row[4] for row in home.run("list").rows()],
              ["", "", "*", "", ""])
        done = home.run("export", "--favourites")
        equal(done.code, 0)
        equal(len(done.lines()), 5)
        check("hep-th/9901001" in done.lines()[4], done)
        equal(json.loads(home.run("days", "--json").out)["favourites"], 1)
        equal(home.run("unstar", "hep-th/9901001").code, 0)
        equal(home.run("unstar", "hep-th/9901001").code, 0)
        equal(home.run("export", "--favourites").code, 0)


def case_marks():
    with filled(Home()) as home:
        equal(home.run("mark", "read", "2510.00003", "2510.00009").code, 0)
        equal(home.run("mark", "done", "2510.00003").code, 0)
        equal(home.run("mark", "hide", "2510.00003").code, 0)
        equal(home.run("star", "2510.00003").code, 0)
        rows = {row[0]: row for row in home.run("list").rows()}
        equal(rows["2510.00003"][4], "*rdh")
        equal(rows["2510.00009"][4], "r")
        equal(home.run("days").rows()[0][4], "3")
        equal(home.run("mark", "unread", "2510.00009").code, 0)
        equal(home.run("mark", "unhide", "2510.00003").code, 0)
        rows = {row[0]: row for row in home.run("list").rows()}
        equal((rows["2510.00003"][4], rows["2510.00009"][4]), ("*rd", ""))
        equal(home.run("mark", "read", "2510.99999").code, 4)
        equal(home.run("mark", "read", "2510.99999", "2510.00009").code, 3)


def case_days_by_number():
    days = ((2025, 10, 6), (2025, 10, 8), (2025, 10, 10))
    with filled(Home(), days) as home:
        equal([row[0] for row in home.run("days").rows()],
              ["2025-10-10", "2025-10-08", "2025-10-06"])
        for text, day in (("-0", "10"), ("-1", "08"), ("-2", "06"),
                          ("latest", "10"), ("2025-10-08", "08"),
                          ("08-Oct-2025", "08")):
            done = home.run("list", text, "--json")
            equal(done.code, 0, text, done)
            equal(json.loads(done.lines()[0])["day"], "2025-10-" + day, text)
            equal(home.run("list", "--json", text).out, done.out)
            equal(home.run("--json", "list", "--", text).out, done.out)
        for text in ("-3", "-99999999999999999999999"):
            done = home.run("list", text)
            equal(done.code, 4)
            check("lists its days" in done.err, done)
        # 2025-10-13 12:00 UTC is a Monday morning in New York.
        equal(home.run("list", "today").code, 4)
        for now in ("2025-10-10T12:00:00Z", "2025-10-11T12:00:00+09:00",
                    "2025-10-12T23:00:00-04:00"):
            equal(home.run("--now", now, "list", "today").code, 0, now)
            equal(home.run("list", "today", env={"ARXDAY_NOW": now}).code, 0)
        equal(home.run("--now", "2025-10-10T03:59:59Z", "list",
                       "today").code, 4)


def case_options_anywhere():
    with filled(Home()) as home:
        want = home.run("export", "2025-10-10", "--type", "cross,new").out
        check(want, "an export")
        equal(len(want.splitlines()), 4 + 3)
        for args in (("--type", "cross,new", "export", "2025-10-10"),
                     ("export", "--type=cross,new", "2025-10-10"),
                     ("export", "-t", "cross,new"),
                     ("export", "-tcross,new", "-fmarkdown", "-o-"),
                     ("--offline", "export", "-q", "-v", "--tex", "raw",
                      "--type", "new", "--type", "cross,new")):
            done = home.run(*args)
            equal((done.code, done.out), (0, want), args)
        path = os.path.join(home.path, ".local/share/arxday/library.db")
        for args in (("-L", path, "days"), ("days", "-L" + path),
                     ("days", "--library=" + path)):
            equal(home.run(*args, env={"HOME": "/nonexistent",
                                       "XDG_DATA_HOME": "/nonexistent"}).out,
                  home.run("days").out, args)


def case_xdg_folders():
    with Home() as home:
        data = os.path.join(home.path, "data")
        path = home.file("feed.xml", feed((2025, 10, 10), PAPERS))
        equal(home.run("import", path, env={"XDG_DATA_HOME": data}).code, 0)
        check(os.path.exists(os.path.join(data, "arxday", "library.db")))
        equal(home.run("days", env={"XDG_DATA_HOME": "data"}).out, "")
        home.file("conf/arxday/arxdayrc", "set pace 7\n")
        done = home.run("config", "--print",
                        env={"XDG_CONFIG_HOME":
                             os.path.join(home.path, "conf")})
        check(re.search("^set pace 7", done.out, re.M), done)


def case_configuration():
    with Home() as home:
        defaults = home.run("config", "--print")
        equal((defaults.code, defaults.err), (0, ""))
        check("set feed-url https://rss.arxiv.org/rss\n" in defaults.out)
        path = home.file("rc", "# mine\nset export-dir /x\nset nonsense 1\n"
                               "set refresh-on-start yes\n")
        done = home.run("-c", path, "config", "--print")
        equal(done.code, 0)
        check("set export-dir /x\n" in done.out, done)
        check("set refresh-on-start yes\n" in done.out, done)
        equal(len(done.err.splitlines()), 1)
        check(":3:" in done.err, done)
        home.file("again", done.out)
        equal(home.run("-c", "again", "config", "--print").out, done.out)
        for words in ((), ("--print", "--default"), ("--print", "x")):
            equal(home.run("config", *words).code, 2, words)
        path = home.file("nul", b"set pace 5\0\nset pace 7\n")
        done = home.run("-c", path, "config", "--print")
        check("set pace 7\n" in done.out, done)
        check(":1:" in done.err, "a NUL is a wrong line, no end", done)
        home.file(".config/arxday/arxdayrc", "set export-dir /y\n")
        check("set export-dir /y\n" in home.run("config", "--print").out)
        os.remove(os.path.join(home.path, ".config/arxday/arxdayrc"))
        os.mkdir(os.path.join(home.path, ".config/arxday/arxdayrc"))
        done = home.run("config", "--print")
        equal((done.code, done.out), (0, defaults.out))
        equal(len(done.err.splitlines()), 1, done)
        equal(home.run("-c", home.path, "days").code, 2)


def case_configuration_language():
    with Home() as home:
        home.file("mine/more", "bind X :star ; down\nbind -r paper q quti\n")
        path = home.file("mine/rc", "source more; source keys/less\n"
                                    "topic a b\n  folow cs.IR\nmacro a x\n"
                                    "unbind -r listing k; colour star red\n")
        done = home.run("-c", path, "config", "--print")
        equal(done.code, 0)
        equal(done.err.replace(home.path, "HOME"),
              "arxday: HOME/mine/more:2:17: expected an action that exists, "
              "not 'quti'; did you mean quit?\n"
              "arxday: HOME/mine/rc:3:3: expected a command that exists, not "
              "'folow'; did you mean follow?\n")
        for line in ('bind X ":star ; down"', "bind ZZ quit", "bind e down",
                     "unbind yy", "unbind -r listing k", "macro a x",
                     "colour star red", 'topic a "b"'):
            check(line in done.out.splitlines(), line)
        home.file("again", done.out)
        again = home.run("-c", "again", "config", "--print")
        equal((again.err, again.out), ("", done.out))


def case_follow_of_configuration():
    """What arxdayrc follows is in the library after refresh and follow."""
    with Home() as home:
        path = home.file("rc", "follow math.IT hep-th\n")
        equal(home.run("follow").out, "")
        equal(home.run("-c", path, "days").code, 0)
        equal(home.run("follow").out, "")
        equal(home.run("-c", path, "follow").out, "math.IT\nhep-th\n")
        equal(home.run("follow").out, "math.IT\nhep-th\n")
        equal(home.run("-c", path, "follow", "cs.IT", "cs.CL").code, 0)
        done = home.run("-c", path, "unfollow", "hep-th")
        check("arxdayrc" in done.err, done)
        equal(home.run("follow").out, "math.IT\ncs.CL\n")
        home.run("-c", path, "--offline", "follow", "cs.IR")
        equal(home.run("follow").out, "math.IT\ncs.CL\nhep-th\ncs.IR\n")


def case_follow():
    with Home() as home:
        equal(home.run("follow", "cs.ir", "HEP-TH", "cs").code, 0)
        equal(home.run("follow", "--author", "Ann  Bee", "-a",
                       "Cee Dee").code, 0)
        equal(home.run("follow").out,
              "cs.IR\nhep-th\ncs\nauthor: Ann Bee\nauthor: Cee Dee\n")
        equal(home.run("follow", "cs.IR").code, 0)
        equal(home.run("follow").out.count("cs.IR"), 1)
        done = home.run("follow", "cs.QQ")
        equal(done.code, 0)
        check("cs.QQ" in done.err, done)
        equal(home.run("-q", "follow", "cs.QW").err, "")
        done = home.run("follow", "cs.CL", "cs:IR")
        equal(done.code, 2)
        check("did you mean cs.IR?" in done.err, done)
        check("cs.CL" not in home.run("follow").out)
        equal(home.run("unfollow", "CS.ir", "cs.QQ", "cs.QW", "math.AG",
                       "--author", "Ann Bee").code, 0)
        equal(home.run("follow").out, "hep-th\ncs\nauthor: Cee Dee\n")


def case_follow_an_alias():
    with Home() as home:
        equal(home.run("follow", "cs.IT", "hep-th").err, "")
        done = home.run("follow", "math.IT", "cs.IR")
        equal((done.code, done.err),
              (0, "arxday: cs.IT and math.IT are announced together; cs.IT "
                  "is followed already\n"))
        equal(home.run("follow", "-q", "math.IT").err, "")
        equal(home.run("follow").out, "cs.IT\nhep-th\ncs.IR\n")
        done = home.run("unfollow", "math.it")
        equal((done.code, done.err),
              (0, "arxday: cs.IT and math.IT are announced together; cs.IT "
                  "is followed no longer\n"))
        equal(home.run("follow").out, "hep-th\ncs.IR\n")
        # Both at once are one, and the first name stays.
        equal(home.run("-q", "follow", "math.IT", "cs.IT").code, 0)
        equal(home.run("follow").out, "hep-th\ncs.IR\nmath.IT\n")
        done = home.run("unfollow", "cs.IT", "cs.CL")
        equal(done.code, 0)
        check("math.IT is followed no longer" in done.err, done)
        equal(home.run("follow").out, "hep-th\ncs.IR\n")


def case_ways_out():
    with filled(Home()) as home:
        home.file("wall", "")
        # Nobody makes a folder there, root neither.
        done = home.run("follow", "cs.IR",
                        env={"XDG_DATA_HOME": "/proc/arxday"})
        equal((done.code, done.out), (1, ""))
        for word in ("create the folder", "permissions", "--library",
                     "XDG_DATA_HOME"):
            check(word in done.err, done)
        home.file(".config/arxday/arxdayrc",
                  "set feed-url http://127.0.0.1:9/rss\nset pace 0\n")
        os.makedirs(os.path.join(home.path, "state/arxday/pace"))
        for state in ("wall", "state"):
            done = home.run("refresh", "cs.IR", env={
                "XDG_STATE_HOME": os.path.join(home.path, state)})
            equal(done.code, 1)
            check("XDG_STATE_HOME" in done.out + done.err, done)


def case_export_to_a_link():
    with filled(Home()) as home:
        link = os.path.join(home.path, "link.md")
        os.symlink("target.md", link)
        done = home.run("export", "-o", "link.md")
        equal((done.code, done.out), (1, ""))
        check("leads nowhere" in done.err, done)
        check(os.path.islink(link))
        home.file("target.md", "old")
        equal(home.run("export", "-o", "link.md").code, 0)
        check(os.path.islink(link))
        with open(link, encoding="utf-8") as table:
            equal(table.read(), home.run("export").out)


def case_show():
    with filled(Home()) as home:
        done = home.run("show", "2510.00003")
        equal((done.code, done.err), (0, ""))
        check("A new $x|y$ paper" in done.out)
        check("Fröbe" in done.out, done)
        check("https://arxiv.org/abs/2510.00003" in done.out)
        check("One abstract." in done.out)
        check(all(len(line) <= 78 for line in done.lines()), done)
        done = home.run("show", "2510.00003", "hep-th/9901001", "2510.99999")
        equal(done.code, 3)
        check("2510.99999" in done.err)
        check("A cross" in done.out)
        done = home.run("show", "2510.99999", "--json")
        equal((done.code, done.out), (4, ""))
        equal(home.run("show", "2510.00003", "2510.0").code, 2)
        posix = home.run("show", "2510.00003", env={"LC_ALL": "POSIX"})
        equal(posix.out, home.run("show", "2510.00003").out)


def case_import_failures():
    with Home() as home:
        good = home.file("good.xml", feed((2025, 10, 10), PAPERS))
        bad = home.file("bad.xml", feed((2025, 10, 9), PAPERS)[:-40])
        for args in ((bad,), ("missing",), (home.path,), ("/dev/null",),
                     (bad, "missing")):
            done = home.run("import", *args)
            equal((done.code, done.out), (1, ""), args)
            equal(len(done.err.splitlines()), len(args), done)
        done = home.run("import", bad)
        equal(done.err, "arxday: %s: the document ends too early; nothing of "
                        "it was kept\n" % bad)
        answer = home.run("import", "-", stdin=feed((2025, 10, 9), []).replace(
            "cs.IR updates on arXiv.org</title>",
            "Feed error for query: x</title>").encode())
        equal(answer.code, 1)
        check(": an error message of arXiv: " in answer.err, answer)
        equal(home.run("days").out, "")
        done = home.run("import", bad, good)
        equal(done.code, 3)
        equal(len(done.lines()), 1)
        equal(len(done.err.splitlines()), 1, done)
        done = home.run("import", "-", stdin=feed((2025, 10, 8),
                                                  PAPERS).encode())
        equal(done.code, 0)
        check(done.out.startswith("-\trss\t5\t"), done)
        equal(home.run("import", "-").code, 1)
        with open(MODEL, encoding="utf-8") as model:
            text = model.read()
        report = home.file("r.md", text + "| broken | row |\n")
        done = home.run("import", report)
        equal(done.code, 3, done)
        equal(done.rows()[0][-1], "1")
        check(":12" in done.err or "line 12" in done.err, done)
        head = text.split("| --- |", 1)[0] + "| --- | --- | --- | --- |\n"
        done = home.run("-L", "none.db", "import",
                        home.file("none.md", head + "| broken | row |\n"))
        equal((done.code, done.rows()[0][3], done.rows()[0][-1]),
              (3, "0", "1"), done)
        equal(home.run("-L", "none.db", "days").out, "")
        dayless = re.sub("<(pubDate|lastBuildDate)>.*?</.*?>", "",
                         feed((2025, 10, 7), PAPERS))
        done = home.run("import", "-", stdin=dayless.encode())
        equal((done.code, done.rows()[0][3], done.rows()[0][6]),
              (0, "5", "0"))
        check("does not say its day" in done.err, done)
        two = home.file("two.md", text + text.replace("11-Oct", "12-Oct"))
        done = home.run("-L", "two.db", "import", two)
        equal((done.code, done.out), (1, ""), done)
        check("line 12 begins a second report" in done.err, done)
        equal(home.run("-L", "two.db", "days").out, "")


def case_export_files():
    with filled(Home()) as home:
        want = home.run("export").raw
        target = home.file("out.md", "old")
        done = home.run("export", "-o", target)
        equal((done.code, done.raw), (0, b""))
        equal(home.read("out.md"), want)
        equal(home.run("export", "2025-10-10", "-o", "-").raw, want)
        before = sorted(os.listdir(home.path))
        for path in ("no/such/folder/x.md", home.path, ""):
            done = home.run("export", "-o", path)
            check(done.code in (1, 2), path, done)
            equal(len(done.err.splitlines()), 1, done)
        equal(sorted(os.listdir(home.path)), before)
        done = home.run("export", "-o", "/dev/full")
        equal(done.code, 1, done)
        check(stat.S_ISCHR(os.stat("/dev/full").st_mode))
        equal(home.run("export", "-o", "/dev/null").code, 0)
        done = home.run("export", "2025-01-01", "-o", "never.md")
        equal(done.code, 4)
        check(not os.path.exists(os.path.join(home.path, "never.md")))


def case_export_may_not_grow():
    with filled(Home()) as home:
        before = sorted(os.listdir(home.path))

        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        done = home.run("export", "-o", "out.md", preexec_fn=small)
        equal(done.code, 1, done)
        equal(sorted(os.listdir(home.path)), before)


def case_empty_day():
    with Home() as home:
        path = home.file("r.md", "# arXiv Daily Report - 08-Oct-2025\n\n"
                         "| Title | Link | abstract | author |\n"
                         "| --- | --- | --- | --- |\n")
        done = home.run("import", path)
        equal(done.code, 0, done)
        done = home.run("export", "2025-10-08")
        equal(done.code, 0, done)
        equal(done.raw, home.read("r.md"))
        equal(home.run("list", "2025-10-08").code, 4)
        equal(home.run("days").rows()[0][0], "2025-10-08")
        filled(home)
        done = home.run("export", "2025-10-10", "--favourites")
        equal((done.code, len(done.lines())), (0, 4))
        done = home.run("export", "2025-10-10", "--favourites", "--format",
                        "json")
        equal((done.code, done.out), (0, ""))


def case_full_disk_and_closed_pipe():
    with filled(Home()) as home:
        for args in ("days", "list", "export", "help", "--version", ""):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM] + args.split(), stdout=full,
                                      stderr=subprocess.PIPE, env=home.env,
                                      timeout=60, check=False)
            equal(done.returncode, 1, args, done.stderr)
            equal(len(done.stderr.splitlines()), 1, args, done.stderr)
            reading, writing = os.pipe()
            os.close(reading)
            done = subprocess.run([PROGRAM] + args.split(), stdout=writing,
                                  stderr=subprocess.PIPE, env=home.env,
                                  timeout=60, check=False)
            os.close(writing)
            equal(done.stderr, b"", args)
            equal(done.returncode, 141, args)


def case_closed_descriptors():
    with filled(Home()) as home:
        want = home.run("list").out

        def run(script):
            return subprocess.run(["/bin/sh", "-c", script, "sh", PROGRAM],
                                  stdin=subprocess.DEVNULL,
                                  capture_output=True, env=home.env,
                                  timeout=60, check=False)
        done = run('"$1" list <&- 2>&-')
        equal((done.returncode, done.stdout.decode()), (0, want))
        done = run('"$1" list >&-')
        equal(done.returncode, 1)
        check(b"standard output" in done.stderr, done.stderr)
        done = run('"$1" star 2510.00003 <&- >&- 2>&-')
        equal(done.returncode, 0)
        done = run('"$1" import - <&-')
        equal((done.returncode, done.stdout), (1, b""))
        equal(home.run("list").rows()[0][4], "*")


def case_read_needs_a_terminal():
    with filled(Home()) as home:
        done = home.run("read", "latest")
        equal((done.code, done.out), (2, ""))
        check("terminal" in done.err)


def case_demo_touches_nothing():
    with Home() as home:
        done = home.run("--demo", "days")
        equal(done.code, 0)
        check("2025-10-11" in done.out, done)
        equal(home.run("--demo", "star", "2510.07784").code, 0)
        equal(home.run("days", "--demo").out, done.out)
        check(not os.listdir(home.path), os.listdir(home.path))


def case_refresh_offline():
    with Home() as home:
        done = home.run("--offline", "refresh", "cs.IR")
        equal((done.code, done.out), (1, ""))
        equal(len(done.err.splitlines()), 1)
        done = home.run("refresh")
        equal(done.code, 2)
        check("arxday follow" in done.err)


def case_refresh_unreachable():
    with Home() as home:
        # Port 9 of this machine: nobody listens there.
        home.file(".config/arxday/arxdayrc",
                  "set feed-url http://127.0.0.1:9/rss\nset pace 0\n")
        done = home.run("refresh", "cs.IR")
        equal(done.code, 1, done)
        equal(done.rows()[0][:2], ["cs.IR", "failed"], done)
        equal(len(done.rows()[0]), 6)
        check(done.err.startswith("arxday: "), done)
        done = home.run("refresh", "cs.IR", "--progress")
        equal(done.code, 1, done)
        for row in done.rows():
            equal((len(row), row[:3]), (8, ["0", "1", "cs.IR"]), done)
        equal(done.rows()[-1][3], "failed")


def case_a_failed_day():
    with Home() as home:
        home.file(".config/arxday/arxdayrc",
                  "set feed-url http://127.0.0.1:9/rss\nset pace 0\n")
        equal(home.run("refresh", "cs.IR").code, 1)
        equal(home.run("days").rows()[0][0], "2025-10-13")
        equal(home.run("days").rows()[0][5], "failed")
        done = home.run("export", "today")
        equal(done.code, 3, done)
        equal(len(done.lines()), 4, done)
        check("2025-10-13" in done.err, done)
        equal(home.run("export", "today", "-o", "x.md").code, 3)
        equal(home.read("x.md"), done.raw)
        equal(home.run("list", "today").code, 4)
        equal(home.run("export").code, 4)
        filled(home)
        equal([row[0] for row in home.run("days").rows()],
              ["2025-10-13", "2025-10-10"])
        done = home.run("export", "latest")
        equal((done.code, done.lines()[0]),
              (0, "# arXiv Daily Report - 10-Oct-2025"))
        equal(home.run("export", "-0").out, done.out)
        equal(home.run("export", "-1").code, 4)
        equal(home.run().out, done.out)


def case_a_signal_ends_refresh():
    with Home() as home, socket.create_server(("127.0.0.1", 0)) as server:
        home.file(".config/arxday/arxdayrc",
                  "set pace 0\nset feed-url http://127.0.0.1:%d/rss\n" %
                  server.getsockname()[1])
        server.settimeout(30)
        for number in (signal.SIGINT, signal.SIGTERM):
            child = subprocess.Popen([PROGRAM, "refresh", "cs.IR"],
                                     env=home.env, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE)
            peer = server.accept()[0]
            child.send_signal(number)
            out = child.communicate(timeout=30)[0]
            peer.close()
            equal(child.returncode, 128 + number, out)
        equal([row for row in home.run("days").rows() if row[1] != "0"], [])


def case_a_signal_ends_import():
    with Home() as home:
        for number in (signal.SIGINT, signal.SIGTERM):
            child = subprocess.Popen([PROGRAM, "import", "-"], env=home.env,
                                     stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE)
            child.stdin.write(b"<?xml version='1.0'?>\n" + b" " * 300000)
            child.stdin.flush()
            child.send_signal(number)
            out = child.communicate(timeout=30)[0]
            check(child.returncode in (128 + number, 0), child.returncode)
            equal((child.returncode, out), (128 + number, b""))
        equal(home.run("days").out, "")


def case_parse():
    with Home() as home:
        path = home.file("feed.xml", feed((2025, 10, 10), PAPERS))
        done = home.run("parse", path)
        equal((done.code, done.err), (0, ""))
        equal(done.lines()[0], "ok 5 rss")
        rows = done.rows()[1:]
        equal(len(rows), 5)
        equal(rows[0], ["2510.00003v1", "2025-10-10", "new", "cs.IR cs.CL",
                        "A new $x|y$ paper",
                        r"Maik Fr\"obe, Ann Bee (Uni, Dept)",
                        "One abstract.", "", "", "", "", ""])
        equal(home.run("parse", "-", stdin=home.read("feed.xml")).out,
              done.out)
        equal(home.run("parse", MODEL).lines()[0], "ok 7 report")
        for path in (home.file("cut.xml", feed((2025, 10, 9), PAPERS)[:-40]),
                     "missing", home.path, "/dev/null"):
            done = home.run("parse", path)
            equal(done.code, 1, done)
            check(re.fullmatch("error [a-z_]+: .{3,}\n", done.out), done)
        check(not os.path.exists(os.path.join(home.path, ".local")))


def case_locale_does_not_matter():
    with filled(Home()) as home:
        for args in (("list",), ("export",), ("show", "2510.00003"),
                     ("list", "--json"), ("days",)):
            want = home.run(*args).raw
            for locale in ("C", "POSIX", "tr_TR.UTF-8", "nonsense"):
                equal(home.run(*args, env={"LC_ALL": locale}).raw, want,
                      locale)
        equal(MONTHS[9], "Oct")


def case_two_passes():
    with filled(Home()) as home, Home() as other:
        first = home.run("export")
        check(r"x\|y" in first.out, first)
        path = other.file("one.md", first.raw)
        equal(other.run("import", path).code, 0)
        equal(other.run("export", "2025-10-10").raw, first.raw)


if __name__ == "__main__":
    main(globals())
