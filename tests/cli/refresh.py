#!/usr/bin/env python3
"""refresh against a loopback arXiv: what is stored, what is said, the pace,
and that neither a bad answer nor a kill touches what is held."""

import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get('ARXDAY_SOURCE', '.'),
                                'tests', 'server'))
import arxiv_server  # noqa: E402
from arxiv_server import make_papers  # noqa: E402
from cases import Home, equal, holds, run, until  # noqa: E402

SERVER = arxiv_server.start()
DAY = '2025-10-10'
BEFORE = '2025-10-09'


def feed(count=3, **more):
    """The behaviour of a good feed."""
    first = more.pop('first', 1)
    return dict({'kind': 'feed', 'day': DAY,
                 'papers': make_papers(count, first=first)}, **more)


def three_categories():
    """A day of three categories with one paper in all three."""
    shared = make_papers(1, categories=('cs.IR', 'cs.CL', 'cs.AI'))[0]

    def day_of(category, first):
        own = make_papers(2, first=first, categories=(category,))
        kind = 'new' if category == 'cs.IR' else 'cross'
        return {'kind': 'feed', 'day': DAY,
                'papers': [dict(shared, type=kind)] + own}

    return {'cs.IR': day_of('cs.IR', 10), 'cs.CL': day_of('cs.CL', 20),
            'cs.AI': day_of('cs.AI', 30)}


def untouched(home, *words, code):
    """Runs refresh, which must not change what the library tells of papers;
    what it said."""
    before = home.all()
    rows = home.refresh(*words, code=code)
    equal(home.all(), before, 'what is held')
    return rows


def test_three_categories_share_a_paper():
    SERVER.plan(three_categories())
    with Home(SERVER) as home:
        home.run('follow', 'cs.IR', 'cs.CL', 'cs.AI')
        rows = home.refresh()
        equal({name: row[:4] for name, row in rows.items()},
              {'cs.IR': ('stored', DAY, '3', '3'),
               'cs.CL': ('stored', DAY, '3', '2'),
               'cs.AI': ('stored', DAY, '3', '2')})
        papers = home.json('list', DAY)
        equal(len(papers), 7)
        shared = [p for p in papers if p['id'] == '2510.00001']
        equal(len(shared), 1)
        equal(shared[0]['type'], 'new')
        equal(shared[0]['categories'], ['cs.IR', 'cs.CL', 'cs.AI'])
        day = home.json('days')[0]
        equal((day['day'], day['papers'], day['state']),
              (DAY, 7, 'complete'))
        log = SERVER.log()
        # The plan has no feed of all three, so they are asked for singly.
        equal([entry['path'] for entry in log],
              ['/rss/cs.IR+cs.CL+cs.AI',
               '/rss/cs.IR', '/rss/cs.CL', '/rss/cs.AI'])
        holds(all(entry['agent'].startswith('arxday/') for entry in log),
              'the program names itself')


def combined(query, papers, **more):
    """The behaviour of a feed of several categories."""
    return dict({'kind': 'feed', 'day': DAY, 'papers': papers,
                 'as': query}, **more)


def test_one_request_serves_several_categories():
    papers = (make_papers(1, first=1, categories=('cs.IR', 'cs.CL')) +
              make_papers(1, first=2, categories=('cs.CL',)) +
              make_papers(1, first=3, categories=('stat.ML', 'cs.CL'),
                          kind='cross') +
              make_papers(1, '2509', 4, categories=('cs.IR', 'cs.CL'),
                          kind='replace', version=2))
    SERVER.plan({'cs.IR+cs.CL': combined('cs.CL+cs.IR', papers)})
    with Home(SERVER) as home:
        rows = home.refresh('cs.IR', 'cs.CL', now=DAY + 'T12:00:00Z')
        equal([row[:4] for row in rows.values()],
              [('stored', DAY, '2', '2'), ('stored', DAY, '4', '2')])
        equal([entry['path'] for entry in SERVER.log()],
              ['/rss/cs.IR+cs.CL'])
        types = {}
        for name in ('cs.IR', 'cs.CL'):
            home.run('follow', name)
            types[name] = [(p['id'], p['type'])
                           for p in home.json('list', DAY)]
            home.run('unfollow', name)
        equal(types['cs.IR'], [('2510.00001', 'new'),
                               ('2509.00004', 'replace')])
        equal(types['cs.CL'], [('2510.00002', 'new'),
                               ('2510.00001', 'cross'),
                               ('2510.00003', 'cross'),
                               ('2509.00004', 'replace-cross')])
        equal(home.json('days')[0]['state'], 'complete')


def test_a_late_cross_list_is_where_it_was_added():
    first = make_papers(1, first=1, categories=('cs.IR', 'cs.CL'))
    late = make_papers(1, first=1, kind='cross',
                       categories=('cs.IR', 'cs.CL', 'cs.AI'))
    query = 'cs.IR+cs.CL+cs.AI'
    SERVER.plan({query: [combined(query, first, day=BEFORE),
                         combined(query, late + make_papers(9, first=20))]})
    with Home(SERVER) as home:
        home.refresh(*query.split('+'), now=BEFORE + 'T12:00:00Z')
        home.refresh(*query.split('+'), now=DAY + 'T12:00:00Z')
        for name, held in (('cs.AI', True), ('cs.CL', False),
                           ('cs.IR', False)):
            home.run('follow', name)
            # An empty day exits with 4.
            papers = [p['id'] for p in home.json(
                'list', DAY, code=0 if name == 'cs.AI' else 4)]
            equal('2510.00001' in papers, held, name)
            home.run('unfollow', name)


def test_a_combined_feed_that_is_no_good_is_asked_singly():
    day = {'cs.IR': feed(2, **{'as': 'cs.IR'}),
           'cs.CL': feed(3, **{'as': 'cs.CL'})}
    query = 'cs.IR+cs.CL'
    wrong = [combined('cs.IR+cs.CV', make_papers(2)),
             combined('cs.IR', make_papers(2)),
             combined(query, make_papers(2), day=BEFORE),
             combined(query, make_papers(2000)),
             {'kind': 'empty', 'day': DAY}, {'kind': 'html'},
             {'kind': 'status', 'code': 404},
             dict(combined(query, make_papers(3)), kind='cut')]
    for behaviour in wrong:
        SERVER.plan(dict(day, **{query: behaviour}))
        with Home(SERVER) as home:
            rows = home.refresh('cs.IR', 'cs.CL', now=DAY + 'T12:00:00Z')
            equal([row[:3] for row in rows.values()],
                  [('stored', DAY, '2'), ('stored', DAY, '3')], behaviour)


def test_what_has_not_changed_does_not_come_again():
    SERVER.plan({'cs.AI': feed(3, etag='a1b2'), 'cs.IR+cs.CL': combined(
        'cs.IR+cs.CL', make_papers(2, categories=('cs.IR', 'cs.CL')),
        etag='c3d4')})
    with Home(SERVER) as home:
        for names in (['cs.AI'], ['cs.IR', 'cs.CL']):
            home.refresh(*names, now=DAY + 'T12:00:00Z')
            rows = home.refresh(*names, now=DAY + 'T13:00:00Z')
            equal([row[0] for row in rows.values()], ['same'] * len(names))
        log = SERVER.log()
        equal([entry['etag'] for entry in log], [None, 'a1b2', None, 'c3d4'])
        # The server says so on the next day, too: that listing is old.
        rows = home.refresh('cs.AI', now='2025-10-13T12:00:00Z', code=3)
        equal(rows['cs.AI'][0], 'stale')


def test_a_second_refresh_is_the_same():
    SERVER.plan(three_categories())
    with Home(SERVER) as home:
        home.refresh('cs.IR', 'cs.CL')
        rows = untouched(home, 'cs.IR', 'cs.CL', code=0)
        equal([row[0] for row in rows.values()], ['same', 'same'])


def test_new_papers_of_the_day_are_added():
    SERVER.plan({'cs.AI': [feed(3), feed(5)]})
    with Home(SERVER) as home:
        home.refresh('cs.AI')
        equal(home.refresh('cs.AI')['cs.AI'][:4], ('stored', DAY, '5', '2'))
        equal(len(home.json('list', DAY)), 5)


def test_gzip_is_read():
    SERVER.plan({'*': feed(4, gzip=True)})
    with Home(SERVER) as home:
        equal(home.refresh('cs.AI')['cs.AI'][0], 'stored')
        holds('gzip' in SERVER.log()[0]['encoding'], 'gzip is asked for')


def test_an_alias_is_the_category():
    SERVER.plan({'math.IT': feed(2, **{'as': 'cs.IT'})})
    with Home(SERVER) as home:
        equal(home.refresh('math.IT')['math.IT'][0], 'stored')
        home.run('follow', 'cs.IT')
        equal(len(home.json('list', DAY)), 2)


def test_an_archive_serves_its_categories():
    papers = make_papers(2, categories=('cs.IR', 'cs.CL')) + make_papers(
        1, first=9, categories=('stat.ML', 'cs.LG'), kind='cross')
    SERVER.plan({'cs': {'kind': 'feed', 'day': DAY, 'papers': papers}})
    with Home(SERVER) as home:
        equal(home.refresh('cs')['cs'][0], 'stored')
        home.run('follow', 'cs.CL', 'cs.LG')
        equal([(p['id'], p['type']) for p in home.json('list', DAY)],
              [('2510.00001', 'cross'), ('2510.00002', 'cross'),
               ('2510.00009', 'cross')])


def test_an_empty_weekend_is_no_failure():
    SERVER.plan({'cs.AI': [feed(), {'kind': 'empty', 'day': '2025-10-11'}]})
    with Home(SERVER) as home:
        home.refresh('cs.AI')
        rows = untouched(home, 'cs.AI', code=0)
        equal(rows['cs.AI'][0], 'empty')
        holds('weekend' in rows['cs.AI'][4], 'the reason is said')


def test_an_empty_weekday_says_what_is_known():
    SERVER.plan({'cs.AI': [{'kind': 'empty', 'day': '2025-11-27'},
                           {'kind': 'empty', 'day': '2025-10-08'}]})
    with Home(SERVER) as home:
        holiday = home.refresh('cs.AI')['cs.AI']
        equal(holiday[0], 'empty')
        holds('Thanksgiving' in holiday[4], holiday[4])
        plain = home.refresh('cs.AI')['cs.AI']
        holds('no known holiday' in plain[4], plain[4])
        equal(home.json('days'), [])


def test_an_error_feed_says_why():
    SERVER.plan({'cs.AI': [feed(), {'kind': 'error',
                                    'words': "Bad archive 'x' \x85here"}]})
    with Home(SERVER) as home:
        home.refresh('cs.AI')
        rows = untouched(home, 'cs.AI', code=1)
        equal(rows['cs.AI'][0], 'failed')
        holds("400" in rows['cs.AI'][4] and "Bad archive 'x' here" in
              rows['cs.AI'][4], rows['cs.AI'][4])


def test_a_repeated_listing_is_stale():
    papers = make_papers(10)
    SERVER.plan({'cs.AI': [
        {'kind': 'feed', 'day': BEFORE, 'papers': papers},
        {'kind': 'feed', 'day': DAY,
         'papers': papers[:9] + make_papers(1, first=77)},
        {'kind': 'feed', 'day': DAY,
         'papers': papers[:8] + make_papers(2, first=77)}]})
    with Home(SERVER) as home:
        home.refresh('cs.AI', now='2025-10-09T12:00:00Z')
        rows = untouched(home, 'cs.AI', code=3)
        equal(rows['cs.AI'][:2], ('stale', DAY))
        holds('9 Oct 2025' in rows['cs.AI'][4], rows['cs.AI'][4])
        equal(home.refresh('cs.AI')['cs.AI'][:2], ('stored', DAY))


def test_what_is_held_as_its_own_day_is_no_repetition():
    SERVER.plan({'cs.AI': [feed(5), feed(5, day=BEFORE), feed(5)]})
    with Home(SERVER) as home:
        home.refresh('cs.AI')
        home.refresh('cs.AI')
        equal(len(home.json('list', BEFORE)), 5)
        equal(untouched(home, 'cs.AI', code=0)['cs.AI'][:2], ('same', DAY))


def test_an_old_feed_is_kept_once_then_stale():
    SERVER.plan({'*': [feed(4, day=BEFORE), feed(9, day=BEFORE)]})
    with Home(SERVER) as home:
        rows = home.refresh('cs.AI')
        equal(rows['cs.AI'][:4], ('stored', BEFORE, '4', '4'))
        holds('today' in rows['cs.AI'][4], rows['cs.AI'][4])
        equal(len(home.json('list', BEFORE)), 4)
        rows = untouched(home, 'cs.AI', code=3)
        equal(rows['cs.AI'][:2], ('stale', BEFORE))


def test_fridays_feed_is_todays_on_a_weekend():
    SERVER.plan({'*': feed(2)})
    with Home(SERVER) as home:
        rows = home.refresh('cs.AI', now='2025-10-12T12:00:00Z')
        equal(rows['cs.AI'][:2], ('stored', DAY))


def test_what_is_no_feed_fails_and_touches_nothing():
    bad = {
        'cs.AI': ({'kind': 'cut'}, 'ends too early; try again later'),
        'cs.CL': ({'kind': 'cut', 'length': True}, 'cut'),
        'cs.IR': ({'kind': 'html'}, 'web page'),
        'cs.LG': ({'kind': 'status', 'code': 500, 'words': 'ou\u009bch'},
                  'HTTP 500: ouch'),
        'cs.CV': ({'kind': 'status', 'code': 404}, 'HTTP 404'),
        'cs.RO': ({'kind': 'reset'}, ''),
        'cs.SE': ({'kind': 'badgzip'}, ''),
        'cs.DB': ({'kind': 'garbage'}, ''),
        'cs.DS': ({'kind': 'feed', 'as': 'hep-th'}, 'hep-th'),
        'cs.CR': ({'kind': 'bomb', 'mib': 64}, 'too large'),
        'cs.NE': ({'kind': 'endless', 'mib': 64}, 'too large'),
        'cs.OS': ({'kind': 'headers'}, ''),
        'cs.PL': ({'kind': 'status', 'code': 204}, 'HTTP 204'),
        'cs.SC': ({'kind': 'redirect', 'to': 'file:///etc/passwd'}, ''),
        'cs.SD': ({'kind': 'redirect',
                   'to': 'http://127.0.0.1:{port}/rss/cs.SD'}, 'redirects'),
        'cs.SI': ({'kind': 'redirect', 'to': 'https://evil.example/x'}, ''),
    }
    names = list(bad)
    SERVER.plan({name: [feed(2), steps[0]] for name, steps in bad.items()})
    with Home(SERVER) as home:
        home.refresh(*names)
        rows = untouched(home, *names, code=1)
        for name in names:
            equal(rows[name][0], 'failed', name)
            holds(bad[name][1] in rows[name][4], '%s: %s' % (
                name, rows[name][4]))
            holds(rows[name][4].isprintable(), rows[name][4])


def test_some_failures_are_exit_3_and_are_noted():
    SERVER.plan({'cs.AI': feed(), 'cs.CL': {'kind': 'status', 'code': 500}})
    with Home(SERVER) as home:
        rows = home.refresh('cs.AI', 'cs.CL', code=3)
        equal((rows['cs.AI'][0], rows['cs.CL'][0]), ('stored', 'failed'))
        home.run('follow', 'cs.CL')
        equal([day['state'] for day in home.json('days')], ['failed'])
        SERVER.plan({'cs.CL': feed(first=50)})
        home.refresh('cs.CL')
        equal([day['state'] for day in home.json('days')], ['complete'])


def test_a_failure_on_a_weekend_notes_no_day():
    SERVER.plan({'*': {'kind': 'status', 'code': 500}})
    with Home(SERVER) as home:
        home.refresh('cs.AI', code=1, now='2025-10-11T12:00:00Z')
        equal(home.json('days'), [])


def test_a_whole_feed_of_bad_entries_fails():
    papers = [dict(paper, id='99') for paper in make_papers(3)]
    SERVER.plan({'*': {'kind': 'feed', 'day': DAY, 'papers': papers}})
    with Home(SERVER) as home:
        equal(home.refresh('cs.AI', code=1)['cs.AI'][0], 'failed')


def test_a_bad_entry_makes_the_day_incomplete():
    papers = make_papers(4)
    papers[2]['id'] = '25.1'
    SERVER.plan({'*': {'kind': 'feed', 'day': DAY, 'papers': papers}})
    with Home(SERVER) as home:
        rows = home.refresh('cs.AI', code=3)
        equal(rows['cs.AI'][:3], ('incomplete', DAY, '3'))
        equal(home.json('days')[0]['state'], 'incomplete')


def test_the_limit_of_2000_makes_it_incomplete():
    SERVER.plan({'*': feed(2000)})
    with Home(SERVER) as home:
        rows = home.refresh('cs.AI', code=3)
        equal(rows['cs.AI'][:3], ('incomplete', DAY, '2000'))
        holds('2000' in rows['cs.AI'][4], rows['cs.AI'][4])


def test_retry_after_is_kept():
    busy = {'kind': 'status', 'code': 503, 'retry_after': 1, 'words': 'busy'}
    SERVER.plan({'cs.AI': [busy, feed()], 'cs.CL': busy})
    with Home(SERVER) as home:
        rows = home.refresh('cs.AI', 'cs.CL', code=3)
        equal((rows['cs.AI'][0], rows['cs.CL'][0]), ('stored', 'failed'))
        holds('busy' in rows['cs.CL'][4], rows['cs.CL'][4])
        log = SERVER.log()
        # One for both, two for the first and three for the second.
        equal(len(log), 6)
        for one, two in ((1, 2), (3, 4), (4, 5)):
            holds(log[two]['began'] - log[one]['began'] >= 1, 'it waits')


def test_what_the_server_asks_holds_for_the_next_run():
    busy = {'kind': 'status', 'code': 503, 'retry_after': 1}
    SERVER.plan({'*': [feed(), busy, busy, busy, feed()]})
    with Home(SERVER) as home:
        home.refresh('cs.AI')
        untouched(home, 'cs.AI', code=1)
        equal(home.refresh('cs.AI', library=home.path('2.db'))['cs.AI'][0],
              'stored')
        log = SERVER.log()
        equal(len(log), 5)
        holds(log[4]['began'] - log[3]['began'] >= 0.9, 'it waits')


def test_nonsense_is_no_retry_after():
    values = [None, '-5', '0', '99999999999999999999', 'soon']
    for value in values:
        SERVER.plan({'*': {'kind': 'status', 'code': 429,
                           'retry_after': value}})
        with Home(SERVER) as home:
            rows = home.refresh('cs.AI', code=1)
            holds('429' in rows['cs.AI'][4], rows['cs.AI'][4])
            equal(len(SERVER.log()), 2, value)


def test_a_long_retry_after_is_not_waited_for():
    SERVER.plan({'*': [feed(), {'kind': 'status', 'code': 429,
                                'retry_after': '3600'}, feed()]})
    with Home(SERVER) as home:
        home.refresh('cs.AI')
        rows = untouched(home, 'cs.AI', code=1)
        holds('429' in rows['cs.AI'][4] and '60 min' in rows['cs.AI'][4],
              rows['cs.AI'][4])
        rows = untouched(home, 'cs.AI', code=1)
        holds('60 min' in rows['cs.AI'][4], rows['cs.AI'][4])
        rows = home.refresh('cs.CL', library=home.path('2.db'), code=1)
        holds('60 min' in rows['cs.CL'][4], rows['cs.CL'][4])
        equal(len(SERVER.log()), 2, 'nobody asks on')


def test_what_passes_is_tried_again_at_growing_distances():
    bad = [{'kind': 'status', 'code': 500}, {'kind': 'lost'}]
    SERVER.plan({'cs.AI': bad + [feed()],
                 'cs.CL': [{'kind': 'status', 'code': 429},
                           feed(**{'as': 'cs.CL'})]})
    with Home(SERVER, pace=0.1) as home:
        rows = home.refresh('cs.AI', 'cs.CL')
        equal([row[0] for row in rows.values()], ['stored', 'stored'])
        log = SERVER.log()
        equal(len(log), 6)
        gaps = [b['began'] - a['began'] for a, b in zip(log, log[1:])]
        holds(gaps[1] >= 0.2 and gaps[2] >= 0.4 and gaps[4] >= 2,
              'gaps %r' % gaps)


def test_what_lasts_is_not_asked_for_again():
    kinds = [{'kind': 'status', 'code': code}
             for code in (400, 401, 404, 410, 501, 304)]
    kinds += [{'kind': 'html'}, {'kind': 'garbage'},
              {'kind': 'bomb', 'mib': 40},
              {'kind': 'redirect', 'to': 'https://evil.example/'}]
    for kind in kinds:
        SERVER.plan({'*': [feed(2), kind]})
        with Home(SERVER) as home:
            home.refresh('cs.AI')
            untouched(home, 'cs.AI', code=1)
            equal(len(SERVER.log()), 2, kind)


def test_faults_store_nothing():
    for kind in ('badchunk', 'http09', 'lost', 'short', 'storm', 'switch'):
        SERVER.plan({'*': [feed(2), {'kind': kind}]})
        with Home(SERVER) as home:
            home.refresh('cs.AI')
            rows = untouched(home, 'cs.AI', code=1)
            equal((kind, rows['cs.AI'][0]), (kind, 'failed'))


def test_what_stands_behind_an_answer_is_not_read():
    SERVER.plan({'*': {'kind': 'surplus'}})
    with Home(SERVER) as home:
        equal(home.refresh('cs.AI')['cs.AI'][:3], ('stored', DAY, '3'))


def test_a_denial_ends_the_asking():
    SERVER.plan({'cs.AI': feed(), 'cs.CL': {'kind': 'status', 'code': 403},
                 'cs.IR': feed()})
    with Home(SERVER) as home:
        rows = home.refresh('cs.AI', 'cs.CL', 'cs.IR', code=3)
        equal([row[0] for row in rows.values()],
              ['stored', 'failed', 'failed'])
        holds('attack' in rows['cs.CL'][4], rows['cs.CL'][4])
        equal(len(SERVER.log()), 3)


def test_an_allowed_redirect_is_followed():
    SERVER.plan({'cs.AI': {'kind': 'redirect', 'to': '/rss/cs.XX'},
                 'cs.XX': feed(2, **{'as': 'cs.AI'})})
    with Home(SERVER) as home:
        equal(home.refresh('cs.AI')['cs.AI'][0], 'stored')


def test_the_pace_is_kept_over_runs():
    SERVER.plan({'*': {'kind': 'empty', 'day': '2025-10-11'}})
    with Home(SERVER, pace=0.3) as home:
        home.refresh('cs.AI', 'cs.CL', 'cs.IR')
        home.refresh('cs.AI')
        home.refresh('cs.CL', library=home.path('another.db'))
        log = SERVER.log()
        # It is Monday: that nothing at all was announced is asked once more.
        equal(len(log), 6)
        gaps = [b['began'] - a['began'] for a, b in zip(log, log[1:])]
        holds(min(gaps) >= 0.3, 'gaps %r' % gaps)


def test_the_default_pace_is_three_seconds():
    SERVER.plan({'*': {'kind': 'empty', 'day': '2025-10-11'}})
    with Home(SERVER, pace=3) as home:
        home.refresh('cs.AI', 'cs.CL')
        log = SERVER.log()
        holds(log[1]['began'] - log[0]['began'] >= 3.0, 'three seconds')


def test_two_refreshes_share_one_connection():
    SERVER.plan({'*': {'kind': 'drip', 'day': DAY, 'papers': make_papers(1),
                       'pause': 0.005}})
    with Home(SERVER, pace=0.05) as home:
        names = ['cs.AI', 'cs.CL', 'cs.IR']
        runs = [home.start('refresh', *names, library=home.path(name))
                for name in ('one.db', 'two.db', 'three.db')]
        for process in runs:
            process.communicate(timeout=60)
        log = SERVER.log()
        equal(len(log), 3)
        equal(max(entry['open'] for entry in log), 1, 'at a time')
        log.sort(key=lambda entry: entry['began'])
        # From beginning to beginning: the server may notice an end late.
        gaps = [b['began'] - a['began'] for a, b in zip(log, log[1:])]
        holds(min(gaps) >= 0.05, 'gaps %r' % gaps)


def test_the_other_fetcher_is_named():
    SERVER.plan({'cs.AI': {'kind': 'hang'}, 'cs.CL': feed(**{'as': 'cs.CL'})})
    with Home(SERVER) as home:
        first = home.start('refresh', 'cs.AI')
        until(SERVER.log, 'the first request')
        second = home.start('refresh', '--progress', 'cs.CL',
                            library=home.path('second.db'))
        line = second.stdout.readline()
        holds('waiting' in line and str(first.pid) in line, line)
        first.kill()
        first.communicate(timeout=10)
        out, _ = second.communicate(timeout=20)
        holds('stored' in out, out)


def test_a_signal_ends_it_cleanly():
    SERVER.plan({'cs.AI': feed(), 'cs.CL': {'kind': 'hang'}})
    with Home(SERVER) as home:
        process = home.start('refresh', 'cs.AI', 'cs.CL')
        # One for both comes first; the server refuses it.
        until(lambda: SERVER.log()[-1:] and SERVER.log()[-1]['path'] ==
              '/rss/cs.CL', 'the request that hangs')
        begun = time.monotonic()
        process.terminate()
        process.communicate(timeout=10)
        holds(time.monotonic() - begun < 5, 'long before the deadline')
        equal(process.returncode, 128 + signal.SIGTERM)
        until(lambda: SERVER.log()[-1]['ended'], 'the end of the connection')
        equal(len(home.json('list', DAY)), 3)


def test_a_killed_refresh_takes_its_helper_along():
    SERVER.plan({'*': {'kind': 'hang', 'pause': 60}})
    with Home(SERVER) as home:
        process = home.start('refresh', 'cs.AI')
        until(SERVER.log, 'the request')
        process.kill()
        process.communicate(timeout=10)
        until(lambda: SERVER.log()[0]['ended'], 'the end of the connection',
              seconds=5)


def test_a_kill_at_any_moment_loses_nothing():
    plan = three_categories()
    for name in plan:
        plan[name]['papers'] += make_papers(150, first=1000,
                                            categories=(name,))
    names = list(plan)
    SERVER.plan(plan)
    with Home(SERVER) as home:
        begun = time.monotonic()
        home.refresh(*names)
        whole = time.monotonic() - begun
        want = home.all()
    with Home(SERVER) as home:
        for number in range(24):
            process = home.start('refresh', *names)
            try:
                process.wait(whole * number / 20)
            except subprocess.TimeoutExpired:
                process.kill()
            process.communicate(timeout=10)
            for day in home.json('days'):
                holds(day['day'] == DAY, day)
            if number % 6 == 5:
                home.refresh(*names)
                equal(home.all(), want, 'after a kill')
                home.library = home.path('library%d.db' % number)


def test_offline_asks_nothing():
    SERVER.plan({'*': feed()})
    with Home(SERVER) as home:
        home.run('--offline', 'refresh', 'cs.AI', code=1)
        equal(SERVER.log(), [])


def test_loopback_only_refuses_the_world():
    with Home(SERVER) as home:
        for url in ('https://rss.arxiv.org/rss', 'https://example.org/rss'):
            home.configure(url, 0)
            rows = home.refresh('cs.AI', code=1)
            holds('LOOPBACK' in rows['cs.AI'][4], rows['cs.AI'][4])


def test_nobody_there_is_said():
    with Home(SERVER) as home:
        home.configure('http://127.0.0.1:1/rss', 0)
        rows = home.refresh('cs.AI', code=1)
        equal(rows['cs.AI'][0], 'failed')
        holds('connect' in rows['cs.AI'][4].lower(), rows['cs.AI'][4])


if __name__ == '__main__':
    try:
        STATUS = run(dict(globals()))
    finally:
        SERVER.stop()
    sys.exit(STATUS)
