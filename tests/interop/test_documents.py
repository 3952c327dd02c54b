"""Code that the documents show runs, and says what they say."""

import functools
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from conftest import PROJECT_ROOT


def snippets(document, language):
    text = (PROJECT_ROOT / "docs" / document).read_text(encoding="utf-8")
    found = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found, f"{document} shows no {language}"
    return found


@pytest.fixture(scope="module")
def sample_folder(run, tmp_path_factory):
    """A sample of the demo under the names that the documents use."""
    project = tmp_path_factory.mktemp("documents") / "demo"
    run("demo", project)
    source = next((project / "snapshots").glob("*/*_03"))
    folder = tmp_path_factory.mktemp("sample")
    for file in source.iterdir():
        shutil.copy(file, folder / file.name.replace(source.name, "sample"))
    return folder


@pytest.mark.parametrize("number", range(3))
def test_python_of_the_hdf5_layout_runs(sample_folder, number):
    code = snippets("hdf5-layout.md", "python")
    assert len(code) == 3
    finished = subprocess.run(
        [sys.executable, "-c", code[number]], cwd=sample_folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert finished.returncode == 0, finished.stderr
    # All three print numbers of a cell that is cycled between 3.0 V and 4.2 V with about 3.3 mAh.
    assert re.search(r"4\.2|3\.3", finished.stdout), finished.stdout


def test_shell_of_the_hdf5_layout_runs(sample_folder):
    if shutil.which("h5dump") is None:
        pytest.skip("hdf5-tools are not installed")
    (code,) = snippets("hdf5-layout.md", "sh")
    finished = subprocess.run(
        ["bash", "-euc", code], cwd=sample_folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert finished.returncode == 0, finished.stderr
    assert "/data/block0_values" in finished.stdout
    assert "time_zone" in (sample_folder / "metadata.txt").read_text(encoding="utf-8")


if shutil.which("julia"):  # Debian 12 has no package of it

    def test_julia_of_the_hdf5_layout_runs(sample_folder):
        (code,) = snippets("hdf5-layout.md", "julia")
        finished = subprocess.run(
            ["julia", "-e", code], cwd=sample_folder, capture_output=True, text=True, timeout=600, check=False
        )
        assert finished.returncode == 0, finished.stderr
        assert finished.stdout.startswith("4.2"), finished.stdout


def test_columns_are_as_the_document_lists_them(sample_folder):
    import h5py

    text = (PROJECT_ROOT / "docs" / "hdf5-layout.md").read_text(encoding="utf-8")
    listed = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if len(cells) == 4 and cells[0].startswith("`"):
            for name, kind in zip(re.findall(r"`([^`]+)`", cells[0]), re.split(r", ", cells[1]) * 3):
                listed[name] = kind
    for name in ("full.sample.h5", "shrunk.sample.h5", next(sample_folder.glob("snapshot.*")).name):
        with h5py.File(sample_folder / name) as file:
            for key, items in file["data"].items():
                if key.endswith("_items"):
                    column = items[0].decode()
                    values = file["data"][key.replace("_items", "_values")]
                    assert listed[column] == str(values.dtype), f"{column} of {name}"


PROGRAM_NAME = "aurora-cycler-manager"


def command_lines(text):
    """Every use of the program that a document shows: lines of shell, and subcommands between backquotes."""
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            while words:
                end = next((i for i, word in enumerate(words) if word in ("&&", "|", ";", ">")), len(words))
                if words[:1] == [PROGRAM_NAME]:
                    yield words[1:end]
                words = words[end + 1 :]
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    for span in re.findall(r"`([^`]+)`", prose):
        words = span.replace("\n", " ").replace("…", "").split('"')
        flat = [word for i, part in enumerate(words) for word in ([part] if i % 2 else part.split())]
        if flat and flat[0] == PROGRAM_NAME:
            yield flat[1:]
        elif len(flat) > 1:
            yield flat


class CommandLine:
    """The subcommands of the program and their options, as `--help` tells them."""

    def __init__(self, run):
        self.help = functools.cache(lambda *path: run(*path, "--help"))

    def subcommands(self, path):
        return re.findall(r"^  ([a-z-]+)", self.help(*path).partition("\nSubcommands:\n")[2], re.MULTILINE)

    def options(self, path):
        """Name → the values that it takes; empty: any, or none."""
        found = {}
        for names in re.findall(r"^  (-\S*(?: TEXT\S*)?)", self.help(*path), re.MULTILINE):
            choices = re.search(r"{(.*)}", names)
            for name in re.split(r"[ :]", names)[0].split(","):
                found[name] = choices.group(1).split(",") if choices else []
        return found

    def all_options(self, path=()):
        found = self.options(path)
        for name in self.subcommands(path):
            found |= self.all_options((*path, name))
        return found

    def wrong(self, words):
        """What the program would not take; empty when nothing."""
        path, known = [], self.options(())
        if words[0].startswith("-"):  # the document has named the subcommand before
            known = dict.fromkeys(self.all_options(), [])
        for word, after in zip(words, [*words[1:], ""], strict=True):
            if not word.startswith("-"):
                if word in self.subcommands(path):
                    path.append(word)
                    known |= self.options(path)
                continue
            name, _, value = word.partition("=")
            if name not in known:
                return f"there is no {name}"
            value = value or after
            if known[name] and value and not value.isupper() and not set(value.split(",")) <= set(known[name]):
                return f"{name} takes {known[name]}"
        return ""


@pytest.mark.parametrize("document", ("README.md", "docs/user-guide.md", "docs/migrate-from-python.md"))
def test_command_lines_of_a_document_are_those_of_the_program(run, document):
    command_line = CommandLine(run)
    verbs = command_line.subcommands(())
    lines = [
        words
        for words in command_lines((PROJECT_ROOT / document).read_text(encoding="utf-8"))
        if words and (words[0] in verbs or words[0].startswith("--"))
    ]
    assert len(lines) > 8, lines
    wrong = {" ".join(words): why for words in lines if (why := command_line.wrong(words))}
    assert not wrong
