#!/usr/bin/env python3
"""What goes wrong in the hands of a user or of another process: nothing is done
to papers that were not meant, nothing written is lost, and every key that can
do nothing says so."""

import os
import sys

sys.dont_write_bytecode = True
from terminal import (DAY, TMUX, Terminal, fill, home_with_days)  # noqa: E402
from arxiv_server import make_papers  # noqa: E402
from cases import equal, holds, run, until  # noqa: E402


def reader(home, columns=80, rows=24, environment=()):
    """The reader once its first screen is there."""
    terminal = Terminal(home, columns, rows, environment=environment)
    terminal.begins('NEW SUBMISSIONS')
    return terminal


def with_mark(home, mark):
    """The papers of the day with a mark."""
    return sorted(row['id'] for row in home.json('list', DAY) if row[mark])


def editor(home, body):
    """What makes a script of this body the editor."""
    path = home.path('editor')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('#!/bin/sh\n' + body)
    os.chmod(path, 0o755)
    return (('EDITOR', '"%s"' % path), ('VISUAL', ''))


def notes_left(home):
    """The files of notes in the state folder."""
    return sorted(name for name in os.listdir(home.path('state/arxday'))
                  if name.startswith('note-'))


def test_macros_that_play_each_other():
    with home_with_days() as home:
        with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
            file.write('macro a ",a%s"\n' % (',a' * 20))
            file.write('macro b "%s"\n' % ('j,c,c,c,c,c,c,c,c,c,c' * 8))
            file.write('macro c "%s"\n' % ('j,d,d,d,d,d,d,d,d,d,d' * 8))
            file.write('macro d "%s"\n' % ('k' * 100))
        with reader(home) as t:
            for macro in 'ab':
                t.type(',' + macro)
                t.sees('macros play each other without end')
                t.type('?')
                t.sees('Keys')
                t.type('q')
                t.sees('NEW SUBMISSIONS')
            t.type('q')
            t.ends()


def test_nothing_is_done_behind_a_question():
    with home_with_days() as home, reader(home) as t:
        for name in 'ab':
            with open(home.path(name + '.md'), 'w', encoding='utf-8') as file:
                file.write('mine')
        t.type(':write a.md; write b.md\n')
        t.sees('replace it? y/n a.md')
        t.type('n')
        t.sees('not written')
        t.type('@')
        t.sees('not done, for it stands behind a question: write b.md')
        t.type('@')
        t.sees('NEW SUBMISSIONS')
        for _ in range(2):
            t.type(':write a.md\n')
            t.sees('replace it? y/n a.md')
            t.kill(2)
            t.misses('replace it?')
        t.type('q')
        t.ends()
        for name in 'ab':
            with open(home.path(name + '.md'), encoding='utf-8') as file:
                equal(file.read(), 'mine', name)


def test_what_is_so_already_is_no_change():
    with home_with_days() as home, reader(home) as t:
        t.type('s')
        t.sees('1 starred')
        t.type('vjjd')
        t.sees('3 papers changed')
        t.type('gvjjd')
        t.sees('they are so already')
        t.type('u')
        t.sees('46 unread')


def test_undo_brings_back_what_was_hidden():
    with home_with_days() as home, reader(home) as t:
        t.type('fcat:cs.IR\n')
        t.sees('PAPERS 39')
        t.type('jx')
        t.sees('PAPERS 38')
        t.type('u')
        t.sees('PAPERS 39')
        t.sees('39 unread')
        t.type('q')
        t.sees('NEW SUBMISSIONS 30')
        fill(home, make_papers(3, first=801, categories=('cs.IR',)), DAY,
             'cs.DL')
        t.sees('3 new')
        t.type('x')
        t.sees('NEW SUBMISSIONS 29')
        t.type('u')
        t.sees('NEW SUBMISSIONS 30')
        home.run('mark', 'hide', '2510.00002')
        t.sees('NEW SUBMISSIONS 29')
        holds('00001' in t.cursor_line(), 'the cursor stays')


def test_reading_under_a_filter():
    """A paper that is read stays in view under U, also when a filter is on."""
    with home_with_days() as home, reader(home) as t:
        t.type('U')
        t.sees('unread only')
        t.type('Fmatter\n')
        t.sees('F matter')
        t.type('jm')
        t.sees('45 unread')
        until(lambda: with_mark(home, 'read') == ['2510.00003'], 'written')
        home.run('star', '2510.00010')
        t.sees('1 starred')
        holds('00003' in t.cursor_line(), 'the cursor stays')


def test_filter_while_papers_are_found():
    papers = make_papers(2600, first=1001, categories=('cs.IR',))
    for paper in papers[::2]:
        paper['authors'] = 'Otto Odd'
    with home_with_days() as home:
        fill(home, papers, DAY, 'cs.DL')
        with reader(home) as t:
            t.type('fmatter\n')
            t.sees('PAPERS ')
            t.type('Fau:odd\n')


            def last():
                t.type('G')
                return ('F au:odd  1300 of 2648' in t.text() and
                        '01001' in t.cursor_line())
            t.waits(last, 'all of them, and the last one')
            t.type('s')
            t.sees(' 1 starred')
            t.type('u')
            t.sees(' 0 starred')
            t.type('k')
            t.sees('F au:odd  1300 of 2648')


def test_selected_out_of_view():
    with home_with_days() as home, reader(home) as t:
        t.type('VVVV')
        t.sees(' 4 selected ')
        t.type('Fzebra\n')
        t.sees(' 0 selected, 4 not in view')
        t.type('s')
        t.sees('no paper is chosen here')
        t.type('F00002\n')
        t.sees(' 1 selected, 3 not in view')
        t.type('s')
        t.sees('1 starred')
        until(lambda: with_mark(home, 'favourite') == ['2510.00002'],
              'written')


def test_a_question_keeps_its_papers():
    """What another process does while tags are typed moves the cursor, but not
    the tags."""
    with home_with_days() as home, reader(home) as t:
        t.type('jt')
        t.sees('tags, -tag')
        t.type('mine')
        home.run('mark', 'hide', '2510.00002')
        t.sees('NEW SUBMISSIONS 29')
        t.type('\n')
        until(lambda: with_mark(home, 'tags') == ['2510.00002'], 'tagged')


def test_keys_that_mean_nothing_say_so():
    with home_with_days() as home, reader(home) as t:
        t.type('C')
        t.sees('Calendar')
        for key in '/F+':
            t.type(key)
            t.sees('there is nothing to look for here')
            t.type('h')
            t.misses('nothing to look for')
        t.type('z')
        t.sees('zoom means nothing here')
        t.type('C')
        for key, room in (('?', 'Keys'), ('@', 'Messages'), ('i', 'Info')):
            t.misses(room)
            t.type(key)
            t.sees(' arxday  ' + room)
            t.type(key)
            t.sees('NEW SUBMISSIONS')
        t.type('q')
        t.ends()


def test_only_a_listing_is_written():
    with home_with_days() as home, reader(home) as t:
        t.type('s')
        t.sees('1 starred')
        t.type('B')
        t.sees('favourites')
        t.type('w')
        t.sees('w writes the listing of a day')
        t.type(':write %s\n' % home.path('x.md'))
        t.sees('w writes the listing of a day')
        holds(not os.path.exists(home.path('x.md')), 'nothing was written')


def test_editors_that_fail():
    with home_with_days() as home:
        with reader(home, environment=editor(home, 'exit 3\n')) as t:
            t.type('e')
            t.sees('the editor ended with 3: the note is as it was')
            equal(notes_left(home), [], 'notes left')
        body = 'echo precious >"$1"\nkill -9 $$\n'
        with reader(home, environment=editor(home, body)) as t:
            t.type('e')
            t.sees('the editor ended with 137')
            equal(notes_left(home), ['note-2510.00001.txt'], 'notes left')
            t.type(':note short\n')
            until(lambda: with_mark(home, 'note') == ['2510.00001'], 'noted')
            t.type('j:note\n')
            t.sees('the editor ended with 137')
        equal(notes_left(home), ['note-2510.00001.txt', 'note-2510.00002.txt'],
              'notes left')
        with reader(home, environment=editor(home, 'exit 0\n')) as t:
            t.type('ge')
            t.sees('precious')
            until(lambda: notes_left(home) == ['note-2510.00002.txt'],
                  'the file goes')


def test_notes_too_large():
    body = 'head -c 1100000 /dev/zero | tr "\\0" a >"$1"\n'
    with home_with_days() as home, reader(
            home, 200, 50, environment=editor(home, body)) as t:
        t.type('e')
        t.sees('a note has at most 1048576 bytes')
        t.sees('e goes on with what was written')
        equal(notes_left(home), ['note-2510.00001.txt'], 'notes left')


def test_follow_at_the_prompt():
    """follow typed behind : reaches the library at once."""
    with home_with_days() as home, Terminal(home, 100, 24) as t:
        t.begins('NEW SUBMISSIONS')
        t.type(':follow cs.IR cs.LG\n')
        t.sees('following cs.IR cs.LG')
        until(lambda: home.run('follow').split() == ['cs.IR', 'cs.LG'],
              'both are followed')
        t.type(':follow cs.CL\n')
        t.sees('following cs.IR cs.LG cs.CL')


def test_a_pipe_is_no_file_to_source():
    """What may never end is refused, and the keys go on working."""
    with home_with_days() as home, Terminal(home, 240, 24) as t:
        os.mkfifo(home.path('pipe'))
        t.begins('NEW SUBMISSIONS')
        t.type(':source "%s"\n' % home.path('pipe'))
        t.sees('is no regular file')
        t.type('j')
        t.waits(lambda: '00002' in t.cursor_line(), 'the next paper')


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    sys.exit(run(globals()))
