"""The three real cells whose numbers corpus/expected has."""

import json

SAMPLES = ["240620_kigr_gen2_01", "250116_kigr_gen6_01", "commercial_cell_009"]


def reference(corpus, sample):
    return json.loads((corpus / "expected" / f"cycles.{sample}.json").read_text())


def folder_of(project, sample):
    run_id = {"240620_kigr_gen2_01": "240620_kigr_gen2", "250116_kigr_gen6_01": "250116_kigr_gen6"}
    return project / "snapshots" / run_id.get(sample, "commercial_cell") / sample


def cycles_of(project, sample):
    """The `data` object that the analysis left."""
    return json.loads((folder_of(project, sample) / f"cycles.{sample}.json").read_text())["data"]
