"""The writes of one of several programs that write to a project at once, and the state that they must lead to.

What is shared is the rows and files: every writer changes cells of every sample, each its own column, puts samples of
its own into everybody's batches, and moves samples on its own pipelines of everybody's server. So what is right in
the end does not depend on who was first, and is known without the program.
"""

import json
import random

WRITERS = 4
COMMON = [f"mix_a_{i:02}" for i in range(1, 41)]
BATCHES = [f"of all {i}" for i in range(4)]
COLUMNS = ["Label", "Comment", "Barcode", "Electrolyte description"]  # one a writer


class Plan:
    """`command` after `command`; what each changes is in the dictionaries at once, as it must be when it has ended."""

    def __init__(self, writer, seed, folder):
        self.chance = random.Random(f"{seed} {writer}")
        self.writer = writer
        self.folder = folder
        self.mine = COMMON[writer::WRITERS]
        self.column = COLUMNS[writer]
        self.cells = {}  # (sample, column) → text
        self.made = set()  # samples of its own
        self.members = {(batch, sample) for batch in BATCHES for sample in self.mine if batch == BATCHES[0]}
        self.description = ""
        self.pipelines = {f"sim-simulated-1-{2 * writer + i}": [None, 0] for i in (1, 2)}  # → sample, ready
        self.jobs = {}  # comment → [status, job, or None while it is not known]
        self.rows = {}  # sample with data → rows of its snapshot
        self.count = 0
        self.payload = folder / "payload.json"

    def command(self):
        """The arguments of the next write."""
        self.count += 1
        kinds = {
            self._set: 34, self._batch: 22, self._pipeline: 16, self._sample: 12, self._describe: 6, self._job: 5,
            self._import_samples: 4, self._import_data: 1,
        }  # fmt: skip
        while True:
            kind = self.chance.choices(list(kinds), list(kinds.values()))[0]
            if arguments := kind():
                return [str(word) for word in arguments]

    def _set(self):
        sample = self.chance.choice(COMMON)
        self.cells[sample, self.column] = f"{self.writer} wrote {self.count}"
        return "sample", "set", sample, f"{self.column}={self.cells[sample, self.column]}"

    def _batch(self):
        pair = self.chance.choice(BATCHES), self.chance.choice(self.mine)
        verb = "remove" if pair in self.members else "add"
        self.members ^= {pair}
        return "batch", verb, *pair

    def _describe(self):
        self.description = f"described for the {self.count}th time"
        return "batch", "describe", f"of writer {self.writer}", self.description

    def _sample(self):
        if len(self.made) > 3 and self.chance.random() < 0.5:
            sample = self.chance.choice(sorted(self.made))
            self.made.remove(sample)
            del self.cells[sample, "Label"]
            return "sample", "delete", sample, "--yes"
        sample = f"mix_w{self.writer}_{self.count:05}"
        self.made.add(sample)
        self.cells[sample, "Label"] = f"made by {self.writer}"
        return "sample", "add", sample, f"Label=made by {self.writer}"

    def _pipeline(self):
        name = list(self.pipelines)[0]
        state = self.pipelines[name]
        if state[0] is None:
            state[0] = self.chance.choice(self.mine[1:])  # the first is where jobs are
            return "load", state[0], name
        if state[1]:
            state[1] = 0
            return "unready", name
        if self.chance.random() < 0.5:
            state[1] = 1
            return "ready", name
        state[0] = None
        return "eject", name

    def _job(self):
        name = list(self.pipelines)[1]
        if self.pipelines[name][0] is None:
            self.pipelines[name][0] = self.mine[0]
            return "load", self.mine[0], name
        queued = [comment for comment, job in self.jobs.items() if job == ["q", job[1]] and job[1]]
        if queued and self.chance.random() < 0.6:
            comment = self.chance.choice(queued)
            self.jobs[comment][0] = "cd"
            return "cancel", self.jobs[comment][1]
        comment = f"{self.writer} submits {self.count}"
        self.jobs[comment] = ["q", None]
        return "submit", self.payload, "--yes", "--sample", self.mine[0], "--capacity", "1", "--comment", comment

    def _import_samples(self):
        file = self.folder / f"samples{self.writer}.json"
        labels = {f"mix_i{self.writer}_{i}": f"imported at {self.count}" for i in range(5)}
        file.write_text(json.dumps([{"Sample ID": sample, "Label": label} for sample, label in labels.items()]))
        self.cells |= {(sample, "Label"): label for sample, label in labels.items()}
        return "import-samples", file

    def _import_data(self):
        sample = self.mine[1]
        self.rows[sample] = self.rows.get(sample, 200) + 50
        return "import-data", self.folder / f"grows{self.writer}.mpr", "--sample", sample
