#!/usr/bin/env python3
"""Compares what the program reads from the corpus with the vendors' own exports, and prints the table of
docs/file-formats.md.

    AURORA_PROGRAM=build/release/aurora-cycler-manager tests/interop/export_table.py

Each binary is converted with `convert --format csv --all-columns --cycle-mode raw`, and each column that the export has too
is compared on every row by compare_export.py, which stands beside the corpus and shares no code with the program. A
deviation is counted in units of the last digit that the export printed: half a unit is what printing alone can do, one unit
for EC-Lab's columns of 16 digits, which it rounds twice.

Exit status: 0 everything agrees but the exceptions named here, 1 otherwise.
"""

import dataclasses
import importlib.util
import math
import os
import pathlib
import subprocess
import sys
import tempfile

PROJECT_ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = pathlib.Path(os.environ.get("AURORA_CORPUS", PROJECT_ROOT.parent / "shared" / "corpus"))
PROGRAM = pathlib.Path(os.environ.get("AURORA_PROGRAM", PROJECT_ROOT / "build" / "release" / "aurora-cycler-manager"))
TOOLS = CORPUS.parent / "tools"

# What the export has otherwise than the binary, as the notes of the corpus say: (export, column) → why, and how far off.
EXCEPTIONS = {
    ("cp.mpt", "Q charge/discharge/mA.h"): 6e-8,
    ("cp.mpt", "Q charge/mA.h"): 6e-8,
    ("cp.mpt", "Q discharge/mA.h"): 6e-8,
    ("cp.mpt", "Capacity/mA.h"): 6e-8,
}
# How the numbers of an export were printed, where its text does not tell.
MAPS = {"TestFile.btsda.csv": "bts9-mAh4.json"}
TOLERANCE = {".mpt": 1.0, ".csv": 0.55}
UNKNOWN_FORMAT = "neither the content nor the ending is that of a known cycler file"


@dataclasses.dataclass
class Comparison:
    """One binary against one export."""

    export: str
    binary: str
    rows: int = 0
    export_rows: int = 0
    columns: int = 0
    worst: float = 0.0
    worst_column: str = ""
    excepted: list = dataclasses.field(default_factory=list)
    not_stored: list = dataclasses.field(default_factory=list)
    failures: list = dataclasses.field(default_factory=list)


class UnknownFormat(Exception):
    """The program has no reader for this file."""


def compare_tool():
    """The module compare_export.py."""
    spec = importlib.util.spec_from_file_location("compare_export", TOOLS / "compare_export.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs():
    """(binary, export) for every export of the corpus."""
    found = []
    for export in sorted((CORPUS / "eclab").rglob("*.mpt")) + sorted((CORPUS / "neware").rglob("*.btsda.csv")):
        stem = export.name.removesuffix(".mpt").removesuffix(".btsda.csv").removesuffix(".old")
        for ending in (".mpr", ".ndax", ".nda"):
            binary = export.with_name(stem + ending)
            if binary.is_file():
                found.append((binary, export))
    return found


def convert(binary, folder, program=PROGRAM):
    """The CSV that the program writes of a binary."""
    arguments = ["convert", "--format", "csv", "--all-columns", "--cycle-mode", "raw", "-o", folder, binary]
    environment = os.environ | {"AURORA_USER_CONFIG": str(pathlib.Path(folder) / "user.json")}
    environment.pop("AURORA_PROJECT", None)
    done = subprocess.run([program, *map(str, arguments)], env=environment, capture_output=True, text=True, check=False)
    if UNKNOWN_FORMAT in done.stderr:
        raise UnknownFormat(binary.name)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return pathlib.Path(folder) / (binary.stem + ".csv")


def compare(tool, binary, export, folder, program=PROGRAM):
    """Every column of the export that the program gives too."""
    ours = convert(binary, folder, program)
    name_map = MAPS.get(export.name)
    columns, export_rows, rows, not_stored, missing = tool.compare(
        str(export),
        str(ours),
        mapfile=str(TOOLS / "compare_maps" / name_map) if name_map else None,
        tol=TOLERANCE[export.suffix],
    )
    result = Comparison(export.name, binary.name, rows, export_rows, not_stored=not_stored)
    for column, _, difference in columns:
        result.columns += 1
        allowed = EXCEPTIONS.get((export.name, column))
        if difference.bad and allowed is not None and difference.maxd <= allowed * largest(tool, export, column):
            result.excepted.append(column)
        elif difference.bad:
            result.failures.append(f"{column}: {difference.bad} rows differ, the first is {difference.first + 1}")
        elif difference.digits is not None and difference.digits > result.worst:
            result.worst, result.worst_column = difference.digits, column
    result.failures += [f"{column}: missing" for column in missing]
    if rows != export_rows:
        result.failures.append(f"{rows} rows, the export has {export_rows}")
    return result


def largest(tool, export, column):
    """The largest magnitude of a column of an .mpt."""
    names, rows = tool.read_mpt(str(export))
    place = names.index(column)
    return max((abs(tool.number(row[place]) or 0.0) for row in rows), default=math.inf)


def table_row(result):
    """One line of the table."""
    notes = []
    if result.excepted:
        notes.append(f"{', '.join(result.excepted)} within {max(EXCEPTIONS.values()):g} of the largest value")
    if result.not_stored:
        notes.append(f"{len(result.not_stored)} more not in the file")
    notes += result.failures
    worst = f"{result.worst:.2f} ({result.worst_column})" if result.worst_column else "0"
    cells = [result.export, str(result.rows), str(result.columns), worst, "; ".join(notes)]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main():
    if not TOOLS.is_dir():
        print(f"There is no corpus at {CORPUS}.", file=sys.stderr)
        return 1
    tool = compare_tool()
    failed = False
    print("| export | rows | columns compared | worst deviation | besides |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for binary, export in pairs():
            try:
                result = compare(tool, binary, export, folder)
            except UnknownFormat:
                print(f"{binary.name}: no reader for this format", file=sys.stderr)
                continue
            print(table_row(result))
            failed = failed or bool(result.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
