"""What arXiv says at an instant: a world and a clock, and what follows.

A world is a JSON object:

  papers      list of papers: id, title, authors (as arXivRaw writes them),
              abstract, categories (the primary first), submitter, comments,
              journal_ref, doi, license, and versions: a list of submissions
              with date (RFC 3339, UTC), size and perhaps source_type
  days        listing date -> what arXiv announced on it, a list of
              {id, version, action, categories}; action is new, cross, replace
              or absonly, categories those in which it was announced. A weekday
              that is missing is one without an announcement
  touched     date -> identifiers whose record changed without announcement
  deleted     date -> identifiers whose record was deleted
  page        records an OAI page holds (2500); page_identifiers (20000)
  limit       entries of a feed (2000)
  conditional true: a known validator is answered with 304, as a cache would

A listing of day D is public from 20:00 US Eastern of the evening before; OAI
has it at 22:30, so that its datestamp is D in UTC too; the feeds turn at
00:00 Eastern. All of that follows from the clock.
"""

import datetime

UTC = datetime.timezone.utc
ACTIONS = ('new', 'cross', 'replace')
TYPES = ('new', 'cross', 'replace', 'replace-cross')

# Both names of one category; the canonical one second.
ALIASES = (('math.MP', 'math-ph'), ('stat.TH', 'math.ST'),
           ('math.IT', 'cs.IT'), ('q-fin.EC', 'econ.GN'),
           ('cs.SY', 'eess.SY'), ('cs.NA', 'math.NA'))
OTHER_NAME = dict(ALIASES) | {b: a for a, b in ALIASES}

# The active archives with their groups.
GROUPS = {'physics': ('astro-ph', 'cond-mat', 'gr-qc', 'hep-ex', 'hep-lat',
                      'hep-ph', 'hep-th', 'math-ph', 'nlin', 'nucl-ex',
                      'nucl-th', 'physics', 'quant-ph'),
          'math': ('math',), 'q-bio': ('q-bio',), 'cs': ('cs',),
          'q-fin': ('q-fin',), 'stat': ('stat',), 'eess': ('eess',),
          'econ': ('econ',)}
GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}
# Archives that are a category as well.
WHOLE = ('gr-qc', 'hep-ex', 'hep-lat', 'hep-ph', 'hep-th', 'math-ph',
         'nucl-ex', 'nucl-th', 'quant-ph')


def parse_time(text):
    """An aware instant from RFC 3339."""
    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))


def nth_sunday(year, month, number):
    """The date of a Sunday of a month."""
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta((6 - first.weekday()) % 7 +
                                      7 * (number - 1))


def offset(day):
    """Hours of New York from UTC at midnight of a day."""
    return (-4 if nth_sunday(day.year, 3, 2) < day <=
            nth_sunday(day.year, 11, 1) else -5)


def eastern(instant):
    """Local time of New York, without zone. It is right but for the hour in
    which the clocks change, in which nothing happens here."""
    utc = instant.astimezone(UTC).replace(tzinfo=None)
    guess = utc + datetime.timedelta(hours=-5)
    return utc + datetime.timedelta(hours=offset(guess.date()))


def from_eastern(day, hour, minute=0):
    """The instant of a local time of New York."""
    shift = offset(day if hour < 2 else day + datetime.timedelta(1))
    local = datetime.datetime.combine(day, datetime.time(hour, minute), UTC)
    return local - datetime.timedelta(hours=shift)


def archive_of(category):
    """cs.IR -> cs."""
    return category.split('.')[0]


def set_of(category):
    """The OAI set of a category: cs.IR -> cs:cs:IR."""
    archive, _, name = category.partition('.')
    group = GROUP_OF.get(archive, 'physics')
    return '%s:%s%s' % (group, archive, ':' + name if name else '')


def sets_of(categories):
    """The sets that a record with these categories is in."""
    names = []
    for category in categories:
        for one in (category, OTHER_NAME.get(category)):
            if one and set_of(one) not in names:
                names.append(set_of(one))
    return names


def in_set(record_sets, wanted):
    """True when one of the sets is the wanted one or inside it."""
    return any(name == wanted or name.startswith(wanted + ':')
               for name in record_sets)


class BadQuery(Exception):
    """What arXiv answers to a feed query that it does not know."""


def parse_query(query, known):
    """The names of a feed query, archives first, as arXiv writes them."""
    names = query.split('+')
    if '' in names:
        raise BadQuery(
            "Invalid archive specification '%s'. Correct format is one or "
            "more archive names delimited by '+'." % query)
    folded = {name.lower(): name for name in known}
    archives, categories = [], []
    for name in names:
        archive = archive_of(name.lower())
        if archive not in GROUP_OF:
            raise BadQuery("Bad archive '%s'. Valid archive names are: %s." % (
                name, ', '.join(sorted(GROUP_OF))))
        if '.' not in name:
            archives.append(archive)
            continue
        tail = name.split('.', 1)[1]
        if tail.lower() in ('foobar', 'nosuch'):
            raise BadQuery("Bad subject class '%s'." % name)
        full = folded.get(name.lower(), archive + '.' + (
            tail.upper() if len(tail) == 2 else tail.lower()))
        categories.append(full)
    return archives, categories


class Paper:
    """One paper as far as it is known at an instant."""

    def __init__(self, data, version, categories, datestamp):
        self.data = data
        self.id = data['id']
        self.version = version
        self.versions = data['versions'][:version]
        self.categories = categories
        self.primary = categories[0]
        self.datestamp = datestamp
        self.deleted = False

    def get(self, name):
        """A text of the paper as the version at hand has it, or ''."""
        own = self.versions[-1].get(name)
        return own if own is not None else self.data.get(name) or ''

    def first(self):
        """When version 1 was submitted."""
        return parse_time(self.versions[0]['date'])

    def last(self):
        """When this version was submitted."""
        return parse_time(self.versions[-1]['date'])

    def withdrawn(self):
        """True when this version takes the paper back."""
        return 'I' in self.versions[-1].get('source_type', '')


class Row:
    """One line of a listing."""

    def __init__(self, kind, paper):
        self.kind = kind
        self.paper = paper


class Model:
    """A world with a clock."""

    def __init__(self, world, clock=None):
        self.world = world
        self.by_id = {paper['id']: paper for paper in world['papers']}
        self.clock = clock or datetime.datetime.now(UTC)
        self.page = world.get('page', 2500)
        self.page_identifiers = world.get('page_identifiers', 20000)
        self.limit = world.get('limit', 2000)
        self.days = {datetime.date.fromisoformat(day): rows
                     for day, rows in world['days'].items()}
        self.known = {name for paper in world['papers']
                      for name in paper['categories']}

    def at(self, clock):
        """The same world at another instant."""
        other = Model.__new__(Model)
        other.__dict__.update(self.__dict__, clock=clock)
        return other

    def today(self):
        """The feeds' day: the date in New York."""
        return eastern(self.clock).date()

    def expand(self, archives, categories):
        """The set of categories that a feed query means."""
        wanted = set(categories) | set(archives)
        for name in self.known:
            if archive_of(name) in archives:
                wanted.add(name)
        for name in list(wanted):
            if name in OTHER_NAME:
                wanted.add(OTHER_NAME[name])
        return wanted

    def listing(self, names, day=None):
        """The rows of a feed of these names (categories or archives) on a
        day, as arXiv computes them: one a paper, of its strongest action
        among the wanted categories; what the limit cuts are the new ones."""
        day = day or self.today()
        wanted = self.expand([n for n in names if '.' not in n],
                             [n for n in names if '.' in n])
        strongest = {}
        for row in self.days.get(day, ()):
            if row['action'] not in ACTIONS or \
                    not wanted.intersection(row['categories']) or \
                    row['action'] == 'replace' and row['version'] >= 6:
                continue
            rank = ACTIONS.index(row['action'])
            strongest[row['id']] = min(rank, strongest.get(row['id'], 9))
        known = self.at(from_eastern(day, 0)).papers()
        rows = [self.row(known[name], rank, wanted)
                for name, rank in strongest.items()]
        rows.sort(key=lambda row: row.paper.id, reverse=True)
        rows.sort(key=lambda row: TYPES.index(row.kind), reverse=True)
        rows = rows[:self.limit]
        rows.sort(key=lambda row: (TYPES.index(row.kind), row.paper.id))
        return rows

    def row(self, paper, rank, wanted):
        """The line of a paper: its type is relative to what is wanted."""
        own = paper.primary in wanted
        if ACTIONS[rank] == 'replace':
            return Row('replace' if own else 'replace-cross', paper)
        return Row('new' if own and ACTIONS[rank] == 'new' else 'cross', paper)

    def seen(self, hour, minute):
        """The listing dates that are public at the clock, when they come out
        at this local time of the evening before."""
        day = datetime.timedelta(1)
        return [date for date in sorted(self.days)
                if from_eastern(date - day, hour, minute) <= self.clock]

    def paper(self, name, hour=20, minute=0):
        """A paper as it is at the clock, or None when it is not yet public."""
        return self.papers(hour, minute, only=name).get(name)

    def papers(self, hour=20, minute=0, only=None):
        """{identifier: paper} of all that is public at the clock."""
        version, names, stamps = {}, {}, {}
        for day in self.seen(hour, minute):
            for row in self.days[day]:
                name = row['id']
                if only and name != only:
                    continue
                version[name] = max(row['version'], version.get(name, 0))
                names.setdefault(name, set()).update(row['categories'])
                stamps[name] = day
        today = self.clock.astimezone(UTC).date()
        found = {}
        for name, number in version.items():
            data = self.by_id[name]
            visible = [c for c in data['categories'] if c in names[name]]
            found[name] = Paper(data, number, visible or data['categories'],
                                stamps[name])
        self.touch('touched', found, today)
        for name in self.touch('deleted', found, today):
            found[name].deleted = True
        return found

    def touch(self, key, found, today):
        """Moves the datestamps of records that changed without any
        announcement; their identifiers."""
        changed = []
        for text, names in self.world.get(key, {}).items():
            day = datetime.date.fromisoformat(text)
            for name in names:
                if day <= today and name in found:
                    found[name].datestamp = max(found[name].datestamp, day)
                    changed.append(name)
        return changed

    def records(self):
        """All records that OAI has at the clock, by datestamp."""
        return sorted(self.papers(22, 30).values(),
                      key=lambda paper: (paper.datestamp, paper.id))
