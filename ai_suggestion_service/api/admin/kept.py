"""Pages on rows that staff look at and do not change."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that staff may look at, by id and state, and delete."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds such rows by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody changes such rows by hand."""
        return False


class KeptAdmin(ReadOnlyAdmin):
    """Rows that staff may look at and nothing else."""

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """The record stands."""
        return False
