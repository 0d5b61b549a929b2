"""A private Redis (or Valkey)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.backends.server import Backend, NotAvailable, answers, find_program, running
from scripts.launch.ports import find_free


@contextmanager
def start(folder: Path) -> Iterator[Backend]:
    """Run a server that keeps nothing on disk."""
    program = find_program("redis-server", "valkey-server")
    if program is None:
        raise NotAvailable("redis-server is not installed")
    [port] = find_free(1)
    options = {"port": port, "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": folder}
    command = [program]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    with running(command, folder, os.environ, answers(port, b"PING\r\n", b"PONG")):
        yield Backend(
            name="cache",
            program=Path(program).name,
            variables={"CACHE_URL": f"redis://127.0.0.1:{port}/0"},
            per_service={"ai": {"CACHE_URL": f"redis://127.0.0.1:{port}/1"}},
        )
