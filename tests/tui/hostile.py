#!/usr/bin/env python3
"""Every byte that the reader sends to its terminal, while it shows papers
whose texts are made of escapes: only sequences of the terminal's own and our
fixed title may be among them."""

import fcntl
import os
import pty
import re
import select
import sqlite3
import struct
import subprocess
import sys
import termios
import time

sys.dont_write_bytecode = True
from terminal import DAY, NoServer, fill  # noqa: E402
from arxiv_server import make_feed, make_papers  # noqa: E402
from cases import Home, holds, run  # noqa: E402

# What curses may send for an xterm, and our title.
ALLOWED = re.compile(
    r'\x1b\[[0-9;?>]*[@-~]|\x1b[()][0B]|\x1b[=>78MHDEc]|'
    r'\x1b\]2;(arxday)?\x07|[\r\n\b\t\x0e\x0f]')

# Code points that must never come out: controls, bidi, zero width, tags.
FORBIDDEN = re.compile(
    '[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069'
    '\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]')

# Pieces of escapes: as they are (where XML lets them be), as references once
# and twice escaped, C1 as a code point, bidi and the invisible.
PAYLOADS = (
    '&#27;]52;c;ZXZpbA==&#7;', '&#x1b;[31mEVIL&#x1b;[0m',
    '&amp;#27;]0;evil&amp;#7;', '&#x9b;31mEVIL', '\u009b31mEVIL\u009c',
    '\u202eEVIL\u202c', '\u2066EVIL\u2069', '\u200bE\u200dV\u2060I\ufeffL',
    '&#8238;EVIL&#8237;', 'a\u0301\u0301\u0301\u0301\u0301\u0301\u0301b',
    '\U000e0041\U000e0042EVIL', '&#xad;EV&#xad;IL', '&#127;EVIL',
    "\\'{\u009b}31m", '\u0085\u2028\u2029EVIL', '%1b[31mEVIL')


class Quiet(Home):
    """A home whose feeds are written by hand."""

    def import_raw(self, name, text):
        path = self.path(name)
        with open(path, 'wb') as file:
            file.write(text.encode('utf-8', 'surrogateescape'))
        return subprocess.run(self.command('import', path),
                              env=self.environment, check=False,
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode


def hostile_feed():
    """One feed a payload: markers where the payload goes, put in by hand
    because it is XML already."""
    for number, payload in enumerate(PAYLOADS):
        papers = make_papers(2, first=10 * number + 1)
        papers[0].update(title='T MARK T', authors='A MARK B, C MARK D',
                         abstract='S MARK S ' * 30, categories=('cs.AI',))
        yield papers, payload


class Pty:
    """The reader on a pseudo terminal; keeps all that it wrote."""

    def __init__(self, home, columns, rows, locale='C.UTF-8'):
        environment = dict(home.environment, TERM='xterm', LC_ALL=locale)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(home.command()[0], home.command('read', DAY),
                      environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ,
                    struct.pack('HHHH', rows, columns, 0, 0))
        self.bytes = b''

    def read(self, quiet=0.15, limit=10):
        """Reads until nothing has come for a while."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if not select.select([self.fd], [], [], quiet)[0]:
                return True
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                return False
            if not piece:
                return False
            self.bytes += piece
        return True

    def until(self, text, limit=20):
        """Reads until it has written a text."""
        end = time.monotonic() + limit
        while text not in self.bytes:
            holds(time.monotonic() < end, 'never written: %r' % text)
            self.read(0.02)

    def type(self, keys):
        """Types keys and reads what they make."""
        os.write(self.fd, keys)
        return self.read()

    def close(self):
        """Ends it and reads the rest."""
        try:
            os.write(self.fd, b'Q')
            while self.read(2):
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    return
        finally:
            os.close(self.fd)


def check(data, where):
    """Fails when anything but ours is among the bytes."""
    text = data.decode('utf-8')
    rest = ALLOWED.sub('', text)
    found = FORBIDDEN.search(rest)
    holds(found is None, '%s: %r' % (where, found and rest[
        max(0, found.start() - 20):found.end() + 20]))
    for sequence in re.findall(r'\x1b\][^\x07\x1b]*', text):
        holds(sequence in ('\x1b]2;arxday', '\x1b]2;'), repr(sequence))
    holds('\x1b[31m' not in text or 'EVIL' not in text.split('\x1b[31m')[1]
          [:6], where)


def tour(home, columns, rows, locale):
    """Shows each paper in each view; all bytes of it."""
    reader = Pty(home, columns, rows, locale)
    reader.until(b'arxday')
    reader.read()
    for keys in (b'j', b'\r', b' ', b'q', b'$', b'j', b'/evil', b'\r', b'n',
                 b'\x1b', b'G', b'\r', b'q', b'?', b'q', b'@', b'q', b's',
                 b'm', b'd', b'u', b'\x0c', b'/\xc2\x9b\xe2\x80\xae', b'\x03'):
        reader.type(keys)
    reader.close()
    return reader.bytes


def test_feeds_of_escapes():
    with Quiet(NoServer) as home:
        fill(home, make_papers(1, first=999))
        taken = 0
        for number, (papers, payload) in enumerate(hostile_feed()):
            text = make_feed('cs.AI', DAY, papers).decode()
            code = home.import_raw('h%d.xml' % number,
                                   text.replace('MARK', payload))
            taken += code in (0, 3)
        holds(taken >= 8, 'only %d feeds were taken' % taken)
        for columns, rows, locale in ((80, 24, 'C.UTF-8'),
                                      (120, 50, 'C.UTF-8'), (80, 24, 'C')):
            data = tour(home, columns, rows, locale)
            holds(b'EVIL' in data, 'the papers were shown')
            check(data, '%dx%d %s' % (columns, rows, locale))


def test_the_corpus():
    folder = os.path.join(os.environ.get('ARXDAY_SOURCE', '.'), 'tests',
                          'data', 'hostile')
    with Quiet(NoServer) as home:
        fill(home, make_papers(3, first=1))
        for name in sorted(os.listdir(folder)):
            subprocess.run(home.command('import',
                                        os.path.join(folder, name)),
                           env=home.environment, check=False,
                           stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        check(tour(home, 80, 24, 'C.UTF-8'), 'corpus')


def test_a_library_of_escapes():
    """The second gate: what stands in the library is not trusted either."""
    with Quiet(NoServer) as home:
        fill(home, make_papers(4, first=1))
        evil = ('A\x1b[31mEVIL\x1b]52;c;ZQ==\x07 \u009b31mEVIL \u202eEVIL '
                '\x7f\r\n\x08\ufeff ' + 'o' + '\u0301' * 5000 + ' end')
        library = sqlite3.connect(home.library)
        with library:
            library.execute('UPDATE paper SET title = ?, authors = ?',
                            (evil, evil))
            library.execute('UPDATE detail SET abstract = ?, comments = ?',
                            (evil, evil))
        library.close()
        data = tour(home, 80, 24, 'C.UTF-8')
        holds(b'EVIL' in data, 'the papers were shown')
        check(data, 'library')


def test_the_check_can_fail():
    for bad in (b'\x1b]52;c;ZQ==\x07', b'\x1b]0;evil\x07', b'a\xc2\x9bb',
                b'\xe2\x80\xae', b'\x1bPq\x1b\\', b'\x07', b'\x1b[31mEVIL'):
        try:
            check(b'fine' + bad, 'planted')
        except AssertionError:
            continue
        raise AssertionError('not noticed: %r' % bad)


def test_titles_are_given_back():
    with Quiet(NoServer) as home:
        fill(home, make_papers(1, first=1))
        reader = Pty(home, 80, 24)
        reader.until(b'\x1b]2;arxday\x07')
        reader.close()
        holds(reader.bytes.rindex(b'\x1b]2;\x07') >
              reader.bytes.rindex(b'\x1b]2;arxday\x07'), 'blank at the end')


def test_key_flood():
    with Quiet(NoServer) as home:
        fill(home, make_papers(30, first=1))
        reader = Pty(home, 80, 24)
        reader.until(b'arxday')
        junk = bytes((i * 7 + i // 251) % 256 for i in range(10000))
        junk = re.sub(rb'[\x03\x1aqQwrR]', b'j', junk)
        for i in range(0, len(junk), 500):
            reader.type(junk[i:i + 500])
        reader.type(b'\x1b\x1b\x1b')
        before = len(reader.bytes)
        reader.type(b'\x0c')
        holds(len(reader.bytes) > before, 'it still draws')
        reader.close()
        check(reader.bytes, 'flood')


if __name__ == '__main__':
    sys.exit(run(globals()))
