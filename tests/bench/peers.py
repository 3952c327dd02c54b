"""Times `convert` as a whole process beside public Python readers, on files made by the project's own writers.

    python peers.py PROGRAM MAKE_VENDOR_FILE [--pairs 5] [--only ndax] [--small]

Ours and theirs run in turn, each in a process of its own, so that what else the machine does meets both. Printed are the
median of the seconds with smallest and largest, the median of the ratio of each pair with its spread, and the greatest
resident memory; the last line of each work compares our memory with the bound: three times the decoded columns + 64 MiB,
for a workbook + its shared texts. Exits with 1 when ours is above the bound of any work.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass, replace

import h5py

MIB = 1 << 20

FASTNDA = """
import sys, fastnda
fastnda.read(sys.argv[1]).write_parquet(sys.argv[2])
"""

YADG = """
import sys, warnings
warnings.simplefilter("ignore")
from yadg.extractors import extract
data = extract("eclab.mpr", sys.argv[1])
data = data.to_dataset() if hasattr(data, "to_dataset") else data
data.to_dataframe().to_parquet(sys.argv[2])
"""

CALAMINE = """
import sys, polars
polars.read_excel(sys.argv[1], sheet_name="record", engine="calamine").write_parquet(sys.argv[2])
"""

JSON = """
import json, sys, polars
with open(sys.argv[1]) as file:
    content = json.load(file)
rows = [row for step in content["steps"] for row in step["data"]]
def column(name):
    return [row["raw"].get(name, {}).get("n") for row in rows]
polars.DataFrame(
    {"uts": [row["uts"] for row in rows], "V": column("Ewe"), "I": column("I")}, strict=False
).write_parquet(sys.argv[2])
"""


@dataclass(frozen=True)
class Work:
    """One comparison: which file, who the other reader is."""

    key: str
    file_format: str  # of make_vendor_file
    rows: int
    peer: str
    script: str


WORKS = [
    Work("ndax", "ndax", 700_000, "fastnda to parquet", FASTNDA),
    Work("ndax-large", "ndax", 7_000_000, "fastnda to parquet", FASTNDA),
    Work("mpr", "mpr", 1_000_000, "yadg to parquet", YADG),
    Work("mpr-large", "mpr", 10_000_000, "yadg to parquet", YADG),
    Work("xlsx", "xlsx", 500_000, "polars + calamine to parquet", CALAMINE),
    Work("json", "json", 1_000_000, "Python's json to parquet", JSON),
]


def timed(command):
    """Seconds and greatest resident bytes of a process."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed: {said.decode(errors='replace')[-2000:]}")
    return seconds, usage.ru_maxrss * 1024


def spread(values):
    return f"{statistics.median(values):.3g} ({min(values):.3g}–{max(values):.3g})"


def decoded_bytes(written):
    """What the columns that were written take in memory, in their real widths: pandas keeps them in blocks of one type."""
    with h5py.File(written) as file:
        blocks = [item for name, item in file["data"].items() if name.endswith("_values")]
        return sum(block.size * block.dtype.itemsize for block in blocks)


def shared_texts(file):
    """Unpacked bytes of the texts that the cells of a workbook share; 0 for any other file."""
    if file.suffix != ".xlsx":
        return 0
    with zipfile.ZipFile(file) as archive:
        return sum(member.file_size for member in archive.infolist() if member.filename == "xl/sharedStrings.xml")


def compare(work, file, options, folder):
    """Whether our memory stays within the bound."""
    ours_command = [options.program, "--quiet", "convert", file, "-o", folder / "ours"]
    peer_command = [sys.executable, "-c", work.script, file, folder / "peer.parquet"]
    timed(ours_command)  # the file is in the page cache for both
    ours, theirs = [], []
    for _ in range(options.pairs):
        ours.append(timed(ours_command))
        theirs.append(timed(peer_command))
    size = file.stat().st_size
    our_seconds = statistics.median(seconds for seconds, _ in ours)
    ratios = [peer / own for (own, _), (peer, _) in zip(ours, theirs)]
    our_memory, peer_memory = (max(memory for _, memory in runs) for runs in (ours, theirs))
    written = folder / "ours" / f"{file.stem}.h5"
    decoded = decoded_bytes(written)
    bound = 3 * decoded + 64 * MIB + shared_texts(file)
    print(f"{work.key}: {work.rows:,} rows, {size / MIB:.0f} MiB")
    print(f"  ours {spread([s for s, _ in ours])} s, {our_memory / MIB:.0f} MiB, "
          f"{work.rows / our_seconds / 1e6:.2f} M rows/s, {size / our_seconds / MIB:.0f} MiB/s; "
          f".h5 {written.stat().st_size / MIB:.1f} MiB, parquet {(folder / 'peer.parquet').stat().st_size / MIB:.1f} MiB")
    print(f"  {work.peer} {spread([s for s, _ in theirs])} s, {peer_memory / MIB:.0f} MiB")
    print(f"  times faster: {spread(ratios)}")
    is_within = our_memory <= bound
    print(f"  memory bound: {our_memory / MIB:.0f} of {bound / MIB:.0f} MiB, {decoded / work.rows:.0f} bytes a row"
          f"{'' if is_within else ': ABOVE THE BOUND'}", flush=True)
    return is_within


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("make_vendor_file", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--only", action="append", choices=[work.key for work in WORKS])
    parser.add_argument("--small", action="store_true", help="a hundredth of the rows: does it run at all?")
    options = parser.parse_args()
    all_within = True
    for work in WORKS:
        if options.only and work.key not in options.only:
            continue
        if options.small:
            work = replace(work, rows=work.rows // 100)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            file = folder / f"long.{work.file_format}"
            subprocess.run([options.make_vendor_file, work.file_format, str(work.rows), "1", file], check=True)
            all_within = compare(work, file, options, folder) and all_within
    sys.exit(0 if all_within else 1)


if __name__ == "__main__":
    main()
