"""The one app of the service."""

from importlib import import_module

from django.apps import AppConfig

from servicekit.checks import refuse_unsafe_settings


class ApiConfig(AppConfig):
    """Registers models, admin pages, checks and the kinds of jobs."""

    name = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make job kinds and checks known in every process, none of which runs unsafely."""
        import_module("api.tasks")
        import_module("api.checks")
        refuse_unsafe_settings("AI_SECRET_KEY")
