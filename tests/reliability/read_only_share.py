#!/usr/bin/env python3
"""Works on a project of which parts may only be read, as on a share of somebody else, and looks how that ends.

    tests/reliability/read_only_share.py [--only WORD]

The whole project folder, its data, its batches, its database folder, the database file alone, or its configuration
cannot be written: once mounted read-only (for root, too), once by permissions, as a user who is not root (only when
this script is run as root). Reading works: tables, charts, exports to elsewhere, `check`. Writing that needs what is
read-only ends in one clear sentence and status 1, and every file and row is as before, or the new one; what does not
need it works. Once the folder can be written, the same command completes the work.

As root, or where user namespaces are allowed. AURORA_PROGRAM and AURORA_MAKE_VENDOR_FILE default to the release
build. Needs h5py (tests/interop/requirements.txt). Exit status: 0 all of it holds, 1 otherwise.
"""

import argparse
import collections
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from mounts import in_own_mounts, make_read_only, make_writable
from trial import Trial, sentences, verbs

NOBODY = 65534
REASON = r"read-only|[Rr]ead-only|cannot be (written|made)|[Pp]ermission|could not be"
PARTS = {
    "everything": ".",
    "the data": "snapshots",
    "the batches": "batches",
    "the database's folder": "database",
    "the database's file": "database/database.db",
    "the backups": "database/backup",
    "the configuration": "shared_config.json",
}
ELSEWHERE = (
    "init",
    "convert",
    "convert to CSV",
    "export",
    "export a zip",
    "export a crate",
    "plot",
)  # write no project
CHANGES_DATA = {"everything", "the database's folder", "the database's file"}  # without it nothing changes


def reads(lab):
    """What only reads: arguments."""
    raw = sorted(file for file in (lab.folder / "run_a").rglob("*") if file.is_file())
    return [
        *(
            ("list", table, "--format", "json")
            for table in ("samples", "pipelines", "jobs", "results", "batches", "files")
        ),
        ("snapshots", "list"),
        ("batch", "list"),
        ("columns", "plan"),
        ("files", "list"),
        ("check",),
        ("inspect", raw[0]),
        ("plot", "samples", "run_a_01", "--chart", "time", "-o", lab.folder / "out" / "sample.png"),
        ("plot", "file", raw[0], "--chart", "time", "-o", lab.folder / "out" / "file.png"),
    ]


class ReadOnly:
    def __init__(self, root):
        self.trial = Trial(root, root / "lab")
        self.said = collections.Counter()
        self.ends = collections.Counter()
        self.problems = []

    def run_as_nobody(self, *arguments):
        lab = self.trial.lab
        return subprocess.run(
            ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *lab.command(*arguments)],
            env=lab.environment | {"HOME": str(lab.folder / "tmp")},
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip

    def protect(self, way, path):
        if way == "mounted":
            make_read_only(path)
            return
        for file in (path, *path.rglob("*")):
            os.chmod(file, 0o555 if file.is_dir() else 0o444)

    def release(self, way, path):
        if way == "mounted":
            make_writable(path)
            return
        for file in (path, *path.rglob("*")):
            os.chmod(file, 0o777 if file.is_dir() else 0o666)

    def go_back(self, start):
        self.trial.go_back(start)
        for file in (self.trial.lab.folder, *self.trial.lab.folder.rglob("*")):
            os.chmod(file, 0o777 if file.is_dir() else 0o666)

    def try_reads(self, where, run):
        for arguments in reads(self.trial.lab):
            finished = run(*arguments)
            self.ends["reads"] += 1
            if finished.returncode != 0:
                self.problems.append(f"{where}: {arguments}: {finished.stdout}{finished.stderr}".strip())

    def try_part(self, way, part, undisturbed):
        run = self.run_as_nobody if way == "by permissions" else self.trial.lab.run
        path = self.trial.lab.project / PARTS[part]
        self.go_back("done")
        self.protect(way, path)
        before = self.trial.state()
        try:
            self.try_reads(f"{part} {way}", run)
            if {file for file in self.trial.state()[0] if not file.startswith(("out", "tmp", "user"))} - set(before[0]):
                self.problems.append(f"{part} {way}: reading left something behind")
        finally:
            self.release(way, path)
        for name, (start, arguments, known) in undisturbed.items():
            self.try_verb(f"{name}, {part} {way}", name, part, way, run, start, arguments, known)

    def try_verb(self, where, name, part, way, run, start, arguments, known):
        path = self.trial.lab.project / PARTS[part]
        self.go_back(start)
        self.protect(way, path)
        try:
            finished = run(*arguments)
            self.said.update(sentences(finished))
            state = self.trial.state()
        finally:
            self.release(way, path)
        found = self.trial.wrong_words(finished, REASON) + known.wrong(*state)
        if finished.returncode == 0:
            found += [f"says that all was done: {line}" for line in known.missing(*state)]
        elif name in ELSEWHERE:
            found.append(f"needs nothing of the project to be writable: {finished.stderr.strip()}")
        if (
            part in CHANGES_DATA
            and name not in ELSEWHERE
            and finished.returncode == 0
            and name not in ("copy", "backup")
        ):
            found.append("says that it worked")
        found += self.trial.complete(arguments, known)
        self.ends["writes refused" if finished.returncode else "writes that worked"] += 1
        self.problems += [f"{where}: {line}" for line in found]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="parts of the project with this word in their name only")
    parser.add_argument("--verbose", action="store_true", help="print what the program said, too")
    options = parser.parse_args()
    is_root = os.geteuid() == 0
    in_own_mounts()
    ways = ["mounted", "by permissions"] if is_root and shutil.which("setpriv") else ["mounted"]
    with tempfile.TemporaryDirectory(prefix="aurora-share-") as temporary:
        os.chmod(temporary, 0o755)
        work = ReadOnly(pathlib.Path(temporary))
        work.trial.prepare()
        undisturbed = {
            name: (start, arguments, work.trial.undisturbed(start, arguments))
            for name, (start, arguments) in verbs(work.trial.lab).items()
        }
        for way in ways:
            for part in PARTS:
                if options.only in part:
                    work.try_part(way, part, undisturbed)
    for line in work.problems:
        print(line, file=sys.stderr)
    if options.verbose:
        for line, times in work.said.most_common():
            print(f"{times:5}  {line}")
    if work.problems:
        return 1
    said = ", ".join(f"{count} {what}" for what, count in work.ends.items())
    print(f"{len(PARTS)} parts of a project read-only, {' and '.join(ways)}: {said}; nothing half done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
