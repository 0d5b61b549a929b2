"""The environment variables a service of the local pair is started with."""

import os
from collections.abc import Mapping

from scripts.launch.instance import Instance

# These must differ between the services: RESUME_DATABASE_URL becomes the résumé service's
# DATABASE_URL, AI_CACHE_URL the AI service's CACHE_URL, and so on.
OWN_BY_SERVICE = ("DATABASE_URL", "CACHE_URL")
NOT_INHERITED = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "HOST")


def build(
    service: str, instance: Instance, secrets: Mapping[str, str], overrides: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment of one service ("resume" or "ai").

    The caller's environment comes first, the instance's own values go over it, `overrides` last.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
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
    return {
        **inherited,
        **own,
        **named_for(service, inherited),
        **loopback_without_proxy(inherited),
        **overrides,
    }


def named_for(service: str, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return what the caller set for this service only, under the name the service reads."""
    prefixed = {name: f"{service.upper()}_{name}" for name in OWN_BY_SERVICE}
    return {name: inherited[given] for name, given in prefixed.items() if inherited.get(given)}


def loopback_without_proxy(inherited: Mapping[str, str]) -> dict[str, str]:
    """Keep the services' calls to each other away from a configured web proxy."""
    known = inherited.get("NO_PROXY") or inherited.get("no_proxy") or ""
    value = ",".join(filter(None, [known, "127.0.0.1", "localhost"]))
    return {"NO_PROXY": value, "no_proxy": value}
