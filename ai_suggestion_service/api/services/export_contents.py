"""What an export is made of: its sections or letter, and what they must not go beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.clients import resume_service
from api.clients.resume_service import ResumeNotFound, ResumeText, ResumeUnreadable
from api.models import CoverLetter, Generation, OptimizedVersion
from api.models.work import ProviderWork, WorkStatus
from api.rendering import Letter
from api.rewriting.guard import Refusal, Source, review_document
from api.rewriting.letters import guard_letter
from api.rewriting.told import refused_in
from servicekit.database import release_connections
from servicekit.errors import Conflict

Subject = OptimizedVersion | CoverLetter | Generation


class NothingToExport(Conflict):
    """It is still being made, or it failed."""

    code = "nothing_to_export"
    detail = "There is nothing to export: it is not ready, or it failed."


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a file.

    `unsupported` lists what it claims beyond its source; None when the source is gone.
    """

    sections: dict[str, Any]
    letter: Letter | None
    unsupported: Callable[[], list[Refusal]] | None

    @property
    def shown(self) -> dict[str, Any]:
        """Return everything that the file must show, by name."""
        if self.letter is None:
            return self.sections
        body = {
            "head": list(self.letter.head),
            "subject": self.letter.subject,
            "paragraphs": list(self.letter.paragraphs),
        }
        return {**self.sections, "coverLetter": body}


def content_of(subject: Subject, *, token: str) -> Content:
    """Collect what a file of the subject holds; its résumé is read with the caller's token.

    Raises:
        NothingToExport, ResumeNotReady, ResumeServiceUnavailable, TokenRefused
    """
    match subject:
        case OptimizedVersion():
            return _of_version(subject, token)
        case CoverLetter():
            return _of_letter(subject, token)
        case Generation():
            return _of_generation(subject)


def _of_version(version: OptimizedVersion, token: str) -> Content:
    resume = _resume(version.resume_id, version.resume_number, version.user_id, token)
    sections = version.sections
    if resume is None:
        return Content(sections, None, None)
    source = Source(resume.text, resume.sections)
    return Content(sections, None, lambda: review_document(source, sections))


def _of_letter(letter: CoverLetter, token: str) -> Content:
    _require_completed(letter)
    job = letter.job_description
    content = Content({"basics": letter.sender}, _set(letter), None)
    resume = _resume(letter.resume_id, letter.resume_number, letter.user_id, token)
    if resume is None or job is None:
        return content
    source, posting = Source(resume.text, resume.sections), job.text

    def unsupported() -> list[Refusal]:
        guarded = guard_letter(
            source,
            greeting=letter.greeting,
            paragraphs=letter.paragraphs,
            closing=letter.closing,
            posting=posting,
        )
        return [claim for passage in guarded.refused for claim in passage.claims]

    return Content(content.sections, content.letter, unsupported)


def _set(letter: CoverLetter) -> Letter:
    parts = (letter.greeting, *letter.paragraphs, letter.end)
    head = (letter.company,) if letter.company else ()
    return Letter(tuple(part for part in parts if part), letter.subject, head)


def _of_generation(generation: Generation) -> Content:
    _require_completed(generation)
    told, sections = generation.user_input, generation.sections

    def unsupported() -> list[Refusal]:
        return [claim for passage in refused_in(told, sections) for claim in passage.claims]

    return Content(sections, None, unsupported)


def _require_completed(work: ProviderWork) -> None:
    if work.status != WorkStatus.COMPLETED:
        raise NothingToExport


def _resume(resume_id: UUID, number: int, user_id: str, token: str) -> ResumeText | None:
    """Read what it was made from; None when that version is gone."""
    release_connections()
    try:
        return resume_service.read_text(
            resume_id=resume_id, version=number, user_id=user_id, token=token
        )
    except (ResumeNotFound, ResumeUnreadable):
        return None
