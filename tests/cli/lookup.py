#!/usr/bin/env python3
"""lookup against a loopback arXiv: what is asked, in which order it is shown,
what is stored, and that every failure says what to do."""

import json
import os
import signal
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.environ.get('ARXDAY_SOURCE', '.'),
                                'tests', 'server'))
import arxiv_server  # noqa: E402
from arxiv_server import make_feed, make_papers  # noqa: E402
import cases  # noqa: E402
from cases import equal, holds, run, until  # noqa: E402

SERVER = arxiv_server.start()
DAY = '2025-10-10'


class Home(cases.Home):
    """A user whose api-url is the server's."""

    def __init__(self, pace=0):
        super().__init__(SERVER, pace)
        self.api(SERVER.base + '/api/query')

    def api(self, url):
        """Another api-url."""
        with open(self.path('arxdayrc'), 'a', encoding='utf-8') as file:
            file.write('set api-url %s\n' % url)


def paper(number, prefix='2510', **more):
    """A paper of the world; its number says when it was submitted."""
    return dict({
        'id': '%s.%05d' % (prefix, number), 'title': 'Paper %d' % number,
        'authors': 'Ada Able, Bo Béla', 'abstract': 'We study %d.' % number,
        'categories': ['cs.IR', 'cs.CL'], 'comments': '3 pages',
        'versions': [{'date': '2025-10-%02dT%02d:%02d:00Z' % (
            1 + number // 1440, number // 60 % 24, number % 60),
                      'size': '9kb'}]}, **more)


def world(count, *more):
    """A server that knows papers 1 to `count`."""
    papers = [paper(i + 1) for i in range(count)] + list(more)
    SERVER.world({'papers': papers, 'days': {DAY: [
        {'id': one['id'], 'version': 1, 'action': 'new',
         'categories': one['categories']} for one in papers]}})
    SERVER.plan({})


def fill(home, papers, day=DAY):
    """Puts a day into the library."""
    name = home.path('feed.xml')
    with open(name, 'wb') as file:
        file.write(make_feed('cs.IR', day, papers))
    home.run('import', name)


def asked():
    """The parameters of each request since the plan was set."""
    found = []
    for entry in SERVER.log():
        path, _, query = entry['path'].partition('?')
        equal(path, '/api/query')
        found.append(dict(urllib.parse.parse_qsl(
            query, keep_blank_values=True, strict_parsing=True)))
    return found


def column(text, number=0):
    """A column of tab-separated lines."""
    return [line.split('\t')[number] for line in text.splitlines()]


def test_identifiers_in_every_form():
    world(5, paper(1, 'hep-th/9901', id='hep-th/9901001'))
    with Home() as home:
        text = home.run('lookup', 'https://arxiv.org/abs/2510.00004v1',
                        'hep-th/9901001', 'arXiv:2510.00002', '2510.00004')
        equal(column(text), ['2510.00004', 'hep-th/9901001', '2510.00002'])
        equal(text.splitlines()[2],
              '2510.00002\t1\t\tcs.IR\t\tPaper 2\tAda Able, Bo Béla')
        equal(asked(), [{'id_list': '2510.00004,hep-th/9901001,2510.00002',
                         'start': '0', 'max_results': '3'}])
        equal(home.json('days'), [])
        holds(not os.path.exists(home.library), 'nothing is made')


def test_identifiers_go_in_chunks():
    world(230)
    with Home() as home:
        ids = ['2510.%05d' % i for i in range(230, 0, -1)]
        equal(column(home.run('lookup', *ids)), ids)
        equal([(r['max_results'], r['start'], len(r['id_list'].split(',')))
               for r in asked()],
              [('100', '0', 100), ('100', '0', 100), ('30', '0', 30)])


def test_unknown_identifiers_are_named():
    world(3)
    with Home() as home:
        text = home.run('lookup', '2510.00001', '2510.99999', code=3)
        equal(column(text), ['2510.00001'])
        equal(home.said, 'arxday: arXiv does not know 2510.99999\n')
        equal(home.run('lookup', '2510.99999', '2510.99998', code=4), '')
        equal(len(home.said.splitlines()), 2)


def test_malformed_identifiers_are_wrong_usage():
    world(3)
    with Home() as home:
        for words in (['2510.1'], ['2510.00001', '2513.00001'],
                      ['hep-th/99', '2510.00001'], ['2510.00001', 'graphs'],
                      ['arXiv:nonsense'], ['2510.00001v0'],
                      ['251.00001'], ['25100.00001'], ['oai:arXiv.org:x'],
                      ['no-such/9901001'], ['math.GTX/0309136'], ['https://arxiv.org/list/cs/new'],
                      [], [''], ['  '], ['x', '--limit', '0'],
                      ['x', '--limit', '10001'], ['x', '--limit', '-1'],
                      ['x', '--limit', 'many'], ['x', '--limit', '']):
            equal(home.run('lookup', *words, code=2), '')
            equal(len(home.said.splitlines()), 1, home.said)
        equal(SERVER.log(), [])


def test_what_is_no_identifier_is_a_query():
    world(3)
    with Home() as home:
        for words in (['GPT-4'], ['3.5', 'turbo'], ['id:2510.00001'],
                      ['10.1103/PhysRevD.1'], ['2510.00001 AND cat:cs.IR'],
                      ['tcp/2'], ['1.25'], ['ti:2510.00002x'], ['v/12345678']):
            home.run('lookup', *words, code=0 if 'id:' in words[0] else 4)
            equal(asked()[-1]['search_query'], ' '.join(words))


def test_a_query_is_sent_as_it_is():
    world(3)
    with Home() as home:
        text = home.run('lookup', 'ti:"Paper', '2"', 'AND',
                        'submittedDate:[202510010000 TO 202510020000]',
                        'OR', 'ti:gödel&start=7+#x%41')
        equal(column(text), ['2510.00002'])
        equal(asked(), [{
            'search_query': 'ti:"Paper 2" AND submittedDate:[202510010000 TO '
                            '202510020000] OR ti:gödel&start=7+#x%41',
            'start': '0', 'max_results': '50', 'sortBy': 'submittedDate',
            'sortOrder': 'descending'}])
        path = SERVER.log()[0]['path']
        holds('%5B202510010000%20TO%20' in path and 'g%C3%B6del%26start%3D7'
              '%2B%23x%2541' in path, path)


def test_a_query_goes_page_by_page():
    world(260)
    with Home() as home:
        text = home.run('lookup', 'all:study', '--limit', '230')
        equal(column(text), ['2510.%05d' % i for i in range(260, 30, -1)])
        equal([(r['start'], r['max_results']) for r in asked()],
              [('0', '100'), ('100', '100'), ('200', '30')])
        equal(home.said, 'arxday: 230 of 260 results; --limit N asks for '
                         'more\n')
        equal(home.run('-q', 'lookup', 'all:study', '-n', '1').count('\n'), 1)
        equal(home.said, '')


def test_fewer_results_than_wanted():
    world(130)
    with Home() as home:
        equal(len(home.run('lookup', 'study', '-n', '1000').splitlines()), 130)
        equal(home.said, '')
        equal(len(asked()), 2)


def test_repeated_papers_are_shown_once():
    world(120)
    SERVER.plan({'api': [{'kind': 'world', 'twice': True}]})
    with Home() as home:
        ids = column(home.run('lookup', 'study', '-n', '120'))
        equal(ids, sorted(set(ids), reverse=True))
        equal(ids[0], '2510.00120')


def test_nothing_found():
    world(3)
    with Home() as home:
        equal(home.run('lookup', 'ti:absent', code=4), '')
        equal(home.said, "arxday: arXiv finds nothing for 'ti:absent'\n")


def test_counts_are_not_trusted():
    world(30)
    for total in (100000000000000000000, -1, 'many', 0, 7):
        SERVER.plan({'api': {'kind': 'world', 'total': total}})
        with Home() as home:
            text = home.run('lookup', 'study', '-n', '50')
            equal(len(text.splitlines()), 30, total)
            holds(len(asked()) <= 5, 'few requests')


def test_an_empty_page_is_asked_for_again():
    world(150)
    none, good = {'kind': 'world', 'none': True}, {'kind': 'world'}
    SERVER.plan({'api': [none, none, good, none, good]})
    with Home() as home:
        text = home.run('lookup', 'study', '-n', '150')
        equal(len(set(column(text))), 150)
        SERVER.plan({'api': [good, none]})
        text = home.run('lookup', 'study', '-n', '150', '--save', code=3)
        equal(len(set(column(text))), 100)
        holds('empty page 3 times' in home.said, home.said)
        equal([r['start'] for r in asked()], ['0', '100', '100', '100'])
        equal(len(home.json('show', *column(text))), 100)
        SERVER.plan({'api': none})
        equal(home.run('lookup', 'study', code=3), '')
        equal(home.run('lookup', '2510.00001', code=3), '')


def test_save_keeps_papers_and_no_day():
    world(120)
    with Home() as home:
        home.run('lookup', '--save', 'study', '-n', '110')
        equal(home.said.splitlines()[0],
              'arxday: saved: 110 papers are new, 0 changed')
        shown = home.json('show', '2510.00120')[0]
        equal((shown['title'], shown['day'], shown['type'], shown['authors'],
               shown['comments']),
              ('Paper 120', None, None, ['Ada Able', 'Bo Béla'], '3 pages'))
        equal(home.json('days'), [])
        home.run('-q', 'lookup', '--save', '2510.00120', '2510.00001')
        equal(home.said, '')
        home.run('show', '2510.00001')


def test_json_is_the_object_of_show():
    world(3)
    with Home() as home:
        first = home.json('lookup', '2510.00002')
        home.run('lookup', '--save', '2510.00002')
        equal(first, home.json('show', '2510.00002'))
        home.run('star', '2510.00002')
        held = home.json('lookup', '2510.00002', '2510.00003')
        equal([p['favourite'] for p in held], [True, False])
        equal(held[0], home.json('show', '2510.00002')[0])
        line = home.run('lookup', '2510.00002').rstrip('\n').split('\t')
        equal(line[4], '*')


def test_a_held_day_stays_and_is_told():
    world(3)
    with Home() as home:
        fill(home, make_papers(2, categories=('cs.IR',)))
        home.run('mark', 'read', '2510.00001')
        before = home.all()
        shown = home.json('lookup', '2510.00001')[0]
        equal((shown['day'], shown['type'], shown['read'], shown['title']),
              (DAY, 'new', True, 'Paper 1'))
        equal(home.run('lookup', '2510.00001').split('\t')[2:5],
              ['', 'cs.IR', 'r'])
        equal(home.all(), before)
        home.run('lookup', '--save', '2510.00001')
        equal([p['id'] for p in home.json('list', DAY)],
              ['2510.00001', '2510.00002'])
        equal(home.json('show', '2510.00001')[0]['read'], True)


def test_offline_asks_nothing():
    world(3)
    with Home() as home:
        equal(home.run('--offline', 'lookup', '2510.00001', code=1), '')
        holds('--offline' in home.said, home.said)
        home.run('--offline', 'lookup', '2510.1', code=2)
        equal(SERVER.log(), [])


FAILURES = (
    ({'kind': 'error', 'words': 'start must be an \x85 integer'}, 1,
     ('HTTP 400', 'start must be an integer', 'check how it is written')),
    ({'kind': 'error', 'words': 'incorrect id format', 'code': 200}, 1,
     ('arXiv answers: incorrect id format', 'check how it is written')),
    ({'kind': 'error', 'words': 'internal error', 'code': 500}, 1,
     ('HTTP 500', 'internal error', 'try again later')),
    ({'kind': 'rate'}, 1, ('HTTP 429', 'Rate exceeded.', 'try again')),
    ({'kind': 'html'}, 1, ('web page', 'try again later')),
    ({'kind': 'status', 'code': 403, 'words': 'no'}, 1,
     ('HTTP 403', 'stop for a day')),
    ({'kind': 'cut'}, 1, ('try again later',)),
    ({'kind': 'reset'}, 1, ('check the network',)),
    ({'kind': 'garbage'}, 1, ('check the network',)),
)


def test_failures_say_what_to_do():
    world(3)
    for behaviour, code, words in FAILURES:
        SERVER.plan({'api': behaviour})
        with Home() as home:
            equal(home.run('lookup', 'study', code=code), '', behaviour)
            for word in words:
                holds(word in home.said, (word, home.said))
            equal(len(home.said.splitlines()), 1, home.said)
            equal(home.run('lookup', '--save', '2510.00001', code=code), '')


def test_what_came_before_a_failure_stays():
    world(150)
    SERVER.plan({'api': [{'kind': 'world'}, {'kind': 'status', 'code': 500}]})
    with Home() as home:
        text = home.run('lookup', '--save', 'study', '-n', '150', code=3)
        equal(len(column(text)), 100)
        holds('HTTP 500' in home.said and 'later' in home.said, home.said)
        home.run('show', column(text)[99])
        SERVER.plan({'api': [{'kind': 'world'}, {'kind': 'rate'}]})
        ids = ['2510.%05d' % i for i in range(1, 151)]
        equal(column(home.run('lookup', *ids, code=3)), ids[:100])
        holds('does not know' not in home.said, home.said)


def test_a_foreign_answer_is_refused():
    SERVER.plan({'cs.IR': {'kind': 'feed'}})
    with Home() as home:
        home.api(SERVER.base + '/rss/cs.IR')
        equal(home.run('lookup', '--save', 'study', code=1), '')
        holds('api-url' in home.said, home.said)
        equal(home.json('days'), [])


def test_the_address_may_have_parameters():
    world(3)
    with Home() as home:
        home.api(SERVER.base + '/api/query?key=1')
        home.run('lookup', '2510.00001')
        equal(asked()[0]['key'], '1')


def test_waiting_is_told():
    world(3)
    with Home(pace=0.3) as home:
        home.run('lookup', '2510.00001')
        home.run('lookup', '2510.00001')
        holds(home.said.startswith('arxday: waiting: 0.'), home.said)
        home.run('-q', 'lookup', '2510.00001')
        equal(home.said, '')


def test_a_signal_ends_it():
    SERVER.plan({'api': {'kind': 'hang', 'pause': 30}})
    with Home() as home:
        process = home.start('lookup', '--save', '2510.00001')
        until(lambda: SERVER.log(), 'the request')
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=5)
        equal((process.returncode, out), (130, ''))


def test_progress_for_programs():
    world(3)
    with Home() as home:
        rows = [line.split('\t') for line in home.run(
            'lookup', '--save', '--progress', '2510.00001').splitlines()]
        equal([row[:4] for row in rows],
              [['0', '1', '2510.00001', 'fetching'],
               ['0', '1', '2510.00001', 'stored']])
        equal(rows[1][5:7], ['1', '1'])
        home.run('lookup', '--save', '--progress', '2510.09999', code=4)
        equal(home.said, 'arxday: arXiv does not know 2510.09999\n')


def test_recorded_answers():
    folder = os.path.join(os.environ.get('ARXDAY_SHARED', ''), 'fixtures',
                          'api')
    if not os.path.isdir(folder):
        print('skipped: no recorded answers')
        return
    for name, ids in (('arxivpy_id_2104.12255v1_s0_m100_6ae69987ffe1.xml',
                       ['2104.12255']),
                      ('gen_stress_3138_authors.xml', None)):
        SERVER.plan({'api': {'kind': 'file',
                             'path': os.path.join(folder, name)}})
        with Home() as home:
            found = home.json('lookup', '--save', 'all:x')
            holds(found and json.dumps(found), name)
            equal(ids or column(home.run('lookup', 'x')),
                  [p['id'] for p in found])


if __name__ == '__main__':
    try:
        CODE = run(dict(globals()))
    finally:
        SERVER.stop()
    sys.exit(CODE)
