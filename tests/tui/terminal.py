"""The real reader in a real terminal: tmux with a server of its own, fixed
sizes, and a screen that is polled until it says what is awaited."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

SOURCE = os.environ.get('ARXDAY_SOURCE', '.')
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'server'))
from arxiv_server import make_feed, make_papers  # noqa: E402
from cases import Home, holds, until  # noqa: E402

TMUX = shutil.which('tmux')
NOW = '2025-10-10T12:00:00Z'
DAY = '2025-10-10'
BEFORE = '2025-10-09'
LONG = ' '.join('Sentence %d of a long abstract says little.' % i
                for i in range(1, 121))


# Runs a program and leaves its exit status in a file. tmux itself forgets it
# when the terminal is closed before the process is waited for.
WITNESS = 'file=$1; shift; "$@"; echo $? >"$file.new"; mv "$file.new" "$file"'


class NoServer:
    """Where feeds would come from, in tests that fetch nothing."""
    url = 'http://127.0.0.1:9/rss'


def sample_papers():
    """A day of cs.IR with all four types; the first one is special."""
    papers = make_papers(30, categories=('cs.IR', 'cs.CL'))
    papers[0].update({
        'title': 'PLUM: Adapting Pre-trained Language Models for '
                 'Industrial-scale Generative Recommendations',
        'authors': 'Ruining He, Lukasz Heldt, Henri Poincar\\\'e, '
                   + ', '.join('Author Number%d' % i for i in range(40)),
        'abstract': LONG})
    papers[4]['title'] = 'Zebra crossings considered'
    papers[20]['authors'] = 'Some Body, Unusual Zebrafish'
    papers += make_papers(8, first=101, kind='cross', categories=('cs.CL',))
    papers += make_papers(5, first=201, kind='replace', version=3,
                          categories=('cs.IR',))
    papers += make_papers(3, first=301, kind='replace-cross', version=2,
                          categories=('cs.AI',))
    return papers


def fill(home, papers=None, day=DAY, category='cs.IR'):
    """Puts a day into the library of a home."""
    name = home.path('feed-%s.xml' % day)
    with open(name, 'wb') as file:
        file.write(make_feed(category, day,
                             sample_papers() if papers is None else papers))
    home.run('import', name)


def home_with_days():
    """A home whose library holds the sample day and a small one before."""
    home = Home(NoServer)
    fill(home, make_papers(4, first=901, categories=('cs.IR',)), BEFORE)
    fill(home)
    return home


def reversed_after(reverse, text):
    """Whether text is reversed after the sequences in `text`."""
    for sequence in re.findall(r'\x1b\[([0-9;]*)m', text):
        for number in sequence.split(';'):
            if number in ('', '0', '27'):
                reverse = False
            elif number == '7':
                reverse = True
    return reverse


def below(pid):
    """A process and all that it has started."""
    found = [pid]
    try:
        with open('/proc/%d/task/%d/children' % (pid, pid),
                  encoding='ascii') as file:
            for child in file.read().split():
                found += below(int(child))
    except OSError:
        pass
    return found


def runs(pid):
    """True while a process may still write."""
    try:
        with open('/proc/%d/stat' % pid, encoding='utf-8') as file:
            return file.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False


class Terminal:
    """A program in tmux. Leaving the context ends both."""

    def __init__(self, home, columns=80, rows=24, words=(), command=None,
                 environment=(), prefix=()):
        self.home = home
        self.folder = tempfile.mkdtemp(prefix='t')
        self.environment = dict(home.environment, **dict(environment))
        for name in ('TMUX', 'TMUX_PANE', 'NO_COLOR'):
            self.environment.pop(name, None)
        self.environment['ARXDAY_NOW'] = NOW
        if command is None:
            command = ('sh', '-c', WITNESS, 'sh', self.file('status'),
                       *prefix, *home.command(*words))
        self.tmux('start-server', ';', 'set-option', '-g', 'status', 'off',
                  ';', 'set-option', '-g', 'remain-on-exit', 'on', ';',
                  'new-session', '-d', '-x', str(columns), '-y', str(rows),
                  '-c', home.folder.name, '--', *command)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # Readers write where they were when the terminal is gone: only then
        # may their home go.
        pane = self.ask('pane_pid')
        started = below(int(pane)) if pane.isdigit() else []
        self.tmux('kill-server', check=False)
        until(lambda: not any(runs(pid) for pid in started),
              'the end of what ran in the terminal')
        shutil.rmtree(self.folder, ignore_errors=True)

    def begins(self, text):
        """Waits for its first screen; ends it when that never comes."""
        try:
            self.sees(text)
        except AssertionError:
            self.__exit__()
            raise

    def tmux(self, *words, check=True):
        """Runs a tmux command; what it prints."""
        return subprocess.run(
            [TMUX, '-S', self.file('socket'), '-f', '/dev/null', *words], env=self.environment, check=check, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    def ask(self, what):
        """The value of one of tmux's formats."""
        return self.tmux('display-message', '-p', '#{%s}' % what,
                         check=False).strip()

    def lines(self):
        """The lines of the screen, once two looks at it are the same: a
        look may fall between two parts of one painting."""
        before = None
        now = self.tmux('capture-pane', '-p')
        while now != before:
            before, now = now, self.tmux('capture-pane', '-p')
        return now.split('\n')

    def text(self):
        """The screen as one text."""
        return self.tmux('capture-pane', '-p')

    def keys(self, *names):
        """Types keys by tmux's names."""
        self.tmux('send-keys', *names)

    def type(self, text):
        """Types text as it is."""
        self.tmux('send-keys', '-l', '--', text)

    def resize(self, columns, rows):
        """Gives the window another size."""
        self.tmux('resize-window', '-x', str(columns), '-y', str(rows))

    def sees(self, text, seconds=20):
        """Waits until the screen holds a text."""
        self.waits(lambda: text in self.text(), text, seconds)

    def misses(self, text, seconds=20):
        """Waits until the screen does not hold a text."""
        self.waits(lambda: text not in self.text(), 'without ' + text,
                   seconds)

    def waits(self, true, what, seconds=20):
        """Waits for a state; shows the screen when it does not come."""
        try:
            until(true, what, seconds)
        except AssertionError:
            print(self.text())
            raise

    def file(self, name):
        """A file of the test's own."""
        return os.path.join(self.folder, name)

    def pid(self):
        """The process of the program."""
        parent = self.ask('pane_pid')
        with open('/proc/%s/task/%s/children' % (parent, parent),
                  encoding='ascii') as file:
            return int(file.read().split()[0])

    def dead(self):
        """True when the program has ended."""
        return os.path.exists(self.file('status'))

    def ends(self, status=0, seconds=20):
        """Waits until it has ended with an exit status."""
        self.waits(self.dead, 'the end', seconds)
        with open(self.file('status'), encoding='ascii') as file:
            got = file.read().strip()
        holds(got == str(status), 'exit status %s, not %s' % (got, status))

    def kill(self, number=signal.SIGKILL):
        """Sends a signal."""
        os.kill(self.pid(), number)

    def cursor_line(self):
        """The line under the reader's cursor: the only one between the top
        and the bottom line that begins reversed. tmux writes what changes, so
        the attributes go on from line to line."""
        raw = self.tmux('capture-pane', '-p', '-e').split('\n')
        plain = self.lines()
        reverse = False
        for number, line in enumerate(raw[:-1]):
            head = re.match(r'(?:\x1b\[[0-9;]*m)*', line).group()
            if reversed_after(reverse, head) and 0 < number < len(raw) - 2:
                return plain[number]
            reverse = reversed_after(reverse, line)
        return ''
