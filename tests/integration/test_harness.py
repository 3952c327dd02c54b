"""The lab itself, driven by hand: what the other tests stand on."""

import json
import subprocess

import lab as labs
import pytest
from payloads import cycling, dummy


def test_a_job_runs_to_its_end_and_gives_a_snapshot(lab):
    lab.ketchup("load", "cell_01", "MPG2-1-1")
    job = lab.submit(dummy("cell_01", seconds=3))
    lab.ketchup("ready", "MPG2-1-1")
    lab.wait_for_state(job, "r")
    assert lab.pipelines()["MPG2-1-1"] | {"pid": 0} == {"sampleid": "cell_01", "ready": 0, "jobid": job, "pid": 0}
    lab.wait_for_state(job, "c", seconds=labs.UNTIL_ENDED)
    lab.ketchup("snapshot", job)
    snapshot = json.loads((lab.scratch / f"snapshot.{job}.json").read_text())
    assert len(snapshot["steps"][0]["data"]) > 0


def test_a_payload_with_currents_runs_as_long_as_its_dummy_step(lab):
    lab.ketchup("load", "cell_02", "MPG2-1-2")
    job = lab.submit(cycling("cell_02", seconds=60))
    lab.ketchup("ready", "MPG2-1-2")
    lab.wait_for_state(job, "r")
    lab.ketchup("cancel", job)
    lab.wait_for_state(job, "cd", seconds=labs.UNTIL_ENDED)
    assert lab.payload_of(job)["method"][1]["current"] == "C/10"


def test_a_late_worker_keeps_the_job_between_chosen_and_running(lab):
    lab.slow_start(4)
    lab.ketchup("load", "cell_03", "MPG2-1-3")
    lab.ketchup("ready", "MPG2-1-3")
    job = lab.submit(dummy("cell_03", seconds=60))
    labs.wait_until(lambda: (lab.jobs_folder / str(job)).exists(), 10, "the server has chosen the pipeline")
    lab.ketchup("cancel", job)
    assert lab.state_of(job) == "cd"
    lab.wait_for_state(job, "r")  # the cancel is lost: tomato's own flaw, which the program has to notice


def test_a_queued_job_waits_for_its_sample_and_is_cleared(lab):
    job = lab.submit(dummy("nowhere"))
    lab.wait_for_state(job, "qw")
    lab.ketchup("load", "other", "old rack 7")
    assert lab.pipelines()["old rack 7"]["sampleid"] == "other"
    lab.clear()
    assert lab.jobs()[job]["status"] == "cd"
    assert lab.pipelines()["old rack 7"]["sampleid"] is None


def test_a_placed_biologic_job_gives_voltages(lab, corpus):
    job = lab.place_biologic("cell_04", corpus / "tomato" / "biologic_long" / "snapshot.9.zip")
    lab.ketchup("snapshot", job)
    assert '"Ewe"' in (lab.scratch / f"snapshot.{job}.json").read_text()
    assert lab.jobs()[job]["status"] == "c"


def test_a_swapped_host_key_is_noticed_by_ssh(lab):
    lab.swap_host_key()
    try:
        refused = lab.ssh("true", check=False)
        assert refused.returncode == 255
        assert "HOST IDENTIFICATION HAS CHANGED" in refused.stderr
    finally:
        lab.restore_host_key()
    assert lab.ssh("echo here").stdout == "here\n"


def test_killed_servers_come_back(lab):
    lab.kill_sshd()
    assert lab.ssh("true", check=False).returncode == 255
    lab.start_sshd()
    lab.ketchup("load", "cell_05", "MPG2-1-5")
    lab.kill_tomato()
    lab.start_tomato()
    assert lab.pipelines()["MPG2-1-5"]["sampleid"] == "cell_05"


def test_a_proxy_drops_delays_and_counts(lab, proxy):
    proxy.drop_after = 3000
    with pytest.raises(AssertionError):
        lab_port, lab.port = lab.port, proxy.port
        try:
            lab.known_hosts.write_text(lab.known_host_line(lab_port) + lab.known_host_line())
            lab.ssh("head -c 1000000 /dev/zero")
        finally:
            lab.port = lab_port
            lab.trust()
    assert proxy.dropped == 1
    assert 2000 <= proxy.received <= 3000


def test_a_stopped_lab_leaves_no_process_and_no_folder(session_lab):
    with labs.Lab() as lab:
        hung = subprocess.Popen(
            ["ssh", "-F", "none", "-i", lab.key, "-o", f"UserKnownHostsFile={lab.known_hosts}", "-p", str(lab.port),
             f"{lab.username}@127.0.0.1", "sleep 600"]
        )  # fmt: skip
        lab.ketchup("load", "cell_06", "MPG2-1-6")
        lab.ketchup("ready", "MPG2-1-6")
        lab.wait_for_state(lab.submit(dummy("cell_06", seconds=600)), "r")
        labs.wait_until(lambda: len(lab.processes()) > 6, 10, "sshd, its session, tomato and the job run")
    hung.wait()
    assert not lab.processes()
    assert not lab.folder.exists()
