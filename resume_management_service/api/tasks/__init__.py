"""Jobs and scheduled tasks; importing this makes Celery know them."""

from api.tasks import housekeeping, parses

__all__ = ["housekeeping", "parses"]
