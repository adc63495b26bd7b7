"""Answers of a loopback arXiv that break HTTP, or bend it; kinds for the plan of
arxiv_server.py, which mixes them in:

  badchunk  a chunk whose size is no number
  surplus   the feed, and bytes behind it that no length speaks of
  short     the feed with a Content-Length that is too small
  twice     the feed, gzip in gzip
  http09    the feed without any header
  storm     "count" answers 103, the feed behind them
  switch    HTTP 101 to another protocol
  lost      the connection ends without an answer
  moved     HTTP "code" to "to", a body behind it
"""

import gzip

XML = b'Content-Type: application/rss+xml\r\n'


class Faults:
    """The behaviours; feed(), raw() and send() are the server's."""

    def do_badchunk(self, query, behaviour):
        """A chunk whose size is no number."""
        body = self.feed(query, behaviour)
        self.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n' + XML +
                 b'\r\n%x\r\n%s\r\nxyz\r\n' % (len(body) // 2,
                                               body[:len(body) // 2]))

    def do_surplus(self, query, behaviour):
        """More than there is."""
        body = self.feed(query, behaviour)
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n%s%s' %
                 (len(body), XML, body, b'HTTP/1.1 200 OK\r\n\r\n<more/>'))

    def do_short(self, query, behaviour):
        """A length that is too small."""
        body = self.feed(query, behaviour)
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n%s' %
                 (len(body) // 2, XML, body))

    def do_twice(self, query, behaviour):
        """Gzip in gzip."""
        body = gzip.compress(gzip.compress(self.feed(query, behaviour)))
        self.send(body, Content_Encoding='gzip, gzip',
                  Content_Type='application/rss+xml')

    def do_http09(self, query, behaviour):
        """A body and nothing else."""
        self.raw(self.feed(query, behaviour))

    def do_storm(self, query, behaviour):
        """Answers that are none, and one at last."""
        hint = b'HTTP/1.1 103 Early Hints\r\nLink: <%s>\r\n\r\n' % (b'x' * 80)
        for _ in range(behaviour.get('count', 10000)):
            self.wfile.write(hint)
        self.close_connection = True
        self.send(self.feed(query, behaviour), Connection='close',
                  Content_Type='application/rss+xml')

    def do_switch(self, query, behaviour):
        """Another protocol, which nobody asked for."""
        self.raw(b'HTTP/1.1 101 Switching Protocols\r\nUpgrade: feed/2\r\n'
                 b'Connection: Upgrade\r\n\r\n' +
                 self.feed(query, behaviour))

    def do_lost(self, query, behaviour):
        """Nothing."""
        self.close_connection = True

    def do_moved(self, query, behaviour):
        """A redirect of any code, with a body."""
        to = behaviour['to'].replace('{port}', str(self.server.server_port))
        self.send(b'x' * behaviour.get('bytes', 10), behaviour['code'],
                  Location=to)
