"""How figures are taken and printed: both sides in turn, medians, the reach beside them."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping

ROUNDS = 7


class LoaderMissing(RuntimeError):
    """The load generator is not installed."""


def requests_per_second(url: str, headers: Mapping[str, str], seconds: float = 2.0) -> float:
    """Load one address with wrk and return its rate.

    Raises:
        LoaderMissing, RuntimeError: wrk is not there, or not every answer was good.
    """
    program = shutil.which("wrk")
    if program is None:
        raise LoaderMissing("install wrk to measure under load")
    command = [program, "-t1", "-c8", f"-d{seconds:.0f}s", "--latency"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    output = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(f"{url} did not answer well:\n{output}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    assert rate is not None, output
    return float(rate[1])


def in_turn(sides: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """Measure every side once a round and return each side's median."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, measure in sides.items():
            taken[name].append(measure())
    return {name: statistics.median(values) for name, values in taken.items()}


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def report(row: str, what: str, figure: str, reach: str, sides: str) -> None:
    """Print one line of the scorecard."""
    print(f"{row:<4} {what:<46} {figure:>10}  reach {reach:<22} {sides}", flush=True)
