"""The part that both pooled database engines share.

`ENGINE = "servicekit.database.pooled_sqlite3"` or `…pooled_mysql`, with `CONN_MAX_AGE = 0`; where
Django closes a connection, it goes back to the pool. `OPTIONS["pool"]` holds `PoolOptions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from servicekit.database.pool import ConnectionPool, PoolOptions, pool_for

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper as Base
else:
    Base = object


CHECKED_AFTER_SECONDS = 1.0


class PooledConnections(Base):
    """Mixin before a `DatabaseWrapper`: borrows its connection and gives it back.

    With `CONN_HEALTH_CHECKS`, one that lay idle for a second is checked before it is used.
    """

    _lender: ConnectionPool | None = None
    _idle_for: float | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Return what the driver is called with; the pool's options are ours."""
        params: dict[str, Any] = super().get_connection_params()
        self._pool_options = PoolOptions(**params.pop("pool", {}))
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Borrow a connection, opening one when none is idle."""
        if not self._is_pooled():
            return super().get_new_connection(conn_params)
        key = (self.vendor, self.alias, str(self.settings_dict["NAME"]))
        self._lender = pool_for(key, self._pool_options)
        open_one = super().get_new_connection
        connection, self._idle_for = self._lender.take(lambda: open_one(conn_params))
        return connection

    def connect(self) -> None:
        """Borrow a connection, to be checked before use when it is not fresh."""
        super().connect()
        self.health_check_done = (self._idle_for or 0.0) < CHECKED_AFTER_SECONDS

    def init_connection_state(self) -> None:
        """Set up the session of a new connection; a used one has it."""
        if self._idle_for is None:
            super().init_connection_state()

    def _close(self) -> None:
        lender, self._lender, self._idle_for = self._lender, None, None
        if lender is None:
            super()._close()  # type: ignore[misc]  # the stubs leave it out
            return
        healthy = not (self.errors_occurred or self.in_atomic_block or self.needs_rollback)
        lender.give(self.connection, reusable=healthy and self._is_clean(self.connection))

    def _is_pooled(self) -> bool:
        return True

    def _is_clean(self, connection: Any) -> bool:
        """Tell whether no transaction is open on a connection."""
        raise NotImplementedError
