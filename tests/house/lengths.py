#!/usr/bin/env python3
"""The budgets: how long functions, files and parameter lists may be.

The length of a function runs from its opening line (where its name is) to
its closing brace. Files that a rule of the build generates are not looked at.
"""

import re

import house

LONGEST_FUNCTION = 70
P95_FUNCTION = 45
MEDIAN_FUNCTION = 12
LONGEST_FILE = 900
MOST_PARAMETERS = 6
# Callbacks have the parameters that their library gives them.
FOREIGN = {'xmlChar'}
DEEPEST_NESTING = 4
LONGEST_LINE = 80
LONGEST_TABLE_LINE = 100
LONGEST_EXPECTED_LINE = 120

KEYWORDS = {'if', 'for', 'while', 'switch', 'do', 'else', 'return', 'sizeof',
            'case', 'default', '_Static_assert', '__attribute__', '_Alignas'}
WORD = re.compile(r'[A-Za-z_]\w*|[{}();=,]|\S')


class Function:
    """One function definition."""

    def __init__(self, name, line, parameters):
        self.name = name
        self.line = line
        self.parameters = parameters
        self.length = 0
        self.nesting = 0


def count_parameters(tokens):
    """Parameters between the outermost brackets; void is none."""
    depth, commas, words = 0, 0, []
    for token, _ in tokens:
        if token in '([':
            depth += 1
        elif token in ')]':
            depth -= 1
        elif token == ',' and depth == 1:
            commas += 1
        if token not in '()':
            words.append(token)
    if FOREIGN & set(words) or words in ([], ['void']):
        return 0
    return commas + 1


def heading(tokens):
    """The function that these tokens before a `{` declare, or None."""
    if any(t == '=' for t, _ in tokens):
        return None
    depth, start = 0, None
    for index, (token, _) in enumerate(tokens):
        if token == '(':
            if depth == 0 and start is None and index:
                name = tokens[index - 1]
                if re.match(r'[A-Za-z_]', name[0]) and (
                        name[0] not in KEYWORDS):
                    start = index
            depth += 1
        elif token == ')':
            depth -= 1
            if depth == 0 and start is not None:
                name, line = tokens[start - 1]
                return Function(name, line, count_parameters(
                    tokens[start:index + 1]))
    return None


def functions(text):
    """Every function definition of a C text."""
    text = house.without_directives(house.blank(text))
    found, before, depth, current, line = [], [], 0, None, 1
    position = 0
    for match in WORD.finditer(text):
        line += text.count('\n', position, match.start())
        position = match.start()
        token = match.group()
        if token == '{':
            if depth == 0:
                current = heading(before)
            depth += 1
            if current:
                current.nesting = max(current.nesting, depth - 1)
        elif token == '}':
            depth -= 1
            if depth == 0:
                if current:
                    current.length = line - current.line + 1
                    found.append(current)
                current, before = None, []
        elif depth == 0:
            if token == ';':
                before = []
            else:
                before.append((token, line))
    return found


def rank(values, share):
    """The value below or at which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def check_lines(path, text):
    """Yields lines that are too long; a tab counts to the next eighth.

    Rows of tables may be longer, and so may the texts that tests expect: no
    formatter can break them.
    """
    for number, line in enumerate(text.split('\n'), 1):
        width = len(line.expandtabs(8))
        limit = LONGEST_LINE
        if re.search(r'[{"]', line):
            limit = LONGEST_EXPECTED_LINE if path.startswith('tests/') \
                else LONGEST_TABLE_LINE
        if width > limit:
            yield '%s:%d: %d columns' % (path, number, width)


def check_functions(path, found):
    """Yields the breaches of single functions."""
    for function in found:
        where = '%s:%d: %s: ' % (path, function.line, function.name)
        if function.length > LONGEST_FUNCTION:
            yield where + '%d lines' % function.length
        if function.parameters > MOST_PARAMETERS:
            yield where + '%d parameters' % function.parameters
        if function.nesting > DEEPEST_NESTING:
            yield where + 'nested %d deep' % function.nesting


def check(source):
    """Yields every breach; the distribution is judged over src/ alone."""
    lengths = []
    for file in house.c_files(source):
        path = file.relative_to(source).as_posix()
        text = house.read(file)
        if text.count('\n') > LONGEST_FILE:
            yield '%s: %d lines' % (path, text.count('\n'))
        yield from check_lines(path, text)
        found = functions(text)
        yield from check_functions(path, found)
        if path.startswith('src/'):
            lengths += [function.length for function in found]
    if not lengths:
        return
    for share, limit in ((50, MEDIAN_FUNCTION), (95, P95_FUNCTION)):
        if rank(lengths, share) > limit:
            yield '%d %% of the functions: %d lines, the budget is %d' % (
                share, rank(lengths, share), limit)


def body(lines, indent='\t'):
    """A function body of so many lines."""
    return '{\n' + (indent + 'x();\n') * (lines - 2) + '}\n'


SMALL = 'static int small_%d(int a)\n{\n\treturn a;\n}\n'
CLEAN = {
    'src/base/str.c':
        '/* { not a brace */\n#define BRACE {\nstatic const char b[] = "{";\n'
        'struct pair {\n\tint a;\n};\n'
        'static const struct pair table[] = {\n\t{ 1 },\n};\n'
        'enum status longest(struct pair *a,\n\t\t    int (*f)(int, int))\n' +
        body(LONGEST_FUNCTION - 2) +
        ''.join(SMALL % n for n in range(60)),
}

PLANTS = [
    ('a function of 71 lines', house.plant(
        'src/base/a.c', 'void long_one(void)\n' + body(LONGEST_FUNCTION))),
    ('a long function in a test', house.plant(
        'tests/unit/a.c', 'void long_one(void)\n' + body(LONGEST_FUNCTION))),
    ('a long function behind a macro with a brace', house.plant(
        'src/base/a.c', '#define X do { \\\n} while (0) {\n'
        'void long_one(int a[])\n' + body(LONGEST_FUNCTION))),
    ('seven parameters', house.plant(
        'src/base/a.c', 'int f(int a, int b, int c, int d, int e,\n'
        '      int (*f)(int, int), int g)\n' + body(3))),
    ('five levels', house.plant(
        'src/base/a.c', 'void f(void)\n{\n' + 'if (a) {\n' * 5 + '}\n' * 5 +
        '}\n')),
    ('a file of 901 lines', house.plant(
        'src/base/a.h', '\n' * (LONGEST_FILE + 1))),
    ('a line of 81 columns', house.plant(
        'src/base/a.h', '\t' * 9 + 'ninechars\n')),
    ('too high a median', lambda folder: [house.write(
        folder, 'src/base/%s.c' % name,
        ''.join('void f%d(void)\n' % n + body(12) for n in range(60)))
                                          for name in 'ab']),
    ('too high a 95th percentile', lambda folder: house.write(
        folder, 'src/base/a.c',
        ''.join('void f%d(void)\n' % n + body(45) for n in range(8)))),
]

if __name__ == '__main__':
    GATE = house.Gate(check)
    GATE.prove(CLEAN, PLANTS)
    GATE.finish('lengths of functions, files and lines')
