"""The stage of the attacks: Ada with one of everything, Eve who wants it, a disabled account."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests
import yaml

from e2e.attacks.belongings import belongings
from e2e.pair import Pair, Person
from scripts.launch.instance import ROOT

METHODS = ("get", "post", "put", "patch", "delete")
UNKNOWN = "11111111-1111-4111-8111-111111111111"


@dataclass(frozen=True)
class Operation:
    """One method of one path of one service."""

    base: str
    method: str
    path: str
    public: bool
    multipart: bool
    name: str

    def url(self, ids: dict[str, str]) -> str:
        """Return the address with A's ids in it; unknown kinds of ids get a random one."""
        return self.base + re.sub(r"\{(\w+)\}", lambda m: ids.get(m[1], UNKNOWN), self.path)

    @property
    def names_an_object(self) -> bool:
        """Tell whether the path holds an id."""
        return "{" in self.path


@dataclass
class Stage:
    """Everything the attacks need, and a counter of what they tried."""

    pair: Pair
    ada: Person
    eve: Person
    disabled: Person
    ids: dict[str, str]
    operations: list[Operation] = field(default_factory=list)
    tried: int = 0

    def send(
        self, operation: Operation, token: str | None, body: dict[str, Any] | None = None
    ) -> requests.Response:
        """Send one request and count it."""
        self.tried += 1
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url, method = operation.url(self.ids), operation.method.upper()
        if operation.multipart:
            files = {"file": ("a.txt", b"Eve was here")}
            return requests.request(method, url, headers=headers, files=files, timeout=60)
        json = body if body is not None or method == "GET" else {}
        return requests.request(
            method, url, headers=headers, json=json, timeout=60, allow_redirects=False
        )

    def take_count(self) -> int:
        """Return how much was tried since the last call."""
        count, self.tried = self.tried, 0
        return count


def staged(pair: Pair) -> Stage:
    """Give Ada one of everything, and disable one account."""
    ada, eve, disabled = (Person(pair, name) for name in ("ada-canary", "eve", "gone"))
    stage = Stage(pair, ada, eve, disabled, belongings(ada))
    stage.operations = list(_operations(pair))
    _disable(pair, disabled)
    return stage


def _disable(pair: Pair, person: Person) -> None:
    """Disable the account as an operator would, and wait until every process has noticed."""

    process = pair.commands["resume-web"]
    program = (
        "from api.models import User; from api.services import accounts;"
        f"accounts.set_active(user=User.objects.get(pk='{person.user_id}'),"
        " is_active=False, actor='operator')"
    )
    subprocess.run(
        [pair.commands["resume-worker"].command[0], "manage.py", "shell", "-c", program],
        cwd=process.folder,
        env=dict(process.environment),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    time.sleep(4)


def _operations(pair: Pair) -> Iterator[Operation]:
    for folder, base in (
        ("resume_management_service", pair.instance.resume_url),
        ("ai_suggestion_service", pair.instance.ai_url),
    ):
        document = yaml.safe_load((ROOT / folder / "openapi.yaml").read_text())
        for path, methods in document["paths"].items():
            for method in METHODS:
                if method in methods:
                    yield _operation(base, method, path, methods[method])


def _operation(base: str, method: str, path: str, described: dict[str, Any]) -> Operation:
    security = described.get("security", [])
    content = described.get("requestBody", {}).get("content", {})
    return Operation(
        base=base,
        method=method,
        path=path,
        public=not security or {} in security,
        multipart="multipart/form-data" in content and "application/json" not in content,
        name=described["operationId"],
    )
