#!/usr/bin/env python3
"""A loopback arXiv: feeds, OAI-PMH, the query API and pages that behave, and
that do not.

As a program it binds 127.0.0.1 on a free port, prints the port and serves
until its parent has gone or --seconds have passed. As a module it is started
by start(), which returns a Server to steer it by.

What it says comes from a plan or from a world. A plan is a JSON object: name
-> behaviour, or a list of them, one a request, of which the last one stays.
The name of a feed, GET /rss/CAT and /atom/CAT, is CAT; "*" stands for all
other feeds. In a world, what is planned for one category also happens to a
feed of several. /oai is "oai", /api/query is "api", and /list, /abs, /pdf, /html
and /bibtex are "list", "abs", "pdf", "html" and "bibtex". A behaviour is an
object with a "kind". For feeds:

  feed      the feed of "day" (YYYY-MM-DD) with "papers", see make_papers();
            "as" is the category that the feed names, if another; "pad" blanks
            go in front of the end; "gzip": true compresses it; "etag"
  empty     a feed of "day" without items
  error     arXiv's error feed with "words", HTTP 400
  stale     the world's listing before, under today's date

for OAI-PMH (oai.py):

  oai_error an error of "code" with "words"
  chain     the recorded pages "paths", as one list

for the API (api.py):

  error     an error entry with "words", HTTP "code"
  rate      HTTP 429 in plain text

for pages (pages.py): stub, the first "bytes" of a good answer; and for all:

  world     the world's answer, also when the plan has nothing for a request;
            "clock" gives that of another instant. A feed takes "as", "day" and
            "listing"; a page of OAI "page", "skip", "token", "none", "twice"
            and "backwards"; the API "total", "none" and "twice"
  file      the bytes of the file "path"
  text      "words" as they are, of "type"
  html      a web page, HTTP 200
  status    HTTP "code" with the plain text "words"; "retry_after" seconds, a
            text, or "date+N"
  cut       the beginning of the answer; "length": true promises all of it
  drip      the answer, 64 bytes every "pause" seconds
  slow      the answer after "pause" seconds
  hang      nothing for "pause" seconds
  reset     a reset in the middle of the answer
  redirect  HTTP 302 to "to" ("{port}" is our port)
  bomb      a gzip bomb of "mib" MiB
  badgzip   gzip that is none
  endless   "mib" MiB of blanks without a length
  headers   two megabytes of headers
  garbage   bytes that are no HTTP

and those of faults.py.

PUT /plan replaces the plan, PUT /world the world (model.py has its form;
world.py makes some) and empties the plan, PUT /clock the instant at which it
is asked (RFC 3339). GET /log gives what was asked for, one JSON object a line: when it began and
ended (monotonic seconds), path with query, code, user agent, validator, peer,
and how many requests were open with it; DELETE /log forgets it.
"""

import argparse
import http.client
import http.server
import json
import os
import subprocess
import sys
import threading
import time

import api
import faults
import feeds
import misbehave
import model
import oai
import pages
from answer import Request
from feeds import make_feed, make_papers  # for those who import this

__all__ = ['Server', 'make_feed', 'make_papers', 'start']

INTERFACES = {'rss': feeds, 'atom': feeds, 'oai': oai, 'api': api,
              'list': pages, 'abs': pages, 'pdf': pages, 'html': pages,
              'bibtex': pages}


class Handler(faults.Faults, http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = 'HTTP/1.1'

    def log_message(self, format, *args):
        """Says nothing: the log is for the tests."""

    def log_request(self, code='-', size='-'):
        """Notes the code of the answer."""
        if getattr(self, 'entry', None):
            self.entry['code'] = int(code)

    def send(self, body, code=200, **headers):
        """A whole answer; header names with '_' for '-'."""
        self.send_response(code)
        headers.setdefault('Content_Length', str(len(body)))
        for name, value in headers.items():
            if value is not None:
                self.send_header(name.replace('_', '-'), str(value))
        self.end_headers()
        self.wfile.write(body)

    def give(self, answer):
        """A whole answer of an interface."""
        self.send(answer.body, answer.code, **answer.headers)

    def raw(self, data):
        """Bytes as they are; the connection ends after them."""
        self.close_connection = True
        self.wfile.write(data)
        self.wfile.flush()

    def body(self):
        """The bytes that came with the request."""
        return self.rfile.read(int(self.headers.get('Content-Length', 0)))

    def do_PUT(self):
        """The plan, the world, the clock."""
        data = self.body()
        if self.path == '/world':
            self.server.set_world(json.loads(data))
        elif self.path == '/clock':
            self.server.clock = model.parse_time(data.decode())
        else:
            self.server.plan = json.loads(data)
            self.server.served = {}
        self.send(b'')

    def do_DELETE(self):
        """Forgets the log."""
        with self.server.guard:
            self.server.log.clear()
        self.send(b'')

    def do_GET(self):
        """An answer of an interface, or the log."""
        if self.path == '/log':
            with self.server.guard:
                lines = [json.dumps(entry) for entry in self.server.log]
            self.send('\n'.join(lines).encode())
            return
        self.serve('')

    def do_POST(self):
        """The same with its parameters as a form."""
        self.serve(self.body().decode())

    def serve(self, form):
        """One request, noted from its beginning to its end."""
        self.entry = self.begin(form)
        try:
            self.answer(Request(self.path, self.headers, form))
        except OSError:
            self.close_connection = True
        finally:
            self.end(self.entry)
            self.entry = None

    def begin(self, form):
        """Notes a request."""
        server = self.server
        with server.guard:
            server.open += 1
            entry = {'began': time.monotonic(), 'ended': None,
                     'path': self.path, 'open': server.open, 'code': None,
                     'agent': self.headers.get('User-Agent'),
                     'etag': self.headers.get('If-None-Match'),
                     'encoding': self.headers.get('Accept-Encoding'),
                     'form': form, 'peer': self.client_address[0]}
            server.log.append(entry)
        return entry

    def end(self, entry):
        """Notes its end."""
        with self.server.guard:
            self.server.open -= 1
            entry['ended'] = time.monotonic()

    def answer(self, request):
        """One request of an interface."""
        self.asked = request
        first = request.parts[0]
        module = INTERFACES.get(first)
        feed = module is feeds
        if module is None or feed and len(request.parts) != 2:
            self.send(b'nothing is here', 404, Content_Type='text/plain')
            return
        behaviour = self.server.next_behaviour(
            self.server.names_of(request.parts[1]) if feed else [first])
        if behaviour is None:
            self.give(module.nothing(self.server, request))
            return
        self.behave(module, request, behaviour)

    def behave(self, module, request, behaviour):
        """What the plan says: an answer of the interface, or a fault."""
        kind = behaviour['kind']
        if kind in module.KINDS:
            self.give(module.KINDS[kind](self.server, request, behaviour))
        elif hasattr(misbehave, 'do_' + kind):
            getattr(misbehave, 'do_' + kind)(self, request, behaviour)
        else:
            getattr(self, 'do_' + kind)(request.parts[-1], behaviour)

    def feed(self, query, behaviour):
        """The bytes of the good answer, for faults.py."""
        return self.whole(self.asked, behaviour).body

    def whole(self, request, behaviour):
        """The good answer that a fault spoils."""
        module = INTERFACES[request.parts[0]]
        return module.whole(self.server, request, behaviour)


class Loopback(http.server.ThreadingHTTPServer):
    """The server with what its requests share."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, plan):
        super().__init__(('127.0.0.1', 0), Handler)
        self.plan = plan
        self.world = None
        self.clock = None
        self.tokens = {}
        self.served = {}
        self.log = []
        self.open = 0
        self.guard = threading.Lock()

    def set_world(self, world):
        """Another world, without a plan; null is none."""
        self.world = model.Model(world) if world else None
        self.plan = {}
        self.served = {}
        self.tokens = {}

    def world_of(self, behaviour):
        """The world at the clock, or at that of a behaviour."""
        world = self.world or model.Model({'papers': [], 'days': {}})
        clock = behaviour.get('clock')
        if clock:
            return world.at(model.parse_time(clock))
        return world.at(self.clock) if self.clock else world

    def names_of(self, query):
        """Where the plan may have something for a feed."""
        parts = query.split('+') if self.world else []
        return [query, *parts, '*']

    def next_behaviour(self, names):
        """What the plan has for this request, under the first name that it
        knows."""
        with self.guard:
            name = next((name for name in names if name in self.plan), None)
            steps = self.plan.get(name)
            if steps is None and self.world:
                return {'kind': 'world'}
            if not isinstance(steps, list):
                return steps
            turn = self.served.get(names[0], 0)
            self.served[names[0]] = turn + 1
            return steps[min(turn, len(steps) - 1)]

    def handle_error(self, request, client_address):
        """A client that goes away is no error; our own mistakes are told."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


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
        self.base = 'http://127.0.0.1:%d' % port
        self.url = self.base + '/rss'

    def request(self, method, path, body=None):
        """Bytes of an answer."""
        link = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        try:
            link.request(method, path, body)
            return link.getresponse().read()
        finally:
            link.close()

    def plan(self, plan):
        """Replaces the plan and forgets the log."""
        self.request('PUT', '/plan', json.dumps(plan).encode())
        self.request('DELETE', '/log')

    def behave(self, plan):
        """Replaces the plan and keeps the log."""
        self.request('PUT', '/plan', json.dumps(plan).encode())

    def world(self, world):
        """Replaces the world; None is none."""
        self.request('PUT', '/world', json.dumps(world).encode())

    def clock(self, instant):
        """Sets the clock, RFC 3339."""
        self.request('PUT', '/clock', instant.encode())

    def log(self):
        """What was asked for since."""
        text = self.request('GET', '/log').decode()
        return [json.loads(line) for line in text.splitlines()]

    def stop(self):
        """Ends it."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def start(seconds=300):
    """Starts this file as a program of its own."""
    process = subprocess.Popen([sys.executable, os.path.abspath(__file__),
                                '--seconds', str(seconds)],
                               stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE)
    return Server(process, int(process.stdout.readline()))


def main():
    """The program."""
    parser = argparse.ArgumentParser(description='a loopback arXiv')
    parser.add_argument('--plan', help='file with the plan as JSON')
    parser.add_argument('--world', help='file with the world as JSON')
    parser.add_argument('--seconds', type=float, default=300)
    options = parser.parse_args()
    server = Loopback({'*': {'kind': 'feed'}})
    if options.world:
        with open(options.world, encoding='utf-8') as file:
            server.set_world(json.load(file))
    if options.plan:
        with open(options.plan, encoding='utf-8') as file:
            server.plan = json.load(file)
    threading.Thread(target=end_with_parent, daemon=True,
                     args=(os.getppid(), options.seconds)).start()
    print(server.server_port, flush=True)
    server.serve_forever(poll_interval=0.2)


if __name__ == '__main__':
    main()
