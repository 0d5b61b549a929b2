"""Jobs and scheduled tasks; importing this makes Celery know them."""

from api.tasks import housekeeping, suggestions

__all__ = ["housekeeping", "suggestions"]
