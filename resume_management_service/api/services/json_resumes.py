"""Résumés as JSON Resume documents: taken in, given out."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import orjson

from api.models import Resume, ResumeVersion, VersionSource
from api.parsing import json_resume
from api.parsing.json_resume import InvalidJsonResume
from api.services import incoming, parses, resumes, texts
from api.services.corrections import InvalidSections
from api.services.incoming import InspectedFile
from servicekit.errors import TooLarge


class DocumentTooLarge(TooLarge):
    """The document is over the limit."""

    code = "document_too_large"
    detail = f"A JSON Resume may have {json_resume.MOST_BYTES // 1000} KB."


def take(*, user_id: str, document: Any, name: str = "") -> Resume:
    """Keep a JSON Resume document as a new résumé, named after the person by default.

    Raises:
        InvalidSections, DocumentTooLarge
        StorageUnavailable: nothing was written.
    """
    upload, shown = as_file(document=document, name=name)
    return resumes.create(user_id=user_id, upload=upload, name=shown, source=VersionSource.IMPORTED)


def as_file(*, document: Any, name: str = "") -> tuple[InspectedFile, str]:
    """Return a JSON Resume document as a file, and what its résumé is to be called.

    Raises:
        InvalidSections, DocumentTooLarge
    """
    try:
        sections = json_resume.load(document)
    except InvalidJsonResume as error:
        raise InvalidSections(error.problems) from error
    data = orjson.dumps(document, option=orjson.OPT_INDENT_2)
    if len(data) > json_resume.MOST_BYTES:
        raise DocumentTooLarge
    shown = name or sections.get("basics", {}).get("name", "") or "JSON Resume"
    upload = InspectedFile(
        stream=io.BytesIO(data),
        file_name=incoming.displayed_name(f"{shown[:200]}.json"),
        size=len(data),
        media_type=parses.JSON_RESUME,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return upload, shown[:255]


def document_of(version: ResumeVersion) -> dict[str, Any]:
    """Return what was read from a version, as corrected, as a JSON Resume document.

    Raises:
        NotYetRead
    """
    parsed = texts.require_parsed(version)
    sections, _ = texts.corrected(parsed)
    document = json_resume.export(sections)
    changed_at = parsed.corrected_at or parsed.parsed_at
    meta = {**document["meta"], "lastModified": changed_at.isoformat(timespec="seconds")}
    return {**document, "meta": meta}
