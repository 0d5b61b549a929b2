"""Django loads the engine's `DatabaseWrapper` from here."""

from __future__ import annotations

from typing import Any

from django.db.backends.mysql import base

from servicekit.database.pooling import PooledConnections


class DatabaseWrapper(PooledConnections, base.DatabaseWrapper):
    """MySQL and MariaDB."""

    def _is_clean(self, connection: Any) -> bool:
        try:
            connection.rollback()
        except self.Database.Error:
            return False
        return True
