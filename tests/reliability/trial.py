"""A project of simulated cells on which verbs are tried again and again under a fault, each time from the same state.

What a verb may leave is taken from undisturbed runs: every file and every row the old or the new one, nothing else.
"""

import json
import re
import shutil

from kill_loop import SPARE, Lab, make_raw
from states import files_of, rows_of, stable_rows

ROWS = 3000
CRASHES = ("terminate called", "what():", "HDF5-DIAG", "Segmentation", "Traceback", "core dumped", "bad_alloc")
FAILED = "('Status', 'failed')"  # of a file that is tried again next time
SIMULATED = {"label": "sim", "server_type": "simulated", "speed": 3600}


def verbs(lab):
    """Everything that writes: name → (state it starts from, arguments)."""
    raw = lab.folder / "run_a"
    files = sorted(file for file in raw.rglob("*") if file.is_file())
    snapshots = lab.snapshots("run_a_02")
    out = lab.folder / "out"
    return {
        "init": ("fresh", ("init", lab.folder / "another")),
        "import-samples": ("fresh", ("import-samples", lab.folder / "more.json")),
        "import": ("fresh", ("import-data", raw)),
        "harvest": ("fresh", ("harvest",)),
        "update": ("fresh", ("update",)),
        "load": ("fresh", ("load", SPARE, "sim-simulated-1-1")),
        "daemon": ("fresh", ("daemon", "--once")),
        "convert": ("fresh", ("convert", *files, "-o", out)),
        "convert to CSV": ("fresh", ("convert", *files, "-o", out, "--format", "csv")),
        "import again": ("done", ("import-data", raw, "--force")),
        "analyse": ("done", ("analyse", "--when", "always")),
        "batch": ("done", ("batch", "analyse", "all")),
        "describe": ("done", ("batch", "describe", "all", "all of them")),
        "exclude": ("done", ("snapshots", "exclude", "run_a_02", *snapshots)),
        "move": ("done", ("snapshots", "move", "run_a_02", *snapshots, "--to", SPARE)),
        "set": ("done", ("sample", "set", "run_a_03", "Cathode active material mass (mg)=12")),
        "add": ("done", ("sample", "add", "run_b_01")),
        "delete": ("done", ("sample", "delete", "run_a_04", "--yes")),
        "columns": ("a column too many", ("columns", "apply", "--allow-loss")),
        "backup": ("done", ("database", "backup")),
        "restore": ("changed since", ("database", "restore", lab.folder / "saved.db", "--yes")),
        "copy": ("done", ("database", "copy", "--to", lab.folder / "copy.db")),
        "export": ("done", ("export", "--batch", "all", "-o", out, "--format", "csv,xlsx,h5,bdf", "--with", "cycles")),
        "export a zip": ("done", ("export", "--batch", "all", "-o", out / "all.zip", "--format", "csv,h5")),
        "export a crate": ("done", ("export", "--batch", "all", "-o", out, "--format", "rocrate")),
        "plot": ("done", ("plot", "batch", "all", "--chart", "cycles", "-o", out / "all.png")),
    }  # fmt: skip


class Undisturbed:
    """How a verb leaves a project: before, after, and all that may be found between."""

    def __init__(self, before, runs):
        (old_files, self.old_rows), self.new_files, self.new_rows = before, set(runs[-1][0]), runs[-1][1]
        self.allowed = {}
        for files in (old_files, *(run[0] for run in runs)):
            for path, digests in files.items():
                self.allowed.setdefault(path, set()).update(digests)

    def wrong(self, files, rows):
        """What is neither old nor new."""
        known = {*self.old_rows, *self.new_rows}
        between = [row for row in rows if row not in known and FAILED not in row]
        found = [f"a row between old and new: {row}" for row in between]
        for path, digests in files.items():
            if path not in self.allowed:
                found.append(f"left behind: {path}")
            elif not digests <= self.allowed[path]:
                found.append(f"neither old nor new: {path}: {digests - self.allowed[path]}")
        return found

    def missing(self, files, rows):
        """What is not the new one."""
        found = [f"not there: {path}" for path in sorted(self.new_files - set(files))]
        return found + [f"not {row}" for row in self.new_rows if row not in rows]


class Trial:
    def __init__(self, root, folder):
        """A lab in `folder`; what it is set back to is kept in `root`."""
        self.kept = root / "kept"
        self.raw = root / "raw"
        self.lab = Lab(folder)
        self.lab.environment |= {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(folder / "tmp")}

    def prepare(self):
        """Keeps the states that verbs start from: `fresh`, nothing was imported yet, `done`, `changed since`, of which
        `saved.db` is the database before, and `a column too many`."""
        make_raw(self.raw, ROWS)
        self.lab.folder.mkdir()
        self.lab.make(self.raw)
        for name in ("tmp", "out"):
            (self.lab.folder / name).mkdir()
        (self.lab.folder / "more.json").write_text(json.dumps([{"Sample ID": f"run_c_{i:03}"} for i in range(300)]))
        config = self.lab.project / "shared_config.json"
        content = json.loads(config.read_text())
        folder = {"label": "pc", "EC-lab folder location": str(self.lab.folder / "run_a")}
        content |= {"Servers": [SIMULATED], "EC-lab harvester": {"Servers": [folder]}}
        content["Sample database"].append({"Name": "Glue", "Type": "TEXT"})
        config.write_text(json.dumps(content))
        self._must("check")  # whoever opens it first adds the new column
        self._keep("fresh")
        self._must("import-data", self.lab.folder / "run_a")
        self._must("batch", "analyse", "all")
        self._keep("done")
        self._must("database", "copy", "--to", self.lab.folder / "saved.db")
        self._must("sample", "set", "run_a_03", "Cathode active material mass (mg)=11")
        self._keep("changed since")
        self.go_back("done")
        content["Sample database"].pop()
        config.write_text(json.dumps(content))
        self._keep("a column too many")

    def _must(self, *arguments):
        finished = self.lab.run(*arguments)
        assert finished.returncode == 0, finished.stderr

    def _keep(self, name):
        shutil.copytree(self.lab.folder, self.kept / name)

    def go_back(self, name):
        """Everything as it was."""
        shutil.rmtree(self.lab.folder)
        shutil.copytree(self.kept / name, self.lab.folder)

    def state(self):
        """(files, rows) as they are now."""
        return files_of(self.lab.folder), stable_rows(rows_of(self.lab.project / "database" / "database.db"))

    def undisturbed(self, start, arguments, run=None):
        """Runs the verb twice without any fault, by `run` or by the lab's own."""
        self.go_back(start)
        before, runs = self.state(), []
        for _ in range(2):
            self.go_back(start)
            finished = (run or self.lab.run)(*arguments)
            assert finished.returncode == 0, (arguments, finished.stdout, finished.stderr)
            runs.append(self.state())
        return Undisturbed(before, runs)

    def wrong_words(self, finished, reason):
        """How it ended: status 0, or 1 with words that match `reason`."""
        text = f"{finished.stdout}{finished.stderr}".strip()
        if finished.returncode not in (0, 1) or any(word in text for word in CRASHES):
            return [f"ended with status {finished.returncode}: {text}"]
        if finished.returncode == 1 and not re.search(reason, finished.stderr):
            return [f"does not say why: {text or 'no word'}"]
        return []

    def complete(self, arguments, undisturbed):
        """Now that nothing disturbs any more: `check` finds nothing wrong, and what is missing is done."""
        check = self.lab.run("check")
        found = [f"check: {check.stdout}{check.stderr}".strip()] if check.returncode != 0 else []
        finished = self.lab.run(*arguments)
        missing = undisturbed.missing(*self.state())
        if missing and finished.returncode != 0:  # not done twice; what depends on it is made up
            self.lab.run("analyse")
            missing = undisturbed.missing(*self.state())
        return found + [f"not completed: {finished.stderr.strip()} {line}" for line in missing[:3]]


def sentences(finished):
    """What it said, without the names of files and samples."""
    return [re.sub(r"\S*/\S*|run_\w+", "…", line) for line in finished.stderr.splitlines()]
