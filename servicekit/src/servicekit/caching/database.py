"""A table of the database as cache: counts are exact, and what expired does not stay."""

from __future__ import annotations

import base64
import pickle
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction
from django.utils import timezone


class DatabaseTable(DatabaseCache):
    """Django's cache table with an `incr` that is one step, and a way to purge."""

    _table: str

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a counter and return it; its expiry stays.

        Raises:
            ValueError: there is no such counter, or it has expired.
        """
        row = self.make_and_validate_key(key, version=version)
        db = self._alias
        connection = connections[db]
        locked = "FOR UPDATE" if connection.features.has_select_for_update else ""
        with transaction.atomic(using=db), connection.cursor() as cursor:
            # No words of a caller are in these statements: the table's name is a setting.
            cursor.execute(
                f"SELECT value FROM {self._quoted} WHERE cache_key = %s AND expires >= %s {locked}",  # noqa: S608
                [row, self._now],
            )
            found = cursor.fetchone()
            if found is None:
                raise ValueError(f"there is no counter {key!r}")
            value: int = _unpacked(found[0]) + delta
            cursor.execute(
                f"UPDATE {self._quoted} SET value = %s WHERE cache_key = %s",  # noqa: S608
                [self._packed(value), row],
            )
        return value

    def purge_expired(self) -> int:
        """Remove what has expired: nobody may ask for it again; return how many."""
        with connections[self._alias].cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {self._quoted} WHERE expires < %s LIMIT 1", [self._now])  # noqa: S608
            if cursor.fetchone() is None:
                return 0
            cursor.execute(f"DELETE FROM {self._quoted} WHERE expires < %s", [self._now])  # noqa: S608
            return int(cursor.rowcount)

    @property
    def _alias(self) -> str:
        return str(router.db_for_write(self.cache_model_class))

    @property
    def _quoted(self) -> str:
        return str(connections[self._alias].ops.quote_name(self._table))

    @property
    def _now(self) -> Any:
        now = timezone.now().replace(microsecond=0)
        return connections[self._alias].ops.adapt_datetimefield_value(now)

    def _packed(self, value: object) -> str:
        return base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode()


def _unpacked(value: str) -> Any:
    return pickle.loads(base64.b64decode(value))  # noqa: S301 - of our own table, as Django does
