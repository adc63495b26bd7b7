"""What goes between the server and its interfaces."""

import urllib.parse


class Answer:
    """A whole answer; header names with '_' for '-', None for absent."""

    def __init__(self, body, code=200, **headers):
        self.body = body
        self.code = code
        self.headers = headers


class Request:
    """What was asked for."""

    def __init__(self, path, headers, form=''):
        parsed = urllib.parse.urlsplit(path)
        self.parts = [urllib.parse.unquote(part) for part in
                      parsed.path.strip('/').split('/')]
        self.query = form or parsed.query
        self.pairs = urllib.parse.parse_qsl(self.query,
                                            keep_blank_values=True)
        self.validator = headers.get('If-None-Match')

    def value(self, name, default=None):
        """The first value of a parameter."""
        return dict(reversed(self.pairs)).get(name, default)
