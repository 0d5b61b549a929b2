"""A fake applicant tracking system, and the worker that collects from it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # the fake servers live in e2e

from e2e.fakes.ats_server import AtsServer

Ats = Callable[..., AbstractContextManager[AtsServer]]


@pytest.fixture
def ats(settings: Any) -> Ats:
    """Return a function that runs a fake as the source `sample`; keywords change how it behaves.

    `source` changes how it is described in the settings.
    """

    @contextmanager
    def running(source: dict[str, Any] | None = None, **behaviour: Any) -> Iterator[AtsServer]:
        with AtsServer(**{"rate": 10_000, **behaviour}) as server:
            rate = server.state.rate
            settings.ATS_SOURCES = {"sample": {**server.source(rate=rate), **(source or {})}}
            yield server

    return running
