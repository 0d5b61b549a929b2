"""What was read from a version, as the API and the AI service get it."""

from __future__ import annotations

from typing import Any

from api.models import ParsedResume, ResumeVersion
from api.parsing import corrections
from api.parsing.json_resume import InvalidJsonResume
from api.services.facts import Reading
from servicekit.errors import Conflict


class NotYetRead(Conflict):
    """The version has no text."""

    code = "version_not_parsed"
    detail = "The version has not been read yet."


def parsed_of(version: ResumeVersion) -> ParsedResume | None:
    """Return the parse of a version, None before the first one has succeeded."""
    return ParsedResume.objects.filter(version=version).first()


def require_parsed(version: ResumeVersion) -> ParsedResume:
    """Return the parse of a version.

    Raises:
        NotYetRead
    """
    parsed = parsed_of(version)
    if parsed is None:
        raise NotYetRead
    return parsed


def reading_of(parsed: ParsedResume) -> Reading:
    """Return a parse as it counts: with the user's corrections, and text that is in no section."""
    sections, evidence = corrected(parsed)
    return Reading(sections, evidence, _leftover(parsed))


def corrected(parsed: ParsedResume) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return sections with the user's corrections, and the evidence that still holds."""
    if not parsed.corrections:
        return parsed.sections, parsed.evidence
    try:
        return corrections.corrected(parsed.sections, parsed.evidence, parsed.corrections)
    except InvalidJsonResume:
        # The corrections were checked when they came; what a JSON Resume may not have is the
        # parser's own, beside them. It stays as it was read.
        merged = corrections.merge(parsed.sections, parsed.corrections)
        return merged, _evidence_outside(parsed, merged)


def _evidence_outside(parsed: ParsedResume, merged: dict[str, Any]) -> dict[str, Any]:
    """Keep the evidence of sections that no correction touches."""
    untouched = merged.keys() - parsed.corrections.keys()
    found = parsed.evidence.items()
    return {pointer: where for pointer, where in found if pointer.split("/")[1] in untouched}


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
    sections, evidence = corrected(parsed) if parsed else ({}, {})
    return {
        "resume_id": version.resume_id,
        "version_id": version.pk,
        "number": version.number,
        "sha256": version.sha256,
        "parse_status": version.parse_status,
        "parse_error": version.parse_error,
        "text": parsed.raw_text if parsed else None,
        "sections": sections,
        "evidence": evidence,
        "warnings": parsed.warnings if parsed else [],
    }


def state_of(version: ResumeVersion) -> tuple[str, ...]:
    """Return what `text_of` depends on, for ETags."""
    times = ParsedResume.objects.filter(version=version).values_list("parsed_at", "corrected_at")
    return (
        str(version.pk),
        version.parse_status,
        version.parse_error or "",
        *(time.isoformat() if time else "" for time in times.first() or ()),
    )
