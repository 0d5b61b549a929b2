"""The scheduled housekeeping of the Celery beat."""

from celery import shared_task

from api.services import housekeeping


@shared_task(name="api.housekeeping")  # type: ignore[untyped-decorator]
def keep_house() -> None:
    """Purge and sweep."""
    housekeeping.keep_house()
