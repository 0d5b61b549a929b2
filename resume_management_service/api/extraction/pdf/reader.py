"""PDF → lines in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Final

from api.extraction.assemble import DraftLine, Reading
from api.extraction.document import Finding
from api.extraction.errors import OcrNeeded, Unreadable, UnreadableFile
from api.extraction.limits import ReadLimits
from api.extraction.pdf import library
from api.extraction.pdf.dots import marks
from api.extraction.pdf.flow import Blocks, number_columns
from api.extraction.pdf.fonts import FontFaces
from api.extraction.pdf.furniture import in_order, mark_furniture
from api.extraction.pdf.hidden import note_hidden
from api.extraction.pdf.hyphens import mend_hyphens
from api.extraction.pdf.links import attach, links_of, shown_by
from api.extraction.pdf.notes import note_pieces
from api.extraction.pdf.pieces import Piece, TextLayer
from api.extraction.pdf.regions import regions_of, slanted_regions
from api.extraction.pdf.scans import is_garbled, is_picture, recognised_pieces
from api.extraction.pdf.segments import segments_of
from api.extraction.pdf.sheet import Sheet
from api.extraction.pdf.visibility import look

_METADATA: Final = ("Title", "Author", "Creator", "Producer", "Subject", "Keywords")


def read_pdf(data: bytes, limits: ReadLimits, ocr: Mapping[str, str] | None = None) -> Reading:
    """Read a PDF; raises `UnreadableFile` and `OcrNeeded`."""
    with _opened(data) as document:
        count = library.page_count(document)
        if count < 1:
            raise UnreadableFile(Unreadable.BROKEN, "the document has no pages")
        if count > limits.max_pages:
            raise UnreadableFile(
                Unreadable.TOO_MANY_PAGES, f"{count} pages, {limits.max_pages} are read"
            )
        return _Reader(document, limits, ocr).read(count)


@contextmanager
def _opened(data: bytes) -> Iterator[int]:
    document = library.load_document(data, len(data), None)
    if not document:
        if library.last_error() in (library.ERROR_PASSWORD, library.ERROR_SECURITY):
            raise UnreadableFile(Unreadable.ENCRYPTED, "the document is protected by a password")
        raise UnreadableFile(Unreadable.BROKEN, "the document is damaged")
    try:
        yield document
    finally:
        library.close_document(document)


@dataclass(slots=True)
class _Reader:
    document: int
    limits: ReadLimits
    ocr: Mapping[str, str] | None
    faces: FontFaces = field(default_factory=FontFaces)
    reading: Reading = field(default_factory=Reading)
    unread: list[int] = field(default_factory=list)
    block: int = 0

    def read(self, count: int) -> Reading:
        pages, sizes = [], []
        for number in range(1, count + 1):
            lines, size = self._page(number)
            pages.append(lines)
            sizes.append(size)
        if self.unread:
            raise OcrNeeded(tuple(self.unread))
        mark_furniture(pages, [height for _, height in sizes])
        self.reading.lines = in_order(pages)
        self.reading.page_count, self.reading.page_sizes = count, tuple(sizes)
        self.reading.metadata = self._metadata()
        return self.reading

    def _page(self, number: int) -> tuple[list[DraftLine], tuple[float, float]]:
        with closing(Sheet.load(self.document, number)) as sheet:
            visible = self._visible(sheet)
            lines = self._lines(visible, sheet)
            for url, box in links_of(self.document, sheet):
                attach(url, box, shown_by(box, visible, sheet), lines)
            return lines, (sheet.width, sheet.height)

    def _visible(self, sheet: Sheet) -> list[Piece]:
        """Return the words a person sees, from the text layer or else from the picture."""
        with closing(TextLayer(sheet, self.faces)) as layer:
            pieces = layer.pieces()
            inventory = sheet.inventory(self.limits.max_page_objects)
            sight = look(sheet, pieces, inventory)
            visible = sight.visible
            pictured = is_picture(visible, inventory, sheet)
            if pictured or is_garbled(visible, layer.unmapped):
                return self._recognised(sheet, visible, garbled=not pictured)
            self.reading.raw.append(layer.text)
        note_hidden(self.reading, sight, sheet)
        return visible + marks(inventory.dots, visible) + note_pieces(sheet)

    def _recognised(self, sheet: Sheet, visible: list[Piece], *, garbled: bool) -> list[Piece]:
        """Return what OCR read on a page; without OCR, what text there is, with a warning."""
        words = recognised_pieces((self.ocr or {}).get(str(sheet.number), ""), sheet)
        if words:
            detail = f"page {sheet.number} was read from its picture"
            self.reading.warnings.append(Finding("ocr_used", detail, sheet.number))
            return words
        if self.ocr is not None and str(sheet.number) not in self.ocr:
            self.unread.append(sheet.number)
        code = "missing_glyphs" if garbled else "needs_ocr"
        detail = f"page {sheet.number} shows its text as a picture only"
        self.reading.warnings.append(Finding(code, detail, sheet.number))
        return visible

    def _lines(self, pieces: list[Piece], sheet: Sheet) -> list[DraftLine]:
        lines: list[DraftLine] = []
        for turn in range(4):
            facing = [piece for piece in pieces if piece.ink.turn == turn]
            level = [piece for piece in facing if not piece.ink.slanted]
            regions = regions_of(segments_of(level)) if level else []
            regions += slanted_regions(facing)
            blocks = Blocks(sheet, turn, self.block)
            for region, column in zip(regions, number_columns(regions), strict=True):
                lines += blocks.drafts(region, column)
            self.block = blocks.number
        return mend_hyphens(lines)

    def _metadata(self) -> dict[str, str]:
        values = {name.lower(): self._meta_text(name.encode()) for name in _METADATA}
        return {name: value[:300] for name, value in values.items() if value}

    def _meta_text(self, name: bytes) -> str:
        return library.wide_string(
            lambda at, room: int(library.meta_text(self.document, name, at, room))
        )
