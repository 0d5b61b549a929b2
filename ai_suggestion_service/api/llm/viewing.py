"""A résumé and a job description as a provider may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from api.llm.masking import Masked, mask, unmasked
from api.llm.provider import Provider
from api.matching.copied import copied_lines
from api.matching.judgement import Finding
from api.matching.orders import orders_in_job, orders_in_resume, without

_KEPT = 64


@dataclass(frozen=True, slots=True)
class View:
    """What a provider gets to see, and what was kept from it."""

    resume: Masked
    job_text: str
    findings: tuple[Finding, ...]


def view_for(
    provider: Provider, resume_text: str, sections: Mapping[str, Any], job_text: str
) -> View:
    """Leave out what commands or copies, and personal data when the provider is outside."""
    commands = orders_in_resume(resume_text)
    clean = without(resume_text, commands)
    pasted = copied_lines(clean, job_text)
    clean = without(clean, pasted)
    job_commands = _orders_in_job(job_text)
    see = _masked if provider.outside else unmasked
    resume = see(clean, sections)
    job = resume.hide(without(job_text, job_commands))
    findings = (
        _note("resume_commands", len(commands), "of the résumé command the reader"),
        _note("resume_copies_job", len(pasted), "of the résumé are copied from the job"),
        _note("job_commands", len(job_commands), "of the job description command the reader"),
    )
    return View(resume, job, tuple(finding for finding in findings if finding))


_orders_in_job = lru_cache(maxsize=_KEPT)(orders_in_job)


def quiet(name: str) -> str:
    """Take out of the title or the employer of a job what commands the reader."""
    return without(name, orders_in_job(name)).strip()


def _masked(text: str, sections: Mapping[str, Any]) -> Masked:
    return _masked_once(text, orjson.dumps(sections))


@lru_cache(maxsize=_KEPT)
def _masked_once(text: str, sections: bytes) -> Masked:
    """Mask a résumé; the same one is often judged against several jobs."""
    return mask(text, orjson.loads(sections))


def _note(code: str, count: int, what: str) -> Finding | None:
    if not count:
        return None
    passages = "1 passage" if count == 1 else f"{count} passages"
    return Finding(code, f"{passages} {what}; it was not taken into account.")
