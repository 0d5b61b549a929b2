"""Request bodies made from an OpenAPI document, with a text of the attacker's in one field each."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
# A text field with one of these formats takes nothing else.
CLOSED_FORMATS = {"uuid", "date", "date-time", "binary"}
DEEPEST = 6
UNKNOWN = "11111111-1111-4111-8111-111111111111"


class Bodies:
    """Makes bodies for a document's operations; `ids` are of objects that exist."""

    def __init__(self, document: Schema, ids: dict[str, str]) -> None:
        self._document = document
        self._ids = ids

    def filled_path(self, path: str) -> str:
        """Return the path with ids in it."""
        return re.sub(r"\{(\w+)\}", lambda found: self._ids.get(found[1], UNKNOWN), path)

    def with_address(self, operation: Schema, url: str, *, each: bool) -> Iterator[Any]:
        """Return a good body with the address in all its text fields, and in `each` of them."""
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return
        good = self._example(content)
        places = list(_texts(good))
        for place in places if each else ():
            yield _changed(good, [place], url)
        yield _changed(good, places, url)
        if content.get("schema", {}).get("type") == "object" or not places:
            yield _everywhere(url)

    def queries(self, url: str) -> Iterator[str]:
        """Return paths of readable lists with the address in each text parameter."""
        for path, methods in self._document["paths"].items():
            for parameter in methods.get("get", {}).get("parameters", []):
                text = parameter.get("schema", {}).get("type") == "string"
                if parameter["in"] == "query" and text:
                    yield f"{self.filled_path(path)}?{parameter['name']}={url}"

    def _example(self, content: Schema) -> Any:
        made = self._made(content.get("schema", {}))
        for example in content.get("examples", {}).values():
            value = example.get("value")
            if isinstance(value, dict) and isinstance(made, dict):
                return {**made, **value, **self._known_ids(made)}
        return made

    def _known_ids(self, body: Schema) -> Schema:
        return {name: self._ids[name] for name in body if name in self._ids}

    def _made(self, schema: Schema, name: str = "", depth: int = 0) -> Any:
        schema = self._resolved(schema)
        if name in self._ids:
            return self._ids[name]
        if "enum" in schema:
            return schema["enum"][0]
        for variants in ("oneOf", "anyOf", "allOf"):
            if schema.get(variants):
                return self._made(schema[variants][0], name, depth)
        kind = schema.get("type", "object")
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            return [self._made(schema.get("items", {}), name, depth + 1)] if depth < DEEPEST else []
        return _plain(kind, schema)

    def _object(self, schema: Schema, depth: int) -> Schema:
        if depth >= DEEPEST:
            return {}
        return {
            name: self._made(inner, name, depth + 1)
            for name, inner in schema.get("properties", {}).items()
            if not self._resolved(inner).get("readOnly")
        }

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema


def _plain(kind: str, schema: Schema) -> Any:
    if kind in ("integer", "number"):
        return max(1, int(schema.get("minimum", 1)))
    if kind == "boolean":
        return False
    made = {"uuid": UNKNOWN, "date": "2026-01-01", "date-time": "2030-01-01T00:00:00Z",
            "email": "someone@example.com", "uri": "https://example.com/"}  # fmt: skip
    return made.get(schema.get("format", ""), "Requirements: Python")


Place = tuple[str | int, ...]


def _texts(value: Any, place: Place = ()) -> Iterator[Place]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))
    elif isinstance(value, str):
        yield place


def _changed(good: Any, places: list[Place], url: str) -> Any:
    body = copy.deepcopy(good)
    for place in places:
        if not place:
            return url
        inner = body
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = url
    return body


def _everywhere(url: str) -> Schema:
    """Return a JSON Resume with the address wherever one is usual, for free-form bodies."""
    return {
        "$schema": url,
        "basics": {
            "name": "Ada Example",
            "image": url,
            "url": url,
            "profiles": [{"network": "GitHub", "username": "ada", "url": url}],
        },
        "work": [{"name": "Example Works", "position": "Developer", "url": url, "summary": url}],
        "projects": [{"name": "Site", "url": url, "description": f"![x]({url}) <img src='{url}'>"}],
        "certificates": [{"name": "Cert", "url": url}],
        "publications": [{"name": "Paper", "url": url}],
        "meta": {"canonical": url},
    }
