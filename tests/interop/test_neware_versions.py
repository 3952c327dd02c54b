"""Each .ndc layout that this program writes, as fastnda and NewareNDA see it, against what was written."""

import csv
import os
import pathlib
import subprocess

import fastnda
import NewareNDA
import numpy as np
import pytest

PROJECT_ROOT = pathlib.Path(__file__).resolve().parents[2]

# Half of the last digit that a layout keeps: V, mA, mAh.
TOLERANCES = {"ndc2": (0.51e-4, 0.51e-5, 1e-6), "ndc14": (0, 1e-6, 1e-6), "ndc17": (0, 1e-6, 1e-6)}


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The folder of the files, and the columns that they should hold."""
    default = PROJECT_ROOT / "build" / "release" / "tests" / "vendor_files"
    program = pathlib.Path(os.environ.get("AURORA_VENDOR_FILES", default))
    if not program.is_file():
        pytest.skip(f"the program that writes the files is not built: {program}")
    folder = tmp_path_factory.mktemp("vendor")
    subprocess.run([program, folder], check=True, timeout=60)
    with open(folder / "expected.csv", newline="", encoding="utf-8") as stream:
        rows = csv.reader(stream)
        names = [name.split(" (")[0] for name in next(rows)]
        columns = np.array([[float(cell) for cell in row] for row in rows]).T
    return folder, dict(zip(names, columns, strict=True))


def charge_of_rows(counter, begins_step):
    """What a counter that restarts at each step says of each row."""
    return np.where(begins_step, counter, np.diff(counter, prepend=0))


@pytest.mark.parametrize("version", TOLERANCES)
def test_fastnda_reads_what_was_written(written, version):
    folder, expected = written
    voltage_V, current_mA, charge_mAh = TOLERANCES[version]
    read = fastnda.read(folder / f"{version}.ndax", cycle_mode="raw")
    assert len(read) == len(expected["uts"])
    np.testing.assert_allclose(read["voltage_V"].to_numpy(), expected["V"].astype("f4"), rtol=0, atol=voltage_V)
    np.testing.assert_allclose(read["current_mA"].to_numpy(), expected["I"] * 1000, rtol=1e-6, atol=current_mA)
    np.testing.assert_allclose(
        read["total_time_s"].to_numpy(), expected["uts"] - expected["uts"][0], rtol=0, atol=2e-6
    )
    np.testing.assert_array_equal(read["cycle_count"].to_numpy(), expected["cycle"] + 1)
    begins = np.diff(read["step_count"].to_numpy(), prepend=0) != 0
    charges = charge_of_rows(read["capacity_mAh"].to_numpy(), begins)
    np.testing.assert_allclose(charges, expected["dQ"], rtol=0, atol=charge_mAh)


@pytest.mark.parametrize("version", TOLERANCES)
def test_newarenda_reads_what_was_written(written, version):
    folder, expected = written
    voltage_V, current_mA, charge_mAh = TOLERANCES[version]
    read = NewareNDA.read(str(folder / f"{version}.ndax"), software_cycle_number=False)
    assert len(read) == len(expected["uts"])
    np.testing.assert_allclose(read["Voltage"], expected["V"].astype("f4"), rtol=0, atol=voltage_V + 1e-6)
    np.testing.assert_allclose(read["Current(mA)"], expected["I"] * 1000, rtol=1e-6, atol=current_mA)
    np.testing.assert_array_equal(read["Cycle"], expected["cycle"] + 1)
    begins = np.diff(read["Step"].to_numpy(), prepend=0) != 0
    charge = charge_of_rows(read["Charge_Capacity(mAh)"].to_numpy(), begins)
    discharge = charge_of_rows(read["Discharge_Capacity(mAh)"].to_numpy(), begins)
    np.testing.assert_allclose(charge - discharge, expected["dQ"], rtol=0, atol=charge_mAh)
