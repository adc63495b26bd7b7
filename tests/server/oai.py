"""OAI-PMH as arXiv's server of 2025 speaks it: its verbs, errors and opaque
tokens over a world, recorded pages as a chain, and pages that are wrong."""

import datetime
import re
import urllib.parse
from xml.sax.saxutils import escape, quoteattr

import model
import oai_record
from answer import Answer

HEAD = '''<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" 
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ \
http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
    <responseDate>%s</responseDate>
                <request%s>https://oaipmh.arxiv.org/oai</request>

%s
</OAI-PMH>'''

ARGUMENT = ('The request includes illegal arguments, is missing required '
            'arguments, includes a repeated argument, or values for arguments '
            'have an illegal syntax. Reason: ')
TOKEN = ('The value of the resumptionToken argument is invalid or expired. '
         'Reason: ')
VERB = ('Value of the verb argument is not a legal OAI-PMH verb, the verb '
        'argument is missing, or the verb argument is repeated. Reason: '
        'Invalid verb provided')
FORMAT = ('The metadata format identified by the value given for the '
          'metadataPrefix argument is not supported by the item or by the '
          'repository. Reason: Did not recognize requested format')
NONE = ('The combination of the values of the from, until, set and '
        'metadataPrefix arguments results in an empty list.')
ABSENT = ('The value of the identifier argument is unknown or illegal in this '
          'repository. Reason: ')
EARLIEST = datetime.date(2005, 9, 16)
ARGUMENTS = {'Identify': (), 'ListMetadataFormats': ('identifier',),
             'ListSets': ('resumptionToken',),
             'GetRecord': ('identifier', 'metadataPrefix'),
             'ListRecords': ('metadataPrefix', 'from', 'until', 'set',
                             'resumptionToken'),
             'ListIdentifiers': ('metadataPrefix', 'from', 'until', 'set',
                                 'resumptionToken')}


class Refused(Exception):
    """An OAI error."""

    def __init__(self, code, words):
        super().__init__(words)
        self.code = code
        self.words = words


def page(world, request, body, asked=True):
    """A whole answer around a body."""
    echo = ''.join(' %s=%s' % (key, quoteattr(value))
                   for key, value in request.pairs) if asked else ''
    stamp = world.clock.astimezone(model.UTC).strftime('%Y-%m-%dT%H:%M:%SZ')
    return Answer((HEAD % (stamp, echo, body)).encode(),
                  Content_Type='text/xml')


def error_page(world, request, code, words):
    """An OAI error; bad requests are not echoed."""
    body = "    <error code='%s'>%s</error>" % (escape(code), escape(words))
    return page(world, request, body,
                asked=code not in ('badArgument', 'badVerb',
                                   'badResumptionToken'))


def day_argument(name, text):
    """A date of an argument."""
    if not re.fullmatch(r'[0-9]{4}-[0-9]{2}-[0-9]{2}', text):
        raise Refused('badArgument', ARGUMENT +
                      name + ' date format must be YYYY-MM-DD')
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Refused('badArgument', ARGUMENT +
                      name + ' date format must be YYYY-MM-DD') from None


def known_set(world, name):
    """True for a group, an archive or a category of arXiv."""
    names = set(model.GROUPS)
    names.update('%s:%s' % (group, archive)
                 for archive, group in model.GROUP_OF.items())
    parts = name.split(':')
    return name in names or len(parts) == 3 and \
        ':'.join(parts[:2]) in names and (
            name in model.sets_of(world.known) or
            bool(re.fullmatch(r'[A-Z]{2}|[a-z]+(-[a-z]+)?', parts[2])))


class Selection:
    """What a list is of."""

    def __init__(self, world, values, skip=0):
        today = world.clock.astimezone(model.UTC).date()
        self.values = {key: values[key] for key in
                       ('metadataPrefix', 'from', 'until', 'set')
                       if key in values}
        self.skip = skip
        if 'metadataPrefix' not in values:
            raise Refused('badArgument', ARGUMENT + 'metadataPrefix required.')
        if values['metadataPrefix'] not in oai_record.FORMS:
            raise Refused('cannotDisseminateFormat', FORMAT)
        self.start = day_argument('from', values.get('from', str(EARLIEST)))
        self.end = day_argument('until', values.get('until', str(today)))
        self.check(world, today)

    def check(self, world, today):
        """Refuses what arXiv refuses."""
        if self.start < EARLIEST:
            raise Refused('badArgument', ARGUMENT + 'start date too early')
        if self.end > today + datetime.timedelta(1):
            raise Refused('badArgument', ARGUMENT + 'until date too late')
        if self.end < self.start:
            raise Refused('badArgument', ARGUMENT + 'until date must be '
                          'greater than or equal to from date')
        if 'set' in self.values and not known_set(world, self.values['set']):
            raise Refused('badArgument', ARGUMENT + 'Set does not exist')

    def records(self, world):
        """All that match, by datestamp."""
        return [paper for paper in world.records()
                if self.start <= paper.datestamp <= self.end and (
                    'set' not in self.values or
                    model.in_set(model.sets_of(paper.categories),
                                 self.values['set']))]


def read_token(state, world, verb, token):
    """The selection that a token goes on with."""
    values = dict(urllib.parse.parse_qsl(urllib.parse.unquote(token)))
    if not values.get('skip', '').isdigit() or 'metadataPrefix' not in values:
        raise Refused('badResumptionToken', TOKEN +
                      'Token decoding failed or format is invalid.')
    if values.get('verb') != verb:
        raise Refused('badResumptionToken', TOKEN +
                      'token from different verb')
    if state.tokens.get(token, world.clock) < world.clock:
        raise Refused('badResumptionToken', TOKEN + 'token has expired')
    return Selection(world, values, int(values['skip']))


def make_token(verb, selection, shown):
    """The token of the page behind the records shown: arXiv moves `from` to
    the last day that it showed and counts what it showed of that day."""
    last = shown[-1].datestamp
    skip = sum(paper.datestamp == last for paper in shown)
    if 'from' in selection.values and last == selection.start:
        skip += selection.skip
    values = dict(selection.values, **{'from': str(last)})
    pairs = [('verb', verb)] + [
        (key, values[key]) for key in ('metadataPrefix', 'from', 'until',
                                       'set') if key in values]
    return urllib.parse.quote(
        '&'.join('%s=%s' % pair for pair in pairs + [('skip', skip)]), safe='')


def midnight(world):
    """The next 00:00 UTC, when tokens expire."""
    day = world.clock.astimezone(model.UTC).date() + datetime.timedelta(1)
    return datetime.datetime.combine(day, datetime.time(0), model.UTC)


def token_element(world, token):
    """The element of a token; '' ends a paged list."""
    if token == '':
        return '                    <resumptionToken/>\n'
    return ("                    <resumptionToken expirationDate='%s'>%s"
            "</resumptionToken>\n" % (
                midnight(world).strftime('%Y-%m-%dT%H:%M:%SZ'),
                escape(token)))


def render(verb, papers, form):
    """The records of a page."""
    if verb == 'ListIdentifiers':
        return ''.join(oai_record.header(paper) for paper in papers)
    return ''.join(oai_record.record(paper, form) for paper in papers)


def select(state, world, request, behaviour):
    """What a page is of."""
    given = request.value('resumptionToken')
    if 'skip' in behaviour:
        return Selection(world, {'metadataPrefix': 'arXivRaw'},
                         behaviour['skip'])
    if given is not None:
        return read_token(state, world, request.value('verb'), given)
    return Selection(world, dict(request.pairs))


def list_page(state, world, request, behaviour):
    """One page of ListRecords or ListIdentifiers. A behaviour may repeat each
    record ("twice"), turn them round ("backwards"), leave them out ("none"),
    or name another "token"; false leaves its element out. With "skip" the page
    begins at that record of all, whatever was asked for."""
    verb = request.value('verb')
    given = request.value('resumptionToken')
    selection = select(state, world, request, behaviour)
    size = behaviour.get('page') or (
        world.page if verb == 'ListRecords' else world.page_identifiers)
    matching = selection.records(world)
    shown = matching[selection.skip:selection.skip + size]
    if not shown and 'token' not in behaviour:
        raise Refused('noRecordsMatch', NONE)
    more = len(matching) > selection.skip + size
    token = make_token(verb, selection, shown) if more else \
        '' if given is not None else None
    if more:
        state.tokens[token] = midnight(world)
    token = behaviour.get('token', token)
    if behaviour.get('twice'):
        shown = [paper for paper in shown for _ in range(2)]
    shown = shown[::-1] if behaviour.get('backwards') else shown
    body = render(verb, [] if behaviour.get('none') else shown,
                  selection.values['metadataPrefix'])
    if token is not None and token is not False:
        body += token_element(world, token)
    return page(world, request, '    <%s>\n%s    </%s>' % (verb, body, verb))


def one_record(world, request):
    """GetRecord; a version behind the identifier is ignored."""
    name, form = request.value('identifier'), request.value('metadataPrefix')
    if form is None:
        raise Refused('badArgument', ARGUMENT + 'metadataPrefix required.')
    if form not in oai_record.FORMS:
        raise Refused('cannotDisseminateFormat', FORMAT)
    if name is None or not name.startswith('oai:arXiv.org:'):
        raise Refused('idDoesNotExist', ABSENT +
                      'All identifiers start with: oai:arXiv.org:')
    papers = {paper.id: paper for paper in world.records()}
    found = papers.get(re.sub(r'v[0-9]+$', '', name[14:]))
    if found is None:
        raise Refused('idDoesNotExist', ABSENT + 'Nothing found for this ID')
    return page(world, request, '    <GetRecord>\n%s    </GetRecord>' %
                oai_record.record(found, form))


def identify(world, request):
    """Identify."""
    return page(world, request, '''    <Identify>
        <repositoryName>arXiv</repositoryName>
        <baseURL>https://oaipmh.arxiv.org/oai</baseURL>
        <protocolVersion>2.0</protocolVersion>
        <adminEmail>help@arxiv.org</adminEmail>
        <earliestDatestamp>2005-09-16</earliestDatestamp>
        <deletedRecord>persistent</deletedRecord>
        <granularity>YYYY-MM-DD</granularity>
    </Identify>''')


def list_formats(world, request):
    """ListMetadataFormats."""
    return page(world, request, '    <ListMetadataFormats>\n%s'
                '    </ListMetadataFormats>' % ''.join(
                    oai_record.format_element(form)
                    for form in oai_record.FORMS))


def list_sets(world, request):
    """ListSets: the groups, their archives and the world's categories."""
    names = list(model.GROUPS) + [
        '%s:%s' % (group, archive)
        for archive, group in model.GROUP_OF.items()]
    names += sorted(set(model.sets_of(sorted(world.known))) - set(names))
    body = ''.join('                <set>\n        <setSpec>%s</setSpec>\n'
                   '        <setName>%s</setName>\n    </set>\n' % (name, name)
                   for name in names)
    return page(world, request, '    <ListSets>\n%s    </ListSets>' % body)


def check_arguments(request):
    """Refuses what no verb takes."""
    names = [name for name, _ in request.pairs]
    verb = request.value('verb')
    if verb not in ARGUMENTS or names.count('verb') > 1:
        raise Refused('badVerb', VERB)
    if len(set(names)) < len(names):
        raise Refused('badArgument', ARGUMENT +
                      'Duplicate parameters not allowed')
    if 'resumptionToken' in names and len(names) > 2:
        raise Refused('badArgument', ARGUMENT + 'No other paramters allowed '
                      'with resumptionToken')
    if set(names) - {'verb'} - set(ARGUMENTS[verb]):
        raise Refused('badArgument', ARGUMENT + 'Unallowed parameter.')


def whole(state, request, behaviour):
    """The world's answer. "clock" answers as of another instant, so that an
    older page comes again."""
    world = state.world_of(behaviour)
    verb = request.value('verb')
    try:
        check_arguments(request)
        if verb in ('ListRecords', 'ListIdentifiers'):
            return list_page(state, world, request, behaviour)
        return {'Identify': identify, 'ListMetadataFormats': list_formats,
                'ListSets': list_sets,
                'GetRecord': one_record}[verb](world, request)
    except Refused as reason:
        return error_page(world, request, reason.code, reason.words)


def oai_error(state, request, behaviour):
    """An error of "code" with "words"."""
    return error_page(state.world_of(behaviour), request, behaviour['code'],
                      behaviour.get('words', 'no reason'))


def text_of_token(data):
    """The token of a recorded page, or None."""
    found = re.search(rb'<resumptionToken[^>/]*>([^<]+)<', data)
    return found.group(1).decode() if found else None


def chain(state, request, behaviour):
    """Recorded "paths" as one list: each page's token leads to the next."""
    pages = []
    for path in behaviour['paths']:
        with open(path, 'rb') as file:
            pages.append(file.read())
    given = request.value('resumptionToken')
    if given is None:
        return Answer(pages[0], Content_Type='text/xml')
    for data, after in zip(pages, pages[1:]):
        if text_of_token(data) == given:
            return Answer(after, Content_Type='text/xml')
    return error_page(state.world_of(behaviour), request,
                      'badResumptionToken', TOKEN +
                      'Token decoding failed or format is invalid.')


def nothing(state, request):
    """The answer when the plan has none and there is no world."""
    return whole(state, request, {'kind': 'world'})


KINDS = {'world': whole, 'oai_error': oai_error, 'chain': chain}
