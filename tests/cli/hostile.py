#!/usr/bin/env python3
"""Hostile documents: `arxday parse FILE` over folders with an EXPECT.tsv.

A line of EXPECT.tsv says of one file: accept (exit 0 and exactly so many
entries), reject (exit 1 and one clear line), or either; a text that must
stand in the output and one that must not. Always: valid UTF-8, no character
that a terminal obeys, under 5 s of processor time, no crash. The folders are
tests/data/hostile, those given as arguments, and, when ARXDAY_SHARED is set,
its folder hostile.
"""

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ.get('ARXDAY_SOURCE', '.'))
BUILD = Path(os.environ.get('ARXDAY_BUILD', '.'))
SECONDS = 5

DANGEROUS = re.compile(
    '[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e'
    '\u2060-\u206f\ufeff\ufdd0-\ufdef\U000e0000-\U000e007f]')


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def parse(path):
    """(exit code, standard output, standard error) of arxday parse."""
    done = subprocess.run(
        [str(BUILD / 'arxday'), 'parse', str(path)],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
        preexec_fn=limit, check=False)
    return done.returncode, done.stdout, done.stderr


def accepted_faults(text, row):
    """What is wrong with an `ok`."""
    match = re.match(r'ok (\d+) [a-z]+$', text.split('\n', 1)[0])
    if not match:
        yield 'no "ok N KIND": %.80r' % text
    elif row['verdict'] == 'reject':
        yield 'accepted, but must be rejected'
    elif match[1] != row['entries']:
        yield '%s entries instead of %s' % (match[1], row['entries'])
    if text.count('\n') != int(match[1] if match else 0) + 1:
        yield 'not one line an entry'
    if row['must_have'] not in ('-', '') and row['must_have'] not in text:
        yield 'without %r' % row['must_have']


def rejected_faults(text, row):
    """What is wrong with an `error`."""
    if row['verdict'] == 'accept':
        yield 'rejected: %.120s' % text.rstrip('\n')
    if not re.fullmatch(r'error [a-z_]+: .{3,}\n', text):
        yield 'not one clear line: %.120r' % text


def faults(path, row):
    """Everything that is wrong with one file's outcome."""
    code, out, err = parse(path)
    text = out.decode('utf-8', 'replace')
    if text.encode('utf-8') != out:
        yield 'output is not UTF-8'
    for name, stream in (('output', text),
                         ('messages', err.decode('utf-8', 'replace'))):
        found = DANGEROUS.search(stream)
        if found:
            yield 'dangerous %r in the %s' % (found.group(), name)
    if row['must_not'] not in ('-', '') and row['must_not'] in text:
        yield 'with %r' % row['must_not']
    if code == 0:
        yield from accepted_faults(text, row)
    elif code == 1:
        yield from rejected_faults(text, row)
    else:
        yield 'ended with %d: %.200r' % (code, err)


def check_folder(folder):
    """(passed, failed) of one folder."""
    passed = failed = 0
    lines = (folder / 'EXPECT.tsv').read_text('utf-8').splitlines()
    names = lines[0].split('\t')
    for line in lines[1:]:
        row = dict(zip(names, line.split('\t')))
        found = list(faults(folder / row['file'], row))
        if found:
            failed += 1
            print('FAIL: %s: %s' % (row['file'], '; '.join(found)))
        else:
            passed += 1
    return passed, failed


def main():
    folders = [SOURCE / 'tests' / 'data' / 'hostile']
    folders += [Path(name) for name in sys.argv[1:]]
    skipped = 0
    if os.environ.get('ARXDAY_SHARED'):
        folders.append(Path(os.environ['ARXDAY_SHARED']) / 'hostile')
    else:
        print('skipped: the whole corpus (ARXDAY_SHARED is not set)')
        skipped = 1
    passed = failed = 0
    for folder in folders:
        good, bad = check_folder(folder)
        passed += good
        failed += bad
    print('%d passed, %d failed, %d skipped' % (passed, failed, skipped))
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
