#!/usr/bin/env python3
"""A loopback arXiv: feeds that behave, and feeds that do not.

As a program it binds 127.0.0.1 on a free port, prints the port and serves
until its parent has gone or --seconds have passed. As a module it is started
by start(), which returns a Server to steer it by.

GET /rss/CAT and /atom/CAT answer as the plan says. A plan is a JSON object:
category -> behaviour, or a list of them, one a request, of which the last one
stays; "*" stands for all others. A behaviour is an object with a "kind":

  feed      the feed of "day" (YYYY-MM-DD) with "papers", see make_papers();
            "as" is the category that the feed names, if another; "pad" blanks
            go in front of the end; "gzip": true compresses it; "etag"
  file      the bytes of the file "path"
  empty     a feed of "day" without items
  error     arXiv's error feed with "words", HTTP 400
  html      a web page, HTTP 200
  status    HTTP "code" with the plain text "words"; "retry_after" seconds
  cut       the beginning of the feed; "length": true promises all of it
  drip      the feed, 64 bytes every "pause" seconds
  hang      nothing for "pause" seconds
  reset     a reset in the middle of the feed
  redirect  HTTP 302 to "to" ("{port}" is our port)
  bomb      a gzip bomb of "mib" MiB
  badgzip   gzip that is none
  endless   "mib" MiB of blanks without a length
  headers   two megabytes of headers
  garbage   bytes that are no HTTP

and those of faults.py.

PUT /plan replaces the plan; GET /log gives what was asked for, one JSON object
a line: when it began and ended (monotonic seconds), path, user agent, validator,
peer, and how many requests were open with it; DELETE /log forgets it.
"""

import argparse
import datetime
import gzip
import http.client
import http.server
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
import zlib
from xml.sax.saxutils import escape

import faults

MIB = 1 << 20


def midnight(day):
    """The listing date as a feed prints it: midnight in New York."""
    date = datetime.date.fromisoformat(day)
    summer = datetime.date(date.year, 3, 10) < date < datetime.date(
        date.year, 11, 3)
    return date.strftime('%a, %d %b %Y 00:00:00 ') + (
        '-0400' if summer else '-0500')


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
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <dc:creator>%(authors)s</dc:creator>
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
    <lastBuildDate>%(date)s</lastBuildDate>
    <managingEditor>rss-help@arxiv.org</managingEditor>
    <pubDate>%(date)s</pubDate>
%(items)s  </channel>
</rss>
'''


def make_item(paper, date):
    """One item of a feed."""
    values = {key: escape(value) if isinstance(value, str) else value
              for key, value in paper.items()}
    values['categories'] = ''.join(
        '      <category>%s</category>\n' % escape(name)
        for name in paper['categories'])
    values['date'] = date
    return ITEM % values


def make_feed(query, day, papers, pad=0):
    """The bytes of an RSS feed of a day."""
    date = midnight(day)
    items = ''.join(make_item(paper, date) for paper in papers)
    return (FEED % {
        'query': query, 'date': date, 'items': items + ' ' * pad,
        'title': '%s updates on arXiv.org' % query.replace('+', ', '),
        'words': '%s updates on the arXiv.org e-print archive.' % query,
    }).encode()


def make_error(query, day, words):
    """The bytes of arXiv's error feed."""
    return (FEED % {
        'query': query, 'date': midnight(day), 'items': '',
        'title': 'Feed error for query: http://rss.arxiv.org/rss/' + query,
        'words': escape(words),
    }).encode()


class Handler(faults.Faults, http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = 'HTTP/1.1'

    def log_message(self, format, *args):
        """Says nothing: the log is for the tests."""

    def send(self, body, code=200, **headers):
        """A whole answer; header names with '_' for '-'."""
        self.send_response(code)
        headers.setdefault('Content_Length', str(len(body)))
        for name, value in headers.items():
            if value is not None:
                self.send_header(name.replace('_', '-'), str(value))
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data):
        """Bytes as they are; the connection ends after them."""
        self.close_connection = True
        self.wfile.write(data)
        self.wfile.flush()

    def do_PUT(self):
        """The plan."""
        size = int(self.headers['Content-Length'])
        self.server.plan = json.loads(self.rfile.read(size))
        self.server.served = {}
        self.send(b'')

    def do_DELETE(self):
        """Forgets the log."""
        with self.server.guard:
            self.server.log.clear()
        self.send(b'')

    def do_GET(self):
        """A feed, or the log."""
        if self.path == '/log':
            with self.server.guard:
                lines = [json.dumps(entry) for entry in self.server.log]
            self.send('\n'.join(lines).encode())
            return
        entry = self.begin()
        try:
            self.answer()
        except OSError:
            self.close_connection = True
        finally:
            self.end(entry)

    def begin(self):
        """Notes a request."""
        server = self.server
        with server.guard:
            server.open += 1
            entry = {'began': time.monotonic(), 'ended': None,
                     'path': self.path, 'open': server.open,
                     'agent': self.headers.get('User-Agent'),
                     'etag': self.headers.get('If-None-Match'),
                     'encoding': self.headers.get('Accept-Encoding'),
                     'peer': self.client_address[0]}
            server.log.append(entry)
        return entry

    def end(self, entry):
        """Notes its end."""
        with self.server.guard:
            self.server.open -= 1
            entry['ended'] = time.monotonic()

    def next_behaviour(self, query):
        """What the plan has for this request."""
        server = self.server
        with server.guard:
            steps = server.plan.get(query, server.plan.get('*'))
            if not isinstance(steps, list):
                return steps
            turn = server.served.get(query, 0)
            server.served[query] = turn + 1
            return steps[min(turn, len(steps) - 1)]

    def answer(self):
        """One request of a feed."""
        parts = self.path.split('?')[0].strip('/').split('/')
        if len(parts) != 2 or parts[0] not in ('rss', 'atom'):
            self.send(b'nothing is here', 404, Content_Type='text/plain')
            return
        behaviour = self.next_behaviour(parts[1])
        if behaviour is None:
            self.send(make_error(parts[1], '2025-10-10', 'Bad archive'), 400,
                      Content_Type='application/rss+xml')
            return
        getattr(self, 'do_' + behaviour['kind'])(parts[1], behaviour)

    def feed(self, query, behaviour):
        """The bytes of the feed that a behaviour is about."""
        return make_feed(behaviour.get('as', query),
                         behaviour.get('day', '2025-10-10'),
                         behaviour.get('papers') or make_papers(3),
                         behaviour.get('pad', 0))

    def do_feed(self, query, behaviour):
        """A feed as it should be."""
        body = self.feed(query, behaviour)
        if not behaviour.get('gzip'):
            self.send(body, Content_Type='application/rss+xml',
                      ETag=behaviour.get('etag'))
            return
        self.send(gzip.compress(body), Content_Type='application/rss+xml',
                  Content_Encoding='gzip')

    def do_file(self, query, behaviour):
        """A recorded answer."""
        with open(behaviour['path'], 'rb') as file:
            self.send(file.read(), Content_Type='application/rss+xml')

    def do_empty(self, query, behaviour):
        """A day without announcements."""
        self.send(make_feed(query, behaviour['day'], []),
                  Content_Type='application/rss+xml')

    def do_error(self, query, behaviour):
        """arXiv's own refusal."""
        self.send(make_error(query, '2025-10-10', behaviour['words']), 400,
                  Content_Type='application/rss+xml')

    def do_html(self, query, behaviour):
        """A page for people."""
        self.send(b'<!DOCTYPE html><html><body>maintenance</body></html>',
                  Content_Type='text/html')

    def do_status(self, query, behaviour):
        """A code."""
        self.send(behaviour.get('words', '').encode(), behaviour['code'],
                  Content_Type='text/plain',
                  Retry_After=behaviour.get('retry_after'))

    def do_cut(self, query, behaviour):
        """The beginning of a feed."""
        body = self.feed(query, behaviour)
        half = body[:len(body) * 2 // 3]
        length = str(len(body)) if behaviour.get('length') else None
        self.close_connection = True
        self.send(half, Content_Type='application/rss+xml',
                  Content_Length=length, Connection='close')

    def do_drip(self, query, behaviour):
        """A slow feed."""
        body = self.feed(query, behaviour)
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        for start in range(0, len(body), 64):
            self.wfile.write(body[start:start + 64])
            self.wfile.flush()
            time.sleep(behaviour.get('pause', 0.05))

    def do_hang(self, query, behaviour):
        """Silence, ended early when the other side goes."""
        self.close_connection = True
        self.connection.settimeout(behaviour.get('pause', 30))
        self.connection.recv(1)

    def do_reset(self, query, behaviour):
        """A connection that dies."""
        body = self.feed(query, behaviour)
        self.send(body[:len(body) // 2], Content_Length=len(body))
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                   struct.pack('ii', 1, 0))
        self.close_connection = True

    def do_redirect(self, query, behaviour):
        """Elsewhere."""
        to = behaviour['to'].replace('{port}', str(self.server.server_port))
        self.send(b'over there', 302, Location=to)

    def do_bomb(self, query, behaviour):
        """Little that becomes much."""
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n'
                 b'Connection: close\r\n\r\n')
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        block = b' ' * MIB
        for _ in range(behaviour.get('mib', 256)):
            self.wfile.write(packer.compress(block))
        self.wfile.write(packer.flush())

    def do_badgzip(self, query, behaviour):
        """What only says that it is gzip."""
        self.send(b'\x1f\x8b\x08\x00garbage', Content_Encoding='gzip')

    def do_endless(self, query, behaviour):
        """Too much."""
        self.raw(b'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n')
        for _ in range(behaviour.get('mib', 256)):
            self.wfile.write(b' ' * MIB)

    def do_headers(self, query, behaviour):
        """More head than body."""
        lines = b''.join(b'X-%d: %s\r\n' % (i, b'y' * 1000)
                         for i in range(2000))
        self.raw(b'HTTP/1.1 200 OK\r\n' + lines + b'Content-Length: 0\r\n\r\n')

    def do_garbage(self, query, behaviour):
        """No HTTP at all."""
        self.raw(b'\x00\x01\x02 garbage \xff\r\n\r\n')


class Loopback(http.server.ThreadingHTTPServer):
    """The server with what its requests share."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, plan):
        super().__init__(('127.0.0.1', 0), Handler)
        self.plan = plan
        self.served = {}
        self.log = []
        self.open = 0
        self.guard = threading.Lock()

    def handle_error(self, request, client_address):
        """A client that goes away is no error."""


def end_with_parent(parent, seconds):
    """Ends the process once nobody can want it any more."""
    until = time.monotonic() + seconds
    while os.getppid() == parent and time.monotonic() < until:
        time.sleep(0.2)
    os._exit(0)


class Server:
    """A running server, from the outside."""

    def __init__(self, process, port):
        self.process = process
        self.port = port
        self.url = 'http://127.0.0.1:%d/rss' % port

    def request(self, method, path, body=None):
        """Bytes of an answer."""
        link = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
        try:
            link.request(method, path, body)
            return link.getresponse().read()
        finally:
            link.close()

    def plan(self, plan):
        """Replaces the plan and forgets the log."""
        self.request('PUT', '/plan', json.dumps(plan).encode())
        self.request('DELETE', '/log')

    def log(self):
        """What was asked for since."""
        text = self.request('GET', '/log').decode()
        return [json.loads(line) for line in text.splitlines()]

    def stop(self):
        """Ends it."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def start():
    """Starts this file as a program of its own."""
    process = subprocess.Popen([sys.executable, os.path.abspath(__file__)],
                               stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE)
    return Server(process, int(process.stdout.readline()))


def main():
    """The program."""
    parser = argparse.ArgumentParser(description='a loopback arXiv')
    parser.add_argument('--plan', help='file with the plan as JSON')
    parser.add_argument('--seconds', type=float, default=300)
    options = parser.parse_args()
    plan = {'*': {'kind': 'feed'}}
    if options.plan:
        with open(options.plan, encoding='utf-8') as file:
            plan = json.load(file)
    server = Loopback(plan)
    threading.Thread(target=end_with_parent, daemon=True,
                     args=(os.getppid(), options.seconds)).start()
    print(server.server_port, flush=True)
    server.serve_forever(poll_interval=0.2)


if __name__ == '__main__':
    main()
