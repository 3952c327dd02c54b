"""Neware's Excel exports, as calamine and openpyxl see them, against what this program finds in them."""

import csv
import datetime
import math
import re

import openpyxl
import pytest
import python_calamine

ZONE = "Europe/Zurich"
TIMES = ("Time", "Total Time")


@pytest.fixture
def export(corpus):
    return corpus / "neware" / "CELL002_RPT_3_P0C.xlsx"


@pytest.fixture
def ours(run, export, tmp_path):
    """All columns as `convert` writes them, texts by the name and unit of the column."""
    run("convert", export, "--format", "csv", "--all-columns", "-o", tmp_path, "--time-zone", ZONE)
    with open(tmp_path / f"{export.stem}.csv", newline="", encoding="utf-8") as stream:
        rows = csv.reader(stream)
        names = next(rows)
        return dict(zip(names, zip(*rows), strict=True))


def our_name(header):
    """`Current(A)` is our `Current (A)`; times are in seconds."""
    if header in TIMES:
        return f"{header} (s)"
    return re.sub(r"\s*\(", " (", header)


def seconds(duration):
    hours, minutes, rest = duration.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def by_calamine(file):
    return python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_name("record").to_python()


def by_openpyxl(file):
    sheet = openpyxl.load_workbook(file, read_only=True)["record"]
    sheet.reset_dimensions()  # the file says that it has one cell
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize("read", [by_calamine, by_openpyxl])
def test_every_cell_of_the_export_is_equal(read, export, ours):
    header, *rows = read(export)
    assert [our_name(name) for name in header] == list(ours)
    for column, name in enumerate(header):
        theirs = [row[column] for row in rows]
        found = ours[our_name(name)]
        assert len(found) == len(theirs) == 2833
        if name in TIMES:
            assert [float(text) for text in found] == [seconds(text) for text in theirs], name
        elif isinstance(theirs[0], str):
            assert list(found) == theirs, name
        else:
            assert [float(text) for text in found] == theirs, name


def test_rows_are_at_their_dates(run, export, tmp_path):
    run("convert", export, "--format", "csv", "-o", tmp_path, "--time-zone", "UTC")
    with open(tmp_path / f"{export.stem}.csv", newline="", encoding="utf-8") as stream:
        times = [float(row["uts"]) for row in csv.DictReader(stream)]
    header, *rows = by_calamine(export)
    dates = [row[header.index("Date")] for row in rows]
    stamps = [datetime.datetime.fromisoformat(date + "+00:00").timestamp() for date in dates]
    # The dates have whole seconds; the first one and the total time give the fractions.
    assert all(math.isclose(ours, theirs, abs_tol=1.01) for ours, theirs in zip(times, stamps, strict=True))
