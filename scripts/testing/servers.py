"""Start every private server this machine has the programs for."""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.backends import mysql, rabbitmq, redis, s3
from scripts.backends.server import Backend, NotAvailable
from scripts.launch.instance import ROOT

Starter = Callable[[Path], contextlib.AbstractContextManager[Backend]]
STARTERS: Mapping[str, Starter] = {
    "database": mysql.start,
    "broker": rabbitmq.start,
    "cache": redis.start,
    "storage": s3.start,
}
NEEDED = 2 * 1024**3  # bytes
DRIVER = "resume_management_service/requirements-mysql.txt"


@dataclass(frozen=True)
class Servers:
    """The servers that run, and why others do not."""

    backends: tuple[Backend, ...]
    missing: Mapping[str, str] = field(default_factory=dict)

    def describe(self) -> str:
        """Name the programs."""
        return " + ".join(backend.program for backend in self.backends)

    def variables(self, databases: str) -> dict[str, str]:
        """Return what makes a suite use them; "pair" gives each service its own database."""
        chosen: dict[str, str] = {}
        for backend in self.backends:
            chosen |= backend.variables
            if databases == "pair":
                for service in ("resume", "ai"):
                    own = backend.per_service.get(service, {})
                    chosen |= {f"{service.upper()}_{name}": value for name, value in own.items()}
            else:
                chosen |= backend.per_service.get(databases, {})
        return chosen


@contextlib.contextmanager
def started() -> Iterator[Servers]:
    """Run all that can be run as long as the block lasts."""
    backends, missing = [], {}
    with contextlib.ExitStack() as stack:
        place = tempfile.TemporaryDirectory(prefix="pair-servers-", dir=fastest_folder())
        scratch = Path(stack.enter_context(place))
        for name, start in STARTERS.items():
            folder = scratch / name
            folder.mkdir()
            try:
                backend = stack.enter_context(start(folder))
                if name == "database":
                    require_driver()
                backends.append(backend)
            except NotAvailable as reason:
                missing[name] = str(reason)
        yield Servers(tuple(backends), missing)


def fastest_folder() -> str | None:
    """Return a folder in memory that is large enough; None for the usual temporary folder.

    A database server waits for the disk at each change of a table: migrations take three times
    as long there.
    """
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < NEEDED:
        return None
    return str(memory)


def require_driver() -> None:
    """Build mysqlclient unless it is there; raise NotAvailable when this machine cannot."""
    if importlib.util.find_spec("MySQLdb"):
        return
    print("Building mysqlclient …", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "-r", str(ROOT / DRIVER)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        lines = [line for line in result.stderr.splitlines() if line.strip()]
        raise NotAvailable(
            "mysqlclient cannot be built here (it needs a C compiler, pkg-config and the client "
            f"library's headers): {lines[-1] if lines else 'pip failed'}"
        )
    importlib.invalidate_caches()
