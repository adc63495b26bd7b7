#!/usr/bin/env python3
"""Weeks of a simulated life: a user in Paris who refreshes four categories at
eight in the morning, while arXiv has weekends, days without an announcement
and bad days, and the user has days off. At the end every listing is what arXiv
announced, or a rebuilt one that differs only where the dates of versions
cannot tell; and each gap was reported when it happened."""

import datetime
import json
import os
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get('ARXDAY_SOURCE', '.'),
                                'tests', 'server'))
import arxiv_server  # noqa: E402
import model  # noqa: E402
import world  # noqa: E402
from cases import BUILD, Home, Skip, equal, holds, run  # noqa: E402

SERVER = arxiv_server.start()
PACE = 0.2
DAY = datetime.timedelta(1)
NOTHING = ('nothing is announced', 'nothing was announced',
           'announced nothing', 'no announcement')
OK, PARTLY, FAILED = {0}, {3}, {1}


def date(text):
    """A date."""
    return datetime.date.fromisoformat(text)


def knows_harvest():
    """True when the program can rebuild what it missed."""
    return subprocess.run([os.path.join(BUILD, 'arxday'), 'help', 'harvest'],
                          capture_output=True, check=False).returncode == 0


def paris(day):
    """Eight in the morning in Paris, as UTC."""
    summer = date('%d-03-%d' % (day.year, last_sunday(day.year, 3))) < day <= \
        date('%d-10-%d' % (day.year, last_sunday(day.year, 10))) - DAY
    return '%sT%02d:00:00Z' % (day, 6 if summer else 7)


def last_sunday(year, month):
    """The day of the last Sunday of a month of 31 days."""
    last = datetime.date(year, month, 31)
    return 31 - (last.weekday() + 1) % 7


def by_dates(instant):
    """The listing date that a submission's instant means by the calendar."""
    local = model.eastern(instant)
    day = local.date()
    if day.weekday() > 4 or local.hour >= 14:
        day = world.weekdays(day + DAY, 1)[0]
    return world.weekdays(day + DAY, 1)[0]


def strongest(rows):
    """{identifier: (version, type)} of several categories' listings."""
    best = {}
    for name, version, kind in rows:
        rank = model.TYPES.index(kind)
        old = best.get(name)
        if old is None or rank < model.TYPES.index(old[1]):
            best[name] = (version, kind)
    return {(name, *rest) for name, rest in best.items()}


class Life:
    """One user over some weeks of a world. `script` has for a date what the
    server does, which exit codes may come of it, and in which categories the
    listing of that day is lost; "off" is a day without a refresh. With
    `evenings` there is a second refresh a day."""

    def __init__(self, start, script, quiet=(), seed=1, evenings=False,
                 pace=PACE):
        self.script = {date(day): event for day, event in script.items()}
        self.quiet = {date(day) for day in quiet}
        self.start = date(start)
        self.categories = world.CATEGORIES
        made = world.build(self.start, quiet=self.quiet, seed=seed, bulk=True)
        made['conditional'] = True
        self.model = model.Model(made)
        self.end = max(self.model.days)
        self.evenings = evenings
        self.pace = pace
        self.lost = {}
        self.figures = []
        self.guessed = 0
        SERVER.world(made)
        SERVER.request('DELETE', '/log')

    def days(self):
        """Every day of the life."""
        day = self.start
        while day <= self.end:
            yield day
            day += DAY

    def live(self, home):
        """All the mornings."""
        first = self.start
        home.run('follow', *self.categories, now=paris(first))
        for day in self.days():
            event = self.script.get(day, {})
            for category in event.get('lost', ()):
                self.lost.setdefault(day, []).append(category)
            if not event.get('off'):
                self.morning(home, day, event)

    def morning(self, home, day, event):
        """One refresh and what it must say."""
        now = paris(day)
        SERVER.behave(event.get('plan', {}))
        result = self.refresh(home, now)
        words = result.stdout + result.stderr
        holds(result.returncode in event.get('codes', OK), '%s: exit %d\n%s' %
              (day, result.returncode, words))
        if event.get('lost'):
            self.must_report(home, day, event['lost'], result, now)
        if day.weekday() < 5 and day in self.quiet:
            holds(any(word in words for word in NOTHING), words)

        if self.evenings:
            self.evening(home, day, result.returncode)

    def refresh(self, home, now):
        """A refresh, whatever its exit code."""
        SERVER.clock(now)
        return subprocess.run(
            home.command('refresh', now=now), env=home.environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60, check=False)

    def evening(self, home, day, code):
        """The second refresh brings what the first one could not; otherwise
        nothing changes."""
        before = home.all()
        result = self.refresh(home, '%sT18:00:00Z' % day)
        equal(result.returncode, 0, '%s: %s' % (day, result.stderr))
        if code == 0:
            equal(home.all(), before, 'the evening of %s' % day)

    def must_report(self, home, day, lost, result, now):
        """A gap is told in the run in which it happened, and nobody says that
        arXiv was silent."""
        words = result.stdout + result.stderr
        told = {name.strftime('%-d %b %Y') for name in self.quiet}
        for category in lost:
            mine = [line for line in words.splitlines() if category in line
                    and not any(name in line for name in told)]
            holds(mine, '%s is not in: %s' % (category, words))
            for line in mine:
                holds(not any(word in line for word in NOTHING), line)
        states = [row['state'] for row in home.json('days', now=now)
                  if row['day'] == str(day)]
        holds(result.stderr.strip() or states and states[0] != 'complete',
              '%s: neither said nor noted: %s' % (day, words))

    def held(self, home, day):
        """{(identifier, version, type)} that the library lists."""
        # 4 is a day that is not held.
        result = subprocess.run(
            home.command('list', str(day), '--json', now=paris(self.end)),
            env=home.environment, capture_output=True, text=True, timeout=60,
            check=False)
        holds(result.returncode in (0, 4), result.stderr)
        return {row_of(line) for line in result.stdout.splitlines()}

    def served(self, day, category):
        """What arXiv listed of a category on a day."""
        return {(row.paper.id, row.paper.version, row.kind)
                for row in self.model.listing([category], day)}

    def foreseen(self, day, category):
        """What a rebuilt listing must be by the dates of the versions alone,
        at the end of the life."""
        rows = set()
        after = self.model.at(model.parse_time(paris(self.end)))
        for paper in after.papers(22, 30).values():
            if category not in paper.categories:
                continue
            own = paper.primary == category
            for number, one in enumerate(paper.versions[:5], 1):
                if by_dates(model.parse_time(one['date'])) == day:
                    kind = ('new' if own else 'cross') if number == 1 else \
                        'replace' if own else 'replace-cross'
                    rows.add((paper.id, number, kind))
        return rows

    def compare(self, home):
        """Every day and category against what was served."""
        rebuilds = knows_harvest()
        for category in self.categories:
            others = [name for name in self.categories if name != category]
            home.run('unfollow', *others, now=paris(self.end))
            for day in self.days():
                if category not in self.lost.get(day, ()):
                    self.compare_fetched(home, day, category)
                elif rebuilds:
                    self.compare_rebuilt(home, day, category)
            home.run('follow', *others, now=paris(self.end))
        for day in self.days():
            if day not in self.lost:
                want = strongest(row for category in self.categories
                                 for row in self.served(day, category))
                equal(self.held(home, day), want, 'all of %s' % day)

    def compare_fetched(self, home, day, category):
        """A listing that came is the one that was served. What was
        cross-listed later into one followed category may show in another one
        of the paper's, too, where one request asked for both: the answer does
        not tell which."""
        got, want = self.held(home, day), self.served(day, category)
        late = {row['id'] for row in self.model.days.get(day, ())
                if row['action'] == 'cross'}
        equal(want - got, set(), '%s of %s lacks' % (category, day))
        beyond = {row for row in got - want
                  if row[0] not in late or row[2] != 'cross'}
        equal(beyond, set(), '%s of %s has too many' % (category, day))
        self.guessed += len(got - want)

    def late_crosses(self):
        """Papers that were cross-listed after they were announced."""
        return {row['id'] for rows in self.model.days.values()
                for row in rows if row['action'] == 'cross'}

    def compare_rebuilt(self, home, day, category):
        """A rebuilt listing differs from the served one at most in what the
        dates of versions tell wrongly."""
        got, want = self.held(home, day), self.served(day, category)
        excuse = want ^ self.foreseen(day, category)
        # A later cross-list may have been taken for the first one of all.
        excuse |= {row for row in want if row[2] == 'cross' and
                   row[0] in self.late_crosses()}
        self.figures.append((str(day), category, len(want), len(want - got),
                             len(got - want), len(excuse)))
        holds((got ^ want) <= excuse, '%s of %s: %r beyond %r' % (
            category, day, sorted((got ^ want) - excuse), sorted(excuse)))
        holds(got or not want - excuse, 'nothing of %s in %s' % (
            day, category))

    def check_days(self, home):
        """Which days there are, and which are marked as rebuilt."""
        rows = {date(row['day']): row for row in
                home.json('days', now=paris(self.end))}
        for day in self.days():
            if day in self.quiet or day.weekday() > 4:
                holds(not rows.get(day, {}).get('papers'),
                      'nothing was announced on %s: %r' % (
                          day, rows.get(day)))
                continue
            if not knows_harvest() and day in self.lost:
                continue
            holds(day in rows, '%s is no day' % day)
            told = 'reconstructed' in str(rows[day])
            equal(told, day in self.lost, 'rebuilt: %s: %r' % (
                day, rows[day]))

    def check_validators(self):
        """Every evening's first answer is "not modified"."""
        codes = [entry['code'] for entry in SERVER.log()
                 if entry['path'].startswith('/rss/') and entry['etag']]
        holds(codes.count(304) >= 10, 'conditional requests: %r' % codes)

    def check_pace(self):
        """One request at a time, the pace apart, over all runs."""
        log = sorted(SERVER.log(), key=lambda entry: entry['began'])
        gaps = [b['began'] - a['began'] for a, b in zip(log, log[1:])]
        holds(min(gaps) >= self.pace, 'gaps %r' % sorted(gaps)[:5])
        equal(max(entry['open'] for entry in log), 1, 'requests at a time')
        holds(all(entry['agent'].startswith('arxday/') for entry in log),
              'the program names itself')
        return len(log)

    def run(self, tell=True):
        """The life, and all that must hold at its end."""
        with Home(SERVER, pace=self.pace) as home:
            self.live(home)
            self.compare(home)
            self.check_days(home)
            if not tell:
                return
            print('     %d requests, %d cross-lists guessed' % (
                self.check_pace(), self.guessed))
            if self.evenings and knows_harvest():
                self.check_validators()
            for row in self.figures:
                print('     rebuilt %s %s: %d announced, %d missing, '
                      '%d too many, %d excused' % row)


def row_of(line):
    """What is compared of a line of list --json."""
    row = json.loads(line)
    return row['id'], row['version'], row['type']


def refused(code, **more):
    """Every request of the day ends with a status."""
    busy = dict({'kind': 'status', 'code': code, 'words': 'busy'}, **more)
    return {'*': busy, 'oai': busy, 'api': busy}


ALL = world.CATEGORIES
AUTUMN = {
    '2025-10-24': {'plan': {'cs.CL': {'kind': 'stale'}}, 'codes': PARTLY | {1},
                   'lost': ['cs.CL']},
    '2025-10-28': {'plan': refused(503), 'codes': FAILED,
                   'lost': ALL},
    '2025-10-30': {'plan': {'cs.IR': {'kind': 'error', 'words': 'Bad luck'},
                            'oai': {'kind': 'html'}},
                   'codes': PARTLY, 'lost': ['cs.IR']},
    '2025-11-06': {'plan': {'*': {'kind': 'cut', 'length': True}},
                   'codes': FAILED, 'lost': ALL},
    '2025-11-03': {'off': True, 'lost': ALL},
    '2025-11-04': {'off': True, 'lost': ALL},
}


def test_three_weeks_with_every_kind_of_bad_day():
    """Clocks change in Paris and in New York, 31 October is without an
    announcement that anybody foresaw."""
    Life('2025-10-20', AUTUMN, quiet=['2025-10-31']).run()


def test_a_holiday_within_the_days_off():
    """Thanksgiving: the user is away from Thursday to Sunday, and arXiv
    announced nothing on the Friday."""
    if not knows_harvest():
        raise Skip('nothing is rebuilt yet')
    off = {'off': True, 'lost': ALL}
    Life('2025-11-17', {'2025-11-27': off, '2025-11-28': {'off': True},
                        '2025-11-29': {'off': True},
                        '2025-11-30': {'off': True}},
         quiet=['2025-11-28'], seed=2).run()


def test_evenings():
    """A second refresh a day mends what was bad in the morning and changes
    nothing else, nor when the answer is "not modified"."""
    cut = {'kind': 'cut', 'length': True}
    busy = {'kind': 'status', 'code': 503, 'retry_after': 1}
    good = {'kind': 'world'}
    Life('2026-03-02', {
        '2026-03-04': {'plan': {'cs.IR': [cut, good]}, 'codes': {0, 3}},
        '2026-03-05': {'plan': {'*': [busy, good]}},
        '2026-03-12': {'plan': {'*': [{'kind': 'html'}, good]},
                       'codes': {0, 1}},
    }, seed=3, evenings=True, pace=0.05).run()


def random_script(start, seed):
    """A script of any bad days and the quiet days. A feed that repeats the
    listing before is told by that listing, and a quiet day by what came on
    the day behind it: those days are good ones."""
    chance = random.Random(seed)
    script, quiet, good = {}, [], True
    for day in world.weekdays(date(start), 14)[1:]:
        kind = chance.choice(('off', 'refused', 'broken', 'one', 'stale',
                              'quiet', 'deaf') + ('good',) * 8)
        if not good or kind == 'good':
            good = True
            continue
        good = kind not in ('stale', 'quiet')
        if kind == 'quiet':
            quiet.append(str(day))
        else:
            script[str(day)] = EVENTS[kind](chance)
            good = good and 'lost' not in script[str(day)]
    return script, quiet


EVENTS = {
    'off': lambda chance: {'off': True, 'lost': ALL},
    'refused': lambda chance: {
        'plan': refused(chance.choice((429, 500, 503))), 'codes': FAILED,
        'lost': ALL},
    'broken': lambda chance: {
        'plan': {'*': {'kind': chance.choice((
            'cut', 'html', 'reset', 'badgzip', 'garbage', 'lost'))}},
        'codes': FAILED, 'lost': ALL},
    'one': lambda chance: one_category(chance, {'kind': 'error',
                                                'words': 'Bad luck'}),
    'stale': lambda chance: one_category(chance, {'kind': 'stale'}),
    'deaf': lambda chance: {
        'plan': {'oai': {'kind': 'status', 'code': 404}},
        'codes': OK | PARTLY | FAILED},
}


def one_category(chance, behaviour):
    """A day on which one category has no good feed."""
    name = chance.choice(ALL)
    return {'plan': {name: behaviour}, 'codes': PARTLY | FAILED,
            'lost': [name]}


def test_any_life():
    """Bad days in any order, at full speed."""
    if not knows_harvest():
        raise Skip('nothing is rebuilt yet')
    starts = ('2025-10-20', '2025-11-10', '2026-03-02', '2026-06-15')
    first = int(os.environ.get('ARXDAY_SEED', 0))
    for seed in range(first, first + (
            30 if os.environ.get('ARXDAY_DEEP') else 4)):
        start = starts[seed % len(starts)]
        script, quiet = random_script(start, seed)
        print('     seed %d: %s' % (seed, sorted(script)))
        Life(start, script, quiet=quiet, seed=seed, pace=0).run(tell=False)


def absence(home, made):
    """A Monday on which all is held, and a Thursday with two days missing."""
    SERVER.world(made)
    SERVER.clock('2025-10-20T06:00:00Z')
    home.run('follow', *ALL)
    home.refresh(now='2025-10-20T06:00:00Z')
    SERVER.clock('2025-10-23T06:00:00Z')


def monday(home):
    """What the library lists of the Monday."""
    return {(row['id'], row['version'], row['type']) for row in
            home.json('list', '2025-10-20')}


def test_a_killed_recovery():
    """Killed at any moment of the run that rebuilds two days, the next one
    ends in the same library; between them no day is more than it is."""
    if not knows_harvest():
        raise Skip('nothing is rebuilt yet')
    made = dict(world.build(date('2025-10-20'), count=4, per_day=30), page=10)
    now = '2025-10-23T06:00:00Z'
    with Home(SERVER) as home:
        absence(home, made)
        begun = time.monotonic()
        home.refresh(now=now)
        whole = time.monotonic() - begun
        want = home.all()
    chance = random.Random(5)
    for _ in range(40 if os.environ.get('ARXDAY_DEEP') else 8):
        with Home(SERVER) as home:
            absence(home, made)
            first = monday(home)
            for _ in range(3):
                process = home.start('refresh', now=now)
                try:
                    process.wait(whole * chance.random())
                except subprocess.TimeoutExpired:
                    process.kill()
                process.communicate(timeout=10)
                equal(monday(home), first, 'the day before')
            home.refresh(now=now)
            equal(home.all(), want, 'after three kills')


if __name__ == '__main__':
    try:
        STATUS = run(dict(globals()))
    finally:
        SERVER.stop()
    sys.exit(STATUS)
