"""`manage.py index_resumes`: write what is searched anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from api.services import reindexing


class Command(BaseCommand):
    """Asks the workers to index all résumés."""

    help = "Ask the workers to write candidates, skills and words of all résumés anew."

    def handle(self, *_: Any, **__: Any) -> None:
        """Write the job."""
        self.stdout.write(f"Job {reindexing.request().pk} will index all résumés.")
