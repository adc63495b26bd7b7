#!/usr/bin/env python3
"""A second opinion on folding and matching, made of unicodedata and re: random
texts and papers of the bulk fold to the same words, and random queries find
the same papers."""

import csv
import datetime
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

FILTER = os.path.join(os.environ.get("ARXDAY_BUILD") or ".", "query_filter")
SOURCE = os.environ.get("ARXDAY_SOURCE") or "."
SHARED = os.environ.get("ARXDAY_SHARED") or ""
DEEP = bool(os.environ.get("ARXDAY_DEEP"))
SEED = int(os.environ.get("ARXDAY_SEED") or 20251010)

MARKS = {"`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304,
         ".": 0x307, '"': 0x308, "u": 0x306, "r": 0x30a, "H": 0x30b,
         "v": 0x30c, "d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331}
LETTERS = dict(zip("AA AE DH DJ L NG O OE TH aa ae dh dj i j l ng o oe ss th"
                   .split(), "ÅÆÐĐŁŊØŒÞåæðđıȷłŋøœßþ"))
SPECIAL = {"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h",
           "ı": "i", "ł": "l", "ŋ": "ng", "œ": "oe", "ŧ": "t", "ȷ": "j"}
GREEK = dict(zip("αβγδεζηθικλμνξοπρςστυφχψω",
                 "alpha beta gamma delta epsilon zeta eta theta iota kappa "
                 "lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi "
                 "chi psi omega".split()))
JOINING = set("H b bf c cal d em emph it k mbox r rm sc sf sl tt u v bfseries "
              "itshape rmfamily scshape sffamily slshape ttfamily".split())
SPACING = set("Big Bigg Biggl Biggr Bigl Bigr big bigg biggl biggr bigl bigr "
              "displaystyle hfill left limits linebreak middle newline "
              "noindent nolimits nonumber par qquad quad right textstyle"
              .split())
CJK = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u31a0-\u31bf"
                 "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
                 "\U00020000-\U0003ffff]")

BASE = (r"(?:(?P<a>[A-Za-z])|\{(?P<b>[A-Za-z])\}|"
        r"\\(?P<c>[ij])(?![A-Za-z])(?:\{\}| *)|"
        r"\{\\(?P<d>[ij])(?![A-Za-z])(?:\{\}| *)\})")
ACCENT = re.compile(r"\\(?:(?P<sign>[`'^~=.\"])|(?P<name>[urHvdckb])"
                    r"(?![A-Za-z]) *)" + BASE)
LETTER = re.compile(r"\\(%s)(?![A-Za-z])(?:\{\}| *)" % "|".join(LETTERS))
COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.)|$)", re.S)
JOIN = "\x01"


def decode(text):
    """TeX's accents and letters as Unicode."""
    out, at = [], 0
    while at < len(text):
        if text[at] != "\\":
            end = text.find("\\", at)
            end = len(text) if end < 0 else end
            out.append(text[at:end])
            at = end
            continue
        match = ACCENT.match(text, at)
        if match:
            base = next(match[g] for g in "abcd" if match[g])
            char = unicodedata.normalize(
                "NFC", base + chr(MARKS[match["sign"] or match["name"]]))
            if len(char) == 1:
                out.append(char)
                at = match.end()
                continue
        match = LETTER.match(text, at)
        if match:
            out.append(LETTERS[match[1]])
            at = match.end()
            continue
        match = re.compile(r"\\[A-Za-z]+|\\.?", re.S).match(text, at)
        out.append(match[0])
        at = match.end()
    return "".join(out)


def command(match):
    """What stands for a command that is no letter."""
    name, sign = match[1], match[2]
    rest = match.string[match.end():]
    if name is None:
        if sign is not None and sign in "`'^~=.\"-/":
            return JOIN
        return "\x02" if sign and sign < "\x7f" and not sign.isalnum() \
            and sign != " " else "\x02" + (sign or "")
    if name in JOINING or (name[:4] == "text" and len(name) > 4
                           and rest[:1] == "{"):
        return JOIN + "\x03"
    if name in SPACING or re.match(r"\*?\{(?!\})", rest):
        return "\x02"
    if name[:3] == "var" and name[3:] in GREEK.values():
        name = name[3:]
    return "\x02%s\x02" % name.lower()


def strip(char):
    """The folded letters of one character."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize(
        "NFKD", char).casefold())
    return [c for c in folded if unicodedata.category(c)[0] != "M"]


def fold(text):
    """The lines of a text, each a list of words."""
    text = COMMAND.sub(command, decode(text))
    text = re.sub("\x03 *", "", text)
    lines, word, last = [[]], "", ""

    def end():
        nonlocal word, last
        if word:
            lines[-1].append(word)
        word, last = "", ""

    for at, char in enumerate(text):
        after = text[at + 1:at + 3]
        category = unicodedata.category(char)
        if char in "${" + JOIN or category[0] == "M":
            continue
        if char == "}":
            if after[:1] == "{":
                end()
            continue
        if char == "_" and last == "letter" and \
                re.match(r"\{?[0-9]", after):
            continue
        if char == "\n":
            end()
            lines.append([])
            continue
        if category[0] not in "LN":
            end()
            continue
        form = unicodedata.decomposition(char).split(" ")[0]
        kind = {"<super>": "super", "<sub>": "sub"}.get(
            form, "letter" if category[0] == "L" else "number")
        parts = strip(char)
        if kind == "super" and last != "super":
            end()
        if kind == "sub" and last != "sub" and not (
                last == "letter" and parts[0] in "0123456789"):
            end()
        for part in parts:
            if unicodedata.category(part)[0] not in "LN":
                end()
            elif part in GREEK or CJK.match(part):
                end()
                word = GREEK.get(part, part)
                end()
            else:
                word += SPECIAL.get(part, part)
                last = kind
    end()
    return [line for line in lines if line]


def folded(texts, *more):
    """What the program makes of texts, a line each."""
    done = subprocess.run([FILTER, "-f", *more], check=True,
                          input="".join(t + "\n" for t in texts).encode(),
                          stdout=subprocess.PIPE)
    return done.stdout.decode().split("\n")[:-1]


def fold_differences(texts):
    got = folded(texts)
    if len(got) != len(texts):
        yield "%d texts, %d lines" % (len(texts), len(got))
    for text, words in zip(texts, got):
        wanted = " ".join(" ".join(line) for line in fold(text))
        if words != wanted:
            yield "%r: %r, not %r" % (text, words, wanted)


def random_texts(rng):
    """Characters that Unicode has had for long, and TeX."""
    chars = [chr(c) for c in range(0xa0, 0x30000)
             if unicodedata.ucd_3_2_0.category(chr(c))[0] not in "C"
             and c not in (0x1160, 0x115f, 0x2028, 0x2029)]
    pieces = list("abcABC019 -$_^.,") + [
        "\\'e", "{\\'e} ", "\\\"{o}", "\\o ", "\\ss{}", "\\v{s}", "\\c c",
        "\\alpha", "\\varphi ", "\\textit{", "}", "\\it ", "\\mathcal{N}",
        "\\left(", "\\&", "\\ ", "\\\\", "{", "_2", "^2", "é", "α", "ﬁ", "図"]
    for _ in range(6000):
        yield "".join(rng.choice(pieces if rng.random() < .7 else chars)
                      for _ in range(rng.randint(1, 20)))
    for char in chars:
        if ord(char) < 0x3000 or rng.random() < .05:
            yield "a%sb" % char


class Paper:
    """One paper of the bulk with marks that chance gave it."""

    def __init__(self, record, rng):
        clean = lambda text: re.sub(r"\s+", " ", text or "").strip()
        self.id = record["id"]
        self.texts = {
            "ti": clean(record["title"]), "abs": clean(record["abstract"]),
            "au": "\n".join(clean(a) for a in record["authors"]),
            "co": clean(record["comment"]),
            "jr": clean(record["journal_ref"]),
            "note": rng.choice(["", "", "Read again", "ask Émile"])}
        self.words = {key: fold(text) for key, text in self.texts.items()}
        self.categories = record["categories"]
        self.doi = clean(record["doi"])
        day = (record["published"] or "")[:10]
        self.submitted = datetime.date.fromisoformat(day) if day else None
        self.states = rng.choice([0, 0, 1, 4, 8, 16, 5])
        self.tags = rng.sample(["to-read", "c++", "Big Data"],
                               rng.choice([0, 0, 1, 2]))
        self.type = rng.choice(["", "new", "cross", "replace",
                                "replace-cross"])
        self.day = rng.choice([None, datetime.date(2025, 10, 1) +
                               datetime.timedelta(rng.randrange(40))])

    def row(self):
        seconds = "" if self.submitted is None else str(
            (self.submitted - datetime.date(1970, 1, 1)).days * 86400 + 4000)
        columns = [self.id, self.texts["ti"], self.texts["abs"],
                   self.texts["au"], " ".join(self.categories),
                   self.texts["co"], self.texts["jr"], self.doi, seconds,
                   str(self.states), "\n".join(self.tags),
                   self.texts["note"], self.type,
                   self.day.isoformat() if self.day else ""]
        return "\t".join(columns).replace("\n", "\x1f") + "\n"

    def fields(self, field):
        return ["ti", "au", "abs"] if field == "all" else [field]


def contains(line, words, prefix):
    """Words that follow each other in a line."""
    count = len(words)
    for at in range(len(line) - count + 1):
        if line[at:at + count] == words:
            return True
        if prefix and line[at:at + count - 1] == words[:-1] and \
                line[at + count - 1].startswith(words[-1]):
            return True
    return False


def in_order(line, words, prefix):
    """Words that stand in a line in their order."""
    words = list(words)
    for word in line:
        if word == words[0] or (prefix and len(words) == 1
                                and word.startswith(words[0])):
            words.pop(0)
            if not words:
                return True
    return False


class Makers:
    """Random terms: each gives a query and what decides on a paper."""

    def __init__(self, papers, rng):
        self.papers, self.rng = papers, rng
        with open(os.path.join(SOURCE, "data", "taxonomy.tsv"),
                  encoding="utf-8") as rows:
            self.taxonomy = list(csv.DictReader(rows, delimiter="\t"))
        self.canonical = {r["category"]: r["canonical"] for r in self.taxonomy}
        self.archives = {r["archive"] for r in self.taxonomy}

    def text(self, field):
        """A piece of a text of any paper, whole words as they stand."""
        while True:
            paper = self.rng.choice(self.papers)
            line = self.rng.choice(
                paper.texts[self.rng.choice(paper.fields(field))].split("\n"))
            raw = line.split(" ")
            count = self.rng.choice([1, 1, 1, 2, 3])
            at = self.rng.randrange(max(1, len(raw) - count + 1))
            piece = " ".join(raw[at:at + count])
            if fold(piece) and not re.search(r'["*]|\\$', piece):
                return piece

    def words(self):
        field = self.rng.choice(["all", "ti", "ti", "abs", "au", "au", "co",
                                 "jr", "note"])
        piece = self.text(field)
        if self.rng.random() < .3:
            piece = " ".join(" ".join(line) for line in fold(piece))
        if field == "au" and self.rng.random() < .5:
            names = self.rng.choice(self.papers).words["au"]
            name = self.rng.choice(names or [["x"]])
            piece = name[0] + " " + name[-1]
        prefix = self.rng.random() < .3
        if prefix and len(piece) > 4 and piece[:4].isalpha():
            piece = piece[:self.rng.randint(2, 4)]
        words = [word for line in fold(piece) for word in line]
        query = '"%s%s"' % (piece, "*" if prefix else "")
        if re.fullmatch(r"[\w-]+", piece) and piece[0] != "-" and \
                piece not in ("AND", "OR", "NOT", "ANDNOT"):
            query = query[1:-1]
        test = in_order if field == "au" else contains
        return (("" if field == "all" else field + ":") + query,
                lambda paper: any(test(line, words, prefix)
                                  for key in paper.fields(field)
                                  for line in paper.words[key]))

    def pattern(self):
        field = self.rng.choice(["all", "ti", "abs", "au"])
        words = [re.sub(r"[^a-zA-Z]", ".?", self.text(field))[:12]
                 for _ in range(self.rng.randint(1, 3))]
        source = self.rng.choice([
            "|".join(words), words[0] + ".*" + words[-1], "^" + words[0],
            words[0] + "$", "(%s){1,2} ?[a-k]+" % words[0],
            "[%s]{3}" % (re.sub("[^a-z]", "", words[0]) or "x")])
        regex = re.compile(source, re.I | re.M)
        return ("%s:/%s/" % (field, source),
                lambda paper: any(
                    regex.search(text) for key in paper.fields(field)
                    for text in (paper.texts[key], shown(paper.texts[key]))))

    def category(self):
        name = self.rng.choice(self.rng.choice(self.papers).categories)
        if self.rng.random() < .4:
            name = name.split(".")[0]

        def covers(paper):
            for one in paper.categories:
                canon = self.canonical.get(one, one)
                if self.canonical.get(name, name) == canon:
                    return True
                if name in self.archives and (
                        one.split(".")[0] == name or any(
                            r["archive"] == name and r["canonical"] == canon
                            for r in self.taxonomy)):
                    return True
            return False
        return "cat:" + name, covers

    def name(self):
        paper = self.rng.choice(self.papers)
        kind = self.rng.randrange(3)
        if kind == 0:
            return "id:" + paper.id, lambda p: p.id == paper.id
        if kind == 1 and paper.doi:
            head = paper.doi.split("/")[0] + "/"
            return ('doi:"%s*"' % head,
                    lambda p: any(d.startswith(head) and d != head
                                  for d in p.doi.split(" ")))
        tag = self.rng.choice(["to-read", "C++", "big data"])
        return ('tag:"%s"' % tag,
                lambda p: tag.lower() in [t.lower() for t in p.tags])

    def dates(self):
        field = self.rng.choice(["day", "submitted"])
        base = datetime.date(2025, 10, 1)
        if field == "submitted":
            base = datetime.date(2008, 1, 1)
        days = sorted(base + datetime.timedelta(self.rng.randrange(
            40 if field == "day" else 6000)) for _ in range(2))
        first, last = days
        kind = self.rng.randrange(4)
        if kind == 0:
            first = datetime.date.min
        elif kind == 1:
            last = datetime.date.max
        elif kind == 2:
            first = last = days[0]
        query = "%s..%s" % ("" if kind == 0 else first,
                            "" if kind == 1 else last)
        if kind == 2:
            query = str(first)

        def within(paper):
            day = getattr(paper, field)
            return day is not None and first <= day <= last
        return "%s:%s" % (field, query), within

    def state(self):
        tests = {
            "starred": lambda p: p.states & 1, "read": lambda p: p.states & 4,
            "done": lambda p: p.states & 8, "hidden": lambda p: p.states & 16,
            "unread": lambda p: not p.states & 12,
            "new": lambda p: p.type == "new",
            "cross": lambda p: p.type == "cross",
            "replaced": lambda p: p.type[:7] == "replace",
            "tagged": lambda p: p.tags, "noted": lambda p: p.texts["note"]}
        name = self.rng.choice(sorted(tests))
        return "is:" + name, tests[name]

    def query(self, depth):
        """A query with parentheses wherever they might matter."""
        if depth == 0 or self.rng.random() < .3:
            return self.rng.choice([
                self.words, self.words, self.words, self.pattern,
                self.category, self.name, self.dates, self.state])()
        parts = [self.query(depth - 1) for _ in range(self.rng.randint(1, 3))]
        texts = ["(%s)" % text for text, _ in parts]
        tests = [test for _, test in parts]
        if len(parts) == 1:
            return (self.rng.choice(["NOT ", "!", "-"]) + texts[0],
                    lambda paper: not tests[0](paper))
        if self.rng.random() < .5:
            return (self.rng.choice([" ", " AND ", "&"]).join(texts),
                    lambda paper: all(test(paper) for test in tests))
        return (self.rng.choice([" OR ", "|"]).join(texts),
                lambda paper: any(test(paper) for test in tests))


def shown(text):
    """Accents decoded outside of maths."""
    parts = re.split(r"(\$[^$]*\$)", text)
    return "".join(part if at % 2 else re.sub(r"\{([^\x00-\x7f])\}", r"\1",
                                              decode(part))
                   for at, part in enumerate(parts))


def match_differences(papers, rng, count):
    makers = Makers(papers, rng)
    queries = [makers.query(rng.choice([0, 1, 1, 2])) for _ in range(count)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write("".join(text + "\n" for text, _ in queries))
        file.flush()
        done = subprocess.run(
            [FILTER, file.name], check=True, stdout=subprocess.PIPE,
            input="".join(paper.row() for paper in papers).encode())
    lines = done.stdout.decode().split("\n")[:-1]
    if len(lines) != count:
        yield "%d queries, %d answers" % (count, len(lines))
    found = 0
    for (text, test), line in zip(queries, lines):
        wanted = [str(at) for at, paper in enumerate(papers) if test(paper)]
        found += 0 < len(wanted) < len(papers)
        if line.split() != wanted:
            yield "%s: %s, not %s" % (text, line[:80] or "none",
                                      " ".join(wanted)[:80] or "none")
    if found < count // 2:
        yield "only %d of %d queries tell papers apart" % (found, count)


def bulk(step, rng):
    """Every step-th paper; None when there are none."""
    path = os.path.join(SHARED, "bulk", "papers.jsonl.zst")
    if not os.path.exists(path) or shutil.which("zstd") is None:
        return None
    with subprocess.Popen(["zstd", "-dcq", path],
                          stdout=subprocess.PIPE) as pipe:
        return [Paper(json.loads(line), rng)
                for at, line in enumerate(pipe.stdout) if at % step == 0]


def report(name, wrong):
    """Prints the first differences; True when there are none."""
    wrong = list(wrong)
    for line in wrong[:10]:
        print("  " + line[:400])
    print("%s %s: %d differences" % ("FAIL" if wrong else "ok  ", name,
                                     len(wrong)))
    return not wrong


def main():
    rng = random.Random(SEED)
    results = [report("random texts fold alike",
                      fold_differences(list(random_texts(rng))))]
    papers = bulk(50 if DEEP else 100, rng)
    if papers is None:
        print("skipped: papers of the bulk are not here (set ARXDAY_SHARED)")
        print("%d passed, %d failed, 2 skipped" % (results.count(True),
                                                   results.count(False)))
        return 0 if all(results) else 1
    results.append(report(
        "papers fold alike", fold_differences(
            [paper.texts[key].replace("\n", " , ") for paper in papers
             for key in ("ti", "abs", "au")])))
    results.append(report(
        "queries find the same papers",
        match_differences(papers, rng, 1500 if DEEP else 200)))
    print("%d passed, %d failed" % (results.count(True),
                                    results.count(False)))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
