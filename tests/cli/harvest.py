#!/usr/bin/env python3
"""harvest against a loopback OAI-PMH server: chains of tokens to their end,
what breaks them, and that killing it at any moment costs a page at most."""

import datetime
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.environ.get('ARXDAY_SOURCE', '.'),
                                'tests', 'server'))
import arxiv_server  # noqa: E402
import model  # noqa: E402
import world  # noqa: E402
from cases import BUILD, Home, Skip, equal, holds, run  # noqa: E402

SERVER = arxiv_server.start(900)
SHARED = os.environ.get('ARXDAY_SHARED', '')
START = datetime.date(2025, 10, 20)
NOW = '2025-10-31T12:00:00Z'
WORLD = world.build(START, count=9, per_day=10)
MODEL = model.Model(WORLD, model.parse_time(NOW))
PAGE = 5
GOOD = {'kind': 'world'}


def stage(page=PAGE, plan=None):
    """The world at noon of the last day, with pages of so many records."""
    SERVER.world(dict(WORLD, page=page))
    SERVER.clock(NOW)
    SERVER.plan({'oai': plan or GOOD})


def expected(setspec=None):
    """The papers that OAI has in a set."""
    return [paper for paper in MODEL.records()
            if setspec is None or model.in_set(
                model.sets_of(paper.categories), setspec)]


def questions():
    """The parameters of every request."""
    return [dict(urllib.parse.parse_qsl(entry['path'].partition('?')[2],
                                        keep_blank_values=True))
            for entry in SERVER.log()]


def dump(home):
    """What the library holds, without times."""
    with sqlite3.connect(home.library) as link:
        return [sorted(link.execute(query), key=repr) for query in (
            'SELECT * FROM paper', 'SELECT * FROM detail',
            'SELECT day, name, paper, type, version, position '
            'FROM announcement JOIN category ON category = category.id',
            'SELECT day, category, state, expected, held, source, why '
            'FROM ledger')]


def papers(home):
    """{identifier: version} of what the library holds, by its own words."""
    names = [paper['id'] for paper in WORLD['papers']]
    # 3: some are not held; 4: none is.
    result = subprocess.run(
        home.command('show', '--json', *names, now=NOW), env=home.environment,
        capture_output=True, text=True, timeout=60, check=False)
    rows = re.findall(r'"id": ?"([^"]+)", ?"version": ?([0-9]+)',
                      result.stdout)
    return {name: int(version) for name, version in rows}


def everything(home):
    """All that the commands and the tables tell."""
    return home.all(), papers(home), dump(home)


def must_hold(home, setspec):
    """The library has the set, whole."""
    equal(papers(home), {paper.id: paper.version
                         for paper in expected(setspec)}, setspec)


def harvest(home, *words, codes=(0,), **options):
    """Runs harvest; what it said."""
    result = subprocess.run(
        home.command('harvest', *words, now=options.get('now', NOW)),
        env=home.environment, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=120, check=False)
    holds(result.returncode in codes, 'harvest %s: exit %d, not %r\n%s%s' % (
        ' '.join(words), result.returncode, codes, result.stdout,
        result.stderr))
    if result.returncode not in (0, 4):
        holds(result.stderr.strip(), 'a failure without a sentence')
    return result.stdout + result.stderr


def undisturbed(*words):
    """What a harvest without any disturbance leaves."""
    stage()
    with Home(SERVER) as home:
        harvest(home, *words)
        return everything(home)


def test_a_set_is_followed_to_its_end():
    stage()
    with Home(SERVER) as home:
        harvest(home, 'cs.IR')
        must_hold(home, 'cs:cs:IR')
        asked = questions()
        equal(asked[0]['verb'], 'ListRecords')
        equal(asked[0]['metadataPrefix'], 'arXivRaw')
        equal(asked[0]['set'], 'cs:cs:IR')
        holds('until' not in asked[0], 'until is not sent')
        pages = -(-len(expected('cs:cs:IR')) // PAGE)
        holds(pages > 3, 'a chain')
        equal(len(asked), pages, 'requests')
        for entry, values in zip(SERVER.log()[1:], asked[1:]):
            equal(sorted(values), ['resumptionToken', 'verb'], 'a token alone')
            holds('%253D' in entry['path'], 'the token is encoded whole: ' +
                  entry['path'])
        holds(all(entry['agent'].startswith('arxday/')
                  for entry in SERVER.log()), 'the program names itself')


def test_sets_are_named_in_both_ways():
    for name, setspec in (('cs:cs:IR', 'cs:cs:IR'), ('cs', 'cs'),
                          ('hep-th', 'physics:hep-th'),
                          ('physics:hep-th', 'physics:hep-th'),
                          ('astro-ph.CO', 'physics:astro-ph:CO')):
        stage(page=500)
        with Home(SERVER) as home:
            harvest(home, name)
            equal(questions()[0].get('set'), setspec, name)
            must_hold(home, setspec)


def test_all_of_arxiv_has_no_set():
    stage(page=50)
    with Home(SERVER) as home:
        harvest(home, 'all')
        holds('set' not in questions()[0], questions()[0])
        must_hold(home, None)


def test_followed_categories_are_meant_by_none():
    stage(page=500)
    with Home(SERVER) as home:
        home.run('follow', 'cs.IR', 'hep-th', now=NOW)
        harvest(home)
        equal([asked['set'] for asked in questions()],
              ['cs:cs:IR', 'physics:hep-th'])
        holds(set(papers(home)) == {paper.id for spec in (
            'cs:cs:IR', 'physics:hep-th') for paper in expected(spec)},
            'both are held')


def test_wrong_words_ask_nothing():
    stage()
    with Home(SERVER) as home:
        harvest(home, 'no such set', codes=(2,))
        harvest(home, 'cs.IR', '--from', 'tomorrow', codes=(2,))
        harvest(home, '--offline', 'cs.IR', codes=(1,))
        equal(SERVER.log(), [])


def test_days_are_rebuilt():
    stage(page=500)
    with Home(SERVER) as home:
        harvest(home, 'cs.IR', '--from', '2025-10-27', '--until', '2025-10-29')
        asked = questions()[0]
        holds('from' in asked and asked['from'] <= '2025-10-27' and
              'until' not in asked, asked)
        home.run('follow', 'cs.IR', now=NOW)
        days = [row['day'] for row in home.json('days', now=NOW)]
        equal(days, ['2025-10-29', '2025-10-28', '2025-10-27'])
        holds(all('reconstructed' in str(row)
                  for row in home.json('days', now=NOW)), 'they are marked')


def test_the_next_harvest_asks_for_what_is_new():
    stage()
    with Home(SERVER) as home:
        harvest(home, 'cs.IR')
        before = everything(home)
        SERVER.request('DELETE', '/log')
        harvest(home, 'cs.IR')
        equal(everything(home), before, 'a second harvest')
        equal(questions()[0].get('from'), NOW[:10])
        later = '2025-11-01T12:00:00Z'
        SERVER.clock(later)
        SERVER.request('DELETE', '/log')
        harvest(home, 'cs.IR', now=later)
        equal(questions()[0].get('from'), NOW[:10])
        equal(everything(home), before, 'a day later')


def test_a_change_is_brought_by_the_next_harvest():
    stage(page=500)
    early = '2025-10-29T12:00:00Z'
    SERVER.clock(early)
    with Home(SERVER) as home:
        harvest(home, 'cs.IR', now=early)
        SERVER.clock(NOW)
        harvest(home, 'cs.IR')
        must_hold(home, 'cs:cs:IR')


def test_an_expired_token_begins_again_at_the_last_day():
    want = undisturbed('cs.IR')
    expired = {'kind': 'oai_error', 'code': 'badResumptionToken',
               'words': 'token has expired'}
    for page, number in ((PAGE, 1), (PAGE, 2), (PAGE, 4), (2, 3), (2, 12)):
        stage(page, plan=[GOOD] * number + [expired, GOOD])
        with Home(SERVER) as home:
            harvest(home, 'cs.IR')
            equal(everything(home), want, 'after page %d' % number)
            again = questions()[number + 1]
            holds('resumptionToken' not in again, again)
            holds('from' in again and again['from'] > '2025-09-01', again)


def test_tokens_that_are_never_taken_end():
    expired = {'kind': 'oai_error', 'code': 'badResumptionToken'}
    for before in (1, 2):
        stage(2, plan=([GOOD] * before + [expired]) * 100)
        with Home(SERVER) as home:
            harvest(home, 'cs.IR', codes=(0, 1, 3))
            holds(len(SERVER.log()) < 80, '%d requests' % len(SERVER.log()))


def test_a_token_expires_over_night():
    want = undisturbed('cs.IR')
    stage(plan=[GOOD, GOOD, {'kind': 'status', 'code': 503}])
    with Home(SERVER) as home:
        harvest(home, 'cs.IR', codes=(1, 3))
        SERVER.plan({'oai': GOOD})
        later = '2025-11-01T12:00:00Z'
        SERVER.clock(later)
        harvest(home, 'cs.IR', now=later)
        equal(everything(home)[1:], want[1:], 'on the next day')


def test_it_goes_on_where_it_was_stopped():
    want = undisturbed('cs.IR')
    for fault in ({'kind': 'status', 'code': 503},
                  {'kind': 'html'}, {'kind': 'status', 'code': 404},
                  {'kind': 'cut', 'length': True}, {'kind': 'cut'}):
        stage(plan=[GOOD, GOOD, GOOD, fault])
        with Home(SERVER) as home:
            harvest(home, 'cs.IR', codes=(1, 3))
            SERVER.plan({'oai': GOOD})
            harvest(home, 'cs.IR')
            holds('resumptionToken' in questions()[0], questions()[0])
            equal(everything(home), want, fault)


def test_any_mixture_of_faults_ends_in_the_same_library():
    """Bad answers in any order, and harvest after harvest until one is done."""
    want = undisturbed('cs.IR', 'hep-th')
    bad = [{'kind': 'status', 'code': 503}, {'kind': 'status', 'code': 404},
           {'kind': 'html'}, {'kind': 'cut'}, {'kind': 'cut', 'length': True},
           {'kind': 'reset'}, {'kind': 'world', 'twice': True},
           {'kind': 'world', 'backwards': True}, {'kind': 'badgzip'},
           {'kind': 'oai_error', 'code': 'badResumptionToken'}]
    for seed in range(40 if os.environ.get('ARXDAY_DEEP') else 5):
        chance = random.Random(seed)
        stage(plan=[chance.choice([GOOD, GOOD, *bad]) for _ in range(25)] +
              [GOOD])
        with Home(SERVER) as home:
            while len(SERVER.log()) < 40:
                harvest(home, 'cs.IR', 'hep-th', codes=(0, 1, 3))
            equal(everything(home)[1:], want[1:], 'seed %d' % seed)


def test_loops_end():
    def at(skip, token):
        return {'kind': 'world', 'skip': skip, 'token': token}

    circles = (
        [at(0, 'A'), at(PAGE, 'B'), at(2 * PAGE, 'A'), at(PAGE, 'B'), at(2 * PAGE, 'A')],
        [at(0, 'A'), at(PAGE, 'A')],
        [at(0, 'A'), at(0, 'B'), at(0, 'A')])
    for circle in circles:
        stage(plan=circle)
        with Home(SERVER) as home:
            words = harvest(home, 'all', codes=(1, 3))
            holds(len(SERVER.log()) <= 12, '%d requests' % len(SERVER.log()))
            holds(len(words) < 2000, words)


def test_pages_without_records_end():
    """One is passed over, now or by the next harvest; a chain of nothing but
    such pages ends."""
    want = undisturbed('cs.IR')
    empty = {'kind': 'world', 'none': True}
    stage(plan=[GOOD, dict(empty, token='X%3D1'), GOOD])
    with Home(SERVER) as home:
        harvest(home, 'cs.IR', codes=(0, 1, 3))
        SERVER.plan({'oai': GOOD})
        harvest(home, 'cs.IR')
        equal(everything(home)[1:], want[1:], 'after an empty page')
    stage(plan=[dict(empty, skip=0, token='T%d' % i) for i in range(200)])
    with Home(SERVER) as home:
        harvest(home, 'cs.IR', codes=(1, 3))
        holds(len(SERVER.log()) < 150, '%d requests' % len(SERVER.log()))


def test_any_token_is_opaque():
    for token in ('a&verb=Identify&set=x', 'a=b;c d+e%20f', 'é☃', '%', '../x'):
        stage(plan=[{'kind': 'world', 'skip': 0, 'token': token},
                    {'kind': 'world', 'skip': PAGE, 'token': ''}])
        with Home(SERVER) as home:
            harvest(home, 'all')
            equal(questions()[1], {'verb': 'ListRecords',
                                   'resumptionToken': token})


def test_an_impossible_token_is_refused():
    for token in ('x' * (1 << 20), 'a&b\nc\r\nHost: x'):
        stage(plan=[{'kind': 'world', 'skip': 0, 'token': token},
                    {'kind': 'world', 'skip': PAGE, 'token': ''}])
        with Home(SERVER) as home:
            harvest(home, 'all', codes=(0, 1, 3))
            for entry in SERVER.log()[1:]:
                holds(len(entry['path']) < 100000, 'a long request')
                holds('\n' not in entry['path'], entry['path'])


def test_repeated_records_are_one_paper():
    want = undisturbed('cs.IR')
    for plan in ({'kind': 'world', 'twice': True},
                 {'kind': 'world', 'backwards': True},
                 [GOOD, GOOD, GOOD, {'kind': 'world', 'twice': True}]):
        stage(plan=plan)
        with Home(SERVER) as home:
            harvest(home, 'cs.IR')
            equal(everything(home), want, plan)


def test_an_older_page_takes_nothing_back():
    """A server behind its time: the papers stay as they were."""
    stage()
    with Home(SERVER) as home:
        harvest(home, 'cs.IR')
        before = papers(home)
        stage(plan={'kind': 'world', 'clock': '2025-10-28T12:00:00Z'})
        harvest(home, 'cs.IR', '--from', '2025-09-01', codes=(0, 1, 3))
        equal(papers(home), before, 'after an older page')


def test_deleted_records_take_nothing_away():
    stage(page=500)
    with Home(SERVER) as home:
        harvest(home, 'cs.IR')
        before = papers(home)
        gone = sorted(before)[:5]
        home.run('star', *gone, now=NOW)
        SERVER.world(dict(WORLD, deleted={'2025-10-31': gone}))
        SERVER.clock(NOW)
        harvest(home, 'cs.IR')
        equal(papers(home), before, 'after deletions')
        holds(all(row['favourite'] for row in
                  home.json('show', *gone, now=NOW)), 'stars stay')


def test_nothing_matches_is_no_failure():
    stage(plan={'kind': 'oai_error', 'code': 'noRecordsMatch',
                'words': 'none'})
    with Home(SERVER) as home:
        harvest(home, 'cs.IR')
        equal(dump(home)[0], [])


def test_the_servers_words_are_told():
    stage(plan={'kind': 'oai_error', 'code': 'badArgument',
                'words': 'Set does not \u009b31m exist'})
    with Home(SERVER) as home:
        words = harvest(home, 'cs.IR', codes=(1,))
        holds('exist' in words and '\u009b' not in words, words)


def test_recorded_pages():
    """The five pages of one list, as arXiv's server made them."""
    paths = [os.path.join(SHARED, 'fixtures', 'oai',
                          'gen_ListRecords_arXiv_%s.xml' % name)
             for name in ('p1', 'p2', 'p3', 'p4', 'last')]
    if not SHARED or not all(map(os.path.exists, paths)):
        raise Skip('ARXDAY_SHARED has the pages')
    stage(plan={'kind': 'chain', 'paths': paths})
    names = set()
    for path in paths:
        with open(path, encoding='utf-8') as file:
            names.update(re.findall('<identifier>oai:arXiv.org:([^<]+)<',
                                    file.read()))
    with Home(SERVER) as home:
        harvest(home, 'all')
        equal(len(SERVER.log()), 5)
        rows = home.json('show', *sorted(names), now=NOW)
        equal({row['id'] for row in rows}, names)


def test_the_pace_is_kept():
    stage()
    with Home(SERVER, pace=0.2) as home:
        harvest(home, 'cs.IR')
        log = SERVER.log()
        gaps = [b['began'] - a['began'] for a, b in zip(log, log[1:])]
        holds(min(gaps) >= 0.2, 'gaps %r' % gaps)
        equal(max(entry['open'] for entry in log), 1, 'at a time')


def test_a_signal_ends_it_cleanly():
    stage(plan=[GOOD, GOOD, {'kind': 'hang'}])
    with Home(SERVER) as home:
        process = home.start('harvest', 'cs.IR', now=NOW)
        end = time.monotonic() + 20
        while len(SERVER.log()) < 3 and time.monotonic() < end:
            time.sleep(0.01)
        process.terminate()
        process.communicate(timeout=10)
        equal(process.returncode, 128 + 15)
        stored = len(dump(home)[0])
        holds(stored >= 2 * PAGE, 'two pages are kept: %d' % stored)


def test_a_kill_at_any_moment_loses_one_page_at_most():
    """Killed again and again at random moments, it ends in the same library
    as if nobody had, and asks at most once more for each kill."""
    whole, want = 0, undisturbed('cs.IR', 'hep-th')
    pages = sum(-(-len(expected(spec)) // PAGE)
                for spec in ('cs:cs:IR', 'physics:hep-th'))
    stage()
    with Home(SERVER) as home:
        begun = time.monotonic()
        harvest(home, 'cs.IR', 'hep-th')
        whole = time.monotonic() - begun
        equal(len(SERVER.log()), pages)
    rounds = 200 if os.environ.get('ARXDAY_DEEP') else 30
    chance = random.Random(7)
    while rounds > 0:
        stage()
        with Home(SERVER) as home:
            kills = chance.randrange(1, 7)
            rounds -= kills
            for _ in range(kills):
                process = home.start('harvest', 'cs.IR', 'hep-th', now=NOW)
                try:
                    process.wait(whole * chance.random())
                except subprocess.TimeoutExpired:
                    process.kill()
                process.communicate(timeout=10)
            harvest(home, 'cs.IR', 'hep-th')
            equal(everything(home), want, 'after %d kills' % kills)
            # A run that is over before its kill makes the next one ask each
            # set once for what is new.
            holds(len(SERVER.log()) <= pages + kills * 2 + 2,
                  '%d requests for %d pages and %d kills' % (
                      len(SERVER.log()), pages, kills))


def knows_harvest():
    """True when the program has the command."""
    return subprocess.run([os.path.join(BUILD, 'arxday'), 'help', 'harvest'],
                          capture_output=True, check=False).returncode == 0


if __name__ == '__main__':
    try:
        if knows_harvest():
            STATUS = run(dict(globals()))
        else:
            print('skipped: there is no harvest yet')
            STATUS = 77
    finally:
        SERVER.stop()
    sys.exit(STATUS)
