"""The one error of the launcher: its message is all a person needs to read."""


class LaunchError(Exception):
    """Say in one line why the pair cannot run here."""
