"""JSON Resume sections cleaned: what may be written into any file, and what was taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.rendering.sanitise import clean_line, clean_text, safe_href

Sections = Mapping[str, object]

_PARAGRAPHS = frozenset({"summary", "description", "reference"})
_NOT_CONTENT = frozenset({"$schema", "meta"})
# What a bare string stands for where JSON Resume has an object.
_MAIN_KEY = {
    "work": "name",
    "volunteer": "organization",
    "education": "institution",
    "awards": "title",
    "languages": "language",
    "references": "reference",
    "profiles": "url",
}
SECTION_KEYS = (
    "work",
    "education",
    "projects",
    "skills",
    "languages",
    "certificates",
    "publications",
    "awards",
    "volunteer",
    "interests",
    "references",
)


@dataclass(frozen=True, slots=True)
class ExportWarning:
    """Something the file does not show as given.

    Codes: link_removed, value_ignored, field_not_shown, missing_glyphs.
    """

    code: str
    detail: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of the résumé: JSON pointer, last key on the way to it, cleaned text."""

    pointer: str
    key: str
    text: str


def leaves(sections: Sections) -> Iterator[Leaf]:
    """Yield every value that an export has to show, in the order given."""
    for pointer, key, value in _walk(sections):
        text = _leaf(key, value)
        if text:
            yield Leaf(pointer, key, text)


def clean(sections: Sections) -> dict[str, object]:
    """Return the sections with safe text and links only, without empty members."""
    result = {}
    for key, value in sections.items():
        if key not in _NOT_CONTENT and (kept := _clean_section(key, value)):
            result[clean_line(key)] = kept
    return result


def removals(sections: Sections) -> list[ExportWarning]:
    """Report the values that `clean` leaves out although they are not empty."""
    found = []
    for pointer, key, value in _walk(sections):
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            found.append(ExportWarning("value_ignored", "Not a text or a number.", pointer))
        elif key == "url" and clean_line(str(value or "")) and not _leaf(key, value):
            detail = "Only http, https and mailto links are exported."
            found.append(ExportWarning("link_removed", detail, pointer))
    return found


def _walk(value: object, pointer: str = "", key: str = "") -> Iterator[tuple[str, str, object]]:
    if isinstance(value, Mapping):
        for name, member in value.items():
            if pointer or name not in _NOT_CONTENT:
                yield from _walk(member, f"{pointer}/{_escape(str(name))}", str(name))
    elif isinstance(value, list | tuple):
        for place, member in enumerate(value):
            yield from _walk(member, f"{pointer}/{place}", key)
    else:
        yield pointer, key, value


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _leaf(key: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = clean_text(str(value)) if key in _PARAGRAPHS else clean_line(str(value))
    return text if key != "url" or safe_href(text) else ""


def _clean_section(key: str, value: object) -> object:
    """Clean one top-level member; a section given as one entry becomes a list of it."""
    if key in SECTION_KEYS and not isinstance(value, list | tuple):
        value = [value]
    return _clean_member(key, value)


def _clean_member(key: str, value: object) -> object:
    if isinstance(value, Mapping):
        cleaned = {clean_line(str(k)): _clean_member(str(k), v) for k, v in value.items()}
        return {name: member for name, member in cleaned.items() if member}
    if isinstance(value, list | tuple):
        return [kept for member in value if (kept := _clean_item(key, member))]
    return _leaf(key, value)


def _clean_item(key: str, item: object) -> object:
    is_section = key in SECTION_KEYS or key == "profiles"
    if is_section and isinstance(item, str):
        name = _MAIN_KEY.get(key, "name")
        text = _leaf(name, item)
        return {name: text} if text else {}
    return _clean_member(key, item)
