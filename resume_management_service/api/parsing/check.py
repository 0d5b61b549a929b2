"""What a careful reader would tell a person about their résumé, without any job in mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.parsing.checks.contact import check_contact, check_sections
from api.parsing.checks.dates import check_dates
from api.parsing.checks.findings import CheckFinding, Severity, Subject
from api.parsing.checks.layout import check_layout
from api.parsing.checks.wording import check_wording

_CHECKS = (check_contact, check_sections, check_dates, check_wording, check_layout)
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def check_resume(
    sections: Mapping[str, Any],
    *,
    today: date,
    evidence: Mapping[str, Mapping[str, Any]] | None = None,
    text: str = "",
    warnings: Sequence[Mapping[str, Any]] = (),
    page_count: int = 1,
) -> list[CheckFinding]:
    """Return what to look at in a parsed résumé, the gravest first; the same input, the same list.

    The arguments are the values of what `read_resume` returns.
    """
    subject = Subject(sections, evidence or {}, text, warnings, page_count, today)
    findings = [finding for check in _CHECKS for finding in check(subject)]
    return sorted(findings, key=lambda finding: _RANK[finding.severity])
