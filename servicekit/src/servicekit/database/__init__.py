"""Database connections shared by many threads, each lent for as long as it is needed."""

from django.db import connections


def release_connections() -> None:
    """Hand this thread's connections back before a wait; inside a transaction do nothing."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
