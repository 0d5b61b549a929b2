"""The task of writing a cover letter from what a résumé states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from api.llm.asking import Origin, Question, put
from api.llm.budget import CallBudget
from api.llm.provider import Provider
from api.llm.viewing import quiet, view_for
from api.matching.judgement import Finding
from api.matching.requirements import Requirement

PROMPT = "letter_v2"
# How a letter may sound, as the prompt says it; the first is the default.
TONES = {
    "plain": "Write plainly, without flattery.",
    "formal": "Write formally and with reserve.",
    "warm": "Write warmly and personally, without flattery.",
    "confident": "Write with confidence, in short and active sentences, without boasting.",
}
DEFAULT_TONE = "plain"


class LetterReply(BaseModel):
    """A letter as a provider answers it."""

    greeting: str
    paragraphs: list[str]
    closing: str


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """A résumé and the job that the letter applies for; `tone` is one of `TONES`."""

    resume_text: str
    job_text: str
    requirements: Sequence[Requirement]
    job_title: str = ""
    company: str = ""
    tone: str = DEFAULT_TONE
    sections: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter without its head, not yet guarded against inventions."""

    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: str
    origin: Origin
    warnings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """Give the whole letter as plain text."""
        end = "\n".join(line for line in (self.closing, self.signature) if line)
        return "\n\n".join([self.greeting, *self.paragraphs, end])


def write_letter(provider: Provider, request: LetterRequest, budget: CallBudget) -> Letter:
    """Have a provider write a cover letter. Raises ProviderError."""
    view = view_for(provider, request.resume_text, request.sections, request.job_text)
    source = replace(
        request,
        resume_text=view.resume.text,
        sections=view.resume.sections,
        job_text=view.job_text,
        job_title=quiet(request.job_title),
        company=quiet(request.company),
    )
    question = Question(
        prompt=PROMPT,
        data={
            "title": source.job_title,
            "company": source.company,
            "tone": TONES[source.tone],
            "job": source.job_text,
            "requirements": "\n".join(f"{row.id}: {row.text}" for row in source.requirements),
            "resume": source.resume_text,
        },
        reply=LetterReply,
        source=source,
        objection=_objection,
    )
    answer = put(provider, question, budget)
    told = view.resume.restore(answer.data.model_dump())
    return Letter(
        greeting=told["greeting"],
        paragraphs=tuple(told["paragraphs"]),
        closing=told["closing"],
        signature=_name(request.sections),
        origin=answer.origin,
        warnings=view.findings,
    )


def _objection(reply: LetterReply) -> str | None:
    filled = [paragraph for paragraph in reply.paragraphs if paragraph.strip()]
    return None if filled else "The letter has no paragraph."


def _name(sections: Mapping[str, Any]) -> str:
    basics = sections.get("basics")
    name = basics.get("name") if isinstance(basics, Mapping) else None
    return name if isinstance(name, str) else ""
