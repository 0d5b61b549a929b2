"""Asking a provider about several sections at once, each on a thread with a budget of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextvars import copy_context
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from api.llm.budget import CallBudget
from api.llm.errors import ProviderError
from api.llm.rewriting import RewriteRequest, SectionRewrite, rewrite_section
from api.services.works import Errand
from servicekit.database import release_connections


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one section: a rewrite, or the error that there is none."""

    section: str
    rewrite: SectionRewrite | ProviderError
    budget: CallBudget


def answers(errand: Errand, requests: Sequence[RewriteRequest]) -> Iterator[Answer]:
    """Yield what came of each section, as they come.

    Raises:
        ProviderError: all of them failed, and were yielded; this is the last failure.
    """
    failure: ProviderError | None = None
    succeeded = False
    for answer in _as_they_come([_begin(errand, request) for request in requests]):
        if isinstance(answer.rewrite, ProviderError):
            failure = answer.rewrite
        else:
            succeeded = True
        yield answer
    if failure is not None and not succeeded:
        raise failure


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    """Return the threads that all work of this process shares; none of them waits for another."""
    return ThreadPoolExecutor(settings.AI_THREADS, thread_name_prefix="section")


def _begin(errand: Errand, request: RewriteRequest) -> Future[Answer]:
    return _pool().submit(copy_context().run, _ask, errand, request)


def _ask(errand: Errand, request: RewriteRequest) -> Answer:
    budget = errand.budget()
    try:
        rewrite = rewrite_section(errand.provider, request, budget)
    except ProviderError as error:
        return Answer(request.section, error, budget)
    finally:
        release_connections()
    return Answer(request.section, rewrite, budget)


def _as_they_come(futures: Sequence[Future[Answer]]) -> Iterator[Answer]:
    """Yield results; when the caller stops, what has not begun is not begun any more."""
    try:
        for future in as_completed(futures):
            yield future.result()
    finally:
        for future in futures:
            future.cancel()
