"""Test cases as functions, and what those of arxday's network share."""

import json
import os
import subprocess
import sys
import tempfile
import time
import traceback

BUILD = os.environ.get('ARXDAY_BUILD', '.')
NOW = '2025-10-10T12:00:00Z'  # a Friday, also in New York


def run(cases):
    """Runs the functions of a dictionary whose names begin with 'test_', all
    or those named on the command line; the exit status."""
    passed = failed = skipped = 0
    for name, function in cases.items():
        if not name.startswith('test_'):
            continue
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        begun = time.monotonic()
        try:
            function()
            passed += 1
            print('ok   %s (%.1f s)' % (name, time.monotonic() - begun))
        except Skip as reason:
            skipped += 1
            print('skip %s: %s' % (name, reason))
        except Exception:
            failed += 1
            print('FAIL %s' % name)
            traceback.print_exc(file=sys.stdout)
        sys.stdout.flush()
    print('%d passed, %d failed, %d skipped' % (passed, failed, skipped))
    return 1 if failed else 0 if passed or not skipped else 77


class Skip(Exception):
    """A case that cannot run here."""


def equal(got, want, what=''):
    """Fails with both values in sight."""
    if got != want:
        raise AssertionError('%s: got %r, want %r' % (what, got, want))


def holds(truth, what):
    """Fails with a reason."""
    if not truth:
        raise AssertionError(what)


def until(true, what, seconds=20):
    """Polls for a state instead of sleeping for it."""
    end = time.monotonic() + seconds
    while not true():
        holds(time.monotonic() < end, 'never came: ' + what)
        time.sleep(0.01)


class Home:
    """A user with a library, a configuration and a state folder."""

    def __init__(self, server, pace=0):
        self.folder = tempfile.TemporaryDirectory(prefix='arxday home ')
        self.library = self.path('library.db')
        self.environment = dict(
            os.environ, HOME=self.folder.name, ARXDAY_LOOPBACK_ONLY='1',
            XDG_STATE_HOME=self.path('state'), TZ='UTC', LC_ALL='C.UTF-8')
        self.configure(server.url, pace)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def path(self, name):
        """A file of this home."""
        return os.path.join(self.folder.name, name)

    def configure(self, url, pace):
        """Writes arxdayrc; url is that of the feeds."""
        base = url.rsplit('/', 1)[0]
        with open(self.path('arxdayrc'), 'w', encoding='utf-8') as file:
            file.write('set feed-url %s\nset pace %s\nset oai-url %s/oai\n'
                       'set api-url %s/api/query\nset paper-url %s\n' % (
                           url, pace, base, base, base))

    def command(self, *words, now=NOW, library=None):
        """The command line for these words."""
        return [os.path.join(BUILD, 'arxday'), '-L', library or self.library,
                '-c', self.path('arxdayrc'), '--now', now, *words]

    def start(self, *words, **options):
        """Starts arxday."""
        return subprocess.Popen(
            self.command(*words, **options), env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)

    def run(self, *words, code=0, **options):
        """Runs arxday, which must end with `code`; its standard output. What
        it said on standard error is kept in self.said."""
        result = subprocess.run(
            self.command(*words, **options), env=self.environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60, check=False)
        self.said = result.stderr
        equal(result.returncode, code, '%s\n%s%s' % (
            ' '.join(words), result.stdout, result.stderr))
        return result.stdout

    def refresh(self, *words, **options):
        """Runs refresh; {category: (state, day, papers, added, words)}."""
        text = self.run('refresh', *words, **options)
        rows = [line.split('\t') for line in text.splitlines()]
        return {row[0]: tuple(row[1:]) for row in rows}

    def json(self, *words, **options):
        """The JSON lines of a command."""
        text = self.run(*words, '--json', **options)
        return [json.loads(line) for line in text.splitlines()]

    def all(self):
        """Everything that the commands tell of the library."""
        days = self.json('days')
        return days, [self.json('list', day['day'],
                                code=0 if day['papers'] else 4)
                      for day in days]
