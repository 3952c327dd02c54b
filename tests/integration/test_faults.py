"""Nothing that breaks is taken for success, and each message says what to do."""

import signal
import subprocess
import time

import lab as labs
import payloads
import pytest
from conftest import lab_server
from keys import make_key
from lab import wait_until
from project import SAMPLES

PIPELINE = "lab-MPG2-1-1"
SIMULATED = {"label": "sim", "server_type": "simulated"}


def test_server_test_passes_on_a_whole_server(lab, project):
    assert project.good("server", "test", "lab").document["failed"] == []


def test_a_refused_connection_costs_its_own_rows_only(lab, new_project):
    project = new_project([lab_server(lab), SIMULATED], lab=lab)
    project.good("update")
    last_answer = project.row("pipelines", Pipeline=PIPELINE)["Last checked"]
    simulated = [row["Pipeline"] for row in project.rows("pipelines") if row["Server label"] == "sim"]
    assert last_answer and simulated
    lab.kill_sshd()
    time.sleep(1.1)  # times are kept in whole seconds
    answer = project.failing("update")
    assert "lab" in answer.messages and str(lab.port) in answer.messages, str(answer)
    assert project.row("pipelines", Pipeline=PIPELINE)["Last checked"] == last_answer
    assert project.row("pipelines", Pipeline=simulated[0])["Last checked"] > last_answer
    assert "lab" in project.failing("load", SAMPLES[0], PIPELINE).messages
    assert str(lab.port) in project.failing("server", "test", "lab").text
    lab.start_sshd()
    project.good("update")


def test_a_wrong_key_is_named(lab, project, tmp_path):
    make_key(tmp_path / "other")
    project.configure_user(**{"SSH private key path": str(tmp_path / "other")})
    for command in (("update",), ("server", "test", "lab")):
        answer = project.failing(*command)
        assert "key" in answer.text and "host key" not in answer.messages.lower(), str(answer)


def test_an_unknown_host_is_never_accepted_by_itself(lab, project):
    project.known_hosts.write_text("")
    fingerprint = lab.host_fingerprint()
    for command in (("update",), ("load", SAMPLES[0], PIPELINE), ("server", "test", "lab"), ("daemon", "--once")):
        answer = project.failing(*command)
        assert fingerprint in answer.text, str(answer)
        assert f"server trust lab --fingerprint {fingerprint}" in answer.text, str(answer)
    project.failing("server", "trust", "lab", "--fingerprint", "SHA256:" + "A" * 43)
    assert project.known_hosts.read_text() == ""
    project.good("server", "trust", "lab", "--fingerprint", fingerprint)
    project.good("update")


def test_a_changed_host_key_is_refused_whatever_is_said(lab, project):
    known = project.known_hosts.read_text()
    lab.swap_host_key()
    try:
        fingerprint = lab.host_fingerprint()
        assert fingerprint in project.failing("update").text
        project.failing("server", "trust", "lab", "--fingerprint", fingerprint)
        assert project.known_hosts.read_text() == known
    finally:
        lab.restore_host_key()
    project.good("update")


def test_a_host_known_by_another_type_of_key_is_refused(lab, project, tmp_path):
    subprocess.run(["ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", tmp_path / "ecdsa"], check=True)
    other = " ".join((tmp_path / "ecdsa.pub").read_text().split()[:2])
    known = f"[127.0.0.1]:{lab.port} {other}\n"
    project.known_hosts.write_text(known)
    project.failing("update")
    project.failing("server", "trust", "lab", "--fingerprint", lab.host_fingerprint())
    assert project.known_hosts.read_text() == known


def test_a_server_that_says_nothing_is_given_up_after_ten_seconds(lab, project, proxy):
    proxy.silent = True
    project.change_server(port=proxy.port)
    answer = project.failing("update", timeout=60)  # a server that is silent for ever
    assert "did not answer within 10 s" in answer.text


def test_a_name_that_does_not_exist_is_named(lab, project):
    project.change_server(hostname="cycler-pc-1.invalid")
    assert "cycler-pc-1.invalid" in project.failing("server", "test", "lab").text


def test_missing_programs_are_named(lab, project):
    project.change_server(tomato_scripts_path="/nowhere/")
    assert "ketchup" in project.failing("server", "test", "lab").text
    project.failing("update")
    variables = lab.env_file.read_text().split(" PATH=")[0]
    project.change_server(tomato_scripts_path=f"{labs.VENV}/bin/", command_prefix=f"{variables} && ")
    assert "yadg" in project.failing("server", "test", "lab").text
    project.good("update")  # which needs no yadg


def test_folders_of_the_server_that_cannot_be_used_are_named(lab, project):
    project.change_server(tomato_data_path="/nowhere/Jobs")
    assert "/nowhere" in project.failing("server", "test", "lab").text
    project.change_server(tomato_data_path=str(lab.jobs_folder), save_location="/nowhere")
    assert "/nowhere" in project.failing("server", "test", "lab").text
    project.change_server(save_location="")
    project.good("load", SAMPLES[0], PIPELINE)
    before = lab.last_job()
    command = ("submit", project.payload(payloads.dummy()), "--sample", SAMPLES[0], "--capacity", "areal")
    assert "save_location" in project.failing(*command).messages
    assert lab.last_job() == before


def test_a_cancelled_command_ends_at_once(lab, project):
    project.change_server(command_prefix="sleep 600 && ")
    with project.start("update") as process:
        wait_until(lambda: lab.serves("sleep"), 10, "the command runs")
        process.send_signal(signal.SIGINT)
        started = time.monotonic()
        process.communicate(timeout=20)
        assert time.monotonic() - started < 2
    assert process.returncode == 1


def test_a_full_server_says_who_is_there(lab, project):
    fill = " && ".join(f"ketchup load old_{i:02} '{name}'" for i, name in enumerate(labs.PIPELINES))
    lab.ssh(f". {lab.env_file} && {fill}")
    project.good("update")
    for i, name in enumerate(labs.PIPELINES[:2]):
        assert f"old_{i:02}" in project.failing("load", SAMPLES[0], f"lab-{name}").messages
    assert sorted(row["sampleid"] for row in lab.pipelines().values()) == [f"old_{i:02}" for i in range(7)]


def test_a_profile_that_prints_does_not_break_the_answers(lab, project):
    greeting = "echo 'Welcome, {\"pipeline\": [1]}' && echo WARNINGS are off >&2 && echo '{' && "
    project.change_server(command_prefix=f"{greeting}. {lab.env_file} && ")
    project.good("load", SAMPLES[0], PIPELINE)
    project.good("ready", PIPELINE)
    command = ("submit", project.payload(payloads.dummy(seconds=300)), "--sample", SAMPLES[0], "--capacity", "areal")
    project.good(*command)
    job = lab.last_job()
    lab.wait_for_state(job, "r")
    project.good("update")
    assert project.row("jobs", Job_ID=f"lab-{job}")["Status"] == "r"
    project.good("cancel", f"lab-{job}")
    assert lab.jobs()[job]["status"] in ("rd", "cd")
    assert len(project.rows("pipelines")) == len(labs.PIPELINES)


def test_of_two_clients_that_want_one_pipeline_one_is_told_no(lab, new_project):
    clients = [new_project([lab_server(lab)], lab=lab) for _ in range(2)]
    started = [c.start("load", sample, PIPELINE) for c, sample in zip(clients, SAMPLES)]
    ends = [(process.communicate(timeout=60), process.returncode)[1] for process in started]
    holds = lab.pipelines()["MPG2-1-1"]["sampleid"]
    assert holds in SAMPLES[:2]
    assert ends[SAMPLES.index(holds)] == 0
    assert ends[1 - SAMPLES.index(holds)] == 1


def test_two_clients_of_one_project_work_at_once(lab, project):
    started = [project.start("load", SAMPLES[i], f"lab-MPG2-1-{i + 1}") for i in range(4)] + [project.start("update")]
    for process in started:
        output = process.communicate(timeout=90)
        assert process.returncode == 0, output
    project.good("update")
    shown = {row["Pipeline"]: row["Sample ID"] for row in project.rows("pipelines") if row["Sample ID"]}
    assert shown == {f"lab-MPG2-1-{i + 1}": SAMPLES[i] for i in range(4)}


def test_a_connection_that_breaks_in_the_middle_of_a_command_is_no_success(lab, project):
    project.change_server(command_prefix=f"sleep 5 && . {lab.env_file} && ")
    with project.start("load", SAMPLES[0], PIPELINE) as process:
        wait_until(lambda: lab.serves("sleep"), 10, "the command runs")
        lab.kill_sshd()
        process.communicate(timeout=60)
    assert process.returncode == 1


@pytest.mark.parametrize("shell", ["powershell", "cmd"])
def test_a_wrong_shell_in_the_configuration_is_no_success(lab, project, shell):
    project.change_server(shell_type=shell)
    project.failing("load", SAMPLES[0], PIPELINE)
    assert lab.pipelines()["MPG2-1-1"]["sampleid"] is None
