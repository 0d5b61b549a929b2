"""Jobs; importing this makes their kinds known. Celery's own tasks are in `scheduled`."""

from api.tasks import accounts, data_collection, indexing, notices, parses

__all__ = ["accounts", "data_collection", "indexing", "notices", "parses"]
