#!/usr/bin/env python3
"""Runs everything that writes on a disk that gets full, at another moment each time, and looks what was left.

    tests/reliability/full_disk.py [--moments 12] [--only WORD]

A project of simulated cells lies on a small disk of its own (a tmpfs that only this script sees). For each verb the
space that it needs is measured; then it is run with so many parts of it free, always from the same state. When the
disk was full: one clear sentence and status 1, never a crash; every file and every row is the old or the new one;
nothing is left behind; `check` finds nothing wrong. What says that it worked has left the same as an undisturbed run.
Once there is room the same command, and `analyse` after it, complete the work.

As root, or where user namespaces are allowed. AURORA_PROGRAM and AURORA_MAKE_VENDOR_FILE default to the release
build. Needs h5py (tests/interop/requirements.txt). Exit status: 0 all of it holds, 1 otherwise.
"""

import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

from mounts import BLOCK, SmallDisk, in_own_mounts
from trial import Trial, sentences, verbs

DISK_MIB = 192
FULL = r"full|space|room|cannot be written"


class FullDisk:
    def __init__(self, root):
        self.disk = SmallDisk(root / "disk", DISK_MIB)
        self.trial = Trial(root, self.disk.folder / "lab")
        self.needed = 0
        self.said = collections.Counter()
        self.moments = collections.Counter()
        self.problems = []

    def measured(self, *arguments):
        """Runs it with all the room there is; `needed` is the most that it took meanwhile."""
        before, least, over = self.disk.free(), self.disk.free(), threading.Event()

        def watch():
            nonlocal least
            while not over.is_set():
                least = min(least, self.disk.free())
                time.sleep(0.0005)

        watcher = threading.Thread(target=watch)
        watcher.start()
        finished = self.trial.lab.run(*arguments)
        over.set()
        watcher.join()
        self.needed = max(self.needed, before - min(least, self.disk.free()))
        return finished

    def try_verb(self, name, start, arguments, moments):
        self.needed = 0
        undisturbed = self.trial.undisturbed(start, arguments, self.measured)
        parts = {int(self.needed * i / moments) // BLOCK * BLOCK for i in range(moments)}
        for free in sorted(parts | {0, BLOCK, 4 * BLOCK}):
            self.trial.go_back(start)
            self.disk.leave(free)
            finished = self.trial.lab.run(*arguments)
            self.said.update(sentences(finished))
            self.disk.leave(None)
            state = self.trial.state()
            found = self.trial.wrong_words(finished, FULL) + undisturbed.wrong(*state)
            if finished.returncode == 0:
                found += [f"says that all was done: {line}" for line in undisturbed.missing(*state)]
            found += self.trial.complete(arguments, undisturbed)
            self.moments[name] += finished.returncode != 0
            self.problems += [f"{name}, {free} of {self.needed} bytes free: {line}" for line in found]
        if not self.moments[name]:
            self.problems.append(f"{name}: the disk was never full")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=12, help="of each verb")
    parser.add_argument("--only", default="", help="verbs with this word in their name only")
    parser.add_argument("--verbose", action="store_true", help="print what the program said, too")
    options = parser.parse_args()
    in_own_mounts()
    with tempfile.TemporaryDirectory(prefix="aurora-disk-") as temporary:
        work = FullDisk(pathlib.Path(temporary))
        try:
            work.trial.prepare()
            for name, (start, arguments) in verbs(work.trial.lab).items():
                if options.only in name:
                    work.try_verb(name, start, arguments, options.moments)
        finally:
            subprocess.run(["umount", "--lazy", work.disk.folder], check=False)
    for line in work.problems:
        print(line, file=sys.stderr)
    if options.verbose:
        for line, times in work.said.most_common():
            print(f"{times:5}  {line}")
    if work.problems:
        return 1
    said = ", ".join(f"{count} of {name}" for name, count in work.moments.items())
    print(
        f"a full disk at {sum(work.moments.values())} moments ({said}): nothing half done, completed once there was room"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
