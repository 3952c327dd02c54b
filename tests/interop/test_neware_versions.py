"""Each Neware file that this program writes, as fastnda and NewareNDA see it, against what was written."""

import fastnda
import NewareNDA
import numpy as np
import pandas as pd
import pytest

# Format of make_vendor_file: ending, and half of the last digit that a layout keeps of V, mA, mAh.
FORMATS = {
    "ndax-ndc2": (".ndax", (0.51e-4, 0.51e-5, 1e-6)),
    "ndax-ndc14": (".ndax", (0, 1e-6, 1e-6)),
    "ndax": (".ndax", (0, 1e-6, 1e-6)),
    "nda": (".nda", (0, 1e-6, 1e-6)),
}
ROWS = 3000


@pytest.fixture(scope="module")
def expected(vendor_file):
    return vendor_file.columns(ROWS, seed=5)


@pytest.fixture(params=FORMATS)
def file(request, vendor_file):
    ending, tolerances = FORMATS[request.param]
    return vendor_file(request.param, ROWS, seed=5, ending=ending), tolerances


def charge_of_rows(counter, begins_step):
    """What a counter that restarts at each step says of each row."""
    return np.where(begins_step, counter, np.diff(counter, prepend=0))


def test_fastnda_reads_what_was_written(file, expected):
    path, (voltage_V, current_mA, charge_mAh) = file
    read = fastnda.read(path, cycle_mode="raw")
    assert len(read) == ROWS
    np.testing.assert_allclose(read["voltage_V"].to_numpy(), expected["V"].astype("f4"), rtol=0, atol=voltage_V)
    np.testing.assert_allclose(read["current_mA"].to_numpy(), expected["I"] * 1000, rtol=1e-6, atol=current_mA)
    np.testing.assert_allclose(
        read["total_time_s"].to_numpy(), expected["uts"] - expected["uts"][0], rtol=0, atol=2e-6
    )
    np.testing.assert_array_equal(read["cycle_count"].to_numpy(), expected["cycle"] + 1)
    begins = np.diff(read["step_count"].to_numpy(), prepend=0) != 0
    charges = charge_of_rows(read["capacity_mAh"].to_numpy(), begins)
    np.testing.assert_allclose(charges, expected["dQ"], rtol=0, atol=charge_mAh)


def test_newarenda_reads_what_was_written(file, expected):
    path, (voltage_V, current_mA, charge_mAh) = file
    read = NewareNDA.read(str(path), software_cycle_number=False)
    assert len(read) == ROWS
    np.testing.assert_allclose(read["Voltage"], expected["V"].astype("f4"), rtol=0, atol=voltage_V + 1e-6)
    np.testing.assert_allclose(read["Current(mA)"], expected["I"] * 1000, rtol=1e-6, atol=current_mA)
    np.testing.assert_array_equal(read["Cycle"], expected["cycle"] + 1)
    begins = np.diff(read["Step"].to_numpy(), prepend=0) != 0
    charge = charge_of_rows(read["Charge_Capacity(mAh)"].to_numpy(), begins)
    discharge = charge_of_rows(read["Discharge_Capacity(mAh)"].to_numpy(), begins)
    np.testing.assert_allclose(charge - discharge, expected["dQ"], rtol=0, atol=charge_mAh)


def test_newarenda_reads_the_total_time_and_temperature_of_nda(vendor_file, expected):
    read = NewareNDA.read(str(vendor_file("nda", ROWS, seed=5, ending=".nda")))
    seconds = expected["uts"] - expected["uts"][0]
    np.testing.assert_allclose(read["Time"], seconds, rtol=1.2e-7, atol=1e-9)  # NewareNDA keeps 32-bit floats
    since_1970 = (read["Timestamp"] - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)
    np.testing.assert_allclose(since_1970, expected["uts"], rtol=0, atol=2e-6)
    np.testing.assert_array_equal(read["T1"], np.full(ROWS, 25, dtype="f4"))


def test_fastnda_reads_which_test_an_nda_is(vendor_file):
    metadata = fastnda.read_metadata(vendor_file("nda", ROWS, seed=5, ending=".nda"))
    assert metadata["remarks"] == "250301_demo_07"
    assert metadata["num_datapoints"] == ROWS
