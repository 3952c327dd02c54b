"""The workbook and the JSON of a batch, as pandas and openpyxl see them, against the numbers of its samples."""

import json
import shutil

import openpyxl
import pandas as pd
import pytest

SAMPLES = ["240620_kigr_gen2_01", "250116_kigr_gen6_01", "commercial_cell_009"]
NAME = "everything with data"


@pytest.fixture(scope="module")
def python_project(corpus):
    return corpus / "python_project" / "project"


@pytest.fixture(scope="module", params=["C.UTF-8", "de_DE.UTF-8"])
def project(python_project, run, tmp_path_factory, request):
    """A copy of the Python program's project whose batches were analysed anew, by a user of that language."""
    folder = tmp_path_factory.mktemp("work") / "project"
    shutil.copytree(python_project, folder, copy_function=shutil.copyfile)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", request.param)
        run("connect", folder)
        run("--project", folder, "analyse", "--when", "always")
        run("--project", folder, "batch", "analyse")
    return folder


def batch_file(project, ending):
    return project / "batches" / NAME / f"batch.{NAME}.{ending}"


def cycles_of(project, sample):
    run_id = sample.rpartition("_")[0]
    file = project / "snapshots" / run_id / sample / f"cycles.{sample}.json"
    return json.loads(file.read_text(encoding="utf-8"))


def same(cell, value):
    """Whether a cell of pandas says what the JSON says; a workbook holds 16 digits."""
    if value is None:
        return pd.isna(cell)
    if isinstance(value, (int, float)):
        return cell == pytest.approx(value, rel=1e-15, abs=0)
    if isinstance(value, str):
        return cell == value
    return json.loads(cell) == value


def per_cycle(data):
    def is_list_of_cells(value):
        return isinstance(value, list) and not any(isinstance(entry, dict) for entry in value)

    return [key for key, value in data.items() if is_list_of_cells(value) and len(value) == len(data["Cycle"])]


def test_every_cell_by_cycle_is_the_number_of_its_sample(project):
    frame = pd.read_excel(batch_file(project, "xlsx"), sheet_name="Data by cycle")
    assert list(frame.columns[:3]) == ["Sample ID", "Cycle", "Charge capacity (mAh)"]
    compared = 0
    for sample in SAMPLES:
        data = cycles_of(project, sample)["data"]
        rows = frame[frame["Sample ID"] == sample].reset_index(drop=True)
        assert list(rows["Cycle"]) == data["Cycle"]
        for key in frame.columns[1:]:
            values = data[key] if data[key] is not None else [None] * len(rows)
            for number, value in enumerate(values):
                assert same(rows[key][number], value), (sample, key, number)
                compared += value is not None
        assert set(per_cycle(data)) <= set(frame.columns)
    assert len(frame) == sum(len(cycles_of(project, sample)["data"]["Cycle"]) for sample in SAMPLES)
    assert compared > 200


def test_every_cell_by_sample_is_the_value_of_its_sample(project):
    frame = pd.read_excel(batch_file(project, "xlsx"), sheet_name="Results by sample")
    assert list(frame["Sample ID"]) == SAMPLES
    by_cycle = pd.read_excel(batch_file(project, "xlsx"), sheet_name="Data by cycle")
    for number, sample in enumerate(SAMPLES):
        data = cycles_of(project, sample)["data"]
        assert set(data) - set(by_cycle.columns) | {"Sample ID"} == set(frame.columns)
        for key in frame.columns:
            assert same(frame[key][number], data[key]), (sample, key)


def test_the_sheets_have_every_column_of_the_python_program(project, python_project):
    for sheet in ("Data by cycle", "Results by sample"):
        theirs = pd.read_excel(batch_file(python_project, "xlsx"), sheet_name=sheet)
        ours = pd.read_excel(batch_file(project, "xlsx"), sheet_name=sheet)
        by_cycle = {"Normalised discharge capacity (%)", "Normalised discharge energy (%)"}
        missing = set(theirs.columns) - set(ours.columns)
        assert missing <= by_cycle if sheet == "Results by sample" else not missing, missing


def test_openpyxl_finds_numbers_and_text_and_nothing_between(project):
    workbook = openpyxl.load_workbook(batch_file(project, "xlsx"))
    assert workbook.sheetnames == ["Data by cycle", "Results by sample"]
    sheet = workbook["Data by cycle"]
    kinds = {type(cell.value) for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row}
    assert kinds <= {int, float, type(None)}
    assert {type(row[0].value) for row in sheet.iter_rows(min_row=2)} == {str}
    assert sheet["A1"].font.bold


def test_the_json_holds_the_samples_as_they_are(project):
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")

    batch = json.loads(batch_file(project, "json").read_text(encoding="utf-8"), parse_constant=refuse)
    assert batch["data"] == [cycles_of(project, sample)["data"] for sample in SAMPLES]
    assert batch["metadata"]["sample_metadata"] == {
        sample: cycles_of(project, sample)["metadata"] for sample in SAMPLES
    }
    step = batch["metadata"]["provenance"]["aurora_metadata"]["batch_analysis"]
    assert set(step) == {"repo_url", "repo_version", "method", "datetime"}


def test_the_python_program_finds_its_keys_where_they_were(project, python_project):
    ours = json.loads(batch_file(project, "json").read_text(encoding="utf-8"))
    theirs = json.loads(batch_file(python_project, "json").read_text(encoding="utf-8"))
    assert set(theirs) == set(ours)
    assert set(theirs["metadata"]) == set(ours["metadata"])
    for one, other in zip(theirs["data"], ours["data"], strict=True):
        assert set(one) <= set(other)
