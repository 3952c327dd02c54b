#!/usr/bin/env python3
"""What other programs and the clock do to the program while it works, and how that ends.

    tests/reliability/surroundings.py [--only locked|clock|growing]

locked: another program holds the database for 30 s while everything that writes is asked for, each on a project of
its own, and all of it must have waited and be as if nobody had disturbed it; then for 75 s, which is longer than it
waits: one clear sentence and status 1, every row old or new. Tables are read meanwhile.
clock: a daemon whose clock is set back by a day, and imports, analyses, backups and updates whose clock is a day
behind the last ones, must do all that is new. Needs faketime.
growing: recordings that another program writes while they are imported: each import ends with status 0 or one clear
sentence, rows never become fewer, and in the end all are there.

AURORA_PROGRAM and AURORA_MAKE_VENDOR_FILE default to the release build. Needs h5py (tests/interop/requirements.txt).
Exit status: 0 all of it holds, 1 otherwise.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from kill_loop import FORMATS, MAKE, Lab
from states import rows_of, stable_rows
from trial import FAILED, Trial, verbs

IN_USE = "in use by another program"
DAY_S = 86_400


def copies_of(trial, folder, names):
    """A lab of its own for each verb: name → (lab, arguments)."""
    trial.go_back("done")  # where snapshots can be named
    starts = {name: start for name, (start, _) in verbs(trial.lab).items()}
    known = trial.lab.snapshots("run_a_02")
    found = {}
    for name in names:
        lab = Lab(folder / name.replace(" ", "_"))
        lab.environment |= {"QT_QPA_PLATFORM": "offscreen"}
        shutil.copytree(trial.kept / starts[name], lab.folder)
        lab.snapshots = lambda _sample: known
        config = lab.project / "shared_config.json"
        config.write_text(config.read_text().replace(str(trial.lab.folder), str(lab.folder)))
        found[name] = (lab, verbs(lab)[name][1])
    return found


class Held:
    """The databases of labs, held by another program until `let_go`."""

    def __init__(self, labs):
        self.connections = [
            sqlite3.connect(lab.project / "database" / "database.db", isolation_level=None) for lab in labs
        ]
        for connection in self.connections:
            connection.execute("BEGIN IMMEDIATE")

    def let_go(self):
        for connection in self.connections:
            connection.execute("ROLLBACK")
            connection.close()


def rows_without_folder(lab, others=()):
    """The rows of its database, without the folders that it was made and copied in."""
    rows = stable_rows(rows_of(lab.project / "database" / "database.db"))
    for folder in (lab.folder, *others):
        rows = [row.replace(str(folder), "…") for row in rows]
    return sorted(set(rows))  # a file that was imported in both folders is one row of each


def hold(labs, seconds):
    """Starts every verb while the databases are held for so long. Name → (how it ended, seconds that it took)."""
    held = Held([lab for lab, _ in labs.values()])
    ends = {}

    def run(name, lab, arguments):
        started = time.monotonic()
        finished = lab.run(*arguments)
        ends[name] = (finished, time.monotonic() - started)

    threads = [threading.Thread(target=run, args=(name, *lab)) for name, lab in labs.items()]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    problems = []
    for name, (lab, _) in labs.items():
        said = lab.run("list", "samples", "--format", "json")
        if said.returncode != 0 or not json.loads(said.stdout):
            problems.append(f"a table cannot be read while {name} waits: {said.stderr.strip()}")
    time.sleep(max(0, seconds - (time.monotonic() - began)))
    held.let_go()
    for thread in threads:
        thread.join()
    return ends, problems


def locked(root):
    """30 s are waited for, 75 s are not."""
    trial = Trial(root, root / "lab")
    trial.prepare()
    trial.go_back("done")
    names = [name for name in verbs(trial.lab) if name not in ("init", "convert", "convert to CSV")]
    expected, arguments = {}, verbs(trial.lab)
    for name in names:
        trial.go_back(arguments[name][0])
        assert trial.lab.run(*arguments[name][1]).returncode == 0, name
        expected[name] = rows_without_folder(trial.lab)
    labs = copies_of(trial, root / "short", names)
    ends, problems = hold(labs, 30)
    waited = 0
    for name, (finished, took) in ends.items():
        waited += took > 29
        if finished.returncode != 0 or finished.stderr:
            problems.append(
                f"{name}, held for 30 s: {finished.returncode} after {took:.0f} s: {finished.stderr.strip()}"
            )
        elif rows_without_folder(labs[name][0], [trial.lab.folder]) != expected[name]:
            problems.append(f"{name}, held for 30 s: not what it does undisturbed")
    labs = copies_of(trial, root / "long", names)
    before = {name: rows_without_folder(lab, [trial.lab.folder]) for name, (lab, _) in labs.items()}
    ends, more = hold(labs, 75)
    problems += more
    refused = 0
    for name, (finished, took) in ends.items():
        if finished.returncode == 0:
            continue
        refused += 1
        if finished.returncode != 1 or IN_USE not in finished.stderr or "terminate" in finished.stderr:
            problems.append(
                f"{name}, held for 75 s: {finished.returncode} after {took:.0f} s: {finished.stderr.strip()}"
            )
        now = rows_without_folder(labs[name][0], [trial.lab.folder])
        if between := [row for row in now if row not in before[name] + expected[name] and FAILED not in row]:
            problems.append(f"{name}, held for 75 s: neither old nor new: {between}")
        again = labs[name][0].run(*labs[name][1])
        now = rows_without_folder(labs[name][0], [trial.lab.folder])
        if again.returncode != 0 or now != expected[name]:
            problems.append(
                f"{name}, after 75 s: not completed: {again.stderr.strip()} {set(now) ^ set(expected[name])}"
            )
    if not waited or not refused:
        problems.append(f"{waited} waited for the database, {refused} were refused: it was not held")
    return (
        f"{len(names)} verbs of a database held for 30 s ({waited} waited), for 75 s ({refused} refused in words)",
        problems,
    )


class Clock:
    """A clock for programs that are started with `environment`; it can be set while they run."""

    def __init__(self, folder):
        self.file = folder / "clock"
        self.set(0)
        libraries = pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
        self.environment = {
            "LD_PRELOAD": str(next(libraries, "")),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, offset_s):
        self.file.write_text(f"{offset_s:+d}\n")


def clock(root):
    """What is new is done although the clock says that it is old."""
    if shutil.which("faketime") is None:
        return "no clock was set", ["faketime is not installed (scripts/install-dependencies --tests)"]
    trial = Trial(root, root / "lab")
    trial.prepare()
    trial.go_back("done")
    lab, setting = trial.lab, Clock(root)
    lab.environment |= setting.environment
    problems, jumps = [], 0

    def must(*arguments):
        finished = lab.run(*arguments)
        if finished.returncode != 0:
            problems.append(f"{jumps} days back: {arguments}: {finished.stdout}{finished.stderr}".strip())
        return finished

    def rows():
        return json.loads(must("snapshots", "list", "run_a_01", "--format", "json").stdout)

    def cell(table, where, name):
        return json.loads(must("list", table, "--where", where, "--format", "json").stdout)[0][name]

    grows = lab.folder / "grows.mpr"
    must("update")
    for jumps in range(5):
        setting.set(-jumps * DAY_S)
        subprocess.run([MAKE, "mpr", str(300 + 900 * jumps), "7", grows], check=True)
        must("import-data", grows, "--sample", "run_a_01")
        must("analyse", "--when", "new-data")
        found = [row["Rows"] for row in rows() if "grows" in row["Snapshot file"]]
        if found != [300 + 900 * jumps]:
            problems.append(f"{jumps} days back: snapshots of {found} rows")
        with sqlite3.connect(lab.project / "database" / "database.db") as opened:
            analysed, stored = opened.execute(
                'SELECT a."Last analysis", r."Last snapshot" FROM results r JOIN analyses a USING ("Sample ID") '
                "WHERE \"Sample ID\" = 'run_a_01'"
            ).fetchone()
        cycles = json.loads((lab.project / "snapshots" / "run_a" / "run_a_01" / "cycles.run_a_01.json").read_text())
        problems += [] if cycles["data"] else [f"{jumps} days back: no cycles; {analysed} {stored}"]
        before = cell("pipelines", "Pipeline=sim-simulated-1-1", "Last checked")
        must("update")
        after = cell("pipelines", "Pipeline=sim-simulated-1-1", "Last checked")
        if jumps and after >= before:
            problems.append(f"{jumps} days back: pipelines are still as of {before}, now {after}")
        must("load", "run_a_02", "sim-simulated-1-1")
        if cell("pipelines", "Pipeline=sim-simulated-1-1", "Sample ID") != "run_a_02":
            problems.append(f"{jumps} days back: the loaded sample is not seen")
        must("eject", "sim-simulated-1-1")
        must("database", "backup")
        must("check")
    backups = len(list((lab.project / "database" / "backup").glob("*.db")))
    if backups < 5:
        problems.append(f"{backups} backups of 5")
    before, after = daemon_steps(lab, setting, problems)
    return f"{jumps} jumps back by a day, and one under a daemon ({before} updates before, {after} after)", problems


def daemon_steps(lab, setting, problems):
    """Updates of a daemon in 4 s before and in 8 s after its clock was set back by a day."""
    setting.set(0)
    counts = []
    with subprocess.Popen(
        [word for word in lab.command("daemon", "--interval", "1") if word != "--quiet"],
        env=lab.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        lines = []
        reader = threading.Thread(target=lambda: lines.extend(process.stdout))
        reader.start()
        for seconds, offset in ((4, -DAY_S), (8, -DAY_S)):
            time.sleep(seconds)
            with sqlite3.connect(lab.project / "database" / "database.db") as opened:
                counts.append(opened.execute('SELECT max("Beats") FROM daemon').fetchone()[0] or 0)
            setting.set(offset)
        process.send_signal(signal.SIGTERM)
        reader.join(20)
    updates = [line for line in lines if "updating states" in line]
    days = {line[:10] for line in updates}
    before = sum(1 for line in updates if line[:10] == max(days, default=""))
    if process.returncode != 0 or len(days) != 2 or len(updates) - before < 4:
        problems.append(f"the daemon, status {process.returncode}, {counts} beats: {''.join(lines[-12:])}")
    return before, len(updates) - before


def growing(root):
    """Every format while it is written, by pieces and at full speed."""
    lab = Lab(root / "lab")
    lab.folder.mkdir()
    subprocess.run([lab.command()[0], "init", lab.project], env=lab.environment, check=True, capture_output=True)
    samples = [f"run_a_{i:02}" for i in range(1, len(FORMATS) + 1)]
    (lab.folder / "samples.json").write_text(json.dumps([{"Sample ID": sample} for sample in samples]))
    assert lab.run("import-samples", lab.folder / "samples.json").returncode == 0
    problems, imports, refused, refusals = [], 0, 0, set()
    for seed, ((name, ending), sample) in enumerate(zip(FORMATS, samples), 1):
        whole, growing_file = lab.folder / f"whole{ending}", lab.folder / sample / f"grows{ending}"
        growing_file.parent.mkdir()
        start = ("--start", "2025-03-01 08:00:00") if name == "mpr" else ()  # it says its own at its end only
        subprocess.run([MAKE, name, "20000", str(seed), whole], check=True)
        writer = threading.Thread(target=write_slowly, args=(whole.read_bytes(), growing_file, 4.0))
        writer.start()
        rows = 0
        while writer.is_alive():
            finished = lab.run("import-data", growing_file, "--sample", sample, *start)
            imports += 1
            refused += finished.returncode != 0
            words = finished.stderr.strip().splitlines()
            if finished.returncode not in (0, 1) or (finished.returncode == 1) != (len(words) == 1):
                problems.append(f"{name}: status {finished.returncode}: {finished.stdout}{finished.stderr}")
            refusals.update(line.partition("grows")[2] for line in words)
            now = stored_rows(lab, sample)
            if now < rows:
                problems.append(f"{name}: {now} rows after {rows}")
            rows = now
        writer.join()
        finished = lab.run("import-data", growing_file, "--sample", sample, *start)
        if finished.returncode != 0 or stored_rows(lab, sample) != 20000:
            problems.append(f"{name}: {stored_rows(lab, sample)} rows in the end: {finished.stderr}")
    check = lab.run("check")
    problems += [check.stderr] if check.returncode != 0 else []
    words = f"{refused} refused, in {len(refusals)} sentences"
    return f"{imports} imports of {len(FORMATS)} formats while they grew ({words}), all rows in the end", problems


def write_slowly(content, file, seconds):
    """Writes it as another program would: bit by bit, within so many seconds."""
    pieces = 400
    with open(file, "wb", buffering=0) as opened:
        for piece in range(pieces):
            opened.write(content[len(content) * piece // pieces : len(content) * (piece + 1) // pieces])
            time.sleep(seconds / pieces)


def stored_rows(lab, sample):
    said = lab.run("snapshots", "list", sample, "--format", "json").stdout
    with contextlib.suppress(ValueError):
        return max((row["Rows"] for row in json.loads(said)), default=0)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["locked", "clock", "growing"])
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    failed = False
    for work in (locked, clock, growing):
        if options.only in (None, work.__name__):
            with tempfile.TemporaryDirectory(prefix=f"aurora-{work.__name__}-") as temporary:
                said, problems = work(pathlib.Path(temporary))
            for line in problems:
                print(line, file=sys.stderr)
            print(f"{said}: {'see above' if problems else 'nothing lost'}", flush=True)
            failed = failed or bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
