#!/usr/bin/env python3
"""The reader and what goes on around it: idle it sleeps, what others write is
seen at once and moves nothing, and days are found as they were left."""

import os
import sys
import time

sys.dont_write_bytecode = True
from terminal import (DAY, TMUX, Terminal, fill, home_with_days,  # noqa: E402
                      make_papers, sample_papers)
from cases import holds, run  # noqa: E402

QUIET = 10  # seconds without a wakeup


def reader(home, **more):
    """The reader once its first screen is there."""
    terminal = Terminal(home, 80, 24, **more)
    terminal.begins('Fri 10 Oct 2025')
    return terminal


def wakeups(pid):
    """How often the threads of a process were put on a processor."""
    result = {}
    for task in os.listdir('/proc/%d/task' % pid):
        with open('/proc/%d/task/%s/schedstat' % (pid, task),
                  encoding='ascii') as file:
            result[task] = int(file.read().split()[2])
    return result


def at(t, number):
    """Waits for the cursor on a paper."""
    t.waits(lambda: '%05d ' % number in t.cursor_line(),
            'the cursor on %d' % number)


def test_idle_for_ten_seconds():
    with home_with_days() as home, reader(home) as t:
        t.type('jjsk')
        t.sees('1 starred')
        at(t, 2)
        pid = t.pid()
        seen, since = wakeups(pid), time.monotonic()
        begun = since
        # The last looks after a write take some seconds; then there is rest.
        while time.monotonic() - since < QUIET:
            holds(time.monotonic() - begun < 6 * QUIET,
                  'no %d seconds without a wakeup' % QUIET)
            time.sleep(0.2)
            now = wakeups(pid)
            if now != seen:
                seen, since = now, time.monotonic()


def test_stars_of_others_come_at_once():
    with home_with_days() as home, reader(home) as t:
        t.type('4G')
        at(t, 4)
        for ident, number in (('2510.00002', 2), ('2510.00006', 6)):
            home.run('star', ident)
            written = time.monotonic()
            t.sees(' ★ ● %05d' % number)
            holds(time.monotonic() - written < 1.0, 'within a second')
            at(t, 4)


def test_new_papers_wait():
    with home_with_days() as home, reader(home) as t:
        t.type('5G')
        at(t, 5)
        papers = make_papers(7, first=401, categories=('cs.IR',))
        fill(home, papers + sample_papers())
        t.sees('7 new - press r')
        at(t, 5)
        t.sees('NEW SUBMISSIONS 30')
        home.run('star', '2510.00006')
        t.sees(' ★ ● 00006')
        t.sees('7 new - press r')
        t.type('r')
        t.sees('53 papers')
        t.misses('7 new')
        at(t, 5)
        t.type('G')
        t.type('gg')
        t.sees('NEW SUBMISSIONS 37')


def test_places_hold():
    with home_with_days() as home:
        with reader(home) as t:
            t.type('12G')
            at(t, 12)
            t.type('[')
            at(t, 901)
            t.type('jj')
            at(t, 903)
            t.type(']')
            at(t, 12)
            t.type('[')
            at(t, 903)
            t.type('Q')
            t.ends()
        with reader(home, words=('read', DAY)) as t:
            at(t, 12)
            t.type('[')
            at(t, 903)
            t.type('Q')
            t.ends()


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    if not os.path.exists('/proc/self/schedstat'):
        print('skipped: /proc/PID/schedstat is not here')
        sys.exit(77)
    sys.exit(run(globals()))
