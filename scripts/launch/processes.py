"""The Procfile of the pair: what runs, in which folder, with which environment."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.launch import environment
from scripts.launch.instance import ROOT, Instance

WEB = "{python} -m gunicorn {project}.wsgi:application"
WORKER = "{python} manage.py run_worker"
CELERY = (
    "{python} -m celery -A {project} worker --loglevel info --hostname {name}-{port}@%h "
    "--without-gossip --without-mingle {pool}"
)
BEAT = "{python} -m celery -A {project} beat --loglevel info --schedule {data}/beat-{name}"
MIGRATE = "{python} manage.py migrate --noinput"
CACHE_TABLE = "{python} manage.py createcachetable"


@dataclass(frozen=True)
class Service:
    """A Django project of the pair."""

    name: str
    folder: str
    project: str
    pool: str  # of a Celery worker: parsing keeps processors busy, providers keep threads waiting


SERVICES = (
    Service(
        "resume", "resume_management_service", "resume_management", "--pool prefork -c {workers}"
    ),
    Service("ai", "ai_suggestion_service", "ai_suggestion", "--pool threads -c {threads}"),
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

    `overrides` maps a service's name to variables of its own, such as DATABASE_URL; `beside` are
    processes that are not the pair's.
    """

    instance: Instance
    secrets: Mapping[str, str] = field(repr=False)
    overrides: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    beside: tuple[Process, ...] = ()

    def process(self, service: Service, role: str, template: str) -> Process:
        """Fill one line of the Procfile in."""
        variables = environment.build(
            service.name, self.instance, self.secrets, self.overrides.get(service.name, {})
        )
        values = {
            "python": sys.executable,
            "project": service.project,
            "name": service.name,
            # Node names must differ, also between two instances on one broker.
            "port": self.instance.resume_port,
            "data": self.instance.data_dir,
            "workers": variables.get("RESUME_WORKERS") or "2",
            "threads": variables.get("AI_THREADS") or "256",
        }
        words = template.replace("{pool}", service.pool).split()
        command = tuple(word.format(**values) for word in words)
        return Process(f"{service.name}-{role}", command, ROOT / service.folder, variables)


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
    lines = []
    for service in SERVICES:
        web = setting.process(service, "web", WEB)
        lines.append(web)
        if web.environment.get("CELERY_BROKER_URL"):
            lines.append(setting.process(service, "worker", CELERY))
            lines.append(setting.process(service, "beat", BEAT))
        else:
            lines.append(setting.process(service, "worker", WORKER))
    return [*lines, *setting.beside]
