"""Jobs; importing this makes their kinds known. Celery's own tasks are in `scheduled`."""

from api.tasks import cover_letters, generations, notices, optimizations, suggestions

__all__ = ["cover_letters", "generations", "notices", "optimizations", "suggestions"]
