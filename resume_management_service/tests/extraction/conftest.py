"""Sandboxes shared by the tests, because a warm process takes a moment to start."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.extraction.sandbox import ParserSandbox, SandboxLimits

sys.path.append(str(Path(__file__).parents[3]))  # the makers of attack files live beside e2e

HOSTILE = "e2e.attacks.parser.hostile"


@pytest.fixture(scope="session")
def sandbox() -> Iterator[ParserSandbox]:
    """Return a sandbox that extracts text."""
    with ParserSandbox() as running:
        yield running


@pytest.fixture(scope="session")
def hasty_sandbox() -> Iterator[ParserSandbox]:
    """Return one with little patience, for files that would take for ever."""
    with ParserSandbox(limits=SandboxLimits(wall_ms=800, cpu_seconds=1), ocr=False) as running:
        yield running


@pytest.fixture(scope="session")
def hostile_sandbox() -> Iterator[ParserSandbox]:
    """Return one whose target is an attacker's code."""
    with ParserSandbox(f"{HOSTILE}:attack", limits=_HOSTILE_LIMITS) as running:
        yield running


@pytest.fixture(scope="session")
def suicidal_sandbox() -> Iterator[ParserSandbox]:
    """Return one whose target runs a single attack that may end the process."""
    with ParserSandbox(f"{HOSTILE}:one", limits=_HOSTILE_LIMITS) as running:
        yield running


_HOSTILE_LIMITS = SandboxLimits(wall_ms=900, cpu_seconds=1, output_bytes=2**20)
