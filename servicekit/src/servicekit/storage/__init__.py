"""Where files are kept: the store that the settings name."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from servicekit.storage.store import FileStore


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """Return this process's file store."""
    chosen: dict[str, Any] = dict(settings.FILE_STORE)
    store: FileStore = import_string(chosen["BACKEND"])(**chosen["OPTIONS"])
    return store


def check() -> None:
    """Raise when the store does not answer (for `/readyz`)."""
    file_store().check()


def _forget(*, setting: str, **_: object) -> None:
    if setting == "FILE_STORE":
        file_store.cache_clear()


setting_changed.connect(_forget)
