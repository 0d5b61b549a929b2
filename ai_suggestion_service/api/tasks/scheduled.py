"""What the Celery beat calls; loaded by Celery only."""

from celery import shared_task

from api.services import housekeeping


@shared_task(name="api.housekeeping")  # type: ignore[untyped-decorator]
def keep_house() -> None:
    """Purge what is past its time."""
    housekeeping.keep_house()
