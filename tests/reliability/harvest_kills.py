#!/usr/bin/env python3
"""Kills the program at random moments of a harvest over SFTP and looks whether anything was lost or left half done.

    build/lab-venv/bin/python tests/reliability/harvest_kills.py [--kills 100] [--pairs 200] [--seed 1]

A real sshd serves a folder of EC-Lab recordings that goes on changing: between kills some grow, some arrive with old
dates. After each kill every fetched file must be one that the server has or had, whole, and `check` must find nothing wrong. At
the end one harvest that is not killed must leave the bytes of the server, the next one must fetch nothing, and the
numbers must be those of a project that was never disturbed.

Needs the environment of tests/integration. Exit status: 0 nothing was found, 1 otherwise.
"""

import argparse
import json
import pathlib
import random
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))

from harvest_folder import LABEL, START_UTS, HarvestFolder, differences, fetched, harvester  # noqa: E402
from lab import Lab, missing  # noqa: E402
from project import RUN, SAMPLES, Project  # noqa: E402


def numbers(project):
    """The analysed numbers by file."""
    files = (project.folder / "snapshots").rglob("cycles.*.json")
    return {file.name: json.loads(file.read_text())["data"] for file in sorted(files)}


class Disturbed:
    """A project that is killed again and again while it harvests."""

    def __init__(self, project, harvested, chance):
        self.project = project
        self.harvested = harvested
        self.chance = chance
        self.versions = {}  # path below the folder → every content that the server ever had there
        self.changes = 0
        self.remember()

    def remember(self):
        for file in self.harvested.files():
            self.versions.setdefault(str(file.relative_to(self.harvested.folder)), set()).add(file.read_bytes())

    def change(self):
        """Something grows and something arrives late, so that there is always something to fetch."""
        for _ in range(10):
            self.changes += 1
            sample = SAMPLES[self.changes % 4]
            when = START_UTS + self.chance.randint(-100_000, 100_000)
            name = f"{RUN}/{sample}/changing_{self.changes % 15:02}"
            # A recording of its own for each of these 60 names, which grows when its turn comes again.
            self.harvested.put(name, 100 + self.changes % 60, when, rows=60 + self.changes // 60)
        self.remember()

    def kill_after(self, seconds):
        """True when it was killed, False when it had ended before."""
        with self.project.start("harvest") as process:
            time.sleep(seconds)
            ended = process.poll() is not None
            process.kill()
            process.communicate()
        return not ended

    def problems(self):
        root = self.project.raw / "eclab_snapshots" / LABEL
        copies = [root / name for name in fetched(self.project) if not name.endswith(".part")]
        found = [
            f"{copy}: not whole"
            for copy in copies
            if copy.read_bytes() not in self.versions[str(copy.relative_to(root))]
        ]
        check = self.project.run("check", json_answer=False)
        return found + ([check.text] if check.status != 0 else [])


def calm_down(project):
    """One more harvest, undisturbed: nothing may fail."""
    project.good("harvest")


def disturb(lab, folder, options):
    chance = random.Random(options.seed)
    harvested = HarvestFolder(folder / "EC-Lab data", options.pairs)
    for name in ("undisturbed", "disturbed"):
        (folder / name).mkdir()
    undisturbed = Project(folder / "undisturbed", [], lab=lab, **harvester(lab, harvested.folder))
    started = time.monotonic()
    calm_down(undisturbed)
    lasts = time.monotonic() - started
    project = Project(folder / "disturbed", [], lab=lab, **harvester(lab, harvested.folder))
    disturbed = Disturbed(project, harvested, chance)
    kills = 0
    while kills < options.kills:
        if not disturbed.kill_after(chance.uniform(0, 1.1 * lasts)):
            lasts *= 0.8  # most of it is done by now: the next harvest takes less time
            disturbed.change()
            continue
        kills += 1
        if problems := disturbed.problems():
            return ["after a kill:", *problems]
    calm_down(project)
    left = [f"{file}: left behind" for file in project.raw.rglob("*.part")]
    wrong = differences(project, harvested) + left
    before = fetched(project)
    calm_down(project)
    if fetched(project) != before:
        wrong.append("the last harvest fetched what was there already")
    calm_down(undisturbed)
    if numbers(project) != numbers(undisturbed):
        wrong.append("the numbers differ from those of a project that was never disturbed")
    if not wrong:
        files = len(harvested.files())
        print(f"{kills} kills of a harvest of {files} files, changed {disturbed.changes} times: nothing lost")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if reason := missing():
        print(f"There can be no lab here: {reason}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="harvest-", dir="/tmp") as temporary, Lab() as lab:
        wrong = disturb(lab, pathlib.Path(temporary), options)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
