#!/usr/bin/env python3
"""Recorded feeds and answers: `arxday parse` agrees with another parser.

Every well-formed file of fixtures/rss, fixtures/atom and fixtures/api is read
with xml.etree as well; identifiers, their order, types, days, versions,
categories and texts must be the same. Error answers, RDF and what is not
well-formed must be refused. Needs ARXDAY_SHARED.
"""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from email.utils import parsedate
from pathlib import Path

BUILD = Path(os.environ.get('ARXDAY_BUILD', '.'))
SHARED = os.environ.get('ARXDAY_SHARED')

ATOM = '{http://www.w3.org/2005/Atom}'
ARXIV = '{http://arxiv.org/schemas/atom}'
DC = '{http://purl.org/dc/elements/1.1/}'
CATEGORY = re.compile(r'[a-z-]+(\.[A-Za-z-]+)?')
PREFIX = re.compile(r'arXiv:\S+\s+Announce Type:\s*(\S+)\s+Abstract:\s*')
COLUMNS = ('id', 'day', 'type', 'categories', 'title', 'authors', 'abstract',
           'comments', 'journal', 'doi')


def plain(element):
    """An element's text on one line, "" when there is none."""
    text = '' if element is None else ''.join(element.itertext())
    return ' '.join(text.split())


def distinct(names):
    """Those that have the form of a category, once each, in order."""
    return ' '.join(dict.fromkeys(n for n in names if CATEGORY.fullmatch(n)))


def split_names(text):
    """Author names between the commas outside parentheses, joined again."""
    names, depth, name = [], 0, ''
    for char in text + ',':
        depth += (char == '(') - (char == ')')
        if char == ',' and depth <= 0:
            names.append(name.strip())
            name = ''
        else:
            name += char
    return ', '.join(n for n in names if n)


def announcement(identifier, day, text, item):
    """What an entry of either announcement feed says."""
    return {
        'id': identifier.replace('oai:arXiv.org:', ''),
        'day': day,
        'type': plain(item.find(ARXIV + 'announce_type')),
        'authors': split_names(plain(item.find(DC + 'creator'))),
        'abstract': PREFIX.sub('', text, count=1),
        'comments': '',
        'journal': plain(item.find(ARXIV + 'journal_reference')),
        'doi': plain(item.find(ARXIV + 'DOI')),
    }


def read_rss(root):
    for item in root.iter('item'):
        date = parsedate(plain(item.find('pubDate')))
        entry = announcement(plain(item.find('guid')),
                             '%04d-%02d-%02d' % date[:3] if date else '',
                             plain(item.find('description')), item)
        entry['title'] = plain(item.find('title'))
        entry['categories'] = distinct(
            plain(c) for c in item.findall('category'))
        yield entry


def read_atom(root):
    for item in root.iter(ATOM + 'entry'):
        identifier = plain(item.find(ATOM + 'id'))
        terms = [c.get('term', '') for c in item.findall(ATOM + 'category')]
        text = plain(item.find(ATOM + 'summary'))
        if identifier.startswith('oai:'):
            entry = announcement(
                identifier, plain(item.find(ATOM + 'published'))[:10], text,
                item)
        else:
            primary = item.find(ARXIV + 'primary_category')
            if primary is not None:
                terms.insert(0, primary.get('term', ''))
            names = (plain(a.find(ATOM + 'name'))
                     for a in item.findall(ATOM + 'author'))
            entry = {
                'id': identifier.split('/abs/', 1)[-1], 'day': '', 'type': '',
                'authors': ', '.join(n for n in names if n),
                'abstract': text,
                'comments': plain(item.find(ARXIV + 'comment')),
                'journal': plain(item.find(ARXIV + 'journal_ref')),
                'doi': ' '.join(plain(d)
                                for d in item.findall(ARXIV + 'doi')),
            }
        entry['title'] = plain(item.find(ATOM + 'title'))
        entry['categories'] = distinct(terms)
        yield entry


def version(identifier):
    """The version in an identifier, 0 for none."""
    found = re.search(r'v(\d+)$', identifier)
    return int(found[1]) if found else 0


def once_each(entries):
    """One entry a paper: first place, newest version."""
    papers = {}
    for entry in entries:
        key = re.sub(r'v\d+$', '', entry['id'])
        if key not in papers or version(entry['id']) > version(
                papers[key]['id']):
            papers[key] = entry
    return list(papers.values())


def expected(path):
    """The entries of a file, or None when it must be refused."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError:
        return None
    if root.tag == 'rss':
        title = plain(root.find('channel/title'))
        entries = read_rss(root)
    elif root.tag == ATOM + 'feed':
        title = plain(root.find(ATOM + 'title'))
        entries = read_atom(root)
    else:
        return None
    entries = list(entries)
    if title.startswith('Feed error') or any(
            e['title'] == 'Error' and '/' in e['id'] for e in entries):
        return None
    return once_each(entries)


def clean(text):
    """Without the invisible characters that arxday takes out."""
    return re.sub('[\u00ad\u200b-\u200f\u2060\ufeff\x7f-\x9f]', '', text)


def faults(path):
    """What arxday parse says otherwise than xml.etree."""
    done = subprocess.run([str(BUILD / 'arxday'), 'parse', str(path)],
                          stdin=subprocess.DEVNULL, capture_output=True,
                          check=False)
    lines = done.stdout.decode('utf-8').rstrip('\n').split('\n')
    wanted = expected(path)
    if wanted is None:
        if done.returncode != 1 or not lines[0].startswith('error '):
            yield 'not refused: %.80s' % lines[0]
        return
    if done.returncode != 0 or lines[0].split()[:2] != ['ok',
                                                        str(len(wanted))]:
        yield '%.120s instead of ok %d' % (lines[0], len(wanted))
        return
    for line, entry in zip(lines[1:], wanted):
        columns = dict(zip(COLUMNS, line.split('\t')))
        for name in COLUMNS:
            if columns[name] != clean(entry[name]):
                yield '%s: %s is %.80r, not %.80r' % (
                    entry['id'], name, columns[name], entry[name])


def main():
    if not SHARED:
        print('skipped: ARXDAY_SHARED is not set')
        return 77
    passed = failed = 0
    for kind in ('rss', 'atom', 'api'):
        for path in sorted((Path(SHARED) / 'fixtures' / kind).iterdir()):
            found = list(faults(path))
            if found:
                failed += 1
                print('FAIL: %s: %s' % (path.name, '; '.join(found[:5])))
            else:
                passed += 1
    print('%d passed, %d failed' % (passed, failed))
    return int(failed > 0)


if __name__ == '__main__':
    sys.exit(main())
