#!/usr/bin/env python3
"""arxday-fetch alone: what it gives back, where it refuses to go, how much and
how long it takes, and what it took from itself."""

import contextlib
import os
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import warnings

SOURCE = os.environ.get('ARXDAY_SOURCE', '.')
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'server'))
import arxiv_server  # noqa: E402
from cases import BUILD, equal, holds, run, until  # noqa: E402

SERVER = arxiv_server.start()
PROGRAM = os.path.join(BUILD, 'arxday-fetch')
SANITIZED = b'__asan_init' in open(PROGRAM, 'rb').read()
CERTIFICATE = os.path.join(SOURCE, 'tests', 'data', 'selfsigned.pem')
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


def test_a_validator_comes_as_it_is_or_not_at_all():
    for etag in ('"quoted"', 'W/"weak"', 'W/"a,b;c\\d"', 'e' * 256):
        answer = served({'kind': 'feed', 'etag': etag})
        equal(answer.head['etag'], etag)
        served({'kind': 'status', 'code': 304}, etag=etag)
        equal(SERVER.log()[0]['etag'], etag)
    for etag in ('e' * 257, 'a b', '\xe9', '"a\tb"', ''):
        answer = served({'kind': 'feed', 'etag': etag})
        equal((etag, answer.end, answer.head.get('etag')), (etag, 'ok', None))
        served({'kind': 'feed'}, etag=etag)
        equal((etag, SERVER.log()[0]['etag']), (etag, None))


def test_an_unchanged_answer_has_no_body():
    for etag in ('abc', None):
        more = {'etag': etag} if etag else {}
        answer = served({'kind': 'status', 'code': 304, 'words': 'x'}, **more)
        equal((answer.end, answer.head['status'], answer.body),
              ('ok', '304', b''))
    answer = served({'kind': 'status', 'code': 204})
    equal((answer.end, answer.head['status'], answer.body),
          ('ok', '204', b''))


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


def test_nonsense_is_no_retry_after():
    for value in (None, '0', '-5', '99999999999999999999', 'soon', '1x',
                  'Thu, 01 Jan 1970 00:00:00 GMT'):
        answer = served({'kind': 'status', 'code': 503, 'retry_after': value})
        holds(int(answer.head.get('retry-after', '0')) <= 1, answer.head)


def test_the_cap_acts_after_decoding():
    for behaviour in ({'kind': 'bomb', 'mib': 64}, {'kind': 'endless',
                                                    'mib': 64}):
        answer = served(behaviour, max='2000000')
        equal(answer.cls, 'too_large')
        holds(len(answer.body) <= 2000000, 'no more than the cap')
    answer = served({'kind': 'feed'}, max=str(len(FEED)))
    equal((answer.end, answer.body), ('ok', FEED))
    equal(served({'kind': 'feed'}, max=str(len(FEED) - 1)).cls, 'too_large')


def test_gzip_in_gzip_is_one_body():
    equal(served({'kind': 'twice'}).body, FEED)
    equal(served({'kind': 'twice'}, max=str(len(FEED) - 1)).cls, 'too_large')


def test_headers_are_capped():
    equal(served({'kind': 'headers'}).cls, 'too_large')
    # Answers that are none count, too.
    equal(served({'kind': 'storm'}).cls, 'too_large')
    equal(served({'kind': 'storm', 'count': 3}).body, FEED)


def test_the_helper_stays_small():
    for behaviour in ({'kind': 'bomb', 'mib': 512}, {'kind': 'headers'},
                      {'kind': 'endless', 'mib': 512}):
        SERVER.plan({'*': behaviour})
        process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL)
        process.stdin.write(request(SERVER.url + '/cs.AI', max='2000000'))
        process.stdin.close()
        usage = os.wait4(process.pid, 0)[2]
        process.returncode = 1
        # A sanitizer's shadow is not the program's.
        holds(usage.ru_maxrss < 64 * 1024 or SANITIZED, usage.ru_maxrss)


def test_a_cut_body_is_an_error():
    equal(served({'kind': 'cut', 'length': True}).cls, 'cut')
    equal(served({'kind': 'reset'}).cls, 'cut')
    equal(served({'kind': 'lost'}).cls, 'cut')
    equal(served({'kind': 'badchunk'}).cls, 'cut')


def test_the_length_counts():
    equal(served({'kind': 'short'}).body, FEED[:len(FEED) // 2])
    equal(served({'kind': 'surplus'}).body, FEED)


def test_no_http_is_an_error():
    equal(served({'kind': 'garbage'}).cls, 'protocol')
    equal(served({'kind': 'http09'}).cls, 'protocol')
    equal(served({'kind': 'switch'}).head['status'], '101')


def test_silence_and_dripping_end_at_the_deadline():
    for behaviour in ({'kind': 'hang'}, {'kind': 'drip', 'pause': 0.2}):
        begun = time.monotonic()
        equal(served(behaviour, deadline='1').cls, 'timeout')
        holds(time.monotonic() - begun < 4, 'in time')


def test_patience_is_asked_for():
    SERVER.plan({'*': {'kind': 'hang', 'pause': 20}})
    begun = time.monotonic()
    equal(fetch('cs.AI', patience='1').cls, 'timeout')
    holds(time.monotonic() - begun < 6, 'it ends when patience does')
    equal(fetch('cs.AI', patience='100', deadline='3').cls, 'timeout')
    holds(time.monotonic() - begun >= 3, 'it waits until the deadline')


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
    SERVER.plan({'a': {'kind': 'redirect', 'to': '/rss/b'},
                 'b': {'kind': 'redirect', 'to': '/rss/a'}})
    equal(fetch('a').cls, 'redirect')
    equal(len(SERVER.log()), 6)


def test_every_kind_of_redirect_is_one():
    for code in (301, 302, 303, 307, 308):
        answer = served({'kind': 'moved', 'code': code, 'to': '/rss/cs.CL'})
        equal((code, answer.end), (code, 'ok'))
        equal(answer.head['url'], SERVER.url + '/cs.CL')
    for code in (300, 304, 305, 306):
        answer = served({'kind': 'moved', 'code': code, 'to': '/rss/cs.CL'})
        equal((code, answer.head['status']), (code, str(code)))
        equal(len(SERVER.log()), 1)
    answer = served({'kind': 'moved', 'code': 302, 'to': '/rss/cs.CL',
                     'bytes': 100000})
    equal(answer.cls, 'too_large')


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
def listening(serve):
    """A server on a port of its own: serve(link) has each connection."""
    def accept():
        with contextlib.suppress(OSError):
            while True:
                link = listener.accept()[0]
                with link, contextlib.suppress(OSError):
                    serve(link)

    with socket.create_server(('127.0.0.1', 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]


def https(answer=b'', **settings):
    """A server with the certificate of localhost and 127.0.0.1, which nobody
    signed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    for name, value in settings.items():
        setattr(context, name, value)

    def serve(link):
        with context.wrap_socket(link, server_side=True) as inner:
            inner.recv(65536)
            inner.sendall(answer)

    return listening(serve)


def fetch_trusting(url, **more):
    """The answer to a request of a helper that trusts our certificate alone
    and takes another.test for this machine: files of ours stand in the place
    of the system's, for this process only. None where that is not possible."""
    script = ('mount --bind "$1" /etc/ssl/certs/ca-certificates.crt && '
              'mount --bind "$2" /etc/hosts && exec "$3"')
    if shutil.which('unshare') is None:
        print('     skipped: unshare is not here')
        return None
    with tempfile.NamedTemporaryFile('w') as hosts:
        hosts.write('127.0.0.1 localhost another.test\n')
        hosts.flush()
        result = subprocess.run(
            ['unshare', '-rm', 'sh', '-c', script, 'sh', CERTIFICATE,
             hosts.name, PROGRAM], input=request(url, **more),
            capture_output=True, timeout=60, check=False)
    if not result.stdout:
        print('     skipped: no certificate can be made trusted here')
        return None
    return Answer(result.stdout)


def test_a_certificate_must_be_trusted():
    with https() as port:
        answer = fetch('https://127.0.0.1:%d/' % port)
        equal(answer.cls, 'tls')
        equal(answer.body, b'')


def test_a_certificate_must_be_of_the_host():
    good = b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
    with https(good) as port:
        answer = fetch_trusting('https://127.0.0.1:%d/' % port)
        if answer is None:
            return
        equal((answer.end, answer.body), ('ok', b'ok'))
        answer = fetch_trusting('https://another.test:%d/' % port,
                                allow='another.test', loopback_only='no')
        equal((answer.cls, answer.body), ('tls', b''))


def test_there_is_no_way_back_from_https():
    there = SERVER.url + '/cs.AI'
    SERVER.plan({'*': {'kind': 'feed'}})
    with https(b'HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ' +
               there.encode() + b'\r\n\r\n') as port:
        answer = fetch_trusting('https://127.0.0.1:%d/' % port)
    if answer is not None:
        equal(answer.cls, 'refused')
        equal(SERVER.log(), [])


def test_old_tls_is_refused():
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        old = {'minimum_version': ssl.TLSVersion.TLSv1,
               'maximum_version': ssl.TLSVersion.TLSv1_1}
        with https(**old) as port:
            equal(fetch('https://127.0.0.1:%d/' % port).cls, 'tls')


def test_a_proxy_that_refuses_is_named():
    asked = []

    def serve(link):
        asked.append(link.recv(65536))
        link.sendall(b'HTTP/1.1 407 No\r\nContent-Length: 0\r\n'
                     b'Proxy-Authenticate: Basic realm="x"\r\n\r\n')

    with listening(serve) as port:
        environment = dict(os.environ,
                           https_proxy='http://127.0.0.1:%d' % port)
        result = subprocess.run(
            [PROGRAM], env=environment, capture_output=True, timeout=60,
            input=request('https://away.invalid/', allow='away.invalid',
                          loopback_only='no'), check=False)
    answer = Answer(result.stdout)
    equal(answer.cls, 'proxy')
    holds('407' in answer.end and 'password' in answer.end, answer.end)
    holds(asked[0].startswith(b'CONNECT away.invalid:443 '), asked)


def test_a_name_without_an_address():
    answer = fetch('https://away.invalid/', allow='away.invalid',
                   loopback_only='no')
    holds(answer.cls in ('dns', 'dns_again'), answer.end)
    holds('away.invalid' in answer.end, answer.end)


def test_nobody_there():
    equal(fetch('http://127.0.0.1:1/').cls, 'connect')


def test_bad_requests_are_refused():
    for lines in (b'', b'\n\n', b'url http://127.0.0.1/\n\n', b'x' * 100000,
                  request('http://127.0.0.1/')[:-1],
                  request('http://127.0.0.1/', deadline='0'),
                  request('http://127.0.0.1/', patience='0'),
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
