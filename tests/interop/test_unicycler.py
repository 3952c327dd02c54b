"""Protocols of aurora-unicycler: does that package take what we write, and do we read what it writes, to the same steps?"""

import json
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent
BUILD = HERE.parents[1] / "build"
PACKAGE = "aurora-unicycler==0.4.6"


@pytest.fixture(scope="module")
def unicycler():
    """Runs other_unicycler.py where the package is; it is installed into an environment of its own."""
    folder = BUILD / "interop-venv-unicycler"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    probe = [python, "-c", "import aurora_unicycler"]
    if not python.exists() or subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode != 0:
            reason = (finished.stderr.strip().splitlines() or ["no reason given"])[-1]
            pytest.skip(f"{PACKAGE} cannot be installed: {reason}")

    def run_script(*arguments):
        command = [python, HERE / "other_unicycler.py", *map(str, arguments)]
        finished = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert finished.returncode == 0, finished.stderr

    return run_script


@pytest.fixture(scope="module")
def translate():
    default = HERE.parents[1] / "build" / "release" / "tests" / "translate_protocol"
    program = pathlib.Path(os.environ.get("AURORA_TRANSLATE_PROTOCOL", default)).resolve()
    if not program.is_file():
        pytest.skip(f"the program that translates protocols is not built: {program}")

    def run_program(direction, source, target):
        finished = subprocess.run(
            [program, direction, source, target], capture_output=True, text=True, timeout=60, check=False
        )
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    return run_program


def amperes(current, capacity_mah=3.5):
    """A current as either program spells it: "C/10", "0.1C", amperes."""
    if not isinstance(current, str):
        return current
    sign = -1 if "D" in current else 1
    if "/" in current:
        return sign * capacity_mah / 1000 / float(current.split("/")[1])
    return sign * capacity_mah / 1000 * float(current.rstrip("CD") or 1)


def steps(payload):
    """What the instrument is told: currents in amperes, the rest as it is."""
    told = []
    for step in json.loads(pathlib.Path(payload).read_text())["method"]:
        kept = {key: step[key] for key in ("technique", "time", "voltage", "goto", "n_gotos") if key in step}
        kept |= {key: step[key] for key in ("limit_voltage_max", "limit_voltage_min") if key in step}
        for key in ("current", "limit_current_min", "limit_current_max"):
            if key in step:
                kept[key] = pytest.approx(amperes(step[key]), rel=1e-12)
        told.append(kept)
    return told


@pytest.mark.parametrize("name", ["biologic_formation", "biologic_cycling", "biologic_mixed_currents"])
def test_it_takes_our_protocols_and_makes_the_same_steps_of_them(corpus, unicycler, translate, tmp_path, name):
    payload = corpus / "tomato" / "payloads" / f"{name}.json"
    translate("to-unicycler", payload, tmp_path / "protocol.json")
    unicycler("read", tmp_path / "protocol.json", tmp_path / "theirs.json")
    assert steps(tmp_path / "theirs.json") == steps(payload)


def test_its_protocols_become_the_payload_that_it_makes_of_them(unicycler, translate, tmp_path):
    unicycler("write", tmp_path / "protocol.json", tmp_path / "theirs.json")
    notes = translate("to-payload", tmp_path / "protocol.json", tmp_path / "ours.json")
    assert steps(tmp_path / "ours.json") == steps(tmp_path / "theirs.json")
    assert [step["record_every_dt"] for step in json.loads((tmp_path / "ours.json").read_text())["method"][:3]] == [10.0] * 3
    assert "max_voltage_V 5" in notes


def test_what_was_translated_there_and_back_is_the_same(unicycler, translate, tmp_path):
    unicycler("write", tmp_path / "protocol.json", tmp_path / "theirs.json")
    translate("to-payload", tmp_path / "protocol.json", tmp_path / "once.json")
    translate("to-unicycler", tmp_path / "once.json", tmp_path / "back.json")
    unicycler("read", tmp_path / "back.json", tmp_path / "theirs_again.json")
    assert steps(tmp_path / "theirs_again.json") == steps(tmp_path / "theirs.json")
