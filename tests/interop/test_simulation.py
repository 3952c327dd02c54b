"""The demo's vendor files, as yadg and fastnda see them, against what this program finds in them."""

import csv
import json

import fastnda
import numpy as np
import pytest
from yadg.extractors import extract

ZONE = "Europe/Zurich"


@pytest.fixture(scope="session")
def raw(run, tmp_path_factory):
    """The folder of the demo's vendor files."""
    folder = tmp_path_factory.mktemp("demo") / "project"
    run("demo", folder)
    return folder / "raw"


@pytest.fixture
def converted(run, tmp_path):
    """Gives the columns of a file as `convert` has them, by their names without unit."""
    return lambda file: columns_of(run, file, tmp_path)


def columns_of(run, file, folder):
    run("convert", file, "--format", "csv", "-o", folder, "--time-zone", ZONE)
    with open(folder / f"{file.stem}.csv", newline="", encoding="utf-8") as stream:
        rows = csv.reader(stream)
        names = [name.split(" (")[0] for name in next(rows)]
        columns = np.array([[float(cell) for cell in row] for row in rows]).T
    return dict(zip(names, columns, strict=True))


def files(raw, pattern):
    found = sorted(raw.rglob(pattern))
    assert found, f"no {pattern} in {raw}"
    return found


def read_by_yadg(file):
    tree = extract("eclab.mpr", file, timezone=ZONE)
    return tree.to_dataset() if hasattr(tree, "to_dataset") else tree


def metadata(dataset):
    found = dataset.attrs["original_metadata"]
    return json.loads(found) if isinstance(found, str) else found


def is_running(dataset):
    return not metadata(dataset).get("log")


def test_yadg_reads_time_voltage_and_charge_of_cycling_files(raw, converted):
    for file in files(raw, "*_GCPL_*.mpr"):
        theirs = read_by_yadg(file)
        ours = converted(file)
        seconds = theirs["uts"].values
        if is_running(theirs):  # without a log yadg gives the time since the start
            seconds = seconds + ours["uts"][0]
        np.testing.assert_allclose(ours["uts"], seconds, rtol=0, atol=2e-6, err_msg=str(file))
        np.testing.assert_array_equal(ours["V"].astype("f4"), theirs["Ewe"].values.astype("f4"), err_msg=str(file))
        np.testing.assert_array_equal(ours["dQ"].astype("f4"), theirs["dq"].values.astype("f4"), err_msg=str(file))


def test_current_of_cycling_files_is_the_charge_over_time(raw, converted):
    file = files(raw, "*_01_GCPL_*.mpr")[0]
    theirs = read_by_yadg(file)
    ours = converted(file)
    seconds = np.diff(theirs["time"].values)
    expected = theirs["dq"].values[1:] * 3.6 / seconds
    assert ours["I"][0] == 0
    np.testing.assert_allclose(ours["I"][1:], expected, rtol=1e-5, atol=1e-12)


def test_yadg_reads_the_protocol_of_cycling_files(raw):
    parameters = metadata(read_by_yadg(files(raw, "250301_demo_01_*.mpr")[0]))["params"]
    assert parameters["N"] == pytest.approx([1, 10, 10, 3, 3])
    assert parameters["EM (V)"] == pytest.approx([0, 4.2, 3.0, 4.2, 3.0])
    assert parameters["nc cycles"] == [0, 0, 2, 0, 119]


def test_yadg_reads_impedance(raw, converted):
    for file in files(raw, "*_PEIS_*.mpr"):
        theirs = read_by_yadg(file)
        ours = converted(file)
        np.testing.assert_allclose(ours["uts"], theirs["uts"].values, rtol=0, atol=2e-6)
        np.testing.assert_array_equal(ours["f"].astype("f4"), theirs["freq"].values)
        np.testing.assert_array_equal(ours["Re(Z)"].astype("f4"), theirs["Re(Z)"].values)
        np.testing.assert_array_equal(ours["Im(Z)"].astype("f4"), -theirs["-Im(Z)"].values)


def test_fastnda_reads_time_voltage_and_current(raw, converted):
    for file in files(raw, "*.ndax"):
        theirs = fastnda.read(file)
        ours = converted(file)
        seconds = theirs["unix_time_s"][0] + theirs["total_time_s"].to_numpy()
        np.testing.assert_allclose(ours["uts"], seconds, rtol=0, atol=2e-6, err_msg=str(file))
        np.testing.assert_array_equal(ours["V"].astype("f4"), theirs["voltage_V"].to_numpy(), err_msg=str(file))
        np.testing.assert_allclose(ours["I"] * 1000, theirs["current_mA"].to_numpy(), rtol=1e-6, err_msg=str(file))


def test_fastnda_counts_the_same_cycles_and_charge(raw, converted):
    file = files(raw, "120-1-4-*.ndax")[0]
    theirs = fastnda.read(file, cycle_mode="chg")
    ours = converted(file)
    np.testing.assert_array_equal(ours["cycle_number"], theirs["cycle_count"].to_numpy())
    counter = theirs["capacity_mAh"].to_numpy()
    begins = np.diff(theirs["step_count"].to_numpy(), prepend=0) != 0
    steps = np.where(begins, counter, np.diff(counter, prepend=0))
    np.testing.assert_allclose(ours["dQ"], steps, rtol=0, atol=1e-6)


def test_fastnda_reads_the_barcode(raw):
    barcodes = {fastnda.read_metadata(file)["TestInfo"]["TestInfo"]["Barcode"] for file in files(raw, "*.ndax")}
    assert barcodes == {f"250301_demo_{number:02}" for number in (4, 5, 6, 10, 11, 12)}
