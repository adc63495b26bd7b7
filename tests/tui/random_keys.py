#!/usr/bin/env python3
"""Keys at random, with pastes, the mouse, resizes and writes of other processes
in between: the reader never dies, never gets stuck, writes nothing forbidden,
and all that was done is taken back by u."""

import os
import random
import re
import signal
import sqlite3
import sys
import time

sys.dont_write_bytecode = True
from terminal import (BEFORE, SOURCE, fill, home_with_days,  # noqa: E402
                      make_papers)
from pseudo import Pseudo, scan  # noqa: E402
from cases import equal, holds, run, until  # noqa: E402

DEEP = bool(os.environ.get('ARXDAY_DEEP'))
KEYS = 10000 if DEEP else 600
SEED = int(os.environ.get('ARXDAY_SEED', '20251010'))
ROUND = 40  # keys between two looks at how it is

SPECIAL = {'Down': b'\x1b[B', 'Up': b'\x1b[A', 'Left': b'\x1b[D',
           'Right': b'\x1b[C', 'Home': b'\x1b[H', 'End': b'\x1b[F',
           'PgDn': b'\x1b[6~', 'PgUp': b'\x1b[5~', 'Enter': b'\r',
           'Tab': b'\t', 'S-Tab': b'\x1b[Z', 'Space': b' ', 'Esc': b'\x1b',
           'F1': b'\x1bOP', 'F2': b'\x1bOQ', 'Del': b'\x1b[3~',
           'Backspace': b'\x7f'}
# What is typed into prompts; no word of it does harm as a command.
TEXTS = ('zebra', 'ti:matter', 'is:unread', 'a AND (b', '"', '-ti:x OR au:y',
         '2510.00003', 'hep-th/9901001', 'https://arxiv.org/abs/2510.00004v2',
         'nonsense', 'llm -old', 'été', '日本', 'e\u0301', '\u202e', '~', '*',
         'sort title', 'set unread-only yes', 'set unread-only no', 'set theme',
         'bind Z star', 'go latest', 'go -1', 'topics', 'true', 'cs.IR',
         'topic x ti:zebra', 'colour star red', 'write', '\x00\x7f',
         'set mark-read view', 'set ascii yes', 'set ascii no', ';' * 9)
BYTES = (b'\xff\xfe', b'\x1b[<64;10;5M', b'\x1b[<0;12;4M\x1b[<0;12;4m',
         b'\x1b[<65;70;20M', b'\x1b[200~pasted q Q text\x1b[201~',
         b'\x1b[1;5A', b'\x1b]52;c;cXE=\x07', b'\x1b[I', b'\x1b[999;999R')
CLIPBOARD = re.compile(rb'\x1b\]52;c;[A-Za-z0-9+/=]*(\x07|\x1b\\)')
WEEKDAY = re.compile(rb'(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ 20\d\d')
ROOMS = (b'Calendar', b'Ledger', b'Keys', b'Messages', b'Topics', b'Info',
         b'Categories')


def encode(key):
    """The bytes of a key by its name."""
    if key in SPECIAL:
        return SPECIAL[key]
    if len(key) == 2 and key[0] == '^':
        return bytes([ord(key[1]) & 0x1f])
    return key.replace('\\\\', '\\').encode()


def default_keys():
    """All keys of actions.def."""
    with open(os.path.join(SOURCE, 'src', 'tui', 'actions.def'),
              encoding='utf-8') as file:
        rows = re.findall(r'^ACTION\((\w+), "[^"]+", \w+, "([^"]*)"',
                          file.read(), re.M)
    holds(len(rows) > 60, 'actions.def was read')
    return {name: [encode(key) for key in keys.split()]
            for name, keys in rows}


class Walk:
    """One walk. Leaving the context ends the reader."""

    def __init__(self, home):
        self.home = home
        self.random = random.Random(SEED)
        self.keys = default_keys()
        rare = ('QUIT', 'INTERRUPT', 'REFRESH', 'SUSPEND')
        often = ('STAR', 'READ', 'DONE', 'HIDE', 'UNDO', 'DOWN', 'UP', 'OPEN')
        self.names = sorted(self.keys)
        self.weights = [1 if name in rare else 30 if name in often else 10
                        for name in self.names]
        self.begun = 0
        self.day = 0
        self.p = None
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.p.close()

    def start(self):
        """Starts the reader, on a terminal that does not echo: what comes
        from it is ours."""
        self.begun += 1
        self.p = Pseudo(['/bin/sh', '-c', 'cd "$1" && shift && '
                         '/bin/stty -echo && exec "$@"', 'sh',
                         self.home.folder.name, *self.home.command()],
                        environment=self.home.environment)
        self.p.until('arxday')

    def stands(self):
        """False when the reader has ended; it must have been well."""
        pid, status = os.waitpid(self.p.pid, os.WNOHANG)
        if not pid:
            return True
        self.p.code = os.waitstatus_to_exitcode(status)
        holds(self.p.code in (0, 130), 'it ended with %d: %r' % (
            self.p.code, self.p.bytes[-2000:]))
        self.looked()
        self.p.close()
        return False

    def looked(self):
        """Looks at what was written since, and forgets it."""
        self.quiet()
        scan(CLIPBOARD.sub(b'', self.p.bytes))
        self.p.bytes = b''
        self.p.mark = 0

    def press(self):
        """One key, or something else that may come."""
        choice = self.random.random()
        if choice < 0.80:
            name = self.random.choices(self.names, self.weights)[0]
            self.p.send(self.random.choice(self.keys[name]))
        elif choice < 0.90:
            text = self.random.choice(TEXTS).encode()
            self.p.send(text + self.random.choice((b'\r', b'\t', b'\x1b', b'')))
        elif choice < 0.93:
            self.p.send(b'%d' % self.random.choice((2, 5, 17, 99999)))
        elif choice < 0.97:
            self.p.send(self.random.choice(BYTES))
        else:
            self.p.resize(*self.random.choice((
                (1, 1), (2, 300), (500, 200), (24, 80), (5, 20), (12, 40),
                (self.random.randint(1, 70), self.random.randint(1, 250)))))

    def other(self):
        """Another process writes."""
        ident = '2510.%05d' % self.random.randint(1, 30)
        what = self.random.randrange(6)
        if what < 4:
            self.home.run(*(('star', ident), ('unstar', ident),
                            ('mark', 'hide', ident),
                            ('tag', ident, '+other'))[what])
        elif what == 4:
            self.home.run('note', ident, 'of another process')
        else:
            self.day += 1
            fill(self.home, make_papers(3, first=600 + 3 * self.day,
                                        categories=('cs.IR',)), BEFORE)

    def awaken(self):
        """Lets it go on when ^Z has stopped it."""
        try:
            with open('/proc/%d/stat' % self.p.pid, encoding='ascii') as file:
                stopped = file.read().rsplit(')', 1)[1].split()[0] == 'T'
        except FileNotFoundError:
            return
        if stopped:
            os.kill(self.p.pid, signal.SIGCONT)

    def quiet(self, seconds=0.05):
        """Reads until nothing more comes."""
        while self.p.read(seconds):
            pass
        time.sleep(0.01)  # a reader that ends reads no more

    def in_listing(self):
        """Whether what it draws when it is asked to is the listing."""
        self.p.send(b'\x0c')
        self.quiet(0.2)
        bar = self.p.since()
        if b'nothing is held yet' in bar:
            self.unfollow()
        return WEEKDAY.search(bar) and not any(
            b'arxday  ' + room in bar for room in ROOMS)

    def unfollow(self):
        """Follows nothing, so that all days are in view again."""
        for name in self.home.run('follow').split('\n'):
            words = name.split('\t')[0].strip()
            if re.fullmatch(r'[a-z-]+(\.[A-Za-z-]+)?', words):
                self.home.run('unfollow', words)

    def answers(self):
        """Leads back to the listing, whatever is shown; starts it again when
        it was left."""
        if not self.stands():
            self.start()
        self.p.resize(24, 100)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            self.awaken()
            # Whether a program waits for Enter is only seen by its words.
            waits = b'[Enter goes back]' in self.p.bytes[-400:]
            self.p.send(b'\r' if waits else b'\x1b')
            self.quiet()
            if not self.stands():
                self.start()
            if self.in_listing():
                self.looked()
                return
        raise AssertionError('no listing after many Esc: %r' %
                             self.p.since()[-900:])


def prepare(home):
    """Programs that the reader may run, and nothing else is found."""
    os.mkdir(home.path('bin'))
    os.symlink('/bin/true', home.path('bin/true'))
    with open(home.path('bin/edit'), 'w', encoding='utf-8') as file:
        file.write('#!/bin/sh\necho more >>"$1"\n')
    os.chmod(home.path('bin/edit'), 0o755)
    home.environment.update(PATH=home.path('bin'), EDITOR='edit',
                            BROWSER='true')
    with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
        file.write('set mouse yes\nset key-timeout 50\n')


def marks(home):
    """All marks, tags and notes that are in force."""
    library = sqlite3.connect('file:%s?mode=ro' % home.library.replace(
        ' ', '%20'), uri=True)
    try:
        result = [library.execute(query).fetchall() for query in (
            'SELECT * FROM mark WHERE coalesce(star_at, read_at, done_at,'
            ' hidden_at) IS NOT NULL ORDER BY paper',
            'SELECT paper, name FROM tag ORDER BY 1, 2',
            'SELECT paper, text FROM note ORDER BY paper')]
    finally:
        library.close()
    return result


def undo_all(walk):
    """Takes everything back."""
    for _ in range(200):
        walk.p.send(b'u' * 50)
        while walk.p.read(0.2):
            pass
        if b'nothing to take back' in walk.p.since():
            return
        walk.looked()
    raise AssertionError('u never comes to an end')


def test_walk():
    print('ARXDAY_SEED=%d, %d keys' % (SEED, KEYS))
    with home_with_days() as home:
        prepare(home)
        equal(marks(home), [[], [], []], 'the first state')
        with Walk(home) as walk:
            for number in range(KEYS):
                if not walk.stands():
                    walk.start()
                walk.press()
                if number % ROUND == ROUND - 1:
                    walk.other()
                    walk.answers()
            walk.answers()
            undo_all(walk)
            until(lambda: marks(home) == [[], [], []], 'the first state: %r'
                  % marks(home))
            walk.answers()
            walk.p.send(b'Q')
            equal(walk.p.ended(), 0, 'Q')
            walk.looked()
            print('the reader was begun %d times' % walk.begun)


if __name__ == '__main__':
    sys.exit(run(globals()))
