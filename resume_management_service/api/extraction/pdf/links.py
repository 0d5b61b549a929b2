"""Hyperlinks of a page: where they lead and what shows them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final

from api.extraction.assemble import DraftLine
from api.extraction.document import Box
from api.extraction.pdf import library
from api.extraction.pdf.pieces import Piece, display_box, words_of
from api.extraction.pdf.segments import join_words, rows_of
from api.extraction.pdf.sheet import Sheet

_MOST: Final = 300
_LONGEST: Final = 2_000


def links_of(document: int, sheet: Sheet) -> Iterator[tuple[str, Box]]:
    """Yield the addresses a page links to, with the boxes that react."""
    position, link = ctypes.c_int(0), ctypes.c_void_p(0)
    for _ in range(_MOST):
        at, to = ctypes.addressof(position), ctypes.addressof(link)
        if not library.next_link(sheet.handle, at, to):
            return
        address = _address(document, link.value or 0)
        edges = (ctypes.c_float * 4)()
        if address and library.link_rectangle(link.value, ctypes.addressof(edges)):
            left, top, right, bottom = edges
            yield address, sheet.box(left, bottom, right, top)


def _address(document: int, link: int) -> str:
    action = library.link_action(link)
    if not action:
        return ""
    buffer = ctypes.create_string_buffer(_LONGEST)
    library.action_url(document, action, ctypes.addressof(buffer), _LONGEST)
    return buffer.value.decode("utf-8", errors="replace").strip()


def shown_by(box: Box, pieces: list[Piece], sheet: Sheet) -> str:
    """Return the words whose middle lies in a link's box."""
    near = [piece for piece in pieces if _touch(display_box(piece, sheet), box)]
    words = [word for piece in near for word in words_of(piece)]
    inside = [word for word in words if _holds(box, display_box(word, sheet))]
    return " ".join(join_words(row) for row in rows_of(inside))


def _touch(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.y0 - 1 <= y <= outer.y1 + 1


def attach(url: str, box: Box, shown: str, drafts: list[DraftLine]) -> None:
    """Give a link to the line nearest to its box; without lines it is lost with its page."""
    boxed = [draft for draft in drafts if draft.box is not None]
    if not boxed:
        return
    nearest = min(boxed, key=lambda draft: _distance(draft.box or box, box))
    nearest.links.append((url, shown))


def _distance(a: Box, b: Box) -> float:
    across = max(0.0, a.x0 - b.x1, b.x0 - a.x1)
    return across + 3 * abs((a.y0 + a.y1) - (b.y0 + b.y1))
