"""What was read from a version, as the API and the AI service get it."""

from __future__ import annotations

from typing import Any

from api.models import ParsedResume, ResumeVersion
from api.services.facts import Reading


def parsed_of(version: ResumeVersion) -> ParsedResume | None:
    """Return the parse of a version, None before the first one has succeeded."""
    return ParsedResume.objects.filter(version=version).first()


def reading_of(parsed: ParsedResume) -> Reading:
    """Return a parse as it counts: with the user's corrections, and text that is in no section."""
    return Reading(parsed.sections, parsed.evidence, _leftover(parsed))


def _leftover(parsed: ParsedResume) -> str:
    """Return the text without what the parser put into sections, corrected or not."""
    spans = sorted((found["start"], found["end"]) for found in parsed.evidence.values())
    kept, done = [], 0
    for start, end in spans:
        kept.append(parsed.raw_text[done : max(start, done)])
        done = max(done, end)
    return "\n".join([*kept, parsed.raw_text[done:]])


def text_of(version: ResumeVersion) -> dict[str, Any]:
    """Return text, sections and evidence; `text` is null until the version has been read."""
    parsed = parsed_of(version)
    return {
        "resume_id": version.resume_id,
        "version_id": version.pk,
        "number": version.number,
        "sha256": version.sha256,
        "parse_status": version.parse_status,
        "parse_error": version.parse_error,
        "text": parsed.raw_text if parsed else None,
        "sections": parsed.sections if parsed else {},
        "evidence": parsed.evidence if parsed else {},
        "warnings": parsed.warnings if parsed else [],
    }


def state_of(version: ResumeVersion) -> tuple[str, ...]:
    """Return what `text_of` depends on, for ETags."""
    parsed_at = (
        ParsedResume.objects.filter(version=version).values_list("parsed_at", flat=True).first()
    )
    return (
        str(version.pk),
        version.parse_status,
        version.parse_error or "",
        parsed_at.isoformat() if parsed_at else "",
    )
