"""`manage.py run_worker`: the embedded worker."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from servicekit.jobs.worker import Worker

WARM_UP_AFTER = 2.0


class Command(BaseCommand):
    """Claim jobs by lease and run them until SIGTERM or SIGINT."""

    help = "Run jobs from the database until stopped."
    # They load every view; `migrate` and the web process run them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--threads`."""
        parser.add_argument("--threads", type=int, default=settings.WORKER_THREADS)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the worker."""
        path = getattr(settings, "HOUSEKEEPING", None)
        worker = Worker(
            options["threads"],
            housekeeping=import_string(path) if path else None,
            period=getattr(settings, "HOUSEKEEPING_SECONDS", 3600.0),
        )
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: worker.stop())
        _warm_up_soon()
        self.stderr.write(f"worker ready, {options['threads']} threads")
        worker.run()


def _warm_up_soon() -> None:
    """Prepare what the first job needs (`WORKER_WARM_UP`), unless it comes before that."""
    if path := getattr(settings, "WORKER_WARM_UP", None):
        timer = threading.Timer(WARM_UP_AFTER, lambda: import_string(path)())
        timer.daemon = True
        timer.start()
