"""What every interop test needs: the program, the corpus, and a way to run commands."""

import csv
import json
import os
import pathlib
import subprocess

import numpy as np
import pytest
from reference_cells import SAMPLES, reference

PROJECT_ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def corpus():
    folder = pathlib.Path(os.environ.get("AURORA_CORPUS", PROJECT_ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip("the corpus is not there")
    return folder


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """Runs the program with arguments; fails the test unless it ends with status 0. Gives its standard output."""
    default = PROJECT_ROOT / "build" / "release" / "aurora-cycler-manager"
    program = pathlib.Path(os.environ.get("AURORA_PROGRAM", default)).resolve()
    if not program.is_file():
        pytest.skip(f"the program is not built: {program}")
    user_config = tmp_path_factory.mktemp("user") / "config.json"

    def run_program(*arguments):
        environment = os.environ | {"AURORA_USER_CONFIG": str(user_config)}
        environment.pop("AURORA_PROJECT", None)
        finished = subprocess.run(
            [program, *map(str, arguments)], env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert finished.returncode == 0, f"{arguments}: {finished.stdout}\n{finished.stderr}"
        return finished.stdout

    run_program.program = program
    return run_program


class VendorFiles:
    """Files that `make_vendor_file` writes: a simulated cell in a vendor's format, for any number of rows."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder

    def __call__(self, form, rows, seed, ending):
        file = self.folder / f"{form}-{rows}-{seed}{ending}"
        if not file.is_file():
            subprocess.run([self.program, form, str(rows), str(seed), file], check=True, timeout=300)
        return file

    def columns(self, rows, seed):
        """What a reader should find in these files, by name without unit."""
        with open(self("csv", rows, seed, ".csv"), newline="", encoding="utf-8") as stream:
            table = csv.reader(stream)
            names = [name.split(" (")[0] for name in next(table)]
            columns = np.array([[float(cell) for cell in row] for row in table]).T
        return dict(zip(names, columns, strict=True))


@pytest.fixture(scope="session")
def vendor_file(tmp_path_factory):
    default = PROJECT_ROOT / "build" / "release" / "tests" / "make_vendor_file"
    program = pathlib.Path(os.environ.get("AURORA_MAKE_VENDOR_FILE", default)).resolve()
    if not program.is_file():
        pytest.skip(f"the program that writes vendor files is not built: {program}")
    return VendorFiles(program, tmp_path_factory.mktemp("vendor"))


@pytest.fixture(scope="session")
def reference_project(corpus, run, tmp_path_factory):
    """A new project with the three reference samples, imported and analysed."""
    folder = tmp_path_factory.mktemp("work") / "project"
    run("init", folder)
    rows = [reference(corpus, sample)["sample_row"] for sample in SAMPLES]
    sample_file = folder.parent / "samples.json"
    sample_file.write_text(json.dumps(rows))
    run("--project", folder, "import-samples", sample_file)
    for sample in SAMPLES:
        files = [corpus / file["path"] for file in reference(corpus, sample)["files"]]
        run("--project", folder, "import-data", *files, "--sample", sample)
    run("--project", folder, "analyse", "--when", "always")
    return folder
