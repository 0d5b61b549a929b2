"""`manage.py sweep_storage`: compare files in storage with rows."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from api.services import housekeeping


class Command(BaseCommand):
    """Report rows without objects; remove objects without rows."""

    help = "Compare storage with the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--dry-run` and `--older-than`."""
        parser.add_argument("--dry-run", action="store_true", help="only report")
        parser.add_argument("--older-than", type=int, default=3600, help="seconds, default 3600")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the findings, one a line."""
        report = housekeeping.sweep_storage(
            delete=not options["dry_run"], youngest=timedelta(seconds=options["older_than"])
        )
        for label, keys in (
            ("object without row", report.orphaned_objects),
            ("row without object", report.missing_objects),
            ("object of another size than its row", report.wrong_sizes),
        ):
            for key in keys:
                self.stdout.write(f"{label}: {key}")
        self.stdout.write(f"{report.findings} findings")
