"""Judging a résumé against a job: the provider's word, and what of it stands up to the text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from api.llm.assessing import Assessment, AssessmentRequest, assess
from api.llm.budget import CallBudget
from api.matching import ledger
from api.matching.feedback import compose
from api.matching.gains import actions_for
from api.matching.judgement import Finding, Verified, verify
from api.matching.requirements import JobReading, read_job
from api.models import Suggestion
from api.services import receipts, samples, works
from api.services.samples import Judged
from api.services.works import Errand
from servicekit.jobs.runner import Attempt


@dataclass(frozen=True)
class Result:
    """Everything a completed suggestion holds."""

    score: float | None
    summary: str
    feedback: str
    requirements: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    warnings: list[dict[str, Any]]
    receipt: dict[str, Any]
    usage: dict[str, Any]
    stability: dict[str, Any] | None


def run(*, suggestion: Suggestion, attempt: Attempt) -> None:
    """Make the suggestion and keep it, all of it or nothing.

    Raises:
        JobFailed: the provider failed as often as it may; final.
        LeaseLost: another worker does it, or it was deleted.
    """
    with works.errand(suggestion, attempt) as errand:
        result = _judge(suggestion, errand)
    errand.complete(**vars(result))


def _judge(suggestion: Suggestion, errand: Errand) -> Result:
    """Ask the provider, and believe only what is verified."""
    given: dict[str, Any] = suggestion.input or {}
    reading = _reading(given["job_text"])
    request = AssessmentRequest(
        resume_text=given["resume_text"],
        job_text=given["job_text"],
        requirements=reading.requirements,
        job_title=given["job_title"],
        sections=given["sections"],
    )

    def ask(budget: CallBudget) -> Judged:
        assessment = assess(errand.provider, request, budget)
        verified = verify(assessment.judgements, reading.requirements, given["resume_text"])
        return Judged(assessment, verified, ledger.score(verified.rows))

    judged, stability = samples.judge(ask, errand, given.get("samples", 1))
    return _result(given, reading, judged, stability)


@lru_cache(maxsize=64)
def _reading(job_text: str) -> JobReading:
    return read_job(job_text)


def _result(
    given: dict[str, Any],
    reading: JobReading,
    judged: Judged,
    stability: dict[str, Any] | None,
) -> Result:
    """Put everything together; what is told to the person is written by us from the ledger."""
    assessment, verified, score = judged.assessment, judged.verified, judged.score
    rows = [row.as_dict() for row in verified.rows]
    actions = actions_for(
        verified.rows, reading.requirements, given["resume_text"], given["sections"]
    )
    told = compose(verified.rows, actions, score)
    return Result(
        score=score,
        summary=told.summary,
        feedback=told.markdown,
        requirements=rows,
        actions=[asdict(action) for action in actions],
        warnings=[asdict(finding) for finding in _notes(reading, score, assessment, verified)],
        receipt=_receipt(given, assessment, rows),
        usage=asdict(assessment.origin.usage),
        stability=stability,
    )


def _notes(
    reading: JobReading, score: float | None, assessment: Assessment, verified: Verified
) -> list[Finding]:
    notes = [*assessment.warnings, *verified.warnings]
    if reading.left_out:
        detail = f"{len(reading.left_out)} further requirements were read and not judged."
        notes.append(Finding("requirements_left_out", detail))
    if score is None:
        detail = "Nothing that the job asks for can be judged by a résumé: there is no score."
        notes.append(Finding("nothing_assessable", detail))
    return notes


def _receipt(
    given: dict[str, Any], assessment: Assessment, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "resume_sha256": receipts.text_digest(given["resume_text"]),
        "job_description_sha256": receipts.text_digest(given["job_text"]),
        "rules_version": ledger.RULES_VERSION,
        **receipts.origin_of(assessment.origin),
        "ledger_sha256": receipts.ledger_digest(rows),
    }
