"""A project of the Python program stays one: after `connect`, everything that could read it still can."""

import json
import shutil
import sqlite3

import h5py
import pandas as pd
import pytest


@pytest.fixture()
def project(corpus, tmp_path):
    """A writable copy of the project that the Python program made."""
    folder = tmp_path / "project"
    shutil.copytree(corpus / "python_project" / "project", folder, copy_function=shutil.copyfile)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def table_names(database):
    return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def rows_of(database, table, columns):
    names = ", ".join(f'"{column}"' for column in columns)
    return sorted(map(repr, database.execute(f'SELECT {names} FROM "{table}"')))


def test_every_table_keeps_its_columns_and_rows(project, run):
    file = project / "database" / "database.db"
    with sqlite3.connect(file) as database:
        columns = {
            table: [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            for table in table_names(database)
            if not table.startswith("sqlite_")
        }
        before = {table: rows_of(database, table, columns[table]) for table in columns}
    assert before["samples"], "the project should hold samples"

    run("connect", project)

    with sqlite3.connect(file) as database:
        assert table_names(database) >= set(columns)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        for table, kept in columns.items():
            assert rows_of(database, table, kept) == before[table], table


def test_the_migration_left_a_backup(project, run):
    run("connect", project)
    backups = [file for file in (project / "database" / "backup").iterdir() if file.suffix == ".db"]
    assert backups
    with sqlite3.connect(backups[0]) as database:
        assert "samples" in table_names(database)


def test_pandas_still_reads_every_file(project, run):
    run("connect", project)
    run("--project", project, "analyse", "--when", "always")
    files = sorted(project.glob("snapshots/*/*/*.h5"))
    assert len(files) >= 10
    for file in files:
        assert len(pd.read_hdf(file)) > 0, file
        with h5py.File(file) as opened:
            if "metadata" in opened:
                json.loads(opened["metadata"][()])


def test_the_configuration_is_still_the_one_of_the_python_program(project, run):
    before = json.loads((project / "shared_config.json").read_text(encoding="utf-8"))
    run("connect", project)
    after = json.loads((project / "shared_config.json").read_text(encoding="utf-8"))
    assert after | before == after, "a key or a value was changed"
