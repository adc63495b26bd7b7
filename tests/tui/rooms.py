#!/usr/bin/env python3
"""The rooms beside the listing: they open, tell the same as the command line,
move, lead to a day, and are left again; at three sizes of the terminal."""

import datetime
import re
import sys

sys.dont_write_bytecode = True
from terminal import (NoServer, TMUX, Terminal, fill,  # noqa: E402
                      home_with_days)
import arxiv_server  # noqa: E402
from arxiv_server import make_feed, make_papers  # noqa: E402
from cases import Home, equal, holds, run, until  # noqa: E402

SERVER = None
SIZES = ((80, 24), (200, 60), (40, 12), (20, 5))
BIG = SIZES[:3]


def reader(home, columns=80, rows=24, first='NEW SUBMISSIONS', words=(),
           now=None):
    """The reader once its first screen is there."""
    if now is not None:
        words = ('--now', now, *words)
    terminal = Terminal(home, columns, rows, words=words)
    terminal.begins(first)
    return terminal


def followed(home):
    """The categories that are followed."""
    return home.run('follow').split()


def test_chooser_finds_and_follows():
    for columns, rows in BIG:
        with home_with_days() as home, reader(home, columns, rows) as t:
            t.keys('F2')
            t.sees('Categories')
            t.sees('nothing is chosen')
            t.type('retriev')
            t.sees('cs.IR')
            t.misses('cs.AI')
            t.keys('Enter')
            t.sees('chosen 1: cs.IR')
            t.keys('Escape')
            t.sees('[x] cs.IR')
            t.type('cs.cl')
            t.misses('cs.AI')
            t.keys('Tab', 'F2')
            t.sees('following cs.CL cs.IR')
            t.misses('Categories')
            equal(followed(home), ['cs.CL', 'cs.IR'], 'followed')


def test_chooser_as_small_as_can_be():
    with home_with_days() as home:
        home.run('follow', 'hep-th')
        with reader(home, 20, 5, first='arxday') as t:
            t.keys('F2')
            t.sees('chosen 1: hep-th')
            t.type('astro-ph.c')
            t.sees('[ ] astro-ph.CO')
            t.keys('Enter')
            t.sees('chosen 2')
            t.keys('Escape', 'Escape')
            t.misses('chosen')
            until(lambda: followed(home) == ['hep-th', 'astro-ph.CO'],
                  'followed')


def test_chooser_shows_numbers_of_the_latest_day():
    with home_with_days() as home, reader(home) as t:
        t.keys('F2')
        t.sees('numbers: papers of Fri 10 Oct 2025')
        t.type('cs.ir')
        t.sees('Information Retrieval')
        t.waits(lambda: re.search(r'cs\.IR +Information Retrieval +46 ?$',
                                  t.text(), re.M), 'all 46 came with cs.IR')


def test_chooser_unfollows():
    with home_with_days() as home:
        home.run('follow', 'cs.IR', 'cs.CL')
        with reader(home) as t:
            t.keys('F2')
            t.sees('followed now')
            t.waits(lambda: '[x] cs.IR' in t.cursor_line(), 'the first one')
            t.keys('Space')
            t.sees('[ ] cs.IR')
            t.sees('chosen 1: cs.CL')
            t.keys('Escape')
            t.sees('following cs.CL; r fetches')
            equal(followed(home), ['cs.CL'], 'followed')


def test_chooser_leaves_what_did_not_change():
    with home_with_days() as home:
        home.run('follow', 'cs.IR')
        with reader(home) as t:
            t.keys('F2')
            t.sees('followed now')
            t.type('zzz')
            t.sees('no category is named so')
            t.keys('Enter', 'C-u')
            t.sees('followed now')
            t.keys('Escape')
            t.sees('NEW SUBMISSIONS')
            t.misses('following')
            t.keys('F2')
            t.sees('followed now')
            t.keys('Space')
            t.sees('nothing is chosen')
            t.keys('C-c')
            t.sees('what you follow stays as it was')
            equal(followed(home), ['cs.IR'], 'followed')


def test_chooser_on_the_first_run():
    day = '2025-10-13'
    SERVER.plan({'cs.IR': {'kind': 'feed', 'day': day, 'papers': make_papers(
        5, first=501, categories=('cs.IR',))}})
    with Home(SERVER) as home:
        with reader(home, first='F2 chooses your categories') as t:
            t.keys('F2')
            t.sees('nothing is chosen')
            t.type('cs.ir')
            t.sees('Information Retrieval')
            t.keys('Enter')
            t.sees('chosen 1: cs.IR')
            t.keys('F2')
            t.sees('Mon 13 Oct 2025')
            t.sees('NEW SUBMISSIONS 5')
            equal(followed(home), ['cs.IR'], 'followed')


def test_chooser_never_needs_the_network():
    with Home(SERVER) as home:
        with reader(home, first='F2 chooses', words=('--offline',)) as t:
            t.keys('F2')
            t.type('cs.ir')
            t.sees('Information Retrieval')
            t.keys('Enter', 'F2')
            t.sees('following cs.IR')
            t.misses('fetch')
            equal(followed(home), ['cs.IR'], 'followed')


def a_year(home):
    """A library with a year of days, of one to nine papers each; Thanksgiving
    and a Thursday of October are missing."""
    day = datetime.date(2024, 12, 2)
    number = 1
    names = []
    while day <= datetime.date(2025, 12, 1):
        if day.weekday() < 5 and str(day) not in (
                '2025-10-09', '2025-11-27', '2025-11-28'):
            count = day.day % 9 + 1
            names.append(home.path('feed-%s.xml' % day))
            with open(names[-1], 'wb') as file:
                file.write(make_feed('cs.IR', str(day), make_papers(
                    count, first=number, categories=('cs.IR',))))
            number += count
        day += datetime.timedelta(1)
    home.run('import', *names)
    return home


def cells(terminal, left=9, width=10):
    """The numbers of the calendar by week, as they stand on the screen."""
    found = []
    for line in terminal.lines()[2:-5]:
        row = [line[left + i * width:left + (i + 1) * width].split()
               for i in range(7)]
        if all(row):
            found.append(row)
    return found


def test_calendar_tells_what_days_tells():
    with Home(NoServer) as home, a_year(home), reader(
            home, now='2025-12-02T12:00:00Z') as t:
        days = {row['day']: row for row in home.json('days')}
        t.type('C')
        t.sees('Calendar  Mon 1 Dec 2025')
        t.sees('Mon 1 Dec 2025: 2 papers, 2 unread, imported')
        t.waits(lambda: 'in view' in t.lines()[0] and ' 0 papers' not in
                t.lines()[0] and re.search(r' 8[0-9] days ', t.lines()[0]),
                'all months are read')
        weeks = cells(t)
        holds(len(weeks) >= 8, 'weeks: %d' % len(weeks))
        monday = datetime.date(2025, 12, 1) - datetime.timedelta(
            7 * (len(weeks) - 1))
        seen = 0
        for number, week in enumerate(weeks):
            for weekday, cell in enumerate(week):
                day = monday + datetime.timedelta(7 * number + weekday)
                equal(int(cell[0]), day.day, 'the place of %s' % day)
                row = days.get(str(day))
                if row:
                    equal(cell[1], str(row['new']), str(day))
                    seen += 1
        holds(seen > 70, 'days seen: %d' % seen)
        t.type('hhhh')
        t.sees('Thu 27 Nov 2025: arXiv announced nothing around this '
               'holiday: Thanksgiving')
        t.keys('Enter')
        t.sees('Thu 27 Nov 2025 is not held')
        t.type('hhhhh')
        t.sees('Sat 22 Nov 2025: it is a Saturday')


def test_calendar_moves_and_opens():
    for columns, rows in BIG:
        with Home(NoServer) as home, a_year(home), reader(
                home, columns, rows, now='2025-12-02T12:00:00Z') as t:
            t.type('C')
            t.sees('Calendar  Mon 1 Dec 2025')
            for keys, day in (('[', 'Wed 26 Nov'), ('k', 'Wed 19 Nov'),
                              ('2l', 'Fri 21 Nov'), (']', 'Mon 24 Nov'),
                              ('{', 'Fri 24 Oct'), ('j', 'Fri 31 Oct'),
                              ('{', 'Tue 30 Sep'), ('}', 'Thu 30 Oct'),
                              ('3k', 'Thu 9 Oct'), ('g', 'Mon 2 Dec 2024'),
                              ('[', 'Mon 2 Dec 2024'), ('G', 'Mon 1 Dec'),
                              ('9999k', 'Mon 1 Jul 1991'), ('.', 'Mon 1 Dec'),
                              ('99[', 'Thu 10 Jul')):
                t.type(keys)
                t.waits(lambda: 'Calendar  ' + day in t.lines()[0], day)
            t.type('.4k')
            t.sees('Mon 3 Nov 2025')
            t.keys('Enter')
            t.sees('NEW SUBMISSIONS 4')
            holds('Mon 3 Nov 2025' in t.lines()[0], 'the day')
            t.type('C')
            t.sees('Calendar  Mon 3 Nov 2025')
            t.keys('q')
            t.sees('NEW SUBMISSIONS 4')
            t.keys('q')
            t.ends()


def test_calendar_of_a_year_at_once():
    with Home(NoServer) as home, a_year(home), reader(
            home, 200, 60, now='2025-12-02T12:00:00Z') as t:
        held = home.json('days')
        t.type('C')
        t.waits(lambda: ' %d days  %d papers in view' % (
            len(held), sum(row['new'] for row in held)) in t.lines()[0],
            'the whole year')
        t.sees('27 Thanksgi')
        t.sees('F failed  I incomplete  R reconstructed  H holiday')


def test_calendar_follows_what_is_done():
    with home_with_days() as home, reader(home, 80, 24) as t:
        t.type('s')
        t.sees('1 starred')
        t.type('C')
        t.sees('Fri 10 Oct 2025: 46 papers, 46 unread, ★ 1, imported')
        t.sees('10   46★')
        home.run('star', '2510.00002', '2510.00003')
        t.sees('46 unread, ★ 3')
        fill(home, make_papers(7, first=801, categories=('cs.IR',)),
             '2025-10-08')
        t.sees(' 8    7')
        holds('Calendar  Fri 10 Oct 2025' in t.lines()[0], 'the place')


def test_calendar_as_small_as_can_be():
    with home_with_days() as home, reader(home, 20, 5, first='arxday') as t:
        t.type('C')
        t.sees('Calendar')
        t.sees('10 Oct: 46 papers')
        t.type('h')
        t.sees('9 Oct: 4 papers')
        t.keys('Enter')
        t.sees('00901')


def test_calendar_names_what_is_not_whole():
    day = '2025-10-10'
    SERVER.plan({'cs.IR': {'kind': 'feed', 'day': day, 'papers': make_papers(
        5, first=501, categories=('cs.IR',))}, 'cs.CL': {'kind': 'html'}})
    with Home(SERVER) as home:
        home.run('follow', 'cs.IR', 'cs.CL')
        home.run('refresh', code=3)
        with reader(home) as t:
            t.type('C')
            t.sees('10    5I')
            t.sees('5 unread, incomplete')
            t.sees('cs.CL failed: ')


def test_ledger_tells_what_the_command_line_tells():
    day = '2025-10-10'
    SERVER.plan({'cs.IR': {'kind': 'feed', 'day': day, 'papers': make_papers(
        5, first=501, categories=('cs.IR',))}, 'cs.CL': {'kind': 'html'}})
    for columns, rows in BIG:
        with Home(SERVER) as home:
            home.run('follow', 'cs.IR', 'cs.CL')
            home.run('refresh', code=3)
            fill(home, make_papers(4, first=901, categories=('cs.IR',)),
                 '2025-10-08')
            ledger = {row['category']: row for row in
                      home.json('days', '--ledger', day)}
            with reader(home, columns, rows) as t:
                t.keys('C-g')
                t.sees('Ledger  Fri 10 Oct 2025')
                lines = t.lines()
                equal(lines[1].strip(), 'Fri 10 Oct 2025', 'the heading')
                holds(re.match(r'  cs\.CL +failed +0', lines[2]), lines[2])
                holds(re.match(r'  cs\.IR +complete +5 of 5', lines[3]),
                      lines[3])
                holds(' Wed 8 Oct 2025' in lines[4], lines[4])
                holds(re.match(r'  cs\.IR +imported +4', lines[5]), lines[5])
                holds(ledger['cs.CL']['why'][:30] in t.text(), 'why')
                holds('r asks arXiv again' in t.text(), 'what now')
                t.type('j')
                t.sees('nothing is missing: ')
                t.type('[')
                t.sees('Ledger  Wed 8 Oct 2025')
                t.sees('from a file: as whole as that')
                t.type('[')
                t.sees('no earlier day')
                t.keys('Enter')
                t.sees('NEW SUBMISSIONS 4')
                t.keys('q')
                t.ends()


def test_ledger_over_a_year():
    with Home(NoServer) as home, a_year(home), reader(
            home, now='2025-12-02T12:00:00Z') as t:
        t.keys('C-g')
        t.sees('Ledger  Mon 1 Dec 2025')
        t.type('3]')
        t.sees('no later day')
        t.type('400j')
        t.waits(lambda: 'Ledger  Mon 1 Dec' not in t.lines()[0], 'moved')
        t.type('260[')
        t.sees('Ledger  Mon 2 Dec 2024')
        t.type('g')
        t.sees('Ledger  Mon 1 Dec 2025')
        t.type('G')
        t.sees('Ledger  Mon 2 Dec 2024')
        t.type('5]')
        t.sees('Ledger  Mon 9 Dec 2024')
        t.type('kkkkk')
        t.sees('Ledger  Mon 16 Dec 2024')
        t.type('jjjjj')
        t.sees('Ledger  Mon 9 Dec 2024')
        t.type('.')
        t.sees('Ledger  Mon 1 Dec 2025')


def test_ledger_of_a_day_without_one():
    with Home(NoServer) as home, a_year(home), reader(
            home, 80, 24, first='arxday', now='2025-12-02T12:00:00Z',
            words=('read', '2025-11-27')) as t:
        t.keys('C-g')
        t.sees('Ledger  Thu 27 Nov 2025')
        t.sees('arXiv announced nothing around this holiday: Thanksgiving')
        t.sees('Wed 26 Nov 2025')
        t.sees('Mon 1 Dec 2025')


def configured(home, *lines):
    """Adds lines to a home's arxdayrc."""
    with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
        file.write(''.join(line + '\n' for line in lines))


def test_info_says_what_why_and_show_say():
    with home_with_days() as home:
        changed = make_papers(1, kind='replace', version=2,
                              categories=('cs.IR',))
        changed[0].update(title='PLUM, renamed',
                          abstract='An abstract that is another one.')
        fill(home, changed, '2025-10-13')
        home.run('star', '2510.00001')
        home.run('tag', '2510.00001', '+llm')
        home.run('note', '2510.00001', 'Ask Ada about section 3.')
        configured(home, 'topic plums ti:plum', 'topic pears ti:pear')
        why = home.run('why', '2510.00001').splitlines()
        shown = home.run('show', '--changes', '2510.00001')
        with reader(home, 200, 60, words=('read', '2025-10-13'),
                    first='PLUM, renamed') as t:
            t.type('i')
            t.sees('Why it is here, or not')
            lines = [line.strip() for line in t.lines()]
            for line in why:
                holds(line in lines, line)
            text = t.text()
            holds(re.search(r'starred +20\d\d-', text), 'since when')
            holds(re.search(r'tags +llm', text), 'tags')
            holds('Ask Ada about section 3.' in text, 'the note')
            holds(re.search(r'plums +ti:plum', text), 'the topic')
            holds('pears' not in text, 'no other topic')
            holds('Title until version 1: PLUM: Adapting' in text, 'title')
            holds('Title until version 1: PLUM: Adapting' in shown, 'show')
            holds('[-went-] {+came+}' in text, 'the abstract')
            holds('/abs/2510.00001' in text, 'the page')
            home.run('unstar', '2510.00001')
            t.waits(lambda: not re.search(r'starred +20', t.text()), 'unstar')
            t.type('s')
            t.waits(lambda: re.search(r'starred +20', t.text()), 'star')
            t.keys('q')
            t.misses('Why it is here')


def test_info_in_small_terminals():
    for columns, rows in SIZES:
        with home_with_days() as home:
            with reader(home, columns, rows, first='arxday') as t:
                t.type('i')
                t.sees('Info')
                t.sees('Why it is here')
                t.keys('G')
                t.waits(lambda: re.search(r'^ page |abs/2510', t.text(), re.M),
                        'the end')
                t.keys('Escape')
                t.misses('Info')


def test_help_begins_with_the_room():
    with home_with_days() as home:
        configured(home, 'bind gq quit', 'bind -r calendar Z star')
        with reader(home, 100, 40) as t:
            t.type('C')
            t.sees('Calendar')
            t.type('?')
            t.sees('Here: the days as a map')
            equal(t.lines()[1].strip(),
                  'Here: the days as a map of their papers', 'first')
            t.sees('a month back, a month on')
            t.sees('Your keys')
            holds(re.search(r'gq +quit', t.text()), 'a sequence')
            holds(re.search(r'Z .*\(in: calendar\)', t.text()), 'a room')
            t.keys('q')
            t.sees('Calendar')


def test_topics():
    for columns, rows in BIG:
        with home_with_days() as home:
            configured(home, 'topic plums ti:plum', 'topic broken ti:(',
                       'topic letters ti:matter')
            home.run('star', '2510.00001', '2510.00002')
            home.run('tag', '2510.00003', '+llm')
            home.run('tag', '2510.00004', '+llm', '+later/maybe')
            with reader(home, columns, rows, first='arxday') as t:
                t.type('T')
                t.sees('Topics')
                t.sees('1 of this day')
                lines = t.lines()
                holds(re.match(r' plums +1 of this day', lines[1]), lines[1])
                text = t.text()
                for line in (r'^ favourites +2 of this day', r'^ unread',
                             r'^ notes', r'^ tag later/maybe *1 paper',
                             r'^ tag llm +2 papers'):
                    holds(re.search(line, text, re.M), line)
                t.keys('Enter')
                t.sees('PLUM: Adapting')
                t.misses('Topics')
                t.keys('q')
                t.sees('Topics')
                t.keys('G')
                t.waits(lambda: 'tag llm' in t.cursor_line(), 'the last')
                t.keys('Enter')
                t.sees('00003')
                t.sees('00004')
                t.misses('PLUM')
                t.keys('q')
                t.sees('Topics')
                home.run('tag', '2510.00005', '+aaa')
                t.sees('tag aaa')
                holds('tag llm' in t.cursor_line(), 'the place')
                t.keys('q')
                t.misses('Topics')


def click(terminal, row, col):
    """Presses the left button of the mouse, counted from 0."""
    terminal.type('\x1b[<0;%d;%dM' % (col + 1, row + 1))


def test_mouse_in_the_rooms():
    with home_with_days() as home:
        configured(home, 'set mouse yes')
        with reader(home) as t:
            t.type('C')
            t.sees('Calendar  Fri 10 Oct 2025')
            t.sees('10   46')
            lines = t.lines()
            row = [i for i, line in enumerate(lines) if '10   46' in line][0]
            click(t, row, lines[row].index(' 9    4'))
            t.sees('Calendar  Thu 9 Oct 2025')
            t.type('\x1b[<64;9;9M')
            t.sees('Calendar  Thu 2 Oct 2025')
            t.keys('q')
            t.misses('Calendar')
            t.type('T')
            t.sees('Topics')
            click(t, 2, 5)
            t.waits(lambda: 'unread' in t.cursor_line(), 'the second row')
            t.keys('q')
            t.keys('F2')
            t.sees('Categories')
            t.type('\x1b[<65;9;9M')
            t.waits(lambda: 'cs.' in t.cursor_line(), 'the wheel')


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    SERVER = arxiv_server.start()
    sys.exit(run(globals()))
