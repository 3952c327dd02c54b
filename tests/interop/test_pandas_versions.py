"""Every kind of file we write, as each pandas since 1.5 reads it, and what each of them writes, as we read it.

What a version gives is compared with the numbers that h5py, which knows nothing of frames, finds in the same file.
"""

import json
import os
import pathlib
import subprocess
import sys

import h5py
import numpy as np
import pandas as pd
import pytest

from other_pandas import GUISES

HERE = pathlib.Path(__file__).parent
BUILD = HERE.parents[1] / "build"

# Which Python each of them needs stands in README.md.
VERSIONS = {
    "1.5": ["pandas==1.5.3", "tables==3.8.0", "numpy<2"],
    "2.0": ["pandas==2.0.3", "tables==3.9.2", "numpy<2"],
    "2.3": ["pandas==2.3.3", "tables>=3.10", "numpy>=2"],
    "3": ["pandas>=3", "tables>=3.11", "numpy>=2"],
}


def install(version):
    """The Python of a virtual environment that has this pandas; made once, skipped where it cannot be had."""
    folder = BUILD / f"interop-venv-pandas{version.replace('.', '')}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = "\n".join(VERSIONS[version])
    noted = folder / "installed.txt"
    if noted.is_file() and noted.read_text() == wanted:
        return python
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    # Only built packages: where there is none for this Python, building one would take minutes and fail.
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    finished = subprocess.run([*command, *VERSIONS[version]], capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        reason = (finished.stderr.strip().splitlines() or ["no reason given"])[-1]
        pytest.skip(f"pandas {version} cannot be installed with Python {sys.version.split()[0]}: {reason}")
    noted.write_text(wanted)
    return python


@pytest.fixture(scope="module", params=VERSIONS)
def other_pandas(request):
    """Runs other_pandas.py with one of the versions."""
    python = install(request.param)

    def run_script(*arguments):
        command = [python, HERE / "other_pandas.py", *map(str, arguments)]
        finished = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert finished.returncode == 0, f"pandas {request.param}: {finished.stderr}"

    return run_script


@pytest.fixture(scope="module")
def impedance_project(corpus, run, tmp_path_factory):
    """A project with one sample that has an impedance recording: its files and eis.*.h5."""
    folder = tmp_path_factory.mktemp("impedance") / "project"
    run("init", folder)
    samples = folder.parent / "samples.json"
    samples.write_text(json.dumps([{"Sample ID": "250101_eis_gen1_01"}]))
    run("--project", folder, "import-samples", samples)
    run("--project", folder, "import-data", corpus / "eclab" / "peis.mpr", "--sample", "250101_eis_gen1_01")
    run("--project", folder, "analyse", "--when", "always")
    return folder


@pytest.fixture(scope="module")
def converted(corpus, run, vendor_file, tmp_path_factory):
    """Results of `convert`: the program's columns and all of the vendor's, texts among them, many chunks, no rows."""
    folder = tmp_path_factory.mktemp("converted")
    sources = [
        corpus / "eclab" / "gcpl.pr_182.1.mpr",
        corpus / "eclab" / "peis.mpr",
        next((corpus / "neware").rglob("*.ndax")),
        next((corpus / "neware").rglob("*.xlsx")),
        corpus / "python_project" / "project" / "raw" / "tomato" / "snapshot.tt1-12.json",
        vendor_file("ndax", 150_000, 1, ".ndax"),
    ]
    run("convert", *sources, "-o", folder / "ours")
    run("convert", *sources, "--all-columns", "-o", folder / "all")
    return folder


@pytest.fixture(scope="module")
def written_files(reference_project, impedance_project, converted):
    """Every kind of .h5 that the program writes; each kind at least once."""
    files = [
        *sorted(reference_project.glob("snapshots/**/*.h5")),
        *sorted(impedance_project.glob("snapshots/**/*.h5")),
        *sorted(converted.glob("*/*.h5")),
    ]
    for kind in ("snapshot", "full", "shrunk", "eis"):
        assert any(file.name.startswith(f"{kind}.") for file in files), kind
    assert len(list(converted.glob("*/*.h5"))) == 12
    return files


def columns_in(file):
    """Names in order and values by name, straight from the arrays of the file."""
    with h5py.File(file) as opened:
        data = opened["data"]
        order = [name.decode() for name in data["axis0"][()]]
        values = {}
        for block in range(data.attrs["nblocks"]):
            array = data[f"block{block}_values"][()]
            array = array if data[f"block{block}_values"].attrs["transposed"] else array.T
            for place, name in enumerate(data[f"block{block}_items"][()]):
                values[name.decode()] = array[:, place]
    return order, values


def test_each_pandas_reads_every_kind_of_file(other_pandas, written_files, tmp_path):
    other_pandas("read", tmp_path, *written_files)
    rows = 0
    for number, file in enumerate(written_files):
        order, values = columns_in(file)
        read = json.loads((tmp_path / f"{number}.json").read_text(encoding="utf-8"))
        assert read["names"] == order, file
        assert read["types"] == [str(values[name].dtype) for name in order], file
        assert read["index"][1], f"{file}: row labels should count from 0"
        with np.load(tmp_path / f"{number}.npz") as arrays:
            for place, name in enumerate(order):
                np.testing.assert_array_equal(arrays[str(place)], values[name], err_msg=f"{file}: {name}")
        rows += read["rows"]
    assert rows > 300_000


def test_we_read_what_each_pandas_writes(other_pandas, run, tmp_path):
    other_pandas("write", tmp_path)
    files = sorted(tmp_path.glob("snapshot.*.h5"))
    assert len(files) == len(GUISES)
    project = tmp_path / "project"
    run("init", project)
    samples = tmp_path / "samples.json"
    samples.write_text(json.dumps([{"Sample ID": f"250101_lab_gen1_{n:02}"} for n in range(len(files))]))
    run("--project", project, "import-samples", samples)
    names = json.loads((tmp_path / "names.json").read_text(encoding="utf-8"))
    with np.load(tmp_path / "expected.npz") as expected:
        for number, file in enumerate(files):
            sample = f"250101_lab_gen1_{number:02}"
            run("--project", project, "import-data", file, "--sample", sample)
            (stored,) = project.glob(f"snapshots/*/{sample}/snapshot.*.h5")
            order, values = columns_in(stored)
            assert set(order) == set(names), file
            for place, name in enumerate(names):
                np.testing.assert_array_equal(values[name], expected[str(place)], err_msg=f"{file.name}: {name}")
                assert values[name].dtype == expected[str(place)].dtype, f"{file.name}: {name}"


def frame_of_levels():
    frame = pd.DataFrame({"uts": [1.0, 2.0]})
    frame.index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])
    return frame


REFUSED = {
    "row labels of several levels": (frame_of_levels, {}),
    "columns of several levels": (lambda: pd.DataFrame({("V", "V"): [1.0], ("I", "A"): [2.0]}), {}),
    'format "table"': (lambda: pd.DataFrame({"uts": [1.0]}), {"format": "table"}),
    "blosc2": (lambda: pd.DataFrame({"uts": np.arange(5e4)}), {"complib": "blosc2", "complevel": 5}),
    "a single pandas series": (lambda: pd.Series([1.0, 2.0]), {}),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_plain_frame_is_refused_in_a_sentence_that_says_why(run, tmp_path, words):
    make, options = REFUSED[words]
    file = tmp_path / "snapshot.odd.h5"
    make().to_hdf(file, key="data", **options)
    finished = subprocess.run([run.program, "inspect", file], capture_output=True, text=True, timeout=60, check=False)
    assert finished.returncode != 0
    assert "snapshot.odd.h5: cannot be read: " in finished.stderr
    assert words in finished.stderr
