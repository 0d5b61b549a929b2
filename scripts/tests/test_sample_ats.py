"""The bundled applicant tracking system beside a local pair."""

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from e2e.fakes.ats_server import AtsServer
from scripts.launch import processes, sample_ats
from scripts.launch.instance import Instance
from scripts.launch.processes import Setting

SECRETS = {"RESUME_SECRET_KEY": "r" * 50, "AI_SECRET_KEY": "a" * 50}


def test_a_local_pair_gets_one_more_process_and_one_more_source(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ATS_SOURCES", '{"own": {"base_url": "https://ats.example.com"}}')
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)
    setting = Setting(Instance(tmp_path, 9000, 9001), SECRETS)

    lines = processes.servers(sample_ats.added(setting))

    assert lines[-1].name == "sample-ats"
    sources = json.loads(lines[0].environment["ATS_SOURCES"])
    assert set(sources) == {"sample", "own"}
    assert sources["sample"]["base_url"].split(":")[2].startswith(lines[-1].command[-1])


def test_the_bundled_system_lets_no_more_through_than_its_limit() -> None:
    with AtsServer(rate=3) as server:
        answers = [_answer(f"{server.url}?page=1&per_page=1") for _ in range(4)]

    assert answers == [(200, None), (200, None), (200, None), (429, "1")]


def _answer(url: str) -> tuple[int, str | None]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.headers["Retry-After"]
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, error.headers["Retry-After"]
