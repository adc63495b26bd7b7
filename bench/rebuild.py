#!/usr/bin/env python3
"""How well a listing rebuilt from version dates matches the real one.

The announcements that arXiv sent by mail for some days of 2023 tell each
paper with the date of the version that was announced. From these dates alone
an OAI-PMH answer is made and imported, and what arxday rebuilds is held
against what arXiv announced.

Usage: rebuild.py ARXDAY FIXTURES   (FIXTURES has list/ and rss/)
"""

import html
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

HEAD = '''<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2023-06-10T00:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="arXivRaw">x</request>
<ListRecords>
'''
RECORD = '''<record><header><identifier>oai:arXiv.org:%(id)s</identifier>
<datestamp>2023-06-09</datestamp></header><metadata>
<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>%(id)s</id>
%(versions)s<title>%(title)s</title><authors>A. Bee</authors>
<categories>%(categories)s</categories></arXivRaw></metadata></record>
'''
TAIL = '</ListRecords></OAI-PMH>\n'


def entries(text):
    """The entries of a mail: id, date, whether replaced, categories."""
    for part in re.split(r'\n-{70,}\n', text):
        found = re.search(r'^arXiv:(\S+)(.*)\n((?:.*\n)*)', part, re.M)
        if not found:
            continue
        body = found.group(2) + '\n' + found.group(3)
        date = re.search(r'(?:^Date|^replaced with revised version)[^:\n]*?'
                         r':? ?(\w{3}, +\d+ \w{3} \d{4} [\d:]{8} GMT)',
                         body, re.M)
        categories = re.search(r'^Categories: (.*)', body, re.M)
        if date and categories:
            yield {'id': found.group(1), 'date': date.group(1),
                   'replaced': 'replaced with' in body,
                   'categories': categories.group(1).strip()}


def versions_of_feed(path):
    """id -> (version, type), of a feed of the same day."""
    found = {}
    for item in tree.parse(path).iter('item'):
        guid = item.find('guid').text
        name, version = re.fullmatch(r'oai:arXiv.org:(\S+)v(\d+)',
                                     guid).groups()
        kind = item.find('{http://arxiv.org/schemas/atom}announce_type').text
        found[name] = (int(version), kind)
    return found


def answer(papers):
    """An OAI-PMH answer with these papers."""
    records = []
    for paper in papers:
        versions = ''.join(
            '<version version="v%d"><date>%s</date></version>\n' % pair
            for pair in paper['versions'])
        records.append(RECORD % {
            'id': paper['id'], 'versions': versions, 'title': paper['id'],
            'categories': html.escape(paper['categories'])})
    return HEAD + ''.join(records) + TAIL


class Library:
    """A fresh library of the program under measurement."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        self.program = program

    def run(self, *words, stdin=''):
        """Standard output of arxday."""
        done = subprocess.run(
            [self.program, '-L', os.path.join(self.folder.name, 'db'), *words],
            input=stdin, capture_output=True, text=True, check=False,
            env=dict(os.environ, HOME=self.folder.name))
        return done.stdout

    def listing(self, day):
        """id -> type."""
        lines = self.run('list', day, '--json').splitlines()
        return {row['id']: row['type'] for row in map(json.loads, lines)}


def percent(part, whole):
    """A share, for people."""
    return '%d of %d (%.1f %%)' % (part, whole, 100 * part / max(whole, 1))


def whole_day(program, name, day, archive, mail, feed):
    """One day with all its sections against its feed."""
    told = versions_of_feed(feed)
    papers = []
    for entry in entries(mail):
        version = told.get(entry['id'], (None, None))[0]
        if version is None:
            # Only versions from 6 on are in the mail and not in the feed.
            version = 6 if entry['replaced'] else 1
        entry['versions'] = [(version, entry['date'])]
        papers.append(entry)
    library = Library(program)
    library.run('import', '-', stdin=answer(papers))
    library.run('follow', archive)
    rebuilt = library.listing(day)
    real = {key: kind for key, (_, kind) in told.items()}
    same = [key for key in real if rebuilt.get(key) == real[key]]
    missing = [key for key in real if key not in rebuilt]
    print('%s %s: %s with the same type, %d missing, %d too many' % (
        name, day, percent(len(same), len(real)), len(missing),
        len(set(rebuilt) - set(real))))
    for kind in sorted(set(real.values())):
        members = [key for key in real if real[key] == kind]
        print('    %s: %s' % (kind, percent(
            len([key for key in members if rebuilt.get(key) == kind]),
            len(members))))
    return len(same), len(real)


def week(program, mail, archive):
    """New papers of a week: is each on its day?"""
    right = total = 0
    days = re.split(r'/\* \w{3}, +(\d+ \w{3} \d{4}) \*/', mail)
    papers, real = [], {}
    for date, text in zip(days[1::2], days[2::2]):
        for entry in entries(text):
            entry['versions'] = [(1, entry['date'])]
            papers.append(entry)
            real[entry['id']] = date
    library = Library(program)
    library.run('import', '-', stdin=answer(papers))
    library.run('follow', archive)
    where = {}
    for line in library.run('days', '--json').splitlines():
        day = json.loads(line)['day']
        for key in library.listing(day):
            where[key] = day
    months = dict(Jan='01', Feb='02', Mar='03', Apr='04', May='05', Jun='06')
    for key, date in real.items():
        number, month, year = date.split()
        total += 1
        right += where.get(key) == '%s-%s-%02d' % (year, months[month],
                                                   int(number))
    print('%s, a week of new papers: %s on their day' % (
        archive, percent(right, total)))
    return right, total


def main():
    """All days that are recorded."""
    program, fixtures = os.path.abspath(sys.argv[1]), sys.argv[2]

    def mail(name):
        with open(os.path.join(fixtures, 'list', name), encoding='utf-8',
                  errors='replace') as file:
            return file.read()

    def feed(name):
        return os.path.join(fixtures, 'rss', name)

    figures = [
        whole_day(program, 'astro-ph', '2023-03-03', 'astro-ph',
                  mail('email_astro-ph_new.txt'),
                  feed('gen_real_astro-ph_2023-03-03.xml')),
        whole_day(program, 'q-fin', '2023-03-17', 'q-fin',
                  mail('email_q-fin_new.txt'),
                  feed('gen_real_q-fin_2023-03-17.xml')),
    ]
    week(program, mail('email_astro-ph_pastweek.txt'), 'astro-ph')
    print('whole days together: %s' % percent(
        sum(same for same, _ in figures), sum(all_ for _, all_ in figures)))


if __name__ == '__main__':
    main()
