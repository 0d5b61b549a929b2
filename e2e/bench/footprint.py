"""P13: memory and cold start of a worker against a bare Django and DRF process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from e2e.bench.figures import report
from e2e.bench.transfers import resident_megabytes
from scripts.launch.instance import ROOT

ROUNDS = 5
BARE = """
import django, sys
from django.conf import settings
settings.configure(
    SECRET_KEY="x" * 50,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}},
    ROOT_URLCONF="rest_framework.urls",
)
django.setup()
import rest_framework.generics, rest_framework.routers
from django.db import connection
connection.cursor().execute("SELECT 1")
print("ready", file=sys.stderr, flush=True)
import time
time.sleep(60)
"""


def main() -> None:
    """Print the rows for both services' workers."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = {
            **os.environ,
            "RESUME_SECRET_KEY": "bench-" + "x" * 40,
            "AI_SECRET_KEY": "bench-" + "y" * 40,
            "DATA_DIR": folder,
            "LOG_LEVEL": "WARNING",
        }
        bare = _measure([sys.executable, "-c", BARE, f"{folder}/bare.sqlite3"], ROOT, environment)
        for service in ("resume_management_service", "ai_suggestion_service"):
            home = ROOT / service
            for command in ("migrate", "createcachetable"):
                subprocess.run(
                    [sys.executable, "manage.py", command],
                    cwd=home,
                    env=environment,
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
            worker = _measure([sys.executable, "manage.py", "run_worker"], home, environment)
            _report(service, worker, bare)


def _report(service: str, worker: tuple[float, float], bare: tuple[float, float]) -> None:
    for index, what, reach, unit in (
        (0, "memory", "at most 1.4×", "MB"),
        (1, "cold start", "at most 1.5×", "s"),
    ):
        report(
            "P13",
            f"{service}: {what}",
            f"{worker[index] / bare[index]:.2f}×",
            reach,
            f"{worker[index]:.2f} {unit} : {bare[index]:.2f} {unit}",
        )


def _measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> tuple[float, float]:
    """Return the medians of resident memory (MB) and seconds until ready."""
    taken = [_once(command, folder, environment) for _ in range(ROUNDS)]
    return median(memory for memory, _ in taken), median(seconds for _, seconds in taken)


def _once(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> tuple[float, float]:
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=dict(environment), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if "ready" in line:
                break
        seconds = time.perf_counter() - started
        time.sleep(0.5)
        return resident_megabytes(process.pid), seconds
    finally:
        process.terminate()
        process.stderr.close()
        process.wait(20)


if __name__ == "__main__":
    main()
