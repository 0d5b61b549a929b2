"""The user's corrections of what was read: kept beside it, laid over it wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from api.models import ParsedResume, ResumeVersion
from api.parsing import json_resume, json_resume_fields
from api.parsing.json_resume import InvalidJsonResume, Problem
from api.services import indexing, texts
from servicekit.errors import FieldError, Invalid, PreconditionFailed, TooLarge

LARGEST = 256 * 1024
BASICS = frozenset([*json_resume_fields.BASICS, "location", "profiles"])
SECTIONS = frozenset(["basics", *json_resume_fields.ENTRIES])


class InvalidSections(Invalid):
    """The data is not what a JSON Resume has there."""

    code = "invalid_sections"
    detail = "These are no sections of a JSON Resume; see `errors`."

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Name each wrong value by its path."""
        errors = [
            FieldError(problem.pointer.strip("/").replace("/", "."), "invalid", problem.detail)
            for problem in problems
        ]
        super().__init__(errors=errors)


class CorrectionsTooLarge(TooLarge):
    """All corrections of one version together are over the limit."""

    code = "corrections_too_large"
    detail = f"The corrections of one file may have {LARGEST // 1024} KB."


def correct(*, version: ResumeVersion, patch: Any, seen: tuple[str, ...] | None = None) -> None:
    """Lay a JSON merge patch over the version's sections, above earlier corrections.

    Lists are replaced whole, null takes a value away. With `seen`, the state the patch is based on,
    nothing is written when it has changed since.

    Raises:
        InvalidSections, CorrectionsTooLarge, NotYetRead, PreconditionFailed
    """
    clean = checked(patch)
    with transaction.atomic():
        parsed = _locked(version, seen)
        combined = _combined(parsed.corrections, clean, parsed.sections)
        if len(orjson.dumps(combined)) > LARGEST:
            raise CorrectionsTooLarge
        _write(parsed, combined)


def discard(*, version: ResumeVersion, seen: tuple[str, ...] | None = None) -> None:
    """Drop all corrections, so that what was read counts again.

    Raises:
        NotYetRead, PreconditionFailed
    """
    with transaction.atomic():
        _write(_locked(version, seen), {})


def checked(patch: Any) -> dict[str, Any]:
    """Return a merge patch with dates, addresses and texts as a JSON Resume has them.

    Raises:
        InvalidSections
    """
    try:
        clean = json_resume.load_part(patch)
    except InvalidJsonResume as error:
        raise InvalidSections(error.problems) from error
    unknown = [Problem(f"/{name}", "is no section of a JSON Resume") for name in patch]
    strange = tuple(problem for problem in unknown if problem.pointer[1:] not in SECTIONS)
    basics = patch.get("basics")
    if basics is not None and not isinstance(basics, Mapping):
        strange += (Problem("/basics", "must be an object"),)
    if strange:
        raise InvalidSections(strange)
    # What the check dropped is empty: it takes the parser's value away.
    return {
        name: _basics(basics, clean.get("basics", {})) if name == "basics" else clean.get(name)
        for name in patch
    }


def _basics(patch: Mapping[str, Any] | None, clean: dict[str, Any]) -> dict[str, Any] | None:
    if patch is None:
        return None
    kept = {name: clean.get(name) for name in patch if name in BASICS}
    location = patch.get("location")
    if isinstance(location, Mapping):
        found = clean.get("location", {})
        known = json_resume_fields.LOCATION
        kept["location"] = {name: found.get(name) for name in location if name in known}
    return kept


def _locked(version: ResumeVersion, seen: tuple[str, ...] | None) -> ParsedResume:
    parsed = ParsedResume.objects.select_for_update().filter(version=version).first()
    if parsed is None:
        raise texts.NotYetRead
    if seen is not None and texts.state_of(version) != seen:
        raise PreconditionFailed
    return parsed


def _write(parsed: ParsedResume, corrections: dict[str, Any]) -> None:
    parsed.corrections, parsed.corrected_at = corrections, timezone.now()
    parsed.save(update_fields=["corrections", "corrected_at"])
    indexing.refresh(resume=parsed.version.resume)


def _combined(earlier: Any, later: Any, read: Any) -> Any:
    """Return one merge patch that does what two do one after the other to what was read."""
    if not isinstance(later, Mapping):
        return later
    if isinstance(earlier, Mapping):
        base = dict(earlier)
    else:  # the first took an object away: its members stay away
        base = dict.fromkeys(read) if isinstance(read, Mapping) else {}
    below = read if isinstance(read, Mapping) else {}
    for name, value in later.items():
        base[name] = _combined(base.get(name, {}), value, below.get(name))
    return base
