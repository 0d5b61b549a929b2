"""Which rows belong to a user: found from the tables themselves, so that none is forgotten.

A table with a `user_id` or `owner_id` column belongs to users, and so does every table whose rows
go with the rows of such a table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.apps import apps
from django.db import connection, models

OWNER_COLUMNS = ("user_id", "owner_id")
Rows = models.QuerySet[models.Model]


def rows_of(user_id: str, *, kept: Collection[str] = ()) -> dict[type[models.Model], Rows]:
    """Return the user's rows of every table but `kept` (names of models), owners before parts."""
    paths = _paths(kept)
    # The base manager: it sees every row, and append-only tables give way to the end of an account.
    return {model: model._base_manager.filter(**{path: user_id}) for model, path in paths.items()}


def remove(user_id: str, *, kept: Collection[str] = ()) -> dict[str, int]:
    """Remove the user's rows, in the caller's transaction; return the counts by table."""
    rows = rows_of(user_id, kept=kept)
    counts = {model.__name__: found.count() for model, found in rows.items()}
    for found in rows.values():
        found.delete()
    return counts


def forget_deleted() -> None:
    """Have a SQLite file forget what was deleted: its log still holds the pages of before.

    Readers may keep part of the log for now; the next call takes it. Other servers need nothing.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()


def values_of(user_id: str, column: str) -> set[str]:
    """Return what the user's rows have in a column, in whichever tables have it."""
    return {
        str(value)
        for model, rows in rows_of(user_id).items()
        if any(field.attname == column for field in model._meta.concrete_fields)
        for value in rows.values_list(column, flat=True)
        if value is not None
    }


def _paths(kept: Collection[str]) -> dict[type[models.Model], str]:
    tables = [model for model in apps.get_models() if model.__name__ not in kept]
    paths = {
        model: name
        for model in tables
        for name in OWNER_COLUMNS
        if any(field.name == name for field in model._meta.concrete_fields)
    }
    before = -1
    while len(paths) != before:
        before = len(paths)
        for model in tables:
            if model not in paths:
                paths |= dict(_through_owner(model, paths))
    return paths


def _through_owner(
    model: type[models.Model], paths: dict[type[models.Model], str]
) -> Iterator[tuple[type[models.Model], str]]:
    for field in model._meta.concrete_fields:
        goes_with = getattr(field.remote_field, "on_delete", None) is models.CASCADE
        if goes_with and field.related_model in paths:
            yield model, f"{field.name}__{paths[field.related_model]}"
            return
