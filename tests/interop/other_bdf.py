"""Lets the Battery Data Alliance's own package look at files of its format: run where `batterydf` is installed.

    other_bdf.py FILE…

Prints a JSON object: of each file whether the package finds it valid, what it says, and how many rows it read.
"""

import json
import sys
import warnings

import bdf


def look_at(file):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it prefers its labels for people to those for machines
        report = bdf.validate(file)
        frame = bdf.read(file)
    return {
        "valid": report["ok"],
        "missing": report["missing"],
        "unknown": report["extras"],
        "time goes on": report["time_stats"]["monotonic"] if report["time_stats"]["present"] else None,
        "rows": len(frame),
        "columns": list(frame.columns),
    }


if __name__ == "__main__":
    json.dump({file: look_at(file) for file in sys.argv[1:]}, sys.stdout)
