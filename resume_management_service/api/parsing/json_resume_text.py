"""A JSON Resume written out as plain text, with the span of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

_TITLES: Final = {
    "work": "Work experience",
    "volunteer": "Volunteering",
    "education": "Education",
    "skills": "Skills",
    "languages": "Languages",
    "certificates": "Certificates",
    "projects": "Projects",
    "publications": "Publications",
    "awards": "Awards",
    "interests": "Interests",
    "references": "References",
}
_HEADS: Final = ("name", "position", "organization", "institution", "studyType", "area", "title")
_CERTAIN: Final = 1.0
Evidence = dict[str, dict[str, Any]]


class _Page:
    """Text that grows, and where in it each value stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.evidence: Evidence = {}

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def value(self, pointer: str, text: str) -> None:
        """Write a value and note where it stands."""
        end = self.length + len(text)
        entry = {"confidence": _CERTAIN, "raw": text, "start": self.length, "end": end, "page": 1}
        self.evidence[pointer] = entry
        self.write(text)

    def line(self, values: Sequence[tuple[str, str]], mark: str = "") -> None:
        """Write values on a line of their own, commas between them."""
        if not values:
            return
        self.write(mark)
        for place, (pointer, text) in enumerate(values):
            self.write(", " if place else "")
            self.value(pointer, text)
        self.write("\n")


def text_of(sections: Mapping[str, Any]) -> tuple[str, Evidence]:
    """Return the sections as text, and the evidence for each of their values by JSON pointer."""
    page = _Page()
    _basics(page, sections.get("basics", {}))
    for kind, title in _TITLES.items():
        entries = sections.get(kind) or []
        if entries:
            page.write(f"\n{title}\n")
        for place, entry in enumerate(entries):
            page.write("\n")
            _entry(page, f"/{kind}/{place}", entry)
    return "".join(page.parts).rstrip("\n"), page.evidence


def _basics(page: _Page, basics: Mapping[str, Any]) -> None:
    for key in ("name", "label"):
        page.line(_values("/basics", basics, (key,)))
    page.line(_values("/basics", basics, ("email", "phone", "url", "image")))
    page.line(list(_leaves("/basics/location", basics.get("location", {}))))
    for place, profile in enumerate(basics.get("profiles", [])):
        page.line(list(_leaves(f"/basics/profiles/{place}", profile)))
    if basics.get("summary"):
        page.write("\n")
        page.line(_values("/basics", basics, ("summary",)))


def _entry(page: _Page, pointer: str, entry: Mapping[str, Any]) -> None:
    """Write what heads an entry on one line, its other texts below, lists as bullets."""
    lists = {key: value for key, value in entry.items() if isinstance(value, list)}
    plain = [key for key in entry if key not in lists]
    long = [key for key in plain if key in ("summary", "description", "reference")]
    heads = sorted((key for key in plain if key not in long), key=lambda key: key not in _HEADS)
    page.line(_values(pointer, entry, heads))
    for key in long:
        page.line(_values(pointer, entry, (key,)))
    for key, values in lists.items():
        _list(page, f"{pointer}/{key}", key, values)


def _list(page: _Page, pointer: str, key: str, values: Sequence[str]) -> None:
    items = [(f"{pointer}/{place}", value) for place, value in enumerate(values)]
    if key != "highlights":
        page.line(items)
        return
    for item in items:
        page.line([item], mark="- ")


def _values(pointer: str, entry: Mapping[str, Any], keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{pointer}/{key}", entry[key]) for key in keys if entry.get(key)]


def _leaves(pointer: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        yield f"{pointer}/{key}", value
