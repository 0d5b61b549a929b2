"""Jobs and scheduled tasks; importing this makes Celery know them."""

from api.tasks import housekeeping, optimizations, suggestions

__all__ = ["housekeeping", "optimizations", "suggestions"]
