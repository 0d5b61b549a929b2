"""What a check finds, and what it looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """Something to look at: a stable code, what it is and why it matters here.

    `pointer` is the JSON pointer of the value concerned, `page` the page it stands on.
    """

    code: str
    severity: Severity
    title: str
    detail: str
    pointer: str | None = None
    page: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain JSON values, leaving out what it does not say."""
        values = {
            "code": self.code,
            "severity": self.severity.value,
            "title": self.title,
            "detail": self.detail,
            "pointer": self.pointer,
            "page": self.page,
        }
        return {key: value for key, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Subject:
    """A parsed résumé as checks see it; the fields are those that `read_resume` returns."""

    sections: Mapping[str, Any]
    evidence: Mapping[str, Mapping[str, Any]]
    text: str
    warnings: Sequence[Mapping[str, Any]]
    page_count: int
    today: date
    basics: Mapping[str, Any] = field(init=False)
    jobs: Sequence[Mapping[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "basics", self.sections.get("basics", {}))
        object.__setattr__(self, "jobs", self.sections.get("work", []))

    def page_of(self, pointer: str) -> int | None:
        """Return the page on which a value stands."""
        page = self.evidence.get(pointer, {}).get("page")
        return int(page) if page is not None else None

    def find(
        self, code: str, severity: Severity, title: str, detail: str, pointer: str | None = None
    ) -> CheckFinding:
        """Make a finding, with the page of the value it points to."""
        page = self.page_of(pointer) if pointer else None
        return CheckFinding(code, severity, title, detail, pointer, page)
