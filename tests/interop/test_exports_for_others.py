"""`export`: pandas reads the same from every format, and those who made the other formats find theirs in order."""

import json
import os
import pathlib
import subprocess
import sys
import urllib.parse
import zipfile

import h5py
import numpy as np
import pandas as pd
import pytest

HERE = pathlib.Path(__file__).parent
BUILD = HERE.parents[1] / "build"
ODD = "run with blank, µ & 100%_01"  # a name that addresses have to spell otherwise
COLUMNS = ["uts", "V (V)", "I (A)", "dQ (mAh)", "technique", "Step", "Cycle", "Q (mAh)", "dQ/dV (mAh/V)"]
# What the context of RO-Crate 1.1 has of the terms in use: `sha256`, for one, came later.
CRATE_TERMS = {
    "@id",
    "@type",
    "about",
    "affiliation",
    "author",
    "conformsTo",
    "contentSize",
    "datePublished",
    "description",
    "encodingFormat",
    "endTime",
    "hasPart",
    "identifier",
    "instrument",
    "license",
    "mentions",
    "name",
    "publisher",
    "result",
    "softwareVersion",
    "version",
}


@pytest.fixture(scope="module")
def exchange():
    """Runs a script where the packages of the other formats are; they are installed into an environment of their own."""
    packages = ["batterydf==0.1.0", "roc-validator==0.13.0", "rocrate==0.16.0"]
    folder = BUILD / "interop-venv-exchange"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    probe = [python, "-c", "import bdf, rocrate, rocrate_validator"]
    if not python.exists() or subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode != 0:
            reason = (finished.stderr.strip().splitlines() or ["no reason given"])[-1]
            pytest.skip(f"{', '.join(packages)} cannot be installed: {reason}")

    def run_script(name, *arguments):
        command = [python, HERE / name, *map(str, arguments)]
        finished = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert finished.returncode == 0, finished.stderr
        return json.loads(finished.stdout)

    return run_script


@pytest.fixture(scope="module")
def project(reference_project, corpus, run):
    """The reference samples, and one of impedance alone."""
    run("--project", reference_project, "sample", "add", ODD, "Cathode type=LFP")
    run("--project", reference_project, "import-data", corpus / "eclab" / "peis.mpr", "--sample", ODD)
    return reference_project


@pytest.fixture(scope="module")
def samples(project, run):
    rows = json.loads(run("--project", project, "list", "results", "--format", "json"))
    return [row["Sample ID"] for row in rows if row["Number of cycles"]]


@pytest.fixture(scope="module", params=["C.UTF-8", "de_DE.UTF-8"])
def folder(project, samples, run, tmp_path_factory, request):
    """Everything of every sample, written by a user of that language."""
    target = tmp_path_factory.mktemp("exported")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", request.param)
        formats = ["--format", "csv,xlsx,h5", "--format", "bdf", "--with", "impedance,cycles,metadata"]
        run("--project", project, "export", *samples, "-o", target, *formats)
    return target


def stored(project, sample, kind, ending):
    (file,) = project.glob(f"snapshots/*/{sample}/{kind}.{sample}.{ending}")
    return file


def test_every_format_has_the_same_numbers(folder, samples, project):
    for sample in samples:
        csv = pd.read_csv(folder / f"{sample}.csv", float_precision="round_trip")
        xlsx = pd.read_excel(folder / f"{sample}.xlsx")
        hdf5 = pd.read_hdf(folder / f"{sample}.h5")
        full = pd.read_hdf(stored(project, sample, "full", "h5"))
        assert list(csv.columns) == list(xlsx.columns) == list(hdf5.columns) == COLUMNS
        assert len(csv) == len(xlsx) == len(hdf5) == len(full) > 500
        for name in COLUMNS:
            there = hdf5[name].to_numpy(dtype=float)
            np.testing.assert_array_equal(csv[name].to_numpy(dtype=float), there, err_msg=f"{sample} {name}")
            np.testing.assert_allclose(xlsx[name].to_numpy(dtype=float), there, rtol=1e-15, err_msg=f"{sample} {name}")
        for name in full.columns:
            np.testing.assert_array_equal(full[name], hdf5[name], err_msg=f"{sample} {name}")


def test_charge_and_its_slope_are_those_of_each_cycle(folder, samples):
    for sample in samples:
        frame = pd.read_hdf(folder / f"{sample}.h5")
        in_cycle = frame[frame["Cycle"] > 0]
        expected = in_cycle["dQ (mAh)"].astype(float).groupby(in_cycle["Cycle"]).cumsum()
        np.testing.assert_allclose(in_cycle["Q (mAh)"], expected, rtol=1e-9, atol=1e-12)
        assert frame.loc[frame["Cycle"] == 0, "Q (mAh)"].isna().all()
        slope = frame["dQ/dV (mAh/V)"]
        assert slope.notna().sum() > 100
        assert slope[frame["Cycle"] == 0].isna().all()


def test_tables_and_metadata_are_those_of_the_sample(folder, samples, project):
    for sample in samples:
        data = json.loads(stored(project, sample, "cycles", "json").read_text(encoding="utf-8"))["data"]
        cycles = pd.read_csv(folder / f"{sample}.cycles.csv", float_precision="round_trip")
        assert list(cycles["Cycle"]) == data["Cycle"]
        key = "Discharge capacity (mAh)"
        np.testing.assert_array_equal(cycles[key], [np.nan if value is None else value for value in data[key]])
        metadata = json.loads((folder / f"{sample}.metadata.json").read_text(encoding="utf-8"))
        assert metadata["sample_data"]["Sample ID"] == sample
        assert metadata["results"]["Number of cycles"] == data["Number of cycles"]
        assert metadata["provenance"]["original_file_provenance"]
        with h5py.File(folder / f"{sample}.h5") as file:
            assert json.loads(file["metadata"][()])["glossary"]["Q (mAh)"]


def test_the_battery_data_alliance_finds_its_format(folder, samples, exchange):
    files = [folder / f"{sample}.bdf.csv" for sample in samples]
    answers = exchange("other_bdf.py", *files)
    for file in files:
        answer = answers[str(file)]
        assert answer["valid"], answer
        assert answer["time goes on"] is not False
        assert set(answer["unknown"]) <= {"step_id", "frequency_hertz", "real_impedance_ohm", "imaginary_impedance_ohm"}
        assert {"Test Time / s", "Voltage / V", "Current / A", "Cycle Count / 1"} <= set(answer["columns"])


def test_battery_data_adds_up_to_the_cycles(folder, samples, project):
    for sample in samples:
        frame = pd.read_csv(folder / f"{sample}.bdf.csv", float_precision="round_trip")
        full = pd.read_hdf(stored(project, sample, "full", "h5"))
        for name in ("test_time_second", "cycle_count", "step_count", "charging_capacity_ah", "discharging_capacity_ah"):
            assert frame[name].is_monotonic_increasing, name
        assert frame["test_time_second"][0] == 0
        rows = frame[frame["frequency_hertz"].isna()] if "frequency_hertz" in frame else frame
        np.testing.assert_array_equal(rows["unix_time_second"], full["uts"])
        np.testing.assert_array_equal(rows["voltage_volt"].to_numpy(), full["V (V)"].astype(float))
        charge = full["dQ (mAh)"].astype(float)
        assert frame["charging_capacity_ah"].iloc[-1] == pytest.approx(charge[charge > 0].sum() / 1000, rel=1e-9)
        assert frame["discharging_capacity_ah"].iloc[-1] == pytest.approx(-charge[charge < 0].sum() / 1000, rel=1e-9)
        energy = charge * full["V (V)"].astype(float)
        assert frame["charging_energy_wh"].iloc[-1] == pytest.approx(energy[charge > 0].sum() / 1000, rel=1e-9)
        assert frame["discharging_energy_wh"].iloc[-1] == pytest.approx(-energy[charge < 0].sum() / 1000, rel=1e-9)
        np.testing.assert_array_equal(rows["cycle_count"].to_numpy()[full["Cycle"] > 0], full["Cycle"][full["Cycle"] > 0])
        assert (frame.groupby("step_count")["step_id"].nunique(dropna=False) == 1).all()
        assert set(np.diff(frame["step_count"])) <= {0, 1}


def test_impedance_is_in_the_battery_data_and_by_itself(project, run, exchange, tmp_path):
    run("--project", project, "export", ODD, "-o", tmp_path, "--format", "bdf,csv,xlsx,h5", "--with", "impedance")
    points = pd.read_hdf(stored(project, ODD, "eis", "h5"))
    assert len(points) > 10
    battery_data = pd.read_csv(tmp_path / f"{ODD}.bdf.csv", float_precision="round_trip")
    battery_data = battery_data[battery_data["frequency_hertz"].notna()]
    tables = [pd.read_csv(tmp_path / f"{ODD}.impedance.csv", float_precision="round_trip"), pd.read_excel(tmp_path / f"{ODD}.impedance.xlsx")]
    tables.append(pd.read_hdf(tmp_path / f"{ODD}.impedance.h5"))
    for theirs, ours in {
        "frequency_hertz": "f (Hz)",
        "real_impedance_ohm": "Re(Z) (ohm)",
        "imaginary_impedance_ohm": "Im(Z) (ohm)",
        "unix_time_second": "uts",
    }.items():
        np.testing.assert_array_equal(battery_data[theirs].to_numpy(), points[ours].astype(float))
        for table in tables:
            np.testing.assert_allclose(table[ours].to_numpy(float), points[ours].astype(float), rtol=1e-15)
    snapshot = pd.read_hdf(next(project.glob(f"snapshots/*/{ODD}/snapshot.*.h5")))
    snapshot = snapshot[snapshot["f (Hz)"] > 0]
    np.testing.assert_array_equal(battery_data["voltage_volt"].to_numpy(), snapshot["V (V)"].astype(float))
    assert exchange("other_bdf.py", tmp_path / f"{ODD}.bdf.csv")[str(tmp_path / f"{ODD}.bdf.csv")]["valid"]


@pytest.fixture(scope="module")
def crate(project, samples, run, tmp_path_factory):
    target = tmp_path_factory.mktemp("crate") / "cells.zip"
    said = ["--title", "Cells of June", "--licence", "CC-BY-4.0", "--doi", "10.5281/zenodo.1234567"]
    said += ["--author", "Ada Lovelace; Empa; 0000-0002-1825-0097", "--author", "Bob Müller; ETH Zürich"]
    run("--project", project, "export", *samples, ODD, "-o", target, "--format", "rocrate", *said)
    return target


def test_a_crate_is_valid(crate, exchange):
    answer = exchange("other_crate.py", crate, "required")
    assert answer["passed"], answer["issues"]
    advice = exchange("other_crate.py", crate, "recommended")
    # It would have the addresses of institutions, which nobody is asked for.
    serious = [issue for issue in advice["issues"] if "organization SHOULD have a URL" not in issue]
    assert not serious, serious


def test_a_crate_without_a_word_about_it_is_valid_too(project, samples, run, exchange, tmp_path):
    target = tmp_path / "silent.zip"
    run("--project", project, "export", samples[0], "-o", target, "--format", "rocrate")
    answer = exchange("other_crate.py", target, "required")
    assert answer["passed"], answer["issues"]


def test_a_crate_has_everything_that_it_names_and_nothing_else(crate, samples):
    with zipfile.ZipFile(crate) as archive:
        assert archive.testzip() is None
        names = {name for name in archive.namelist() if not name.endswith("/")}
        document = json.loads(archive.read("ro-crate-metadata.json"))
    entities = {entity["@id"]: entity for entity in document["@graph"]}
    assert {key for entity in entities.values() for key in entity} <= CRATE_TERMS
    files = {urllib.parse.unquote(key) for key, entity in entities.items() if entity["@type"] == "File"}
    assert files | {"ro-crate-metadata.json"} == names
    folders = [urllib.parse.unquote(part["@id"]) for part in entities["./"]["hasPart"]]
    assert folders == [f"{sample}/" for sample in [*samples, ODD]]
    assert f"{ODD}/{ODD}.impedance.h5" in files
    assert {author["@id"] for author in entities["./"]["author"]} <= set(entities)
    for sample in samples:
        for ending in (".h5", ".bdf.csv", ".cycles.csv", ".metadata.json"):
            assert f"{sample}/{sample}{ending}" in files
