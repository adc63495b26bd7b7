#!/usr/bin/env python3
"""Headers: each compiles alone, has a guard and documents its functions.

A declaration is documented by a comment directly above it. Declarations that
follow each other without a blank line may share the comment above the first;
a list of statements under one comment reads like that in print, too.
"""

import os
import re
import shlex
import subprocess

import house

BUILD = os.environ.get('ARXDAY_BUILD', '.')
COMPILER = shlex.split(os.environ.get('ARXDAY_CC', 'cc -std=c11'))
FLAGS = shlex.split(os.environ.get('ARXDAY_CPPFLAGS', ''))

DECLARATION = re.compile(r'^(?!typedef|static|struct \w+;|enum \w+;)'
                         r'[A-Za-z_][\w \t*]*?[ *](\w+)\(', re.M)


def compiles(source, path):
    """The compiler's first complaint about a header alone, or None."""
    command = COMPILER + FLAGS + [
        '-Wall', '-Wextra', '-Werror', '-D_GNU_SOURCE', '-fsyntax-only',
        '-I', BUILD]
    if os.path.exists(os.path.join(BUILD, 'config.h')):
        command += ['-include', 'config.h']
    command += ['-I', str(source / 'src'), '-I', str(path.parent),
                '-x', 'c', '-']
    # Included twice, which shows a missing guard as well.
    text = '#include "%s"\n#include "%s"\nextern int unused;\n' % (
        path.name, path.name)
    result = subprocess.run(command, input=text, capture_output=True,
                            text=True, check=False)
    if result.returncode == 0:
        return None
    return next((line for line in result.stderr.split('\n')
                 if 'error' in line), result.stderr)


def undocumented(text):
    """(line, name) of each function without a comment above it."""
    raw = house.without_directives(text).split('\n')
    code = house.without_directives(house.blank(text)).split('\n')
    depth = 0
    documented = False
    for number, line in enumerate(code, 1):
        if not line.strip():
            # A blank line ends what a comment speaks of; a comment begins.
            documented = bool(raw[number - 1].strip())
        elif depth == 0:
            match = DECLARATION.match(line)
            if match and not documented:
                yield number, match.group(1)
        depth += line.count('{') - line.count('}')


def check(source):
    """Yields every breach."""
    for path in sorted((source / 'src').rglob('*.h')):
        name = path.relative_to(source).as_posix()
        text = house.read(path)
        why = compiles(source, path)
        if why:
            yield '%s: does not stand alone: %s' % (name, why)
        guard = re.sub(r'\W', '_', name[len('src/'):]).upper()
        if '#ifndef %s\n#define %s\n' % (guard, guard) not in text:
            yield '%s: the guard is not %s' % (name, guard)
        for line, function in undocumented(text):
            yield '%s:%d: %s has no comment' % (name, line, function)


def header(body):
    """A guarded header."""
    return '#ifndef BASE_A_H\n#define BASE_A_H\n%s\n#endif\n' % body


CLEAN = {
    'src/base/a.h': header(
        '#include <stddef.h>\n\n'
        'struct pair {\n\tint (*call)(int);\n};\n\n'
        '/* Says how many. Never fails. */\n'
        'size_t pair_count(const struct pair *pair,\n\t\t  size_t most);\n'
        'struct pair *pair_new(void);\n'),
}

PLANTS = [
    ('a header that leans on others', house.plant(
        'src/base/a.h', header('/* Is it? */\nbool is_it(void);\n'))),
    ('a header without a guard', house.plant(
        'src/base/a.h', 'extern int a;\n')),
    ('a guard of another name', house.plant(
        'src/base/a.h', '#ifndef A_H\n#define A_H\n#endif\n')),
    ('a function without a comment', house.plant(
        'src/base/a.h', header('int a_count(void);\n'))),
    ('a function apart from the comment', house.plant(
        'src/base/a.h', header('/* Counts. */\nint a_count(void);\n\n'
                               'int *a_find(int what,\n\t    int where);\n'))),
]

if __name__ == '__main__':
    GATE = house.Gate(check)
    GATE.prove(CLEAN, PLANTS)
    GATE.finish('headers stand alone and speak')
