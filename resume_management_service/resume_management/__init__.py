"""Settings and entry points of the résumé service."""

from resume_management.celery import app as celery_app

__all__ = ["celery_app"]
