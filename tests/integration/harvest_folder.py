"""A folder of an EC-Lab PC, with recordings that appear, grow and arrive late."""

import os
import shutil
import subprocess

from project import MAKE_VENDOR_FILE, RUN, SAMPLES

LABEL = "bench"
DISTINCT = 10  # recordings; the others are copies under other names, in folders of no known sample
START_UTS = 1_700_000_000


class HarvestFolder:
    """Below `folder`, pairs of `.mpr` and `.mpl`: those of known samples first, then of cells nobody has entered."""

    def __init__(self, folder, pairs, assigned=20):
        self.folder = folder
        self._made = folder.parent / "made"
        self._made.mkdir(parents=True, exist_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        for seed in range(DISTINCT + 2):
            self._make(seed, 60)
        for i in range(pairs):
            cell = f"{RUN}/{SAMPLES[i % 4]}" if i < assigned else f"others/tray {i % 20}"
            self.put(f"{cell}/recording_{i:04}", i % DISTINCT, START_UTS + i)

    def _make(self, seed, rows):
        file = self._made / f"{seed}-{rows}.mpr"
        if not file.exists():
            subprocess.run([MAKE_VENDOR_FILE, "mpr", str(rows), str(seed), file], check=True)
        return file

    def put(self, name, seed, modified_uts, rows=60, log="BIO-LOGIC log\r\n"):
        """Writes the pair `name`.mpr and .mpl, as old as said; gives both paths below the folder."""
        recording = self.folder / f"{name}.mpr"
        recording.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self._make(seed, rows), recording)
        recording.with_suffix(".mpl").write_text(log)
        for file in (recording, recording.with_suffix(".mpl")):
            os.utime(file, (modified_uts, modified_uts))
        return {f"{name}.mpr", f"{name}.mpl"}

    def files(self):
        return sorted(file for file in self.folder.rglob("*") if file.is_file())


def harvester(lab, folder, **changes):
    """The folder as the shared configuration's `EC-lab harvester`, fetched from the lab over SFTP."""
    server = {
        "label": LABEL,
        "hostname": "127.0.0.1",
        "port": lab.port,
        "username": lab.username,
        "shell_type": "bash",
        "EC-lab folder location": f"{folder}/",
    }
    return {"EC-lab harvester": {"Servers": [server | changes]}}


def fetched(project):
    """What was fetched: path below the folder → (inode, time of change); another inode is another fetching."""
    root = project.raw / "eclab_snapshots" / LABEL
    return {
        str(file.relative_to(root)): (file.stat().st_ino, file.stat().st_mtime_ns)
        for file in root.rglob("*")
        if file.is_file()
    }


def differences(project, harvested):
    """Files that are not on this PC as they are on the server: bytes and modification time; also those too many."""
    root = project.raw / "eclab_snapshots" / LABEL
    wrong = []
    for file in harvested.files():
        copy = root / file.relative_to(harvested.folder)
        if not copy.is_file() or copy.read_bytes() != file.read_bytes():
            wrong.append(f"{copy}: not the bytes of the server")
        elif abs(copy.stat().st_mtime - file.stat().st_mtime) >= 1:
            wrong.append(f"{copy}: not the time of the server")
    known = {str(file.relative_to(harvested.folder)) for file in harvested.files()}
    return wrong + [f"{name}: not on the server" for name in fetched(project) if name not in known]
