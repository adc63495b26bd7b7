#!/usr/bin/env python3
"""The pictures in the README and in the manual are what the reader shows."""

import difflib
import os
import sys

sys.dont_write_bytecode = True
from terminal import SOURCE, TMUX  # noqa: E402
from cases import holds, run  # noqa: E402
sys.path.insert(0, os.path.join(SOURCE, 'build-aux'))
import pictures  # noqa: E402


def current(picture):
    """Fails with what differs."""
    old, new = pictures.current(picture)
    if old != new:
        print('\n'.join(difflib.unified_diff(
            old.split('\n'), new.split('\n'), picture[0], 'the reader',
            lineterm='')))
    holds(old == new, '%s: build-aux/pictures.py renews it' % picture[0])


if __name__ == '__main__':
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    sys.exit(run({'test_%s_of_%s' % (x[1], x[0]): lambda x=x: current(x)
                  for x in pictures.PICTURES}))
