#!/usr/bin/env python3
"""# in the reader, against a loopback arXiv: a paper by its identifier, in the
day that is shown, from the library, or from arXiv by a child."""

import sys

sys.dont_write_bytecode = True
from terminal import LONG, TMUX, Terminal, fill  # noqa: E402
import arxiv_server  # noqa: E402
from arxiv_server import make_papers  # noqa: E402
from cases import Home, equal, holds, run, until  # noqa: E402

SERVER = None
DAY = '2025-10-10'
BEFORE = '2025-10-09'
SIZES = ((100, 24), (80, 24), (40, 12))


def paper(name, **more):
    """A paper of arXiv's."""
    return dict({
        'id': name, 'title': 'The paper %s' % name, 'abstract': LONG,
        'authors': 'Ada Able, Bo Béla', 'categories': ['hep-th'],
        'versions': [{'date': '2025-10-01T00:00:00Z', 'size': '9kb'}]}, **more)


def world():
    """arXiv knows two papers that nobody here has."""
    papers = [paper('2510.07784'), paper('hep-th/9901001')]
    SERVER.world({'papers': papers, 'days': {DAY: [
        {'id': one['id'], 'version': 1, 'action': 'new',
         'categories': one['categories']} for one in papers]}})
    SERVER.plan({})


def home_with_days(url=None):
    """A user with two days."""
    home = Home(SERVER)
    with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
        file.write('set api-url %s/api/query\n' % (url or SERVER.base))
    fill(home, make_papers(3, first=901, categories=('cs.IR',)), BEFORE)
    fill(home, make_papers(9, categories=('cs.IR',)))
    return home


def reader(home, columns=100, rows=24, words=()):
    """The reader on the day that is held."""
    terminal = Terminal(home, columns, rows, words=words)
    terminal.sees('NEW SUBMISSIONS 9')
    return terminal


def go(terminal, text):
    """Types an identifier behind #."""
    terminal.type('#')
    terminal.sees('identifier or URL:')
    terminal.type(text)
    terminal.keys('Enter')


def is_read(home, name):
    """Whether the paper is marked read."""
    return home.json('show', name)[0]['read']


def test_a_paper_of_the_day_gets_the_cursor():
    world()
    for size in SIZES:
        with home_with_days() as home, reader(home, *size) as t:
            go(t, 'https://arxiv.org/abs/2510.00007v1')
            t.waits(lambda: '00007' in t.cursor_line(), 'the cursor')
            equal(SERVER.log(), [])


def test_a_held_paper_opens():
    world()
    for size in SIZES:
        with home_with_days() as home, reader(home, *size) as t:
            go(t, 'arXiv:2510.00902')
            t.sees('On the matter of 2510.00902')
            t.sees('q back')
            t.misses('NEW SUBMISSIONS')
            t.type('s')
            t.sees('starred')
            until(lambda: home.json('show', '2510.00902')[0]['favourite'],
                  'the star')
            holds(is_read(home, '2510.00902'), 'read')
            t.type('u')
            t.waits(lambda: 'is not starred' in t.text() and
                    '\n starred' not in t.text(), 'no star')
            t.type('q')
            t.sees('NEW SUBMISSIONS 9')
            t.type('q')
            t.ends()
            equal(SERVER.log(), [])


def test_an_unknown_paper_is_looked_up():
    world()
    for size in SIZES:
        with home_with_days() as home, reader(home, *size) as t:
            go(t, 'math.GT/0309136')
            t.sees('arXiv does not know math/0309')
            go(t, 'hep-th/9901001')
            t.sees('The paper hep-th/9901001')
            t.misses('NEW SUBMISSIONS')
            t.sees('Sentence 1 ')
            t.type('G')
            t.sees('120 of a long')
            t.keys('Escape')
            t.sees('NEW SUBMISSIONS 9')
            equal(home.json('list')[0]['day'], DAY)
            equal(len(home.json('days')), 2)
            go(t, 'hep-th/9901001')
            t.sees('The paper hep-th/9901001')
            equal(len(SERVER.log()), 2)
            SERVER.request('DELETE', '/log')


def test_keys_answer_while_it_is_looked_up():
    world()
    SERVER.plan({'api': {'kind': 'slow', 'pause': 3}})
    with home_with_days() as home, reader(home, 80, 24) as t:
        go(t, '2510.07784')
        t.sees('looking up ')
        t.sees('2510.07784')
        t.type('3G')
        t.waits(lambda: '00003' in t.cursor_line(), 'the cursor', 2)
        t.type('r')
        t.sees('a lookup runs already; Esc stops it', 2)
        t.type('?')
        t.sees('has come: # opens it')
        t.type('q')
        t.sees('NEW SUBMISSIONS 9')
        holds('00003' in t.cursor_line(), 'the cursor stays')


def test_escape_stops_it():
    world()
    SERVER.plan({'api': {'kind': 'hang', 'pause': 30}})
    for columns, rows in SIZES:
        with home_with_days() as home, reader(home, columns, rows) as t:
            go(t, '2510.07784')
            t.sees('looking up ')
            t.waits(lambda: '2510.07784' in t.lines()[rows - 1],
                    'the identifier below')
            t.keys('Escape')
            t.sees('the lookup of 2510.07784 ', 3)
            t.type('q')
            t.ends()


def test_quitting_stops_it():
    world()
    SERVER.plan({'api': {'kind': 'hang', 'pause': 30}})
    with home_with_days() as home, reader(home) as t:
        go(t, '2510.07784')
        t.sees('looking up ')
        t.type('q')
        t.ends(0, 3)


def test_failures_are_told():
    world()
    for behaviour, words in (({'kind': 'rate'}, 'exceeded.'),
                             ({'kind': 'html'}, 'web page')):
        SERVER.plan({'api': behaviour})
        with home_with_days() as home, reader(home) as t:
            go(t, '2510.07784')
            t.sees('again')
            t.type('@')
            t.sees(words)
            t.type('q')
            t.sees('NEW SUBMISSIONS 9')


def test_what_is_no_identifier():
    world()
    with home_with_days() as home, reader(home, 80, 24) as t:
        go(t, '2510.1')
        t.sees('2510.1 is no arXiv identifier')
        go(t, ' ')
        t.sees('no identifier was given')
        t.type('#251')
        t.keys('Escape')
        t.misses('identifier or URL')
        holds('not written' not in t.text(), 'nothing is said')
        equal(SERVER.log(), [])


def test_offline_and_demo():
    world()
    for option, words in (('--offline', 'offline: no request is made'),
                          ('--demo', 'in memory: nothing is fetched')):
        with home_with_days() as home:
            with Terminal(home, 120, 24, words=(option,)) as t:
                t.sees('j/k move') if option == '--offline' else \
                    t.sees('sample day')
                go(t, 'hep-th/9901001')
                t.sees(words)
                equal(SERVER.log(), [])


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    SERVER = arxiv_server.start()
    try:
        CODE = run(dict(globals()))
    finally:
        SERVER.stop()
    sys.exit(CODE)
