"""Compares the size of our .h5 files with parquet of the same columns in the same types, as polars writes it (zstd).

    python file_size.py PROGRAM MAKE_VENDOR_FILE [--corpus DIR] [--rows 1000000]

A project is made of real recordings and of a simulated one of so many rows, imported and analysed; its snapshots and
merged series are compared. Parquet holds the columns alone, ours also the JSON of /metadata (where the data came from, the sample's row):
`ratio` has it on our side only, `columns` compares without it. Exits with 1 when a file of at least 5 000 rows is more
than 1.3 times its parquet, metadata included.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import h5py
import polars

BAR = 1.3
FEWEST_ROWS = 5_000  # below, what describes a file outweighs what is in it
GENERATED = "250101_generated_gen1_01"
REFERENCES = ["240620_kigr_gen2_01", "250116_kigr_gen6_01", "commercial_cell_009"]
START = "2025-01-01 12:00:00"  # of recordings that do not say it
SINGLE = {
    "250101_real_gen1_01": "neware/nw4-120-1-6-53.ndax",
    "250101_real_gen1_02": "neware/TestFile.nda",
    "250101_real_gen1_03": "eclab/gcpl.pr_182.1.mpr",
}


def columns_of(file):
    """The columns of one of our files by name, and how many bytes its metadata has."""
    with h5py.File(file) as opened:
        data = opened["data"]
        columns = {}
        for block in range(data.attrs["nblocks"]):
            (name,) = data[f"block{block}_items"][()]
            columns[name.decode()] = data[f"block{block}_values"][:, 0]
        order = [name.decode() for name in data["axis0"][()]]
        return {name: columns[name] for name in order}, len(opened["metadata"][()])


def make_project(options, folder):
    """A project with every recording of the comparison, analysed."""
    environment = os.environ | {"AURORA_USER_CONFIG": str(folder / "user.json")}

    def run(*arguments):
        command = [options.program, "--quiet", *map(str, arguments)]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)

    project = folder / "project"
    recording = folder / "generated.ndax"
    subprocess.run([options.make_vendor_file, "ndax", str(options.rows), "1", recording], check=True)
    rows, sources = [{"Sample ID": GENERATED}], {GENERATED: [recording]}
    if options.corpus.is_dir():
        for sample in REFERENCES:
            expected = json.loads((options.corpus / "expected" / f"cycles.{sample}.json").read_text(encoding="utf-8"))
            rows.append(expected["sample_row"])
            sources[sample] = [options.corpus / file["path"] for file in expected["files"]]
        for sample, path in SINGLE.items():
            rows.append({"Sample ID": sample})
            sources[sample] = [options.corpus / path]
    samples = folder / "samples.json"
    samples.write_text(json.dumps(rows), encoding="utf-8")
    run("init", project)
    run("--project", project, "import-samples", samples)
    for sample, files in sources.items():
        run("--project", project, "import-data", *files, "--sample", sample, "--start", START)
    run("--project", project, "analyse", "--when", "always")
    return project


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("make_vendor_file", type=pathlib.Path)
    default_corpus = pathlib.Path(__file__).resolve().parents[3] / "shared" / "corpus"
    parser.add_argument("--corpus", type=pathlib.Path, default=default_corpus)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    options.program, options.make_vendor_file = options.program.resolve(), options.make_vendor_file.resolve()
    all_small = True
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        project = make_project(options, folder)
        parquet = folder / "columns.parquet"
        print(f"{'file':52} {'rows':>9} {'.h5':>11} {'parquet':>11} {'ratio':>6} {'columns':>8}")
        for file in sorted(project.glob("snapshots/**/*.h5")):
            if not file.name.startswith(("snapshot.", "full.")):
                continue
            columns, metadata = columns_of(file)
            polars.DataFrame(columns).write_parquet(parquet)
            ours, theirs = file.stat().st_size, parquet.stat().st_size
            rows = len(next(iter(columns.values())))
            is_above = rows >= FEWEST_ROWS and ours > BAR * theirs
            all_small = all_small and not is_above
            print(f"{file.name[:52]:52} {rows:>9,} {ours:>11,} {theirs:>11,} {ours / theirs:>6.2f} "
                  f"{(ours - metadata) / theirs:>8.2f}{' ABOVE THE BAR' if is_above else ''}")
    sys.exit(0 if all_small else 1)


if __name__ == "__main__":
    main()
