"""A project of the program, and the program's answers."""

import dataclasses
import json
import os
import pathlib
import subprocess

from lab import PROJECT_ROOT

BUILD = PROJECT_ROOT / "build" / "release"
PROGRAM = pathlib.Path(os.environ.get("AURORA_PROGRAM", BUILD / "aurora-cycler-manager")).resolve()
MAKE_VENDOR_FILE = pathlib.Path(os.environ.get("AURORA_MAKE_VENDOR_FILE", BUILD / "tests" / "make_vendor_file")).resolve()

RUN = "240606_svfe_gen1"
SAMPLES = [f"{RUN}_{number:02}" for number in range(1, 11)]
# Worked out by hand from the row below, cathode only; the anode is larger, so that all of the cathode counts:
#   areal     1 mAh/cm² × π × (1.4 cm / 2)² = 1.539380 mAh
#   specific  150 mAh/g × (20 mg − 10 mg) × 0.9 = 1.35 mAh
#   nominal   1.5 mAh, as it stands
CAPACITY_MAH = {"areal": 1.539380, "specific": 1.35, "nominal": 1.5}
MASS_MG = 9.0
SAMPLE_ROW = {
    "Run ID": RUN,
    "Anode diameter (mm)": 15,
    "Cathode diameter (mm)": 14,
    "Cathode mass (mg)": 20,
    "Cathode current collector mass (mg)": 10,
    "Cathode active material mass fraction": 0.9,
    "Cathode C-rate definition areal capacity (mAh/cm2)": 1,
    "Cathode C-rate definition specific capacity (mAh/g)": 150,
    "C-rate definition capacity (mAh)": 1.5,
}


@dataclasses.dataclass
class Answer:
    """How a run of the program ended."""

    arguments: tuple
    status: int
    stdout: str
    stderr: str

    @property
    def text(self):
        return self.stdout + self.stderr

    @property
    def document(self):
        """The one JSON document of `--json`."""
        return json.loads(self.stdout)

    @property
    def messages(self):
        """What the report says of failures, as one text."""
        return "\n".join(item["message"] for item in self.document["failed"])

    def __str__(self):
        return f"{self.arguments}: status {self.status}\n{self.stdout}\n{self.stderr}"


class Project:
    def __init__(self, folder, servers, lab=None, samples=SAMPLES, **shared):
        """`init`s a project in `folder`/project, with these `Servers` and other keys of the shared configuration."""
        self.folder = folder / "project"
        self.home = folder / "home"
        self.home.mkdir()
        self.raw = folder / "raw"
        self.user_config = folder / "config.json"
        self.shared_config = self.folder / "shared_config.json"
        self.known_hosts = folder / "known_hosts"
        user = {"Snapshots folder path": str(self.raw), "SSH known hosts path": str(self.known_hosts)}
        if lab is not None:
            self.known_hosts.write_text(lab.known_host_line())
            user["SSH private key path"] = str(lab.key)
        self.user_config.write_text(json.dumps(user))
        self.good("init", self.folder, json_answer=False)
        self.configure(Servers=servers, **shared)
        if samples:
            file = folder / "samples.json"
            file.write_text(json.dumps([{"Sample ID": sample} | SAMPLE_ROW for sample in samples]))
            self.good("import-samples", file)

    def configure(self, **changes):
        self._change(self.shared_config, changes)

    def configure_user(self, **changes):
        self._change(self.user_config, changes)

    @staticmethod
    def _change(file, changes):
        file.write_text(json.dumps(json.loads(file.read_text()) | changes, indent=1))

    def change_server(self, **changes):
        """Changes the first server of the shared configuration."""
        servers = json.loads(self.shared_config.read_text())["Servers"]
        servers[0] |= changes
        self.configure(Servers=servers)

    def environment(self, **changes):
        left_out = ("SSH_AUTH_SOCK", "AURORA_PROJECT")
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        paths = {"HOME": str(self.home), "AURORA_USER_CONFIG": str(self.user_config)}
        return environment | paths | {"XDG_RUNTIME_DIR": str(self.home)} | changes

    def command(self, *arguments, json_answer=True):
        options = ["--json"] if json_answer else []
        if self.shared_config.exists():
            options += ["--project", self.folder]
        return [str(word) for word in (PROGRAM, *options, *arguments)]

    def start(self, *arguments, json_answer=True, environment=None):
        """Starts the program without waiting; the caller ends or awaits it."""
        return subprocess.Popen(
            self.command(*arguments, json_answer=json_answer), env=self.environment(**(environment or {})),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *arguments, json_answer=True, environment=None, timeout=120):
        with self.start(*arguments, json_answer=json_answer, environment=environment) as process:
            try:
                stdout, stderr = process.communicate(timeout=timeout)
            except BaseException:
                process.kill()
                raise
        return Answer(arguments, process.returncode, stdout, stderr)

    def good(self, *arguments, **options):
        """Runs the program; it must do all it is asked."""
        answer = self.run(*arguments, **options)
        assert answer.status == 0, str(answer)
        return answer

    def failing(self, *arguments, **options):
        """Runs the program; it must say that something failed, in words and not with a crash."""
        answer = self.run(*arguments, **options)
        assert answer.status == 1, str(answer)
        assert answer.text.strip(), "failed without a word"
        return answer

    def rows(self, table, **where):
        conditions = [word for name, value in where.items() for word in ("--where", f"{name.replace('_', ' ')}={value}")]
        return json.loads(self.good("list", table, "--format", "json", *conditions, json_answer=False).stdout)

    def row(self, table, **where):
        """The one row of a table; None when there is none."""
        rows = self.rows(table, **where)
        assert len(rows) <= 1, rows
        return rows[0] if rows else None

    def payload(self, payload):
        """Writes a payload file; gives its path."""
        file = self.folder.parent / f"payload{len(list(self.folder.parent.glob('payload*')))}.json"
        file.write_text(json.dumps(payload))
        return file
