"""What a folder holds, as values that can be compared: was a file or a row the old one, the new one, or something
between?

What differs between two runs that were never disturbed (the moments of today, the metadata of data files) is no part
of it.
"""

import contextlib
import datetime
import hashlib
import json
import re
import sqlite3
import zipfile

import h5py

DIGITS = re.compile(r"\d{4}-\d\d-\d\d[T_ ]?\d\d-?\d\d-?\d\dZ?(?:~\d+)?")  # a moment in a name, with the number of the second


def rows_of(file, mode="ro"):
    """Table → its rows, each a dictionary. Raises when the database is damaged.

    What a killed program has left in the journal is undone where `mode` is "rw".
    """
    found = {}
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode={mode}", uri=True)) as database:
        database.row_factory = sqlite3.Row
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            found[name] = [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')]
        if (said := database.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise ValueError(said)
    return found


def stable_rows(tables):
    """Every row as a text that can be compared, in order, without numbers of rows and moments of now."""
    return sorted(
        f"{table}: {[(name, _without_now(value)) for name, value in sorted(row.items()) if name != 'id']}"
        for table, rows in tables.items()
        for row in rows
        if table not in ("sqlite_sequence", "daemon")
    )


def _without_now(value):
    """The value; a moment of today, in whichever zone, is "now"."""
    now = datetime.datetime.now()
    with contextlib.suppress(TypeError, ValueError):
        if abs(now - datetime.datetime.fromisoformat(value[:19])) < datetime.timedelta(days=1):
            return "now"
    return "now" if isinstance(value, float) and abs(value - now.timestamp()) < 86400 else value


def _hdf5(file):
    found = []

    def take(name, item):
        if isinstance(item, h5py.Dataset) and name != "metadata":
            found.append((name, hashlib.sha256(item[()].tobytes()).hexdigest()))

    with h5py.File(file) as opened:
        if "metadata" in opened:
            json.loads(opened["metadata"][()])
        opened.visititems(take)
    return repr(sorted(found))


def _json(file):
    content = json.loads(file.read_text())
    if isinstance(content, dict):
        content.pop("metadata", None)
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _zip(file):
    with zipfile.ZipFile(file) as archive:
        if bad := archive.testzip():
            raise ValueError(f"{bad} is damaged")
        return repr(sorted(DIGITS.sub("#", name) for name in archive.namelist()))


def _picture(file):
    if not file.read_bytes().endswith(b"IEND\xaeB`\x82"):
        raise ValueError("the picture is cut off")
    return "whole"


def _database(file):
    rows_of(file)
    return "whole"  # its rows are compared by themselves


def _log(file):
    return "whole"  # its lines have moments of now


def _simulated(file):
    json.loads(file.read_text())
    return "whole"  # the clock of the simulated server goes on


READERS = {
    ".h5": _hdf5, ".json": _json, ".zip": _zip, ".xlsx": _zip, ".png": _picture, ".db": _database, ".log": _log,
}  # fmt: skip


def digest(file):
    """What the file holds, in short. Raises when it is damaged."""
    reader = _simulated if file.parent.name == "simulated" else READERS.get(file.suffix)
    return reader(file) if reader else hashlib.sha256(file.read_bytes()).hexdigest()


def files_of(folder):
    """Name below the folder, without moments in it → digests of the files of that name. Damage is a digest, too."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            name = DIGITS.sub("#", str(file.relative_to(folder)))
            try:
                said = digest(file)
            except Exception as error:  # whatever is wrong with it
                said = f"damaged: {error}"
            found.setdefault(name, set()).add(said)
    return found
