"""Screens of the reader as text: scenes are scripts of keys, a terminal of a
fixed size shows where they lead, and what it shows is written down."""

import os
import re
import shutil
import sys
import time

SOURCE = os.environ.get('ARXDAY_SOURCE', '.')
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'server'))
from terminal import NoServer, Terminal  # noqa: E402
from cases import Home  # noqa: E402

ATTRIBUTES = {1: 'bold', 2: 'dim', 3: 'italics', 4: 'underline', 5: 'blink',
              7: 'reverse', 8: 'invisible', 9: 'strike'}
ENDS = {22: ('bold', 'dim'), 23: ('italics',), 24: ('underline',),
        25: ('blink',), 27: ('reverse',), 28: ('invisible',), 29: ('strike',)}
COLOURS = ('black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan',
           'white')


class Style:
    """What the sequences so far make of the next character."""

    def __init__(self):
        self.attributes = set()
        self.text = self.ground = ''

    def colour(self, number, rest):
        """The colour that a number begins; the numbers that follow it."""
        kind = number % 10
        if kind == 9:
            return '', rest
        if kind == 8:
            length = 2 if rest[:1] == [5] else 4
            return '-'.join(map(str, rest[1:length])), rest[length:]
        name = COLOURS[kind]
        return ('bright ' if number >= 90 else '') + name, rest

    def take(self, numbers):
        """Takes the numbers of one sequence."""
        while numbers:
            number, *numbers = numbers
            if number == 0:
                self.__init__()
            elif number in ATTRIBUTES:
                self.attributes.add(ATTRIBUTES[number])
            elif number in ENDS:
                self.attributes.difference_update(ENDS[number])
            elif number // 10 in (3, 9):
                self.text, numbers = self.colour(number, numbers)
            elif number // 10 in (4, 10):
                self.ground, numbers = self.colour(number, numbers)

    def name(self, character):
        """It in words, of a blank only what can be seen of it; "" is how text
        usually looks."""
        seen = self.attributes & {'reverse', 'underline', 'strike'}
        words = []
        if character != ' ' or seen:
            words += sorted(self.attributes)
            words += [self.text] if self.text else []
        if self.ground:
            words.append('on ' + self.ground)
        return ' '.join(words)


def styled(raw):
    """What tmux captured, a line of looks under each line of text that has
    any: a letter a character, and at the end what the letters mean."""
    style, letters, lines = Style(), {'': ' '}, []
    for line in raw.split('\n'):
        text = looks = ''
        for sequence, character in re.findall(
                '\x1b\\[([0-9;]*)m|[\x0e\x0f]|([^\x1b\x0e\x0f])', line):
            if character:
                name = style.name(character)
                letters.setdefault(name, chr(ord('a') + len(letters) - 1))
                text += character
                looks += letters[name]
            else:
                style.take([int(x or 0) for x in sequence.split(';')])
        lines.append('|' + text.rstrip())
        if looks.strip():
            lines.append(':' + looks.rstrip())
    meanings = ['%s = %s' % (letter, name) for name, letter in letters.items()
                if name]
    return '\n'.join(lines + meanings) + '\n'


class Stage:
    """A home with a library, of which every scene gets a copy."""

    def __init__(self, home, words=()):
        self.home = home
        self.words = words

    def play(self, script, columns, rows, colours, catch):
        """Plays a scene; what `catch` makes of the terminal once it is over
        and twice the same. `catch` may also wait for what it knows."""
        with Home(NoServer) as home:
            if os.path.exists(self.home.library):
                shutil.copy(self.home.library, home.library)
            shutil.copy(self.home.path('arxdayrc'), home.path('arxdayrc'))
            with open(home.path('arxdayrc'), 'a', encoding='utf-8') as file:
                file.write('' if colours == 'none' else
                           'set colours %s\n' % colours)
            with open(home.path('keys'), 'w', encoding='utf-8') as file:
                file.write(script)
            prefix = ['env', 'TERM=screen-256color']
            if colours == 'none':
                prefix.append('NO_COLOR=1')
            words = (*self.words, 'read', '--script', home.path('keys'),
                     '--done', home.path('done'))
            with Terminal(home, columns, rows, words,
                          prefix=prefix) as terminal:
                terminal.waits(lambda: os.path.exists(home.path('done')),
                               'the end of the script')
                result = catch(terminal)
                terminal.kill()
                terminal.waits(terminal.dead, 'the end')
                return result


def plain(terminal):
    """The screen as text, without blanks at the ends of lines."""
    return ''.join(line.rstrip() + '\n' for line in terminal.lines()[:-1])


def coloured(terminal):
    """The screen with its looks."""
    return styled(terminal.tmux('capture-pane', '-p', '-e').rstrip('\n'))


def settled(take, wanted=None, seconds=10):
    """A catch: takes the screen until it is as wanted, or, when nothing is
    known of it, until it has been the same for a while. The reader has written
    it by then; the terminal may not have read all of it."""
    def catch(terminal):
        end = time.monotonic() + seconds
        seen, since = take(terminal), time.monotonic()
        while seen != wanted and time.monotonic() < end:
            if wanted is None and time.monotonic() - since > 0.3:
                break
            time.sleep(0.02)
            again = take(terminal)
            if again != seen:
                seen, since = again, time.monotonic()
        return seen
    return catch
