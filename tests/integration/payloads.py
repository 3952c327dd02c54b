"""Payloads for the tests. The dummy runs its own technique for some seconds; the currents beside it are only sent."""


def payload(name, method):
    """Without `tomato.output`: the program then names save_location, by hand it is the folder of the submit."""
    return {
        "version": "0.2",
        "sample": {"name": name, "capacity": 0.0},
        "method": [{"device": "worker"} | step for step in method],
        "tomato": {"unlock_when_done": False, "verbosity": "INFO"},
    }


def dummy(name="$NAME", seconds=20):
    step = {"technique": "sequential", "time": seconds, "delay": 1}
    return payload(name, [step])


RANGES = {"I_range": "10 mA", "E_range": "+-5.0 V", "record_every_dt": 30.0}


def cycling_steps(rest_s=60, cycles=3):
    """Rest, then `cycles` times C/10 to 4.2 V, hold, D/10 to 3.0 V."""
    return [
        {"technique": "open_circuit_voltage", "time": rest_s, **RANGES},
        {"technique": "constant_current", "current": "C/10", "time": 72000, "limit_voltage_max": 4.2, **RANGES},
        {"technique": "constant_voltage", "voltage": 4.2, "time": 7200, "limit_current_min": "C/20", **RANGES},
        {"technique": "constant_current", "current": "D/10", "time": 72000, "limit_voltage_min": 3.0, **RANGES},
        {"technique": "loop", "n_gotos": cycles - 1, "goto": 1},
    ]


def cycling(name="$NAME", seconds=20):
    """Runs on the dummy for `seconds`; its second technique is C/10."""
    dummy_step = {"technique": "sequential", "time": seconds, "delay": 1}
    return payload(name, [dummy_step, *cycling_steps()[1:4]])


def for_cell(name="$NAME"):
    """The same with real techniques only, for a server that has cells: simulated ones."""
    return payload(name, cycling_steps())


def long(name="$NAME", steps=300):
    """Its JSON is far longer than the 8 191 characters that a command line of cmd holds."""
    step = {"technique": "constant_current", "current": "C/10", "time": 3600, "limit_voltage_max": 4.2, **RANGES}
    return payload(name, [step | {"time": 3600 + i} for i in range(steps)])
