"""The task of judging a résumé against the requirements of a job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from api.llm.budget import CallBudget
from api.llm.prompts import load
from api.llm.provider import Provider, StructuredRequest, Usage
from api.matching.judgement import Judgement
from api.matching.ledger import Verdict
from api.matching.requirements import Requirement

PROMPT = "assess_v1"


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
    provider: str
    model: str
    prompt: str
    prompt_hash: str
    request_hash: str
    reply_hash: str
    usage: Usage
    latency: float


def assess(provider: Provider, request: AssessmentRequest, budget: CallBudget) -> Assessment:
    """Have a provider judge every requirement. Raises ProviderError."""
    prompt = load(PROMPT)
    reply = provider.complete(
        StructuredRequest(
            name="assess",
            system=prompt.system,
            user=prompt.user(
                resume=request.resume_text,
                job=request.job_text,
                requirements="\n".join(f"{row.id}: {row.text}" for row in request.requirements),
            ),
            reply=AssessReply,
            source=replace(request),
            budget=budget,
        )
    )
    return Assessment(
        judgements=tuple(_judgement(row) for row in reply.data.rows),
        summary=reply.data.summary,
        provider=reply.provider,
        model=reply.model,
        prompt=PROMPT,
        prompt_hash=prompt.sha256,
        request_hash=reply.request_hash,
        reply_hash=reply.reply_hash,
        usage=reply.usage,
        latency=reply.latency,
    )


def _judgement(row: RowReply) -> Judgement:
    return Judgement(row.requirement_id, row.verdict, tuple(row.quotes), row.rationale)
