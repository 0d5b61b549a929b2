"""Job descriptions: adding pasted text and files, changing, deleting."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from api.matching.limits import MAX_JOB_CHARACTERS, MIN_JOB_CHARACTERS
from api.matching.metadata import JobMetadata, read_metadata
from api.matching.sanitising import sanitise
from api.models import JobDescription
from api.services.job_files import text_in
from api.services.warming import warm_up
from servicekit.errors import FieldError, Invalid, NotFound, TooLarge

# Format marks, controls and characters that are none; soft ones such as NBSP are seen.
UNSEEN = frozenset({"Cf", "Cc", "Cn", "Co"})


class JobDescriptionNotFound(NotFound):
    """The caller has no such job description."""

    code = "job_description_not_found"
    detail = "There is no such job description."


class JobTextOutOfBounds(Invalid):
    """The text is too short to ask for anything, or too long to be read whole."""

    code = "job_description_length"

    def __init__(self, length: int, attr: str) -> None:
        code = "too_short" if length < MIN_JOB_CHARACTERS else "too_long"
        detail = (
            f"A job description has {MIN_JOB_CHARACTERS} to {MAX_JOB_CHARACTERS} characters; "
            f"this one has {length}."
        )
        super().__init__(detail, errors=[FieldError(attr, code, detail)])


class JobFileTooLarge(TooLarge):
    """The file is over the limit."""

    code = "file_too_large"


class JobFileEmpty(Invalid):
    """The file has no bytes."""

    code = "empty_file"
    detail = "The file is empty."


@dataclass(frozen=True, slots=True)
class JobText:
    """A cleaned text within the limits; `warnings` say what a reader would not have seen."""

    text: str
    warnings: list[dict[str, str]]

    @property
    def sha256(self) -> str:
        """Return the digest that names this wording."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def from_paste(raw: str, *, attr: str = "text") -> JobText:
    """Clean pasted text. Raises JobTextOutOfBounds naming `attr`."""
    job_text = _cleaned(raw)
    if not MIN_JOB_CHARACTERS <= len(job_text.text) <= MAX_JOB_CHARACTERS:
        raise JobTextOutOfBounds(len(job_text.text), attr)
    return job_text


@lru_cache(maxsize=64)
def _cleaned(raw: str) -> JobText:
    text = sanitise(raw).strip()
    removed = _invisible(raw) - _invisible(text)
    detail = f"{removed} invisible characters were removed."
    warning = {"code": "invisible_characters_removed", "detail": detail}
    return JobText(text, [warning] if removed else [])


@lru_cache(maxsize=64)
def _facts(text: str, title: str, company: str) -> JobMetadata:
    return read_metadata(text, title=title, company=company)


def from_file(stream: BinaryIO, *, size: int) -> JobText:
    """Read and clean a file of `size` bytes.

    Raises:
        JobFileEmpty, JobFileTooLarge, UnsupportedJobFile, JobTextOutOfBounds
    """
    if size == 0:
        raise JobFileEmpty
    if size > settings.MAX_JOB_FILE_BYTES:
        limit = settings.MAX_JOB_FILE_BYTES
        raise JobFileTooLarge(f"The file has {size} bytes; {limit} may be sent.")
    return from_paste(text_in(stream.read()), attr="file")


def _invisible(text: str) -> int:
    return sum(unicodedata.category(letter) in UNSEEN for letter in text if letter > "~")


def _line(raw: str) -> str:
    """Give a name or title as one clean line."""
    return " ".join(sanitise(raw).split()) if raw else ""


def draft(
    *, user_id: str, job_text: JobText, title: str = "", company: str = "", location: str = ""
) -> JobDescription:
    """Build an unsaved job description; what is not given is taken from the text's own words."""
    warm_up()
    metadata = _facts(job_text.text, _line(title), _line(company))
    return JobDescription(
        user_id=user_id,
        title=(metadata.title or "")[:255],
        company=(metadata.company or "")[:255],
        location=_line(location) or (metadata.location or "")[:255],
        text=job_text.text,
        sha256=job_text.sha256,
        metadata=metadata.as_dict(),
        warnings=job_text.warnings,
    )


def add(*, user_id: str, job_text: JobText, **names: str) -> JobDescription:
    """Keep a job description; `names` are title, company and location."""
    job_description = draft(user_id=user_id, job_text=job_text, **names)
    job_description.save(force_insert=True)
    return job_description


def update(*, job_description: JobDescription, changes: dict[str, Any]) -> JobDescription:
    """Write new names or a new text; suggestions made before keep their own words.

    Raises:
        JobTextOutOfBounds
    """
    for name in ("title", "company", "location"):
        if name in changes:
            setattr(job_description, name, _line(changes[name]))
    if "text" in changes:
        job_text = from_paste(changes["text"])
        job_description.text = job_text.text
        job_description.sha256 = job_text.sha256
        job_description.warnings = job_text.warnings
    metadata = _facts(job_description.text, job_description.title, job_description.company)
    job_description.metadata = metadata.as_dict()
    job_description.updated_at = timezone.now()
    job_description.save()
    return job_description


def delete(*, job_description: JobDescription) -> None:
    """Delete a job description; suggestions made from it lose the link and nothing else."""
    job_description.delete()


def owned(*, user_id: str, job_description_id: UUID) -> JobDescription:
    """Return the caller's job description. Raises JobDescriptionNotFound."""
    found = JobDescription.objects.for_user(user_id).filter(pk=job_description_id).first()
    if found is None:
        raise JobDescriptionNotFound
    return found
