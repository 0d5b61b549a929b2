"""A worker whose reading of a résumé takes a fixed time and no processor: `… SECONDS THREADS`.

It runs in the résumé service's folder, with its settings; every other job is the real one.
"""

from __future__ import annotations

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resume_management.settings")
sys.path.insert(0, os.getcwd())
django.setup()

from api.models import ParseStatus, ResumeVersion  # noqa: E402 - the settings come first
from api.services import parses  # noqa: E402
from servicekit.jobs.kinds import job_kind  # noqa: E402
from servicekit.jobs.runner import Attempt  # noqa: E402
from servicekit.jobs.worker import Worker  # noqa: E402


def main() -> None:
    """Work until killed."""
    seconds, threads = float(sys.argv[1]), int(sys.argv[2])

    @job_kind(parses.KIND)
    def read_slowly(attempt: Attempt) -> None:
        time.sleep(seconds)
        with attempt.completing({}):
            ResumeVersion.objects.filter(pk=attempt.subject_id).update(
                parse_status=ParseStatus.COMPLETED
            )

    Worker(threads).run()


if __name__ == "__main__":
    main()
