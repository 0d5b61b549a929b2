"""What to look at in a résumé, without any job in mind."""

from __future__ import annotations

from datetime import date

from api.models import ResumeVersion
from api.parsing.check import check_resume
from api.parsing.checks.findings import CheckFinding
from api.services import texts


def findings_of(version: ResumeVersion, *, today: date) -> list[CheckFinding]:
    """Return the findings about a version as corrected, the gravest first.

    Raises:
        NotYetRead
    """
    parsed = texts.require_parsed(version)
    sections, evidence = texts.corrected(parsed)
    return check_resume(
        sections,
        today=today,
        evidence=evidence,
        text=parsed.raw_text,
        warnings=parsed.warnings,
        page_count=parsed.page_count,
    )
