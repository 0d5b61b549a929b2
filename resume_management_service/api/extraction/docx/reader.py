"""DOCX → lines in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from api.extraction.archive import Archive
from api.extraction.assemble import DraftLine, Reading
from api.extraction.document import Role
from api.extraction.docx.body import BodyReader
from api.extraction.docx.names import relation_id, value
from api.extraction.docx.numbering import Numbering
from api.extraction.docx.package import Package, Part
from api.extraction.docx.styles import Styles
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.limits import ReadLimits
from api.extraction.xml import local_name

_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0"
_NOTE_PARTS: Final = {"footnote": "footnotes", "endnote": "endnotes"}
_METADATA: Final = {"title": "title", "creator": "author", "subject": "subject"}


def read_docx(data: bytes, limits: ReadLimits) -> Reading:
    """Read a Word document; raises `UnreadableFile`."""
    if data.startswith(_OLE_MAGIC):
        raise UnreadableFile(Unreadable.ENCRYPTED, "the document is protected by a password")
    return _Reader(Package(Archive(io.BytesIO(data), limits))).read()


@dataclass(slots=True)
class _Reader:
    package: Package
    reading: Reading = field(default_factory=Reading)

    def read(self) -> Reading:
        """Read headers, body, notes and footers, in this order."""
        main = self.package.main()
        reader = BodyReader(self._styles(main), self._numbering(main), self.reading)
        headers, footers = self._margins(main)
        for part in headers:
            self.reading.lines += self._in_role(reader.read(part, part.root), Role.HEADER)
        body = main.root.find("{*}body")
        if body is None:
            raise UnreadableFile(Unreadable.BROKEN, "the document has no body")
        self.reading.lines += reader.read(main, body)
        self._read_notes(main, reader)
        for part in footers:
            self.reading.lines += self._in_role(reader.read(part, part.root), Role.FOOTER)
        self.reading.metadata = self._metadata()
        return self.reading

    def _styles(self, main: Part) -> Styles:
        return Styles(self._first(main, "styles"))

    def _numbering(self, main: Part) -> Numbering:
        return Numbering(self._first(main, "numbering"))

    def _first(self, main: Part, kind: str) -> Part | None:
        names = main.related(kind)
        return self.package.optional(names[0]) if names else None

    def _margins(self, main: Part) -> tuple[list[Part], list[Part]]:
        """Return the headers and footers that some section shows, each text once."""
        found: dict[str, dict[str, Part]] = {"headerReference": {}, "footerReference": {}}
        for reference in main.root.iter("{*}headerReference", "{*}footerReference"):
            relation = main.relations.get(relation_id(reference))
            if relation is None or relation.external or value(reference, "type") == "even":
                continue
            part = self.package.optional(relation.target)
            if part is not None:
                text = "".join(str(piece) for piece in part.root.itertext()).strip()
                found[local_name(reference)].setdefault(text, part)
        return tuple(list(parts.values()) for parts in found.values())  # type: ignore[return-value]

    @staticmethod
    def _in_role(lines: list[DraftLine], role: Role) -> Iterator[DraftLine]:
        return (replace(line, role=role) for line in lines)

    def _read_notes(self, main: Part, reader: BodyReader) -> None:
        """Append the footnotes and endnotes the text refers to."""
        for kind, related in _NOTE_PARTS.items():
            part = self._first(main, related) if reader.notes else None
            for note in part.root if part is not None else ():
                if f"{kind}:{value(note, 'id')}" in reader.notes and part is not None:
                    self.reading.lines += reader.read(part, note)

    def _metadata(self) -> dict[str, str]:
        core = self.package.optional("docProps/core.xml")
        found: dict[str, str] = {}
        for element in core.root if core is not None else ():
            name = _METADATA.get(local_name(element))
            if name and element.text:
                found[name] = element.text[:300]
        return found
