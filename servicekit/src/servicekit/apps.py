"""The Django app that brings the tables of jobs and idempotency keys."""

from django.apps import AppConfig


class ServicekitConfig(AppConfig):
    """Jobs, idempotency keys and the plumbing of a REST service."""

    name = "servicekit"
    label = "servicekit"
    default_auto_field = "django.db.models.BigAutoField"
