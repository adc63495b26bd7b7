#!/usr/bin/env python3
"""The loopback arXiv itself, asked without arxday: what the other tests rest
on. A list of OAI-PMH is complete whatever the size of its pages, a feed of
several categories is the sum of theirs, and the clock moves all of it."""

import datetime
import http.client
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.environ.get('ARXDAY_SOURCE', '.'),
                                'tests', 'server'))
import arxiv_server  # noqa: E402
import model  # noqa: E402
import world  # noqa: E402
from cases import equal, holds, run  # noqa: E402

SERVER = arxiv_server.start()
WORLD = world.build(datetime.date(2025, 10, 20), count=10, per_day=16,
                    quiet=[datetime.date(2025, 10, 29)])
MODEL = model.Model(WORLD)
NOON = '2025-10-30T12:00:00Z'
ITEM = re.compile('<guid[^>]*>oai:arXiv.org:([^v]+)v([0-9]+)</guid>.*?'
                  '<arxiv:announce_type>([a-z-]+)<', re.DOTALL)
CATEGORIES = list(world.CATEGORIES)


def ask(path, **headers):
    """Code, headers and body of an answer."""
    link = http.client.HTTPConnection('127.0.0.1', SERVER.port, timeout=20)
    try:
        link.request('GET', path, headers={
            name.replace('_', '-'): value for name, value in headers.items()})
        answer = link.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        link.close()


def stage(clock=NOON, **more):
    """The world at an instant."""
    SERVER.world(dict(WORLD, **more))
    SERVER.clock(clock)


def items(query):
    """[(identifier, version, type)] of a feed."""
    body = ask('/rss/' + query)[2]
    xml.etree.ElementTree.fromstring(body)
    return [(name, int(version), kind)
            for name, version, kind in ITEM.findall(body)]


def oai(**values):
    """The body of an OAI answer, which is well formed."""
    body = ask('/oai?' + urllib.parse.urlencode(values))[2]
    xml.etree.ElementTree.fromstring(body)
    return body


def chain(**values):
    """The identifiers of a list, page after page, and how many pages."""
    names, pages = [], 0
    while True:
        body = oai(**values)
        pages += 1
        names += re.findall('<identifier>oai:arXiv.org:([^<]+)<', body)
        token = re.search('<resumptionToken[^>/]*>([^<]+)<', body)
        if not token:
            ended = '<resumptionToken/>' in body
            equal(ended, pages > 1, 'an empty token ends a paged list only')
            return names, pages
        values = {'verb': values['verb'], 'resumptionToken': token.group(1)}


def error(**values):
    """The code of an OAI error."""
    return re.search("<error code='([A-Za-z]+)'", oai(**values)).group(1)


def test_a_feed_is_ordered():
    stage()
    rows = items('cs.IR')
    holds(rows, 'there are some')
    keys = [(model.TYPES.index(kind), name) for name, _, kind in rows]
    equal(keys, sorted(keys))
    holds(all(version < 6 for _, version, kind in rows
              if kind.startswith('replace')), 'version 6 is left out')


def test_several_categories_are_their_sum():
    stage()
    best = {}
    for category in CATEGORIES:
        for name, version, kind in items(category):
            old = best.get(name, (version, 'replace-cross'))
            best[name] = (version, min(kind, old[1], key=model.TYPES.index))
    whole = items('+'.join(CATEGORIES))
    equal({name: rest for name, *rest in whole},
          {name: list(rest) for name, rest in best.items()})
    body = ask('/rss/cs.IR+hep-th')[2]
    holds('<title>hep-th, cs.IR updates on arXiv.org</title>' in body,
          'archives come first')


def test_an_archive_has_its_categories():
    stage()
    one = {name for name, *_ in items('cs')}
    for category in ('cs.IR', 'cs.CL', 'cs.LG'):
        holds({name for name, *_ in items(category)} <= one, category)
    equal(items('CS.ir'), items('cs.IR'))


def test_the_limit_cuts_what_is_new():
    stage()
    whole = items('cs')
    stage(limit=len(whole) - 3)
    cut = items('cs')
    gone = [row for row in whole if row not in cut]
    equal(gone, [row for row in whole if row[2] == 'new'][:3])


def test_the_feeds_turn_at_midnight_in_new_york():
    stage('2025-10-30T03:59:00Z')
    equal(items('cs.IR'), [])
    stage('2025-10-30T04:00:01Z')
    holds(items('cs.IR'), 'the quiet day is over')
    for empty in ('2025-10-25T12:00:00Z', '2025-10-26T12:00:00Z',
                  '2025-10-29T12:00:00Z'):
        stage(empty)
        equal(items('cs.IR'), [], empty)


def test_validators():
    stage(conditional=True)
    code, headers, body = ask('/rss/cs.IR')
    etag = headers['ETag']
    equal((code, len(etag)), (200, 64))
    holds('"' not in etag, 'without quotes')
    equal(ask('/rss/cs.IR', If_None_Match=etag)[0], 304)
    equal(ask('/rss/cs.CL', If_None_Match=etag)[0], 200)
    stage()
    equal(ask('/rss/cs.IR', If_None_Match=etag)[2], body)
    holds(int(headers['Cache-Control'].partition('=')[2]) > 0, 'a lifetime')


def test_atom_has_the_same():
    stage()
    body = ask('/atom/cs.IR+cs.CL')[2]
    xml.etree.ElementTree.fromstring(body)
    equal(re.findall('<id>oai:arXiv.org:([^<]+)<', body),
          ['%sv%d' % row[:2] for row in items('cs.IR+cs.CL')])


def test_feed_errors():
    stage()
    for query in ('nosuch', 'cs.IR+', 'cs.IR+nosuch.XX'):
        code, _, body = ask('/rss/' + query)
        equal(code, 400, query)
        holds('Feed error for query' in body, body)


def test_a_list_is_complete_whatever_its_pages():
    at = MODEL.at(model.parse_time(NOON))
    for setspec in (None, 'cs', 'cs:cs:IR', 'physics:hep-th', 'physics'):
        want = [paper.id for paper in at.records()
                if setspec is None or model.in_set(
                    model.sets_of(paper.categories), setspec)]
        for size in (1, 3, 7, len(want), len(want) + 1):
            stage(page=size)
            more = {'set': setspec} if setspec else {}
            names, pages = chain(verb='ListRecords',
                                 metadataPrefix='arXivRaw', **more)
            equal(names, want, '%s by %d' % (setspec, size))
            equal(pages, -(-len(want) // size))
    stage(page_identifiers=9)
    names, _ = chain(verb='ListIdentifiers', metadataPrefix='arXiv')
    equal(names, [paper.id for paper in at.records()])


def test_datestamps_select():
    stage()
    names, _ = chain(verb='ListRecords', metadataPrefix='arXiv',
                     **{'from': '2025-10-28', 'until': '2025-10-28'})
    equal(names, [paper.id for paper in MODEL.at(
        model.parse_time(NOON)).records()
        if str(paper.datestamp) == '2025-10-28'])


def test_oai_errors():
    stage()
    lists = {'verb': 'ListRecords', 'metadataPrefix': 'arXivRaw'}
    for code, values in (
            ('badVerb', {'verb': 'List'}),
            ('badArgument', {'verb': 'ListRecords'}),
            ('badArgument', dict(lists, **{'from': '2025-10-31'})),
            ('badArgument', dict(lists, **{'from': '2005-09-15'})),
            ('badArgument', dict(lists, **{'from': '20251030'})),
            ('badArgument', dict(lists, until='2025-11-01')),
            ('badArgument', dict(lists, set='cs:IR')),
            ('badArgument', dict(lists, more='x')),
            ('noRecordsMatch', dict(lists, set='math:math:NT')),
            ('noRecordsMatch', dict(lists, **{'from': '2025-10-29',
                                              'until': '2025-10-29'})),
            ('cannotDisseminateFormat', dict(lists, metadataPrefix='x')),
            ('badResumptionToken', {'verb': 'ListRecords',
                                    'resumptionToken': 'x'}),
            ('idDoesNotExist', {'verb': 'GetRecord', 'metadataPrefix': 'arXiv',
                                'identifier': 'oai:arXiv.org:2510.99999'})):
        if code == 'noRecordsMatch' and 'from' in values:
            SERVER.world(dict(WORLD, touched={}))
        equal(error(**values), code, values)


def test_a_token_expires_at_midnight():
    stage(page=3)
    body = oai(verb='ListRecords', metadataPrefix='arXivRaw')
    token = re.search('<resumptionToken[^>/]*>([^<]+)<', body).group(1)
    holds('%3D' in token, 'opaque')
    holds('<record>' in oai(verb='ListRecords', resumptionToken=token), 'now')
    equal(error(verb='ListIdentifiers', resumptionToken=token),
          'badResumptionToken')
    SERVER.clock('2025-10-31T00:00:01Z')
    equal(error(verb='ListRecords', resumptionToken=token),
          'badResumptionToken')


def test_a_record_in_all_forms():
    stage()
    name = WORLD['papers'][4]['id']
    for form in ('arXiv', 'arXivRaw', 'oai_dc'):
        body = oai(verb='GetRecord', metadataPrefix=form,
                   identifier='oai:arXiv.org:%sv9' % name)
        equal(body.count('<record>'), 1, form)
    withdrawn = [paper['id'] for paper in WORLD['papers']
                 if paper['versions'][-1].get('source_type') == 'I']
    holds(withdrawn, 'one is withdrawn')


def test_the_api():
    stage()
    names = sorted(paper['id'] for paper in WORLD['papers'])[:4]
    code, _, body = ask('/api/query?max_results=9&id_list=%s,2510.99999' %
                        ','.join(names))
    xml.etree.ElementTree.fromstring(body)
    got = re.findall(r'<id>http://arxiv.org/abs/([0-9.]+)v', body)
    equal((code, sorted(got)), (200, names))
    holds('<opensearch:totalResults>4<' in body, 'the total')
    equal(ask('/api/query?id_list=abc')[0], 400)
    equal(ask('/api/query')[0], 400)
    equal(ask('/api/query?search_query=cat:cs.IR&max_results=2001')[0], 400)
    equal(ask('/api/query?search_query=cat:cs.IR&start=9999')[0], 500)
    body = ask('/api/query?search_query=cat:cs.IR')[2]
    equal(body.count('<entry>'), 10)
    holds(all('term="cs.IR"' in entry for entry in
              body.split('<entry>')[1:]), 'only of the category')


def test_pages():
    stage()
    name = WORLD['papers'][0]['id']
    equal(ask('/pdf/' + name)[2][:5], '%PDF-')
    holds(name in ask('/abs/' + name)[2], 'an abstract')
    holds('archivePrefix' in ask('/bibtex/' + name)[2], 'BibTeX')
    equal(ask('/html/2510.99999')[0], 404)
    holds('30 October 2025' in ask('/list/cs.IR/new')[2], 'a listing')


def test_worlds_are_the_same_again():
    again = world.build(datetime.date(2025, 10, 20), count=10, per_day=16,
                        quiet=[datetime.date(2025, 10, 29)])
    equal(again, WORLD)
    kinds = {row['action'] for rows in again['days'].values() for row in rows}
    equal(kinds, {'absonly', 'new', 'cross', 'replace'})
    holds('2025-10-29' not in again['days'], 'a quiet day')


if __name__ == '__main__':
    try:
        STATUS = run(dict(globals()))
    finally:
        SERVER.stop()
    sys.exit(STATUS)
