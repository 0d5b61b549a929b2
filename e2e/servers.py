"""What the pair of a program stands on: SQLite and disk, or servers of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from e2e.pair import ALL
from scripts.testing.servers import started

EMBEDDED, SERVERS = "embedded", "servers"
BEATS = ("resume-beat", "ai-beat")


@dataclass(frozen=True)
class Ground:
    """Arguments of `e2e.pair.running` that put the pair on it."""

    name: str
    parts: Sequence[str] = ALL
    variables: Mapping[str, str] = field(default_factory=dict)
    per_service: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@contextmanager
def ground(name: str) -> Iterator[Ground]:
    """Start what is needed for `embedded` or `servers`; exit when a server cannot be had.

    Servers are MariaDB or MySQL, RabbitMQ, Redis and an S3 store, empty and for one pair only.
    """
    if name == EMBEDDED:
        yield Ground("SQLite, disk, embedded workers")
        return
    with started() as servers:
        if servers.missing:
            raise SystemExit(f"not exercised on servers: {dict(servers.missing)}")
        variables: dict[str, str] = {}
        per_service: dict[str, dict[str, str]] = {"resume": {}, "ai": {}}
        for backend in servers.backends:
            variables |= backend.variables
            for service, own in per_service.items():
                own |= backend.per_service.get(service, {})
        yield Ground(servers.describe(), (*ALL, *BEATS), variables, per_service)


def chosen(arguments: Sequence[str]) -> list[str]:
    """Return the grounds that the command line names: `--servers`, `--both`, or embedded."""
    if "--both" in arguments:
        return [EMBEDDED, SERVERS]
    return [SERVERS if "--servers" in arguments else EMBEDDED]
