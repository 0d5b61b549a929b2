"""Settings and entry points of the AI service."""

from ai_suggestion.celery import app as celery_app

__all__ = ["celery_app"]
