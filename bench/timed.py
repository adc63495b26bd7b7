#!/usr/bin/env python3
"""bench/timed.py RUNS PROGRAM [ARG...]: what a program costs.

Runs it so often with its output thrown away and prints the least wall time
and the least CPU time in milliseconds (children counted) and the most memory
in MB: "WALL CPU MEMORY". Ends as the program did when that was no success.
"""

import os
import subprocess
import sys
import time


def once(command):
    """(wall, cpu, memory) of one run."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    if status:
        sys.exit(os.waitstatus_to_exitcode(status))
    return (wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000,
            usage.ru_maxrss / 1024)


def main():
    """Prints the three figures."""
    runs = [once(sys.argv[2:]) for _ in range(int(sys.argv[1]))]
    print('%.2f %.2f %.1f' % (min(r[0] for r in runs),
                              min(r[1] for r in runs),
                              max(r[2] for r in runs)))


main()
