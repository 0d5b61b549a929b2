"""Designs drawn box by box, each box placed alone and in an order of its own."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any, Literal

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

View = dict[str, Any]
Order = Literal["boxes", "words"]
_WIDTH, _HEIGHT = A4
_BOTTOM = 50.0
_LEADING = 1.3
_BOLD, _PLAIN, _SLANTED = "Helvetica-Bold", "Helvetica", "Helvetica-Oblique"


class _Wall:
    """Boxes hung on pages, drawn in a shuffled order; `words` hangs every word by itself."""

    def __init__(self, order: Order, seed: str) -> None:
        self.order, self.rng = order, random.Random(seed)
        self.pages: list[list[tuple[float, float, str, str, float]]] = [[]]

    def hang(self, page: int, x: float, y: float, text: str, font: str, size: float) -> None:
        while len(self.pages) <= page:
            self.pages.append([])
        parts = text.split(" ") if self.order == "words" else [text]
        for part in parts:
            self.pages[page].append((x, y, part, font, size))
            x += stringWidth(f"{part} ", font, size)

    def drawn(self) -> bytes:
        target = BytesIO()
        canvas = Canvas(target, pagesize=A4, invariant=1)
        for boxes in self.pages:
            self.rng.shuffle(boxes)
            for x, y, text, font, size in boxes:
                canvas.setFont(font, size)
                canvas.drawString(x, _HEIGHT - y, text)
            canvas.showPage()
        canvas.save()
        return target.getvalue()


class _Column:
    """A column that is filled downwards and goes on over the next page."""

    def __init__(self, wall: _Wall, x: float, width: float, y: float) -> None:
        self.wall, self.x, self.width, self.y, self.page = wall, x, width, y, 0

    def text(
        self, text: str, font: str = _PLAIN, size: float = 9, *, indent: float = 0, gap: float = 0
    ) -> None:
        self.y += gap
        for line in simpleSplit(text, font, size, self.width - indent):
            self.room(size * _LEADING)
            self.wall.hang(self.page, self.x + indent, self.y, line, font, size)
            self.y += size * _LEADING

    def beside(self, text: str, font: str = _PLAIN, size: float = 9) -> None:
        """Hang a text at the right end of the line that comes next."""
        x = self.x + self.width - stringWidth(text, font, size)
        self.wall.hang(self.page, x, self.y, text, font, size)

    def label(self, text: str, right: float, size: float = 9) -> None:
        """Hang a text left of the column, ending at `right`."""
        x = right - stringWidth(text, _PLAIN, size)
        self.wall.hang(self.page, x, self.y, text, _PLAIN, size)

    def told(self, job: dict[str, Any], mark: str) -> None:
        if job["summary"]:
            self.text(job["summary"])
        for bullet in job["highlights"]:
            self.room(9 * _LEADING)
            self.wall.hang(self.page, self.x, self.y, mark, _PLAIN, 9)
            self.text(bullet, indent=11)

    def room(self, height: float) -> None:
        if self.y + height > _HEIGHT - _BOTTOM:
            self.page, self.y = self.page + 1, 60.0


def drawn_margin_hints(view: View) -> bytes:
    """Put dates and labels in the margin, right-aligned; title, employer and place in one line."""
    wall = _Wall("boxes", view["name"])
    top = _Column(wall, 40, 300, 70)
    top.text(view["name"], _PLAIN, 24)
    top.text(view["label"], _SLANTED, 12)
    for place, contact in enumerate(view["contacts"]):
        line = _Column(wall, 330, 225, 50 + 11 * place)
        line.beside(contact["text"], _SLANTED, 8)
    main = _Column(wall, 150, 400, 150)
    for kind in view["order"]:
        main.room(50)
        main.text(view["headings"][kind], _PLAIN, 14, gap=10)
        _HINTED.get(kind, _listed(kind))(main, view)
    return wall.drawn()


def _hinted_work(main: _Column, view: View) -> None:
    for job in view["work"]:
        main.room(40)
        main.label(job["dates"], 140, 8)
        main.text(f"{job['position']}, {job['company']}, {job['location']}", _BOLD)
        main.told(job, "\u2022")
        main.y += 4


def _hinted_education(main: _Column, view: View) -> None:
    for study in view["education"]:
        main.room(30)
        main.label(study["dates"], 140, 8)
        main.text(f"{study['degree']}, {study['institution']}", gap=2)


def _hinted_skills(main: _Column, view: View) -> None:
    for group in view["skills"]:
        main.label(group["name"], 140)
        main.text(", ".join(group["keywords"]))


_HINTED: dict[str, Callable[[_Column, View], None]] = {
    "work": _hinted_work,
    "education": _hinted_education,
    "skills": _hinted_skills,
}


def _listed(kind: str) -> Callable[[_Column, View], None]:
    def write(column: _Column, view: View) -> None:
        for line in _lines(kind, view):
            column.text(line)

    return write


def drawn_words_left(view: View) -> bytes:
    """Hang every word by itself; facts left, jobs right with dates and place above each."""
    wall = _Wall("words", view["name"])
    facts, main = _Column(wall, 36, 150, 70), _Column(wall, 212, 345, 70)
    main.text(view["name"], _BOLD, 20)
    main.text(view["label"], size=11)
    for kind in ("contact", "education", "skills", "languages", "certificates"):
        facts.text(view["headings"][kind].upper(), _BOLD, 10.5, gap=10)
        for line in _lines(kind, view):
            facts.text(line, size=8.5, gap=2)
    main.text(view["headings"]["summary"].upper(), _BOLD, 10.5, gap=10)
    main.text(view["summary"])
    main.text(view["headings"]["work"].upper(), _BOLD, 10.5, gap=10)
    for job in view["work"]:
        main.text(f"{job['dates']}  |  {job['location']}", size=8, gap=5)
        main.text(job["position"], _BOLD, 10)
        main.text(job["company"])
        main.told(job, "\u2013")
    return wall.drawn()


def drawn_company_bar(view: View) -> bytes:
    """Set EMPLOYER | title in capitals with dates and place below; education stands left."""
    wall = _Wall("boxes", view["name"])
    facts, main = _Column(wall, 35, 165, 115), _Column(wall, 220, 340, 115)
    head = _Column(wall, 35, 520, 60)
    head.text(view["name"], _BOLD, 24)
    head.text(" | ".join(contact["text"] for contact in view["contacts"]), size=7.5)
    for kind in ("education", "skills", "languages", "certificates"):
        facts.text(view["headings"][kind].upper(), size=12, gap=12)
        for line in _lines(kind, view):
            facts.text(line, size=8.5, gap=2)
    main.text(view["headings"]["summary"].upper(), size=12)
    main.text(view["summary"])
    main.text(view["headings"]["work"].upper(), size=12, gap=10)
    for job in view["work"]:
        main.text(f"{job['company'].upper()} | {job['position']}", _BOLD, 9.5, gap=5)
        main.text(f"{job['dates']} | {job['location']}", size=8.5)
        main.told(job, "\u2022")
    return wall.drawn()


def _lines(kind: str, view: View) -> list[str]:
    """Return what a section prints, a line an entry or fact."""
    if kind == "education":
        return [
            line
            for study in view["education"]
            for line in (study["institution"], study["degree"], study["dates"])
        ]
    lists: dict[str, list[str]] = {
        "summary": [view["summary"]],
        "contact": [contact["text"] for contact in view["contacts"]],
        "skills": [", ".join(group["keywords"]) for group in view["skills"]],
        "languages": [
            f"{one['language']}: {one['fluency']}".removesuffix(": ") for one in view["languages"]
        ],
        "certificates": [f"{one['name']}, {one['date']}" for one in view["certificates"]],
        "projects": [f"{one['name']}: {one['description']}" for one in view["projects"]],
        "interests": [", ".join(view["interests"])],
        "references": view["references"],
    }
    return lists[kind]
