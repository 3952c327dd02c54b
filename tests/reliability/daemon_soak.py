#!/usr/bin/env python3
"""Lets the daemon run for minutes at a short interval against a real lab whose server dies and comes back.

    build/lab-venv/bin/python tests/reliability/daemon_soak.py [--minutes 10] [--interval 5] [--deaths 5]

sshd and tomato are killed with all connections and started again, at even intervals. All the while
BioLogic jobs of new samples come to an end on the server. Prints the daemon's memory every 15 s. At the end: the daemon
never ended by itself, stops within 5 s when asked, the memory of the second half is no more than 10 % above that of the
first, and after one last nightly run every job is known, with a snapshot and results. Exit status: 0 all of it holds,
1 otherwise.
"""

import argparse
import pathlib
import signal
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))

import payloads  # noqa: E402
from conftest import lab_server  # noqa: E402
from lab import Lab, missing  # noqa: E402
from processes import memory_MiB  # noqa: E402
from project import SAMPLES, Project  # noqa: E402

DOWN_S = 8  # longer than an update, so that some of them find nobody


class Soak:
    def __init__(self, lab, project, options):
        self.lab = lab
        self.project = project
        self.options = options
        self.jobs = []
        self.memory = []
        self.problems = []

    def run(self):
        with self.project.start("daemon", json_answer=False) as daemon:
            drain = threading.Thread(target=daemon.communicate, daemon=True)  # so that it never waits for its reader
            drain.start()
            try:
                self._watch(daemon)
            finally:
                started = time.monotonic()
                daemon.send_signal(signal.SIGTERM)
                drain.join(15)
                if daemon.poll() is None:
                    daemon.kill()
                    drain.join()
                stopped_in = time.monotonic() - started
        if stopped_in > 5:
            self.problems.append(f"the daemon needed {stopped_in:.1f} s to stop")
        self._check_memory()
        self._check_jobs()

    def _watch(self, daemon):
        begin = time.monotonic()
        length = self.options.minutes * 60
        deaths = [length * (i + 1) / (self.options.deaths + 1) for i in range(self.options.deaths)]
        arrivals = [length * i / len(SAMPLES) for i in range(len(SAMPLES))]
        next_look = 0
        while (now := time.monotonic() - begin) < length:
            if daemon.poll() is not None:
                self.problems.append(f"the daemon ended by itself after {now:.0f} s with status {daemon.returncode}")
                return
            if arrivals and now >= arrivals[0]:
                arrivals.pop(0)
                self.jobs.append(self.lab.place_biologic(SAMPLES[len(self.jobs)]))
            if deaths and now >= deaths[0]:
                deaths.pop(0)
                self._die_and_come_back(now)
            if now >= next_look:
                next_look = now + 15
                self.memory.append(memory_MiB(daemon.pid))
                print(f"{now:6.0f} s  {self.memory[-1]:7.1f} MiB  {len(self.jobs)} jobs", flush=True)
            time.sleep(0.5)

    def _die_and_come_back(self, now):
        print(f"{now:6.0f} s  the server dies", flush=True)
        self.lab.kill_sshd()
        self.lab.kill_tomato()
        time.sleep(DOWN_S)
        self.lab.start_sshd()
        self.lab.start_tomato()

    def _check_memory(self):
        half = len(self.memory) // 2
        settled = self.memory[1:half] or self.memory[:1]
        if half > 2 and max(self.memory[half:]) > 1.1 * max(settled):
            self.problems.append(f"memory grew from {max(settled):.1f} to {max(self.memory[half:]):.1f} MiB")

    def _check_jobs(self):
        known = {row["Job ID"]: row for row in self.project.rows("jobs")}
        for job in self.jobs:
            if f"lab-{job}" not in known:
                self.problems.append(f"job {job} was never seen by the daemon's updates")
        once = self.project.run("daemon", "--once", timeout=600)
        for item in once.document["failed"]:
            if "voltage" not in item["message"]:  # the dummy's own job holds none, which is told as a failure
                self.problems.append(f"the last night: {item}")
        for job, sample in zip(self.jobs, SAMPLES):
            row = self.project.row("jobs", Job_ID=f"lab-{job}")
            results = self.project.row("results", Sample_ID=sample)
            if not (row and row["Last snapshot"] and results and results["Number of cycles"] == 3):
                self.problems.append(f"the snapshot of job {job} is lost: {row}, {results}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--interval", type=float, default=5, help="seconds between updates")
    parser.add_argument("--deaths", type=int, default=5)
    options = parser.parse_args()
    if reason := missing():
        print(f"There can be no lab here: {reason}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="soak-", dir="/tmp") as temporary, Lab() as lab:
        schedule = {"Update interval (min)": options.interval / 60, "Nightly at": "02:00"}
        project = Project(pathlib.Path(temporary), [lab_server(lab)], lab=lab, Daemon=schedule)
        lab.ketchup("load", SAMPLES[0], "MPG2-1-1")
        lab.ketchup("ready", "MPG2-1-1")
        lab.submit(payloads.dummy(SAMPLES[0], seconds=int(options.minutes * 60) + 300))
        soak = Soak(lab, project, options)
        soak.run()
    for problem in soak.problems:
        print(problem, file=sys.stderr)
    if not soak.problems:
        print(f"{options.minutes:g} minutes, {options.deaths} deaths of the server, {len(soak.jobs)} jobs: nothing lost")
    return 1 if soak.problems else 0


if __name__ == "__main__":
    sys.exit(main())
