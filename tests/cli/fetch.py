#!/usr/bin/env python3
"""arxday-fetch alone: what it gives back, where it refuses to go, how much and
how long it takes, and what it took from itself."""

import contextlib
import os
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time

SOURCE = os.environ.get('ARXDAY_SOURCE', '.')
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'server'))
import arxiv_server  # noqa: E402
from cases import BUILD, equal, holds, run, until  # noqa: E402

SERVER = arxiv_server.start()
PROGRAM = os.path.join(BUILD, 'arxday-fetch')
FEED = arxiv_server.make_feed('cs.AI', '2025-10-10',
                              arxiv_server.make_papers(3))


def request(url, **more):
    """The lines of a request; a list gives a key several times."""
    values = {'url': url, 'user-agent': 'tester/1', 'deadline': '20',
              'max': '1000000', 'loopback-only': 'yes',
              'allow': '127.0.0.1'}
    values.update({key.replace('_', '-'): value
                   for key, value in more.items()})
    lines = []
    for key, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            lines.append('%s %s\n' % (key, one))
    return ''.join(lines).encode() + b'\n'


class Answer:
    """The frames that came."""

    def __init__(self, data):
        self.head = {}
        self.body = b''
        self.end = None
        kinds = ''
        while data:
            kind, length = struct.unpack('>cI', data[:5])
            kinds += kind.decode()
            piece = data[5:5 + length]
            equal(len(piece), length, 'a frame is whole')
            data = data[5 + length:]
            if kind == b'H':
                self.head = dict(line.split(' ', 1) for line in
                                 piece.decode().splitlines())
            elif kind == b'D':
                self.body += piece
            else:
                self.end = piece.decode()
        holds(self.end is not None and kinds.endswith('E'), kinds)
        holds(kinds.strip('D') in ('HE', 'E') or
              kinds.replace('D', '') == 'HE', kinds)
        self.cls = self.end.split(' ')[0]


def fetch(path, **more):
    """The answer to one request; a path is one of the loopback server."""
    url = path if ':' in path else SERVER.url + '/' + path
    result = subprocess.run([PROGRAM], input=request(url, **more),
                            capture_output=True, timeout=60, check=False)
    return Answer(result.stdout)


def served(behaviour, path='cs.AI', **more):
    """The answer when the server behaves so."""
    SERVER.plan({'cs.AI': behaviour, '*': {'kind': 'feed'}})
    return fetch(path, **more)


def test_a_feed_comes_as_it_is():
    answer = served({'kind': 'feed', 'etag': 'abc"d'})
    equal(answer.body, FEED)
    equal(answer.end, 'ok')
    equal(answer.head, {'status': '200', 'etag': 'abc"d',
                        'content-type': 'application/rss+xml',
                        'url': SERVER.url + '/cs.AI'})
    equal(SERVER.log()[0]['agent'], 'tester/1')


def test_a_validator_is_sent():
    served({'kind': 'status', 'code': 304}, etag='0123abcd')
    equal(SERVER.log()[0]['etag'], '0123abcd')


def test_other_codes_bring_the_beginning_of_the_body():
    answer = served({'kind': 'status', 'code': 503, 'words': 'w' * 300000,
                     'retry_after': '7'})
    equal((answer.end, answer.head['status'], answer.head['retry-after']),
          ('ok', '503', '7'))
    equal(answer.body, b'w' * 65536)


def test_retry_after_may_be_a_date():
    stamp = time.strftime('%a, %d %b %Y %H:%M:%S GMT',
                          time.gmtime(time.time() + 30))
    answer = served({'kind': 'status', 'code': 429, 'retry_after': stamp})
    holds(20 <= int(answer.head['retry-after']) <= 30, answer.head)


def test_the_cap_acts_after_decoding():
    for behaviour in ({'kind': 'bomb', 'mib': 64}, {'kind': 'endless',
                                                    'mib': 64}):
        answer = served(behaviour, max='2000000')
        equal(answer.cls, 'too_large')
        holds(len(answer.body) <= 2000000, 'no more than the cap')
    answer = served({'kind': 'feed'}, max=str(len(FEED)))
    equal((answer.end, answer.body), ('ok', FEED))
    equal(served({'kind': 'feed'}, max=str(len(FEED) - 1)).cls, 'too_large')


def test_headers_are_capped():
    equal(served({'kind': 'headers'}).cls, 'too_large')


def test_a_cut_body_is_an_error():
    equal(served({'kind': 'cut', 'length': True}).cls, 'cut')
    equal(served({'kind': 'reset'}).cls, 'cut')


def test_no_http_is_an_error():
    equal(served({'kind': 'garbage'}).cls, 'protocol')


def test_silence_and_dripping_end_at_the_deadline():
    for behaviour in ({'kind': 'hang'}, {'kind': 'drip', 'pause': 0.2}):
        begun = time.monotonic()
        equal(served(behaviour, deadline='1').cls, 'timeout')
        holds(time.monotonic() - begun < 4, 'in time')


def test_redirects_are_followed_within_bounds():
    answer = served({'kind': 'redirect', 'to': '/rss/cs.CL'})
    equal((answer.end, answer.head['url']), ('ok', SERVER.url + '/cs.CL'))
    SERVER.plan({'r%d' % i: {'kind': 'redirect', 'to': '/rss/r%d' % (i + 1)}
                 for i in range(1, 6)} | {'r6': {'kind': 'feed'}})
    equal(fetch('r1').end, 'ok')
    equal(len(SERVER.log()), 6)
    SERVER.plan({'*': {'kind': 'redirect', 'to': '/rss/again'}})
    equal(fetch('cs.AI').cls, 'redirect')
    equal(len(SERVER.log()), 6)


def test_redirects_lead_nowhere_else():
    for to in ('file:///etc/passwd', 'gopher://127.0.0.1:9/x',
               'ftp://127.0.0.1/x', 'http://evil.example/',
               'https://evil.example/', 'https://arxiv.org.evil.example/',
               'https://evilarxiv.org/', 'http://rss.arxiv.org/',
               'https://127.0.0.1@evil.example/',
               'http://user@127.0.0.1:{port}/rss/cs.CL',
               'http://localhost:{port}/rss/cs.CL',
               'http://127.0.0.2:{port}/rss/cs.CL', 'http://', '//'):
        answer = served({'kind': 'redirect', 'to': to}, loopback_only='no')
        equal((to, answer.cls), (to, 'refused'))
        equal(len(SERVER.log()), 1, to)


def test_only_allowed_hosts_are_asked():
    for url, more in (
            ('http://rss.arxiv.org/rss/cs.AI', {}),
            ('http://example.org/', {'allow': 'example.org'}),
            ('https://example.org/', {}),
            ('ftp://127.0.0.1/', {}),
            ('file:///etc/passwd', {}),
            ('http://127.0.0.1.example.org/', {})):
        equal((url, fetch(url, loopback_only='no', **more).cls),
              (url, 'refused'))
    for url in ('https://rss.arxiv.org/rss/cs.AI', 'https://arxiv.org/'):
        equal((url, fetch(url).cls), (url, 'refused'))


def test_a_proxy_is_not_for_loopback():
    SERVER.plan({'*': {'kind': 'feed'}})
    environment = dict(os.environ, http_proxy='http://127.0.0.1:1',
                       ALL_PROXY='http://127.0.0.1:1')
    result = subprocess.run([PROGRAM], input=request(SERVER.url + '/cs.AI'),
                            env=environment, capture_output=True, timeout=60,
                            check=False)
    equal(Answer(result.stdout).end, 'ok')


@contextlib.contextmanager
def https():
    """A server on a port of its own whose certificate nothing trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(SOURCE, 'tests', 'data',
                                         'selfsigned.pem'))

    def serve():
        with contextlib.suppress(OSError):
            while True:
                link = listener.accept()[0]
                with link, contextlib.suppress(OSError):
                    context.wrap_socket(link, server_side=True)

    with socket.create_server(('127.0.0.1', 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def test_a_certificate_must_be_trusted():
    with https() as port:
        answer = fetch('https://127.0.0.1:%d/' % port)
        equal(answer.cls, 'tls')
        equal(answer.body, b'')


def test_nobody_there():
    equal(fetch('http://127.0.0.1:1/').cls, 'connect')


def test_bad_requests_are_refused():
    for lines in (b'', b'\n\n', b'url http://127.0.0.1/\n\n', b'x' * 100000,
                  request('http://127.0.0.1/')[:-1],
                  request('http://127.0.0.1/', deadline='0'),
                  request('http://127.0.0.1/', max='-')):
        result = subprocess.run([PROGRAM], input=lines, capture_output=True,
                                timeout=20, check=False)
        equal(Answer(result.stdout).cls, 'bad_request')
        equal(result.returncode, 1)
    equal(fetch('http://a b:c/').cls, 'bad_request')


def test_the_words_are_clean():
    answer = fetch('http://127.0.0.1:1/\x1b[31m\u202e')
    holds(answer.end.isprintable(), answer.end)
    SERVER.plan({'*': {'kind': 'redirect', 'to': 'x\u009b31m:\u202e//'}})
    holds(fetch('cs.AI').end.isprintable(), 'the end')


def test_it_takes_from_itself_what_it_never_needs():
    SERVER.plan({'*': {'kind': 'hang'}})
    process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
    process.stdin.write(request(SERVER.url + '/cs.AI'))
    process.stdin.flush()
    until(SERVER.log, 'the request')
    with open('/proc/%d/status' % process.pid, encoding='ascii') as file:
        holds('NoNewPrivs:\t1' in file.read(), 'no new privileges')
    with open('/proc/%d/limits' % process.pid, encoding='ascii') as file:
        limits = {line[:25].strip(): line[26:].split()[:2] for line in file}
    equal(limits['Max core file size'], ['0', '0'])
    equal(limits['Max open files'], ['32', '32'])
    equal(limits['Max cpu time'], ['30', '30'])
    process.kill()
    process.communicate(timeout=10)


if __name__ == '__main__':
    try:
        STATUS = run(dict(globals()))
    finally:
        SERVER.stop()
    sys.exit(STATUS)
