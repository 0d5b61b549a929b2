"""The pair as real processes, for programs that measure or attack it and for end-to-end tests."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import requests

from scripts.launch import local_secrets, ports
from scripts.launch.instance import Instance
from scripts.launch.processes import Process, Setting, preparations, servers

READY_SECONDS = 60.0
STOP_SECONDS = 25.0
ALL = ("resume-web", "resume-worker", "ai-web", "ai-worker")
PASSWORD = "correct horse battery"


@dataclass
class Pair:
    """A running pair; `processes` by name (`resume-web`, `ai-worker` …)."""

    instance: Instance
    setting: Setting
    commands: dict[str, Process]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start one process; its output goes to the logs."""
        process = self.commands[name]
        with (self.instance.logs / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                process.command,
                cwd=process.folder,
                env=dict(process.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        """Send a signal to the process and all its children, and wait until it is gone."""
        process = self.processes.pop(name)
        os.killpg(process.pid, number)
        process.wait(STOP_SECONDS)

    def stop(self) -> None:
        """Ask every process to end, and end those that do not."""
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def wait_until_ready(self) -> None:
        """Wait for `/readyz` of each web process that was started."""
        urls = {"resume-web": self.instance.resume_url, "ai-web": self.instance.ai_url}
        for name in self.processes.keys() & urls.keys():
            _wait_for(f"{urls[name]}/readyz", self.processes[name], self.instance.logs / name)

    def logs(self) -> str:
        """Return everything the processes printed so far."""
        return "".join(
            path.read_text(errors="replace") for path in sorted(self.instance.logs.glob("*.log"))
        )


@contextmanager
def running(
    folder: Path,
    *,
    parts: Sequence[str] = ALL,
    variables: Mapping[str, str] | None = None,
    per_service: Mapping[str, Mapping[str, str]] | None = None,
    commands: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Pair]:
    """Run the pair on free ports with its data below `folder`.

    `variables` go to both services, `per_service` to "resume" or "ai"; `commands` replaces the
    command of a part.
    """
    pair = _prepared(folder, parts, variables or {}, per_service or {})
    for name, command in (commands or {}).items():
        pair.commands[name] = replace(pair.commands[name], command=tuple(command))
    try:
        for name in parts:
            pair.start(name)
        pair.wait_until_ready()
        yield pair
    finally:
        pair.stop()


def _prepared(
    folder: Path,
    parts: Sequence[str],
    variables: Mapping[str, str],
    per_service: Mapping[str, Mapping[str, str]],
) -> Pair:
    resume_port, ai_port = ports.find_free(2)
    instance = Instance(folder, resume_port, ai_port)
    instance.logs.mkdir(parents=True, exist_ok=True)
    overrides = {name: {**variables, **per_service.get(name, {})} for name in ("resume", "ai")}
    setting = Setting(instance, local_secrets.load_or_create(folder), overrides)
    started = {name.partition("-")[0] for name in parts}
    for lane in preparations(setting):
        for step in lane:
            if step.name.partition("-")[0] not in started:
                continue
            subprocess.run(
                step.command,
                cwd=step.folder,
                env=dict(step.environment),
                check=True,
                stdout=subprocess.DEVNULL,
            )
    return Pair(instance, setting, {process.name: process for process in servers(setting)})


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{log.name} ended with {process.returncode}; see {log}.log")
        try:
            if requests.get(url, timeout=5).status_code == 200:
                return
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{url} was not ready within {READY_SECONDS:.0f} s")


class Person:
    """Somebody with an account, who calls both services."""

    def __init__(self, pair: Pair, name: str = "ada") -> None:
        self.resumes = f"{pair.instance.resume_url}/api"
        self.ai = f"{pair.instance.ai_url}/api"
        self.http = requests.Session()
        body = {"email": f"{name}@example.com", "password": PASSWORD, "name": name.title()}
        answer = self.http.post(f"{self.resumes}/auth/register", json=body, timeout=30)
        answer.raise_for_status()
        self.account: dict[str, Any] = answer.json()
        self.access: str = self.account["access"]
        self.http.headers["Authorization"] = f"Bearer {self.access}"

    @property
    def user_id(self) -> str:
        """Return the account's id."""
        return str(self.account["user"]["id"])

    def upload(self, data: bytes, file_name: str = "cv.txt", **headers: str) -> requests.Response:
        """Upload a file as a new résumé."""
        return self.http.post(
            f"{self.resumes}/resumes",
            files={"file": (file_name, data)},
            headers=headers,
            timeout=60,
        )

    def parsed_resume(self, data: bytes, file_name: str = "cv.txt") -> str:
        """Upload a file, wait until it has been read, and return the résumé's id."""
        resume_id = str(self.upload(data, file_name).json()["id"])
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            answer = self.http.get(f"{self.resumes}/resumes/{resume_id}", timeout=30).json()
            if answer["latest_version"]["parse_status"] in ("completed", "failed"):
                return resume_id
            time.sleep(0.05)
        raise TimeoutError("the résumé was not read within 60 s")

    def suggest(
        self, resume_id: str, job: str, *, timeout: float = 90, **headers: str
    ) -> requests.Response:
        """Ask for a suggestion."""
        return self.http.post(
            f"{self.ai}/suggestions",
            json={"resume_id": resume_id, "job_description": job},
            headers=headers,
            timeout=timeout,
        )
