"""Django loads the engine's `DatabaseWrapper` from here."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base

from servicekit.database.pooling import PooledConnections


class DatabaseWrapper(PooledConnections, base.DatabaseWrapper):
    """SQLite; a database in memory belongs to one connection and is not pooled."""

    def _is_pooled(self) -> bool:
        return not self.is_in_memory_db()

    def _is_clean(self, connection: Any) -> bool:
        return not connection.in_transaction
