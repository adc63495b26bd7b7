"""What arXiv has for people and their tools: the listing page of a category,
and the abstract, the PDF, the HTML and the BibTeX of a paper."""

import re
from xml.sax.saxutils import escape

from answer import Answer

PDF = b'%%PDF-1.5\n%% %s\n' + b'x' * 4096 + b'\n%%%%EOF\n'


def find(state, behaviour, name):
    """The paper of a URL, in the version that it names, or None."""
    if state.world is None:
        return None
    return state.world_of(behaviour).paper(re.sub(r'v[0-9]+$', '', name))


def absent(kind, name):
    """The answer for a paper that is not there."""
    if kind == 'bibtex':
        return Answer(b"{'reason': 'not_found'}", 404,
                      Content_Type='text/plain')
    return Answer(('<!DOCTYPE html><html><body>%s %s not found</body></html>' %
                   (kind, escape(name))).encode(), 404,
                  Content_Type='text/html')


def pdf(paper):
    """Bytes that begin like a PDF."""
    name = '%sv%d' % (paper.id, paper.version)
    return Answer(PDF % name.encode(), Content_Type='application/pdf',
                  Content_Disposition='inline; filename="%s.pdf"' %
                  name.replace('/', ''))


def bibtex(paper):
    """What arXiv's own export gives; the year is that of version 1."""
    text = '''@misc{arxiv%s,
      title={%s},
      author={%s},
      year={%d},
      eprint={%s},
      archivePrefix={arXiv},
      primaryClass={%s},
      url={https://arxiv.org/abs/%s},
}
''' % (paper.id.replace('.', ''), paper.get('title'), paper.get('authors'),
       paper.first().year, paper.id, paper.primary, paper.id)
    return Answer(text.encode(), Content_Type='text/plain')


def page(paper):
    """A page of a paper."""
    return Answer(('<!DOCTYPE html><html><head><title>[%s] %s</title></head>'
                   '<body><blockquote>%s</blockquote></body></html>' % (
                       paper.id, escape(paper.get('title')),
                       escape(paper.get('abstract')))).encode(),
                  Content_Type='text/html')


MAKERS = {'abs': page, 'html': page, 'pdf': pdf, 'bibtex': bibtex}
HEADINGS = (('New submissions', ('new',)), ('Cross submissions', ('cross',)),
            ('Replacement submissions', ('replace', 'replace-cross')))


def listing(state, request, behaviour):
    """/list/CAT/new: the latest announcement, also over a weekend."""
    world = state.world_of(behaviour)
    days = world.seen(20, 0)
    rows = world.listing(request.parts[1].split('+'), days[-1]) if days else []
    if not rows:
        return Answer(b'<!DOCTYPE html><html><body><p>No updates today.</p>'
                      b'</body></html>', Content_Type='text/html')
    body = '<h3>Showing new listings for %s</h3>\n' % days[-1].strftime(
        '%A, %-d %B %Y')
    for title, kinds in HEADINGS:
        some = [row for row in rows if row.kind in kinds]
        if some:
            body += '<h3>%s (showing %d of %d entries)</h3>\n<dl>\n' % (
                title, len(some), len(some))
            body += ''.join(
                '<dt><a href="/abs/%s">arXiv:%s</a></dt>\n<dd><div class='
                '"list-title">%s</div></dd>\n' % (
                    row.paper.id, row.paper.id,
                    escape(row.paper.get('title'))) for row in some)
            body += '</dl>\n'
    return Answer(('<!DOCTYPE html><html><body>%s</body></html>' %
                   body).encode(), Content_Type='text/html')


def whole(state, request, behaviour):
    """The world's page."""
    kind, name = request.parts[0], '/'.join(request.parts[1:])
    if kind == 'list':
        return listing(state, request, behaviour)
    paper = find(state, behaviour, re.sub(r'\.pdf$', '', name))
    return MAKERS[kind](paper) if paper else absent(kind, name)


def stub(state, request, behaviour):
    """The first bytes of what should come, with the length of just them."""
    body = whole(state, request, behaviour)
    return Answer(body.body[:behaviour.get('bytes', 3)], **body.headers)


def nothing(state, request):
    """The answer when the plan has none and there is no world."""
    return absent(request.parts[0], '/'.join(request.parts[1:]))


KINDS = {'world': whole, 'stub': stub}
