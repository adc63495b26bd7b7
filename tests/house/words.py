#!/usr/bin/env python3
"""Words that must not be there.

Functions that are banned everywhere; in the rooms that neither print nor
exit nor read the environment nor ask the time, the functions that do; marks
of unfinished work; and names of places where the project was written.
"""

import re

import house

BANNED = ('system popen sprintf vsprintf strcpy strcat strncpy strncat gets '
          'atoi atol atof strtok usleep alloca mktemp tmpnam tempnam '
          'setjmp longjmp localtime gmtime asctime ctime rand srand '
          'strsignal ttyname getlogin').split()

# The rooms below src/cmd and src/tui/app know neither terminal nor clock.
QUIET = ('printf vprintf puts putchar perror exit getenv secure_getenv '
         'setenv putenv time gettimeofday localtime localtime_r').split()
QUIET_NAMES = 'stdout stderr CLOCK_REALTIME'.split()
LOUD = re.compile(r'src/(cmd|helper)/|src/tui/(app[^/]*|screen)\.[ch]$')

# Written in two parts, so that this file does not name what it forbids.
UNFINISHED = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b')
PLACES = re.compile(r'/wo' r'rk/|/tmp/(brief|b-)|\bhelper ' r'agent|'
                    r'\bCE' r'O\b|\bAnth' r'ropic|\bCla' r'ude\b|sand' r'box_')

TEXT_TOPS = ('src', 'tests', 'bench', 'man', 'm4', 'build-aux', 'data/schema',
             '.ci')
TEXT_FILES = ('README', 'CONTRIBUTING', 'bootstrap', 'configure.ac',
              'Makefile.am', '.clang-format', '.clang-tidy')
GENERATED = {'ar-lib', 'compile', 'config.guess', 'config.sub', 'depcomp',
             'install-sh', 'missing', 'test-driver', 'tap-driver.sh'}


def calls(text, names):
    """(line, name) of each call of one of the functions named."""
    pattern = re.compile(r'(?<![\w.>])(%s)\s*\(' % '|'.join(names))
    for match in pattern.finditer(text):
        yield text.count('\n', 0, match.start()) + 1, match.group(1)


def check_calls(path, text):
    """Yields banned calls of one C file."""
    code = house.blank(text)
    for line, name in calls(code, BANNED):
        yield '%s:%d: %s is banned' % (path, line, name)
    if not path.startswith('src/') or LOUD.match(path):
        return
    for line, name in calls(code, QUIET):
        yield '%s:%d: %s in a quiet room' % (path, line, name)
    for match in re.finditer(r'\b(%s)\b' % '|'.join(QUIET_NAMES), code):
        yield '%s:%d: %s in a quiet room' % (
            path, code.count('\n', 0, match.start()) + 1, match.group())


def text_files(source):
    """Every file that people wrote, recorded test data left out."""
    for top in TEXT_TOPS:
        for path in sorted((source / top).rglob('*')):
            relative = path.relative_to(source).as_posix()
            if path.is_file() and path.name not in GENERATED and \
                    '__pycache__' not in relative and \
                    not relative.startswith('tests/data/') and \
                    not relative.endswith('~'):
                yield path
    for name in TEXT_FILES:
        if (source / name).is_file():
            yield source / name


def check(source):
    """Yields every breach."""
    for path in house.c_files(source):
        name = path.relative_to(source).as_posix()
        yield from check_calls(name, house.read(path))
    for path in text_files(source):
        name = path.relative_to(source).as_posix()
        text = path.read_text(encoding='utf-8', errors='replace')
        for number, line in enumerate(text.split('\n'), 1):
            for pattern in (UNFINISHED, PLACES):
                match = pattern.search(line)
                if match:
                    yield '%s:%d: %s' % (name, number, match.group())


CLEAN = {
    'src/base/str.c': '/* Unlike sprintf(), it grows; no exit() here. */\n'
                      'int f(void)\n{\n\tstat.time(1);\n'
                      '\treturn snprintf(a, 1, "system()");\n}\n',
    'src/cmd/main.c': 'int main(void)\n{\n\texit(puts("x"));\n}\n',
    'src/tui/app.c': 'void f(void)\n{\n\tgetenv("TERM");\n}\n',
    'README': 'A list of things to do.\n',
}


def call(path, text):
    """A plant: a function that makes a call."""
    return house.plant(path, 'void f(void)\n{\n\t%s;\n}\n' % text)


PLANTS = [('%s()' % name, call('src/cmd/a.c', '%s (x)' % name))
          for name in BANNED] + [
    ('a banned call in a test', call('tests/unit/a.c', 'strcpy(a, b)')),
    ('printing in a quiet room', call('src/feed/a.c', 'printf("x")')),
    ('printing on stderr', call('src/library/a.c', 'fputs("x", stderr)')),
    ('the environment', call('src/base/a.c', 'getenv("HOME")')),
    ('the clock', call('src/arxiv/a.c', 'time(NULL)')),
    ('the clock by another call',
     call('src/tui/list.c', 'clock_gettime(CLOCK_REALTIME, &t)')),
    ('an end', call('src/source/a.c', 'exit(1)')),
    ('unfinished work', house.plant('src/base/a.h', '/* TO' 'DO: more */\n')),
    ('a place', house.plant('man/a.1', 'see /wo' 'rk/here\n')),
    ('a place in the README', house.plant('README', 'see /wo' 'rk/here\n')),
]

if __name__ == '__main__':
    GATE = house.Gate(check)
    GATE.prove(CLEAN, PLANTS)
    GATE.finish('banned functions and words')
