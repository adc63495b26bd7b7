#!/usr/bin/env python3
"""bench/import.py PROGRAM LABEL LIBRARY FILE: one import, its time and the most
memory that each of its processes had, by their names."""

import os
import subprocess
import sys
import time


def children(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as source:
            return [int(word) for word in source.read().split()]
    except OSError:
        return []


def look(pid, peaks):
    """Notes the memory of a process, in kB."""
    try:
        with open("/proc/%d/status" % pid) as source:
            status = dict(line.split(":", 1) for line in source)
        with open("/proc/%d/cmdline" % pid, "rb") as source:
            words = source.read().decode().split("\0")
        peak = int(status["VmHWM"].split()[0])
    except (OSError, KeyError, ValueError):
        return
    name = os.path.basename(words[0])
    if not name:
        return  # it has not become the program yet
    if words[1:2] == ["--decompress"]:
        name += " --decompress"
    peaks[name] = max(peaks.get(name, 0), peak)


def main():
    program, label, library, path = sys.argv[1:]
    peaks = {}
    began = time.monotonic()
    child = subprocess.Popen([program, "-q", "-L", library, "import",
                              "--progress", path], stdout=subprocess.PIPE)
    last = b""
    for last in child.stdout:
        for pid in [child.pid, *children(child.pid)]:
            look(pid, peaks)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit("%s: exit %d" % (label, child.returncode))
    papers = int(last.split(b"\t")[10])
    seconds = time.monotonic() - began
    print("%-14s %7.2f s  %7.0f papers/s  user %6.2f s  system %5.2f s  "
          "library %5.0f MB  %s" % (
              label, seconds, papers / seconds, used.ru_utime, used.ru_stime,
              os.path.getsize(library) / 1e6,
              "  ".join("%s %.0f MB" % (name, peak / 1024)
                        for name, peak in sorted(peaks.items()))))


main()
