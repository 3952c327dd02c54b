#!/usr/bin/env python3
"""Kills the program at random moments of its work and looks whether anything was left half done.

    tests/reliability/kill_loop.py [--kills 200] [--seed 1]

Imports, conversions, analyses, batches, restores, and changes of snapshots, samples and columns of a project of simulated
cells are started and ended by SIGKILL after a random part of the time that they take. After each kill `check` must find
nothing wrong, and every HDF5 and JSON file must open.
At the end the same work is done without being killed, and what was changed is set back: the numbers, the snapshots and the
samples must be those of a project that was never disturbed.

AURORA_PROGRAM and AURORA_MAKE_VENDOR_FILE default to the release build. Needs h5py and numpy (tests/interop/requirements.txt).
Exit status: 0 nothing was found, 1 otherwise.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import h5py

BUILD = pathlib.Path(__file__).resolve().parents[2] / "build" / "release"
PROGRAM = pathlib.Path(os.environ.get("AURORA_PROGRAM", BUILD / "aurora-cycler-manager")).resolve()
MAKE = pathlib.Path(os.environ.get("AURORA_MAKE_VENDOR_FILE", BUILD / "tests" / "make_vendor_file")).resolve()
FORMATS = [("mpr", ".mpr"), ("ndax", ".ndax"), ("nda", ".nda"), ("xlsx", ".xlsx"), ("json", ".json")]
CELLS = 6
SPARE = "run_a_99"  # a sample without files of its own, to which snapshots are moved
DOOMED = "run_b_01"  # a sample that is made and deleted
GLUE = {"Name": "Glue", "Type": "TEXT"}
ROWS = 20_000


class Lab:
    """A project and its raw files in one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.project = folder / "project"
        self.environment = os.environ | {"AURORA_USER_CONFIG": str(folder / "user.json")}

    def command(self, *arguments):
        return [PROGRAM, "--quiet", "--project", self.project, *map(str, arguments)]

    def run(self, *arguments):
        return subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )

    def kill(self, arguments, seconds):
        """True when it was killed, False when it had ended before."""
        with subprocess.Popen(
            self.command(*arguments), env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(seconds)
            ended = process.poll() is not None
            process.kill()
        return not ended

    def make(self, raw):
        subprocess.run([PROGRAM, "init", self.project], env=self.environment, check=True, capture_output=True)
        samples = self.folder / "samples.json"
        ids = [f"run_a_{i:02}" for i in range(1, CELLS + 1)] + [SPARE]
        samples.write_text(json.dumps([{"Sample ID": sample} for sample in ids]))
        assert self.run("import-samples", samples).returncode == 0
        shutil.copytree(raw, self.folder / "run_a")
        cells = [f"run_a_{i:02}" for i in range(1, CELLS + 1)]
        assert self.run("batch", "create", "all", *cells).returncode == 0

    def work(self):
        """Everything that is done to a project, as arguments."""
        raw = self.folder / "run_a"
        files = sorted(file for file in raw.rglob("*") if file.is_file())
        return {
            "import": ("import-data", raw),
            "import again": ("import-data", raw, "--force"),
            "analyse": ("analyse", "--when", "always"),
            "batch": ("batch", "analyse", "all"),
            "convert": ("convert", *files, "-o", self.folder / "converted"),
            "exclude": ("snapshots", "exclude", "run_a_02", *self.snapshots("run_a_02")),
            "include": ("snapshots", "include", "run_a_02", *self.snapshots("run_a_02")),
            "move": ("snapshots", "move", "run_a_01", *self.snapshots("run_a_01"), "--to", SPARE),
            "move back": ("snapshots", "move", SPARE, *self.snapshots(SPARE), "--to", "run_a_01"),
            "set": ("sample", "set", "run_a_03", "Cathode active material mass (mg)=12"),
            "set back": ("sample", "set", "run_a_03", "Cathode active material mass (mg)="),
            "add": ("sample", "add", DOOMED),
            "delete": ("sample", "delete", DOOMED, "--yes"),
            "columns": ("columns", "apply", "--allow-loss"),
            "restore": ("database", "restore", self.folder / "saved.db", "--yes"),
        }

    def can_be_done(self, name):
        """Whether the verb has anything to do now: names of snapshots that are not there are refused."""
        work = self.work()
        return not name.startswith(("move", "exclude", "include")) or len(work[name]) > (5 if "move" in name else 3)

    def prepare(self, name):
        """What a verb needs to have something to do."""
        if name == "columns":
            config = self.project / "shared_config.json"
            content = json.loads(config.read_text())
            columns = content["Sample database"]
            content["Sample database"] = [c for c in columns if c != GLUE] if GLUE in columns else [*columns, GLUE]
            config.write_text(json.dumps(content))
        if name == "restore":  # what is there, so that the data files fit whichever of the two is there afterwards
            (self.folder / "saved.db").unlink(missing_ok=True)
            finished = self.run("database", "copy", "--to", self.folder / "saved.db")
            assert finished.returncode == 0, finished.stderr

    def snapshots(self, sample):
        return sorted(file.name for file in (self.project / "snapshots").rglob(f"{sample}/snapshot.*.h5"))

    def set_back(self):
        """Does and undoes every change, so that the project is as it was made, unless a kill has left something."""
        for name in ("move", "move back", "exclude", "include", "set", "set back", "columns"):
            if self.can_be_done(name):
                finished = self.run(*self.work()[name])
                assert finished.returncode == 0, (name, finished.stderr)
        self.run(*self.work()["delete"])  # it may be deleted

    def state(self):
        """What the tables of samples and results say, and the snapshots that count."""
        listed = json.loads(self.run("snapshots", "list", "--format", "json").stdout)
        snapshots = sorted((row["Sample ID"], row["Rows"]) for row in listed if row["Status"] == "stored")
        with sqlite3.connect(self.project / "database" / "database.db") as database:
            samples = database.execute('SELECT "Sample ID", "Cathode active material mass (mg)" FROM samples ORDER BY 1')
            results = database.execute('SELECT "Sample ID", "Number of cycles", "Flag" FROM results ORDER BY 1')
            return {"snapshots": snapshots, "samples": samples.fetchall(), "results": results.fetchall()}

    def numbers(self):
        """The analysed numbers by file."""
        return {
            file.name: json.loads(file.read_text())["data"]
            for file in sorted((self.project / "snapshots").rglob("cycles.*.json"))
        }

    def problems(self):
        """What is wrong with what lies there now."""
        check = self.run("check")
        found = [check.stderr.strip()] if check.returncode != 0 else []
        for file in [*self.project.rglob("*.h5"), *(self.folder / "converted").rglob("*.h5")]:
            try:
                with h5py.File(file) as opened:
                    json.loads(opened["metadata"][()])
                    rows = {opened["data"][name].shape[0] for name in opened["data"] if name.endswith("_values")}
                    if len(rows) != 1:
                        found.append(f"{file}: columns of {rows} rows")
            except (OSError, KeyError, ValueError) as error:
                found.append(f"{file}: {error}")
        for file in self.project.rglob("*.json"):
            try:
                json.loads(file.read_text())
            except ValueError as error:
                found.append(f"{file}: {error}")
        return found


def make_raw(folder, rows=ROWS):
    for cell in range(1, CELLS + 1):
        name, ending = FORMATS[cell % len(FORMATS)]
        file = folder / str(cell) / f"cell{ending}"
        file.parent.mkdir(parents=True)
        subprocess.run([MAKE, name, str(rows), str(cell), file], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="aurora-kill-") as temporary:
        root = pathlib.Path(temporary)
        make_raw(root / "raw")
        undisturbed = Lab(root / "undisturbed")
        undisturbed.folder.mkdir()
        undisturbed.make(root / "raw")
        lasts = {}
        for name in undisturbed.work():
            undisturbed.prepare(name)
            arguments = undisturbed.work()[name]
            started = time.monotonic()
            finished = undisturbed.run(*arguments)
            assert finished.returncode == 0, (name, finished.stderr)
            lasts[name] = time.monotonic() - started
        lab = Lab(root / "disturbed")
        lab.folder.mkdir()
        lab.make(root / "raw")
        kills = dict.fromkeys(lasts, 0)
        while sum(kills.values()) < options.kills:
            name = chance.choice(list(lasts))
            if not lab.can_be_done(name):
                continue
            lab.prepare(name)
            if not lab.kill(lab.work()[name], chance.uniform(0, 1.1 * lasts[name])):
                continue
            kills[name] += 1
            if problems := lab.problems():
                print(f"after a kill of {name}:", *problems, sep="\n  ", file=sys.stderr)
                return 1
        for done in (lab, undisturbed):
            done.set_back()
            for name in ("import", "analyse", "batch"):
                finished = done.run(*done.work()[name])
                assert finished.returncode == 0, (name, finished.stderr)
        if problems := lab.problems():
            print("at the end:", *problems, sep="\n  ", file=sys.stderr)
            return 1
        if lab.state() != undisturbed.state():
            print("differs from a project that was never disturbed:", lab.state(), undisturbed.state(), file=sys.stderr)
            return 1
        if lab.numbers() != undisturbed.numbers():
            print("the numbers differ from those of a project that was never disturbed", file=sys.stderr)
            return 1
        said = ", ".join(f"{count} of {name}" for name, count in kills.items())
        print(
            f"{sum(kills.values())} kills ({said}): check clean after each, "
            "the numbers, snapshots and samples in the end as undisturbed"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
