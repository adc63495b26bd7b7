#!/usr/bin/env python3
"""The linear mode: one line a change and nothing else on the terminal."""

import re
import sys

sys.dont_write_bytecode = True
from terminal import DAY, home_with_days  # noqa: E402
from pseudo import PROBE, Pseudo  # noqa: E402
from cases import equal, holds, run  # noqa: E402


def linear(*words, **more):
    """The screen alone, line by line."""
    return Pseudo((PROBE, 'linear') + words, **more)


def finish(p):
    """Ends it; the only escapes were those of modes."""
    p.send(b'q')
    equal(p.ended(), 0)
    text = re.sub(rb'\x1b\[\?2004[hl]|\x1b\[2[23];0t|\x1b\]2;(arxday)?\x07',
                  b'', p.bytes)
    holds(b'\x1b' not in text, text)


def test_one_line_a_change():
    with linear(term='xterm') as p:
        p.until('\r\nprobe\r')
        p.send(b'j')
        p.until('\r\n1 j\r')
        p.send(b'\x1b[A')
        p.until('\r\n2 Up\r')
        equal(p.since(), b'\r\n2 Up\r', 'nothing but the line')
        finish(p)


def test_terminals_without_a_cursor():
    for term in ('dumb', 'unknown', 'vt100', None):
        with linear(term=term) as p:
            p.until('probe')
            p.send(b'j')
            p.until('1 j')
            p.send(b'q')
            equal(p.ended(), 0)
            holds(b'\x1b' not in p.bytes, p.bytes)


def test_prompt():
    with linear() as p:
        p.until('probe')
        p.send(b'/')
        p.until('\r\nask: ')
        for letter in b'abc':
            p.send(bytes((letter,)))
            p.until(bytes((letter,)))
            equal(p.since(), bytes((letter,)), 'only the letter')
        p.send(b'\x7f')
        p.until('\b \b')
        equal(p.since(), b'\b \b', 'taken away')
        p.send(b'\r')
        p.until('\r\n1 /\r')
        finish(p)


def test_long_lines():
    with linear(size=(24, 30)) as p:
        p.until('probe')
        p.send(b'\x1b[200~' + b'some words ' * 5 + b'\x1b[201~')
        p.until(']\r')
        lines = p.since().decode().split('\r\n')[1:]
        holds(len(lines) > 1 and all(len(x.rstrip('\r')) < 30 for x in lines),
              lines)
        holds(not any(x.startswith(' ') for x in lines), lines)
        finish(p)


def test_encodings():
    for environment, words, seen in (
            ({}, (), '1 paste 6 [\u00e9\u03b1 b]'),
            ({'LC_ALL': 'C'}, (), '1 paste 4'),
            ({}, ('ascii',), '1 paste 6 [ea b]')):
        with linear(*words, environment=environment) as p:
            p.until('probe')
            p.send('\x1b[200~\u00e9\u03b1\u202e\tb\x1b[201~'.encode())
            p.until(seen[:8])
            holds(environment or seen.encode() in p.since(), p.since())
            finish(p)


def test_title_and_end():
    with linear('title') as p:
        p.until('probe')
        holds(b'\x1b]2;arxday\x07' in p.bytes, 'the title')
        holds(b'\x1b[?1049h' not in p.bytes, 'no other screen')
        finish(p)
        holds(b'\x1b]2;\x07' in p.bytes, 'the title is given back')


def test_the_reader():
    """Each key gives its line, and nothing but lines."""
    with home_with_days() as home:
        with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
            file.write('set linear yes\n')
        with Pseudo(home.command('read', DAY), term='dumb',
                    environment=home.environment) as p:
            p.until('PLUM')
            p.send(b'j')
            p.until('00002')
            holds(p.since().count(b'PLUM') == 0, 'only what changed')
            p.send(b'k')
            p.until('PLUM')
            p.send(b's')
            p.until('starred')
            p.send(b'/zebra')
            p.until('zebra')
            p.send(b'\r')
            p.until('Zebra crossings')
            p.send(b'\x1b')
            p.send(b'Q')
            equal(p.ended(), 0)
            holds(b'\x1b' not in p.bytes, 'no escapes')


if __name__ == '__main__':
    sys.exit(run(globals()))
