"""Jobs and scheduled tasks; importing this makes Celery know them."""

from api.tasks import accounts, data_collection, housekeeping, indexing, parses

__all__ = ["accounts", "data_collection", "housekeeping", "indexing", "parses"]
