"""A private server process: started in a folder of its own, stopped by its process group."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

START_SECONDS = 180.0  # a broker on a busy machine
STOP_SECONDS = 15.0


class NotAvailable(Exception):
    """Say why a server cannot be started on this machine."""


def find_program(*names: str) -> str | None:
    """Return the path of the first program that is installed, also from the folders of daemons."""
    folders = [os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"]
    found = (shutil.which(name, path=os.pathsep.join(folders)) for name in names)
    return next(filter(None, found), None)


@dataclass(frozen=True)
class Backend:
    """A running server and the variables that make a service use it.

    `per_service` maps a service's name to variables of its own.
    """

    name: str
    program: str
    variables: Mapping[str, str] = field(default_factory=dict)
    per_service: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@contextlib.contextmanager
def running(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], ready: Callable[[], bool]
) -> Iterator[None]:
    """Run a server as long as the block lasts; raise NotAvailable when it does not come up."""
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait(process, ready, log)
        yield
    finally:
        stop(process)


def wait(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            last = log.read_text(errors="replace").strip().splitlines()[-5:]
            raise NotAvailable("it did not start: " + " / ".join(last))
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and all it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)


def answers(port: int, request: bytes = b"", reply: bytes = b"") -> Callable[[], bool]:
    """Return a check that the port answers `request` with something that holds `reply`."""

    def check() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                if request:
                    connection.sendall(request)
                return reply in connection.recv(256) if reply else True
        except OSError:
            return False

    return check
