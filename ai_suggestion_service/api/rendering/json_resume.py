"""Canonical JSON Resume: members in the order of the schema, nothing empty, inert in HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping

from api.rendering.letters import Letter

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_ORDER = (
    "$schema", "basics", "work", "volunteer", "education", "awards", "certificates",
    "publications", "skills", "languages", "interests", "references", "projects", "coverLetter",
    "name", "label", "position", "organization", "institution", "title", "network", "username",
    "language", "fluency", "email", "phone", "url", "location", "address", "postalCode", "city",
    "countryCode", "region", "issuer", "publisher", "awarder", "studyType", "area", "level",
    "entity", "type", "roles", "startDate", "endDate", "date", "releaseDate", "score",
    "description", "summary", "reference", "highlights", "keywords", "courses", "profiles",
)  # fmt: skip
_RANK = {key: rank for rank, key in enumerate(_ORDER)}


def render_json(sections: Mapping[str, object], letter: Letter | None = None) -> bytes:
    """Write cleaned sections as UTF-8 JSON; with a letter, only the sender and the letter."""
    content = dict(sections)
    if letter:
        content = {key: value for key, value in content.items() if key == "basics"}
        content["coverLetter"] = _letter(letter)
    ordered = _ordered({"$schema": _SCHEMA, **content})
    # A "<" escaped the JSON way keeps a page that embeds the file from seeing a tag.
    text = json.dumps(ordered, ensure_ascii=False, indent=2).replace("<", "\\u003c")
    return f"{text}\n".encode()


def _letter(letter: Letter) -> dict[str, object]:
    members = {
        "head": list(letter.head),
        "subject": letter.subject,
        "paragraphs": list(letter.paragraphs),
    }
    return {key: value for key, value in members.items() if value}


def _ordered(value: object) -> object:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (_RANK.get(key, len(_RANK)), key))
        return {key: _ordered(value[key]) for key in keys}
    return [_ordered(item) for item in value] if isinstance(value, list) else value
