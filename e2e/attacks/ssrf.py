"""S10: addresses of this machine wherever a URL can be written; nobody may call there.

    python -m e2e.attacks.ssrf [--servers | --both]

Fields are read from the OpenAPI files, so a new one is covered by itself. Listeners on loopback
count who calls; one of them redirects to another.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from e2e import servers
from e2e.attacks import model_admin, remote_files
from e2e.attacks.listeners import Listeners, listening
from e2e.attacks.request_bodies import Bodies
from e2e.attacks.stage import Stage, staged
from e2e.pair import running
from scripts.launch.instance import ROOT

# They end the session or the account of the one who tries.
LEFT_OUT = {"auth_logout", "users_me_erase", "users_me_password", "sessions_revoke"}
SETTLE_SECONDS = 6.0
FIELD_BY_FIELD = 1  # so many addresses go into each field alone, the others into all at once
WRITES = ("post", "put", "patch")


def main() -> None:
    """Attack a pair on each ground that is asked for; exit with 1 when somebody called."""
    called = 0
    for name in servers.chosen(sys.argv[1:]):
        with (
            tempfile.TemporaryDirectory(prefix="ssrf-") as folder,
            servers.ground(name) as ground,
            running(
                Path(folder),
                parts=ground.parts,
                variables={**ground.variables, "THROTTLES": "off"},
                per_service=ground.per_service,
            ) as pair,
        ):
            stage = staged(pair)
            gave_way = attack(stage)
            print(
                f"S10  {ground.name}: {stage.take_count()} requests with addresses of this machine;"
                f" {len(gave_way)} connections to the listeners"
            )
            for line in gave_way:
                print(f"       {line}")
            called += len(gave_way)
    sys.exit(1 if called else 0)


def attack(stage: Stage) -> list[str]:
    """Return who called the listeners, after everything that could has ended."""
    with listening() as listeners:
        addresses = listeners.addresses()
        stage.tried += remote_files.upload_all(stage, addresses)
        for number, url in enumerate(addresses):
            _write(stage, url, each=number < FIELD_BY_FIELD)
        stage.tried += model_admin.try_addresses(stage, addresses)
        _wait_for_jobs(stage)
        _use_everything(stage)
        time.sleep(SETTLE_SECONDS)
        return _calls(listeners)


def _write(stage: Stage, url: str, *, each: bool) -> None:
    """Put the address into all text fields of every write, `each` alone and in queries too."""
    for base, document in _documents(stage):
        bodies = Bodies(document, stage.ids)
        for path, method, operation in _writes(document):
            address = base + bodies.filled_path(path)
            for body in bodies.with_address(operation, url, each=each):
                stage.tried += 1
                stage.ada.http.request(
                    method, address, json=body, headers={"Prefer": "respond-async"}, timeout=60
                )
        for address in bodies.queries(url) if each else ():
            stage.tried += 1
            stage.ada.http.get(base + address, timeout=60, allow_redirects=False)


def _use_everything(stage: Stage) -> None:
    """Read and render what was written: lists, texts, exports."""
    for base, document in _documents(stage):
        for path, methods in document["paths"].items():
            if "get" in methods and "{" not in path:
                stage.tried += 1
                stage.ada.http.get(base + path, timeout=60, allow_redirects=False)
    resumes = stage.ada.http.get(f"{stage.ada.resumes}/resumes?page_size=100", timeout=30).json()
    for resume in resumes["results"][:30]:
        stage.tried += 3
        url = f"{stage.ada.resumes}/resumes/{resume['id']}"
        for part in ("text", "check", "json-resume"):
            stage.ada.http.get(f"{url}/{part}", timeout=60)


def _wait_for_jobs(stage: Stage) -> None:
    url = f"{stage.ada.resumes}/resumes?parse_status="
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        unread = [stage.ada.http.get(url + state, timeout=30) for state in ("pending", "parsing")]
        if not any(answer.json()["results"] for answer in unread):
            return
        time.sleep(0.5)


def _documents(stage: Stage) -> Iterator[tuple[str, dict[str, Any]]]:
    instance = stage.pair.instance
    for folder, base in (
        ("resume_management_service", instance.resume_url),
        ("ai_suggestion_service", instance.ai_url),
    ):
        yield base, yaml.safe_load((ROOT / folder / "openapi.yaml").read_text())


def _writes(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method in WRITES:
            operation = methods.get(method)
            if operation and operation["operationId"] not in LEFT_OUT:
                yield path, method.upper(), operation


def _calls(listeners: Listeners) -> list[str]:
    return [f"somebody called {where}: {first}" for where, first in listeners.calls]


if __name__ == "__main__":
    main()
