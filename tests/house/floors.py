#!/usr/bin/env python3
"""The floors of the house, read from the #include lines.

A file includes headers of its own room and of lower floors only; rooms on
one floor do not know each other; inside a room there are no circles; each
outside library is included in one place; no source file stands outside a
room.
"""

import re

import house

FLOORS = {
    'base': 0, 'arxiv': 1, 'feed': 2, 'library': 2, 'source': 3, 'export': 3,
    'tui': 4, 'cmd': 5, 'helper': 5,
}

# The outside header, and where alone it may be named.
HOMES = [
    (r'(n?cursesw?/)?(n?curses|term|panel)\.h', r'src/tui/screen(_[a-z]+)?\.[ch]'),
    (r'curl/.*', r'src/helper/fetch\.c'),
    (r'libxml2?/.*', r'src/feed/[^/]*\.[ch]'),
    (r'sqlite3(ext)?\.h', r'src/library/[^/]*\.[ch]'),
    (r'(zlib|zconf|zstd|zstd_errors)\.h', r'src/feed/inflate\.c'),
    (r'jansson(_config)?\.h', r'src/base/json\.c'),
    (r'uni(str|case|norm|width|lbrk|gbrk|wbrk|ctype|types|conv|name|stdio)\.h',
     r'src/base/text\.c'),
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">\n]+)[">]', re.M)


def includes(path):
    """(line number, quote, name) of each #include of a file."""
    text = house.blank(house.read(path), kinds=('comment',))
    for match in INCLUDE.finditer(text):
        yield (text.count('\n', 0, match.start()) + 1, match.group(1),
               match.group(2))


def sources(source):
    """Every file below src/ that C reads, tables included."""
    return sorted(p for p in (source / 'src').rglob('*')
                  if p.suffix in ('.c', '.h', '.def', '.inc'))


def room_breach(room, name):
    """Why a file of `room` may not include `name`; None when it may."""
    other = name.split('/')[0]
    if other == room:
        return None
    if '/' not in name or other not in FLOORS:
        return 'no header of a room'
    if FLOORS[other] == FLOORS[room]:
        return '%s and %s are on one floor' % (room, other)
    if FLOORS[other] > FLOORS[room]:
        return '%s is above %s' % (other, room)
    return None


def home_breach(path, name):
    """Why `path` may not include the outside header `name`, or None."""
    for header, home in HOMES:
        if re.fullmatch(header, name) and not re.fullmatch(home, path):
            return 'its home is ' + home.replace('\\', '')
    return None


def circles(graph):
    """Each circle of a graph {node: set of nodes} once, as a list."""
    found, state, trail = [], {}, []

    def visit(node):
        state[node] = 'open'
        trail.append(node)
        for following in sorted(graph.get(node, ())):
            if state.get(following) == 'open':
                found.append(trail[trail.index(following):] + [following])
            elif following not in state:
                visit(following)
        trail.pop()
        state[node] = 'closed'

    for node in sorted(graph):
        if node not in state:
            visit(node)
    return found


def module(path):
    """x.c, x.h and x.def are one module."""
    return path.rsplit('.', 1)[0]


def check(source):
    """Yields every breach."""
    graph = {}
    for file in sources(source):
        path = file.relative_to(source).as_posix()
        parts = path.split('/')
        if len(parts) != 3 or parts[1] not in FLOORS:
            yield '%s: stands in no room' % path
            continue
        for line, quote, name in includes(file):
            where = '%s:%d: %s' % (path, line, name)
            if quote == '<':
                why = home_breach(path, name)
            elif name == 'config.h':
                why = None
            else:
                why = room_breach(parts[1], name)
                graph.setdefault(module(path), set())
                target = 'src/' + module(name)
                if target != module(path) and name.split('/')[0] == parts[1]:
                    graph[module(path)].add(target)
            if why:
                yield '%s: %s' % (where, why)
            if quote == '"' and home_breach(path, name):
                yield '%s: an outside header in quotes' % where
    for circle in circles(graph):
        yield 'circle: ' + ' -> '.join(circle)


CLEAN = {
    'src/base/str.h': '#include <stddef.h>\n',
    'src/base/str.c': '#include "base/str.h"\n',
    'src/base/file.h': '#include "base/str.h"\n',
    'src/arxiv/paper.h': '#include "base/str.h"\n',
    'src/feed/feed.h': '#include "arxiv/paper.h"\n',
    'src/feed/xml.c': '#include <libxml/parser.h>\n',
    'src/library/store.h': '#include "arxiv/paper.h"\n',
    'src/library/store.c': '#include <sqlite3.h>\n',
    'src/tui/screen.c': '#include <curses.h>\n'
                        '/* #include <sqlite3.h> is only words */\n',
    'src/cmd/main.c': '#include "tui/app.h"\n#include "base/str.h"\n',
}

PLANTS = [
    ('a higher floor',
     house.plant('src/base/str.c', '#include "arxiv/paper.h"\n')),
    ('a higher floor, by spaces',
     house.plant('src/base/str.c', ' # include  "tui/app.h"\n')),
    ('a room on the same floor',
     house.plant('src/library/store.h', '#include "feed/feed.h"\n')),
    ('a room on the top floor',
     house.plant('src/helper/fetch.c', '#include "cmd/args.h"\n')),
    ('a header beside, not by its room',
     house.plant('src/base/str.c', '#include "str.h"\n')),
    ('a path that climbs',
     house.plant('src/base/str.c', '#include "../tui/app.h"\n')),
    ('a circle of two',
     house.plant('src/base/str.h', '#include "base/file.h"\n')),
    ('a circle through a .c file',
     house.plant('src/base/str.c', '#include "base/file.h"\n')),
    ('a table that includes upwards',
     house.plant('src/base/status.def', '#include "tui/app.h"\n')),
    ('curses elsewhere',
     house.plant('src/tui/app.c', '#include <ncursesw/curses.h>\n')),
    ('curl elsewhere',
     house.plant('src/source/refresh.c', '#include <curl/curl.h>\n')),
    ('curl in the other helper',
     house.plant('src/helper/parse.c', '#include <curl/easy.h>\n')),
    ('libxml elsewhere',
     house.plant('src/helper/parse.c', '#include <libxml/parser.h>\n')),
    ('sqlite elsewhere',
     house.plant('src/export/csv.c', '#include <sqlite3.h>\n')),
    ('jansson elsewhere',
     house.plant('src/export/json.c', '#include <jansson.h>\n')),
    ('zlib elsewhere',
     house.plant('src/feed/feed.c', '#include <zlib.h>\n')),
    ('zstd elsewhere',
     house.plant('src/helper/parse.c', '#include <zstd.h>\n')),
    ('libunistring elsewhere',
     house.plant('src/tui/list.c', '#include <uniwidth.h>\n')),
    ('a file outside the rooms',
     house.plant('src/extra.c', '')),
    ('a room that is not in the plan',
     house.plant('src/misc/extra.c', '')),
]

if __name__ == '__main__':
    GATE = house.Gate(check)
    GATE.prove(CLEAN, PLANTS)
    GATE.finish('floors, circles and homes')
