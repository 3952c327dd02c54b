"""A short turn of tests/reliability/kill_loop.py; the long one is run by hand."""

import os
import subprocess
import sys

from conftest import PROJECT_ROOT


def test_a_kill_at_any_moment_leaves_everything_old_or_new(run, vendor_file):
    environment = os.environ | {"AURORA_PROGRAM": str(run.program), "AURORA_MAKE_VENDOR_FILE": str(vendor_file.program)}
    finished = subprocess.run(
        [sys.executable, PROJECT_ROOT / "tests" / "reliability" / "kill_loop.py", "--kills", "15"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert finished.stdout.startswith("15 kills")
