#!/usr/bin/env python3
"""Two windows and a daemon are open on one project, into which several programs write all at once.

    tests/reliability/mixed_writes.py [--writes 10000] [--seed 1]

Cells of samples, members of batches, samples made and deleted, samples on pipelines, jobs submitted and cancelled,
robot files and recordings imported: each write is a run of the command line, of four writers at a time, by a plan
that says what must be there (write_plan.py). Each must succeed at once, for nothing in it can fail but by the others;
after each its row is looked at, and before the next write of a pipeline the row must still be as it was left. In the
end the database is what the plan says, the windows (offscreen) and the daemon (interval 1 s) have lived on and logged
no failure, and `check` finds nothing wrong.

AURORA_PROGRAM and AURORA_MAKE_VENDOR_FILE default to the release build. Needs h5py (tests/interop/requirements.txt).
Exit status: 0 all of it holds, 1 otherwise.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from kill_loop import MAKE, PROGRAM, Lab
from write_plan import BATCHES, COLUMNS, COMMON, WRITERS, Plan

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))

from payloads import for_cell  # noqa: E402
from processes import memory_MiB  # noqa: E402

SERVER = {"label": "sim", "server_type": "simulated", "speed": 1}
HARMLESS = r", 0 failed$|propagateSizeHints"  # an update that went well; what Qt says where there is no screen


class Program:
    """A window or the daemon: runs until it is told to end, and logs into a folder of its own."""

    def __init__(self, name, lab, *arguments):
        self.name = name
        self.home = lab.folder / name
        self.home.mkdir()
        self.words = open(self.home / "words.txt", "w")
        paths = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "QT_QPA_PLATFORM": "offscreen"}
        environment = os.environ | paths | {"AURORA_USER_CONFIG": str(self.home / "user.json")}
        self.process = subprocess.Popen(
            [PROGRAM, *map(str, arguments)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self.words,
            stderr=self.words,
        )
        self.most_MiB = 0

    def look(self):
        if self.process.poll() is None:
            self.most_MiB = max(self.most_MiB, memory_MiB(self.process.pid))

    def end(self):
        """What was wrong with it."""
        lived = self.process.poll() is None
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = "none: it did not end"
        self.words.close()
        found = (
            [] if lived and status == 0 else [f"{self.name} ended {'' if lived else 'by itself '}with status {status}"]
        )
        for log in [self.home / "words.txt", *self.home.rglob("*.log")]:
            told = (line for line in log.read_text().splitlines() if re.search(r"error|fail|warn", line, re.I))
            found += [f"{self.name}: {line}" for line in told if not re.search(HARMLESS, line)]
        return found


class Mixed:
    def __init__(self, folder, options):
        self.lab = Lab(folder)
        self.options = options
        self.problems = []
        self.done = 0
        self.plans = [Plan(writer, options.seed, folder) for writer in range(WRITERS)]
        self.database = self.lab.project / "database" / "database.db"

    def prepare(self):
        subprocess.run([PROGRAM, "init", self.lab.project], env=self.lab.environment, check=True, capture_output=True)
        config = self.lab.project / "shared_config.json"
        config.write_text(json.dumps(json.loads(config.read_text()) | {"Servers": [SERVER]}))
        (self.lab.folder / "samples.json").write_text(json.dumps([{"Sample ID": sample} for sample in COMMON]))
        (self.lab.folder / "payload.json").write_text(json.dumps(for_cell()))
        self.must("import-samples", self.lab.folder / "samples.json")
        for batch in BATCHES:
            self.must("batch", "create", batch, *COMMON)
            if batch != BATCHES[0]:
                self.must("batch", "remove", batch, *COMMON)
        for plan in self.plans:
            self.must("batch", "create", f"of writer {plan.writer}", COMMON[0])
        self.must("update")

    def must(self, *arguments):
        finished = self.lab.run(*arguments)
        if finished.returncode != 0 or finished.stderr:
            self.problems.append(
                f"{arguments}: status {finished.returncode}: {finished.stdout}{finished.stderr}".strip()
            )
        return finished

    def query(self, sql, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=60)) as opened:
            return opened.execute(sql, values).fetchall()

    def write(self, plan, number):
        """One writer, from its first write to its last."""
        for _ in range(number):
            before = {name: list(state) for name, state in plan.pipelines.items()}
            arguments = plan.command()
            if arguments[0] in ("load", "eject", "ready", "unready"):
                self.look_at_pipelines(before, f"before {arguments}")
            if arguments[0] == "import-data":
                rows = plan.rows[arguments[-1]]
                subprocess.run([MAKE, "mpr", str(rows), str(plan.writer), arguments[1]], check=True)
            finished = self.must(*arguments)
            if arguments[0] == "submit":
                rows = self.query('SELECT "Job ID" FROM jobs WHERE "Comment" = ?', arguments[-1])
                plan.jobs[arguments[-1]][1] = rows[0][0] if rows else None
            self.look_at_row(plan, arguments, finished)
            self.done += 1
            if len(self.problems) > 20:
                return

    def look_at_pipelines(self, expected, when):
        for name, state in expected.items():
            found = self.query('SELECT "Sample ID", "Ready" FROM pipelines WHERE "Pipeline" = ?', name)
            if found != [tuple(state)]:
                self.problems.append(f"{when}: {name} is {found}, not {state}")

    def look_at_row(self, plan, arguments, finished):
        if finished.returncode == 0 and arguments[:2] == ["sample", "set"]:
            found = self.query(f'SELECT "{plan.column}" FROM samples WHERE "Sample ID" = ?', arguments[2])
            if found != [(plan.cells[arguments[2], plan.column],)]:
                self.problems.append(f"after {arguments}: {found}")
        elif arguments[0] in ("load", "eject", "ready", "unready"):
            self.look_at_pipelines(plan.pipelines, f"after {arguments}")

    def run(self):
        programs = [Program(name, self.lab, self.lab.project) for name in ("window 1", "window 2")]
        programs.append(Program("daemon", self.lab, "--project", self.lab.project, "daemon", "--interval", "1"))
        each = self.options.writes // WRITERS
        writers = [threading.Thread(target=self.write, args=(plan, each)) for plan in self.plans]
        started = time.monotonic()
        try:
            for writer in writers:
                writer.start()
            while any(writer.is_alive() for writer in writers):
                time.sleep(1)
                for program in programs:
                    program.look()
        finally:
            took = time.monotonic() - started
            for program in programs:
                self.problems += program.end()
        most = ", ".join(f"{program.name} {program.most_MiB:.0f} MiB" for program in programs)
        work = f"{self.done} writes of {WRITERS} programs at a time in {took:.0f} s"
        return f"{work} beside two windows and a daemon ({most} at most)"

    def compare(self):
        """The database against the plans."""
        cells = {key: text for plan in self.plans for key, text in plan.cells.items()}
        found = {}
        for sample, *texts in self.query(f'SELECT "Sample ID", {self.columns()} FROM samples'):
            found |= {(sample, name): text for name, text in zip(COLUMNS, texts) if text is not None}
        self.same("cells", found, cells)
        samples = {row[0] for row in self.query('SELECT "Sample ID" FROM samples')}
        self.same("samples", samples, {*COMMON, *(sample for sample, _ in cells)})
        pairs = self.query("SELECT label, sample_id FROM batches JOIN batch_samples ON id = batch_id")
        members = {pair for plan in self.plans for pair in plan.members}
        self.same("batches", {pair for pair in pairs if pair[0] in BATCHES}, members)
        described = dict(self.query("SELECT label, coalesce(description, '') FROM batches"))
        for plan in self.plans:
            self.same("descriptions", described[f"of writer {plan.writer}"], plan.description)
            self.look_at_pipelines(plan.pipelines, "in the end")
        jobs = {comment: job[0] for plan in self.plans for comment, job in plan.jobs.items()}
        waiting = {"qw": "q"}  # of the pipeline that it waits for, since that was looked at
        found = self.query('SELECT "Comment", "Status" FROM jobs')
        self.same("jobs", {comment: waiting.get(status, status) for comment, status in found}, jobs)
        listed = json.loads(self.must("snapshots", "list", "--format", "json").stdout)
        rows = {sample: number for plan in self.plans for sample, number in plan.rows.items()}
        self.same("snapshots", {row["Sample ID"]: row["Rows"] for row in listed}, rows)
        self.must("check")

    @staticmethod
    def columns():
        return ", ".join(f'"{name}"' for name in COLUMNS)

    def same(self, what, found, expected):
        if found != expected:
            if isinstance(found, dict):
                found, expected = set(found.items()), set(expected.items())
            if isinstance(found, set):
                found, expected = sorted(map(str, found - expected)), sorted(map(str, expected - found))
            self.problems.append(f"{what}: {found} instead of {expected}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writes", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="aurora-mixed-") as temporary:
        mixed = Mixed(pathlib.Path(temporary), options)
        mixed.prepare()
        said = mixed.run()
        mixed.compare()
    for line in mixed.problems:
        print(line, file=sys.stderr)
    print(f"{said}: {'no update lost, no error shown' if not mixed.problems else 'see above'}")
    return 1 if mixed.problems else 0


if __name__ == "__main__":
    sys.exit(main())
