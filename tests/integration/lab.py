"""A lab of its own on this PC: a real sshd on 127.0.0.1 and a real tomato 0.2.3 whose cyclers are dummies.

    with Lab() as lab:
        lab.ketchup("load", "cell_01", "MPG2-1-1")

Everything lies in one short folder below /tmp and listens on a free port: several labs may run at once, and none touches
the settings of whoever runs it. Only Linux: processes are found by what /proc says of them.
"""

import base64
import contextlib
import getpass
import json
import os
import pathlib
import shlex
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
import zipfile

from keys import fingerprint, make_key
from processes import descendants, kill, marked, name_of

PROJECT_ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = pathlib.Path(os.environ.get("AURORA_LAB_VENV", PROJECT_ROOT / "build" / "lab-venv")).absolute()
CORPUS = pathlib.Path(os.environ.get("AURORA_CORPUS", PROJECT_ROOT.parent / "shared" / "corpus"))
SSHD = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")

PIPELINES = [f"MPG2-1-{channel}" for channel in range(1, 7)] + ["old rack 7"]
ENDED = ("c", "cd", "ce")
UNTIL_STARTED = 15  # seconds: the server looks at its queue once a second, then Python starts
UNTIL_ENDED = 20

SETTINGS = """
[state]
type = 'sqlite3'
path = '{data}/database.db'
[queue]
type = 'sqlite3'
path = '{data}/database.db'
storage = '{data}/Jobs'
[devices]
path = '{config}/devices.yml'
[drivers.dummy]
"""
# The dummy runs `random` and `sequential`. That it claims the other techniques lets tomato start payloads with real
# currents on it; those steps end at once, with a traceback in the job's log that nothing here looks at.
DEVICES = """
devices:
  - name: MPG2-1
    address: 127.0.0.1
    channels: [1, 2, 3, 4, 5, 6, 7]
    driver: dummy
    capabilities: [random, sequential, open_circuit_voltage, constant_current, constant_voltage, loop]
    pollrate: 1
pipelines:
{pipelines}
"""
SSHD_CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {ssh}/host
AuthorizedKeysFile {ssh}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
MaxSessions 100
SetEnv AURORA_LAB={folder} HOME={folder}
Subsystem sftp internal-sftp
"""
# tomato finds its worker by PATH: this one stands before it and can be told to start late, which opens the gap between
# "the server chose a pipeline for the job" and "the job says that it runs" for as long as a test needs it.
SLOW_WORKER = """#!/bin/sh
[ -f {folder}/slow_start ] && sleep "$(cat {folder}/slow_start)"
exec {venv}/bin/tomato_job "$@"
"""


def missing():
    """Why there can be no lab here; None when there can."""
    if SSHD is None:
        return "sshd is not installed"
    if not (VENV / "bin" / "ketchup").is_file():
        return f"tomato is not installed in {VENV}"
    return None


def wait_until(condition, seconds, what):
    """Waits until `condition()` is true and gives its value; fails with `what` when it is not in time."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds} s still not so: {what}")
        time.sleep(0.1)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Lab:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lab-", dir="/tmp"))
        self.ssh_folder = self.folder / "ssh"
        self.config = self.folder / "config" / "tomato" / "0.2.3"
        self.data = self.folder / "data" / "tomato" / "0.2.3"
        self.jobs_folder = self.data / "Jobs"
        self.scratch = self.folder / "scratch"
        self.key = self.ssh_folder / "id"
        self.known_hosts = self.ssh_folder / "known_hosts"
        self.env_file = self.folder / "env.sh"
        self.username = getpass.getuser()
        self.port = None
        self.sshd = None
        self.tomato = None

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    # Start and stop

    def start(self):
        for folder in (self.ssh_folder, self.config, self.data, self.scratch, self.folder / "bin"):
            folder.mkdir(parents=True)
        self.ssh_folder.chmod(0o700)
        self._write_tomato_settings()
        make_key(self.key)
        shutil.copy(self.key.with_suffix(".pub"), self.ssh_folder / "authorized_keys")
        make_key(self.ssh_folder / "host")
        self.start_tomato(wait=False)
        for attempt in range(5):  # another program may take the port before sshd does
            self.port = free_port()
            self._write_sshd_settings()
            with contextlib.suppress(AssertionError):
                self.start_sshd()
                break
        else:
            raise AssertionError(f"sshd does not start: {(self.folder / 'sshd.log').read_text()}")
        self.trust()
        self._wait_for_tomato()

    def stop(self):
        """Ends exactly what this lab started, jobs and connections with it, and removes its folder."""
        self.kill_sshd()
        self.kill_tomato(jobs=True)
        for _ in range(50):
            if not (left := self.processes()):
                break
            for process in left:
                kill(process)
            time.sleep(0.1)
        shutil.rmtree(self.folder, ignore_errors=True)

    def processes(self):
        """Ids of everything that runs for this lab: what it started, and what that started."""
        found = marked(f"AURORA_LAB={self.folder}")
        if self.sshd is not None and self.sshd.poll() is None:
            found |= {self.sshd.pid} | descendants(self.sshd.pid)
        return found

    def _write_tomato_settings(self):
        (self.config / "settings.toml").write_text(SETTINGS.format(data=self.data, config=self.config))
        device = "devices: [{{tag: worker, name: MPG2-1, channel: {}}}]"
        lines = [f"  - {{name: {json.dumps(name)}, {device.format(i + 1)}}}" for i, name in enumerate(PIPELINES)]
        (self.config / "devices.yml").write_text(DEVICES.format(pipelines="\n".join(lines)))
        worker = self.folder / "bin" / "tomato_job"
        worker.write_text(SLOW_WORKER.format(folder=self.folder, venv=VENV))
        worker.chmod(0o755)
        variables = {**self._tomato_variables(), "PATH": f"{VENV}/bin:$PATH"}
        text = " ".join(f'{name}="{value}"' for name, value in variables.items())
        self.env_file.write_text(f"export {text}\n")

    def _tomato_variables(self):
        return {"XDG_CONFIG_HOME": f"{self.folder}/config", "XDG_DATA_HOME": f"{self.folder}/data"}

    def _environment(self):
        path = f"{self.folder}/bin:{VENV}/bin:{os.environ['PATH']}"
        return os.environ | self._tomato_variables() | {"PATH": path, "AURORA_LAB": str(self.folder)}

    # sshd

    def _write_sshd_settings(self):
        text = SSHD_CONFIG.format(port=self.port, ssh=self.ssh_folder, folder=self.folder)
        (self.ssh_folder / "sshd_config").write_text(text)

    def start_sshd(self):
        if os.geteuid() == 0:
            pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        with open(self.folder / "sshd.log", "w") as log:
            self.sshd = subprocess.Popen(
                [SSHD, "-D", "-e", "-f", self.ssh_folder / "sshd_config"],
                env=os.environ | {"AURORA_LAB": str(self.folder)}, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

        def listens():
            assert self.sshd.poll() is None, "sshd has ended"
            return "Server listening" in (self.folder / "sshd.log").read_text()

        wait_until(listens, 10, "sshd listens")

    def kill_sshd(self):
        """The server is gone, and every open connection with it."""
        if self.sshd is None:
            return
        connections = descendants(self.sshd.pid)
        self.sshd.kill()
        self.sshd.wait()
        for process in connections:
            kill(process)

    def serves(self, program):
        """Whether a process of this name runs for someone who is connected."""
        return any(name_of(process) == program for process in descendants(self.sshd.pid))

    def drop_connections(self):
        for process in descendants(self.sshd.pid):
            kill(process)

    def swap_host_key(self):
        """As if the PC had been installed anew, or as if it were another one. `restore_host_key` undoes it."""
        self.kill_sshd()
        for name in ("host", "host.pub"):
            shutil.move(self.ssh_folder / name, self.ssh_folder / f"true_{name}")
        make_key(self.ssh_folder / "host")
        self.start_sshd()

    def restore_host_key(self):
        self.kill_sshd()
        for name in ("host", "host.pub"):
            shutil.move(self.ssh_folder / f"true_{name}", self.ssh_folder / name)
        self.start_sshd()

    def host_fingerprint(self):
        return fingerprint(self.ssh_folder / "host.pub")

    def known_host_line(self, port=None):
        key = " ".join((self.ssh_folder / "host.pub").read_text().split()[:2])
        return f"[127.0.0.1]:{port or self.port} {key}\n"

    def trust(self):
        self.known_hosts.write_text(self.known_host_line())

    # tomato

    def start_tomato(self, wait=True):
        with open(self.folder / "tomato.log", "a") as log:
            self.tomato = subprocess.Popen(
                ["tomato", "-t", "-v"], cwd=self.config, env=self._environment(), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        if wait:
            self._wait_for_tomato()

    def _wait_for_tomato(self):
        def ready():
            assert self.tomato.poll() is None, (self.folder / "tomato.log").read_text()[-2000:]
            with contextlib.suppress(sqlite3.OperationalError):
                return self.query("SELECT count(*) FROM state")[0][0] == len(PIPELINES)

        wait_until(ready, 30, "tomato knows its pipelines")

    def kill_tomato(self, jobs=False):
        """The server dies; its jobs go on (they are processes of their own) unless they are to die too."""
        if self.tomato is None:
            return
        self.tomato.kill()
        self.tomato.wait()
        if jobs:
            connections = set() if self.sshd is None else {self.sshd.pid} | descendants(self.sshd.pid)
            for process in marked(f"AURORA_LAB={self.folder}") - connections:
                kill(process)

    def slow_start(self, seconds):
        """From now on a job needs so much longer to start; 0: as fast as it can."""
        file = self.folder / "slow_start"
        if seconds:
            file.write_text(str(seconds))
        else:
            file.unlink(missing_ok=True)

    def query(self, sql, *values):
        """Reads tomato's database: far cheaper than `ketchup` where something is waited for."""
        with contextlib.closing(sqlite3.connect(f"file:{self.data}/database.db?mode=ro", uri=True, timeout=5)) as opened:
            return opened.execute(sql, values).fetchall()

    def write(self, sql, *values):
        with contextlib.closing(sqlite3.connect(self.data / "database.db", timeout=5)) as opened:
            cursor = opened.execute(sql, values)
            opened.commit()
            return cursor.lastrowid

    def state_of(self, job):
        rows = self.query("SELECT status FROM queue WHERE jobid = ?", int(job))
        return rows[0][0] if rows else None

    def payload_of(self, job):
        return json.loads(self.query("SELECT payload FROM queue WHERE jobid = ?", int(job))[0][0])

    def last_job(self):
        return self.query("SELECT max(jobid) FROM queue")[0][0] or 0

    def wait_for_state(self, job, *states, seconds=UNTIL_STARTED):
        return wait_until(
            lambda: self.state_of(job) in states and self.state_of(job), seconds, f"job {job} is {' or '.join(states)}"
        )

    def clear(self):
        """Ends every job and empties every pipeline, as `ketchup cancel` and `ketchup eject` would, all at once."""
        self.slow_start(0)
        if self.sshd.poll() is not None:
            self.start_sshd()
        if self.tomato.poll() is not None:
            self.start_tomato()
        self.write("UPDATE queue SET status = 'cd' WHERE status IN ('q', 'qw')")

        def idle():
            self.write("UPDATE queue SET status = 'rd' WHERE status = 'r'")
            busy = "SELECT 1 FROM state WHERE jobid IS NOT NULL UNION ALL SELECT 1 FROM queue WHERE status IN ('r', 'rd')"
            return not self.query(busy)

        wait_until(idle, UNTIL_ENDED, "no job runs")
        self.write("UPDATE state SET sampleid = NULL, ready = 0 WHERE sampleid IS NOT NULL OR ready != 0")

    # What a colleague does at the server

    def ssh(self, command, check=True, timeout=60):
        finished = subprocess.run(
            ["ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-i", self.key,
             "-o", f"UserKnownHostsFile={self.known_hosts}", "-o", "StrictHostKeyChecking=yes", "-p", str(self.port),
             f"{self.username}@127.0.0.1", command],
            capture_output=True, text=True, timeout=timeout, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if check:
            assert finished.returncode == 0, f"{command}: {finished.stdout}\n{finished.stderr}"
        return finished

    def ketchup(self, *arguments, check=True, folder=None):
        """`ketchup` with these arguments, by hand over ssh, in `folder` on the server (default: save_location)."""
        words = shlex.join(map(str, arguments))
        return self.ssh(f"cd {shlex.quote(str(folder or self.scratch))} && . {self.env_file} && ketchup {words}", check)

    def pipelines(self):
        """What `ketchup status` says: name → {sampleid, ready, jobid, pid}."""
        return by_first_column(self.ketchup("status", "-J").stdout)

    def jobs(self):
        """What `ketchup status queue -v` says: job number → {jobname, status, pipeline, pid}."""
        return by_first_column(self.ketchup("status", "queue", "-v", "-J").stdout)

    def submit(self, payload):
        """Submits by hand; gives the job's number."""
        encoded = base64.b64encode(json.dumps(payload).encode()).decode()
        said = self.ketchup("submit", "-J", encoded).stdout
        return int(said.split("jobid:")[1].split()[0])

    def place_biologic(self, sample, recording=CORPUS / "tomato" / "biologic_long" / "snapshot.9.zip"):
        """Puts the finished job of a BioLogic cycler into the server, as run on `sample`; gives its number."""
        with zipfile.ZipFile(recording) as archive:
            job_data = json.loads(archive.read("jobdata.json"))
            job_data["payload"]["sample"]["name"] = sample
            job = self.write(
                "INSERT INTO queue (payload, status, submitted_at, executed_at, completed_at) VALUES (?, 'c', ?, ?, ?)",
                json.dumps(job_data["payload"]), *("2024-06-10 08:00:00.250000+00:00",) * 3,
            )  # fmt: skip
            job_data["jobid"] = job
            archive.extractall(self.jobs_folder / str(job))
        (self.jobs_folder / str(job) / "jobdata.json").write_text(json.dumps(job_data, indent=1))
        return job


def by_first_column(answer):
    """A `-J` answer of ketchup, columns → arrays, as first column → the rest of the row."""
    columns = json.loads(answer)
    if not columns:
        return {}
    first, *others = columns
    return {key: {name: columns[name][i] for name in others} for i, key in enumerate(columns[first])}
