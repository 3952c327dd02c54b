"""Short turns of the scripts of tests/reliability that need no lab; the long ones are run by hand."""

import os
import subprocess
import sys

import pytest
from conftest import PROJECT_ROOT


@pytest.fixture
def turn(run, vendor_file):
    """Runs a script with arguments; gives what it says when all of it holds."""

    def run_script(name, *arguments):
        environment = os.environ | {
            "AURORA_PROGRAM": str(run.program),
            "AURORA_MAKE_VENDOR_FILE": str(vendor_file.program),
        }
        finished = subprocess.run(
            [sys.executable, PROJECT_ROOT / "tests" / "reliability" / f"{name}.py", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        if "Nothing can be mounted here" in finished.stderr:
            pytest.skip(finished.stderr.strip())
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    return run_script


def test_a_kill_at_any_moment_leaves_everything_old_or_new(turn):
    assert turn("kill_loop", "--kills", "15").startswith("15 kills")


def test_a_kill_while_a_database_is_brought_up_to_date_loses_nothing(turn, corpus):
    assert "every value kept" in turn("migration_kills", "--kills", "12")


def test_a_full_disk_leaves_everything_old_or_new(turn):
    assert "nothing half done" in turn("full_disk", "--only", "import", "--moments", "2")


def test_several_programs_write_at_once_and_lose_no_update(turn):
    assert "120 writes" in turn("mixed_writes", "--writes", "120")
