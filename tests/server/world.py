"""Makes worlds for the loopback arXiv: weeks of announcements of real papers
(or of made ones, where the shared folder is not there), always the same for
the same arguments. model.py says what a world is."""

import datetime
import glob
import json
import os
import random
import re
import subprocess

import model

CATEGORIES = ('cs.IR', 'cs.CL', 'hep-th', 'astro-ph.CO')
OUTSIDE = ('stat.ML', 'math.OC', 'cs.LG', 'gr-qc')
LICENSES = ('http://arxiv.org/licenses/nonexclusive-distrib/1.0/',
            'http://creativecommons.org/licenses/by/4.0/')
WITHDRAWN = 'This paper has been withdrawn by the authors.'
DAY = datetime.timedelta(1)


def one_line(text):
    """The text with single blanks."""
    return ' '.join(text.split())


def from_email(text):
    """The papers of an announcement by e-mail."""
    for block in re.split(r'\n\\\\\narXiv:', text)[1:]:
        head, _, rest = block.partition('\n\\\\\n')
        fields = dict(re.findall(r'^([A-Z][A-Za-z-]+): (.*(?:\n  .*)*)', head,
                                 re.MULTILINE))
        abstract = rest.partition('\n\\\\ (')[0]
        if 'Title' in fields and 'Authors' in fields and rest != abstract:
            yield {'title': one_line(fields['Title']),
                   'authors': one_line(fields['Authors']),
                   'abstract': one_line(abstract),
                   'comments': one_line(fields.get('Comments', '')),
                   'journal_ref': one_line(fields.get('Journal-ref', '')),
                   'doi': one_line(fields.get('DOI', '')).split(' ')[0]}


def from_bulk(path, count):
    """The first papers of the bulk file, where zstd can read it."""
    try:
        reader = subprocess.Popen(['zstd', '-dcq', path],
                                  stdout=subprocess.PIPE)
    except OSError:
        return
    with reader:
        for line, _ in zip(reader.stdout, range(count)):
            paper = json.loads(line)
            yield {'title': one_line(paper['title']),
                   'authors': ', '.join(paper['authors']),
                   'abstract': one_line(paper['abstract']),
                   'comments': one_line(paper['comment'] or '')}
        reader.kill()


def made(number):
    """A paper that nobody wrote."""
    return {'title': 'On $x_{%d}$ and its neighbours & relations' % number,
            'authors': "Ada Able, Bo B\\'ela (Univ. X, Dept. Y), C. von D Jr.",
            'abstract': 'We study $x < %d$ & more of it, number %d.' % (
                number, number),
            'comments': '%d pages' % (number % 40 + 1)}


def texts(count, bulk=False):
    """At least `count` papers' texts, real ones first."""
    shared = os.environ.get('ARXDAY_SHARED', '')
    found = []
    for path in sorted(glob.glob(os.path.join(
            shared, 'fixtures', 'list', 'email_*_new*.txt'))) if shared else ():
        with open(path, encoding='utf-8', errors='replace') as file:
            found += from_email(file.read())
    path = os.path.join(shared, 'bulk', 'papers.jsonl.zst')
    if bulk and shared and os.path.exists(path):
        found += from_bulk(path, count)
    seen, kept = set(), []
    for text in found:
        if text['title'] not in seen:
            seen.add(text['title'])
            kept.append(text)
    return kept + [made(i) for i in range(count - len(kept))]


def weekday_before(day):
    """The nearest Monday to Friday before a day."""
    day -= DAY
    while day.weekday() > 4:
        day -= DAY
    return day


def weekdays(start, count):
    """`count` Mondays to Fridays from `start` on."""
    days = []
    while len(days) < count:
        if start.weekday() < 5:
            days.append(start)
        start += DAY
    return days


def stamp(instant):
    """RFC 3339 in UTC."""
    return instant.astimezone(model.UTC).strftime('%Y-%m-%dT%H:%M:%SZ')


class Builder:
    """A world while it is made."""

    def __init__(self, start, count, per_day, seed, categories, quiet, bulk):
        self.random = random.Random(seed)
        self.categories = categories
        self.per_day = per_day
        self.quiet = set(quiet)
        self.dates = weekdays(start, count)
        self.texts = texts(per_day * (count + 6) * 3 // 2 + 40, bulk)
        # Another source, so that what happens does not depend on the texts.
        random.Random(seed).shuffle(self.texts)
        self.papers = []
        self.days = {}
        self.touched = {}
        self.serial = {}
        self.version = {}
        self.announced = {}

    def window(self, day):
        """From when to when the submissions of a listing came: 14:00 Eastern
        to 14:00 Eastern; what came for quiet days waits."""
        return (model.from_eastern(self.first_unserved(day), 14),
                model.from_eastern(weekday_before(day), 14))

    def first_unserved(self, day):
        """The weekday whose 14:00 began what a listing has."""
        last = weekday_before(day)
        while last in self.quiet:
            last = weekday_before(last)
        return weekday_before(last)

    def instant(self, day):
        """An instant at which something for this listing was submitted."""
        begin, end = self.window(day)
        seconds = int((end - begin).total_seconds())
        return begin + datetime.timedelta(
            seconds=self.random.randrange(1, seconds))

    def identifier(self, day):
        """The next identifier of a month."""
        month = day.strftime('%y%m')
        self.serial[month] = self.serial.get(month, 1000) + \
            self.random.randrange(1, 9)
        return '%s.%05d' % (month, self.serial[month])

    def add(self, day, date, categories):
        """A paper whose first version was submitted at an instant."""
        text = self.texts[len(self.papers) % len(self.texts)]
        paper = dict(text, id=self.identifier(day),
                     categories=list(categories),
                     submitter=text['authors'].split(',')[0].split(' (')[0],
                     license=self.random.choice(LICENSES),
                     versions=[{'date': stamp(date), 'size': '%dkb' %
                                self.random.randrange(9, 4000)}])
        self.papers.append(paper)
        self.version[paper['id']] = 1
        return paper

    def announce(self, day, paper, action, categories=None):
        """One announcement."""
        self.days.setdefault(day, []).append({
            'id': paper['id'], 'version': self.version[paper['id']],
            'action': action,
            'categories': list(categories or paper['categories'])})
        self.announced[paper['id']] = day

    def some_categories(self, primary):
        """A primary category and perhaps others, ours and foreign ones."""
        names = [primary]
        for name in self.random.sample(self.categories + OUTSIDE, 3):
            if self.random.random() < 0.25 and name not in names:
                names.append(name)
        return names

    def past(self):
        """Papers of the months before, of one to five versions."""
        day = weekday_before(self.dates[0] - 40 * DAY)
        for number in range(self.per_day * 2):
            first = model.from_eastern(day - (30 + number) * DAY, 9)
            paper = self.add(day, first, self.some_categories(
                self.random.choice(self.categories)))
            for version in range(2, 2 + number % 5):
                date = first + (version * 3) * DAY
                paper['versions'].append({'date': stamp(date), 'size': '9kb'})
                self.version[paper['id']] = version
            self.announce(day, paper, 'absonly')

    def new_version(self, day, paper, **more):
        """A replacement, announced in all categories of the paper."""
        paper['versions'].append(dict(
            {'date': stamp(self.instant(day)), 'size': '11kb'}, **more))
        self.version[paper['id']] += 1
        self.announce(day, paper, 'replace')

    def fresh(self, day):
        """What is new on a day, ours and cross-lists of others'."""
        for number in range(self.per_day):
            foreign = number % 5 == 4
            names = self.some_categories(self.random.choice(
                OUTSIDE if foreign else self.categories))
            if foreign and not set(names).intersection(self.categories):
                names.append(self.random.choice(self.categories))
            self.announce(day, self.add(day, self.instant(day), names), 'new')

    def old(self, day):
        """Earlier papers that are free for something on this day."""
        free = [paper for paper in self.papers
                if self.announced[paper['id']] < day - DAY]
        self.random.shuffle(free)
        return free

    def changes(self, day):
        """Replacements, late cross-lists and silent changes of a day."""
        free = self.old(day)
        for _ in range(self.per_day // 3):
            self.new_version(day, free.pop())
        for _ in range(max(1, self.per_day // 12)):
            paper = free.pop()
            names = [name for name in self.categories
                     if name not in paper['categories']]
            if names:
                paper['categories'].append(names[0])
                self.announce(day, paper, 'cross', names[:1])
        self.touched[str(day)] = [paper['id'] for paper in free[:2]]

    def special(self, day, number):
        """A withdrawal on the third day; a paper held for nine days on the
        fifth."""
        if number == 2:
            self.new_version(day, self.old(day)[0], source_type='I',
                             size='0kb', abstract=WITHDRAWN,
                             comments=WITHDRAWN)
        if number == 4:
            paper = self.add(day, self.instant(day) - 9 * DAY,
                             (self.categories[0],))
            self.announce(day, paper, 'new')

    def build(self):
        """The world."""
        self.past()
        for number, day in enumerate(self.dates):
            if day in self.quiet:
                continue
            self.fresh(day)
            self.changes(day)
            self.special(day, number)
        return {'papers': self.papers, 'touched': self.touched,
                'days': {str(day): rows for day, rows in self.days.items()}}


def build(start, count=15, per_day=24, seed=1, categories=CATEGORIES,
          quiet=(), bulk=False):
    """A world of `count` weekdays from the date `start` on, with `per_day` new
    papers on each in and around the categories, a third as many replacements,
    late cross-lists, changes that nobody announces, a withdrawal and a paper
    that was held. On the `quiet` dates nothing was announced; what was
    submitted for them comes on the next weekday."""
    return Builder(start, count, per_day, seed, tuple(categories), quiet,
                   bulk).build()
