"""What the Celery beat calls; loaded by Celery only."""

from celery import shared_task

from api.services import data_collection, housekeeping


@shared_task(name="api.housekeeping")  # type: ignore[untyped-decorator]
def keep_house() -> None:
    """Purge and sweep."""
    housekeeping.keep_house()


@shared_task(name="api.data_collection.sweep")  # type: ignore[untyped-decorator]
def sweep_collections() -> None:
    """Take up records without a job and requests without a collector."""
    data_collection.sweep()
