"""A program on a pseudo terminal: every byte that it writes is kept, and bytes
are sent to it as a terminal would."""

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

SOURCE = os.environ.get('ARXDAY_SOURCE', '.')
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'server'))
from cases import BUILD, holds  # noqa: E402

PROBE = os.path.join(BUILD, 'screen_probe')

# Code points that must never come out: controls, bidi, zero width, tags.
FORBIDDEN = re.compile(
    '[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069'
    '\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]')

# What curses may send for an xterm, our modes and our title.
ALLOWED = re.compile(
    r'\x1b\[[0-9;?>]*[@-~]|\x1b[()][0B]|\x1b[=>78MHDEc]|'
    r'\x1b\]2;(arxday)?\x07|[\r\n\b\t\x0e\x0f]')


def scan(data, encoding='utf-8'):
    """Fails when anything but what is ours is among the bytes."""
    rest = ALLOWED.sub('', data.decode(encoding))
    found = FORBIDDEN.search(rest)
    holds(found is None, 'forbidden: %r' % (
        found and rest[max(0, found.start() - 20):found.end() + 20]))


class Pseudo:
    """Leaving the context ends the program, and scans what it wrote."""

    def __init__(self, words, term='xterm-256color', size=(24, 80),
                 environment=(), encoding='utf-8'):
        self.encoding = encoding
        self.bytes = b''
        self.mark = 0
        self.code = None
        changed = dict(os.environ, LC_ALL='C.UTF-8')
        changed.pop('COLORTERM', None)
        changed.pop('NO_COLOR', None)
        changed.update(environment)
        changed.pop('TERM', None)
        if term is not None:
            changed['TERM'] = term
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.execve(words[0], words, changed)
            finally:
                os._exit(127)
        self.resize(*size)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.close()
        if kind is None:
            scan(self.bytes, self.encoding)

    def resize(self, rows, columns):
        """Gives the terminal another size."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ,
                    struct.pack('HHHH', rows, columns, 0, 0))

    def read(self, quiet):
        """Reads a piece; false when none came for `quiet` seconds."""
        if not select.select([self.fd], [], [], quiet)[0]:
            return False
        try:
            piece = os.read(self.fd, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return False
        self.bytes += piece
        return bool(piece)

    def until(self, text, limit=20):
        """Reads until it has written a text since the last send()."""
        end = time.monotonic() + limit
        if isinstance(text, str):
            text = text.encode(self.encoding)
        while text not in self.bytes[self.mark:]:
            holds(time.monotonic() < end, 'never written: %r in %r' % (
                text, self.bytes[self.mark:][-300:]))
            self.read(0.05)

    def send(self, data):
        """Sends bytes; what is waited for then comes after them."""
        self.mark = len(self.bytes)
        while data:
            if select.select([], [self.fd], [], 0.05)[1]:
                data = data[os.write(self.fd, data[:1024]):]
            while self.read(0):
                pass

    def since(self):
        """What it wrote since the last send()."""
        return self.bytes[self.mark:]

    def modes(self):
        """The settings of the terminal."""
        return termios.tcgetattr(self.fd)

    def ended(self, limit=20):
        """Waits for its end; the status as subprocess tells it."""
        end = time.monotonic() + limit
        while self.code is None:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
            holds(time.monotonic() < end, 'it does not end')
        while self.fd is not None and self.read(0.02):
            pass
        return self.code

    def hang_up(self):
        """The terminal's window is closed."""
        os.close(self.fd)
        self.fd = None

    def gone(self, limit):
        """Waits for its end without a terminal; the seconds it took."""
        begin = time.monotonic()
        while time.monotonic() < begin + limit:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
                return time.monotonic() - begin
            select.select([], [], [], 0.005)
        raise AssertionError('it lives on without a terminal')

    def close(self):
        """Ends it."""
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.code = -9
        if self.fd is not None:
            os.close(self.fd)
            self.fd = None
