#!/usr/bin/env python3
"""Kills the program at random moments while it brings the database of the Python program up to date.

    tests/reliability/migration_kills.py [--kills 100] [--seed 1]

A project that the Python program has written is opened for the first time, which is ended by SIGKILL after a random
part of the time that it takes, up to three times in a row. After each kill the database and its backups are whole and
every value of the Python program is there as it was. Opened once more, the database is as one that was never
disturbed.

Needs the corpus (AURORA_CORPUS, else ../shared/corpus) and h5py (tests/interop/requirements.txt); AURORA_PROGRAM
defaults to the release build. Exit status: 0 nothing was found, 1 otherwise.
"""

import argparse
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time

from kill_loop import Lab
from states import rows_of, stable_rows

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = pathlib.Path(os.environ.get("AURORA_CORPUS", ROOT.parent / "shared" / "corpus"))
ORIGINAL = CORPUS / "python_project" / "project"
FILES = ("shared_config.json", "database")  # all of a project that is looked at here


def copy_to(lab):
    shutil.rmtree(lab.project, ignore_errors=True)
    lab.project.mkdir(parents=True)
    for name in FILES:
        for file in sorted(p for p in [ORIGINAL / name, *(ORIGINAL / name).rglob("*")] if p.is_file()):
            target = lab.project / file.relative_to(ORIGINAL)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def values_that_were_there(tables, original):
    """Of each table of the original, its columns only."""
    return {
        name: [{column: row.get(column, "gone") for column in rows[0]} for row in tables.get(name, [])] if rows else []
        for name, rows in original.items()
    }


def problems_of(lab, original):
    database = lab.project / "database" / "database.db"
    found = []
    try:
        now = values_that_were_there(rows_of(database, mode="rw"), original)
        if stable_rows(now) != stable_rows(values_that_were_there(original, original)):
            found.append("values of the Python program have changed")
    except Exception as error:  # whatever is wrong with it
        found.append(f"{database.name}: {error}")
    for backup in (lab.project / "database" / "backup").glob("*.db"):
        try:
            if stable_rows(values_that_were_there(rows_of(backup), original)) != stable_rows(original):
                found.append(f"{backup.name} is not the database as it was")
        except Exception as error:
            found.append(f"{backup.name}: {error}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not ORIGINAL.is_dir():
        print(f"The corpus is not there: {ORIGINAL}", file=sys.stderr)
        return 1
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="aurora-migration-") as temporary:
        lab = Lab(pathlib.Path(temporary))
        copy_to(lab)
        original = rows_of(lab.project / "database" / "database.db")
        open_it = ("list", "samples", "--format", "json")
        started = time.monotonic()
        assert lab.run(*open_it).returncode == 0
        lasts = time.monotonic() - started
        migrated = stable_rows(rows_of(lab.project / "database" / "database.db"))
        assert migrated != stable_rows(original), "there was nothing to bring up to date"
        kills = rounds = between = 0
        while kills < options.kills:
            copy_to(lab)
            rounds += 1
            for _ in range(3):
                if not lab.kill(open_it, chance.uniform(0, lasts)):
                    break
                kills += 1
                if found := problems_of(lab, original):
                    print(f"after kill {kills}:", *found, sep="\n  ", file=sys.stderr)
                    return 1
                tables = rows_of(lab.project / "database" / "database.db")
                between += stable_rows(tables) not in (migrated, stable_rows(original))
            finished = lab.run(*open_it)
            if finished.returncode != 0 or stable_rows(rows_of(lab.project / "database" / "database.db")) != migrated:
                print(f"not completed after kill {kills}: {finished.stderr}", file=sys.stderr)
                return 1
    print(
        f"{kills} kills of {rounds} migrations, {between} times between two steps: every value kept, completed each time"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
