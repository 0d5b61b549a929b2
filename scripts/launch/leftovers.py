"""Processes that outlived a launcher which was killed: remembered on disk, stopped at next start.

A process is known by its id and its start time, so that a reused id is left alone.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

PATIENCE = 10.0  # seconds


def note(data_dir: Path, pids: Iterable[int]) -> None:
    """Remember the processes that run now."""
    lines = [f"{pid} {start_time(pid)}\n" for pid in pids]
    (data_dir / "run.pids").write_text("".join(lines))


def stop(data_dir: Path) -> int:
    """Stop what an earlier launcher left behind; return how many processes that were."""
    path = data_dir / "run.pids"
    if not path.is_file():
        return 0
    left = list(filter(still_there, path.read_text().splitlines()))
    for number in (signal.SIGTERM, signal.SIGKILL):
        for line in filter(still_there, left):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(int(line.split()[0]), number)
        wait_until_gone(left)
    path.unlink()
    return len(left)


def wait_until_gone(lines: list[str]) -> None:
    """Wait a while for the processes to end."""
    deadline = time.monotonic() + PATIENCE
    while any(map(still_there, lines)) and time.monotonic() < deadline:
        time.sleep(0.1)


def still_there(line: str) -> bool:
    """Say whether the very process of a remembered line runs."""
    pid, _, started = line.partition(" ")
    return bool(started) and start_time(int(pid)) == started


def start_time(pid: int) -> str:
    """Ask the system when a process started; empty when there is none."""
    if Path("/proc/self/stat").exists():
        return start_tick(Path(f"/proc/{pid}/stat"))
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    answer = subprocess.run(command, capture_output=True, text=True, env={"LC_ALL": "C"})
    return " ".join(answer.stdout.split())


def start_tick(stat: Path) -> str:
    """Read the start time, in clock ticks since boot, of a process that is no zombie."""
    try:
        # The name in parentheses may hold spaces; state and start time are fields 3 and 22.
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]
