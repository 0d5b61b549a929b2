"""The Procfile of the pair: what runs, in which folder, with which environment."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.launch import environment
from scripts.launch.instance import ROOT, Instance

WEB = "{python} -m gunicorn {project}.wsgi:application"
WORKER = "{python} manage.py run_worker"
MIGRATE = "{python} manage.py migrate --noinput"
CACHE_TABLE = "{python} manage.py createcachetable"


@dataclass(frozen=True)
class Service:
    """A Django project of the pair."""

    name: str
    folder: str
    project: str


SERVICES = (
    Service("resume", "resume_management_service", "resume_management"),
    Service("ai", "ai_suggestion_service", "ai_suggestion"),
)


@dataclass(frozen=True)
class Process:
    """A command to start."""

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Setting:
    """What decides the environment of every process of an instance.

    `overrides` maps a service's name to variables of its own, such as DATABASE_URL.
    """

    instance: Instance
    secrets: Mapping[str, str] = field(repr=False)
    overrides: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def process(self, service: Service, role: str, template: str) -> Process:
        """Fill one line of the Procfile in."""
        words = template.split()
        values = {"python": sys.executable, "project": service.project}
        return Process(
            name=f"{service.name}-{role}",
            command=tuple(word.format(**values) for word in words),
            folder=ROOT / service.folder,
            environment=environment.build(
                self.instance, self.secrets, self.overrides.get(service.name, {})
            ),
        )


def preparations(setting: Setting) -> list[list[Process]]:
    """Return the one-shot steps: each inner list runs in order, the lists side by side."""
    return [
        [
            setting.process(service, "migrate", MIGRATE),
            setting.process(service, "cache-table", CACHE_TABLE),
        ]
        for service in SERVICES
    ]


def servers(setting: Setting) -> list[Process]:
    """Return the processes that run until they are stopped."""
    roles = (("web", WEB), ("worker", WORKER))
    return [setting.process(service, role, line) for service in SERVICES for role, line in roles]
