"""Harvesting an EC-Lab folder over SFTP: what is new or changed, whatever its date, once, and whole."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys

import pytest
from harvest_folder import LABEL, START_UTS, HarvestFolder, differences, fetched, harvester
from lab import PROJECT_ROOT
from project import MAKE_VENDOR_FILE, RUN, SAMPLES


@pytest.fixture(autouse=True)
def _vendor_files():
    if not MAKE_VENDOR_FILE.is_file():
        pytest.skip(f"the program that writes vendor files is not built: {MAKE_VENDOR_FILE}")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "EC-Lab data"


def changed(before, after):
    return {name for name, seen in after.items() if before.get(name) != seen}


def test_of_2000_files_exactly_the_new_and_changed_ones_are_fetched(lab, new_project, folder):
    harvested = HarvestFolder(folder, pairs=1000)
    project = new_project([], lab=lab, **harvester(lab, folder))
    project.good("harvest", "eclab")
    assert differences(project, harvested) == []
    assert len(harvested.files()) == 2000
    rows = project.rows("files", Server_label=LABEL)
    assert len([row for row in rows if row["Path"].endswith(".mpr")]) == 1000
    assert all(row["Reason"] for row in rows if row["Status"] == "unassigned")
    assert {row["Sample ID"] for row in project.rows("results")} == set(SAMPLES[:4])

    first = fetched(project)
    project.good("harvest")
    assert changed(first, fetched(project)) == set(), "nothing is new, so nothing is fetched"

    expected = set()
    for i in (3, 500):  # grown since, and with today's date
        cell = f"{RUN}/{SAMPLES[3]}" if i == 3 else "others/tray 0"
        name = f"{cell}/recording_{i:04}"
        expected |= harvested.put(name, 10, START_UTS + 90_000, rows=90, log="BIO-LOGIC log, grown\r\n")
    expected |= harvested.put(f"{RUN}/{SAMPLES[4]}/late", 11, START_UTS - 900_000)  # copied there late, with its old date
    older = folder / "others" / "tray 2" / "recording_0022.mpl"  # same size, an older date: another file all the same
    older.write_text("bio-logic log\r\n")
    os.utime(older, (START_UTS - 5_000, START_UTS - 5_000))
    expected.add(str(older.relative_to(folder)))
    project.good("harvest", "eclab")
    assert changed(first, fetched(project)) == expected
    assert differences(project, harvested) == []
    assert SAMPLES[4] in {row["Sample ID"] for row in project.rows("results")}

    second = fetched(project)
    for file in (project.raw / "eclab_snapshots").rglob("*.mpr"):
        file.unlink()
    project.good("harvest", "eclab")
    assert changed(second, fetched(project)) == set(), "deleting raw files never causes fetching again"


def test_a_file_without_a_sample_is_listed_and_given_one(lab, new_project, folder):
    harvested = HarvestFolder(folder, pairs=0)
    harvested.put("others/tray 3/recording", 1, START_UTS)
    project = new_project([], lab=lab, **harvester(lab, folder))
    project.good("harvest")

    def listed():
        return json.loads(project.good("files", "list", "--format", "json", json_answer=False).stdout)

    def recordings():
        return [row for row in project.rows("files") if row["Path"].endswith(".mpr")]

    (row,) = listed()
    place = f"{folder}/others/tray 3/recording.mpr"
    assert (row["Server label"], row["File"]) == (LABEL, place)
    assert f'files assign "{place}" --sample' in row["Reason"]
    assert pathlib.Path(row["Copy"]).read_bytes() == pathlib.Path(place).read_bytes()

    assert "nobody.mpr" in project.failing("files", "assign", "nobody.mpr", "--sample", SAMPLES[0]).text
    project.good("files", "assign", "tray 3/recording.mpr", "--sample", SAMPLES[0])
    assert listed() == []
    assert [(one["Sample ID"], one["Assigned by"]) for one in recordings()] == [(SAMPLES[0], "user")]
    assert SAMPLES[0] in {result["Sample ID"] for result in project.rows("results")}

    project.good("import-data", row["Copy"], "--sample", SAMPLES[1])
    assert [(one["Server label"], one["Sample ID"]) for one in recordings()] == [(LABEL, SAMPLES[1])], "one file, one row"


def test_nothing_on_the_server_is_changed(lab, new_project, folder):
    harvested = HarvestFolder(folder, pairs=10)
    seen = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in harvested.files()}
    project = new_project([], lab=lab, **harvester(lab, folder))
    project.good("harvest")
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in harvested.files()} == seen


def test_a_transfer_that_breaks_goes_on_where_it_ended(lab, new_project, proxy, folder):
    harvested = HarvestFolder(folder, pairs=0)
    harvested.put(f"{RUN}/{SAMPLES[0]}/big", 1, START_UTS, rows=400_000)
    (file,) = (one for one in harvested.files() if one.suffix == ".mpr")
    size = file.stat().st_size
    project = new_project([], lab=lab, **harvester(lab, folder, port=proxy.port))
    project.known_hosts.write_text(lab.known_host_line(proxy.port))
    proxy.drop_after = size * 2 // 3
    first = project.run("harvest")
    if first.status != 0:
        assert LABEL in first.text, str(first)
        project.good("harvest")
    copy = project.raw / "eclab_snapshots" / LABEL / file.relative_to(folder)
    assert hashlib.sha256(copy.read_bytes()).digest() == hashlib.sha256(file.read_bytes()).digest()
    assert proxy.dropped == 1
    assert proxy.received < 1.4 * size, "it began anew"
    assert not list(project.raw.rglob("*.part"))
    row = project.row("files", Path=str(file.relative_to(folder)))
    assert row["SHA-256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_half_of_another_file_is_not_gone_on_with(lab, new_project, proxy, folder):
    harvested = HarvestFolder(folder, pairs=0)
    harvested.put(f"{RUN}/{SAMPLES[0]}/big", 1, START_UTS, rows=400_000)
    project = new_project([], lab=lab, **harvester(lab, folder, port=proxy.port))
    project.known_hosts.write_text(lab.known_host_line(proxy.port))
    proxy.bytes_per_second = 8_000_000
    with project.start("harvest") as process:
        try:
            while proxy.received < 4_000_000 and process.poll() is None:
                pass
        finally:
            process.kill()
        process.communicate()
    proxy.bytes_per_second = None
    harvested.put(f"{RUN}/{SAMPLES[0]}/big", 2, START_UTS + 60, rows=410_000)
    project.good("harvest")
    assert differences(project, harvested) == []


def test_one_folder_that_is_missing_costs_only_itself(lab, new_project, folder):
    harvested = HarvestFolder(folder, pairs=4)
    settings = harvester(lab, folder)
    missing = settings["EC-lab harvester"]["Servers"][0] | {"label": "gone", "EC-lab folder location": "/nowhere/at/all/"}
    settings["EC-lab harvester"]["Servers"].insert(0, missing)
    project = new_project([], lab=lab, **settings)
    answer = project.failing("harvest")
    assert "gone" in answer.messages or "/nowhere/at/all" in answer.messages, str(answer)
    assert differences(project, harvested) == []


def test_a_folder_on_this_pc_is_harvested_without_ssh(lab, new_project, folder):
    harvested = HarvestFolder(folder, pairs=20)
    server = {"label": LABEL, "EC-lab folder location": str(folder)}
    project = new_project([], **{"EC-lab harvester": {"Servers": [server]}})
    project.good("harvest", "eclab")
    rows = project.rows("files", Server_label=LABEL)
    assert len([row for row in rows if row["Path"].endswith(".mpr")]) == 20
    assert {row["Sample ID"] for row in project.rows("results")} == set(SAMPLES[:4])
    first = project.rows("files")
    project.good("harvest", "eclab")
    assert project.rows("files") == first
    assert len(harvested.files()) == 40


def test_kills_during_a_harvest_lose_nothing(session_lab, program):
    script = PROJECT_ROOT / "tests" / "reliability" / "harvest_kills.py"
    environment = os.environ | {"AURORA_PROGRAM": str(program), "AURORA_MAKE_VENDOR_FILE": str(MAKE_VENDOR_FILE)}
    finished = subprocess.run(
        [sys.executable, script, "--kills", "8", "--pairs", "60"],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert finished.stdout.startswith("8 kills")
