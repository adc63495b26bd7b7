#!/usr/bin/env python3
"""arxday-query(7) is true: each query in it is one, and finds what it says;
each field and state stands in it."""

import os
import re
import subprocess
import sys
import tempfile

FILTER = os.path.join(os.environ.get("ARXDAY_BUILD") or ".", "query_filter")
SOURCE = os.environ.get("ARXDAY_SOURCE") or "."

# Papers: identifier, title, abstract, authors, categories, comments, journal,
# DOI, seconds, states, tags, note, type, day.
PAPERS = [
    ["2510.07784", "PLUM: LLMs for Generative Recommendation", "Large language "
     "models are large.", "Ruining He\x1fAda van der Berg", "cs.IR cs.CL",
     "Accepted at X", "", "", "1759968000", "1", "to-read", "", "new",
     "2025-10-02"],
    ["2501.00001", "On the Graph of Networks", "Graph neural networks, a "
     "survey of large language models.", "Geoffrey E. Hinton", "cs.LG",
     "This paper has been withdrawn", "", "", "1735776000", "4", "", "later",
     "replace", "2025-10-31"],
    ["hep-th/9901001", "Quarks", "A quark and a bar.",
     "Henri Poincaré\x1fB. van der Foo", "hep-th", "", "Phys.Rev. D59 (1999)",
     "10.1103/PhysRevD.59.1", "915148800", "0", "", "", "", ""],
]

# What the queries of the page find, as numbers of the papers.
FOUND = {
    "cat:cs.IR ti:/multimodal|multi-modal|generative|llm/": "0",
    "graph neural networks": "1",
    '"large language models" -survey': "0",
    'recommend* OR "information retrieval"': "0",
    'au:"van der" & !cat:cs.CV & (ti:foo | abs:bar)': "2",
    "au:(hinton OR bengio) cat:cs.LG submitted:2024..": "1",
    "au:Poincar\\'e": "2",
    "ti:(quark* OR gluon) NOT cat:hep-lat": "2",
    "ti:/multi-?modal|llms?/": "0",
    "ti:/^on the /": "1",
    "cat:(cs.IR OR cs.CL) is:new is:unread": "0",
    "day:2025-10-01..2025-10-05 is:starred": "0",
    "day:2025-10 is:replaced": "1",
    'jr:"Phys. Rev. D*" submitted:..1999': "2",
    "co:/accepted (at|to|by) /": "0",
    "doi:10.1103/*": "2",
    "id:hep-th/9901001 OR id:2510.07784": "0 2",
    "tag:to-read OR note:later": "0 1",
    "is:withdrawn": "1",
}


def read(*path):
    with open(os.path.join(SOURCE, *path), encoding="utf-8") as source:
        return source.read()


def examples(page):
    """The lines of the literal displays of the page."""
    return [line.replace("\\e", "\\") for block in
            re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed", page, re.M | re.S)
            for line in block.splitlines()]


def answers(queries):
    """What the program says to queries."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write("".join(query + "\n" for query in queries))
        file.flush()
        done = subprocess.run([FILTER, file.name], check=True,
                              stdout=subprocess.PIPE, input="".join(
                                  "\t".join(p) + "\n" for p in PAPERS
                              ).encode())
    return done.stdout.decode().split("\n")[:-1]


def main():
    page = read("man", "arxday-query.7")
    queries = examples(page)
    wrong = []
    if sorted(queries) != sorted(FOUND):
        wrong.append("the page has other examples: %s" % sorted(
            set(queries) ^ set(FOUND)))
    for query, answer in zip(queries, answers(queries)):
        if answer != FOUND.get(query):
            wrong.append("%s: %s" % (query, answer))
    table = read("src", "arxiv", "query.def")
    for short, name in re.findall(r'^FIELD\(\w+, "(\w+)", "(\w+)"', table,
                                  re.M):
        if not re.search(r"^\.It Cm %s:$" % short, page, re.M):
            wrong.append("%s: is not explained" % short)
        if short != name and not re.search(r"^\.Cm %s:" % name, page, re.M):
            wrong.append("%s: is not named" % name)
    states = re.findall(r'^ANSWER\(\w+, "(\w+)"\)', table, re.M)
    for state in states:
        if not re.search(r"^\.Cm %s\b" % state, page, re.M):
            wrong.append("%s is not explained" % state)
    if len(states) < 11:
        wrong.append("the table of states is not read")
    for line in wrong:
        print("FAIL " + line)
    print("%d passed, %d failed" % (not wrong, len(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
