"""Small and read-only file systems that nobody else sees: they are mounted in a namespace of the script's own."""

import os
import pathlib
import shutil
import subprocess
import sys

MARK = "AURORA_OWN_MOUNTS"
BLOCK = 4096


def in_own_mounts():
    """Starts this script anew where it may mount, and returns there only. Where that is not allowed it ends."""
    if MARK in os.environ:
        return
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*unshare, "true"], check=False, capture_output=True).returncode
    ):
        sys.exit("Nothing can be mounted here: run it as root, or allow user namespaces.")
    os.environ[MARK] = "1"
    os.execvp(unshare[0], [*unshare, sys.executable, *sys.argv])


def mount(*arguments):
    subprocess.run(["mount", *map(str, arguments)], check=True)


class SmallDisk:
    """A disk of `size_MiB` at `folder`, on which as little is free as one likes."""

    def __init__(self, folder, size_MiB):
        self.folder = folder
        self.size = size_MiB * 1024 * 1024
        self.filler = folder / "filler"
        folder.mkdir(parents=True, exist_ok=True)
        mount("-t", "tmpfs", "-o", f"size={size_MiB}m", "tmpfs", folder)

    def free(self):
        here = os.statvfs(self.folder)
        return here.f_bavail * here.f_frsize

    def leave(self, free):
        """From now on `free` bytes are free, to the block; None: all that is not used."""
        self.filler.unlink(missing_ok=True)
        if free is None:
            return
        taken = (self.free() - free) // BLOCK * BLOCK
        if taken <= 0:
            raise ValueError(f"only {self.free()} bytes are free, not {free}")
        with open(self.filler, "wb") as filler:
            os.posix_fallocate(filler.fileno(), 0, taken)


def make_read_only(folder):
    """The folder as if it were a share on which nothing may be written; also for root."""
    mount("--bind", folder, folder)
    mount("-o", "remount,bind,ro", folder)


def make_writable(folder):
    """Undoes make_read_only."""
    subprocess.run(["umount", "--lazy", folder], check=True)


def clean(folder):
    """An empty folder of this name."""
    shutil.rmtree(folder, ignore_errors=True)
    pathlib.Path(folder).mkdir(parents=True)
