"""What a user does with a lab, on the real tomato and, where it makes sense, on the simulated server."""

import json
import re
import types

import h5py
import lab as labs
import numpy as np
import payloads
import pytest
from lab import wait_until
from project import CAPACITY_MAH, MASS_MG, RUN, SAMPLES

SAMPLE = SAMPLES[0]
PIPELINE = "lab-MPG2-1-1"


def number_of(job):
    """The number of a job on its server: `lab-12` → 12."""
    return int(job.rpartition("-")[2])


def update_until(project, job, *states, seconds=30):
    def shown():
        project.good("update")
        return project.row("jobs", Job_ID=job)["Status"] in states

    wait_until(shown, seconds, f"the program shows {job} as {' or '.join(states)}")


def submit(project, payload, sample, *options):
    """Submits by the program; gives the Job ID."""
    before = {row["Job ID"] for row in project.rows("jobs")}
    answer = project.good("submit", project.payload(payload), "--sample", sample, "--capacity", "areal", *options)
    assert len(answer.document["done"]) == 1, str(answer)
    (job,) = {row["Job ID"] for row in project.rows("jobs")} - before
    return job


@pytest.fixture(params=["tomato", "simulated"])
def site(request, new_project):
    """A server of either kind, with the project that knows it and what to submit there."""
    if request.param == "tomato":
        lab, project = request.getfixturevalue("lab"), request.getfixturevalue("project")
        return types.SimpleNamespace(lab=lab, project=project, payload=payloads.cycling(seconds=10), complete=40)
    project = new_project([{"label": "lab", "server_type": "simulated", "speed": 14400}])
    return types.SimpleNamespace(lab=None, project=project, payload=payloads.for_cell(), complete=90)


def test_the_whole_way_from_load_to_results(site):
    project = site.project
    project.good("update")
    names = [row["Pipeline"] for row in project.rows("pipelines")]
    if site.lab:
        assert sorted(names) == sorted(f"lab-{name}" for name in labs.PIPELINES)
    pipeline = names[0]

    project.good("load", SAMPLE, pipeline)
    assert project.row("pipelines", Pipeline=pipeline)["Sample ID"] == SAMPLE
    project.good("ready", pipeline)
    assert project.row("pipelines", Pipeline=pipeline)["Ready"] in (1, True)
    job = submit(project, site.payload, SAMPLE, "--comment", "first formation")
    row = project.row("jobs", Job_ID=job)
    assert (row["Sample ID"], row["Server label"], row["Comment"]) == (SAMPLE, "lab", "first formation")
    update_until(project, job, "r")
    assert project.row("pipelines", Pipeline=pipeline)["Job ID"] == job
    assert project.row("jobs", Job_ID=job)["Pipeline"] == pipeline
    if site.lab:
        tomatos = site.lab.pipelines()[pipeline.removeprefix("lab-")]
        assert (tomatos["sampleid"], tomatos["jobid"]) == (SAMPLE, number_of(job))
        sent = site.lab.payload_of(number_of(job))
        assert sent["sample"]["name"] == SAMPLE
        assert sent["sample"]["capacity"] == pytest.approx(CAPACITY_MAH["areal"] / 1000, rel=1e-5)
        assert sent["method"][1]["current"] == "C/10"

    for verb in ("eject", "unready"):
        assert project.failing(verb, pipeline).document["done"] == [], f"{verb} while a job runs"
    snapshot(site, job)
    update_until(project, job, "c", seconds=site.complete)
    snapshot(site, job)
    project.good("eject", pipeline)
    project.good("update")
    assert not project.row("pipelines", Pipeline=pipeline)["Sample ID"]
    if site.lab:
        assert site.lab.jobs()[number_of(job)]["status"] == "c"
        assert site.lab.pipelines()[pipeline.removeprefix("lab-")]["sampleid"] is None
        assert list(site.lab.scratch.rglob("*.zip")), "results go where save_location says"
    else:
        results = project.row("results", Sample_ID=SAMPLE)
        assert results["Number of cycles"] == 3
        assert results["Status"] == "c"


def snapshot(site, job):
    """Of a simulated cell it becomes data; the dummy holds no voltage, which must be said and change nothing."""
    folder = site.project.folder / "snapshots" / RUN / SAMPLE
    if site.lab is None:
        site.project.good("snapshot", "--job", job)
        assert len(list(folder.glob("snapshot.*.h5"))) == 1
        return
    answer = site.project.failing("snapshot", "--job", job)
    assert len(answer.document["failed"]) == 1, str(answer)
    assert "voltage" in answer.messages, str(answer)
    assert not list(folder.glob("*.h5"))


def test_a_biologic_job_becomes_results(lab, project, corpus):
    job = lab.place_biologic(SAMPLE)
    project.good("update")
    row = project.row("jobs", Job_ID=f"lab-{job}")
    assert (row["Sample ID"], row["Status"]) == (SAMPLE, "c")
    assert row["Submitted"] == "2024-06-10 10:00:00"  # 08:00 UTC, in Zurich's summer
    assert json.loads(row["Payload"])["method"][1]["current"] == "C/10"

    project.good("snapshot", "--job", f"lab-{job}")
    raw = project.raw / "tomato_snapshots" / RUN / SAMPLE
    assert [file.suffix for file in raw.iterdir()] == [".json"]
    recorded = json.loads((corpus / "tomato" / "biologic_long" / "snapshot.9.json").read_text())
    points = sorted((p for s in recorded["steps"] for p in s["data"]), key=lambda point: point["uts"])
    (file,) = (project.folder / "snapshots" / RUN / SAMPLE).glob("snapshot.*.h5")
    with h5py.File(file) as opened:
        assert json.loads(opened["metadata"][()])["provenance"]
    results = project.row("results", Sample_ID=SAMPLE)
    assert results["Number of cycles"] == 3
    capacity = discharge_mAh(points, loop=2) / MASS_MG * 1000
    assert results["Last specific discharge capacity (mAh/g)"] == pytest.approx(capacity, rel=1e-3)
    assert (results["Formation C"], results["Max voltage (V)"]) == (pytest.approx(0.1), pytest.approx(4.2))
    assert project.row("jobs", Job_ID=f"lab-{job}")["Last snapshot"]
    again = project.run("snapshot", "--all")
    assert again.document["done"] == [], "it was fetched since it ended"
    # Jobs of other tests ran on the dummy, which holds no voltage: that alone may be said of them.
    others = {item["input"]: item["message"] for item in again.document["failed"]}
    assert f"lab-{job}" not in others
    assert all("voltage" in message for message in others.values()), str(again)


def value(cell):
    return cell["n"] if isinstance(cell, dict) else cell


def discharge_mAh(points, loop):
    """Charge of the discharge of one loop by the trapezoid rule, from the raw points of a snapshot."""
    raws = [(p["uts"], p["raw"]) for p in points if "I" in p["raw"]]
    rows = [(uts, value(raw["I"])) for uts, raw in raws if value(raw.get("loop number", 0)) == loop]
    time_s, current_A = np.array([row for row in rows if row[1] < 0]).T
    return -np.trapz(current_A, time_s) * 1000 / 3600


def test_cancel_queued_and_running_jobs(lab, project):
    queued_on, running_on = SAMPLES[:2]
    project.good("load", queued_on, PIPELINE)
    project.good("load", running_on, "lab-MPG2-1-2")
    project.good("ready", "lab-MPG2-1-2")
    queued = submit(project, payloads.dummy(seconds=300), queued_on)
    running = submit(project, payloads.dummy(seconds=300), running_on)
    lab.wait_for_state(number_of(running), "r")
    project.good("update")
    answer = project.good("cancel", queued, running)
    assert len(answer.document["done"]) == 2
    lab.wait_for_state(number_of(running), "cd")
    assert lab.jobs()[number_of(queued)]["status"] == "cd"
    update_until(project, running, "cd")
    assert project.row("jobs", Job_ID=queued)["Status"] == "cd"

    again = project.run("cancel", queued)
    assert again.document["done"] == [], "an ended job cannot be cancelled"
    never_started = project.run("snapshot", "--job", queued)
    assert never_started.document["done"] == []
    project.good("eject", PIPELINE, "lab-MPG2-1-2")
    assert not any(row["sampleid"] for row in lab.pipelines().values())


def test_what_is_not_possible_is_refused_and_changes_nothing(lab, project):
    project.good("load", SAMPLES[0], PIPELINE)
    refusals = {
        "occupied": (("load", SAMPLES[1], PIPELINE), SAMPLES[0]),
        "loaded elsewhere": (("load", SAMPLES[0], "lab-MPG2-1-2"), "MPG2-1-1"),
        "no such sample": (("load", "nobody_01", "lab-MPG2-1-2"), "nobody_01"),
        "no such pipeline": (("load", SAMPLES[1], "lab-MPG9-9-9"), "MPG9-9-9"),
        "no such server": (("load", SAMPLES[1], "elsewhere-MPG2-1-2"), "elsewhere"),
        "ready of nothing": (("ready", "lab-MPG2-1-3"), "MPG2-1-3"),
        "no such job": (("cancel", "lab-99999"), "99999"),
    }
    for name, (arguments, named) in refusals.items():
        answer = project.failing(*arguments)
        assert answer.document["done"] == [], name
        assert named in answer.messages, f"{name}: {answer}"
    loaded = {name: row["sampleid"] for name, row in lab.pipelines().items() if row["sampleid"]}
    assert loaded == {"MPG2-1-1": SAMPLES[0]}


def test_the_server_is_asked_where_a_sample_is_before_it_is_given_a_job(lab, project):
    project.good("load", SAMPLES[0], PIPELINE)
    lab.ketchup("eject", "MPG2-1-1")  # by hand: the program does not know
    lab.ketchup("load", SAMPLES[1], "MPG2-1-1")
    before = lab.last_job()
    payload = project.payload(payloads.dummy())
    answer = project.failing("submit", payload, "--sample", SAMPLES[0], "--capacity", "areal")
    assert f"not sent: {SAMPLES[0]} is not on {PIPELINE}" in answer.messages, str(answer)
    assert SAMPLES[1] in answer.messages
    assert lab.last_job() == before


def test_one_of_several_fails_alone(lab, project):
    lab.ketchup("load", SAMPLES[0], "MPG2-1-1")
    lab.ketchup("load", SAMPLES[1], "MPG2-1-2")
    lab.ketchup("ready", "MPG2-1-1")
    lab.wait_for_state(lab.submit(payloads.dummy(SAMPLES[0], seconds=300)), "r")
    project.good("update")
    answer = project.failing("eject", PIPELINE, "lab-MPG2-1-2")
    assert (len(answer.document["done"]), len(answer.document["failed"])) == (1, 1)
    assert [lab.pipelines()[name]["sampleid"] for name in ("MPG2-1-1", "MPG2-1-2")] == [SAMPLES[0], None]


def test_jobs_submitted_by_hand_are_found_and_adopted(lab, project, tmp_path):
    running_on, waiting, stranger = SAMPLES[0], SAMPLES[1], "somebody_elses_01"
    lab.ketchup("load", running_on, "MPG2-1-1")
    lab.ketchup("ready", "MPG2-1-1")
    jobs = [lab.submit(payloads.dummy(name, seconds=300)) for name in (running_on, waiting, stranger)]
    lab.wait_for_state(jobs[0], "r")
    project.good("update")
    rows = [project.row("jobs", Job_ID=f"lab-{job}") for job in jobs]
    assert [row["Sample ID"] for row in rows[:2]] == [running_on, waiting]
    assert [row["Status"][0] for row in rows] == ["r", "q", "q"]
    assert all(json.loads(row["Payload"])["method"][0]["time"] == 300 for row in rows[:2])
    pipeline = project.row("pipelines", Pipeline=PIPELINE)
    assert (pipeline["Sample ID"], pipeline["Job ID"]) == (running_on, f"lab-{jobs[0]}")
    project.good("cancel", f"lab-{jobs[1]}")
    assert lab.jobs()[jobs[1]]["status"] == "cd"

    file = tmp_path / "samples.json"
    file.write_text(json.dumps([{"Sample ID": stranger}]))
    project.good("import-samples", file)
    project.good("update")
    assert project.row("jobs", Job_ID=f"lab-{jobs[2]}")["Sample ID"] == stranger, "its row came later than its job"


def test_a_pipeline_with_spaces_and_a_sample_full_of_shell(lab, project, tmp_path):
    sample = "a b;touch pwned1 &$(touch pwned2)`touch pwned3`_01"
    file = tmp_path / "samples.json"
    file.write_text(json.dumps([{"Sample ID": sample, "C-rate definition capacity (mAh)": 1.5}]))
    project.good("import-samples", file)
    project.good("load", sample, "lab-old rack 7")
    assert lab.pipelines()["old rack 7"]["sampleid"] == sample
    project.good("ready", "lab-old rack 7")
    assert lab.pipelines()["old rack 7"]["ready"] == 1
    project.good("eject", "lab-old rack 7")
    assert lab.pipelines()["old rack 7"]["sampleid"] is None
    made = lab.ssh("ls -d pwned* 2>/dev/null; ls -d " + f"{lab.scratch}/pwned* 2>/dev/null", check=False).stdout
    assert made == ""


def test_a_dangerous_sample_is_refused_at_import(lab, project, tmp_path):
    dangerous = '"; rm -rf ~ #'
    file = tmp_path / "samples.json"
    file.write_text(json.dumps([{"Sample ID": dangerous}]))
    project.failing("import-samples", file)
    assert dangerous not in [row["Sample ID"] for row in project.rows("samples")]
    project.failing("load", dangerous, PIPELINE)
    witness = lab.scratch / "witness"
    project.failing("load", SAMPLE, f'lab-x"; touch {witness} #')
    project.failing("ready", f"lab-$(touch {witness})")
    project.failing("cancel", f"lab-1; touch {witness}")
    assert not witness.exists()
    assert not any(row["sampleid"] for row in lab.pipelines().values())


def test_a_payload_longer_than_a_command_line_arrives_whole(lab, project):
    project.good("load", SAMPLE, PIPELINE)
    job = number_of(submit(project, payloads.long(steps=300), SAMPLE))
    method = lab.payload_of(job)["method"]
    assert [step["time"] for step in method] == [3600 + i for i in range(300)]
    assert len(json.dumps(method)) > 3 * 8191


@pytest.mark.parametrize("mode", ["areal", "specific", "nominal", "2.5"])
def test_the_dry_run_tells_the_current_and_sends_nothing(lab, project, mode):
    capacity = CAPACITY_MAH.get(mode) or float(mode)
    before = lab.last_job()
    payload = project.payload(payloads.cycling())
    project.good("load", SAMPLE, PIPELINE)
    jobs = project.rows("jobs")
    command = ("submit", payload, "--sample", SAMPLE, "--capacity", mode, "--dry-run")
    answer = project.good(*command, json_answer=False)
    numbers = [float(number) for number in re.findall(r"\d+\.\d+", answer.stdout)]
    assert any(number == pytest.approx(capacity / 10, rel=2e-3) for number in numbers), str(answer)  # C/10
    assert lab.last_job() == before
    assert project.rows("jobs") == jobs


def test_a_capacity_no_coin_cell_has_needs_a_yes(lab, project):
    project.good("load", SAMPLE, PIPELINE)
    before = lab.last_job()
    command = ("submit", project.payload(payloads.dummy()), "--sample", SAMPLE, "--capacity", "60")
    answer = project.failing(*command)
    assert "50 mAh" in answer.text
    assert lab.last_job() == before
    project.good(*command, "--yes")
    assert lab.payload_of(before + 1)["sample"]["capacity"] == pytest.approx(0.06)


def test_a_missing_input_of_the_capacity_names_its_column(lab, project, tmp_path):
    file = tmp_path / "samples.json"
    file.write_text(json.dumps([{"Sample ID": "bare_01"}]))
    project.good("import-samples", file)
    before = lab.last_job()
    payload = project.payload(payloads.dummy())
    for mode, column in {
        "areal": "Cathode C-rate definition areal capacity (mAh/cm2)",
        "specific": "Cathode C-rate definition specific capacity (mAh/g)",
        "nominal": "C-rate definition capacity (mAh)",
    }.items():
        assert column in project.failing("submit", payload, "--sample", "bare_01", "--capacity", mode).text
    assert lab.last_job() == before


def test_numbers_have_a_point_in_every_locale(lab, project):
    german = {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
    project.good("load", SAMPLE, PIPELINE, environment=german)
    command = ("submit", project.payload(payloads.cycling()), "--sample", SAMPLE, "--capacity", "nominal")
    project.good(*command, environment=german)
    assert lab.payload_of(lab.last_job())["sample"]["capacity"] == pytest.approx(0.0015)
