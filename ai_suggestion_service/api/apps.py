"""The one app of the service."""

from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers models, admin pages, checks and the kinds of jobs."""

    name = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make job kinds and checks known in every process."""
        import_module("api.tasks")
        import_module("api.checks")
