"""The environment variables a service of the local pair is started with."""

import os
from collections.abc import Mapping

from scripts.launch.instance import Instance

# One value cannot serve both services; a server of one's own is named per service instead.
PER_SERVICE = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "HOST")


def build(
    instance: Instance, secrets: Mapping[str, str], overrides: Mapping[str, str]
) -> dict[str, str]:
    """Return the caller's environment with the instance's own values over it."""
    inherited = {name: value for name, value in os.environ.items() if name not in PER_SERVICE}
    own = {
        "DATA_DIR": str(instance.data_dir),
        "RESUME_PORT": str(instance.resume_port),
        "AI_PORT": str(instance.ai_port),
        "RESUME_SERVICE_URL": instance.resume_url,
        "AI_SERVICE_URL": instance.ai_url,
        "RESUME_SECRET_KEY": secrets["RESUME_SECRET_KEY"],
        "AI_SECRET_KEY": secrets["AI_SECRET_KEY"],
        "PYTHONUNBUFFERED": "1",
    }
    return {**inherited, **own, **loopback_without_proxy(inherited), **overrides}


def loopback_without_proxy(inherited: Mapping[str, str]) -> dict[str, str]:
    """Keep the services' calls to each other away from a configured web proxy."""
    known = inherited.get("NO_PROXY") or inherited.get("no_proxy") or ""
    value = ",".join(filter(None, [known, "127.0.0.1", "localhost"]))
    return {"NO_PROXY": value, "no_proxy": value}
