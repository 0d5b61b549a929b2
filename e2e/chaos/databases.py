"""The databases that a row is held on: SQLite, and MariaDB or MySQL where installed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.backends import mysql
from scripts.backends.server import NotAvailable
from scripts.testing.servers import fastest_folder, require_driver


@dataclass(frozen=True)
class Database:
    """A database for the AI service; `variables` make it use that one."""

    name: str
    variables: Mapping[str, str]

    @property
    def url(self) -> str:
        """Return its address, "" for a file of the service's own."""
        return self.variables.get("DATABASE_URL", "")


@contextmanager
def databases() -> Iterator[list[Database]]:
    """Run what this machine has the programs for, and say what is left out."""
    found = [Database("SQLite", {})]
    with tempfile.TemporaryDirectory(prefix="chaos-db-", dir=fastest_folder()) as folder:
        try:
            with mysql.start(Path(folder)) as server:
                require_driver()
                yield [*found, Database(server.program, server.per_service["ai"])]
                return
        except NotAvailable as reason:
            print(f"no MySQL or MariaDB: {reason}")
        yield found


def run_on_each(run: Callable[[Database, int], list[str]], count: int) -> None:
    """Run a program with the count of the command line; exit with 1 when something did not hold."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else count
    failures: list[str] = []
    with databases() as found:
        for database in found:
            failures += [f"{database.name}: {one}" for one in run(database, count)]
    for failure in failures:
        print("FAILED", failure)
    sys.exit(1 if failures else 0)
