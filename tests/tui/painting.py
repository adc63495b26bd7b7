#!/usr/bin/env python3
"""Only what changed is painted, and what stands on the screen afterwards is
what painting all of it gives: keys in any order, then ^L, on terminals that
have different words for it."""

import os
import random
import re
import sys

sys.dont_write_bytecode = True
from terminal import NOW, Terminal, fill, sample_papers  # noqa: E402
from terminal import NoServer  # noqa: E402
from arxiv_server import make_papers  # noqa: E402
from cases import Home, equal, run  # noqa: E402

SEED = int(os.environ.get('ARXDAY_SEED', '11'))
KEYS = (['j'] * 8 + ['k'] * 5 + ['J', 'K', 'g', 'G', 'C-d', 'C-u', 'C-f',
        'C-b', 'n', 'p', 's', 'm', 'Space', '-', 'C-e', 'C-y', 'z', 'Tab', '<',
        '>', '=', '[', ']', '}', '{', 'U', 'v', 'Escape', '$'])
JUNK = 'XYZZY-JUNK'


def big_home():
    """A day that has to be scrolled, wide characters and marks among it."""
    home = Home(NoServer)
    papers = sample_papers() + make_papers(40, first=501,
                                           categories=('cs.IR',))
    for number, paper in enumerate(papers):
        if number % 5 == 1:
            paper['title'] = '漢字 %d 漢 ' % number + paper['title']
        if number % 7 == 2:
            paper['title'] = 'x\u0308\u0323 %d ' % number + paper['title']
            paper['abstract'] = '漢字' * number + ' ' + paper['abstract']
    fill(home, make_papers(4, first=901, categories=('cs.IR',)), '2025-10-09')
    fill(home, papers)
    return home


def settled(terminal):
    """Waits until all keys are done: a prompt has come and gone."""
    terminal.type('#')
    terminal.sees('identifier or URL')
    terminal.keys('C-c')
    terminal.misses('identifier or URL')


def change(state, words):
    """What one sequence of attributes makes of those before it."""
    words = words.split(';')
    while words:
        word = int(words.pop(0) or '0')
        if word == 0:
            state = {}
        elif word in (38, 48):
            state = dict(state, **{str(word // 10): tuple(words)})
            words = []
        elif word in (39, 49):
            state = {key: value for key, value in state.items()
                     if key != str(word // 10)}
        elif word >= 30:
            state = dict(state, **{str(word % 60 // 10): word})
        else:
            state = dict(state, **{'a%d' % word: True})
    return state


def picture(terminal):
    """The lines of the screen: each character with what can be seen of its
    attributes. How tmux writes them depends on what was there before."""
    state = {}
    lines = []
    for line in terminal.tmux('capture-pane', '-p', '-e').split('\n'):
        cells = []
        for words, char in re.findall(r'\x1b\[([0-9;]*)m|(.)', line):
            if not char:
                state = change(state, words)
            elif char != ' ':
                cells.append((char, sorted(state.items(), key=repr)))
            else:
                cells.append((char, [key for key in ('4', 'a4', 'a7')
                                     if key in state]))
        while cells and cells[-1] == (' ', []):
            cells.pop()
        lines.append(cells)
    return lines


def repainted(terminal):
    """The screen after all of it was painted: ^L takes away what somebody
    else wrote there."""
    with open(terminal.ask('pane_tty'), 'w', encoding='ascii') as tty:
        tty.write('\x1b7\x1b[3;3H%s\x1b8' % JUNK)
    terminal.sees(JUNK)
    terminal.keys('C-l')
    terminal.misses(JUNK)
    settled(terminal)
    return picture(terminal)


def check(term, columns, rows, rounds):
    """Random keys on one terminal."""
    chance = random.Random(SEED)
    with big_home() as home:
        command = ('env', 'TERM=' + term, 'ARXDAY_NOW=' + NOW,
                   *home.command('read'))
        with Terminal(home, columns, rows, command=command) as terminal:
            terminal.begins('NEW SUBMISSIONS')
            for _ in range(rounds):
                keys = [chance.choice(KEYS)
                        for _ in range(chance.randint(1, 6))]
                terminal.keys(*keys)
                settled(terminal)
                before = picture(terminal)
                after = repainted(terminal)
                equal([pair for pair in zip(before, after)
                       if pair[0] != pair[1]], [], (term, keys))
            terminal.keys('Q')


def test_a_usual_terminal():
    check('xterm-256color', 200, 60, 30)


def test_a_small_terminal():
    check('tmux-256color', 61, 24, 30)


def test_one_without_colours():
    check('vt220', 120, 40, 15)


def test_one_whose_last_cell_scrolls():
    check('linux', 120, 40, 15)


if __name__ == '__main__':
    sys.exit(run(globals()))
