"""The announcement feeds, /rss/Q and /atom/Q: made ones for single cases, and
those that a world has at its clock, as arXiv's server of 2025 computes them."""

import datetime
import email.utils
import gzip
import hashlib
from xml.sax.saxutils import escape

import model
from answer import Answer

TYPES = {'rss': 'application/rss+xml', 'atom': 'application/atom+xml'}


def midnight(day):
    """The listing date as a feed prints it: midnight in New York."""
    date = datetime.date.fromisoformat(day)
    return date.strftime('%%a, %%d %%b %%Y 00:00:00 -0%d00' %
                         -model.offset(date))


def make_papers(count, prefix='2510', first=1, categories=('cs.AI',),
                kind='new', version=1):
    """Papers for a feed: identifiers PREFIX.0000N from `first` on."""
    return [{'id': '%s.%05d' % (prefix, first + i), 'version': version,
             'type': kind, 'categories': list(categories),
             'title': 'On the matter of %s.%05d' % (prefix, first + i),
             'authors': 'Ada Able, Bo Béla (Univ. X, Dept. Y)',
             'abstract': 'We study $x < %d$ & more.' % (first + i)}
            for i in range(count)]


ITEM = '''    <item>
      <title>%(title)s</title>
      <link>https://arxiv.org/abs/%(id)s</link>
      <description>arXiv:%(id)sv%(version)d Announce Type: %(type)s 
Abstract: %(abstract)s</description>
      <guid isPermaLink="false">oai:arXiv.org:%(id)sv%(version)d</guid>
%(categories)s      <pubDate>%(date)s</pubDate>
      <arxiv:announce_type>%(type)s</arxiv:announce_type>
      <dc:rights>%(license)s</dc:rights>
%(more)s      <dc:creator>%(authors)s</dc:creator>
    </item>
'''

FEED = '''<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>%(title)s</title>
    <link>http://rss.arxiv.org/rss/%(query)s</link>
    <description>%(words)s</description>
    <atom:link href="http://rss.arxiv.org/rss/%(query)s" rel="self" \
type="application/rss+xml"/>
    <docs>http://www.rssboard.org/rss-specification</docs>
    <language>en-us</language>
    <lastBuildDate>%(built)s</lastBuildDate>
    <managingEditor>rss-help@arxiv.org</managingEditor>
    <pubDate>%(date)s</pubDate>
%(items)s  </channel>
</rss>
'''

SKIP = '''    <skipDays>
      <day>Saturday</day>
      <day>Sunday</day>
    </skipDays>
'''

ENTRY = '''  <entry>
    <id>oai:arXiv.org:%(id)sv%(version)d</id>
    <title>%(title)s</title>
    <updated>%(built)s</updated>
    <link href="https://arxiv.org/abs/%(id)s" rel="alternate" \
type="text/html"/>
    <summary>arXiv:%(id)sv%(version)d Announce Type: %(type)s 
Abstract: %(abstract)s</summary>
%(categories)s    <published>%(date)s</published>
    <arxiv:announce_type>%(type)s</arxiv:announce_type>
    <dc:rights>%(license)s</dc:rights>
%(more)s    <dc:creator>%(authors)s</dc:creator>
  </entry>
'''

ATOM = '''<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/%(query)s</id>
  <title>%(title)s</title>
  <updated>%(built)s</updated>
  <link href="http://rss.arxiv.org/atom/%(query)s" rel="self" \
type="application/atom+xml"/>
  <subtitle>%(words)s</subtitle>
%(items)s</feed>
'''

LICENSE = 'http://creativecommons.org/licenses/by/4.0/'


def elements(paper, tag, indent):
    """The categories, and what few papers have, as elements."""
    names = ''.join(indent + tag % escape(name) + '\n'
                    for name in paper['categories'])
    more = ''
    for key, name in (('doi', 'DOI'), ('journal_ref', 'journal_reference')):
        if paper.get(key):
            more += '%s<arxiv:%s>%s</arxiv:%s>\n' % (
                indent, name, escape(paper[key]), name)
    return {'categories': names, 'more': more}


def make_item(paper, date, form=ITEM, built=''):
    """One item of a feed."""
    values = {key: escape(value) if isinstance(value, str) else value
              for key, value in paper.items()}
    values.setdefault('license', LICENSE)
    if form is ITEM:
        values.update(elements(paper, '<category>%s</category>', ' ' * 6))
    else:
        values.update(elements(paper, '<category term="%s"/>', ' ' * 4))
    values.update(date=date, built=built)
    return form % values


def names_of(query):
    """How a feed's title names what it is of: archives first."""
    names = query.split('+')
    return ', '.join([name for name in names if '.' not in name] +
                     [name for name in names if '.' in name])


def make_feed(query, day, papers, pad=0):
    """The bytes of an RSS feed of a day."""
    date = midnight(day)
    items = ''.join(make_item(paper, date) for paper in papers)
    return (FEED % {
        'query': query, 'date': date, 'built': date,
        'items': items + ' ' * pad,
        'title': '%s updates on arXiv.org' % names_of(query),
        'words': '%s updates on the arXiv.org e-print archive.' %
                 names_of(query),
    }).encode()


def make_error(query, day, words):
    """The bytes of arXiv's error feed."""
    date = midnight(day)
    return (FEED % {
        'query': query, 'date': date, 'built': date, 'items': '',
        'title': 'Feed error for query: http://rss.arxiv.org/rss/' + query,
        'words': escape(words),
    }).encode()


def entry_of(row):
    """A row of a listing as a feed's paper."""
    paper = row.paper
    return {'id': paper.id, 'version': paper.version, 'type': row.kind,
            'categories': paper.categories, 'title': paper.get('title'),
            'authors': paper.get('authors'), 'abstract': paper.get('abstract'),
            'license': paper.get('license'), 'doi': paper.get('doi'),
            'journal_ref': paper.get('journal_ref')}


def world_feed(world, form, query, behaviour):
    """The bytes of a world's feed. "as" is what it says that it is of,
    "day" the date that it prints, "listing" the day whose listing it has."""
    archives, categories = model.parse_query(query, world.known)
    asked = behaviour.get('as', '+'.join(archives + categories))
    today = world.today()
    day = datetime.date.fromisoformat(behaviour.get('day', str(today)))
    listing = datetime.date.fromisoformat(behaviour.get('listing', str(day)))
    papers = [entry_of(row) for row in world.listing(
        asked.split('+') if 'as' in behaviour else archives + categories,
        listing)]
    built = model.from_eastern(day, 0) + datetime.timedelta(seconds=3)
    values = {'query': asked, 'words': '%s updates on the arXiv.org e-print '
              'archive.' % names_of(asked),
              'title': '%s updates on arXiv.org' % names_of(asked)}
    if form == 'rss':
        date = midnight(str(day))
        values.update(built=email.utils.format_datetime(built), date=date,
                      items=SKIP + ''.join(make_item(paper, date)
                                           for paper in papers))
        return (FEED % values).encode()
    date = '%sT00:00:00-0%d:00' % (day, -model.offset(day))
    stamp = built.strftime('%Y-%m-%dT%H:%M:%S.123456+00:00')
    values.update(built=stamp, items=''.join(
        make_item(paper, date, ENTRY, stamp) for paper in papers))
    return (ATOM % values).encode()


def until_midnight(world):
    """Seconds until the feeds turn."""
    local = model.eastern(world.clock)
    return 86400 - local.hour * 3600 - local.minute * 60 - local.second


def from_world(world, request, behaviour):
    """The answer that a world has for a feed."""
    form, query = request.parts[0], request.parts[1]
    headers = {'Cache_Control': 'max-age=%d' % until_midnight(world)}
    try:
        body = world_feed(world, form, query, behaviour)
    except model.BadQuery as reason:
        body = make_error(query, str(world.today()), str(reason))
        return Answer(body, 400, Content_Type=TYPES[form], **headers)
    etag = hashlib.sha256(body).hexdigest()
    if world.world.get('conditional') and request.validator == etag:
        return Answer(b'', 304, ETag=etag, **headers)
    return Answer(body, Content_Type=TYPES[form], ETag=etag, **headers)


def made(request, behaviour):
    """The answer that a behaviour describes itself."""
    body = make_feed(behaviour.get('as', request.parts[1]),
                     behaviour.get('day', '2025-10-10'),
                     behaviour.get('papers') or make_papers(3),
                     behaviour.get('pad', 0))
    if behaviour.get('etag') and request.validator == behaviour['etag']:
        return Answer(b'', 304, ETag=behaviour['etag'])
    if behaviour.get('gzip'):
        return Answer(gzip.compress(body), Content_Type=TYPES['rss'],
                      Content_Encoding='gzip')
    return Answer(body, Content_Type=TYPES['rss'],
                  ETag=behaviour.get('etag'))


def whole(state, request, behaviour):
    """A good answer: the world's, unless the behaviour has papers or a day
    for it, or there is no world."""
    own = behaviour['kind'] != 'world' and (
        'papers' in behaviour or 'day' in behaviour or
        behaviour['kind'] == 'feed')
    if state.world is None or own:
        return made(request, behaviour)
    return from_world(state.world_of(behaviour), request, behaviour)


def empty(state, request, behaviour):
    """A day without announcements."""
    day = behaviour.get('day') or str(state.world.today())
    return Answer(make_feed(request.parts[1], day, []),
                  Content_Type=TYPES['rss'])


def error(state, request, behaviour):
    """arXiv's own refusal."""
    return Answer(make_error(request.parts[1], '2025-10-10',
                             behaviour['words']), 400,
                  Content_Type=TYPES['rss'])


def stale(state, request, behaviour):
    """The listing before under today's date."""
    world = state.world_of(behaviour)
    day = max(day for day in world.days if day < world.today())
    return from_world(world, request, dict(behaviour, listing=str(day)))


def nothing(state, request):
    """The answer when the plan has none and there is no world."""
    return error(state, request, {'words': 'Bad archive'})


KINDS = {'feed': whole, 'world': whole, 'empty': empty, 'error': error,
         'stale': stale}
