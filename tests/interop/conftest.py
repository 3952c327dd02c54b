"""What every interop test needs: the program, the corpus, and a way to run commands."""

import os
import pathlib
import subprocess

import pytest

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
