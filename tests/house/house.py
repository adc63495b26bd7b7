"""What the gates of the house share: reading C, and counting verdicts."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

SOURCE = Path(os.environ.get('ARXDAY_SOURCE',
                             Path(__file__).resolve().parents[2]))

TOKEN = re.compile(r'''
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<char>'(?:\\.|[^'\\\n])*')
''', re.S | re.X)


def blank(text, kinds=('comment', 'string', 'char')):
    """Replaces comments and literals by spaces; lines stay where they are."""
    def spaces(match):
        if match.lastgroup not in kinds:
            return match.group()
        body = re.sub(r'[^\n]', ' ', match.group())
        if match.lastgroup == 'comment' or len(body) < 2:
            return body
        return match.group()[0] + body[1:-1] + match.group()[0]
    return TOKEN.sub(spaces, text)


def without_directives(text):
    """Blanks preprocessor lines, with the lines that they continue on."""
    return re.sub(r'^[ \t]*#(?:\\\n|[^\n])*',
                  lambda m: re.sub(r'[^\n]', ' ', m.group()), text,
                  flags=re.M)


def read(path):
    """The text of a source file."""
    return path.read_text(encoding='utf-8')


def c_files(source):
    """Every .c and .h file of the project below `source`, sorted."""
    found = []
    for top in ('src', 'tests', 'bench'):
        for pattern in ('*.c', '*.h'):
            found += (source / top).rglob(pattern)
    return sorted(found)


class Gate:
    """Runs a gate on the project and on planted breaches, and counts.

    `check(source)` yields one line for each breach that it finds in the
    project at `source`. Each plant is (name, function): the function gets
    a small clean project and breaks one rule in it; the gate must find it.
    """

    def __init__(self, check):
        self.check = check
        self.passed = 0
        self.failed = 0

    def verdict(self, good, text):
        """Counts one verdict and says it."""
        if good:
            self.passed += 1
            print('ok   ' + text)
        else:
            self.failed += 1
            print('FAIL ' + text)

    def prove(self, clean, plants):
        """Shows that the gate passes a clean project and can fail."""
        self._proof('a clean project', clean, None)
        for name, plant in plants:
            self._proof(name, clean, plant)

    def _proof(self, name, clean, plant):
        folder = Path(tempfile.mkdtemp(prefix='house-'))
        try:
            for path, text in clean.items():
                write(folder, path, text)
            if plant:
                plant(folder)
            breaches = list(self.check(folder))
        finally:
            shutil.rmtree(folder)
        if plant:
            self.verdict(len(breaches) == 1, 'finds a planted breach: %s%s' % (
                name, ''.join('\n     ' + b for b in breaches
                              if len(breaches) != 1)))
        else:
            self.verdict(not breaches, 'passes %s%s' % (
                name, ''.join('\n     ' + b for b in breaches)))

    def finish(self, title):
        """Checks the project itself, prints the sum and exits."""
        breaches = list(self.check(SOURCE))
        for breach in breaches:
            print('     ' + breach)
        self.verdict(not breaches, title)
        print('%d passed, %d failed' % (self.passed, self.failed))
        sys.exit(1 if self.failed else 0)


def write(folder, path, text):
    """Writes one file of a small project; for plants."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding='utf-8')


def plant(path, text):
    """A plant that writes (or replaces) one file."""
    return lambda folder: write(folder, path, text)
