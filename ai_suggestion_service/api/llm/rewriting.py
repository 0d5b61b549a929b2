"""The task of rewording one section of a résumé, place by place."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from api.llm.asking import Origin, Question, put
from api.llm.budget import CallBudget
from api.llm.provider import Provider
from api.llm.viewing import quiet, view_for
from api.matching.judgement import Finding
from api.matching.requirements import Requirement

PROMPT = "rewrite_v1"
Value = str | tuple[str, ...]
_FIXED = frozenset(
    {"name", "startDate", "endDate", "date", "releaseDate", "url", "email", "phone", "location"}
    | {"institution", "studyType", "area", "issuer", "publisher", "score", "network", "username"}
    | {"position", "fluency", "language", "image", "profiles", "label"}
)
_WORD_LISTS = ("/keywords", "/courses", "/roles")


class ProposalReply(BaseModel):
    """A changed place as a provider answers it."""

    pointer: str
    text: str | None
    items: list[str] | None
    reason: str
    requirement_ids: list[str]


class RewriteReply(BaseModel):
    """The changes to a section as a provider answers them."""

    proposals: list[ProposalReply]
    summary: str


@dataclass(frozen=True, slots=True)
class RewriteRules:
    """How far a rewrite may go; `aims` are imperatives, `max_growth` is a ratio of lengths."""

    aims: tuple[str, ...] = ()
    max_growth: float = 1.25
    max_changes: int = 25
    may_reorder: bool = True
    may_remove: bool = False


@dataclass(frozen=True, slots=True)
class RewriteRequest:
    """A section (`work`, `basics` …) of a résumé to be reworded for a job."""

    section: str
    sections: Mapping[str, Any]
    resume_text: str
    job_text: str
    requirements: Sequence[Requirement]
    job_title: str = ""
    rules: RewriteRules = field(default_factory=RewriteRules)

    @property
    def places(self) -> dict[str, Value]:
        """Give the places of the section that may be reworded, by JSON pointer."""
        return dict(_places(self.sections.get(self.section), f"/{self.section}"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """One place with what stands there and what might; not yet guarded against inventions."""

    pointer: str
    before: Value
    after: Value
    reason: str
    requirement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionRewrite:
    """What a provider proposes for a section."""

    proposals: tuple[Proposal, ...]
    summary: str
    origin: Origin
    warnings: tuple[Finding, ...] = ()


def rewrite_section(
    provider: Provider, request: RewriteRequest, budget: CallBudget
) -> SectionRewrite:
    """Have a provider propose changes to a section. Raises ProviderError."""
    view = view_for(provider, request.resume_text, request.sections, request.job_text)
    source = replace(
        request,
        sections=view.resume.sections,
        resume_text=view.resume.text,
        job_text=view.job_text,
    )
    answer = put(provider, _question(source), budget)
    told = view.resume.restore([item.model_dump() for item in answer.data.proposals])
    proposals = [_proposal(item, request.places) for item in told]
    return SectionRewrite(
        proposals=tuple(item for item in proposals if item)[: request.rules.max_changes],
        summary=view.resume.restore(answer.data.summary),
        origin=answer.origin,
        warnings=view.findings,
    )


def _question(source: RewriteRequest) -> Question[RewriteReply]:
    places = source.places
    return Question(
        prompt=PROMPT,
        data={
            "aims": "\n".join(source.rules.aims),
            "title": quiet(source.job_title),
            "job": source.job_text,
            "requirements": "\n".join(f"{row.id}: {row.text}" for row in source.requirements),
            "resume": source.resume_text,
            "section": json.dumps(places, ensure_ascii=False, indent=1),
        },
        reply=RewriteReply,
        source=source,
        objection=lambda reply: _objection(reply, places),
    )


def _objection(reply: RewriteReply, places: Mapping[str, Value]) -> str | None:
    unknown = [item.pointer for item in reply.proposals if item.pointer not in places]
    return f"There is no such place: {', '.join(unknown)}." if unknown else None


def _proposal(told: Mapping[str, Any], places: Mapping[str, Value]) -> Proposal | None:
    before = places.get(told["pointer"])
    after = told["text"] if isinstance(before, str) else tuple(told["items"] or ())
    if not before or not after or after == before:
        return None
    return Proposal(told["pointer"], before, after, told["reason"], tuple(told["requirement_ids"]))


def _places(value: Any, pointer: str) -> Iterator[tuple[str, Value]]:
    if isinstance(value, str):
        if value.strip():
            yield pointer, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if name not in _FIXED:
                yield from _places(item, f"{pointer}/{name}")
    elif isinstance(value, list | tuple):
        yield from _list_places(value, pointer)


def _list_places(items: Sequence[Any], pointer: str) -> Iterator[tuple[str, Value]]:
    """A list of keywords is one place; of sentences or objects, each is a place of its own."""
    words = tuple(item for item in items if isinstance(item, str))
    if words and pointer.endswith(_WORD_LISTS):
        yield pointer, words
        return
    for place, item in enumerate(items):
        yield from _places(item, f"{pointer}/{place}")
