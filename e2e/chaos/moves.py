"""Every change of state of jobs and of what they make, written down by the database itself."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from e2e.pair import Pair

TABLES = ("servicekit_job", "api_suggestion", "api_optimization")
JOBS = TABLES[0]
OVER = {"succeeded", "completed", "failed"}
_TRIGGER = """
CREATE TRIGGER moves_{table} AFTER UPDATE OF status ON {table} WHEN OLD.status <> NEW.status
BEGIN
  INSERT INTO moves VALUES ('{table}', NEW.id, OLD.status, NEW.status,
                            (julianday('now') - 2440587.5) * 86400.0);
END"""


@dataclass(frozen=True, slots=True)
class Move:
    """One change of state; `at` in seconds since 1970."""

    table: str
    row: str
    old: str
    new: str
    at: float


class Moves:
    """The moves in the AI service's SQLite database."""

    def __init__(self, pair: Pair) -> None:
        self._path = Path(pair.instance.data_dir) / "ai.sqlite3"
        with closing(self._connection()) as connection:
            connection.execute(
                "CREATE TABLE moves (tab TEXT, id TEXT, old TEXT, new TEXT, at REAL)"
            )
            for table in TABLES:
                connection.execute(_TRIGGER.format(table=table))

    def _connection(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=60, isolation_level=None)

    def all(self) -> list[Move]:
        """Return every move so far, in order."""
        with closing(self._connection()) as connection:
            rows = connection.execute("SELECT tab, id, old, new, at FROM moves ORDER BY rowid")
            return [Move(*row) for row in rows]

    def ids(self, table: str, *statuses: str) -> set[str]:
        """Return the rows that are in one of the states now."""
        marks = ",".join("?" * len(statuses))
        sql = f"SELECT id FROM {table} WHERE status IN ({marks})"
        with closing(self._connection()) as connection:
            return {row[0] for row in connection.execute(sql, statuses)}

    def taken_since(self, moment: float) -> set[str]:
        """Return the jobs that a worker took after that moment and still has."""
        last = {move.row: move for move in self.all() if move.table == JOBS}
        return {row for row, move in last.items() if move.new == "running" and move.at > moment}

    def unfinished(self) -> int:
        """Count the jobs that have not ended."""
        return len(self.ids(JOBS, "queued", "running"))

    def problems(self) -> Iterator[str]:
        """Say what did not end, ended twice, or moved after its end."""
        ends: dict[str, Counter[str]] = defaultdict(Counter)
        for move in self.all():
            if move.old in OVER:
                yield f"{move.table} {move.row} went from {move.old} to {move.new}"
            if move.new in OVER:
                ends[move.table][move.row] += 1
        for table in TABLES:
            everything = self.ids(table, "queued", "running", "processing", *OVER)
            strange = [row for row in everything if ends[table][row] != 1]
            if strange:
                yield f"{len(strange)} of {len(everything)} rows of {table} did not end once"
