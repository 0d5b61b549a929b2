"""One supervised process: its pipe, its log, its deaths."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import IO

from scripts.launch.processes import Process

STEADY = 30.0  # seconds after which a process counts as healthy again
LONGEST_DELAY = 30.0  # seconds between two starts at most
TAIL_LINES = 20


class Child:
    """A process that is started, read and started again."""

    def __init__(self, process: Process, log: Path) -> None:
        self.process = process
        self.path = log
        self.deaths = 0
        self.delay = 0.0
        self.closed = True
        self.running: subprocess.Popen[bytes] | None = None
        self.log: IO[bytes] | None = None
        self.started = 0.0
        self.start_at: float | None = None
        self.partial = b""

    def start(self) -> IO[bytes]:
        """Start the process in a session of its own; return the pipe it prints to."""
        self.hang_up()
        self.log = self.log or self.path.open("ab")
        # A session of its own: Ctrl-C reaches the launcher only, which stops all in order.
        self.running = subprocess.Popen(
            self.process.command,
            cwd=self.process.folder,
            env=dict(self.process.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.started, self.start_at, self.closed = time.monotonic(), None, False
        assert self.running.stdout is not None
        return self.running.stdout

    def read(self) -> list[str]:
        """Take what was printed, log it, and return the lines that are complete."""
        assert self.running is not None
        assert self.running.stdout is not None
        assert self.log is not None
        chunk = os.read(self.running.stdout.fileno(), 65536)
        self.closed = not chunk
        self.log.write(chunk)
        self.log.flush()
        *lines, self.partial = (self.partial + chunk).split(b"\n")
        return [line.decode(errors="replace") for line in lines]

    def alive(self) -> bool:
        """Say whether the process runs."""
        return self.running is not None and self.running.poll() is None

    def just_died(self) -> bool:
        """Say once that the process has ended, and set the time of the next start."""
        if self.alive() or self.start_at is not None:
            return False
        self.send(signal.SIGKILL)  # what it had started must not hold its port or pipe
        steady = time.monotonic() - self.started > STEADY
        self.deaths = 1 if steady else self.deaths + 1
        self.delay = min(2.0 ** (self.deaths - 1), LONGEST_DELAY)
        self.start_at = time.monotonic() + self.delay
        return True

    def due(self, now: float) -> bool:
        """Say whether it is time to start the process again."""
        return self.closed and self.start_at is not None and now >= self.start_at

    @property
    def pid(self) -> int:
        """Return the id of the running process."""
        assert self.running is not None
        return self.running.pid

    def describe_end(self) -> str:
        """Name the exit status or the signal the process ended with."""
        assert self.running is not None
        status = self.running.returncode
        return f"status {status}" if status >= 0 else signal.Signals(-status).name

    def send(self, number: signal.Signals) -> None:
        """Signal the process and all it started."""
        assert self.running is not None
        try:
            os.killpg(self.running.pid, number)
        except (ProcessLookupError, PermissionError):
            # Already gone; macOS answers EPERM for a group of ended processes.
            return

    def tail(self) -> str:
        """Return the last lines of the log."""
        lines = self.path.read_text(errors="replace").splitlines()
        return "\n".join(f"  {line}" for line in lines[-TAIL_LINES:])

    def close(self) -> None:
        """Wait for the process and let go of its pipe and log."""
        if self.running is not None:
            self.running.wait()
        self.hang_up()
        if self.log is not None:
            self.log.close()

    def hang_up(self) -> None:
        """Close the pipe of the process that ran before."""
        if self.running is not None and self.running.stdout is not None:
            self.running.stdout.close()
