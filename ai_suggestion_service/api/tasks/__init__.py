"""Jobs and scheduled tasks; importing this makes Celery know them."""

from api.tasks import cover_letters, generations, housekeeping, optimizations, suggestions

__all__ = ["cover_letters", "generations", "housekeeping", "optimizations", "suggestions"]
