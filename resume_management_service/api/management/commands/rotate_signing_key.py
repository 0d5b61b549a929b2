"""`manage.py rotate_signing_key`: a new key signs, tokens of the old one stay valid."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from api.services import signing_keys


class Command(BaseCommand):
    """Publish a new signing key and let it sign after a while."""

    help = "Make a new token signing key; old keys stay published until their tokens expired."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--signs-in`."""
        parser.add_argument(
            "--signs-in", type=int, default=120, help="seconds until it signs, default 120"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Rotate and print the new key's id."""
        key = signing_keys.rotate(signs_in=timedelta(seconds=options["signs_in"]))
        self.stdout.write(f"{key.kid} signs from {key.signs_from.isoformat()}")
