#!/usr/bin/env python3
"""The reader in tmux: what the screens say, what the keys do, and that marks
are in the library at once."""

import os
import re
import signal
import sys
import time

sys.dont_write_bytecode = True
from terminal import (BEFORE, DAY, SOURCE, TMUX, Terminal, fill,  # noqa: E402
                      home_with_days)
from cases import Home, equal, holds, run, until  # noqa: E402

HOME = None


def reader(columns=80, rows=24, home=None, **more):
    """The reader on the sample day, once its first screen is there."""
    terminal = Terminal(home or HOME, columns, rows, **more)
    terminal.begins('NEW SUBMISSIONS 30')
    return terminal


def listed(home, ident):
    """The JSON of one paper of the day."""
    return [row for row in home.json('list', DAY) if row['id'] == ident][0]


def marked(home, ident, name):
    """Waits until another process sees a mark."""
    until(lambda: listed(home, ident)[name], '%s %s' % (ident, name))


def test_screen_wide():
    with reader(200, 60) as t:
        lines = t.lines()
        top = lines[0]
        for piece in ('arxday', 'Fri 10 Oct 2025', 'cs.IR', '46 papers',
                      '46 unread', '0 starred'):
            holds(piece in top, '%r in %r' % (piece, top))
        holds(re.match(r' NEW SUBMISSIONS 30 ─+ +│ PLUM: Adapting', lines[1]),
              lines[1])
        holds(re.match(r'   ● 00001 PLUM: Adapting', lines[2]), lines[2])
        holds(all('│' in line for line in lines[1:59]), 'the wall')
        holds(any(re.match(r' CROSS-LISTS 8 ─', x) for x in lines), 'cross')
        holds(any(re.match(r' REPLACEMENTS 5 ─', x) for x in lines), 'rep')
        holds(any(re.match(r' REPLACED CROSS-LISTS 3 ─', x) for x in lines),
              'replaced crosses')
        text = t.text()
        holds('cs.IR cs.CL · 2510.00001v1 · new' in text, 'the facts')
        holds('Ruining He, Lukasz Heldt, Henri Poincaré, ' in text, 'names')
        holds(', …' in text, 'more names')
        for hint in ('j/k move', 'space page', 's star', '[ ] day',
                     '/ search', 'w write', '? help'):
            holds(hint in lines[59], hint)


def test_screen_usual():
    with reader(80, 24) as t:
        lines = t.lines()
        holds(lines[0].startswith(' arxday  Fri 10 Oct 2025   cs.IR'),
              lines[0])
        holds(lines[1].startswith(' NEW SUBMISSIONS 30 ──'), lines[1])
        rules = [i for i, x in enumerate(lines) if re.match(r'^─{70,}$', x)]
        equal(len(rules), 1, 'one line between list and paper')
        holds('PLUM: Adapting' in lines[rules[0] + 1], 'paper below')
        holds('? help' in lines[23], lines[23])


def test_screen_small():
    with reader(40, 12) as t:
        lines = t.lines()
        holds(lines[0].startswith(' arxday  Fri 10 Oct 2025'), lines[0])
        holds('starred' not in lines[0], 'dropped from the right')
        holds(any(re.match(r'   ● 00001 PLUM: Adapting .*…$', x)
                  for x in lines), 'a cut title')
        holds(all(len(x) <= 40 for x in lines), 'widths')


def test_moves():
    with reader(80, 24) as t:
        def at(number):
            t.waits(lambda: '%05d ' % number in t.cursor_line(),
                    'cursor on %d' % number)
        at(1)
        t.keys('j')
        at(2)
        t.keys('Down', 'Down', 'k')
        at(3)
        t.type('5j')
        at(8)
        t.type('20G')
        at(20)
        t.keys('G')
        at(303)
        t.type('gg')
        at(1)
        t.keys('End')
        at(303)
        t.keys('Home')
        at(1)
        t.type('}')
        at(101)
        t.type('}')
        at(201)
        t.type('{')
        at(101)
        t.type('{')
        at(1)
        t.keys('L', 'K')
        at(9)
        t.keys('H')
        at(1)
        t.keys('PageDown', 'PageUp')
        at(1)
        t.keys('C-d', 'C-u')
        at(1)
        holds('46 unread' in t.lines()[0], 'moving marks nothing')


def test_paper_pane():
    with reader(110, 24) as t:
        t.keys('Space')
        t.misses('PLUM: Adapting Pre-trained Language Models for')
        t.type('-')
        t.sees('PLUM: Adapting Pre-trained Language Models for')
        t.keys('l', 'j')
        t.misses('PLUM: Adapting Pre-trained Language Models for')
        t.keys('k', 'J')
        t.sees('On the matter of 2510.00002')
        t.keys('K', 'h', 'C-e')
        t.misses('PLUM: Adapting Pre-trained Language Models for')
        t.type('=<<')
        t.sees('PLUM')


def test_zoom_marks_read():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.keys('j', 'Enter')
        t.misses('NEW SUBMISSIONS')
        t.sees('Ada Able, Bo Béla (Univ. X, Dept. Y)')
        marked(home, '2510.00002', 'read')
        t.keys('q')
        t.sees('NEW SUBMISSIONS')
        t.sees('45 unread')
        t.waits(lambda: '00002' in t.cursor_line(), 'the cursor stays')
        t.keys('q')
        t.ends()


def test_space_to_the_end():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.keys('j', 'Space')
        t.waits(lambda: '00003' in t.cursor_line(), 'the next unread')
        marked(home, '2510.00002', 'read')


def test_star_at_once_and_after_a_kill():
    with home_with_days() as home:
        with reader(80, 24, home) as t:
            t.keys('j', 's')
            t.sees(' ★ ● 00002')
            t.sees('1 starred')
            marked(home, '2510.00002', 'favourite')
            t.keys('j', '*')
            t.sees(' ★ ● 00003')
            marked(home, '2510.00003', 'favourite')
            t.kill()
            t.waits(t.dead, 'the end')
        marked(home, '2510.00003', 'favourite')
        with reader(80, 24, home) as t:
            t.sees(' ★ ● 00003')


def test_keys_after_the_end():
    with home_with_days() as home:
        with reader(80, 24, home) as t:
            t.type('Qs')
            t.ends()
        equal(listed(home, '2510.00001')['favourite'], False, 'a late key')


def test_idle_is_silent():
    with reader(80, 24) as t:
        def switches():
            with open('/proc/%d/status' % t.pid(), encoding='ascii') as file:
                return [x for x in file if 'ctxt_switches' in x]
        t.type('j')
        t.waits(lambda: '00002' in t.cursor_line(), 'drawn')
        seen = [switches()]

        def quiet():
            time.sleep(1.5)
            seen.append(switches())
            return seen[-1] == seen[-2]
        t.waits(quiet, 'a second and a half without a wakeup', 15)


def test_undo_after_a_restart():
    with home_with_days() as home:
        with reader(80, 24, home) as t:
            t.type('sm')
            t.sees(' ★   00001')
            t.keys('q')
            t.ends()
        equal(listed(home, '2510.00001')['read'], True, 'waited for marks')
        with reader(80, 24, home) as t:
            t.type('u')
            t.sees(' ★ ● 00001')
            t.type('u')
            t.sees('   ● 00001')
            t.type('u')
            t.sees('nothing to take back')
            t.keys('C-r', 'C-r')
            t.sees(' ★   00001')
            equal(listed(home, '2510.00001')['favourite'], True, 'redone')


def test_done_goes_on():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.keys('d')
        t.sees('   ✓ 00001')
        t.waits(lambda: '00002' in t.cursor_line(), 'the next paper')
        marked(home, '2510.00001', 'read')
        t.keys('u')
        t.sees('   ● 00001')


def test_all_read_and_one_undo():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.type('A')
        t.sees('46 papers marked read')
        t.sees('0 unread')
        until(lambda: all(row['read'] for row in home.json('list', DAY)),
              'all read')
        t.type('u')
        t.sees('46 unread')


def test_unread_only():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.type('mU')
        t.sees('unread only')
        t.misses('00001')
        t.sees('NEW SUBMISSIONS 29')
        t.type('m')
        t.sees('44 unread')
        t.sees('00002')
        t.type('U')
        t.sees('NEW SUBMISSIONS 30')


def test_next_unread():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.type('jmkn')
        t.waits(lambda: '00003' in t.cursor_line(), 'over the read one')
        t.type('p')
        t.waits(lambda: '00001' in t.cursor_line(), 'back over it')


def test_search():
    with reader(80, 24) as t:
        t.type('/zebra')
        t.waits(lambda: '00005' in t.cursor_line(), 'the hit, live')
        t.keys('Enter')
        t.sees('/zebra  1 of 2')
        t.type('n')
        t.waits(lambda: '00021' in t.cursor_line(), 'an author')
        t.type('N')
        t.waits(lambda: '00005' in t.cursor_line(), 'back')
        t.keys('Escape')
        t.misses('/zebra')
        t.type('/00203')
        t.waits(lambda: '00203' in t.cursor_line(), 'an identifier')
        t.keys('Escape')
        t.waits(lambda: '00005' in t.cursor_line(), 'where it began')
        t.type('/ZEBRA')
        t.keys('Enter')
        t.sees('0 of 0')
        t.keys('Escape')


def test_days():
    with reader(80, 24) as t:
        t.type('[')
        t.sees('Thu 9 Oct 2025')
        t.sees('NEW SUBMISSIONS 4')
        t.type('[')
        t.sees('no earlier day is held')
        t.type(']')
        t.sees('Fri 10 Oct 2025')
        t.type(']')
        t.sees('no later day is held')
        t.type('[')
        t.sees('Thu 9 Oct 2025')
        t.type('.')
        t.sees('Fri 10 Oct 2025')


def test_a_day_by_argument():
    with Terminal(HOME, words=('read', BEFORE)) as t:
        t.sees('Thu 9 Oct 2025')


def test_write():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.type('w')
        t.sees('write to: 10-Oct-2025.md')
        t.keys('Enter')
        t.sees('wrote 46 papers to ')
        path = home.path('10-Oct-2025.md')
        with open(path, encoding='utf-8') as file:
            equal(file.read(), home.run('export', DAY), 'as export')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('mine')
        t.type('w')
        t.sees('write to:')
        t.keys('Enter')
        t.sees('replace it? y/n')
        t.type('n')
        t.sees('not written')
        with open(path, encoding='utf-8') as file:
            equal(file.read(), 'mine', 'untouched')
        t.type('mUw')
        t.sees('write to:')
        t.keys('Enter')
        t.sees('replace it? y/n')
        t.type('y')
        t.sees('wrote 45 papers (filtered: only those shown)')
        t.type('w')
        t.sees('write to:')
        t.keys('C-u')
        t.type('no/such/folder.md')
        t.keys('Enter')
        t.sees('not written: ')


def test_names_to_write():
    with home_with_days() as home, reader(80, 24, home) as t:
        def write(name):
            t.type('w')
            t.sees('write to:')
            t.keys('C-u')
            t.type(name)
            t.keys('Enter')
        os.mkdir(home.path('folder'))
        write('   ')
        t.sees('not written: no name was given')
        write('folder')
        t.sees('Is a directory')
        write('~/mine.md')
        t.sees('wrote 46 papers to ')
        holds(os.path.exists(home.path('mine.md')), 'below the home folder')
        write('n' * 90 + '.md')
        t.sees('… (@ shows all)')
        t.type('@')
        t.sees('n.md')
        t.keys('q')
        t.sees('j/k move')


def test_library_taken_away():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.type('s')
        marked(home, '2510.00001', 'favourite')
        os.rename(home.library, home.path('aside'))
        t.sees('was moved or replaced')
        t.type('j')
        t.misses('was moved or replaced')
        t.type('Q')
        t.ends()


def test_help_is_whole():
    with open(os.path.join(SOURCE, 'src', 'tui', 'actions.def'),
              encoding='utf-8') as file:
        table = re.findall(r'ACTION\((\w+), "([^"]+)", \w+, "([^"]+)", "([^"]+)",'
                           r'\s*"([^"]+)"\)', file.read())[1:]
    holds(len(table) > 40, 'actions.def was read')
    with reader(200, 140) as t:
        t.type('?')
        t.sees('Keys')
        t.sees('cancel a prompt')
        lines = t.lines()
        for _, name, keys, group, words in table:
            keys = keys.replace('\\\\', '\\')
            holds(any(x.startswith(' %s ' % keys) and words in x and
                      '(%s)' % name in x for x in lines), name)
            holds(' ' + group in [x.rstrip() for x in lines], group)
        t.type('/half')
        t.misses('previous paper')
        t.sees('half-page-down')
        t.keys('Escape')
        t.sees('previous paper')
        t.keys('q')
        t.sees('NEW SUBMISSIONS')
        t.keys('F1')
        t.sees('Keys')
        t.keys('Escape')
        t.sees('NEW SUBMISSIONS')


def test_messages():
    with reader(80, 24) as t:
        t.type('/zebra')
        t.keys('Enter', 'Escape', 'A')
        t.sees('46 papers marked read')
        t.keys('j')
        t.misses('46 papers marked read')
        t.type('u')
        t.sees('taken back')
        t.type('@')
        t.sees('Messages')
        t.sees('46 papers marked read')
        t.keys('q', 'Z', 'Z', 'Z')
        t.sees('this key does nothing')
        t.type('@')
        t.sees('Messages')
        equal(t.text().count('this key does nothing'), 1, 'said once')
        t.keys('q')
        t.sees('NEW SUBMISSIONS')


def test_raw_tex():
    with reader(200, 60) as t:
        t.type('g')
        t.sees('Henri Poincaré')
        t.type('$')
        t.sees("Henri Poincar\\'e")
        t.type('$')
        t.sees('Henri Poincaré')


def test_resize_storm():
    with reader(80, 24) as t:
        t.type('3G')
        for i in range(60):
            t.resize(1 + (i * 37) % 210, 1 + (i * 23) % 70)
        t.resize(12, 4)
        t.sees('too small')
        t.resize(1, 1)
        t.resize(120, 40)
        t.waits(lambda: '00003' in t.cursor_line(), 'the cursor stays')
        holds('│' in t.lines()[5], 'wide again')
        t.keys('q')
        t.ends()


def test_suspend():
    with Terminal(HOME, command=('env', 'PS1=ready> ', 'bash', '--norc',
                                 '--noprofile', '-i')) as t:
        t.sees('ready>')
        t.type("'%s'\n" % "' '".join(HOME.command()))
        t.sees('NEW SUBMISSIONS 30')
        t.type('4G')
        t.keys('C-z')
        t.sees('Stopped')
        t.type('echo still; echo here\n')
        t.sees('still\nhere')
        t.resize(120, 30)
        t.type('fg\n')
        t.waits(lambda: '00004' in t.cursor_line(), 'it came back')
        holds('│' in t.lines()[5], 'in the new size')
        t.type('q')
        t.sees('still\nhere')
        t.type('echo code $?\n')
        t.sees('code 0')


def test_keys_meant_for_a_program():
    """^C and ^Z while a program has the terminal: the first ends that program
    and not the reader, the second gives the shell the terminal."""
    with Terminal(HOME, command=('env', 'PS1=ready> ', 'bash', '--norc',
                                 '--noprofile', '-i')) as t:
        t.sees('ready>')
        t.type("'%s'\n" % "' '".join(HOME.command()))
        t.sees('NEW SUBMISSIONS 30')
        t.type("!sh -c 'echo be\"\"gun; read line; echo went $line'\n")
        t.sees('begun')
        t.keys('C-z')
        t.sees('Stopped')
        t.type('echo still; echo here\n')
        t.sees('still\nhere')
        t.type('fg\n')
        t.type('on\n')
        t.sees('went on')
        t.sees('[Enter goes back]')
        t.keys('Enter')
        t.sees('NEW SUBMISSIONS 30')
        t.type("!sh -c 'echo on\"\"ce more; read line'\n")
        t.sees('once more')
        t.keys('C-c')
        t.waits(lambda: t.text().count('[Enter goes back]') == 2, 'the end')
        t.keys('Enter')
        t.sees('ended with 130')
        t.type('q')
        t.sees('still\nhere')
        t.type('echo code $?\n')
        t.sees('code 0')


def test_signals():
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        with reader(80, 24) as t:
            t.kill(number)
            t.ends(128 + number, 5)
    with reader(80, 24) as t:
        t.type('/abc')
        t.keys('C-c')
        t.sees('j/k move')
        t.keys('C-c')
        t.ends(130)


def gone(pid):
    """True when a process has ended, waited for or not."""
    try:
        with open('/proc/%d/stat' % pid, encoding='utf-8') as file:
            return file.read().rsplit(')', 1)[1].split()[0] == 'Z'
    except FileNotFoundError:
        return True


def test_terminal_gone():
    t = reader(80, 24)
    pid = t.pid()
    t.__exit__()
    until(lambda: gone(pid), 'the end', 1)


def test_unusable_terminals():
    for term in ('dumb', 'no-such-terminal', 'x' * 5000, ''):
        script = 'TERM="$1"; export TERM; shift; "$@"; echo "code $?"; read x'
        with Terminal(HOME, command=('sh', '-c', script, 'sh', term,
                                     *HOME.command())) as t:
            t.sees('code 2')
            holds('TERM' in t.text(), t.text())


def test_ascii():
    with reader(110, 24, environment={'LC_ALL': 'C'}.items()) as t:
        t.type('g')
        t.sees('Henri Poincare')
        text = t.text()
        holds(text.isascii(), 'only ASCII')
        holds(re.search(r'^   o 00001 PLUM', text, re.M), 'its signs')


def test_others_write():
    with home_with_days() as home, reader(80, 24, home) as t:
        t.type('3G')
        home.run('star', '2510.00002')
        t.sees(' ★ ● 00002')
        t.waits(lambda: '00003' in t.cursor_line(), 'the cursor stays')
        fill(home, None, '2025-10-13')
        t.sees('Fri 10 Oct 2025')
        t.type('.')
        t.sees('Mon 13 Oct 2025')


def test_read_only_library():
    with home_with_days() as home, reader(80, 24, home) as t:
        os.rename(home.library, home.path('aside'))
        os.mkdir(home.library)
        t.type('s')
        t.sees('not written')
        t.sees('   ● 00001')
        os.rmdir(home.library)
        os.rename(home.path('aside'), home.library)


def test_empty_library():
    class Server:
        url = 'http://127.0.0.1:9/rss'
    with Home(Server) as home:
        with Terminal(home) as t:
            t.sees('sample day')
            t.sees('Sat 11 Oct 2025')
            t.type('s')
            t.sees('★')
            until(lambda: any(row['favourite'] for row in
                              home.json('list', '2025-10-11')), 'the star')


def test_demo():
    class Server:
        url = 'http://127.0.0.1:9/rss'
    with Home(Server) as home:
        with Terminal(home, words=('--demo',)) as t:
            t.sees('sample day')
            t.type('sr')
            t.sees('★')
            t.sees('nothing is fetched')
            t.type('u')
            t.misses('★')
        holds(not os.path.exists(home.library), 'nothing was written')


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    HOME = home_with_days()
    with HOME:
        sys.exit(run(globals()))
