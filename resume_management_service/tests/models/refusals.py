"""Whether the database refuses a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.utils import OperationalError


def refused(create: Callable[[], Any]) -> bool:
    """Tell whether a constraint refuses what is to be created."""
    # MariaDB reports a failed CHECK as an operational error.
    try:
        with transaction.atomic():
            create()
    except (IntegrityError, OperationalError):
        return True
    return False
