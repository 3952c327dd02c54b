"""The real window, offscreen, on the user's way through the real lab: window/real_lab_window_test.cpp goes it."""

import csv
import json
import os
import pathlib
import subprocess

import payloads
import pytest
from conftest import lab_server
from project import BUILD, CAPACITY_MAH, SAMPLE_ROW, SAMPLES

WINDOW_TEST = pathlib.Path(os.environ.get("AURORA_WINDOW_TEST", BUILD / "tests" / "real_lab_window_test"))


def write_robot_file(file):
    with open(file, "w", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(["Sample ID", *SAMPLE_ROW])
        writer.writerows([sample, *SAMPLE_ROW.values()] for sample in SAMPLES)
    return file


def test_once_through_the_window_as_a_user_goes(lab, new_project, corpus, tmp_path):
    if not WINDOW_TEST.is_file():
        pytest.skip(f"the test of the window is not built: {WINDOW_TEST}")
    measured = lab.place_biologic(SAMPLES[1])
    project = new_project([lab_server(lab)], lab=lab, samples=())
    project.known_hosts.write_text("")
    (project.folder / "protocols" / "cycling.json").write_text(json.dumps(payloads.cycling(seconds=600)))
    before = lab.last_job()
    variables = {
        "QT_QPA_PLATFORM": "offscreen",
        "AURORA_LAB_PROJECT": str(project.folder),
        "AURORA_LAB_SAMPLES": str(write_robot_file(tmp_path / "robot.csv")),
        "AURORA_LAB_FINGERPRINT": lab.host_fingerprint(),
        "AURORA_LAB_MEASURED_JOB": f"lab-{measured}",  # other tests may have had jobs for this sample on the same lab
    }
    went = subprocess.run(
        [WINDOW_TEST], env=project.environment(**variables), capture_output=True, text=True, timeout=400, check=False
    )
    assert went.returncode == 0, went.stdout[-6000:] + went.stderr[-2000:]
    assert "SKIP" not in went.stdout

    job = lab.last_job()
    assert job == before + 1, "one job was submitted, once"
    sent = lab.payload_of(job)
    assert sent["sample"]["name"] == SAMPLES[0]
    assert sent["sample"]["capacity"] == pytest.approx(CAPACITY_MAH["areal"] / 1000, rel=1e-5)
    assert sent["method"][1]["current"] == "C/10"
    assert lab.jobs()[job]["status"] == "cd"
    assert not any(row["sampleid"] or row["ready"] for row in lab.pipelines().values())
    assert project.known_hosts.read_text().split()[:3] == lab.known_host_line().split()[:3]
