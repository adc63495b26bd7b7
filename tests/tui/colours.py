#!/usr/bin/env python3
"""Which colours the terminal gets, read from its bytes: by theme, by depth, by
what the terminal can do, and with NO_COLOR."""

import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from terminal import DAY, home_with_days  # noqa: E402
from pseudo import PROBE, Pseudo  # noqa: E402
from cases import Skip, equal, holds, run  # noqa: E402

DIRECT = r'''xterm-direct|direct colours for a test,
	RGB, colors#0x1000000, pairs#0x10000, ccc@, initc@, oc@,
	setaf=\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
	setab=\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
	use=xterm-256color,
'''

GROUND = ('\x1b[39m', '\x1b[49m', '\x1b[39;49m')


def shown(*words, term='xterm-256color', environment=()):
    """What the screen writes with all looks on it."""
    with Pseudo((PROBE,) + words, term=term, size=(60, 100),
                environment=environment) as p:
        p.until('cursor')
        p.send(b'j')
        p.until('1 j')
        while p.read(0.2):
            pass
        p.send(b'q')
        equal(p.ended(), 0)
        return p.bytes.decode()


def colours(text):
    """Kinds of colours among the bytes."""
    found = set()
    for words in re.findall(r'\x1b\[([0-9;]*)m', text):
        words = words.split(';')
        while words:
            word = words.pop(0)
            if word in ('38', '48'):
                kind = words.pop(0)
                if kind == '2':
                    found.add('true')
                    del words[:3]
                else:
                    found.add('256' if int(words[0]) >= 16 else '16')
                    del words[:1]
            elif re.fullmatch('[34][0-7]', word):
                found.add('8')
            elif re.fullmatch('9[0-7]|10[0-7]', word):
                found.add('16')
    return found


def attributes(text):
    """Attributes among the bytes."""
    found = set()
    for words in re.findall(r'\x1b\[([0-9;]*)m', text):
        if not re.search('[34]8', words):
            found |= set(words.split(';')) & {'1', '2', '3', '4', '7'}
    return found


def test_the_terminals_own():
    equal(colours(shown('terminal')), {'8'})
    equal(colours(shown('terminal', term='xterm')), {'8'})
    equal(colours(shown('terminal', 'true')), {'8'})


def test_depths():
    for theme in ('light', 'dark'):
        equal(colours(shown(theme)), {'256'} | colours(shown(theme)) & {'8'})
        few = colours(shown(theme, '16'))
        holds('16' in few and few <= {'8', '16'}, few)
        equal(colours(shown(theme, '8')), {'8'})
        equal(colours(shown(theme, term='xterm')), {'8'})


def test_more_by_a_brother():
    """TERM=xterm with a wish for 256 colours is an xterm-256color."""
    holds('256' in colours(shown('dark', '256', term='xterm')), '256')


def test_no_colour():
    for words, environment in ((('mono',), {}), (('dark', '0'), {}),
                               (('dark', 'mono'), {}),
                               (('dark',), {'NO_COLOR': '1'}),
                               (('terminal',), {'NO_COLOR': 'yes'})):
        text = shown(*words, environment=environment)
        equal(colours(text), set(), words)
        equal(attributes(text), {'1', '2', '3', '4', '7'}, words)
    equal(colours(shown('terminal', term='vt220')), set())
    # Empty is not set; and who sets a depth means it.
    equal(colours(shown('terminal', environment={'NO_COLOR': ''})), {'8'})
    equal(colours(shown('terminal', '8', environment={'NO_COLOR': '1'})),
          {'8'})


def direct(folder):
    """A terminal with direct colours, described for the test."""
    try:
        subprocess.run(('tic', '-x', '-o', folder, '-'), input=DIRECT,
                       text=True, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        raise Skip('tic cannot describe a terminal') from None
    return {'TERMINFO_DIRS': folder + ':/lib/terminfo:/usr/share/terminfo'}


def test_true():
    with tempfile.TemporaryDirectory() as folder:
        there = direct(folder)
        for term in ('xterm-direct', 'xterm-256color', 'xterm'):
            found = colours(shown('dark', 'true', term=term,
                                  environment=there))
            holds('true' in found and '256' not in found, (term, found))
        # Announced by the terminal itself, or not.
        found = colours(shown('dark', environment=dict(
            there, COLORTERM='truecolor')))
        holds('true' in found, found)
        equal('true' in colours(shown('dark', environment=there)), False)
        equal(colours(shown('dark', '8', term='xterm-direct',
                            environment=there)), {'8'})
        holds('true' in colours(shown('light', term='xterm-direct',
                                      environment=there)), 'by itself')
        equal(colours(shown('terminal', term='xterm-direct',
                            environment=there)), {'8'})
    # Where no description has them: the nearest of 256.
    holds('256' in colours(shown('dark', 'true', environment={
        'COLORTERM': 'truecolor'})), 'nearest')


def test_another_theme_meanwhile():
    with Pseudo((PROBE, 'light'), size=(60, 100)) as p:
        p.until('cursor')
        p.send(b'j')
        p.until('1 j')
        light = p.since()
        p.send(b't')
        p.until('2 t')
        holds(b'38;5' in p.since() and b'38;5' in light, 'both have colours')
        holds(set(re.findall(rb'[34]8;5;\d+', p.since())) !=
              set(re.findall(rb'[34]8;5;\d+', light)), 'other ones')
        p.send(b'q')
        equal(p.ended(), 0)


def test_the_reader():
    with home_with_days() as home:
        for environment, want in (({}, {'8'}), ({'NO_COLOR': '1'}, set()),
                                  ({'NO_COLOR': ''}, {'8'})):
            with Pseudo(home.command('read', DAY), environment=dict(
                    home.environment, **environment)) as p:
                p.until('PLUM')
                p.send(b'Q')
                equal(p.ended(), 0)
                equal(colours(p.bytes.decode()), want, environment)


if __name__ == '__main__':
    sys.exit(run(globals()))
