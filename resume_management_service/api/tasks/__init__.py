"""Jobs and scheduled tasks; importing this makes Celery know them."""

from api.tasks import accounts, housekeeping, parses

__all__ = ["accounts", "housekeeping", "parses"]
