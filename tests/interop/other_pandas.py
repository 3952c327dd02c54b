"""Reads and writes frames with whatever pandas runs it; test_pandas_versions.py runs it with each version.

    python other_pandas.py read FOLDER FILE…     the frame of file n as FOLDER/<n>.npz, names and types as <n>.json
    python other_pandas.py write FOLDER          one frame in every guise this version can write, as snapshot.<guise>.h5

It is run by old versions too, without the other packages of these tests.
"""

import json
import pathlib
import sys
import warnings

import numpy as np
import pandas as pd

GUISES = {
    "plain": {},
    "zlib": {"complib": "zlib", "complevel": 9},
    "bzip2": {"complib": "bzip2", "complevel": 9},
    "blosclz": {"complib": "blosc:blosclz", "complevel": 9},
    "lz4": {"complib": "blosc:lz4", "complevel": 9},
    "lz4hc": {"complib": "blosc:lz4hc", "complevel": 9},
    "zlib_in_blosc": {"complib": "blosc:zlib", "complevel": 9},
    "zstd": {"complib": "blosc:zstd", "complevel": 9},
    "checksum": {"complib": "blosc", "complevel": 5, "fletcher32": True},
}


def read(folder, files):
    warnings.simplefilter("error")
    for number, file in enumerate(files):
        frame = pd.read_hdf(file)
        columns = {str(place): frame.iloc[:, place].to_numpy() for place in range(frame.shape[1])}
        np.savez(folder / f"{number}.npz", **columns)
        content = {
            "names": list(frame.columns),
            "types": [str(dtype) for dtype in frame.dtypes],
            "rows": len(frame),
            "index": [str(frame.index.dtype), bool((frame.index == np.arange(len(frame))).all())],
        }
        (folder / f"{number}.json").write_text(json.dumps(content), encoding="utf-8")


def snapshot():
    """Columns of several types in few blocks, more rows than a chunk of PyTables, row labels that come twice."""
    rows = np.arange(20_000)
    frame = pd.DataFrame(
        {
            "uts": 1.7e9 + rows * 0.5,
            "V (V)": (3.7 + 0.4 * np.sin(rows / 500)).astype("float32"),
            "I (A)": np.where(rows % 2000 < 1000, 1e-3, -1e-3).astype("float32"),
            "dQ (mAh)": np.where(rows % 2000 < 1000, 1.4e-4, -1.4e-4).astype("float32"),
            "cycle_number": (rows // 2000).astype("int32"),
            "technique": np.ones(len(rows), dtype="int16"),
        }
    )
    frame.index = rows % 7000
    return frame


def write(folder):
    frame = snapshot()
    for name, options in GUISES.items():
        with pd.HDFStore(folder / f"snapshot.{name}.h5", "w", **options) as store:
            store.put("data", frame, format="fixed")
    np.savez(folder / "expected.npz", **{str(place): frame.iloc[:, place].to_numpy() for place in range(frame.shape[1])})
    (folder / "names.json").write_text(json.dumps(list(frame.columns)), encoding="utf-8")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "read":
        read(target, sys.argv[3:])
    else:
        write(target)
