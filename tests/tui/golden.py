#!/usr/bin/env python3
"""Screens are what they were: every room at three sizes as text, and at the
usual one with its looks too. The files of golden/ hold them;

    tests/tui/golden.py --write [ROOM...]

writes them anew, to be looked at with `git diff`. ARXDAY_BUILD names the folder
of the programs."""

import difflib
import os
import re
import sys

sys.dont_write_bytecode = True
from terminal import SOURCE, TMUX, home_with_days  # noqa: E402
from captures import (Stage, coloured, plain, settled)  # noqa: E402
from cases import equal, holds, run  # noqa: E402

FOLDER = os.path.join(SOURCE, 'tests', 'tui', 'golden')
ROOMS = os.path.join(SOURCE, 'src', 'tui', 'rooms.def')

# What leads to each room, in front of some marks.
MARKS = 'j s j d j x m gg\n'
SCENES = {
    'listing': MARKS,
    'paper': MARKS + 'Enter',
    'found': MARKS + 'f "matter" Enter',
    'filter': MARKS + 'F "ti:matter -ti:zebra" Enter j',
    'selection': MARKS + 'v j j',
    'search': MARKS + '/ "zebra" Enter',
    'prompt': MARKS + ': "set the" Tab " "',
    'hidden': MARKS + 'X',
    'categories': 'F2 "retriev"',
    'help': '?',
    'messages': MARKS + 'Z A @',
    'calendar': MARKS + 'C',
    'ledger': MARKS + '^G',
    'topics': MARKS + 'T',
    'info': MARKS + 'i',
}
# Name, columns, rows, the setting of colours, and whether looks are kept.
SIZES = (('80x24, 16 colours', 80, 24, '16', True),
         ('80x24, NO_COLOR', 80, 24, 'none', True),
         ('200x60', 200, 60, '16', False),
         ('40x12', 40, 12, '16', False))


TOPICS = ('topic crossings ti:zebra OR abs:crossing\n'
          'topic names au:"author number3" OR au:zebrafish\n')


def staged():
    """A home with a library, and with topics."""
    home = home_with_days()
    with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
        file.write(TOPICS)
    return home


def file_of(scene):
    """The file of a scene."""
    return os.path.join(FOLDER, scene + '.txt')


def held(scene):
    """What its file holds, {size: screen}."""
    if not os.path.exists(file_of(scene)):
        return {}
    with open(file_of(scene), encoding='utf-8') as file:
        parts = file.read().split('=== ')[1:]
    return dict(part.split('\n', 1) for part in parts)


def screens(stage, scene, wanted):
    """The screens of a scene, {size: screen}."""
    result = {}
    for name, columns, rows, colours, looks in SIZES:
        result[name] = stage.play(SCENES[scene], columns, rows, colours,
                                  settled(coloured if looks else plain,
                                          wanted.get(name)))
    return result


def compare(stage, scene):
    """Fails with what differs."""
    wanted = held(scene)
    equal(sorted(wanted), sorted(size[0] for size in SIZES), file_of(scene))
    found = screens(stage, scene, wanted)
    for name, want in wanted.items():
        if found[name] != want:
            print('\n'.join(difflib.unified_diff(
                want.split('\n'), found[name].split('\n'),
                '%s %s as kept' % (scene, name), 'as it is', lineterm='')))
    holds(found == wanted, '%s is another one; --write keeps it' % scene)


def write(names):
    """Writes the files of these scenes, or all."""
    os.makedirs(FOLDER, exist_ok=True)
    with staged() as home:
        for scene in names or SCENES:
            found = screens(Stage(home), scene, {})
            with open(file_of(scene), 'w', encoding='utf-8') as file:
                for name, screen in found.items():
                    file.write('=== %s\n%s' % (name, screen))
            print('wrote ' + file_of(scene))


def test_nothing_else_is_kept():
    equal(sorted(os.listdir(FOLDER)), sorted(x + '.txt' for x in SCENES))


def test_every_room_has_a_scene():
    with open(ROOMS, encoding='utf-8') as file:
        rooms = re.findall(r'^ROOM\(\w+, "(\w+)"', file.read(), re.M)
    holds(len(rooms) > 5, 'rooms.def was read')
    equal([x for x in rooms if x != 'any' and x not in SCENES], [])


def cases(stage):
    """A test a scene."""
    return {'test_' + scene: lambda scene=scene: compare(stage, scene)
            for scene in SCENES}


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    if sys.argv[1:2] == ['--write']:
        write(sys.argv[2:])
        sys.exit(0)
    with staged() as HOME:
        sys.exit(run({**globals(), **cases(Stage(HOME))}))
