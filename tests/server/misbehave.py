"""Answers that are none: what a network or a broken server makes of them. Each
function gets the connection, the request and the behaviour of the plan; the
bytes that it spoils are those of the good answer."""

import socket
import struct
import time
import zlib

MIB = 1 << 20
TYPES = {'rss': 'application/rss+xml', 'atom': 'application/atom+xml',
         'oai': 'text/xml', 'api': 'application/atom+xml'}


def do_file(link, request, behaviour):
    """A recorded answer, with HTTP "code" when it is not 200."""
    with open(behaviour['path'], 'rb') as file:
        link.send(file.read(), behaviour.get('code', 200),
                  Content_Type=behaviour.get('type') or
                  TYPES.get(request.parts[0], 'text/html'))


def do_html(link, request, behaviour):
    """A page for people."""
    link.send(b'<!DOCTYPE html><html><body>maintenance</body></html>',
              Content_Type='text/html')


def do_text(link, request, behaviour):
    """Bytes of the plan."""
    link.send(behaviour.get('words', '').encode(),
              Content_Type=behaviour.get('type', 'text/plain'))


def do_status(link, request, behaviour):
    """A code."""
    link.send(behaviour.get('words', '').encode(), behaviour['code'],
              Content_Type='text/plain',
              Retry_After=retry_after(behaviour.get('retry_after')))


def retry_after(value):
    """The header: a number, a text, or "date+N" for N seconds from now."""
    if isinstance(value, str) and value.startswith('date'):
        return time.strftime('%a, %d %b %Y %H:%M:%S GMT',
                             time.gmtime(time.time() + float(value[4:])))
    return value


def do_cut(link, request, behaviour):
    """The beginning of an answer."""
    body = link.whole(request, behaviour).body
    half = body[:len(body) * 2 // 3]
    length = str(len(body)) if behaviour.get('length') else None
    link.close_connection = True
    link.send(half, Content_Type=TYPES.get(request.parts[0]),
              Content_Length=length, Connection='close')


def do_drip(link, request, behaviour):
    """A slow answer."""
    body = link.whole(request, behaviour).body
    link.send_response(200)
    link.send_header('Content-Length', str(len(body)))
    link.end_headers()
    for start in range(0, len(body), 64):
        link.wfile.write(body[start:start + 64])
        link.wfile.flush()
        time.sleep(behaviour.get('pause', 0.05))


def do_slow(link, request, behaviour):
    """A good answer that begins after "pause" seconds."""
    time.sleep(behaviour.get('pause', 0.2))
    link.give(link.whole(request, behaviour))


def do_hang(link, request, behaviour):
    """Silence, ended early when the other side goes."""
    link.close_connection = True
    link.connection.settimeout(behaviour.get('pause', 30))
    link.connection.recv(1)


def do_reset(link, request, behaviour):
    """A connection that dies."""
    body = link.whole(request, behaviour).body
    link.send(body[:len(body) // 2], Content_Length=len(body))
    link.wfile.flush()
    link.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               struct.pack('ii', 1, 0))
    link.close_connection = True


def do_redirect(link, request, behaviour):
    """Elsewhere."""
    to = behaviour['to'].replace('{port}', str(link.server.server_port))
    link.send(b'over there', 302, Location=to)


def do_bomb(link, request, behaviour):
    """Little that becomes much."""
    link.raw(b'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n'
             b'Connection: close\r\n\r\n')
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b' ' * MIB
    for _ in range(behaviour.get('mib', 256)):
        link.wfile.write(packer.compress(block))
    link.wfile.write(packer.flush())


def do_badgzip(link, request, behaviour):
    """What only says that it is gzip."""
    link.send(b'\x1f\x8b\x08\x00garbage', Content_Encoding='gzip')


def do_endless(link, request, behaviour):
    """Too much."""
    link.raw(b'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n')
    for _ in range(behaviour.get('mib', 256)):
        link.wfile.write(b' ' * MIB)


def do_headers(link, request, behaviour):
    """More head than body."""
    lines = b''.join(b'X-%d: %s\r\n' % (i, b'y' * 1000) for i in range(2000))
    link.raw(b'HTTP/1.1 200 OK\r\n' + lines + b'Content-Length: 0\r\n\r\n')


def do_garbage(link, request, behaviour):
    """No HTTP at all."""
    link.raw(b'\x00\x01\x02 garbage \xff\r\n\r\n')
