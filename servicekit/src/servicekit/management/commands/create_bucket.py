"""`manage.py create_bucket`: make the bucket files are kept in, when it is missing."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from servicekit.storage import bucket
from servicekit.storage.store import StorageUnavailable


class Command(BaseCommand):
    """Wait for the store and make the bucket; do nothing where files are kept on disk."""

    help = "Create the S3 bucket unless it exists."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--patience`."""
        parser.add_argument("--patience", type=float, default=60, help="seconds, default 60")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what was done."""
        store = settings.FILE_STORE["OPTIONS"]
        if "bucket" not in store:
            self.stdout.write("Files are kept on disk: no bucket is needed.")
            return
        try:
            made = bucket.create_if_missing(store, patience=options["patience"])
        except StorageUnavailable as error:
            raise CommandError(f"The store does not answer: {error.__cause__}") from error
        self.stdout.write(f"Bucket {store['bucket']} {'was made' if made else 'is there'}.")
