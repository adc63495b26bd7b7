#!/usr/bin/env python3
"""Every fault on every interface: feeds, OAI-PMH and the query API. Each one
ends with an exit code other than 0 and a sentence, stores nothing that did not
come whole, and leaves the days before as they were."""

import datetime
import os
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ.get('ARXDAY_SOURCE', '.'),
                                'tests', 'server'))
import arxiv_server  # noqa: E402
import world  # noqa: E402
from cases import BUILD, Home, Skip, equal, holds, run  # noqa: E402

SERVER = arxiv_server.start()
CATEGORY = 'cs.IR'
BEFORE = '2025-10-23T12:00:00Z'
NOW = '2025-10-24T12:00:00Z'
TODAY = NOW[:10]
WORLD = world.build(datetime.date(2025, 10, 20), count=5, per_day=16)
PAGE = 6
NAMES = sorted(paper['id'] for paper in WORLD['papers'])[:3]
FEED = arxiv_server.make_feed(CATEGORY, TODAY, arxiv_server.make_papers(2))

# Kind of fault -> words of which one must be in what is said; none: any.
COMMON = {
    'cut': ({'kind': 'cut', 'length': True}, ('cut', 'end')),
    'cut without a length': ({'kind': 'cut'}, ('ends too early', 'cut')),
    'reset': ({'kind': 'reset'}, ()),
    'lost': ({'kind': 'lost'}, ()),
    'web page': ({'kind': 'html'}, ('web page',)),
    'empty body': ({'kind': 'text', 'words': ''}, ('empty', 'nothing')),
    'plain text': ({'kind': 'text', 'words': 'Rate exceeded.'}, ()),
    'no content': ({'kind': 'status', 'code': 204}, ('204',)),
    'not modified, unasked': ({'kind': 'status', 'code': 304}, ('304',)),
    'bad request': ({'kind': 'status', 'code': 400, 'words': 'ouch'},
                    ('400', 'ouch')),
    'denied': ({'kind': 'status', 'code': 403}, ('403', 'denied')),
    'absent': ({'kind': 'status', 'code': 404}, ('404',)),
    'broken': ({'kind': 'status', 'code': 500, 'words': 'ou\u009bch'},
               ('500',)),
    'bad gateway': ({'kind': 'status', 'code': 502}, ('502',)),
    'busy': ({'kind': 'status', 'code': 503}, ('503',)),
    'busy until a date': ({'kind': 'status', 'code': 503,
                           'retry_after': 'date+0.2'}, ('503',)),
    'busy until before': ({'kind': 'status', 'code': 503,
                           'retry_after': '-5'}, ('503',)),
    'busy for ages': ({'kind': 'status', 'code': 503,
                       'retry_after': '99999999999999999999'}, ('503',)),
    'limited': ({'kind': 'status', 'code': 429, 'words': 'Rate exceeded.'},
                ('429',)),
    'gzip that is none': ({'kind': 'badgzip'}, ()),
    'bomb': ({'kind': 'bomb', 'mib': 40}, ('too large',)),
    'endless': ({'kind': 'endless', 'mib': 40}, ('too large',)),
    'huge head': ({'kind': 'headers'}, ()),
    'garbage': ({'kind': 'garbage'}, ()),
    'no head': ({'kind': 'http09'}, ()),
    'bad chunk': ({'kind': 'badchunk'}, ()),
    'too short a length': ({'kind': 'short'}, ()),
    'another protocol': ({'kind': 'switch'}, ()),
    'file': ({'kind': 'redirect', 'to': 'file:///etc/passwd'}, ()),
    'elsewhere': ({'kind': 'redirect', 'to': 'https://evil.example/'}, ()),
    'doctype': ({'kind': 'text', 'type': 'text/xml',
                 'words': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, ()),
    'another root': ({'kind': 'text', 'type': 'text/xml',
                      'words': '<?xml version="1.0"?><opml></opml>'}, ()),
}


def circle(path):
    """A redirect that leads to itself."""
    return {'kind': 'redirect', 'to': 'http://127.0.0.1:{port}' + path}


def stage(clock, plan):
    """The world at an instant."""
    SERVER.world(dict(WORLD, page=PAGE))
    SERVER.clock(clock)
    SERVER.plan(plan)


def rows(home):
    """Papers, announcements and marks that the library holds."""
    with sqlite3.connect(home.library) as link:
        return [sorted(link.execute('SELECT * FROM ' + table), key=repr)
                for table in ('paper', 'detail', 'announcement', 'mark')]


def arxday(home, *words, now=NOW):
    """Runs it, whatever the exit code; code and what it said on standard
    error, which must be clean."""
    result = subprocess.run(
        home.command(*words, now=now), env=home.environment,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        check=False)
    for line in result.stderr.splitlines() + result.stdout.splitlines():
        holds(line.replace('\t', ' ').isprintable(), repr(line))
    return result.returncode, result.stderr


def good(home, *words, now=BEFORE):
    """Runs it with success."""
    code, said = arxday(home, *words, now=now)
    equal(code, 0, said)


def must_fail(name, code, said, words):
    """Exit code and sentence of a fault."""
    holds(code in (1, 3), '%s: exit %d: %s' % (name, code, said))
    holds(said.strip(), name + ': not a word')
    holds(not words or any(word in said for word in words),
          '%s: %s' % (name, said))
    holds(len(said) < 4000, name + ': too many words')


def needs(command):
    """Skips while the program has no such command."""
    code = subprocess.run([os.path.join(BUILD, 'arxday'), 'help', command],
                          capture_output=True, check=False).returncode
    if code != 0:
        raise Skip('there is no %s yet' % command)


def test_faults_of_feeds():
    """The day before is held; today's feed is broken in every way."""
    own = {
        'another category': ({'kind': 'world', 'as': 'hep-th'}, ('hep-th',)),
        'another interface': ({'kind': 'text', 'words':
                               '<OAI-PMH xmlns="http://www.openarchives.org/'
                               'OAI/2.0/"></OAI-PMH>', 'type': 'text/xml'},
                              ()),
        # The validator of the day before was sent.
        'not modified, unasked': (COMMON['not modified, unasked'][0],
                                  ('23 Oct 2025',)),
        'error feed': ({'kind': 'error', 'words': 'Bad archive'},
                       ('Bad archive',)),
        'stale': ({'kind': 'stale'}, ('23 Oct 2025',)),
        'circle': (circle('/rss/' + CATEGORY), ('redirects',)),
    }
    with Home(SERVER) as home:
        stage(BEFORE, {})
        good(home, 'follow', CATEGORY)
        good(home, 'refresh')
        before = rows(home)
        held = home.json('list', BEFORE[:10], now=NOW)
        for name, (behaviour, words) in {**COMMON, **own}.items():
            # What is missing would be asked of OAI-PMH in another run.
            stage(NOW, {'*': behaviour, 'oai': {'kind': 'status',
                                                'code': 404}})
            code, said = arxday(home, 'refresh')
            must_fail(name, code, said, words)
            equal(rows(home), before, name)
        equal(home.json('list', BEFORE[:10], now=NOW), held)
        equal(home.json('list', TODAY, now=NOW, code=4), [])
        states = {row['day']: row['state'] for row in
                  home.json('days', now=NOW)}
        holds(states.get(TODAY) not in ('complete', 'same', None), states)
        stage(NOW, {})
        good(home, 'refresh', now=NOW)
        holds(home.json('list', TODAY, now=NOW), 'all is well again')


def test_faults_of_oai():
    """A first harvest is held; the next one breaks at its first page, or at
    its second one: the first is kept, of the second nothing."""
    needs('harvest')
    own = {
        'another interface': ({'kind': 'text', 'words': FEED.decode(),
                               'type': 'text/xml'}, ()),
        'error': ({'kind': 'oai_error', 'code': 'badArgument',
                   'words': 'Set does not exist'}, ('Set does not exist',)),
        'circle': (circle('/oai?verb=Identify'), ('redirects',)),
    }
    with Home(SERVER) as home:
        stage(BEFORE, {})
        good(home, 'harvest', CATEGORY)
        before = rows(home)
        for name, (behaviour, words) in {**COMMON, **own}.items():
            stage(NOW, {'oai': behaviour})
            code, said = arxday(home, 'harvest', CATEGORY)
            must_fail(name, code, said, words)
            equal(rows(home), before, name)
    for name, (behaviour, words) in {**COMMON, **own}.items():
        stage(NOW, {'oai': [{'kind': 'world'}, behaviour]})
        with Home(SERVER) as home:
            code, said = arxday(home, 'harvest', CATEGORY)
            must_fail(name, code, said, words)
            equal(len(rows(home)[0]), PAGE, name + ' at the second page')


def lookup(home, *words):
    """lookup of three papers, which are to be kept."""
    return arxday(home, 'lookup', '--save', *(words or NAMES))


def test_faults_of_the_api():
    """Nothing is kept of an answer that is broken."""
    needs('lookup')
    own = {
        'another interface': ({'kind': 'text', 'words': FEED.decode(),
                               'type': 'text/xml'}, ()),
        'error': ({'kind': 'error', 'words': 'incorrect id format'},
                  ('incorrect id format',)),
        'error with HTTP 200': ({'kind': 'error', 'code': 200,
                                 'words': 'incorrect id format'},
                                ('incorrect id format',)),
        'rate': ({'kind': 'rate'}, ('429', 'Rate exceeded')),
        'circle': (circle('/api/query'), ('redirects',)),
    }
    with Home(SERVER) as home:
        stage(BEFORE, {})
        good(home, 'follow', CATEGORY)
        good(home, 'refresh')
        before = rows(home)
        for name, (behaviour, words) in {**COMMON, **own}.items():
            stage(NOW, {'api': behaviour})
            code, said = lookup(home)
            must_fail(name, code, said, words)
            equal(rows(home), before, name)
        stage(NOW, {})
        code, said = lookup(home)
        equal(code, 0, said)
        equal({row['id'] for row in home.json('show', *NAMES, now=NOW)},
              set(NAMES))


def test_absurd_totals_are_no_harm():
    """Neither memory nor requests follow from a count that is not true."""
    needs('lookup')
    for total in ('1e20', '-1', 'many', '99999999999999999999', ''):
        stage(NOW, {'api': {'kind': 'world', 'total': total}})
        with Home(SERVER) as home:
            code, said = lookup(home)
            holds(code in (0, 1, 3), '%r: exit %d: %s' % (total, code, said))
            if code == 0:
                equal(len(rows(home)[0]), len(NAMES), total)
            holds(len(SERVER.log()) <= 6, total)


def test_an_empty_page_with_a_total_is_no_answer():
    needs('lookup')
    stage(NOW, {'api': {'kind': 'world', 'none': True, 'total': 3}})
    with Home(SERVER) as home:
        code, said = lookup(home)
        holds(code in (1, 3, 4), 'exit %d' % code)
        holds(said.strip(), 'a sentence')
        equal(len(rows(home)[0]), 0)


def test_an_entry_twice_is_one_paper():
    needs('lookup')
    stage(NOW, {'api': {'kind': 'world', 'twice': True}})
    with Home(SERVER) as home:
        code, said = lookup(home)
        equal(code, 0, said)
        equal(len(rows(home)[0]), len(NAMES))


def test_an_older_answer_takes_nothing_back():
    """A feed and an API that are behind their time."""
    replaced = [row for row in WORLD['days'][TODAY]
                if row['action'] == 'replace' and CATEGORY in
                row['categories'] and row['version'] < 6]
    holds(replaced, 'something was replaced today')
    with Home(SERVER) as home:
        stage(NOW, {})
        good(home, 'refresh', CATEGORY, now=NOW)
        before = rows(home)
        for plan in ({'*': {'kind': 'world', 'clock': BEFORE}},
                     {'*': {'kind': 'stale'}}):
            stage(NOW, plan)
            arxday(home, 'refresh', CATEGORY)
            with sqlite3.connect(home.library) as link:
                held = dict(link.execute('SELECT id, version FROM paper'))
            holds(all(held[row[0]] >= row[1] for row in before[0]),
                  'versions never fall')
            shown = {row['id']: row['version'] for row in home.json(
                'show', *[row['id'] for row in replaced], now=NOW)}
            equal(shown, {row['id']: row['version'] for row in replaced})


if __name__ == '__main__':
    try:
        STATUS = run(dict(globals()))
    finally:
        SERVER.stop()
    sys.exit(STATUS)
