"""From a source's record to a résumé, by the source's field mapping.

`fields` maps ours to dotted paths of theirs. `file` leads to a document in base64 (`file_name` to
its name), `sections` to a whole JSON Resume, `text` to plain text. The document comes first, then
the JSON Resume, then single fields that make one: those of `BASICS` and `LOCATION`, `skills`, and
the lists of `LISTS`, each as `{"path": "jobs", "name": "company", "position": "title"}`; then text.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from api.clients.ats.errors import BrokenRecord
from api.clients.ats.paths import value_at
from api.clients.ats.sources import Source

DEFAULT_FIELDS: Mapping[str, Any] = {
    "id": "id",
    "file": "file.content",
    "file_name": "file.name",
    "sections": "resume",
    "text": "text",
}
BASICS = ("name", "label", "email", "phone", "url", "summary")
LOCATION = {"city": "city", "region": "region", "country_code": "countryCode"}
LISTS = ("work", "education", "languages", "certificates", "projects")
DEEPEST = 60
LONGEST_ID = 255
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ].*")


@dataclass(frozen=True, slots=True)
class Material:
    """What a record holds: a document with its name, or the sections of a JSON Resume."""

    document: bytes
    file_name: str
    sections: dict[str, Any] | None


def storable(record: Any) -> Any:
    """Return the record as every database keeps JSON; null and what is nested deeply as text."""
    text = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace").decode()
    return text if record is None or _is_deep(record) else json.loads(text)


def _is_deep(record: Any) -> bool:
    level = [record]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return bool(level)


def external_id(source: Source, record: Any) -> str:
    """Return the source's own id, for a record without one a digest of all of it."""
    found = value_at(record, _mapped(source)["id"])
    if isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip():
        return str(found).strip()
    whole = json.dumps(record, sort_keys=True).encode()
    return f"without-id-{sha256(whole).hexdigest()[:32]}"


def external_key(own_id: str) -> str:
    """Return a digest of a source's id, equal only where the ids are."""
    return sha256(own_id.encode("utf-8", "replace")).hexdigest()[:32]


def material(source: Source, record: Any) -> Material:
    """Return what a record holds.

    Raises:
        BrokenRecord
    """
    if not isinstance(record, dict):
        raise BrokenRecord("invalid_record", "The record is not an object.")
    paths = _mapped(source)
    if not value_at(record, paths["id"]):
        raise BrokenRecord("record_without_id", f"The record has no {paths['id']!r}.")
    name = _text(record, paths, "file_name")
    content = _text(record, paths, "file")
    if content:
        return Material(_decoded(content), name or "document", None)
    sections = _sections(record, paths)
    if sections is not None:
        return Material(b"", name, sections)
    text = _text(record, paths, "text")
    if text:
        return Material(text.encode("utf-8", "replace"), name or "document.txt", None)
    raise BrokenRecord("empty_record", "The record has neither a document nor fields of a résumé.")


def _mapped(source: Source) -> Mapping[str, Any]:
    return {**DEFAULT_FIELDS, **source.fields}


def _text(record: Any, paths: Mapping[str, Any], key: str) -> str:
    found = value_at(record, paths[key]) if key in paths else None
    if found is None:
        return ""
    if isinstance(found, bool | dict | list):
        raise BrokenRecord("invalid_field", f"{paths[key]!r} must be text.")
    return _plain(found)


def _plain(value: Any) -> str:
    text = str(value).strip()
    time = _ISO_TIME.fullmatch(text)
    return time[1] if time else text


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BrokenRecord("invalid_base64", "The document is not in base64.") from error


def _sections(record: Any, paths: Mapping[str, Any]) -> dict[str, Any] | None:
    whole = value_at(record, paths["sections"])
    if whole is not None:
        if not isinstance(whole, dict):
            raise BrokenRecord("invalid_field", f"{paths['sections']!r} must be an object.")
        return whole
    basics: dict[str, Any] = _present({key: _text(record, paths, key) for key in BASICS})
    location = _present({name: _text(record, paths, key) for key, name in LOCATION.items()})
    if location:
        basics["location"] = location
    lists = {key: _entries(record, paths[key]) for key in LISTS if key in paths}
    skills = _skills(value_at(record, paths["skills"])) if "skills" in paths else []
    whole = {"basics": basics, **lists, "skills": [{"keywords": skills}] if skills else []}
    return _present(whole) or None


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _entries(record: Any, mapped: Mapping[str, str]) -> list[dict[str, Any]]:
    found = value_at(record, mapped["path"])
    if found is None:
        return []
    if not isinstance(found, list):
        raise BrokenRecord("invalid_field", f"{mapped['path']!r} must be a list.")
    keys = [key for key in mapped if key != "path"]
    entries = [_present({key: _text(entry, mapped, key) for key in keys}) for entry in found]
    return [entry for entry in entries if entry]


def _skills(found: Any) -> list[str]:
    if isinstance(found, str):
        found = found.split(",")
    if not isinstance(found, list):
        return []
    names = [one.get("name") if isinstance(one, dict) else one for one in found]
    return [_plain(name) for name in names if isinstance(name, str) and name.strip()]
