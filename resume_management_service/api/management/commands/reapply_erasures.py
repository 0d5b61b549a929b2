"""`manage.py reapply_erasures`: after a backup was restored, remove erased accounts again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from api.services import erasures


class Command(BaseCommand):
    """Compare accounts with the erasures noted in storage."""

    help = "Erase again the accounts that a restored backup brought back."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Ask for the erasures and print how many."""
        self.stdout.write(f"{erasures.reapply()} accounts are erased again")
