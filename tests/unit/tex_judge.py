#!/usr/bin/env python3
"""Nothing is lost: what the decoder of TeX shows is held against the source.

The source is read here once more, token by token, without the decoder's
code: every letter, digit and sign must be in the output in its order, every
command either as the table says or as it is written, and nothing twice. What
may come and go is listed in IGNORED. Texts are those of the bulk papers (a
part of them, all with ARXDAY_DEEP) and random ones, balanced or not."""

import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata

BUILD = os.environ.get("ARXDAY_BUILD") or "."
SOURCE = os.environ.get("ARXDAY_SOURCE") or "."
SHARED = os.environ.get("ARXDAY_SHARED") or ""
DEEP = bool(os.environ.get("ARXDAY_DEEP"))
SEED = int(os.environ.get("ARXDAY_SEED") or "20251124")

# Signs that TeX uses for itself, and brackets, which fractions need.
IGNORED = set(" \t\n\r$^_~`'\"{}()[]/.,\u2032\u2035\u2044\u221a\u2018\u2019"
              "\u201c\u201d\u00a0")
SAME = {"\u2212": "-", "\u2013": "--", "\u2014": "---", "\u221b": "3",
        "\u221c": "4", "\u00b0": "\u2218", "\u2217": "*", "\u0251": "\u03b1",
        "\u0131": "i", "\u0237": "j", "\u2010": "-", "\u03d5": "\u03c6"}
# Ends the name of a command where it is left, as what ends it is ignored.
END = "\ue100"
COMMAND = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z]|$)|.", re.S)
SILENT = {"nothing", "space", "bracket", "italic", "bold", "code", "caps",
          "underline", "plain", "operator", "italic-on", "bold-on", "code-on",
          "caps-on", "plain-on", "alphabet", "alphabet-on", "fraction",
          "over", "root", "key", "url", "raise"}
MARKED = {"accent", "accent-letter", "mark", "not"}


def read_table():
    table = {}
    with open(os.path.join(SOURCE, "data", "tex.tsv"),
              encoding="utf-8") as rows:
        for row in rows.read().split("\n")[1:]:
            if row and not row.startswith("##"):
                name, kind, becomes = row.split("\t")
                table[name] = (kind, becomes)
    return table


TABLE = read_table()


def mark_end(match):
    name = match.group()
    return name + END if name[1:].isalpha() else name


def signature(text):
    """The characters that count, and how many marks stand on them."""
    plain, marks, before = [], 0, ""
    text = re.sub(r"\\(?:[A-Za-z]+|[^A-Za-z])", mark_end, text)
    for char in unicodedata.normalize("NFKD", text):
        # A sign behind a backslash is a command.
        if before == "\\" and char in IGNORED:
            plain.append(chr(0xe000 + ord(char)))
        before = char if before != "\\" else ""
        if unicodedata.combining(char) or char in "\u20d7\u20d6\u20db\u20dc":
            marks += 1
            continue
        for same in SAME.get(char, char):
            if same not in IGNORED:
                plain.append(same)
    return "".join(plain), marks


class Token:
    """What a piece of the source may look like in the output."""

    def __init__(self, raw, options=(), marks=0, later=()):
        self.raw = signature(raw)[0]
        self.raw_marks = signature(raw)[1]
        self.options = [signature(option) for option in options]
        self.marks = marks
        self.later = [signature(text)[0] for text in later]
        self.skip = 0


def command_token(name, rest):
    """A command, and what of it the table knows."""
    kind, becomes = TABLE.get(name, ("", ""))
    if kind == "operator" and rest.startswith("*"):
        token = Token(name, [""])
        token.skip = 1
        return token
    if name in ("\\(", "\\)", "\\[", "\\]") or kind in SILENT:
        return Token(name, [""])
    if kind in MARKED:
        lone = name in ("\\~", "\\^") and rest.startswith("{}")
        return Token("" if lone else name, [""], 0 if lone else 1)
    if kind == "line":
        return Token(name, [""], 1)
    if kind == "row":
        return Token(name, [becomes, ""])
    if kind == "degree":
        return Token(name, [becomes, "deg"])
    if kind in ("binomial", "choose"):
        return Token(name, [""], later=["choose"])
    if kind == "wrap":
        left, right = becomes.split("\u2026")
        return Token(name, [left], later=[right])
    if kind in ("begin", "end"):
        token = Token(name, [""])
        match = re.match(r"\s*\{[a-z]+\*?\}", rest)
        token.skip = len(match.group()) if match else 0
        return token
    if kind and kind not in ("link", "code-point"):
        return Token(name, [becomes])
    return Token(name)


def unlink(text):
    """\\href puts its text first, \\unicode is a character."""
    def link(match):
        address, shown = match.groups()
        plain = re.sub(r"\\([_%#&~$])(\{\})?", r"\1", address)
        return plain if shown == plain else shown + " " + address

    def code(match):
        base = 16 if match.group(1) else 10
        value = int(match.group(2), base)
        return chr(value) if 32 < value < 0x10000 else match.group()

    text = re.sub(r"\\href\s*\{([^{}]*)\}\{([^{}]*)\}", link, text)
    return re.sub(r"\\unicode\s*\{([xX]?)([0-9a-fA-F]{2,5})\}", code, text)


class Reader:
    """One text: follows the output while it reads the source."""

    def __init__(self, source, shown):
        self.source = source
        self.shown, self.marks = signature(shown)
        self.at = 0
        self.least = 0
        self.lines = False
        self.later = collections.Counter()
        self.known_raw = 0
        self.known = 0

    def take_later(self):
        """Signs that a command promised for the end of its argument."""
        for text, count in self.later.items():
            if count > 0 and text and self.shown.startswith(text, self.at):
                self.later[text] -= 1
                self.at += len(text)
                return True
        return False

    def find_behind_later(self, text):
        """What is wanted may stand behind promised signs: takes those."""
        at, later = self.at, self.later.copy()
        while not self.shown.startswith(text, self.at) and self.take_later():
            pass
        if not self.shown.startswith(text, self.at):
            self.at, self.later = at, later

    def take(self, token, name):
        """True when the output goes on with the token."""
        wanted = [token.raw] if len(token.raw) > 1 else []
        wanted += [text for text, _ in token.options[:1] if text]
        for text in wanted if self.later else ():
            self.find_behind_later(text)
        if token.raw and self.shown.startswith(token.raw, self.at) and (
                name.startswith("\\") or not token.options):
            self.at += len(token.raw)
            self.least += token.raw_marks
            self.known_raw += bool(token.options)
            return True
        for text, marks in token.options:
            if self.shown.startswith(text, self.at):
                self.at += len(text)
                self.least += marks + token.marks
                self.later.update(token.later)
                self.lines |= name in ("\\overline", "\\bar", "\\Bar")
                return True
        return not token.raw and not token.options

    def follow(self):
        """None, or what is wrong."""
        position = 0
        while position < len(self.source):
            if self.later["choose"] > 0:
                self.find_behind_later("choose")
            while self.later["choose"] > 0 and self.shown.startswith(
                    "choose", self.at):
                self.take_later()
            name = COMMAND.match(self.source, position).group()
            position += len(name)
            token = Token(name)
            if name.startswith("\\") and len(name) > 1:
                token = command_token(name, self.source[position:])
                self.known += bool(token.options)
            before = self.known_raw
            while not self.take(token, name):
                if not self.take_later():
                    return "%r at %d is missing before %r" % (
                        name, position, self.shown[self.at:self.at + 20])
            if token.skip and self.known_raw == before:
                position += token.skip
        while self.take_later():
            pass
        if self.at < len(self.shown):
            return "%r is too much" % self.shown[self.at:self.at + 20]
        # An escaped tilde of an address is no accent.
        if "://" not in self.source and self.marks < self.least or (
                self.marks > self.least and not self.lines):
            return "%d marks, not %d" % (self.marks, self.least)
        return None


def judge_one(source, shown):
    """(what is wrong or None, known commands, those left raw)"""
    reader = Reader(unlink(source), shown)
    wrong = reader.follow()
    if wrong and re.search(r"\\href|\\unicode", source):
        reader = Reader(source, shown)
        wrong = reader.follow() and wrong
    spare = collections.Counter(
        {"{": source.count("\\lbrace"), "}": source.count("\\rbrace"),
         "$": source.count("\\textdollar")})
    # A command as a script needs braces when it becomes a row of letters.
    bare = len(re.findall(r"[_^]\s*\\", source))
    spare.update({"{": bare, "}": bare})
    for sign in "${}":
        if shown.count(sign) > source.count(sign) + spare[sign]:
            wrong = wrong or "more %s than in the source" % sign
    for char in set(shown) - set(source):
        if unicodedata.category(char).startswith("C"):
            wrong = wrong or "a new control character"
    return wrong, reader.known, reader.known_raw


def decode(lines):
    done = subprocess.run([os.path.join(BUILD, "tex_filter")], check=True,
                          input="".join(x + "\n" for x in lines).encode(),
                          stdout=subprocess.PIPE)
    return done.stdout.decode().split("\n")[:-1]


def bulk_texts(step):
    path = os.path.join(SHARED, "bulk", "papers.jsonl.zst")
    if not os.path.exists(path) or shutil.which("zstd") is None:
        return
    with subprocess.Popen(["zstd", "-dcq", path],
                          stdout=subprocess.PIPE) as pipe:
        for number, line in enumerate(pipe.stdout):
            if number % step == 0:
                paper = json.loads(line)
                for field in "title", "abstract", "comment":
                    yield " ".join((paper.get(field) or "").split())


def balanced(rng, depth):
    """A piece of TeX whose braces match."""
    kind = rng.randrange(12 if depth > 0 else 4)
    name = rng.choice(NAMES)
    if kind < 2:
        return rng.choice("abcxyzABC0123 ,.-+=<>") + rng.choice(["", " "])
    if kind < 4:
        return name + rng.choice([" ", "{}"])
    inside = "".join(balanced(rng, depth - 1)
                     for _ in range(rng.randint(1, 3)))
    other = balanced(rng, depth - 1)
    return [inside + other, name + "{" + inside + "}", "{" + inside + "}",
            "^{" + inside + "}", "_{" + inside + "}",
            "\\frac{" + inside + "}{" + other + "}",
            "\\sqrt{" + inside + "}", name + "{%s}{%s}" % (inside, other)
            ][kind - 4]


SKIPPED = {"link", "code-point", "url", "begin", "end", "key"}
NAMES = [name for name, row in TABLE.items()
         if name.startswith("\\") and row[0] not in SKIPPED
         and row[1] != "\\"]
NAMES += ["\\ours", "\\R", "\\foo"]
PIECES = ["\\", "{", "}", "$", "$$", "\\(", "\\)", "\\[", "\\]", "^", "_",
          "a", "b ", "1", "23", " ", " and ", "\\frac", "\\sqrt", "\\sqrt[3]",
          "\\hat", "\\textbf", "\\mathbb", "{\\cal ", "{\\it ", "\\over ",
          "\\not", "\\'", "\\'e", "\\c c", "``", "''", "--", "~", "é", "\\ours",
          "\\left(", "\\right)", "\\log", "\\alpha", "\\le", "=", "http://a",
          "\\text{", "\\binom", "\\ket", "\\footnote{", "-"]


def random_texts(count):
    rng = random.Random(SEED)
    for _ in range(count):
        text = "".join(balanced(rng, 3) for _ in range(rng.randint(1, 4)))
        yield rng.choice(["%s", "$%s$", "so $%s$ is", "\\(%s\\)"]) % text
        yield "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 14)))


def judge(name, texts, most_raw):
    """True, False, or None when there was nothing to judge. Of the commands
    that the table knows, at most a share may stay as they are written."""
    # A backslash that is shown would be taken for a command that stayed.
    texts = [text for text in texts if text and "\\textbackslash" not in text]
    if not texts:
        print("skipped: %s: not here (set ARXDAY_SHARED)" % name)
        return None
    shown = decode(texts)
    wrong, known, raw = [], 0, 0
    for text, line in zip(texts, shown):
        if text == line and "\\" not in text:
            continue
        why, of_these, left = judge_one(text, line)
        known += of_these
        raw += left
        if why:
            wrong.append((why, text, line))
    for why, text, line in wrong[:8]:
        print("     %s\n       %s\n       %s" % (why, text[:700], line[:700]))
    good = not wrong and len(shown) == len(texts) and raw <= most_raw * known
    print("%s %s: %d texts, %d wrong, %d of %d known commands left" % (
        "ok  " if good else "FAIL", name, len(texts), len(wrong), raw, known))
    return good


def planted():
    """The judge sees what a decoder must not do."""
    source = "$x_{ij}$ and $\\alpha \\frac{a}{2b}$ \\ours{c} \\bar{p}"
    good = decode([source])[0]
    bad = [good.replace("and", "an"), good.replace("α", ""), good + "b",
           good.replace("α", "αα"), good.replace("p̄", "p"),
           good.replace("\\ours", "ours"), good.replace("and", "adn"),
           good.replace("α", "β"), "{" * 5 + good, good + "\x01"]
    found = [judge_one(source, line)[0] for line in bad]
    verdict = judge_one(source, good)[0] is None and all(found)
    print("%s finds planted losses" % ("ok  " if verdict else "FAIL"))
    return verdict


def main():
    results = [planted(),
               judge("random texts", random_texts(60000 if DEEP else 8000),
                     1.0),
               judge("papers of the bulk", bulk_texts(1 if DEEP else 12),
                     0.01)]
    passed = results.count(True)
    failed = results.count(False)
    print("%d passed, %d failed, %d skipped" % (passed, failed,
                                                results.count(None)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
