"""Runs in an environment that has aurora-unicycler: reads a protocol of ours, or writes one of its own.

    other_unicycler.py read PROTOCOL PAYLOAD     what the package itself makes of a protocol, as a payload for tomato
    other_unicycler.py write PROTOCOL PAYLOAD    a protocol of its own, and what the package makes of it
"""

import sys

from aurora_unicycler import (
    ConstantCurrent,
    ConstantVoltage,
    Loop,
    OpenCircuitVoltage,
    Protocol,
    RecordParams,
    SafetyParams,
    Tag,
)

NAME = "250101_kigr_gen2_01"
CAPACITY_MAH = 3.5


def own():
    return Protocol(
        record=RecordParams(time_s=10, voltage_V=0.1),
        safety=SafetyParams(max_voltage_V=5, min_current_mA=-10),
        method=[
            OpenCircuitVoltage(until_time_s=43200),
            Tag(tag="formation"),
            ConstantCurrent(rate_C="C/10", until_time_s=54000, until_voltage_V=4.9),
            ConstantVoltage(voltage_V=4.9, until_time_s=21600, until_rate_C=0.05),
            ConstantCurrent(rate_C="D/10", until_time_s=54000, until_voltage_V=3.5),
            Loop(loop_to="formation", cycle_count=3),
            ConstantCurrent(current_mA=0.3417, until_time_s=10800, until_voltage_V=4.9),
            ConstantCurrent(rate_C=-1 / 3, until_time_s=10800, until_voltage_V=3.5),
            Loop(loop_to=7, cycle_count=100),
        ],
    )


if __name__ == "__main__":
    _, action, file, payload = sys.argv
    if action == "write":
        own().to_json(file)
    Protocol.from_json(file).to_tomato_mpg2(payload, sample_name=NAME, capacity_mAh=CAPACITY_MAH)
