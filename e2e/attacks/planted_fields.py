"""S13: every column of every model set in every write; nothing changes that was not meant."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from e2e.attacks.stage import Operation, Stage
from e2e.pair import Pair

PROGRAM = """
import json
from django.apps import apps
fields = {f.name for m in apps.get_models() for f in m._meta.fields}
print(json.dumps(sorted(fields)))
"""
STATE = """
import json
from django.apps import apps
kept = {}
for model in apps.get_models():
    names = {f.attname for f in model._meta.fields}
    for name in names & GUARDED:
        if name == "sha256" and "storage_key" not in names:
            continue  # of a text that its owner may change
        for row in model._default_manager.values("pk", name):
            kept[f"{model.__name__} {row['pk']} {name}"] = str(row[name])
print(json.dumps(kept))
"""
GUARDED = (
    "{'id', 'user_id', 'email', 'is_staff', 'is_superuser', 'is_active', 'password', 'sha256',"
    " 'storage_key', 'file_size', 'number', 'sent_sha256', 'score', 'email_verified_at',"
    " 'balance_after', 'resume_id', 'created_at', 'is_example', 'deleted_at'}"
)
PLANTED = {
    "is_staff": True,
    "is_superuser": True,
    "is_active": True,
    "score": 100,
    "status": "completed",
    "number": 99,
    "file_size": 1,
    "balance_after": 10**6,
    "deleted_at": "2020-01-01T00:00:00Z",
    "created_at": "2020-01-01T00:00:00Z",
    "email_verified_at": "2020-01-01T00:00:00Z",
}
LEFT_OUT = {"auth_logout", "users_me_erase", "users_me_password", "sessions_revoke"}


def attack(stage: Stage) -> list[str]:
    """Return the guarded columns of existing rows that changed."""
    services = ("resume-worker", "ai-worker")
    columns = {name for service in services for name in _ask(stage.pair, service, PROGRAM)}
    body = {name: PLANTED.get(name, stage.eve.user_id) for name in columns}
    program = STATE.replace("GUARDED", GUARDED)
    before = [_ask(stage.pair, service, program) for service in services]
    for operation in stage.operations:
        if _writes_own(operation):
            stage.send(operation, stage.ada.access, body)
            stage.send(operation, stage.ada.access, {"id": stage.eve.user_id})
    after = [_ask(stage.pair, service, program) for service in services]
    return [
        f"{key} became {late[key]}"
        for early, late in zip(before, after, strict=True)
        for key, value in early.items()
        if key in late and late[key] != value
    ]


def _writes_own(operation: Operation) -> bool:
    writes = operation.method in ("post", "put", "patch")
    return writes and not operation.multipart and operation.name not in LEFT_OUT


def _ask(pair: Pair, service: str, program: str) -> Any:
    process = pair.commands[service]
    output = subprocess.run(
        [process.command[0], "manage.py", "shell", "--no-imports", "-c", program],
        cwd=process.folder,
        env={**process.environment, "LOG_LEVEL": "ERROR"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return json.loads(output.splitlines()[-1])
