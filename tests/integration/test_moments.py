"""The moments in which tomato answers as if all were well, each brought about on the real one.

What the program claims is held against what the server shows when everything has settled.
"""

import contextlib
import threading
import time

import lab as labs
import payloads
import pytest
from conftest import lab_server
from lab import wait_until
from project import RUN, SAMPLES

SAMPLE = SAMPLES[0]
PIPELINE = "lab-MPG2-1-1"


@pytest.fixture(scope="module")
def hung_update(session_lab, program, tmp_path_factory):
    """An update whose command never ends, started long before its test, which only has to look how it went."""
    from project import Project

    server = lab_server(session_lab, command_prefix="sleep 900 && ")
    project = Project(tmp_path_factory.mktemp("hung"), [server], lab=session_lab)
    process = project.start("update")
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.fixture(autouse=True)
def _start_early(hung_update):
    pass


def start_slowly(lab, project, seconds):
    """Submits a job whose worker needs `seconds` to start; returns its number in the gap before it does."""
    lab.ketchup("load", SAMPLE, "MPG2-1-1")
    project.good("update")
    lab.slow_start(seconds)
    lab.ketchup("ready", "MPG2-1-1")
    job = lab.submit(payloads.dummy(SAMPLE, seconds=300))
    wait_until(lambda: (lab.jobs_folder / str(job)).exists(), 10, "the server has chosen a pipeline")
    assert lab.state_of(job) == "qw"
    return job, f"lab-{job}"


@pytest.mark.parametrize("seconds", [1.5, 3])
def test_a_cancel_while_the_job_is_being_started_is_not_believed(lab, project, seconds):
    job, name = start_slowly(lab, project, seconds)
    answer = project.run("cancel", name)
    time.sleep(4)
    truly = lab.jobs()[job]["status"]
    if answer.status == 0:
        assert truly in ("rd", "cd"), f"claimed to be cancelled, but it is {truly}: {answer}"
    else:
        assert "cancel" in answer.messages and "again" in answer.messages, str(answer)


@pytest.mark.parametrize("seconds", [1.5, 3])
def test_an_eject_while_the_job_is_being_started_is_not_believed(lab, project, seconds):
    job, _ = start_slowly(lab, project, seconds)
    answer = project.run("eject", PIPELINE)
    lab.wait_for_state(job, "r", "cd", "ce")
    pipeline = lab.pipelines()["MPG2-1-1"]
    if answer.status == 0:
        assert (pipeline["sampleid"], pipeline["jobid"]) == (None, None), f"a job runs on it: {answer}"
    else:
        assert answer.messages.strip(), str(answer)


def biologic_job(lab, project):
    job = lab.place_biologic(SAMPLE)
    project.good("update")
    return job, sorted((lab.jobs_folder / str(job)).glob("MPG2_*_data.json"))[100]


@contextlib.contextmanager
def half_written(file):
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    try:
        yield lambda: file.write_bytes(whole)
    finally:
        file.write_bytes(whole)


def test_a_snapshot_that_catches_a_file_in_mid_write_is_repeated(lab, project, corpus):
    job, file = biologic_job(lab, project)
    lab.write("UPDATE queue SET status = 'r' WHERE jobid = ?", job)
    try:
        with half_written(file) as complete:
            timer = threading.Timer(4, complete)
            timer.start()
            project.good("snapshot", "--job", f"lab-{job}")
            timer.join()
    finally:
        lab.write("UPDATE queue SET status = 'c' WHERE jobid = ?", job)
    assert project.row("results", Sample_ID=SAMPLE)["Number of cycles"] == 3


def test_after_a_failed_snapshot_the_older_file_is_not_taken_for_the_new_one(lab, project, corpus):
    job, file = biologic_job(lab, project)
    project.good("snapshot", "--job", f"lab-{job}")
    before = project.row("jobs", Job_ID=f"lab-{job}")["Last snapshot"]
    stored = {path: path.stat().st_mtime_ns for path in (project.folder / "snapshots").rglob("*.h5")}
    raw = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in project.raw.rglob("*.json")}
    assert stored and raw
    time.sleep(1.1)
    with half_written(file):
        answer = project.failing("snapshot", "--job", f"lab-{job}")
    assert answer.document["done"] == []
    assert project.row("jobs", Job_ID=f"lab-{job}")["Last snapshot"] == before
    assert {path: path.stat().st_mtime_ns for path in (project.folder / "snapshots").rglob("*.h5")} == stored
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in project.raw.rglob("*.json")} == raw
    project.good("snapshot", "--job", f"lab-{job}")


def test_a_snapshot_without_yadg_says_what_is_missing(lab, project, corpus):
    variables = lab.env_file.read_text().split(" PATH=")[0]
    job, _ = biologic_job(lab, project)
    (lab.scratch / f"snapshot.{job}.json").write_text('{"older": true}')  # left by a colleague's snapshot
    project.change_server(command_prefix=f"{variables} && ")
    answer = project.failing("snapshot", "--job", f"lab-{job}")
    assert "yadg" in answer.messages and "PATH" in answer.messages, str(answer)
    assert not list((project.folder / "snapshots" / RUN).rglob("*.h5"))


def test_a_tomato_that_has_stopped_is_suspected(lab, project):
    project.good("load", SAMPLE, PIPELINE)
    lab.kill_tomato()
    project.good("ready", PIPELINE)
    command = ("submit", project.payload(payloads.dummy(seconds=300)), "--sample", SAMPLE, "--capacity", "areal")
    project.run(*command)
    job = lab.last_job()
    assert lab.state_of(job) == "q"

    def suspected():
        return "tomato may not be running" in project.run("update").text

    wait_until(suspected, 30, "update says that tomato may not be running")
    lab.start_tomato()
    lab.wait_for_state(job, "r")
    answer = project.good("update")
    assert "tomato may not be running" not in answer.text
    assert project.row("jobs", Job_ID=f"lab-{job}")["Status"] == "r"


def test_a_cancel_that_nobody_acts_on_is_not_told_as_done(lab, project):
    lab.ketchup("load", SAMPLE, "MPG2-1-1")
    lab.ketchup("ready", "MPG2-1-1")
    job = lab.submit(payloads.dummy(SAMPLE, seconds=300))
    lab.wait_for_state(job, "r")
    project.good("update")
    lab.kill_tomato()
    (told,) = project.good("cancel", f"lab-{job}").document["done"]
    assert lab.state_of(job) == "rd"
    assert "is cancelled" not in told["message"] and "tomato may not be running" in told["message"], told
    lab.start_tomato()
    lab.wait_for_state(job, "cd", "ce")


def test_a_job_whose_process_died_is_not_shown_as_running_for_ever(lab, project):
    lab.ketchup("load", SAMPLE, "MPG2-1-1")
    lab.ketchup("ready", "MPG2-1-1")
    job = lab.submit(payloads.dummy(SAMPLE, seconds=300))
    lab.wait_for_state(job, "r")
    lab.kill_tomato(jobs=True)
    lab.start_tomato()
    lab.wait_for_state(job, "ce")
    project.good("update")
    assert project.row("jobs", Job_ID=f"lab-{job}")["Status"] == "ce"
    assert not project.row("pipelines", Pipeline=PIPELINE)["Job ID"]


def test_a_command_that_never_ends_is_given_up(hung_update):
    output, errors = hung_update.communicate(timeout=150)
    assert hung_update.returncode == 1
    assert "lab" in output + errors
