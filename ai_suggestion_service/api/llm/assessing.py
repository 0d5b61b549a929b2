"""The task of judging a résumé against the requirements of a job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from api.llm.asking import Origin, Question, put
from api.llm.budget import CallBudget
from api.llm.provider import Provider
from api.llm.viewing import quiet, view_for
from api.matching.judgement import Finding, Judgement
from api.matching.ledger import Verdict
from api.matching.requirements import Requirement

PROMPT = "assess_v1"
MOST_LEFT_OUT = 0.1


class RowReply(BaseModel):
    """One judged requirement as a provider answers it."""

    requirement_id: str
    verdict: Verdict
    quotes: list[str]
    rationale: str


class AssessReply(BaseModel):
    """A whole assessment as a provider answers it."""

    rows: list[RowReply]
    summary: str


@dataclass(frozen=True, slots=True)
class AssessmentRequest:
    """A résumé and the requirements to judge it by; `sections` is JSON Resume, possibly empty."""

    resume_text: str
    job_text: str
    requirements: Sequence[Requirement]
    job_title: str = ""
    sections: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A provider's judgements, not yet verified, and where they come from."""

    judgements: tuple[Judgement, ...]
    summary: str
    origin: Origin
    warnings: tuple[Finding, ...] = ()


def assess(provider: Provider, request: AssessmentRequest, budget: CallBudget) -> Assessment:
    """Have a provider judge every requirement. Raises ProviderError."""
    view = view_for(provider, request.resume_text, request.sections, request.job_text)
    resume = view.resume
    source = replace(
        request, resume_text=resume.text, sections=resume.sections, job_text=view.job_text
    )
    question = Question(
        prompt=PROMPT,
        data={
            "title": quiet(request.job_title),
            "resume": source.resume_text,
            "job": source.job_text,
            "requirements": "\n".join(f"{row.id}: {row.text}" for row in request.requirements),
        },
        reply=AssessReply,
        source=source,
        objection=lambda reply: _objection(reply, request.requirements),
    )
    answer = put(provider, question, budget)
    rows = resume.restore([row.model_dump() for row in answer.data.rows])
    return Assessment(
        judgements=tuple(_judgement(row) for row in rows),
        summary=resume.restore(answer.data.summary),
        origin=answer.origin,
        warnings=view.findings,
    )


def _objection(reply: AssessReply, requirements: Sequence[Requirement]) -> str | None:
    """Object to a reply that leaves out more than a few of the requirements."""
    judged = {row.requirement_id for row in reply.rows}
    missing = [row.id for row in requirements if row.id not in judged]
    if len(missing) <= len(requirements) * MOST_LEFT_OUT:
        return None
    return f"There is no row for these requirements: {', '.join(missing)}."


def _judgement(row: Mapping[str, Any]) -> Judgement:
    return Judgement(
        requirement_id=row["requirement_id"],
        verdict=Verdict(row["verdict"]),
        quotes=tuple(row["quotes"]),
        rationale=row["rationale"],
    )
