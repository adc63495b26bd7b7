#!/usr/bin/env python3
"""Recorded feeds and answers: `arxday parse` agrees with another parser.

Every well-formed file of fixtures/rss, fixtures/atom, fixtures/api and
fixtures/oai is read with xml.etree as well, every line of fixtures/kaggle with
json; identifiers, their order, types, days, versions, categories and texts
must be the same, whether the file is compressed or not, and a second import
changes nothing. Error answers, RDF and what is not well-formed must be
refused, each cause in words of its own. Needs ARXDAY_SHARED.
"""

import gzip
import json

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from datetime import timezone
from email.utils import parsedate, parsedate_to_datetime
from pathlib import Path

BUILD = Path(os.environ.get('ARXDAY_BUILD', '.'))
SHARED = os.environ.get('ARXDAY_SHARED')

ATOM = '{http://www.w3.org/2005/Atom}'
ARXIV = '{http://arxiv.org/schemas/atom}'
DC = '{http://purl.org/dc/elements/1.1/}'
CATEGORY = re.compile(r'[a-z-]+(\.[A-Za-z-]+)?')
PREFIX = re.compile(r'arXiv:\S+\s+Announce Type:\s*(\S+)\s+Abstract:\s*')
COLUMNS = ('id', 'day', 'type', 'categories', 'title', 'authors', 'abstract',
           'comments', 'journal', 'doi', 'submitted', 'updated')


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


def local(element):
    """A name without its namespace."""
    return element.tag.rsplit('}', 1)[-1]


def children(element, name):
    """All children of that name, whatever their namespace."""
    return [c for c in element if local(c) == name]


def child(element, name):
    """The text of the first child of that name."""
    return plain(next(iter(children(element, name)), None))


def written_names(text):
    """Names as arXiv makes them of what authors wrote."""
    parts, depth, at, start = [], 0, 0, 0
    while at < len(text):
        depth += (text[at] == '(') - (text[at] == ')')
        found = None if depth else re.match(r',| and(?= )| &(?= )', text[at:])
        if found:
            parts.append(text[start:at])
            start = at + found.end()
        at += found.end() if found else 1
    parts.append(text[start:])
    names = [p.strip() for p in parts if p.strip()]
    if names and re.fullmatch(r'et\.? al\.?', names[-1]):
        names.pop()
    return ', '.join(names)


def instant(text):
    """An instant as arxday writes it."""
    when = parsedate_to_datetime(text).astimezone(timezone.utc)
    return when.strftime('%Y-%m-%dT%H:%M:%SZ')


def midnight(day):
    return day + 'T00:00:00Z' if day else ''


def history(entry, versions):
    """Adds what (number, RFC 822 date) of all versions say."""
    versions = sorted(versions)
    if versions:
        entry['id'] += 'v%d' % versions[-1][0]
        entry['updated'] = instant(versions[-1][1])
        if versions[0][0] == 1:
            entry['submitted'] = instant(versions[0][1])


def own_format(meta):
    """The fields that arXiv's own formats share."""
    return {'id': child(meta, 'id'), 'title': child(meta, 'title'),
            'authors': written_names(child(meta, 'authors')),
            'categories': distinct(child(meta, 'categories').split()),
            'abstract': child(meta, 'abstract'),
            'comments': child(meta, 'comments'),
            'journal': child(meta, 'journal-ref'), 'doi': child(meta, 'doi')}


def read_plain(meta, answered):
    entry = own_format(meta)
    names = []
    for author in children(children(meta, 'authors')[0], 'author'):
        parts = [child(author, p) for p in ('forenames', 'keyname', 'suffix')]
        places = [plain(c) for c in children(author, 'affiliation')]
        places = ', '.join(p for p in places if p)
        names.append(' '.join(filter(None, parts + [
            places and '(%s)' % places])))
    days = [child(meta, 'created'), child(meta, 'updated')]
    entry['authors'] = ', '.join(names)
    entry['updated'] = midnight(max(days))
    if answered and answered < '2025-03':
        entry['submitted'] = midnight(days[0])
    return entry


def full_names():
    """Full name of a category -> the categories that have it; those that are
    closed only where no open one has."""
    names = {}
    lines = (Path(SHARED) / 'fixtures' / 'taxonomy.tsv').read_text('utf-8')
    rows = [line.split('\t') for line in lines.splitlines()]
    for row in rows[1:]:
        row = dict(zip(rows[0], row))
        for name in {row['full_name'],
                     row['archive_name'] + ' - ' + row['full_name']}:
            names.setdefault(name, []).append(
                (row['is_active'] == 'true', row['category']))
    return {name: [c for active, c in all_ if active == max(all_)[0]]
            for name, all_ in names.items()}


def subjects(texts):
    """Categories of subjects, "" when one is in doubt."""
    names = full_names()
    if not texts or texts[0] not in names:
        return ''
    found = [names[t] for t in texts if t in names]
    if any(len(f) > 1 for f in found):
        return ''
    return distinct(f[0] for f in found)


def read_dublin(meta):
    def texts(name):
        return [plain(c) for c in children(meta, name)]
    others = [i for i in texts('identifier') if '://' not in i]
    descriptions = texts('description')
    return {
        'id': '', 'title': child(meta, 'title'),
        'authors': ', '.join(' '.join(reversed(c.split(', ', 1)))
                             for c in texts('creator')),
        'categories': subjects(texts('subject')),
        'abstract': descriptions[0] if descriptions else '',
        'comments': re.sub('^Comment: ', '', (descriptions + ['', ''])[1]),
        'journal': next((i for i in others if not i.startswith('doi:')), ''),
        'doi': ' '.join(i[4:] for i in others if i.startswith('doi:')),
        'submitted': midnight(min(texts('date'), default='')),
        'updated': midnight(max(texts('date'), default=''))}


def read_oai(root):
    answered = child(root, 'responseDate')
    for record in (e for e in root.iter() if local(e) == 'record'):
        metadata = children(record, 'metadata')
        if not metadata:
            continue
        meta = metadata[0][0]
        if local(meta) == 'arXiv':
            entry = read_plain(meta, answered)
        elif local(meta) == 'dc':
            entry = read_dublin(meta)
        else:
            entry = own_format(meta)
            history(entry, [(int(v.get('version')[1:]), child(v, 'date'))
                            for v in children(meta, 'version')])
        entry['id'] = entry['id'] or child(
            children(record, 'header')[0], 'identifier')[14:]
        yield entry


def read_snapshot(path):
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            paper = {k: v or '' for k, v in json.loads(line).items()}
            entry = {name: ' '.join(paper[key].split()) for name, key in (
                ('id', 'id'), ('title', 'title'), ('abstract', 'abstract'),
                ('comments', 'comments'), ('journal', 'journal-ref'),
                ('doi', 'doi'))}
            entry['authors'] = written_names(' '.join(
                paper['authors'].split()))
            entry['categories'] = distinct(paper['categories'].split())
            history(entry, [(int(v['version'][1:]), v['created'])
                            for v in paper['versions']])
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
    if path.suffix == '.json':
        return list(read_snapshot(path))
    text = path.read_bytes().decode('utf-8', 'replace')
    try:
        if path.parent.name == 'oai':
            text = re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f]', '\ufffd', text)
            root = ElementTree.fromstring(text)
        else:
            root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError:
        return None
    if root.tag == 'rss':
        title = plain(root.find('channel/title'))
        entries = read_rss(root)
    elif root.tag == ATOM + 'feed':
        title = plain(root.find(ATOM + 'title'))
        entries = read_atom(root)
    elif local(root) in ('OAI-PMH', 'record'):
        return (None if children(root, 'error')
                else once_each(read_oai(root)))
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


def arxday(*arguments):
    """(exit code, lines of standard output) of arxday."""
    done = subprocess.run([str(BUILD / 'arxday'), *map(str, arguments)],
                          stdin=subprocess.DEVNULL, capture_output=True,
                          check=False)
    return done.returncode, done.stdout.decode('utf-8').rstrip('\n').split('\n')


def faults(path, wanted):
    """What arxday parse says of a file otherwise than it should."""
    code, lines = arxday('parse', path)
    if wanted is None:
        if code != 1 or not lines[0].startswith('error '):
            yield 'not refused: %.80s' % lines[0]
        return
    if code != 0 or lines[0].split()[:2] != ['ok', str(len(wanted))]:
        yield '%.120s instead of ok %d' % (lines[0], len(wanted))
        return
    for line, entry in zip(lines[1:], wanted):
        columns = dict(zip(COLUMNS, line.split('\t')))
        for name in COLUMNS:
            if name in ('submitted', 'updated') and 'day' in entry:
                continue
            if columns[name] != clean(entry.get(name, '')):
                yield '%s: %s is %.80r, not %.80r' % (
                    entry['id'], name, columns[name], entry.get(name, ''))


def import_faults(path, wanted):
    """The same of arxday import, twice."""
    with tempfile.TemporaryDirectory(prefix='arxday fixtures ') as folder:
        library = Path(folder) / 'library.db'
        for turn in (1, 2):
            code, lines = arxday('-L', library, 'import', path)
            if wanted is None:
                if code != 1 or lines != ['']:
                    yield 'import: not refused: %r' % lines
                continue
            # items, papers, new, changed, announcements, skipped
            figures = [int(f) for f in lines[0].split('\t')[2:]] or [-1] * 6
            new = len(wanted) if turn == 1 else 0
            if code != 0 or figures[1:4] != [len(wanted), new, 0]:
                yield 'import %d: %s' % (turn, lines[0])
            if turn == 2 and figures[4] != 0:
                yield 'import 2 announces: %s' % lines[0]


def packed(path, folder):
    """The file, and compressed copies of it."""
    yield path
    copy = Path(folder) / (path.name + '.gz')
    copy.write_bytes(gzip.compress(path.read_bytes()))
    yield copy
    if shutil.which('zstd'):
        copy = Path(folder) / (path.name + '.zst')
        subprocess.run(['zstd', '-q', '-f', str(path), '-o', str(copy)],
                       check=True)
        yield copy


def file_faults(path):
    """Everything that is wrong with one file."""
    wanted = expected(path)
    yield from faults(path, wanted)
    if path.parent.name not in ('oai', 'kaggle'):
        return
    with tempfile.TemporaryDirectory(prefix='arxday fixtures ') as folder:
        for copy in packed(path, folder):
            yield from faults(copy, wanted)
    yield from import_faults(path, wanted)


# Files whose cause is the same but for a value that the server does not say.
SAME = [{'gen_error_badArgument_set.xml', 'gen_error_badArgument_set_unknown.xml'},
        {'gen_error_badVerb.xml', 'gen_error_badVerb_missing.xml'}]


def sentence_faults(fixtures):
    """Errors that are told in words that another cause has."""
    said = {}
    paths = sorted((fixtures / 'oai').glob('gen_error_*'))
    paths += sorted((fixtures / 'errors').iterdir())
    for path in paths:
        code, lines = arxday('parse', path)
        if code == 0 and 'idDoesNotExist_version' in path.name:
            continue  # the server answers with the paper
        if code != 1 or not re.fullmatch('error [a-z_]+: .+', lines[0]):
            yield '%s: %s' % (path.name, lines[0])
        said.setdefault(lines[0], set()).add(path.name)
    for words, names in said.items():
        if len(names) > 1 and names not in SAME:
            yield '%s: all are "%s"' % (', '.join(sorted(names)), words)


def main():
    if not SHARED:
        print('skipped: ARXDAY_SHARED is not set')
        return 77
    passed = failed = 0
    fixtures = Path(SHARED) / 'fixtures'
    cases = [(path.name, file_faults(path))
             for kind in ('rss', 'atom', 'api', 'oai', 'kaggle')
             for path in sorted((fixtures / kind).iterdir())]
    cases.append(('sentences', sentence_faults(fixtures)))
    for name, all_faults in cases:
        found = list(all_faults)
        if found:
            failed += 1
            print('FAIL: %s: %s' % (name, '; '.join(found[:5])))
        else:
            passed += 1
    print('%d passed, %d failed' % (passed, failed))
    return int(failed > 0)


if __name__ == '__main__':
    sys.exit(main())
