"""The parts of a Word package and how they refer to one another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from api.extraction.archive import Archive
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.xml import local_name, parse_xml


@dataclass(frozen=True, slots=True)
class Relation:
    """A part's reference to another part or to an outside address."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Part:
    """A parsed part with its relations by id."""

    root: etree._Element
    relations: dict[str, Relation] = field(default_factory=dict)

    def related(self, kind: str) -> list[str]:
        """Return the names of inside parts of one kind, such as `styles`."""
        return [r.target for r in self.relations.values() if r.kind == kind and not r.external]


class Package:
    """A Word package; parts are parsed when asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        mains = [
            relation.target
            for relation in self._relations("").values()
            if relation.kind == "officeDocument"
        ]
        self.main_name = mains[0] if mains else "word/document.xml"

    def main(self) -> Part:
        """Return the document's body part."""
        return self.part(self.main_name)

    def part(self, name: str) -> Part:
        """Return a part; raises `UnreadableFile` when it is missing or damaged."""
        return Part(parse_xml(self._archive.read(name), name), self._relations(name))

    def optional(self, name: str) -> Part | None:
        """Return a part, None where the package has none of that name."""
        return self.part(name) if name in self._archive else None

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self._archive:
            return {}
        root = parse_xml(self._archive.read(rels), rels)
        if local_name(root) != "Relationships":
            raise UnreadableFile(Unreadable.BROKEN, f"{rels} holds no relations")
        return {item.get("Id", ""): _relation(item, folder) for item in root}


def _relation(item: etree._Element, folder: str) -> Relation:
    target, external = item.get("Target", ""), item.get("TargetMode") == "External"
    if not external:
        joined = target if target.startswith("/") else posixpath.join("/", folder, target)
        target = posixpath.normpath(joined).lstrip("/")
    return Relation(item.get("Type", "").rpartition("/")[2], target, external)
