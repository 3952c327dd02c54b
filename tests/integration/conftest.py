"""One lab for all tests of a run; after each test no job runs and no sample is loaded."""

import lab as labs
import pytest
from project import PROGRAM, Project
from proxy import Proxy


@pytest.fixture(scope="session")
def session_lab():
    if reason := labs.missing():
        pytest.skip(reason)
    with labs.Lab() as opened:
        yield opened


@pytest.fixture
def lab(session_lab):
    yield session_lab
    session_lab.clear()


@pytest.fixture
def proxy(lab):
    opened = Proxy(lab.port)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def corpus():
    if not labs.CORPUS.is_dir():
        pytest.skip("the corpus is not there")
    return labs.CORPUS


@pytest.fixture(scope="session")
def program():
    if not PROGRAM.is_file():
        pytest.skip(f"the program is not built: {PROGRAM}")
    return PROGRAM


@pytest.fixture
def new_project(program, tmp_path_factory):
    """Makes projects: new_project(servers, …), see project.py."""
    return lambda *arguments, **options: Project(tmp_path_factory.mktemp("p"), *arguments, **options)


@pytest.fixture
def project(lab, new_project):
    """A project that knows the lab under the label `lab` and has the samples of project.SAMPLES."""
    return new_project([lab_server(lab)], lab=lab)


def lab_server(lab, **changes):
    """The lab as an entry of the shared configuration's `Servers`."""
    return {
        "label": "lab",
        "hostname": "127.0.0.1",
        "port": lab.port,
        "username": lab.username,
        "server_type": "tomato",
        "shell_type": "bash",
        "command_prefix": f". {lab.env_file} && ",
        "command_suffix": "",
        "tomato_scripts_path": f"{labs.VENV}/bin/",
        "tomato_data_path": str(lab.jobs_folder),
        "save_location": str(lab.scratch),
    } | changes
