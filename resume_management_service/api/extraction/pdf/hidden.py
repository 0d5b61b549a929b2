"""Reporting words that stand on a page but are not seen."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from api.extraction.assemble import Reading
from api.extraction.document import Box, Finding
from api.extraction.pdf.pieces import display_box
from api.extraction.pdf.sheet import Sheet
from api.extraction.pdf.visibility import Sight, Why

_DETAILS: Final = {
    Why.HIDDEN: "text that is not drawn or has the colour of what is behind it",
    Why.TINY: "text too small to read",
    Why.OFF_PAGE: "text outside the page",
    Why.COVERED: "text under something else or cut away",
}


def note_hidden(reading: Reading, sight: Sight, sheet: Sheet) -> None:
    """Report each run of hidden words of a page."""
    for why, run in groupby(sight.pieces, key=sight.hidden.get):
        if why is not None:
            words = list(run)
            box = _around([display_box(piece, sheet) for piece in words])
            finding = Finding(why.value, _DETAILS[why], sheet.number, box)
            reading.hide(" ".join(piece.text for piece in words), finding)


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
