#!/usr/bin/env python3
"""Every default key of actions.def is pressed by a test: the table of
tests/README names the function, and that function really types the key."""

import ast
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import house  # noqa: E402

ROW = re.compile(r'^    (\S+) +([a-z-]+) +(\S+\.py):(test_\w+)$', re.M)


def default_keys(text):
    """The keys of a table of actions, [(key, action)]."""
    rows = re.findall(r'^ACTION\(\w+, "([a-z-]+)", \w+, "([^"]*)"', text,
                      re.M)
    return [(key.replace('\\\\', '\\'), action) for action, keys in rows
            for key in keys.split()]


def constants(node):
    """The texts that stand in a piece of a program."""
    return {item.value for item in ast.walk(node)
            if isinstance(item, ast.Constant)}


def calls(node):
    """The functions that a piece of a program calls by their names."""
    return {getattr(item.func, 'id', '') for item in ast.walk(node)
            if isinstance(item, ast.Call)}


def typed(source):
    """What each test gives to press(), or to a function of its own that does:
    {function: keys}."""
    result = {}
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        pressing = {'press'} | {
            inner.name for inner in ast.walk(node)
            if isinstance(inner, ast.FunctionDef) and inner is not node and
            'press' in calls(inner)}
        keys = set()
        for item in ast.walk(node):
            if isinstance(item, ast.Call) and \
                    getattr(item.func, 'id', '') in pressing:
                keys |= {word.value for word in item.args
                         if isinstance(word, ast.Constant)}
            elif isinstance(item, ast.For) and calls(item) & pressing:
                keys |= constants(item.iter)
        result[node.name] = keys
    return result


def faults(actions, table, sources):
    """What is wrong with a table, given the text of actions.def and those of
    the tests by their names."""
    wanted = default_keys(actions)
    rows = ROW.findall(table)
    found = [(key, action) for key, action, _, _ in rows]
    keys = {name: typed(source) for name, source in sources.items()}
    result = ['%s (%s) is in no row' % row for row in wanted
              if row not in found]
    result += ['%s (%s) is no default key' % row for row in found
               if row not in wanted]
    result += ['%s: %s:%s does not press it' % (key, name, function)
               for key, _, name, function in rows
               if key not in keys.get(name, {}).get(function, ())]
    return result


def read(*path):
    """A file of the source."""
    with open(os.path.join(house.SOURCE, *path), encoding='utf-8') as file:
        return file.read()


ACTIONS = 'ACTION(DOWN, "down", ANY, "j Down", "Move", "on")\n'
TABLE = ('    j     down   keys.py:test_a\n'
         '    Down  down   keys.py:test_a\n')
TEST = 'def test_a():\n    press(t, "j")\n    press(t, "Down")\n'
PLANTED = (
    ('a key without a row', ACTIONS, TABLE.split('\n')[0], TEST),
    ('a row of no key', ACTIONS.replace('j ', ''), TABLE, TEST),
    ('a test that is not there', ACTIONS, TABLE.replace('_a', '_b'), TEST),
    ('a key that is not typed', ACTIONS, TABLE, TEST.replace('"j"', '"k"')))


def main():
    """Plants breaches, then looks at the real table."""
    passed = failed = 0
    cases = [(not faults(ACTIONS, TABLE, {'keys.py': TEST}),
              'passes a clean table')]
    for what, actions, table, test in PLANTED:
        cases.append((bool(faults(actions, table, {'keys.py': test})),
                      'finds a planted breach: ' + what))
    table = read('tests', 'README')
    names = {row[2] for row in ROW.findall(table)}
    real = faults(read('src', 'tui', 'actions.def'), table,
                  {name: read('tests', 'tui', name) for name in names})
    for fault in real:
        print('     ' + fault)
    cases.append((not real, 'every key is pressed by a test'))
    for good, what in cases:
        print('%s %s' % ('ok  ' if good else 'FAIL', what))
        passed += good
        failed += not good
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
