"""Judging a résumé against a job: the provider's word, and what of it stands up to the text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.utils import timezone

from api.llm.assessing import Assessment, AssessmentRequest, assess
from api.llm.budget import MAX_CALLS, CallBudget
from api.llm.errors import Code, ProviderError
from api.llm.provider import Provider
from api.matching import ledger
from api.matching.feedback import compose
from api.matching.gains import actions_for
from api.matching.judgement import Finding, Verified, verify
from api.matching.requirements import JobReading, read_job
from api.models import Suggestion, SuggestionStatus
from api.services import egress, receipts
from api.services.providers import provider_for
from servicekit.database import release_connections
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.runner import WORKER_LOST, Attempt

PURPOSE = "suggestion"
JOB_SECONDS = 120.0
MODEL_GONE = JobError("model_gone", "The model was removed before the suggestion was made.")
# What stands behind some failures is the operator's affair, not the caller's.
SHOWN_CODES = {Code.REFUSED_KEY: Code.UNAVAILABLE}


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


def run(*, suggestion: Suggestion, attempt: Attempt) -> None:
    """Make the suggestion and keep it, all of it or nothing.

    Raises:
        JobFailed: the provider failed as often as it may; final.
        LeaseLost: another worker does it, or it was deleted.
    """
    if suggestion.ai_model is None:
        raise JobFailed(MODEL_GONE)
    provider = provider_for(suggestion.ai_model)
    _begin(suggestion, provider, attempt)
    budget = CallBudget(calls=max(1, MAX_CALLS + 1 - attempt.job.attempt), seconds=JOB_SECONDS)
    result = _judge(suggestion, provider, budget)
    completed = {**vars(result), "input": None, "completed_at": timezone.now()}
    with attempt.completing({"suggestion_id": str(suggestion.pk)}):
        standing = Suggestion.objects.unfinished().filter(pk=suggestion.pk)
        standing.update(status=SuggestionStatus.COMPLETED, **completed)
        _record_sent(suggestion, budget, answered=True)
    for name, value in completed.items():
        setattr(suggestion, name, value)
    suggestion.status = SuggestionStatus.COMPLETED  # last: whoever waits looks at this


def _begin(suggestion: Suggestion, provider: Provider, attempt: Attempt) -> None:
    if suggestion.status == SuggestionStatus.QUEUED:
        queued = Suggestion.objects.filter(pk=suggestion.pk, status=SuggestionStatus.QUEUED)
        queued.update(status=SuggestionStatus.PROCESSING)
    if (attempt.job.error or {}).get("code") == WORKER_LOST.code:
        egress.record_lost_attempt(
            user_id=suggestion.user_id,
            purpose=PURPOSE,
            subject_id=suggestion.pk,
            provider=provider,
        )


def _judge(suggestion: Suggestion, provider: Provider, budget: CallBudget) -> Result:
    """Ask the provider, holding no database connection, and believe only what is verified."""
    given: dict[str, Any] = suggestion.input or {}
    reading = _reading(given["job_text"])
    request = AssessmentRequest(
        resume_text=given["resume_text"],
        job_text=given["job_text"],
        requirements=reading.requirements,
        job_title=given["job_title"],
        sections=given["sections"],
    )
    release_connections()
    try:
        assessment = assess(provider, request, budget)
    except ProviderError as error:
        _record_sent(suggestion, budget, answered=False)
        code = SHOWN_CODES.get(error.code, error.code)
        raise JobFailed(JobError(str(code), error.detail, error.retryable)) from error
    except Exception:
        _record_sent(suggestion, budget, answered=False)
        raise
    verified = verify(assessment.judgements, reading.requirements, given["resume_text"])
    return _result(given, reading, assessment, verified)


@lru_cache(maxsize=64)
def _reading(job_text: str) -> JobReading:
    return read_job(job_text)


def _record_sent(suggestion: Suggestion, budget: CallBudget, *, answered: bool) -> None:
    if budget.sent:
        egress.record(
            user_id=suggestion.user_id,
            purpose=PURPOSE,
            subject_id=suggestion.pk,
            sent=budget.sent,
            answered=answered,
        )


def _result(
    given: dict[str, Any], reading: JobReading, assessment: Assessment, verified: Verified
) -> Result:
    """Put everything together; what is told to the person is written by us from the ledger."""
    rows = [row.as_dict() for row in verified.rows]
    score = ledger.score(verified.rows)
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
    origin = assessment.origin
    return {
        "resume_sha256": receipts.text_digest(given["resume_text"]),
        "job_description_sha256": receipts.text_digest(given["job_text"]),
        "rules_version": ledger.RULES_VERSION,
        "prompt": origin.prompt,
        "prompt_sha256": origin.prompt_hash,
        "provider": origin.provider,
        "model": origin.model,
        "request_sha256": origin.request_hash,
        "reply_sha256": origin.reply_hash,
        "ledger_sha256": receipts.ledger_digest(rows),
    }
