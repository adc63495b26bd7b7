#!/usr/bin/env python3
"""bench/keys_day.py PAPERS FOLDER <RECORDS: one big day for three readers.

RECORDS are JSON lines of real papers. Writes two days of so many papers each
into FOLDER: one.xml and two.xml, feeds as arXiv's, and one.tsv and two.tsv,
the same papers as sfeed keeps them.
"""

import datetime
import json
import os
import re
import sys
import time
from xml.sax.saxutils import escape

NEW_STYLE = re.compile(r'\d{4}\.\d{4,5}$')
DAYS = (('one', datetime.date(2025, 10, 9)), ('two', datetime.date(2025, 10, 10)))

HEAD = '''<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>%(name)s updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.IR</link>
    <description>%(name)s updates on the arXiv.org e-print archive.\
</description>
    <lastBuildDate>%(date)s 04:00:09 +0000</lastBuildDate>
    <pubDate>%(date)s 00:00:00 -0400</pubDate>
'''

ITEM = '''    <item>
      <title>%(title)s</title>
      <link>https://arxiv.org/abs/%(id)s</link>
      <description>arXiv:%(id)sv1 Announce Type: new \nAbstract: %(abstract)s\
</description>
      <guid isPermaLink="false">oai:arXiv.org:%(id)sv1</guid>
      %(categories)s
      <pubDate>%(date)s 00:00:00 -0400</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>%(authors)s</dc:creator>
    </item>
'''


def one_line(text):
    """Text with every run of white space as one blank."""
    return ' '.join(text.split())


def item(paper, date):
    """One paper as an entry of a feed."""
    return ITEM % {
        'title': escape(one_line(paper['title'])),
        'id': paper['id'],
        'abstract': escape(one_line(paper['abstract'])),
        'categories': ''.join('<category>%s</category>' % escape(name)
                              for name in paper['categories']),
        'date': date,
        'authors': escape(', '.join(map(one_line, paper['authors']))),
    }


def row(paper, number):
    """One paper as a line of sfeed: of today, so that it counts as unread."""
    return '\t'.join((str(int(time.time()) - number),
                      one_line(paper['title']),
                      'https://arxiv.org/abs/' + paper['id'],
                      one_line(paper['abstract']).replace('\\', '\\\\'),
                      'plain', paper['id'],
                      ', '.join(map(one_line, paper['authors'])), '',
                      '|'.join(paper['categories']))) + '\n'


def write(folder, name, day, papers):
    """One day in both forms."""
    date = day.strftime('%a, %d %b %Y')
    with open(os.path.join(folder, name + '.xml'), 'w',
              encoding='utf-8') as out:
        out.write(HEAD % {'name': name, 'date': date})
        out.writelines(item(paper, date) for paper in papers)
        out.write('  </channel>\n</rss>\n')
    with open(os.path.join(folder, name + '.tsv'), 'w',
              encoding='utf-8') as out:
        out.writelines(row(paper, i) for i, paper in enumerate(papers))


def main():
    """Takes papers with an abstract, as many as both days need."""
    count = int(sys.argv[1])
    papers = []
    for line in sys.stdin:
        paper = json.loads(line)
        if NEW_STYLE.match(paper['id']) and paper['abstract']:
            papers.append(paper)
        if len(papers) == count * len(DAYS):
            break
    else:
        sys.exit('too few papers on standard input')
    for number, (name, day) in enumerate(DAYS):
        write(sys.argv[2], name, day,
              papers[number * count:(number + 1) * count])


main()
