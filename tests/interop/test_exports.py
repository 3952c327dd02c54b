"""Every column of every vendor file of the corpus against the vendor's own export."""

import pytest

import export_table


def names():
    return export_table.pairs() if export_table.TOOLS.is_dir() else []


@pytest.fixture(scope="module")
def tool(corpus):
    if not export_table.TOOLS.is_dir():
        pytest.skip("the tool that compares exports is not there")
    return export_table.compare_tool()


@pytest.mark.parametrize(("binary", "export"), names(), ids=lambda path: path.name)
def test_every_column_equals_the_export(tool, run, tmp_path, binary, export):
    try:
        result = export_table.compare(tool, binary, export, tmp_path, run.program)
    except export_table.UnknownFormat:
        pytest.skip(f"there is no reader for {binary.suffix}")
    assert not result.failures
    assert result.columns >= 4
