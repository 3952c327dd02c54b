"""Files of samples, as pandas, h5py and h5dump see them, and their numbers against the reference."""

import json
import math
import shutil
import subprocess
import warnings

import h5py
import numpy as np
import pandas as pd
import pytest
from reference_cells import SAMPLES, folder_of, reference

# Columns and types of the files of a sample. A snapshot has more columns where its cycler counts more.
FULL = {
    "uts": "float64",
    "V (V)": "float32",
    "I (A)": "float32",
    "dQ (mAh)": "float32",
    "technique": "int16",
    "Step": "int32",
    "Cycle": "int32",
}
SHRUNK = {
    "uts": "float64",
    "V (V)": "float32",
    "I (A)": "float32",
    "dQ (mAh)": "float32",
    "dQ/dV (mAh/V)": "float32",
    "Cycle": "int32",
}
EIS = {"uts": "float64", "Cycle": "int32", "f (Hz)": "float32", "Re(Z) (ohm)": "float32", "Im(Z) (ohm)": "float32"}
SNAPSHOT = {
    "uts": "float64",
    "V (V)": "float32",
    "I (A)": "float32",
    "dQ (mAh)": "float32",
    "cycle_number": "int32",
    "technique": "int16",
    "loop_number": "int32",
    "index": "int16",
    "f (Hz)": "float32",
    "Re(Z) (ohm)": "float32",
    "Im(Z) (ohm)": "float32",
}
SNAPSHOT_ALWAYS = {"uts", "V (V)", "I (A)", "cycle_number", "technique"}


def read_frame(file):
    """The frame as pandas reads it, with every warning an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return pd.read_hdf(file)


def types_of(frame):
    return {name: str(dtype) for name, dtype in frame.dtypes.items()}


def h5dump(file):
    if shutil.which("h5dump") is None:
        pytest.skip("h5dump is not installed")
    return subprocess.run(["h5dump", file], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(reference_project):
    return reference_project


@pytest.mark.parametrize("sample", SAMPLES)
def test_pandas_reads_the_merged_series(project, corpus, sample):
    frame = read_frame(folder_of(project, sample) / f"full.{sample}.h5")
    assert types_of(frame) == FULL
    assert len(frame) == reference(corpus, sample)["merged"]["rows"]
    assert frame["uts"].is_monotonic_increasing
    assert frame["Step"].iloc[0] == 1


@pytest.mark.parametrize("sample", SAMPLES)
def test_pandas_reads_the_thinned_series(project, sample):
    folder = folder_of(project, sample)
    thinned = read_frame(folder / f"shrunk.{sample}.h5")
    full = read_frame(folder / f"full.{sample}.h5")
    assert types_of(thinned) == SHRUNK
    assert thinned["V (V)"].max() == full["V (V)"].max()
    assert thinned["V (V)"].min() == full["V (V)"].min()
    assert thinned["dQ (mAh)"].sum() == pytest.approx(full["dQ (mAh)"].sum(), abs=1e-3)


@pytest.mark.parametrize("sample", SAMPLES)
def test_pandas_reads_every_snapshot(project, corpus, sample):
    files = sorted(folder_of(project, sample).glob("snapshot.*.h5"))
    expected = reference(corpus, sample)["files"]
    assert len(files) == len(expected)
    rows = []
    for file in files:
        frame = read_frame(file)
        rows.append(len(frame))
        assert SNAPSHOT_ALWAYS <= set(frame.columns)
        for name, dtype in types_of(frame).items():
            assert dtype == SNAPSHOT[name], (file, name)
    assert sorted(rows) == sorted(file["rows"] for file in expected)


def test_every_file_has_metadata_that_json_reads(project):
    files = sorted(project.glob("snapshots/**/*.h5"))
    assert len(files) >= 3 * 3
    for file in files:
        with h5py.File(file) as opened:
            metadata = json.loads(opened["metadata"][()])
        assert "provenance" in metadata, file
        assert "glossary" in metadata, file


def test_h5dump_opens_every_file(project):
    for file in sorted(project.glob("snapshots/**/*.h5")):
        dump = h5dump(file)
        assert dump.returncode == 0, dump.stderr
        assert "unable to" not in dump.stdout, file


def test_impedance_files_have_their_columns(project):
    for file in sorted(project.glob("snapshots/**/eis.*.h5")):
        assert types_of(read_frame(file)) == EIS


def assert_alike(actual, expected, where):
    if isinstance(expected, list):
        assert isinstance(actual, list) and len(actual) == len(expected), where
        for number, (one, other) in enumerate(zip(actual, expected)):
            assert_alike(one, other, f"{where}[{number}]")
    elif isinstance(expected, float):
        assert isinstance(actual, (int, float)), f"{where}: {actual} instead of {expected}"
        assert math.isclose(actual, expected, rel_tol=1e-6, abs_tol=1e-12), f"{where}: {actual} instead of {expected}"
    else:
        assert actual == expected, f"{where}: {actual} instead of {expected}"


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_number_of_the_cycles_is_that_of_the_reference(project, corpus, sample):
    data = json.loads((folder_of(project, sample) / f"cycles.{sample}.json").read_text())["data"]
    expected = reference(corpus, sample)
    for key, value in (expected["per_cycle"] | expected["per_sample"]).items():
        assert key in data, key
        assert_alike(data[key], value, key)
    all_keys = set()
    for other in SAMPLES:
        all_keys |= set(reference(corpus, other)["per_cycle"]) | set(reference(corpus, other)["per_sample"])
    for key in all_keys - set(expected["per_cycle"]) - set(expected["per_sample"]):
        assert data[key] is None, key


def curves_of(corpus, sample):
    """Q and dQ/dV at every 40th row of each cycle; the reference of a snapshot without counters has none."""
    curves = reference(corpus, sample).get("curves", [])
    if not curves:
        assert sample == "240620_kigr_gen2_01"
    return curves


@pytest.mark.parametrize("sample", SAMPLES)
def test_charge_in_the_cycle_is_that_of_the_reference(project, corpus, sample):
    frame = read_frame(folder_of(project, sample) / f"full.{sample}.h5")
    for curve in curves_of(corpus, sample):
        charge = frame["dQ (mAh)"][frame["Cycle"] == curve["Cycle"]].astype("float64").cumsum().to_numpy()
        # The file keeps each step as float32: a sum of n of them is off by at most n half units of its largest.
        largest = float(abs(frame["dQ (mAh)"]).max())
        for row, expected in zip(curve["row in cycle"], curve["Q (mAh)"], strict=True):
            assert charge[row] == pytest.approx(expected, abs=(row + 1) * largest * 2**-24), (curve["Cycle"], row)


@pytest.mark.parametrize("sample", SAMPLES)
def test_differential_capacity_is_that_of_the_reference(project, corpus, sample):
    folder = folder_of(project, sample)
    full = read_frame(folder / f"full.{sample}.h5")
    thinned = read_frame(folder / f"shrunk.{sample}.h5").set_index("uts")["dQ/dV (mAh/V)"]
    compared = 0
    for curve in curves_of(corpus, sample):
        times = full["uts"][full["Cycle"] == curve["Cycle"]].to_numpy()
        for row, expected in zip(curve["row in cycle"], curve["dQ/dV (mAh/V)"], strict=True):
            found = thinned.get(times[row])
            if found is None or not np.isscalar(found):
                continue  # the row was left out of the thinned series
            assert math.isnan(found) == (expected is None), (curve["Cycle"], row)
            if expected is not None:
                assert found == pytest.approx(expected, rel=1e-6), (curve["Cycle"], row)
                compared += 1
    assert compared > 0 or not curves_of(corpus, sample)


@pytest.mark.parametrize("sample", SAMPLES)
def test_steps_are_those_of_the_reference(project, corpus, sample):
    full = read_frame(folder_of(project, sample) / f"full.{sample}.h5")
    steps = reference(corpus, sample)["merged"]["steps"]
    assert full["Step"].max() == len(steps)
    for step in steps:
        rows = full[full["Step"] == step["Step"]]
        assert len(rows) == step["rows"], step
        assert set(rows["Cycle"]) <= {step["Cycle"]}, step


def test_json_holds_no_bare_nan(project):
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")

    for file in sorted(project.glob("snapshots/**/*.json")):
        json.loads(file.read_text(encoding="utf-8"), parse_constant=refuse)


def test_analysing_again_gives_the_same_bytes(project, run):
    def contents():
        found = {}
        for file in sorted(project.glob("snapshots/**/*.h5")):
            with h5py.File(file) as opened:
                for name, dataset in opened["data"].items():
                    found[file.name, name] = dataset[()].tobytes()
        for file in sorted(project.glob("snapshots/**/cycles.*.json")):
            found[file.name, "data"] = json.dumps(json.loads(file.read_text())["data"])
        return found

    before = contents()
    run("--project", project, "analyse", "--when", "always")
    assert contents() == before


def test_pandas_reads_converted_vendor_columns(corpus, run, tmp_path):
    sources = [file["path"] for sample in SAMPLES[1:] for file in reference(corpus, sample)["files"]]
    for source in sources:
        run("convert", corpus / source, "--all-columns", "--format", "h5", "-o", tmp_path)
    files = sorted(tmp_path.glob("*.h5"))
    assert len(files) == len(sources)
    for file in files:
        frame = read_frame(file)
        assert len(frame.columns) > 3, file
        assert h5dump(file).returncode == 0, file
