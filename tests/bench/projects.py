"""Times `analyse` over whole projects that `make_bench_project` writes: how the cost grows, and how much memory it takes.

    python3 projects.py PROGRAM MAKE_BENCH_PROJECT [growth] [many] [--samples 1000] [--rows 100000] [--runs 3]

growth: one sample of 10^5 … 10^7 rows in five snapshots; the last column shows whether the cost is linear.
many:   1 000 samples of 100 000 rows, then again with nothing changed, then with one sample that has new data.
Each is a process of its own; printed are the median of the seconds (smallest and largest), processor time over wall time
(2.0: both cores were busy) and the greatest resident memory.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

MIB = 1 << 20


class Run:
    """One finished process."""

    def __init__(self, command):
        environment = {key: value for key, value in os.environ.items() if key != "AURORA_PROJECT"}
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.wall_s = time.monotonic() - started
        self.cpu_s = usage.ru_utime + usage.ru_stime
        self.peak_bytes = usage.ru_maxrss * 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{command} failed: {said.decode(errors='replace')[-2000:]}")


def analyse(program, project, when):
    return Run([program, "--project", project, "--quiet", "analyse", "--when", when])


def show(title, runs, rows):
    seconds = [run.wall_s for run in runs]
    middle = statistics.median(seconds)
    busy = statistics.median(run.cpu_s / run.wall_s for run in runs)
    peak = max(run.peak_bytes for run in runs) / MIB
    print(
        f"| {title} | {middle:.2f} s ({min(seconds):.2f}–{max(seconds):.2f}) | {busy:.1f} | {peak:.0f} MiB "
        f"| {1e9 * middle / rows:.0f} ns |",
        flush=True,
    )


def head():
    print("| analyse, whole process | time | cores busy | peak memory | per row |")
    print("| --- | --- | --- | --- | --- |", flush=True)


def growth(options, folder):
    head()
    for rows in (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000):
        project = folder / f"rows-{rows}"
        subprocess.run([options.make, "1", str(rows), "5", project], check=True)
        runs = [analyse(options.program, project, "always") for _ in range(options.runs)]
        show(f"1 sample × {rows} rows in 5 snapshots", runs, rows)
        shutil.rmtree(project)


def many(options, folder):
    project = folder / "many"
    subprocess.run([options.make, str(options.samples), str(options.rows), "2", project], check=True)
    rows = options.samples * options.rows
    head()
    show(f"{options.samples} samples × {options.rows} rows, all new", [analyse(options.program, project, "new-data")], rows)
    show("the same again, nothing changed", [analyse(options.program, project, "new-data")], rows)
    changed = next((project / "snapshots").glob("*/*/snapshot.part2.h5"))
    changed.unlink()
    show("the same, one sample changed", [analyse(options.program, project, "new-data")], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("make", type=pathlib.Path)
    parser.add_argument("what", nargs="*", help="growth, many; both when nothing is said")
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=pathlib.Path, help="for the projects (some GiB); a temporary one by default")
    options = parser.parse_args()
    what = options.what or ["growth", "many"]
    with tempfile.TemporaryDirectory(prefix="aurora-projects-", dir=options.folder) as folder:
        for name, work in (("growth", growth), ("many", many)):
            if name in what:
                work(options, pathlib.Path(folder))


if __name__ == "__main__":
    main()
