"""Excel exports and tomato snapshots that this program writes, as calamine, openpyxl and Python's json see them."""

import json

import numpy as np
import openpyxl
import pytest
import python_calamine

ROWS = 3000
HALF_DIGIT = 0.51e-4  # BTS prints four decimals


def by_calamine(file):
    return python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_name("record").to_python()


def by_openpyxl(file):
    return list(openpyxl.load_workbook(file, read_only=True)["record"].iter_rows(values_only=True))


@pytest.fixture(scope="module")
def expected(vendor_file):
    return vendor_file.columns(ROWS, seed=5)


def seconds(duration):
    hours, minutes, rest = duration.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize("read", [by_calamine, by_openpyxl])
@pytest.mark.parametrize("form", ["xlsx", "xlsx-inline"])
def test_other_readers_find_what_was_written_into_an_excel_export(read, form, vendor_file, expected):
    header, *rows = read(vendor_file(form, ROWS, seed=5, ending=".xlsx"))
    columns = dict(zip(header, zip(*rows), strict=True))
    assert len(rows) == ROWS
    np.testing.assert_allclose(columns["Voltage(V)"], expected["V"], rtol=0, atol=HALF_DIGIT)
    np.testing.assert_allclose(columns["Current(mA)"], expected["I"] * 1000, rtol=0, atol=HALF_DIGIT)
    np.testing.assert_array_equal(columns["Cycle Index"], expected["cycle"] - expected["cycle"][0] + 1)
    total = [seconds(text) for text in columns["Total Time"]]
    np.testing.assert_allclose(total, expected["uts"] - expected["uts"][0], rtol=0, atol=1e-3)


def test_python_finds_what_was_written_into_a_snapshot(vendor_file, expected):
    with open(vendor_file("json", ROWS, seed=5, ending=".json"), encoding="utf-8") as stream:
        content = json.load(stream)
    records = [record for step in content["steps"] for record in step["data"]]
    assert len(records) == ROWS
    np.testing.assert_array_equal([record["uts"] for record in records], expected["uts"])
    voltages = np.array([record["raw"]["Ewe"]["n"] for record in records], dtype="f4")
    np.testing.assert_array_equal(voltages, expected["V"].astype("f4"))
    currents = np.array([record["raw"].get("I", {"n": 0})["n"] for record in records], dtype="f4")
    np.testing.assert_array_equal(currents, expected["I"].astype("f4"))
    assert {record["raw"]["Ewe"]["u"] for record in records} == {"V"}


def test_this_program_reads_both_as_they_were_made(run, vendor_file, expected, tmp_path):
    files = [vendor_file("xlsx", ROWS, seed=5, ending=".xlsx"), vendor_file("json", ROWS, seed=5, ending=".json")]
    for file, voltage_V in zip(files, (HALF_DIGIT, 1e-6), strict=True):
        run("convert", file, "--format", "csv", "-o", tmp_path)
        ours = np.genfromtxt(tmp_path / f"{file.stem}.csv", delimiter=",", names=True, deletechars="")
        assert len(ours) == ROWS
        np.testing.assert_allclose(ours["V_(V)"], expected["V"], rtol=0, atol=voltage_V)
        np.testing.assert_allclose(ours["uts"], expected["uts"], rtol=0, atol=2e-3)
