"""Finding and ending exactly the processes that one has started: never by name."""

import contextlib
import os
import pathlib
import signal


def parents():
    """Process → its parent, of all that run; processes that have ended and only wait to be noticed are left out."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit():
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
                if state != "Z":
                    found[int(entry.name)] = int(parent)
    return found


def descendants(process):
    """Ids of the children of a process, of theirs, and so on."""
    parent_of = parents()
    found, before = {process}, set()
    while found != before:
        before = set(found)
        found |= {child for child, parent in parent_of.items() if parent in before}
    return found - {process}


def marked(variable):
    """Ids of the processes that were started with `NAME=value` in their environment."""
    found = set()
    for process in parents():
        with contextlib.suppress(OSError):
            if variable.encode() in pathlib.Path(f"/proc/{process}/environ").read_bytes().split(b"\0"):
                found.add(process)
    return found


def name_of(process):
    """The name of what a process runs; empty when it has just ended."""
    try:
        return pathlib.Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return ""


def kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def memory_MiB(process):
    """Resident memory of a process."""
    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
