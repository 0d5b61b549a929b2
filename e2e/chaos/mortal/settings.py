"""The AI service's own settings with points to die at, and with messages that come twice."""

import os

from ai_suggestion.settings import *  # noqa: F403
from servicekit.base_settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "e2e.chaos.mortal.apps.Mortal"]
if os.environ.get("MORTAL_TWICE"):
    JOB_TRANSPORT = {"BACKEND": "e2e.chaos.mortal.transport.Twice"}
