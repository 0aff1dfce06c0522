"""A measurement as `lab bench --save` writes it, of a machine that does not exist:
every number follows from a formula, so that a page of it is the same everywhere."""

import json

_THREADS = (1, 2, 4, 8, 16, 32)

# Of each counter: times the floor on one thread, and how that grows with each
# doubling of the threads.
_COUNTERS = {
    "racy_split": (1.1, 1.9),
    "racy_volatile": (1.1, 1.85),
    "fetch_add_relaxed_64": (4.4, 2.05),
    "fetch_add_seq_cst_64": (4.5, 2.1),
    "cas_weak": (5.2, 2.75),
    "ticket_lock": (9.5, 3.1),
    "tas_spinlock": (8.2, 3.4),
    "mcs_lock": (12, 2.15),
    "absl_mutex": (16, 1.75),
    "sharded": (5.8, 1.01),
    "per_cpu": (2.1, 1.005),
}
_FLOOR_NS = 1.5
_CPUS = (0, 1, 2, 3, 8, 9, 10, 11)


def _spread(median, percent=6):
    return {
        "median": median,
        "lower_quartile": median * (1 - percent / 100),
        "upper_quartile": median * (1 + 1.5 * percent / 100),
    }


def _cost(counter, doublings):
    alone, growth = _COUNTERS[counter]
    return alone * growth**doublings


def _row(counter, doublings):
    cost = _cost(counter, doublings)
    baseline = _cost("absl_mutex", doublings)
    percent = 3 + 2 * doublings
    return {
        "counter": counter,
        "threads": _THREADS[doublings],
        "ns": _spread(cost * _FLOOR_NS, percent),
        "floor_ns": _spread(_FLOOR_NS, 1),
        "baseline_ns": _spread(baseline * _FLOOR_NS, percent),
        "to_floor": _spread(cost, percent),
        "to_baseline": _spread(cost / baseline, percent),
        "jain": 1,
        "slowest_share": 1 / _THREADS[doublings],
        "disturbed": [],
        "repetitions": [
            {"number": 1, "ns": cost, "floor_ns": 1, "baseline_ns": baseline, "increments": []}
        ],
    }


def _pair(i, j):
    near = _CPUS[i] // 8 == _CPUS[j] // 8
    return {
        "from": _CPUS[i],
        "to": _CPUS[j],
        "ns": _spread((22 if near else 96) + i + 2 * j),
        "repetitions": 9,
    }


def _experiments():
    count = len(_CPUS)
    distances = [(8, 31.0), (16, 30.5), (32, 30.8), (64, 4.7), (128, 4.1), (256, 4.1)]
    return {
        "core_to_core": {
            "cpus": _CPUS,
            "run_seconds": 0.02,
            "pairs": [_pair(i, j) for i in range(count) for j in range(i + 1, count)],
        },
        "false_sharing": {
            "cpus": [0, 1],
            "run_seconds": 0.02,
            "distances": [
                {
                    "bytes": bytes_apart,
                    "ns": _spread(ns),
                    "to_greatest": _spread(ns / distances[-1][1]),
                    "repetitions": 9,
                }
                for bytes_apart, ns in distances
            ],
        },
    }


def write(path):
    """Writes it into the file `path`."""
    rows = [_row(counter, i) for counter in _COUNTERS for i in range(len(_THREADS))]
    # One counter that was not measured on all of them.
    rows = [row for row in rows if row["counter"] != "mcs_lock" or row["threads"] < 16]
    bench = {
        "schema": "atomics-lab/bench",
        "version": 1,
        "target": "x86_64-gcc",
        "interrupted": False,
        "environment": {
            "cpu": "A made-up processor",
            "cpus": 32,
            "kernel": "Linux 6.1",
            "caches": [],
            "mitigations": [],
            "rseq": True,
            "compiler": "GCC 16.2.0",
            "flags": [],
        },
        "plan": {
            "baseline": "absl_mutex",
            "affinity": "pinned",
            "run_seconds": 0.02,
            "repetitions": 9,
        },
        "harness": {"ns": _spread(0), "to_floor": _spread(0), "repetitions": 0},
        "rows": rows,
        "experiments": _experiments(),
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(bench, file)
