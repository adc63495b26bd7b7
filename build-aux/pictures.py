#!/usr/bin/env python3
"""The pictures of the screen in the README and in the manual, taken from the
reader itself:

    ARXDAY_BUILD=build build-aux/pictures.py

puts what it shows now where the old ones stand. A picture of the README begins
with the reader's top line and ends with its line of hints; one of the manual
stands between .Bd -literal and .Ed behind a comment `picture NAME`. Trailing
blanks are left out. tests/tui/pictures.py checks that they are current."""

import os
import re
import sys

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
os.environ.setdefault('ARXDAY_SOURCE', SOURCE)
os.environ['ARXDAY_BUILD'] = os.path.abspath(
    os.environ.get('ARXDAY_BUILD', 'build'))
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'tui'))
from captures import Stage, plain, settled  # noqa: E402
from terminal import NoServer  # noqa: E402
from cases import Home  # noqa: E402

# File, name, script, columns and rows of each.
PICTURES = (('README', 'listing', '[', 80, 24),
            ('man/arxday.1', 'calendar', '[ C', 78, 16))


def escaped(line):
    """A line as mdoc takes it."""
    line = line.replace('\\', '\\e').replace('-', '\\-').replace('`', '\\(ga')
    return '\\&' + line if line[:1] in ('.', "'") else line


def place(text, path, name):
    """Where the picture of a text stands: its first byte and the one behind
    its last."""
    if path == 'README':
        found = re.search(r'^ arxday  .*?\n .*  \? help\n', text, re.M | re.S)
        return found.span()
    found = re.search(r'^\.\\" picture %s\n\.Bd -literal[^\n]*\n(.*?)^\.Ed'
                      % name, text, re.M | re.S)
    return found.span(1)


def take(script, columns, rows, wanted=None):
    """What the reader shows of its sample days."""
    with Home(NoServer) as home:
        return Stage(home, ('--demo',)).play(script, columns, rows, '16',
                                             settled(plain, wanted))


def read(path):
    """A file of the source."""
    with open(os.path.join(SOURCE, path), encoding='utf-8') as file:
        return file.read()


def current(picture):
    """The text of a file with its present picture, and as it should be."""
    path, name, script, columns, rows = picture
    text = read(path)
    first, last = place(text, path, name)
    manual = path.startswith('man/')
    screen = take(script, columns, rows, None if manual else text[first:last])
    if manual:
        screen = ''.join(escaped(line) + '\n' for line in screen.split('\n'))
        screen = screen.rstrip('\n') + '\n'
    return text, text[:first] + screen + text[last:]


def main():
    """Renews all of them."""
    for picture in PICTURES:
        old, new = current(picture)
        if old != new:
            with open(os.path.join(SOURCE, picture[0]), 'w',
                      encoding='utf-8') as file:
                file.write(new)
            print('renewed %s in %s' % (picture[1], picture[0]))


if __name__ == '__main__':
    main()
