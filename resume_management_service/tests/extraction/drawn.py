"""PDF pages drawn piece by piece, so that layout and drawing order are as a test wants them."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = 595.0, 842.0
LEADING = 1.25
BULLETS = (
    "Planned and ran the yearly stocktaking of four warehouses with thirty colleagues",
    "Cut the time from order to delivery by eleven percent within the first two years",
    "Trained nine apprentices who all passed their final examination at first try",
    "Wrote the manual for returns that every branch of the company uses today",
    "Negotiated new terms with six carriers and saved a quarter of the yearly freight",
    "Introduced scanners at the gate so that no pallet leaves without being counted",
    "Kept the safety record clean for more than three thousand working days in a row",
    "Set up the weekly meeting in which drivers and planners solve problems together",
    "Moved the spare parts store to a new hall over one weekend without any outage",
)
JOBS = (
    ("Head of Logistics", "Example Freight", "2019 - 2023", "Bremen"),
    ("Shift Leader", "Sample Stores", "2014 - 2019", "Kassel"),
    ("Warehouse Clerk", "Demo Depot", "2010 - 2014", "Erfurt"),
)
SKILLS = ("Stock control", "Forklift licence", "SAP", "Route planning", "Excel", "First aid")


@cache
def fonts() -> None:
    """Register the fonts that come with reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd", "VeraIt"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


@dataclass
class Drawing:
    """Text to be drawn, in any order.

    `order` shuffles it like a design tool does; `apart` draws each `word` or `letter` by itself,
    without spaces, like some writers of PDF files do.
    """

    order: int | None = None
    apart: str = ""
    pieces: list[tuple[int, float, float, str, str, float]] = field(default_factory=list)
    shapes: list[tuple[int, Any]] = field(default_factory=list)
    page: int = 1

    def text(
        self, x: float, y: float, text: str, *, size: float = 10, font: str = "Helvetica"
    ) -> None:
        """Place one line; `y` is its base line from the top."""
        fonts()
        self.pieces.append((self.page, x, y, text, font, size))

    def right(
        self, x: float, y: float, text: str, *, size: float = 10, font: str = "Helvetica"
    ) -> None:
        """Place one line that ends at x."""
        self.text(x - pdfmetrics.stringWidth(text, font, size), y, text, size=size, font=font)

    def centre(self, y: float, text: str, *, size: float = 10, font: str = "Helvetica") -> None:
        """Place one line in the middle of the page."""
        width = pdfmetrics.stringWidth(text, font, size)
        self.text((WIDTH - width) / 2, y, text, size=size, font=font)

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float = 10,
        font: str = "Helvetica",
    ) -> float:
        """Place wrapped text; returns the base line after it."""
        for line in simpleSplit(text, font, size, width):
            self.text(x, y, line, size=size, font=font)
            y += LEADING * size
        return y

    def bullet(self, x: float, y: float, width: float, text: str, *, size: float = 10) -> float:
        """Place a list item with a hanging mark; returns the base line after it."""
        self.text(x, y, "\u2022", size=size)
        return self.paragraph(x + size, y, width - size, text, size=size)

    def shape(self, draw: Any) -> None:
        """Have `draw(canvas)` called before this page's text."""
        self.shapes.append((self.page, draw))

    def _parts(self, text: str, font: str, size: float) -> Iterator[tuple[str, float]]:
        pattern = {"": ".+", "word": r"\S+", "letter": r"\S"}[self.apart]
        for match in re.finditer(pattern, text):
            yield match.group(), pdfmetrics.stringWidth(text[: match.start()], font, size)

    def pdf(self) -> bytes:
        """Return the file."""
        made = io.BytesIO()
        paper = canvas.Canvas(made, pagesize=(WIDTH, HEIGHT), invariant=1)
        for page in range(1, max(piece[0] for piece in self.pieces) + 1):
            for number, draw in self.shapes:
                if number == page:
                    draw(paper)
            here = [piece for piece in self.pieces if piece[0] == page]
            if self.order is not None:
                random.Random(self.order).shuffle(here)
            for _, x, y, text, font, size in here:
                paper.setFont(font, size)
                for part, offset in self._parts(text, font, size):
                    paper.drawString(x + offset, HEIGHT - y, part)
            paper.showPage()
        paper.save()
        return made.getvalue()
