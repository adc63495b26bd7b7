#!/usr/bin/env python3
"""Scripts of keys: each key waits until the reader is idle, faults are told
before the terminal is touched, and who waits for the end is told of it."""

import os
import sys

sys.dont_write_bytecode = True
from terminal import (DAY, TMUX, Terminal, fill, home_with_days)  # noqa: E402
from pseudo import Pseudo  # noqa: E402
import arxiv_server  # noqa: E402
from arxiv_server import make_papers  # noqa: E402
from cases import Home, equal, holds, run, until  # noqa: E402

SERVER = None


class Script:
    """The reader with a script; leaving the context ends it."""

    def __init__(self, home, text, *words, **more):
        self.path, self.done = home.path('script'), home.path('done')
        with open(self.path, 'w', encoding='utf-8') as file:
            file.write(text)
        if os.path.exists(self.done):
            os.unlink(self.done)
        self.terminal = Terminal(home, words=(
            'read', '--script', self.path, '--done', self.done, *words),
            **more)

    def __enter__(self):
        self.terminal.__enter__()
        return self.terminal

    def __exit__(self, *what):
        self.terminal.__exit__(*what)

    def over(self):
        """Waits for the last key."""
        self.terminal.waits(lambda: os.path.exists(self.done), 'its end')


def rows(home, day=DAY):
    """The papers of a day by their last digits."""
    return {row['id'][-5:]: row for row in home.json('list', day)}


def test_every_key_waits_for_the_one_before():
    with home_with_days() as home:
        script = Script(home, 'j s   # a star\nj t "llm ai" Enter\n'
                              '/ "zebra" Enter n m\n"U" ^L 3G d\n')
        with script as t:
            script.over()
            listed = rows(home)
            equal(listed['00002']['favourite'], True, 'starred')
            equal(sorted(listed['00003']['tags']), ['ai', 'llm'], 'tagged')
            equal(sorted(x for x in listed if listed[x]['read']),
                  ['00003', '00021'], 'read and done')
            t.sees('/zebra')
            t.keys('Escape')
            t.sees('unread only')
            t.type('Q')
            t.ends()


def test_sequences_wait_for_their_time():
    with home_with_days() as home:
        with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
            file.write('bind Z star\nbind Zm read\n')
        script = Script(home, 'Z j Zm')
        with script:
            script.over()
            listed = rows(home)
            equal((listed['00001']['favourite'], listed['00001']['read']),
                  (True, False), 'Z alone')
            equal((listed['00002']['favourite'], listed['00002']['read']),
                  (False, True), 'keys of one word come in a row')


def test_a_search_and_a_refresh_are_waited_for():
    day = '2025-10-13'
    SERVER.plan({'cs.IR': {'kind': 'feed', 'day': day, 'papers': make_papers(
        5, first=501, categories=('cs.IR',))}})
    with Home(SERVER) as home:
        fill(home)
        home.run('follow', 'cs.IR')
        script = Script(home, 'r . s f "ti:zebra" Enter s')
        with script as t:
            script.over()
            equal(rows(home, day)['00501']['favourite'], True, 'fetched')
            equal(rows(home)['00005']['favourite'], True, 'found')
            t.sees('ti:zebra')


def test_programs_do_not_wait_for_enter():
    with home_with_days() as home:
        script = Script(home, '! "touch one" Enter | "tee two" Enter j s')
        with script:
            script.over()
            equal(rows(home)['00002']['favourite'], True, 'went on')
            holds(os.path.exists(home.path('one')), 'the first ran')
            with open(home.path('two'), encoding='utf-8') as file:
                holds('2510.00001' in file.read(), 'the second ran')


def test_the_keyboard_goes_on_working():
    with home_with_days() as home:
        script = Script(home, '')
        with script as t:
            script.over()
            t.sees('NEW SUBMISSIONS 30')
            t.type('js')
            until(lambda: rows(home)['00002']['favourite'], 'the star')
            t.type('q')
            t.ends()


def test_a_script_that_quits():
    with home_with_days() as home:
        script = Script(home, 's Q s')
        with script as t:
            t.ends()
            holds(not os.path.exists(script.done), 'not done, but left')
            equal(rows(home)['00001']['favourite'], True, 'written')


def test_in_memory():
    with home_with_days() as home:
        script = Script(home, 's j s B', '--demo')
        with script as t:
            script.over()
            t.sees('favourites')
            t.sees('2 starred')


def test_done_that_cannot_be_made():
    with home_with_days() as home:
        path = home.path('script')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('j')
        with Terminal(home, words=('read', '--script', path, '--done',
                                   home.path('no/such'))) as t:
            t.sees('cannot write ')
            t.type('Q')
            t.ends()


def refused(home, code, text, *words):
    """The reader says what is wrong and leaves the terminal alone."""
    with Pseudo(home.command('read', *words),
                environment=home.environment) as p:
        equal(p.ended(), code)
        holds(text in p.bytes.decode(), p.bytes)
        holds(b'\x1b' not in p.bytes, 'the terminal was touched')


def test_faults():
    with home_with_days() as home:
        path = home.path('script')
        for text, words in (
                ('j\n  tab', path + ':2:3: expected keys, or text in quotes'),
                ('/ "abc', path + ':1:3: expected a closing "'),
                (None, path)):
            if text is None:
                os.unlink(path)
            else:
                with open(path, 'w', encoding='utf-8') as file:
                    file.write(text)
            refused(home, 1 if text is None else 2, words, '--script', path)
        refused(home, 2, '--done belongs to --script', '--done', path)


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    SERVER = arxiv_server.start()
    sys.exit(run(globals()))
