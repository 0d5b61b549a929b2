"""The task of arranging what a person tells as the sections of a résumé."""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from api.llm.asking import Origin, Question, put
from api.llm.budget import CallBudget
from api.llm.provider import Provider
from api.llm.viewing import view_for
from api.matching.judgement import Finding

PROMPT = "generate_v1"
MAX_TOLD_CHARACTERS = 20_000


class Basics(BaseModel):
    """Who somebody is."""

    name: str
    label: str
    email: str
    phone: str
    url: str
    summary: str


class Work(BaseModel):
    """A job somebody has had."""

    name: str
    position: str
    location: str
    startDate: str  # noqa: N815 - JSON Resume's own name
    endDate: str  # noqa: N815 - JSON Resume's own name
    summary: str
    highlights: list[str]


class Education(BaseModel):
    """What somebody has learnt, and where."""

    institution: str
    studyType: str  # noqa: N815 - JSON Resume's own name
    area: str
    startDate: str  # noqa: N815 - JSON Resume's own name
    endDate: str  # noqa: N815 - JSON Resume's own name


class Skill(BaseModel):
    """A group of skills."""

    name: str
    keywords: list[str]


class Language(BaseModel):
    """A language and how well it is spoken."""

    language: str
    fluency: str


class Certificate(BaseModel):
    """A certificate."""

    name: str
    date: str
    issuer: str


class Project(BaseModel):
    """A project."""

    name: str
    description: str
    highlights: list[str]


class Sections(BaseModel):
    """The sections of a résumé in JSON Resume's shape, empty where nothing is told."""

    basics: Basics
    work: list[Work]
    education: list[Education]
    skills: list[Skill]
    languages: list[Language]
    certificates: list[Certificate]
    projects: list[Project]


class GenerationReply(BaseModel):
    """A résumé as a provider arranges it."""

    sections: Sections
    notes: list[str]


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """What a person tells about themselves, in their own words."""

    told: str


@dataclass(frozen=True, slots=True)
class Generated:
    """JSON Resume sections without empty fields, not yet guarded, and what seems to be missing."""

    sections: dict[str, Any]
    notes: tuple[str, ...]
    origin: Origin
    warnings: tuple[Finding, ...] = ()


def generate_resume(
    provider: Provider, request: GenerationRequest, budget: CallBudget
) -> Generated:
    """Have a provider arrange what is told as a résumé. Raises ProviderError."""
    view = view_for(provider, request.told, {}, "")
    source = replace(request, told=view.resume.text)
    question = Question(
        prompt=PROMPT,
        data={"told": source.told},
        reply=GenerationReply,
        source=source,
        objection=lambda _reply: None,
    )
    answer = put(provider, question, budget)
    told = view.resume.restore(answer.data.model_dump())
    return Generated(
        sections=_filled(told["sections"]) or {},
        notes=tuple(told["notes"]),
        origin=answer.origin,
        warnings=view.findings,
    )


def _filled(value: Any) -> Any:
    """Leave out what is empty, at every depth."""
    if isinstance(value, dict):
        kept = {name: _filled(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item not in ("", [], {}, None)}
    if isinstance(value, list):
        return [kept for item in value if (kept := _filled(item)) not in ("", [], {}, None)]
    return value.strip() if isinstance(value, str) else value
