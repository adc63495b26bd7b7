#!/usr/bin/env python3
"""A refresh inside the reader, against a loopback arXiv: keys answer while it
runs, its progress is shown, what came is told and the cursor stays."""

import datetime
import os
import signal
import sys

sys.dont_write_bytecode = True
from terminal import DAY, TMUX, Terminal, fill  # noqa: E402
import arxiv_server  # noqa: E402
import world  # noqa: E402
from arxiv_server import make_papers  # noqa: E402
from cases import Home, holds, run, until  # noqa: E402

SERVER = None
NEXT = '2025-10-13'


def feed(kind, category, first, **more):
    """The behaviour of one category."""
    return dict({'kind': kind, 'day': NEXT, 'papers': make_papers(
        5, first=first, categories=(category,))}, **more)


def home_that_follows(*categories):
    """A user with a day who follows categories of the server."""
    home = Home(SERVER)
    fill(home, make_papers(9, categories=('cs.IR',)))
    home.run('follow', *categories)
    return home


def reader(home):
    """The reader on the day that is held, on the day after."""
    terminal = Terminal(home, 100, 24)
    terminal.sees('NEW SUBMISSIONS 9')
    return terminal


def test_keys_answer_meanwhile():
    SERVER.plan({'cs.IR': feed('drip', 'cs.IR', 501, pause=0.05),
                 'cs.CL': feed('feed', 'cs.CL', 601)})
    with home_that_follows('cs.IR', 'cs.CL') as home, reader(home) as t:
        t.type('r')
        t.sees('refreshing ')
        t.sees('cs.IR', 5)
        t.type('3Gs')
        t.sees(' ★ ● 00003', 2)
        holds('refreshing' in t.text(), 'it still runs')
        t.sees('has come: . goes there', 60)
        t.waits(lambda: '00003' in t.cursor_line(), 'the cursor stays')
        t.type('.')
        t.sees('NEW SUBMISSIONS 10')
        t.sees('refreshed ')


def test_escape_stops_it():
    SERVER.plan({'*': {'kind': 'hang', 'pause': 30}})
    with home_that_follows('cs.IR') as home, reader(home) as t:
        t.type('r')
        t.sees('refreshing ')
        t.keys('Escape')
        t.sees('the refresh was stopped', 3)
        t.type('q')
        t.ends()


def test_a_killed_refresh():
    SERVER.plan({'*': {'kind': 'hang', 'pause': 30}})
    with home_that_follows('cs.IR') as home, reader(home) as t:
        t.type('rr')
        t.sees('a refresh runs already')
        with open('/proc/%d/task/%d/children' % (t.pid(), t.pid()),
                  encoding='ascii') as file:
            os.kill(int(file.read().split()[0]), signal.SIGKILL)
        t.sees('the refresh failed', 5)


def test_quitting_stops_it():
    SERVER.plan({'*': {'kind': 'hang', 'pause': 30}})
    with home_that_follows('cs.IR') as home, reader(home) as t:
        t.type('r')
        t.sees('refreshing ')
        t.type('q')
        t.ends(0, 3)


def test_failures_are_told():
    SERVER.plan({'cs.IR': feed('feed', 'cs.IR', 501),
                 'cs.CL': {'kind': 'html'}})
    with home_that_follows('cs.IR', 'cs.CL') as home, reader(home) as t:
        t.type('r')
        t.sees('refreshed 1 of 2 categories; @ says why')
        t.type('@')
        t.sees('cs.CL: failed: ')
        t.keys('q')
        t.sees('NEW SUBMISSIONS 9')


def test_nothing_followed():
    with Home(SERVER) as home:
        fill(home, make_papers(9, categories=('cs.IR',)))
        with reader(home) as t:
            t.type('r')
            t.sees('no category is followed')


def test_offline():
    SERVER.plan({})
    with home_that_follows('cs.IR') as home:
        with Terminal(home, 100, 24, words=('--offline',)) as t:
            t.sees('NEW SUBMISSIONS 9')
            t.type('r')
            t.sees('offline: no request is made')


def test_on_start():
    SERVER.plan({'cs.IR': feed('feed', 'cs.IR', 501)})
    with home_that_follows('cs.IR') as home:
        with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
            file.write('set refresh-on-start yes\n')
        with reader(home) as t:
            t.sees('has come: . goes there')
            until(lambda: home.json('list', NEXT), 'stored')
            holds(home.json('list', DAY), 'kept')


def test_a_rebuilt_day_says_so():
    SERVER.plan({})
    SERVER.world(world.build(datetime.date(2025, 10, 6), 5, 6))
    with Home(SERVER) as home:
        home.run('follow', 'cs.IR')
        for now in ('2025-10-08T12:00:00Z', '2025-10-10T12:00:00Z'):
            SERVER.clock(now)
            home.refresh(now=now)
        with Terminal(home, 100, 24) as t:
            t.sees('Fri 10 Oct 2025   cs.IR')
            t.type('[')
            t.sees('Thu 9 Oct 2025 (reconstructed)   cs.IR')
    SERVER.world(None)


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    SERVER = arxiv_server.start()
    sys.exit(run(globals()))
