"""docs/where-numbers-differ.md: each figure there is computed here again, from the corpus, and looked for in the text.

The Python program's numbers are those that it left in its project; ours are of the same recordings.
"""

import json
import pathlib
import shutil

import pandas as pd
import pytest
from reference_cells import cycles_of

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "where-numbers-differ.md"


@pytest.fixture(scope="module")
def page():
    return " ".join(PAGE.read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def theirs(corpus):
    """The `data` of a sample as the Python program left it, bare NaN as None."""

    def read(sample):
        (file,) = (corpus / "python_project" / "project" / "snapshots").glob(f"*/{sample}/cycles.{sample}.json")
        content = json.loads(file.read_text(encoding="utf-8"), parse_constant=lambda _: None)
        return content.get("data", content)

    return read


def test_charge_is_counted_not_integrated(page, theirs, reference_project):
    ours = cycles_of(reference_project, "250116_kigr_gen6_01")
    python = theirs("250116_kigr_gen6_01")
    charge = ours["Charge capacity (mAh)"][0]
    integrated = python["Charge capacity (mAh)"][0]
    assert integrated > charge
    assert f"{charge:.4f} mAh" in page
    assert f"{integrated:.4f} mAh" in page
    assert f"{100 * (integrated / charge - 1):.3f} %" in page
    assert f"{ours['Efficiency (%)'][1]:.3f} %" in page
    assert f"{python['Efficiency (%)'][1]:.3f} %" in page


def test_a_running_cycle_has_no_discharge(page, theirs, reference_project):
    ours = cycles_of(reference_project, "240620_kigr_gen2_01")
    python = theirs("240620_kigr_gen2_01")
    assert ours["Discharge average voltage (V)"][-1] is None
    assert ours["Normalised discharge energy (%)"][-1] is None
    assert f"{python['Discharge average voltage (V)'][-1]:.3f} V" in page
    assert f"{python['Normalised discharge energy (%)'][-1]:.2f} %" in page


def test_the_first_cycle_after_formation_is_the_reference(page, theirs, reference_project):
    ours = cycles_of(reference_project, "240620_kigr_gen2_01")
    python = theirs("240620_kigr_gen2_01")
    assert f"{ours['Capacity loss (%)']:.3f} %" in page
    assert f"{python['Capacity loss (%)']:.3f} %" in page
    assert ours["Formation cycles"] == 3


def test_the_last_row_before_a_loop_belongs_to_its_cycle(page, theirs, reference_project):
    ours = cycles_of(reference_project, "240620_kigr_gen2_01")["Discharge capacity (mAh)"][5]
    python = theirs("240620_kigr_gen2_01")["Discharge capacity (mAh)"][5]
    assert f"{ours:.4f} mAh" in page
    assert f"{python:.4f} mAh" in page


def test_what_counts_as_a_cycle(page, theirs, reference_project):
    ours = cycles_of(reference_project, "commercial_cell_009")
    python = theirs("commercial_cell_009")
    assert len(ours["Cycle"]) == len(python["Cycle"]) + 1
    assert f"{len(ours['Cycle'])} cycles" in page
    assert f"{len(python['Cycle'])} cycles" in page
    assert f"{ours['Charge capacity (mAh)'][0]:.3f} mAh" in page
    assert f"{ours['Discharge capacity (mAh)'][0]:.3f} mAh" in page


def test_rates_given_as_a_fraction(page, theirs, reference_project):
    assert cycles_of(reference_project, "250116_kigr_gen6_01")["Formation C"] == 0.5
    assert theirs("250116_kigr_gen6_01")["Formation C"] == 0
    assert "C/2" in page


def test_local_times_are_those_of_the_project(page, run, corpus):
    file = corpus / "eclab" / "ca.mpr"

    def start(zone):
        return json.loads(run("inspect", file, "--json", "--time-zone", zone))[0]["start"]

    assert start("Europe/Zurich") in page
    assert start("UTC") in page


def test_overlapping_files_count_once(page, corpus, run, tmp_path):
    """A snapshot and a copy of it under another name overlap as much as two recordings can."""
    source = corpus / "eclab/snapshots/250116_kigr_gen6/1/250116_kigr_gen6_01_02_GCPL_CD8.mpr"
    samples = tmp_path / "samples.json"
    samples.write_text(json.dumps([{"Sample ID": "cell_01"}]))
    project = tmp_path / "project"
    run("init", project)
    run("--project", project, "import-samples", samples)
    run("--project", project, "import-data", source, "--sample", "cell_01")
    (snapshot,) = (project / "snapshots").glob("**/snapshot.*.h5")
    shutil.copy(snapshot, snapshot.with_name("snapshot.copy.h5"))
    run("--project", project, "analyse")
    (full,) = (project / "snapshots").glob("**/full.*.h5")

    def charged(file):
        return pd.read_hdf(file)["dQ (mAh)"].clip(lower=0).sum()

    assert charged(full) == pytest.approx(charged(snapshot), rel=1e-6)
    assert f"{charged(full):.2f} mAh" in page
    assert f"{2 * charged(full):.2f} mAh" in page
