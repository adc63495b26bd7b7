"""One record of OAI-PMH in the forms that arXiv gives it."""

import email.utils
from xml.sax.saxutils import escape

import model

SCHEMAS = {
    'oai_dc': ('https://www.openarchives.org/OAI/2.0/oai_dc.xsd',
               'http://www.openarchives.org/OAI/2.0/oai_dc/'),
    'arXiv': ('https://oaipmh.arxiv.org/OAI/arXiv.xsd',
              'http://arxiv.org/OAI/arXiv/'),
    'arXivRaw': ('https://oaipmh.arxiv.org/OAI/arXivRaw.xsd',
                 'http://arxiv.org/OAI/arXivRaw/')}

OPTIONAL = (('comments', 'comments'), ('report_no', 'report-no'),
            ('msc_class', 'msc-class'), ('journal_ref', 'journal-ref'),
            ('doi', 'doi'), ('license', 'license'))


def format_element(form):
    """What ListMetadataFormats says of a form."""
    return '''                <metadataFormat>
    <metadataPrefix>%s</metadataPrefix>
    <schema>%s</schema>
    <metadataNamespace>%s</metadataNamespace>
</metadataFormat>
''' % ((form,) + SCHEMAS[form])


def header(paper):
    """The header of a record."""
    sets = ''.join('            <setSpec>%s</setSpec>\n' % name
                   for name in model.sets_of(paper.categories))
    return '''                <header%s>
        <identifier>oai:arXiv.org:%s</identifier>
        <datestamp>%s</datestamp>
%s    </header>

''' % (' status="deleted"' if paper.deleted else '', paper.id,
       paper.datestamp, sets)


def optional(paper):
    """The elements that not every paper has."""
    return ''.join('            <%s>%s</%s>\n' % (name, escape(
        paper.get(key)), name) for key, name in OPTIONAL if paper.get(key))


def authors_of(text):
    """Names of an author line; affiliations are left out."""
    names, name, depth = [], '', 0
    for sign in text.replace(' and ', ', '):
        depth += (sign == '(') - (sign == ')')
        if sign == ',' and depth == 0:
            names.append(name)
            name = ''
        elif depth == 0 and sign != ')':
            name += sign
    return [' '.join(one.split()) for one in names + [name] if one.strip()]


def raw(paper):
    """arXivRaw: with every version."""
    versions = ''
    for number, one in enumerate(paper.versions, 1):
        stamp = email.utils.format_datetime(
            model.parse_time(one['date']).astimezone(model.UTC), usegmt=True)
        source = one.get('source_type')
        versions += '''            <version version="v%d">
                <date>%s</date>
                <size>%s</size>
%s            </version>
''' % (number, stamp, one.get('size', '12kb'),
            '                <source_type>%s</source_type>\n' % source
            if source else '')
    return '''                        <arXivRaw xmlns="%s" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="%s %s">
        <id>%s</id>
        <submitter>%s</submitter>
%s        <title>%s</title>
        <authors>%s</authors>
        <categories>%s</categories>
%s            <abstract>  %s</abstract>
    </arXivRaw>
''' % (SCHEMAS['arXivRaw'][1], SCHEMAS['arXivRaw'][1],
       SCHEMAS['arXivRaw'][0], paper.id, escape(paper.get('submitter')),
       versions, escape(paper.get('title')), escape(paper.get('authors')),
       ' '.join(paper.categories), optional(paper),
       escape(paper.get('abstract')))


def plain(paper):
    """arXiv: `created` is the current version's date, as the server has it."""
    authors = ''
    for name in authors_of(paper.get('authors')):
        fore, _, key = name.rpartition(' ')
        authors += '''                <author>
                    <keyname>%s</keyname>
%s                </author>
''' % (escape(key), '                        <forenames>%s</forenames>\n' %
            escape(fore) if fore else '')
    updated = '            <updated>%s</updated>\n' % paper.datestamp
    return '''                        <arXiv xmlns="%s" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="%s %s">
        <id>%s</id>
        <created>%s</created>
%s        <authors>
%s        </authors>
        <title>%s</title>
            <categories>%s</categories>
%s            <abstract>%s</abstract>
    </arXiv>
''' % (SCHEMAS['arXiv'][1], SCHEMAS['arXiv'][1], SCHEMAS['arXiv'][0],
       paper.id, paper.last().date(), updated, authors,
       escape(paper.get('title')), ' '.join(paper.categories),
       optional(paper), escape(paper.get('abstract')))


def dublin(paper):
    """oai_dc; subjects are names of categories."""
    parts = [('title', paper.get('title'))]
    for name in authors_of(paper.get('authors')):
        fore, _, key = name.rpartition(' ')
        parts.append(('creator', key + (', ' + fore if fore else '')))
    parts += [('subject', name) for name in paper.categories]
    parts.append(('description', paper.get('abstract')))
    if paper.get('comments'):
        parts.append(('description', paper.get('comments')))
    parts.append(('date', str(paper.first().date())))
    if paper.last().date() != paper.first().date():
        parts.append(('date', str(paper.last().date())))
    parts.append(('type', 'text'))
    parts += [('identifier', scheme + '://arxiv.org/abs/' + paper.id)
              for scheme in ('https', 'http')]
    if paper.get('journal_ref'):
        parts.append(('identifier', paper.get('journal_ref')))
    if paper.get('doi'):
        parts.append(('identifier', 'doi:' + paper.get('doi')))
    return '''                        <oai_dc:dc xmlns:oai_dc="%s" \
xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="%s %s">
%s    </oai_dc:dc>
''' % (SCHEMAS['oai_dc'][1], SCHEMAS['oai_dc'][1], SCHEMAS['oai_dc'][0],
       ''.join('        <dc:%s>%s</dc:%s>\n' % (name, escape(text), name)
               for name, text in parts))


FORMS = {'oai_dc': dublin, 'arXiv': plain, 'arXivRaw': raw}


def record(paper, form):
    """A whole record; a deleted one has no more than its header."""
    body = '' if paper.deleted else '''            <metadata>
%s
            </metadata>
''' % FORMS[form](paper)
    return '''                    <record>
%s%s        </record>

''' % (header(paper), body)
