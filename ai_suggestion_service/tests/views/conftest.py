"""Fixtures of the tests of optimisations and versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.fakes import FakeResumeService
from tests.resumes import JOB, SECTIONS, TEXT

Ask = Callable[..., Any]
Made = Callable[..., dict[str, Any]]


@pytest.fixture
def resume_id(resumes: FakeResumeService, user_id: str) -> str:
    """Return the id of a résumé with sections."""
    return resumes.add(user_id, text=TEXT, sections=SECTIONS)


@pytest.fixture
def optimize(client: APIClient, resume_id: str) -> Ask:
    """Return a function that asks for an optimisation of the user's résumé."""

    def post(headers: dict[str, str] | None = None, **changes: Any) -> Any:
        order = {"resume_id": resume_id, "job_description": JOB, **changes}
        order = {name: value for name, value in order.items() if value is not None}
        return client.post("/api/optimize", order, "json", headers=headers or {})

    return post


@pytest.fixture
def made(optimize: Ask) -> Made:
    """Return a function that asks and waits for the finished optimisation."""

    def wait(**changes: Any) -> dict[str, Any]:
        response = optimize({"Prefer": "wait=30"}, **changes)
        assert response.status_code == 201, response.content
        return dict(response.json())

    return wait
