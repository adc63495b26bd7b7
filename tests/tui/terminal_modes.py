#!/usr/bin/env python3
"""What the reader makes of the terminal and how it gives it back: modes, mouse,
pastes, sequences, sizes, crashes and ends."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import termios

sys.dont_write_bytecode = True
from terminal import DAY, NoServer, Terminal, home_with_days  # noqa: E402
from pseudo import PROBE, Pseudo, scan  # noqa: E402
from cases import Home, Skip, equal, holds, run  # noqa: E402

PASTE_ON, PASTE_OFF = b'\x1b[?2004h', b'\x1b[?2004l'
MOUSE_ON, MOUSE_OFF = b'\x1b[?1000h\x1b[?1006h', b'\x1b[?1006l\x1b[?1000l'
TITLE_ON = b'\x1b[22;0t\x1b]2;arxday\x07'
TITLE_OFF = b'\x1b]2;\x07\x1b[23;0t'

# A sanitizer would take the crash for its own.
CRASHES = {'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') +
           ':handle_segv=0:handle_abort=0'}


def probe(*words, **more):
    """The screen alone."""
    return Pseudo((PROBE,) + words, **more)


def restored(p):
    """True when lines are read and echoed again."""
    return p.modes()[3] & (termios.ICANON | termios.ECHO | termios.ISIG) == (
        termios.ICANON | termios.ECHO | termios.ISIG)


def test_begin_and_end():
    for words, title, mouse in (((), False, False), (('title',), True, False),
                                (('title', 'mouse'), True, True)):
        with probe(*words) as p:
            p.until('cursor')
            for bytes_, on in ((PASTE_ON, True), (TITLE_ON, title),
                               (MOUSE_ON, mouse)):
                equal(bytes_ in p.bytes, on, (words, bytes_))
            holds(not restored(p), 'keys come one by one')
            p.send(b'q')
            equal(p.ended(), 0)
            for bytes_, on in ((PASTE_OFF, True), (TITLE_OFF, title),
                               (MOUSE_OFF, mouse), (b'\x1b[?1049l', True)):
                equal(bytes_ in p.since(), on, (words, bytes_))
            holds(restored(p), 'the terminal is as it was')


def test_terminals_that_know_nothing():
    for term in ('vt100', 'linux', 'ansi'):
        with probe('title', 'mouse', term=term) as p:
            p.until('cursor')
            p.send(b'q')
            equal(p.ended(), 0)
            for bytes_ in (b'2004', b'\x1b]', b'1000', b'22;0t'):
                holds(bytes_ not in p.bytes, (term, bytes_))


def test_mouse():
    with probe('mouse') as p:
        p.until('cursor')
        for sent, seen in ((b'\x1b[<64;10;5M', 'mouse up 4 9'),
                           (b'\x1b[<65;1;1M', 'mouse down 0 0'),
                           (b'\x1b[<0;80;24M', 'mouse press 23 79'),
                           (b'\x1b[<0;80;24m\x1b[<0;80;24M',
                            'mouse double 23 79'),
                           (b'\x1b[<35;7;7M', 'none')):
            p.send(sent)
            p.until(seen)
        p.send(b't')
        p.until(MOUSE_OFF)
        p.send(b't')
        p.until(MOUSE_ON)
        p.send(b'q')
        equal(p.ended(), 0)


def test_paste():
    with probe() as p:
        p.until('cursor')
        p.send(b'\x1b[200~qQq\r\nrm -rf\t\x03\x1b[31m\xc3\xa9\x1b[201~')
        p.until('1 paste 17 [qQq rm -rf [31m\u00e9]')
        p.send(b'j')
        p.until('2 j')
        for piece in (b'\x1b', b'[20', b'0~ab', b'c\x1b[2', b'01', b'~'):
            p.send(piece)
        p.until('paste 3 [abc]')
        p.send(b'\x1b[200~' + b'line of text\n' * 100000 + b'\x1b[201~')
        p.until('paste 65536 [line of text line', 60)
        p.send(b'q')
        equal(p.ended(), 0)


def test_paste_without_end():
    with probe() as p:
        p.until('cursor')
        p.send(b'\x1b[200~qq')
        # Nothing but time ends it: keys come again after a second.
        while p.read(1.2):
            pass
        p.send(b'j')
        p.until('2 j')
        p.send(b'q')
        equal(p.ended(), 0)


def test_sequences():
    with probe() as p:
        p.until('cursor')
        number = 0
        for sent, seen in ((b'\x1b[1;5A', 'none'), (b'\x1b[A', 'Up'),
                           (b'\x1bOA', 'Up'), (b'\x1b[201~', 'none'),
                           (b'\x1b]52;c;cXE=\x07', 'none'),
                           (b'\x1b]11;rgb:0/0/0\x1b\\', 'none'),
                           (b'\x1b', 'Esc'), (b'\xc3\xa9', '\u00e9')):
            number += 1
            p.send(sent)
            p.until('%d %s' % (number, seen))
        for piece in (b'\x1b[', b'1;', b'5A'):
            p.send(piece)
        p.until('%d none' % (number + 1))
        p.send(b'q')
        equal(p.ended(), 0)


def test_crash():
    for key, number in ((b'!', signal.SIGSEGV), (b'a', signal.SIGABRT)):
        with probe('title', 'mouse', environment=CRASHES) as p:
            p.until('cursor')
            p.send(key)
            equal(p.ended(), -number)
            for bytes_ in (MOUSE_OFF, PASTE_OFF, TITLE_OFF, b'\x1b[?1049l',
                           b'\x1b[?25h', b'\x1b[0m'):
                holds(bytes_ in p.since().replace(b'\x1b(B\x1b[m', b'\x1b[0m'),
                      (key, bytes_))
            holds(restored(p), 'the terminal is as it was')


def test_stop_and_go_on():
    """In a shell with job control, with another size meanwhile."""
    bash = shutil.which('bash')
    if bash is None:
        raise Skip('no bash')
    with Home(NoServer) as home:
        with Terminal(home, 90, 40, command=(
                'env', 'PS1=ready> ', 'HISTFILE=', bash, '--norc',
                '--noprofile', '-i')) as t:
            t.sees('ready>')
            t.type("'%s' mouse title" % os.path.abspath(PROBE))
            t.keys('Enter')
            t.sees('italic')
            equal(t.ask('alternate_on'), '1')
            equal(t.ask('mouse_any_flag'), '1')
            equal(t.ask('pane_title'), 'arxday')
            t.type('z')
            t.sees('Stopped')
            equal(t.ask('alternate_on'), '0')
            equal(t.ask('mouse_any_flag'), '0')
            holds(t.ask('pane_title') != 'arxday', 'the title is given back')
            t.resize(50, 36)
            t.type('fg')
            t.keys('Enter')
            t.sees('1 z')
            equal(t.ask('alternate_on'), '1')
            equal(t.ask('mouse_any_flag'), '1')
            t.type('x')
            t.sees('2 x')
            t.type('q')
            t.waits(lambda: t.ask('alternate_on') == '0', 'its end')
            t.type('exit')
            t.keys('Enter')
            t.waits(lambda: t.ask('pane_dead') == '1', 'the end of the shell')


def reader(home, **more):
    """The real reader."""
    return Pseudo(home.command('read', DAY), **dict(
        {'environment': home.environment}, **more))


def test_options_of_the_reader():
    with home_with_days() as home:
        for settings, there, missing in (
                ('', (PASTE_ON, TITLE_ON), (MOUSE_ON,)),
                ('set mouse yes\nset title no\n', (PASTE_ON, MOUSE_ON),
                 (TITLE_ON,))):
            with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
                file.write(settings)
            with reader(home) as p:
                p.until('PLUM')
                # A paste without a prompt does nothing, whatever it holds.
                p.send(b'\x1b[200~sQ\rQ\x1b[201~')
                p.until('paste')
                p.send(b'Q')
                equal(p.ended(), 0)
                for bytes_ in there:
                    holds(bytes_ in p.bytes, (settings, bytes_))
                for bytes_ in missing:
                    holds(bytes_ not in p.bytes, (settings, bytes_))
        holds(not any(row['favourite'] for row in home.json('list', DAY)),
              'nothing was starred')


def test_storm_of_sizes():
    sizes = [(1, 1), (2, 5), (500, 1000), (24, 80), (1, 500), (300, 1),
             (5, 20), (4, 19), (65535, 65535), (50, 132)]
    with home_with_days() as home, reader(home) as p:
        p.until('PLUM')
        for number in range(300):
            p.resize(*sizes[number % len(sizes)])
            p.read(0.05)
            if number % 3 == 0:
                p.send(b'j' if number % 2 else b'\x0c')
        p.resize(24, 80)
        p.send(b'\x0cg')
        p.until('PLUM', 60)
        p.send(b'Q')
        equal(p.ended(60), 0)


def test_terminal_gone():
    with home_with_days() as home:
        with reader(home) as p:
            p.until('PLUM')
            p.hang_up()
            holds(p.gone(5) < 1, 'it ends within a second')
            equal(p.code, 129)
        # Without the signal: the end of the input is enough.
        command = home.command('read', DAY)
        with Pseudo(('/bin/sh', '-c', 'trap "" HUP; exec "$@"', 'sh')
                    + tuple(command), environment=home.environment) as p:
            p.until('PLUM')
            p.hang_up()
            holds(p.gone(5) < 1, 'it ends within a second')
            equal(p.code, 129)


def test_unusable_terminals():
    with home_with_days() as home:
        for term in ('dumb', '', 'no-such-terminal', 'x' * 5000, None,
                     '../../../etc/passwd'):
            with reader(home, term=term) as p:
                equal(p.ended(), 2, term)
                holds(b'TERM' in p.bytes, p.bytes)
                equal(p.bytes.count(b'\n'), 1, 'lines')
                holds(len(p.bytes) < 300, 'a short line')
                holds(restored(p), 'the terminal is as it was')


def test_closed_descriptors():
    with home_with_days() as home:
        for closed in ('<&-', '>&-', '2>&-', '<&- >&-', '<&- >&- 2>&-'):
            code = subprocess.run(
                ('/bin/sh', '-c', 'exec "$@" ' + closed, 'sh')
                + tuple(home.command('read', DAY)), env=home.environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, check=False,
                timeout=20).returncode
            equal(code, 2, closed)
        holds('PLUM' in home.run('list', DAY), 'the library is well')


def latin_locale(folder):
    """A locale of ISO-8859-1, made for the test."""
    try:
        subprocess.run(('localedef', '-i', 'en_US', '-f', 'ISO-8859-1',
                        os.path.join(folder, 'en_US')), check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        raise Skip('localedef cannot make a locale') from None
    return {'LOCPATH': folder, 'LC_ALL': 'en_US'}


def test_other_locales():
    for words in (('ascii',), ()):
        with probe(*words, environment={'LC_ALL': 'C'},
                   encoding='ascii') as p:
            p.until('cafe ab "x" * ?  end')
            p.send(b'\xc3\xa9')
            p.until('none')
            p.send(b'q')
            equal(p.ended(), 0)
    with probe('ascii') as p:
        p.until('cafe ab "x" * ?  end')
        p.send(b't')
        p.until('caf\u00e9 \u03b1\u03b2')
        p.send(b'q')
        equal(p.ended(), 0)


def test_latin_locale():
    with tempfile.TemporaryDirectory() as folder:
        with probe(environment=latin_locale(folder),
                   encoding='latin-1') as p:
            p.until('caf\u00e9 ab "x" * ?  end')
            p.send(b'\xe9')
            p.until('1 \u00e9')
            p.send(b'\x1b[200~\xe9\x9b\x1b[201~')
            p.until('paste 2 [\u00e9]')
            p.send(b'q')
            equal(p.ended(), 0)
        with home_with_days() as home, reader(
                home, environment=dict(home.environment,
                                       **latin_locale(folder)),
                encoding='latin-1') as p:
            p.until('PLUM')
            p.send(b'Q')
            equal(p.ended(), 0)


def test_the_scan_can_fail():
    for bad in (b'\x1b]52;c;ZQ==\x07', b'\x1b]0;evil\x07', b'a\xc2\x9bb',
                b'\xe2\x80\xae', b'\x1bPq\x1b\\', b'\x07'):
        try:
            scan(b'fine' + bad)
        except AssertionError:
            continue
        raise AssertionError('not noticed: %r' % bad)


if __name__ == '__main__':
    sys.exit(run(globals()))
