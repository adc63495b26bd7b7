#!/usr/bin/env python3
"""The rooms beside the listing: they open, tell the same as the command line,
move, lead to a day, and are left again; at three sizes of the terminal."""

import os
import re
import sys

sys.dont_write_bytecode = True
from terminal import (DAY, TMUX, Terminal, fill, home_with_days)  # noqa: E402
import arxiv_server  # noqa: E402
from arxiv_server import make_papers  # noqa: E402
from cases import Home, equal, holds, run, until  # noqa: E402

SERVER = None
SIZES = ((80, 24), (200, 60), (40, 12), (20, 5))
BIG = SIZES[:3]


def reader(home, columns=80, rows=24, first='NEW SUBMISSIONS', words=()):
    """The reader once its first screen is there."""
    terminal = Terminal(home, columns, rows, words=words)
    terminal.begins(first)
    return terminal


def followed(home):
    """The categories that are followed."""
    return home.run('follow').split()


def test_chooser_finds_and_follows():
    for columns, rows in BIG:
        with home_with_days() as home, reader(home, columns, rows) as t:
            t.keys('F2')
            t.sees('Categories')
            t.sees('nothing is chosen')
            t.type('retriev')
            t.sees('cs.IR')
            t.misses('cs.AI')
            t.keys('Enter')
            t.sees('chosen 1: cs.IR')
            t.keys('Escape')
            t.sees('[x] cs.IR')
            t.type('cs.cl')
            t.misses('cs.AI')
            t.keys('Tab', 'F2')
            t.sees('following cs.CL cs.IR')
            t.misses('Categories')
            equal(followed(home), ['cs.CL', 'cs.IR'], 'followed')


def test_chooser_as_small_as_can_be():
    with home_with_days() as home:
        home.run('follow', 'hep-th')
        with reader(home, 20, 5, first='arxday') as t:
            t.keys('F2')
            t.sees('chosen 1: hep-th')
            t.type('astro-ph.c')
            t.sees('[ ] astro-ph.CO')
            t.keys('Enter')
            t.sees('chosen 2')
            t.keys('Escape', 'Escape')
            t.misses('chosen')
            until(lambda: followed(home) == ['hep-th', 'astro-ph.CO'],
                  'followed')


def test_chooser_shows_numbers_of_the_latest_day():
    with home_with_days() as home, reader(home) as t:
        t.keys('F2')
        t.sees('numbers: papers of Fri 10 Oct 2025')
        t.type('cs.ir')
        t.sees('Information Retrieval')
        t.waits(lambda: re.search(r'cs\.IR +Information Retrieval +46 ?$',
                                  t.text(), re.M), 'all 46 came with cs.IR')


def test_chooser_unfollows():
    with home_with_days() as home:
        home.run('follow', 'cs.IR', 'cs.CL')
        with reader(home) as t:
            t.keys('F2')
            t.sees('followed now')
            t.waits(lambda: '[x] cs.IR' in t.cursor_line(), 'the first one')
            t.keys('Space')
            t.sees('[ ] cs.IR')
            t.sees('chosen 1: cs.CL')
            t.keys('Escape')
            t.sees('following cs.CL; r fetches')
            equal(followed(home), ['cs.CL'], 'followed')


def test_chooser_leaves_what_did_not_change():
    with home_with_days() as home:
        home.run('follow', 'cs.IR')
        with reader(home) as t:
            t.keys('F2')
            t.sees('followed now')
            t.type('zzz')
            t.sees('no category is named so')
            t.keys('Enter', 'C-u')
            t.sees('followed now')
            t.keys('Escape')
            t.sees('NEW SUBMISSIONS')
            t.misses('following')
            t.keys('F2')
            t.sees('followed now')
            t.keys('Space')
            t.sees('nothing is chosen')
            t.keys('C-c')
            t.sees('what you follow stays as it was')
            equal(followed(home), ['cs.IR'], 'followed')


def test_chooser_on_the_first_run():
    day = '2025-10-13'
    SERVER.plan({'cs.IR': {'kind': 'feed', 'day': day, 'papers': make_papers(
        5, first=501, categories=('cs.IR',))}})
    with Home(SERVER) as home:
        with reader(home, first='F2 chooses your categories') as t:
            t.keys('F2')
            t.sees('nothing is chosen')
            t.type('cs.ir')
            t.sees('Information Retrieval')
            t.keys('Enter')
            t.sees('chosen 1: cs.IR')
            t.keys('F2')
            t.sees('Mon 13 Oct 2025')
            t.sees('NEW SUBMISSIONS 5')
            equal(followed(home), ['cs.IR'], 'followed')


def test_chooser_never_needs_the_network():
    with Home(SERVER) as home:
        with reader(home, first='F2 chooses', words=('--offline',)) as t:
            t.keys('F2')
            t.type('cs.ir')
            t.sees('Information Retrieval')
            t.keys('Enter', 'F2')
            t.sees('following cs.IR')
            t.misses('fetch')
            equal(followed(home), ['cs.IR'], 'followed')


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    SERVER = arxiv_server.start()
    sys.exit(run(globals()))
