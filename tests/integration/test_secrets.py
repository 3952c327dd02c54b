"""What is secret is in no log, no message and no file that the program writes, also where everything fails."""

import json
import subprocess

from conftest import lab_server
from project import SAMPLES

TOKEN = "tok-7f3a9c"
PASSWORD = "pw-51d0be"
PASSPHRASE = "pp-c2e884"
SECRETS = (TOKEN, PASSWORD, PASSPHRASE)
PIPELINE = "lab-MPG2-1-1"


def tell_everything(project, log, *arguments, **options):
    """Runs it with all that can be said of causes; gives what was said."""
    answer = project.run("--verbose", "--log-file", log, *arguments, **options)
    assert answer.status in (0, 1), str(answer)
    return answer.text


def files_with_secrets(folder, allowed):
    """Files below the folder in which one of the secrets stands, but for those into which the user wrote it."""
    found = [file for file in folder.rglob("*") if file.is_file() and file not in allowed]
    return [file for file in found if any(secret.encode() in file.read_bytes() for secret in SECRETS)]


def test_a_token_of_a_command_line_and_a_passphrase_are_told_nobody(lab, new_project, tmp_path):
    locked = tmp_path / "locked"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", locked], check=True)
    prefix = f"export LAB_TOKEN={TOKEN} && . {lab.env_file} && "
    project = new_project([lab_server(lab, command_prefix=prefix)], lab=lab)
    log = project.folder.parent / "all.log"
    said = tell_everything(project, log, "update")
    said += tell_everything(project, log, "server", "test", "lab")
    project.change_server(command_prefix=prefix + "exit 3; ")
    for command in (("update",), ("load", SAMPLES[0], PIPELINE), ("server", "test", "lab"), ("daemon", "--once")):
        said += tell_everything(project, log, *command)
    project.change_server(command_prefix=prefix, tomato_scripts_path="/nowhere/", shell_type="cmd")
    said += tell_everything(project, log, "update")
    project.configure_user(**{"SSH private key path": str(locked), "Passphrase": PASSPHRASE})
    said += tell_everything(project, log, "server", "test", "lab")
    assert "passphrase" in said and log.stat().st_size > 0
    assert not [secret for secret in SECRETS if secret in said]
    assert not files_with_secrets(project.folder.parent, {project.shared_config, project.user_config})


def test_the_password_of_a_database_that_cannot_be_reached_is_told_nobody(new_project):
    project = new_project([])
    content = json.loads(project.shared_config.read_text())
    server = {
        "type": "postgresql",
        "name": "aurora",
        "host": "127.0.0.1",
        "port": 9,
        "user": "lab",
        "password": PASSWORD,
    }
    content |= {f"Database {key}": value for key, value in server.items()}
    project.shared_config.write_text(json.dumps(content))
    log = project.folder.parent / "all.log"
    said = "".join(tell_everything(project, log, *words) for words in (("list", "samples"), ("check",), ("update",)))
    assert "127.0.0.1" in said, said
    said += tell_everything(project, log, "list", "samples", environment={"PGPASSWORD": PASSPHRASE})
    assert not [secret for secret in SECRETS if secret in said]
    assert not files_with_secrets(project.folder.parent, {project.shared_config})
