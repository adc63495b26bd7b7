"""The query API, /api/query, as arXiv's server of 2025 answers it."""

import hashlib
import re
from xml.sax.saxutils import escape, quoteattr

import model
import oai_record
from answer import Answer

ATOM = 'application/atom+xml'
WINDOW = 10000  # start + max_results beyond it is HTTP 500
MOST = 2000     # results that one request may ask for

FEED = '''<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/%(key)s</id>
  <title>%(title)s</title>
  <updated>%(now)s</updated>
  <link href=%(link)s type="application/atom+xml"/>
  <opensearch:itemsPerPage>%(size)s</opensearch:itemsPerPage>
  <opensearch:totalResults>%(total)s</opensearch:totalResults>
  <opensearch:startIndex>%(start)s</opensearch:startIndex>
%(entries)s</feed>
'''

ENTRY = '''  <entry>
    <id>http://arxiv.org/abs/%(id)sv%(version)d</id>
    <title>%(title)s</title>
    <updated>%(updated)s</updated>
    <link href="https://arxiv.org/abs/%(id)sv%(version)d" rel="alternate" \
type="text/html"/>
    <link href="https://arxiv.org/pdf/%(id)sv%(version)d" rel="related" \
type="application/pdf" title="pdf"/>
    <summary>%(abstract)s</summary>
%(categories)s    <published>%(published)s</published>
%(more)s    <arxiv:primary_category term="%(primary)s"/>
%(authors)s  </entry>
'''

ERROR = '''  <entry>
    <id>https://arxiv.org/api/errors#%(key)s</id>
    <title>Error</title>
    <updated>%(now)s</updated>
    <link href="https://arxiv.org/api/errors#%(key)s" rel="alternate" \
type="text/html"/>
    <summary>%(words)s</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
'''

IDENTIFIER = re.compile(r'(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/'
                        r'[0-9]{7})(?:v([0-9]+))?')


class Refused(Exception):
    """An error of the API."""

    def __init__(self, words, code=400):
        super().__init__(words)
        self.words = words
        self.code = code


def stamp(instant):
    """An instant as the API writes it."""
    return instant.astimezone(model.UTC).strftime('%Y-%m-%dT%H:%M:%SZ')


def error_feed(world, words, code=400):
    """The answer to a request that is wrong."""
    now = stamp(world.clock)
    entry = ERROR % {'key': re.sub('[^a-zA-Z0-9]+', '_', words)[:60],
                     'now': now, 'words': escape(words)}
    return Answer((FEED % {
        'key': '', 'title': 'arXiv Search Results', 'now': now, 'size': 1,
        'link': '"https://arxiv.org/api/query"', 'total': 1, 'start': 0,
        'entries': entry}).encode(), code, Content_Type=ATOM)


def entry_of(paper):
    """A paper as an entry."""
    more = ''
    for key, name in (('comments', 'comment'), ('journal_ref', 'journal_ref'),
                      ('doi', 'doi')):
        if paper.get(key):
            more += '    <arxiv:%s>%s</arxiv:%s>\n' % (
                name, escape(paper.get(key)), name)
    return ENTRY % {
        'id': paper.id, 'version': paper.version, 'more': more,
        'title': escape(paper.get('title')), 'primary': paper.primary,
        'abstract': escape(paper.get('abstract')),
        'updated': stamp(paper.last()), 'published': stamp(paper.first()),
        'categories': ''.join(
            '    <category term="%s" scheme="http://arxiv.org/schemas/atom"/>'
            '\n' % name for name in paper.categories),
        'authors': ''.join(
            '    <author>\n      <name>%s</name>\n    </author>\n' %
            escape(name)
            for name in oai_record.authors_of(paper.get('authors')))}


def number(request, name, default):
    """A parameter that must be a count."""
    text = request.value(name, str(default))
    if not re.fullmatch(r'[+-]?[0-9]+', text):
        raise Refused(name + ' must be an integer')
    if int(text) < 0:
        raise Refused(name + ' must be non-negative')
    return int(text)


def at_version(paper, version):
    """The paper as an earlier version had it."""
    older = model.Paper(paper.data, min(version, paper.version),
                        paper.categories, paper.datestamp)
    return older


def by_identifiers(papers, text):
    """The papers of an id_list; unknown ones are absent. Their order is not
    that of the list."""
    found = {}
    for name in text.split(','):
        match = IDENTIFIER.fullmatch(name.strip())
        if not match:
            raise Refused('incorrect id format for ' + name)
        bare = re.sub(r'v[0-9]+$', '', name.strip())
        bare = re.sub(r'^([a-z-]+)\.[A-Z]{2}/', r'\1/', bare)
        version = int(match.group(1) or 0)
        if bare in papers and version <= papers[bare].version:
            found[bare] = at_version(papers[bare], version or 1000)
    return list(found.values())


def words_of(paper, prefix):
    """The text that a prefix searches."""
    parts = {'ti': 'title', 'abs': 'abstract', 'au': 'authors',
             'co': 'comments', 'jr': 'journal_ref', 'doi': 'doi'}
    if prefix == 'cat':
        return paper.categories
    if prefix == 'id':
        return [paper.id]
    keys = [parts[prefix]] if prefix in parts else list(parts.values())
    return ' '.join(paper.get(key) for key in keys).lower()


def matches(paper, term):
    """True when one PREFIX:WORDS of a query holds for a paper."""
    prefix, colon, words = term.partition(':')
    if not colon:
        prefix, words = 'all', term
    words = words.strip('"()').replace('_', ' ')
    if prefix in ('submittedDate', 'lastUpdatedDate'):
        low, high = re.findall('[0-9]{12}', words)[:2]
        return low <= paper.first().strftime('%Y%m%d%H%M') <= high
    found = words_of(paper, prefix)
    return words in found if isinstance(found, list) else \
        words.lower() in found


def search(papers, query):
    """The papers for which a query holds, read from left to right. A missing
    operator is OR."""
    terms = re.findall(r'\w+:\[[^]]*\]|(?:\w+:)?"[^"]*"|[^\s()]+', query)
    if not terms:
        raise Refused('search_query is empty')
    found, operator = [], 'OR'
    for term in terms:
        if term in ('AND', 'OR', 'ANDNOT'):
            operator = term
            continue
        hits = {name for name, paper in papers.items() if matches(paper, term)}
        if operator == 'AND':
            found = [name for name in found if name in hits]
        elif operator == 'ANDNOT':
            found = [name for name in found if name not in hits]
        else:
            found += [name for name in papers
                      if name in hits and name not in found]
        operator = 'OR'
    return [papers[name] for name in found]


def order(found, request):
    """Sorts as asked; relevance is no order that could be foreseen."""
    by = request.value('sortBy', 'relevance')
    if by not in ('relevance', 'lastUpdatedDate', 'submittedDate'):
        raise Refused('sortBy must be in: relevance, lastUpdatedDate, '
                      'submittedDate')
    keys = {'relevance': lambda p: hashlib.sha256(p.id.encode()).hexdigest(),
            'lastUpdatedDate': lambda p: (p.last(), p.id),
            'submittedDate': lambda p: (p.first(), p.id)}
    found.sort(key=keys[by],
               reverse=request.value('sortOrder') != 'ascending')


def select(world, request):
    """All the papers that a request is about."""
    papers = world.papers()
    names, query = request.value('id_list'), request.value('search_query')
    if not names and not query:
        raise Refused('either a search_query or id_list must be specified')
    found = by_identifiers(papers, names) if names else \
        list(papers.values())
    if query:
        found = search({paper.id: paper for paper in found}, query)
    order(found, request)
    return found


def answer(world, request, behaviour):
    """A good answer, or what is said of a wrong request."""
    start = number(request, 'start', 0)
    size = number(request, 'max_results', 10)
    if size > MOST:
        raise Refused('max_results must be at most %d' % MOST)
    if size == 0 or start + size > WINDOW:
        raise Refused('internal error', 500)
    found = select(world, request)
    shown = [] if behaviour.get('none') else found[start:start + size]
    if behaviour.get('twice'):
        shown = [paper for paper in shown for _ in range(2)]
    title = 'arXiv Query: search_query=%s&id_list=%s&start=%d&max_results=%d' \
        % (request.value('search_query', ''), request.value('id_list', ''),
           start, size)
    return Answer((FEED % {
        'key': hashlib.sha256(title.encode()).hexdigest()[:27],
        'title': escape(title), 'now': stamp(world.clock), 'size': size,
        'link': quoteattr('https://arxiv.org/api/query?' + request.query),
        'total': escape(str(behaviour.get('total', len(found)))),
        'start': start, 'entries': ''.join(map(entry_of, shown))}).encode(),
        Content_Type=ATOM)


def whole(state, request, behaviour):
    """The world's answer. A behaviour may name a "total", leave the entries
    out ("none") or give them twice."""
    world = state.world_of(behaviour)
    if request.parts != ['api', 'query']:
        return error_feed(world, 'not found', 404)
    try:
        return answer(world, request, behaviour)
    except Refused as reason:
        return error_feed(world, reason.words, reason.code)


def error(state, request, behaviour):
    """An error entry with "words" and HTTP "code"."""
    return error_feed(state.world_of(behaviour), behaviour['words'],
                      behaviour.get('code', 400))


def rate(state, request, behaviour):
    """What a busy API says, without a word on when to come again."""
    return Answer(b'Rate exceeded.', 429, Content_Type='text/plain')


def nothing(state, request):
    """The answer when the plan has none and there is no world."""
    return whole(state, request, {'kind': 'world'})


KINDS = {'world': whole, 'error': error, 'rate': rate}
