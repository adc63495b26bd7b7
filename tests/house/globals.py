#!/usr/bin/env python3
"""No mutable globals: no object of the built programs may be written to.

Read from the symbol tables of the objects of the build, where a static
variable inside a function shows as well. The exceptions are named here: what
a signal handler sets or needs, and the hook that restores the terminal when
memory is exhausted.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import house

BUILD = Path(os.environ.get('ARXDAY_BUILD', '.'))

ALLOWED = {
    'src/base/': {'death_hook'},
    'src/tui/': {'signal_pipe', 'signal_pending', 'signal_rescue'},
    'src/cmd/': {'signal_caught'},
}


def sections(lines):
    """{number: name} from `readelf -SW`."""
    found = {}
    for line in lines:
        match = re.match(r'\s*\[\s*(\d+)\]\s+(\S+)', line)
        if match:
            found[match.group(1)] = match.group(2)
    return found


def mutable(path):
    """Names of the objects in writable sections of one object file."""
    text = subprocess.run(['readelf', '-SsW', str(path)], check=True,
                          capture_output=True, text=True).stdout
    lines = text.split('\n')
    names = sections(lines)
    for line in lines:
        fields = line.split()
        if len(fields) < 8 or fields[3] not in ('OBJECT', 'TLS'):
            continue
        section = names.get(fields[6], fields[6])
        if fields[6] == 'COM' or re.match(
                r'\.(data|bss|tdata|tbss)(?!\.rel\.ro)', section):
            yield fields[7].split('.')[0]


def allowed(path, name):
    """True for a signal's flag in its room."""
    return any(path.startswith(room) and name in names
               for room, names in ALLOWED.items())


def check(build):
    """Yields every breach of the objects below build/src."""
    for path in sorted((build / 'src').rglob('*.o')):
        name = path.relative_to(build).as_posix()
        for symbol in mutable(path):
            if not allowed(name, symbol):
                yield '%s: %s can be written to' % (name, symbol)


def compiled(gate, name, code, breaches):
    """Shows what the gate says of one small object."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / 'src' / 'base'
        room.mkdir(parents=True)
        subprocess.run(['cc', '-fPIE', '-x', 'c', '-c', '-', '-o',
                        str(room / 'a.o')], input=code, text=True, check=True)
        gate.verdict(len(list(check(Path(folder)))) == breaches, name)


if __name__ == '__main__':
    GATE = house.Gate(check)
    compiled(GATE, 'passes constants',
             'static int f(void) { return 1; }\n'
             'static int (*const table[])(void) = { f };\n'
             'int (*g(int i))(void) { return table[i]; }\n', 0)
    compiled(GATE, 'finds a variable', 'int counter;\n', 1)
    compiled(GATE, 'finds an initialised variable',
             'static int counter = 3;\nint f(void) { return counter++; }\n', 1)
    compiled(GATE, 'finds a static variable in a function',
             'int f(void) { static int counter; return counter++; }\n', 1)
    compiled(GATE, 'finds a table that is not const',
             'int g(void);\nstatic int (*table[])(void) = { g };\n'
             'void *f(int i) { return &table[i]; }\n', 1)
    BREACHES = list(check(BUILD))
    for BREACH in BREACHES:
        print('     ' + BREACH)
    GATE.verdict(not BREACHES, 'no mutable globals')
    print('%d passed, %d failed' % (GATE.passed, GATE.failed))
    sys.exit(1 if GATE.failed else 0)
