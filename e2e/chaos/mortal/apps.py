"""Puts the points to die at in place when the service starts."""

from django.apps import AppConfig

from e2e.chaos.mortal.points import install


class Mortal(AppConfig):
    """Wraps the functions that `points.POINTS` names."""

    name = "e2e.chaos.mortal"

    def ready(self) -> None:
        """Wrap them; a name that is not there any more fails the start."""
        install()
