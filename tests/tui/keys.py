#!/usr/bin/env python3
"""Every key of actions.def, pressed in the real reader, and what is seen of it.
tests/README says which function presses which key; tests/house/keys.py checks
that it is so."""

import os
import re
import sys

sys.dont_write_bytecode = True
from terminal import (DAY, TMUX, Terminal, fill, home_with_days,  # noqa: E402
                      make_papers)
from cases import equal, holds, run, until  # noqa: E402

NAMES = {'PgDn': 'PageDown', 'PgUp': 'PageUp', 'S-Tab': 'BTab',
         'Esc': 'Escape', 'Backspace': 'BSpace', 'Del': 'DC'}
TITLE = 'PLUM: Adapting Pre-trained Language Models for'
LIST = 'NEW SUBMISSIONS'


def press(t, *keys):
    """Presses keys by the names that arxdayrc has for them."""
    for key in keys:
        if len(key) == 2 and key[0] == '^':
            t.keys('C-' + key[1].lower())
        elif re.fullmatch('F[0-9]+|S-Tab|[A-Z][A-Za-z]+', key):
            t.keys(NAMES.get(key, key))
        else:
            t.type(key)


def reader(home, columns=80, rows=24, **more):
    """The reader once its first screen is there."""
    terminal = Terminal(home, columns, rows, **more)
    terminal.begins('NEW SUBMISSIONS 30')
    return terminal


def at(t, number):
    """Waits for the cursor on a paper."""
    t.waits(lambda: '%05d ' % number in t.cursor_line(),
            'the cursor on %d' % number)


def place(t):
    """The paper under the cursor."""
    line = t.cursor_line()[5:11]
    return int(line) if line.strip().isdigit() else 0


def listed(home, number):
    """The JSON of a paper of the day."""
    return [row for row in home.json('list', DAY)
            if row['id'] == '2510.%05d' % number][0]


def test_lines():
    with home_with_days() as home, reader(home) as t:
        press(t, 'j')
        at(t, 2)
        press(t, 'Down')
        at(t, 3)
        press(t, 'k')
        at(t, 2)
        press(t, 'Up')
        at(t, 1)
        press(t, 'J')
        at(t, 2)
        press(t, 'K')
        at(t, 1)
        press(t, 'G')
        at(t, 303)
        press(t, 'g')
        at(t, 1)
        press(t, 'End')
        at(t, 303)
        press(t, 'Home')
        at(t, 1)


def test_counts():
    with home_with_days() as home, reader(home) as t:
        press(t, '5', 'j')
        at(t, 6)
        press(t, '2', 'k')
        at(t, 4)
        press(t, '1', '2', 'G')
        at(t, 12)
        press(t, '1', '2', '0', 'G')
        at(t, 303)
        press(t, '3', 'Esc', 'K')
        at(t, 302)


def test_pages():
    with home_with_days() as home, reader(home) as t:
        def there_and_back(on, back):
            press(t, on)
            t.waits(lambda: place(t) > 3, on)
            press(t, back)
            at(t, 1)
        there_and_back('^D', '^U')
        there_and_back('^F', '^B')
        there_and_back('PgDn', 'PgUp')
        press(t, 'L')
        t.waits(lambda: place(t) > 7, 'the bottom')
        bottom = place(t)
        press(t, 'M')
        t.waits(lambda: 1 < place(t) < bottom, 'the middle')
        press(t, 'H')
        at(t, 1)


def test_unread():
    with home_with_days() as home, reader(home) as t:
        press(t, 'j', 'm')
        t.sees('45 unread')
        press(t, 'k')
        at(t, 1)
        press(t, 'n')
        at(t, 3)
        press(t, 'p')
        at(t, 1)
        press(t, 'j', 'j')
        at(t, 3)
        press(t, 'N')
        at(t, 1)


def test_place():
    with home_with_days() as home, reader(home) as t:
        press(t, '2', '0', 'G')
        at(t, 20)
        press(t, "'")
        at(t, 1)
        press(t, "'")
        at(t, 20)


def test_focus():
    with home_with_days() as home, reader(home, 110) as t:
        def other():
            press(t, 'j')
            t.misses(TITLE)
            press(t, 'k')
            t.sees(TITLE)

        def back():
            press(t, 'j')
            at(t, 2)
            press(t, 'k')
            at(t, 1)
        back()
        press(t, 'l')
        other()
        press(t, 'h')
        back()
        press(t, 'Right')
        other()
        press(t, 'Left')
        back()
        press(t, 'Tab')
        other()
        press(t, 'S-Tab')
        back()


def test_whole_screen():
    with home_with_days() as home, reader(home) as t:
        press(t, 'Enter')
        t.misses(LIST)
        press(t, 'q')
        t.sees(LIST)
        press(t, 'z')
        t.misses(LIST)
        press(t, 'z')
        t.sees(LIST)


def test_sizes():
    with home_with_days() as home, reader(home) as t:
        def wall():
            return [i for i, line in enumerate(t.lines())
                    if line.startswith('─' * 70)][0]
        usual = wall()
        press(t, '<')
        t.waits(lambda: wall() < usual, 'a smaller list')
        press(t, '>', '>')
        t.waits(lambda: wall() > usual, 'a larger list')
        press(t, '=')
        t.waits(lambda: wall() == usual, 'the usual size')


def test_scrolling():
    with home_with_days() as home, reader(home, 110) as t:
        for on, back in (('^E', '^Y'), ('Space', '-'), ('Space', 'b')):
            press(t, on)
            t.misses(TITLE)
            at(t, 1)
            press(t, back)
            t.sees(TITLE)


def test_days():
    with home_with_days() as home, reader(home) as t:
        press(t, '[')
        t.sees('Thu 9 Oct 2025')
        press(t, ']')
        t.sees('Fri 10 Oct 2025')
        press(t, '[')
        t.sees('Thu 9 Oct 2025')
        press(t, '.')
        t.sees('Fri 10 Oct 2025')


def test_calendar():
    with home_with_days() as home, reader(home) as t:
        press(t, 'C')
        t.sees('Calendar')
        t.sees('Fri 10 Oct 2025: 46 papers')
        press(t, 'h')
        t.sees('Thu 9 Oct 2025: 4 papers')
        press(t, 'l')
        t.sees('Fri 10 Oct 2025: 46 papers')
        press(t, 'Left')
        t.sees('Thu 9 Oct 2025: 4 papers')
        press(t, 'Right')
        t.sees('Fri 10 Oct 2025: 46 papers')
        press(t, 'q')
        t.sees(LIST)


def test_ledger():
    with home_with_days() as home, reader(home) as t:
        press(t, '^G')
        t.sees('what arXiv was asked for')
        press(t, 'q')
        t.sees(LIST)


def test_sections():
    with home_with_days() as home, reader(home) as t:
        press(t, '}')
        at(t, 101)
        press(t, '{')
        at(t, 1)


def test_search():
    with home_with_days() as home, reader(home) as t:
        press(t, '/', 'zebra', 'Enter')
        t.sees('/zebra  1 of 2')
        at(t, 5)
        press(t, 'n')
        at(t, 21)
        press(t, 'N')
        at(t, 5)
        press(t, 'Esc')
        t.misses('/zebra')


def test_filter():
    with home_with_days() as home, reader(home) as t:
        for key in ('F', '&', '\\'):
            press(t, key)
            t.sees('filter:')
            press(t, 'ti:zebra', 'Enter')
            t.sees('1 of 46')
            t.misses('00001')
            press(t, 'Esc')
            t.sees('NEW SUBMISSIONS 30')
        press(t, 'F', 'ti:zebra (', 'Enter')
        t.sees('column 11')


def test_find():
    with home_with_days() as home, reader(home) as t:
        press(t, 'f')
        t.sees('find:')
        press(t, 'zebra', 'Enter')
        t.sees('PAPERS 1')
        press(t, 'q')
        t.sees(LIST)
        press(t, 's')
        t.sees('1 starred')
        press(t, 'B')
        t.sees('favourites')
        t.sees('PAPERS 1')
        press(t, 'q')
        t.sees(LIST)


def test_topics():
    with home_with_days() as home:
        with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
            file.write('topic crossings ti:zebra\n')
        with reader(home) as t:
            press(t, 'T')
            t.sees('crossings')
            press(t, 'Enter')
            t.sees('Zebra crossings considered')


def test_go_to():
    with home_with_days() as home, reader(home) as t:
        press(t, '#', '2510.00017', 'Enter')
        at(t, 17)


def test_what_is_shown():
    with home_with_days() as home, reader(home) as t:
        press(t, 'm', 'U')
        t.sees('unread only')
        t.misses('00001')
        press(t, 'U')
        t.sees('00001')
        press(t, 'x')
        t.misses('● 00002')
        press(t, 'X')
        t.sees('× 00002')
        press(t, 'X')
        t.misses('● 00002')
        press(t, 'i')
        t.sees('Why it is here')


def test_sort():
    with home_with_days() as home, reader(home) as t:
        for order in ('title', 'author', 'category', 'identifier'):
            press(t, 'S')
            t.sees('by ' + order)
        press(t, '1', 'S')
        t.sees('turned round')
        press(t, 'S')
        t.misses('by identifier')


def test_decisions():
    with home_with_days() as home, reader(home) as t:
        press(t, 's')
        t.sees(' ★ ● 00001')
        press(t, '*')
        t.sees('   ● 00001')
        press(t, 'm')
        t.sees('     00001')
        press(t, 'm')
        t.sees('   ● 00001')
        press(t, 'd')
        t.sees('   ✓ 00001')
        at(t, 2)
        press(t, 'x')
        t.misses('● 00002')
        press(t, 'u')
        t.sees('● 00002')
        press(t, '^R')
        t.misses('● 00002')
        press(t, 'A')
        t.sees('0 unread')
        press(t, 'u')
        t.sees('44 unread')


def test_tags():
    with home_with_days() as home, reader(home) as t:
        press(t, 't')
        t.sees('tags')
        press(t, 'llm ai', 'Enter')
        until(lambda: sorted(listed(home, 1)['tags']) == ['ai', 'llm'],
              'the tags')
        press(t, 't', '-ai', 'Enter')
        until(lambda: listed(home, 1)['tags'] == ['llm'], 'one less')
        press(t, 'u')
        until(lambda: sorted(listed(home, 1)['tags']) == ['ai', 'llm'],
              'taken back')


def program(home, name, text):
    """A program of a home."""
    path = home.path(name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write('#!/bin/sh\n' + text)
    os.chmod(path, 0o755)
    return "'%s'" % path


def test_note():
    with home_with_days() as home:
        editor = program(home, 'editor', 'echo written in an editor >>"$1"\n')
        with reader(home, environment={'EDITOR': editor}) as t:
            press(t, 'j', 'e')
            t.sees('written in an editor')
            equal(home.run('note', '2510.00002').strip(),
                  'written in an editor')


def test_follow_author():
    with home_with_days() as home, reader(home) as t:
        press(t, 'j', 'W')
        t.sees('Ada Able')
        press(t, 'Enter')
        until(lambda: 'Able' in home.run('follow'), 'the author')


def test_selection():
    with home_with_days() as home, reader(home) as t:
        press(t, 'v', 'j', 'j', 's')
        t.sees('3 starred')
        t.sees(' ★ ● 00003')
        press(t, 'u')
        t.sees('0 starred')
        press(t, 'g', 'V', 'V')
        t.sees('2 selected')
        press(t, 's')
        t.sees('2 starred')
        press(t, '+', 'ti:zebra', 'Enter')
        t.sees('1 selected')
        press(t, 's')
        t.sees('3 starred')
        until(lambda: listed(home, 5)['favourite'], 'the one that matched')


def test_browser():
    with home_with_days() as home:
        browser = program(home, 'browser', 'echo "$*" >>"%s"\n'
                          % home.path('opened'))
        with reader(home, environment={'BROWSER': browser}) as t:
            def opened():
                if not os.path.exists(home.path('opened')):
                    return []
                with open(home.path('opened'), encoding='utf-8') as file:
                    return [x.split('/', 3)[3] for x in file.read().split()]
            press(t, 'o')
            until(lambda: opened() == ['abs/2510.00001'], 'the page')
            press(t, 'O')
            until(lambda: opened()[1:] == ['pdf/2510.00001'], 'the PDF')


def test_copies():
    with home_with_days() as home, reader(home) as t:
        t.tmux('set-option', '-s', 'set-clipboard', 'on')

        def copies(keys, text):
            press(t, keys)
            t.waits(lambda: t.tmux('show-buffer', check=False) == text, text)
        press(t, 'j')
        at(t, 2)
        title = 'On the matter of 2510.00002'
        with open(home.path('arxdayrc'), encoding='utf-8') as file:
            url = [line.split()[2] + '/abs/2510.00002' for line in file
                   if 'paper-url' in line][0]
        copies('yy', '2510.00002 %s %s' % (title, url))
        copies('yi', '2510.00002')
        copies('yu', url)
        copies('yt', title)
        copies('ya', 'We study x < 2 & more.')


def test_programs():
    with home_with_days() as home, reader(home) as t:
        press(t, '|')
        t.sees('pipe to:')
        press(t, 'tee piped', 'Enter')
        t.sees('[Enter goes back]')
        with open(home.path('piped'), encoding='utf-8') as file:
            holds('2510.00001' in file.read(), 'the paper came')
        press(t, 'Enter')
        t.sees(LIST)
        press(t, '!')
        t.sees('run:')
        press(t, 'echo it was run', 'Enter')
        t.sees('\nit was run')
        t.sees('[Enter goes back]')
        press(t, 'Enter')
        t.sees(LIST)


def test_write():
    with home_with_days() as home, reader(home) as t:
        press(t, 'w')
        t.sees('write to: 10-Oct-2025.md')
        press(t, 'Enter')
        t.sees('wrote 46 papers')


def test_refresh():
    with home_with_days() as home:
        home.run('follow', 'cs.IR')
        with reader(home) as t:
            for key in ('r', 'R'):
                press(t, key)
                t.sees('refreshed 0 of 1')
                press(t, 'j')
                t.misses('refreshed 0 of 1')


def test_rooms():
    with home_with_days() as home, reader(home) as t:
        press(t, 'F2')
        t.sees('nothing is chosen')
        press(t, 'Esc')
        t.sees(LIST)
        press(t, '?')
        t.sees('Keys')
        press(t, 'q')
        t.sees(LIST)
        press(t, 'F1')
        t.sees('Keys')
        press(t, 'Esc')
        t.sees(LIST)
        press(t, '@')
        t.sees('Messages')
        press(t, 'q')
        t.sees(LIST)


def test_commands():
    with home_with_days() as home, reader(home) as t:
        press(t, ':', 'sort title', 'Enter')
        t.sees('by title')
        press(t, '$', ':', 'sort announcement', 'Enter')
        t.misses('by title')


def test_raw_tex():
    with home_with_days() as home, reader(home) as t:
        t.sees('Poincaré')
        press(t, '$')
        t.sees("Poincar\\'e")
        press(t, '$')
        t.sees('Poincaré')


def test_macro():
    with home_with_days() as home:
        with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
            file.write('macro l jjs\n')
        with reader(home) as t:
            press(t, ',', 'l')
            t.sees(' ★ ● 00003')


def test_redraw():
    with home_with_days() as home, reader(home) as t:
        t.tmux('send-keys', '-R')
        t.misses(LIST)
        press(t, '^L')
        t.sees(LIST)


def test_suspend():
    with home_with_days() as home, Terminal(home, command=(
            'env', 'PS1=ready> ', 'bash', '--norc', '--noprofile',
            '-i')) as t:
        t.sees('ready>')
        press(t, "'%s'\n" % "' '".join(home.command()))
        t.sees(LIST)
        press(t, 'j')
        at(t, 2)
        press(t, '^Z')
        t.sees('Stopped')
        press(t, 'fg\n')
        at(t, 2)


def test_ends():
    for key, code in (('q', 0), ('Q', 0), ('^C', 130)):
        with home_with_days() as home, reader(home) as t:
            press(t, '/', 'zeb')
            t.sees('/zeb')
            press(t, '^C')
            t.misses('/zeb')
            t.sees(LIST)
            press(t, key)
            t.ends(code)


def test_triage_of_a_day():
    with home_with_days() as home:
        papers = make_papers(200, first=1001, categories=('cs.IR',))
        fill(home, papers, '2025-10-13')
        with Terminal(home) as t:
            t.begins('200 unread')
            keys = 'ddxdsdddxd' * 20
            # s stars and stays: a d follows it.
            equal(len(keys), 200)
            t.type(keys)
            t.sees(' 20 unread')
            t.sees('20 starred')
            until(lambda: sum(row['read'] for row in home.json(
                'list', '2025-10-13')) == 180, 'written')
            t.type('u' * 200)
            t.sees('200 unread')
            t.sees('0 starred')
            t.type('u')
            t.sees('nothing to take back')
            rows = home.json('list', '2025-10-13')
            equal([row for row in rows if row['read'] or row['favourite']
                   or row['tags']], [])


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    sys.exit(run(globals()))
