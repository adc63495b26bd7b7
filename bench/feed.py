#!/usr/bin/env python3
"""bench/feed.py ENTRIES: writes an RSS feed of so many made-up papers.

The same number gives the same bytes. Lengths are those of a usual day: 1,100
characters of abstract, five authors, two categories.
"""

import random
import sys

WORDS = ('we a new model of the learning quantum field graph neural method '
         'which shows that for large data and with $\\alpha$-stable systems '
         'Erd\\H{o}s R\\\'enyi networks under noise bounds improve results '
         'experiments theory estimate approach robust efficient &amp; sparse '
         'dark matter halo survey spectra state art').split()

HEAD = '''<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>cs.IR updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.IR</link>
    <description>cs.IR updates on the arXiv.org e-print archive.</description>
    <atom:link href="http://rss.arxiv.org/rss/cs.IR" rel="self" \
type="application/rss+xml"/>
    <language>en-us</language>
    <lastBuildDate>Fri, 10 Oct 2025 04:00:09 +0000</lastBuildDate>
    <pubDate>Fri, 10 Oct 2025 00:00:00 -0400</pubDate>
    <skipDays>
      <day>Sunday</day>
      <day>Saturday</day>
    </skipDays>
'''

ITEM = '''    <item>
      <title>%(title)s</title>
      <link>https://arxiv.org/abs/%(id)s</link>
      <description>arXiv:%(id)sv1 Announce Type: new \nAbstract: %(abstract)s\
</description>
      <guid isPermaLink="false">oai:arXiv.org:%(id)sv1</guid>
      <category>cs.IR</category>
      <category>cs.CL</category>
      <pubDate>Fri, 10 Oct 2025 00:00:00 -0400</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <dc:creator>%(authors)s</dc:creator>
    </item>
'''


def main():
    """Writes the feed to standard output."""
    chance = random.Random(7)
    entries = int(sys.argv[1])
    out = [HEAD]
    for number in range(entries):
        out.append(ITEM % {
            'id': '2510.%05d' % (number + 1),
            'title': ' '.join(chance.choices(WORDS, k=10)),
            'abstract': ' '.join(chance.choices(WORDS, k=170)),
            'authors': ', '.join('Ada Number%d' % chance.randrange(9999)
                                 for _ in range(5)),
        })
    out.append('  </channel>\n</rss>\n')
    sys.stdout.write(''.join(out))


main()
