"""Jobs and scheduled tasks; importing this makes Celery know them."""

from api.tasks import accounts, housekeeping, indexing, parses

__all__ = ["accounts", "housekeeping", "indexing", "parses"]
