"""Rows that are written once: read and added, never changed, removed only as a whole."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models


class AppendOnly(RuntimeError):
    """Code tried to change or remove what was recorded."""


Row = TypeVar("Row", bound=models.Model, covariant=True)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows can be read and added; the end of an account or of their retention removes them."""

    def update(self, **_: Any) -> int:
        """Refuse."""
        raise AppendOnly(f"{self.model.__name__} rows are not changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse; see `purge`."""
        raise AppendOnly(f"{self.model.__name__} rows are not deleted one by one")

    def purge(self) -> int:
        """Remove these rows at the end of an account or of their retention time."""
        return super().delete()[0]


class AppendOnlyModel(models.Model):
    """A row that is written once; its manager is an `AppendOnlyQuerySet`."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an old one cannot be saved again."""
        if not self._state.adding:
            raise AppendOnly(f"{type(self).__name__} rows are not changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnly(f"{type(self).__name__} rows are not deleted one by one")
