#!/usr/bin/env python3
"""Characters of every width in titles: the wall between the panes and the ends
of lines stay in their columns, whatever stands before them."""

import ctypes
import locale
import sys

sys.dont_write_bytecode = True
from terminal import TMUX, NoServer, Terminal, fill  # noqa: E402
from arxiv_server import make_papers  # noqa: E402
from cases import Home, holds, run  # noqa: E402

TITLES = (
    '量子力学における計算の理論と応用について考える長い題名である',
    '양자역학과 계산 이론 그리고 그 응용에 대한 아주 긴 제목',
    '\u110b\u1163\u11bc\u110c\u1161 in conjoining jamo, long enough to be cut',
    'e\u0301\u0323\u0302 a\u0308\u0304 marks o\u0301\u0302 upon marks, a title cut',
    'Emoji \U0001f600 \U0001f44d\U0001f3fd \u2764\ufe0f \U0001f1e9\U0001f1ea and more of them: cut',
    'Family \U0001f468\u200d\U0001f469\u200d\U0001f467 and keycap 1\ufe0f\u20e3 in a title cut',
    'Thai \u0e01\u0e33\u0e25\u0e31\u0e07 and Devanagari \u0915\u094d\u0937\u093f scripts in a title',
    'Arabic \u0627\u0644\u0633\u0644\u0627\u0645 and Hebrew \u05e9\u05dc\u05d5\u05dd stay where they are put',
    'Fractur $\\mathfrak{sl}_n$, $\\hat{x}$, $\\vec{v}$, $\\mathbb{R}^{10}$ cut at last',
    '\uff26\uff35\uff2c\uff2c width and \uff8a\uff9d\uff76\uff78 half width letters in one title',
    '\u202eoverride\u202c and \u200bzero\u200b width \u00adsoft hyphens do nothing',
    '\u0301 a mark without a base, and \u3000 an ideographic space',
    'x' * 200,
    '漢' * 100,
)


def columns(text):
    """The columns of a text as the C library measures them."""
    measure = ctypes.CDLL(None).wcwidth
    return sum(max(measure(ord(c)), 0) for c in text)


def home_of_titles():
    home = Home(NoServer)
    papers = make_papers(len(TITLES), categories=('cs.IR',))
    for paper, title in zip(papers, TITLES):
        paper['title'] = title
        paper['abstract'] = '%s. %s' % (title, title)
    fill(home, papers)
    return home


def walls(terminal):
    """The columns at which the wall stands, of all lines that have one."""
    return {columns(line[:line.index('│')])
            for line in terminal.lines()[1:-1] if '│' in line}


def test_the_wall_stands():
    with home_of_titles() as home:
        for width in (100, 101, 117, 160):
            with Terminal(home, width, 40) as t:
                t.begins('arxday  Fri')
                for _ in TITLES:
                    t.waits(lambda: len(walls(t)) == 1, 'one wall')
                    t.type('j')


def test_no_line_is_longer_than_the_screen():
    with home_of_titles() as home:
        for width in (40, 41, 57, 80):
            with Terminal(home, width, 30) as t:
                t.begins('arxday  Fri')
                for _ in TITLES:
                    long = [line for line in t.lines()
                            if columns(line) > width]
                    holds(not long, (width, long))
                    t.type('j')


if __name__ == '__main__':
    locale.setlocale(locale.LC_CTYPE, 'C.UTF-8')
    if TMUX is None:
        print('skipped: tmux is not here')
        sys.exit(77)
    sys.exit(run(dict(globals())))
