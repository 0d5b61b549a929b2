"""Designs drawn with ReportLab: text placed by hand, in orders no reader would choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

View = dict[str, Any]
Item = tuple[str, str, str, str]
_BOTTOM = 60.0


class _Sheet:
    """A page with a pen: writes wrapped lines downwards and turns the page when it is full."""

    def __init__(self, left: float, right: float, top: float = 60) -> None:
        self.target = BytesIO()
        self.canvas = Canvas(self.target, pagesize=A4, invariant=1)
        self.left, self.right, self.y, self.top = left, right, A4[1] - top, A4[1] - 60

    def write(
        self,
        text: str,
        font: str = "Helvetica",
        size: float = 10,
        *,
        indent: float = 0,
        gap: float = 0,
    ) -> None:
        self.y -= gap
        for line in simpleSplit(text, font, size, self.right - self.left - indent):
            self.room(size * 1.3)
            self.canvas.setFont(font, size)
            self.canvas.drawString(self.left + indent, self.y, line)
            self.y -= size * 1.3

    def bullet(self, text: str, size: float = 10, mark: str = "\u2022") -> None:
        self.room(size * 1.3)
        self.canvas.setFont("Helvetica", size)
        self.canvas.drawString(self.left, self.y, mark)
        self.write(text, size=size, indent=12)

    def both(self, left: str, right: str, font: str = "Helvetica", size: float = 10) -> None:
        self.room(size * 1.3)
        self.canvas.setFont(font, size)
        self.canvas.drawString(self.left, self.y, left)
        self.canvas.drawRightString(self.right, self.y, right)
        self.y -= size * 1.3

    def centre(self, text: str, font: str, size: float) -> None:
        """Write lines in the middle of the column."""
        for line in simpleSplit(text, font, size, self.right - self.left):
            self.room(size * 1.3)
            self.canvas.setFont(font, size)
            self.canvas.drawCentredString((self.left + self.right) / 2, self.y, line)
            self.y -= size * 1.3

    def room(self, height: float) -> None:
        if self.y - height < _BOTTOM:
            self.canvas.showPage()
            self.y = self.top

    def done(self) -> bytes:
        self.canvas.save()
        return self.target.getvalue()


def drawn_timeline(view: View) -> bytes:
    """Draw dates left of a line, what happened right of it; each page's dates come first."""
    sheet = _Sheet(190, 550)
    sheet.left = 50
    sheet.write(view["name"], "Helvetica-Bold", 24, gap=10)
    sheet.write(view["label"], "Helvetica-Oblique", 12)
    sheet.write(" | ".join(one["text"] for one in view["contacts"]), size=9)
    for kind in view["order"]:
        sheet.left = 50
        sheet.write(view["headings"][kind], "Helvetica-Bold", 14, gap=12)
        sheet.left = 190
        for when, bold, plain, body in _items(kind, view):
            sheet.room(60)
            if when:
                sheet.canvas.setFont("Helvetica", 9)
                sheet.canvas.drawString(50, sheet.y - 6, when)
                sheet.canvas.circle(175, sheet.y - 3, 3)
            sheet.write(bold, "Helvetica-Bold", 11, gap=6)
            sheet.write(plain)
            _bodies(sheet, body)
    return sheet.done()


def drawn_right_sidebar(view: View) -> bytes:
    """Draw the side column first, on the right, then the jobs on the left."""
    sheet = _Sheet(400, 560, top=150)
    canvas = sheet.canvas
    canvas.setFont("Times-Bold", 26)
    canvas.drawString(45, A4[1] - 70, view["name"])
    canvas.setFont("Times-Italic", 13)
    canvas.drawString(45, A4[1] - 92, view["label"])
    for kind in ("contact", "skills", "languages", "certificates", "interests"):
        sheet.write(view["headings"][kind].upper(), "Times-Bold", 11, gap=10)
        for text in _side(kind, view):
            sheet.write(text, "Times-Roman", 9.5)
    sheet.left, sheet.right, sheet.y = 45, 375, A4[1] - 150
    for kind in ("summary", "work", "education", *(["projects"] if view["projects"] else [])):
        sheet.write(view["headings"][kind].upper(), "Times-Bold", 12, gap=10)
        for when, bold, plain, body in _items(kind, view):
            sheet.write(bold, "Times-Bold", 11, gap=5)
            sheet.write(plain, "Times-Roman", 10)
            sheet.write(when, "Times-Italic", 9)
            _bodies(sheet, body)
    return sheet.done()


def drawn_one_line(view: View) -> bytes:
    """Use one font and size; a job is one line of company, title, place and dates."""
    sheet = _Sheet(60, 540)
    for text in (
        view["name"],
        view["marks"]["contact"].join(one["text"] for one in view["contacts"]),
    ):
        sheet.write(text)
    for kind in view["order"]:
        sheet.write(view["headings"][kind].upper(), gap=12)
        if kind == "work":
            for job in view["work"]:
                sheet.write(
                    f"{job['company']} — {job['position']}, {job['location']} | {job['dates']}",
                    gap=5,
                )
                _bodies(sheet, _told(job))
        elif kind == "education":
            for one in view["education"]:
                sheet.write(f"{one['institution']} — {one['degree']} | {one['dates']}", gap=3)
        else:
            for text in _side(kind, view):
                sheet.write(text)
    return sheet.done()


def drawn_stacked(view: View) -> bytes:
    """Right-align dates above each job; skills stand in a grid of three columns."""
    sheet = _Sheet(55, 545)
    sheet.write(view["name"].upper(), "Times-Bold", 20)
    sheet.write(view["label"].upper(), "Times-Roman", 10)
    for one in view["contacts"]:
        sheet.write(one["text"], "Times-Roman", 9)
    for kind in view["order"]:
        sheet.write(view["headings"][kind], "Times-Bold", 13, gap=12)
        if kind == "skills":
            _grid(sheet, [word for group in view["skills"] for word in group["keywords"]])
            continue
        for when, bold, plain, body in _items(kind, view):
            if when:
                sheet.both("", when, "Times-Italic", 9)
            sheet.write(bold, "Times-Bold", 10.5)
            sheet.write(plain, "Times-Roman", 10.5)
            _bodies(sheet, body, "\u2013")
    return sheet.done()


def drawn_title_place(view: View) -> bytes:
    """Put title and dates on one line, company and place on the next, in plain weight."""
    sheet = _Sheet(60, 535)
    sheet.write(view["name"], "Helvetica", 20)
    sheet.both(view["contacts"][0]["text"], view["contacts"][1]["text"])
    sheet.write(" / ".join(one["text"] for one in view["contacts"][2:]))
    for kind in view["order"]:
        sheet.write(view["headings"][kind], "Helvetica-Bold", 10, gap=14)
        if kind == "work":
            for job in view["work"]:
                sheet.y -= 5
                sheet.both(job["position"], job["dates"])
                sheet.both(job["company"], job["location"])
                _bodies(sheet, _told(job))
        elif kind == "education":
            for one in view["education"]:
                sheet.y -= 5
                sheet.both(one["institution"], one["dates"])
                sheet.write(one["degree"])
        else:
            for text in _side(kind, view):
                sheet.write(text)
    return sheet.done()


def drawn_spaced(view: View) -> bytes:
    """Set headings with wide letters; the side column is drawn after the main one."""
    sheet = _Sheet(215, 550, top=80)
    sheet.write(view["name"], "Helvetica", 24)
    sheet.write(view["label"], "Helvetica", 11)
    for kind in ("summary", "work", "education", *(["projects"] if view["projects"] else [])):
        _spaced(sheet, view["headings"][kind])
        for when, bold, plain, body in _items(kind, view):
            sheet.write(bold, "Helvetica-Bold", 10, gap=5)
            sheet.write(f"{plain}  |  {when}" if when else plain, size=9)
            _bodies(sheet, body)
    if sheet.canvas.getPageNumber() > 1:
        sheet.canvas.showPage()
    sheet.left, sheet.right, sheet.y = 45, 190, A4[1] - 80
    for kind in ("contact", "skills", "languages", "certificates"):
        _spaced(sheet, view["headings"][kind])
        for text in _side(kind, view):
            sheet.write(text, size=9)
    return sheet.done()


def _spaced(sheet: _Sheet, heading: str) -> None:
    sheet.y -= 14
    sheet.room(20)
    pen = sheet.canvas.beginText(sheet.left, sheet.y)
    pen.setFont("Helvetica-Bold", 10)
    pen.setCharSpace(3)
    pen.textLine(heading.upper())
    pen.setCharSpace(0)
    sheet.canvas.drawText(pen)
    sheet.y -= 16


def drawn_centred(view: View) -> bytes:
    """Centre everything but the bullets: title, employer, time one below the other."""
    sheet = _Sheet(70, 525)
    sheet.centre(view["name"], "Times-Bold", 22)
    sheet.centre(view["label"], "Times-Italic", 12)
    sheet.centre("  -  ".join(one["text"] for one in view["contacts"]), "Times-Roman", 9)
    for kind in view["order"]:
        sheet.y -= 12
        sheet.centre(f"- {view['headings'][kind]} -", "Times-Bold", 12)
        for when, bold, plain, body in _items(kind, view):
            sheet.y -= 4
            sheet.centre(bold, "Times-Bold", 11)
            for line in plain.split("\n"):
                sheet.centre(line, "Times-Roman", 10.5)
            sheet.centre(when, "Times-Italic", 10)
            _bodies(sheet, body)
    return sheet.done()


def _grid(sheet: _Sheet, words: Sequence[str]) -> None:
    for begin in range(0, len(words), 3):
        for column, word in enumerate(words[begin : begin + 3]):
            sheet.canvas.setFont("Times-Roman", 10.5)
            sheet.canvas.drawString(sheet.left + 165 * column, sheet.y, word)
        sheet.y -= 14


def _bodies(sheet: _Sheet, text: str, mark: str = "\u2022") -> None:
    """Write the lines of a body: bullets begin with a star."""
    for line in text.split("\n"):
        if line.startswith("*"):
            sheet.bullet(line[1:], mark=mark)
        elif line:
            sheet.write(line)


def _told(job: dict[str, Any]) -> str:
    return job["summary"] or "\n".join(f"*{text}" for text in job["highlights"])


def _items(kind: str, view: View) -> Iterable[Item]:
    """Yield when, what in bold, what in plain and the body of each entry of a section."""
    if kind == "work":
        for job in view["work"]:
            yield job["dates"], job["position"], f"{job['company']}, {job['location']}", _told(job)
    elif kind == "education":
        for one in view["education"]:
            yield one["dates"], one["degree"], one["institution"], ""
    elif kind == "certificates":
        for one in view["certificates"]:
            yield one["date"], one["name"], one["issuer"], ""
    elif kind == "projects":
        for one in view["projects"]:
            yield "", one["name"], one["description"], ""
    else:
        yield "", "", "\n".join(_side(kind, view)), ""


def _side(kind: str, view: View) -> list[str]:
    lists: dict[str, list[str]] = {
        "summary": [view["summary"]],
        "contact": [one["text"] for one in view["contacts"]],
        "skills": [
            f"{group['name']}: {', '.join(group['keywords'])}".removeprefix(": ")
            for group in view["skills"]
        ],
        "languages": [
            f"{one['language']}: {one['fluency']}".removesuffix(": ") for one in view["languages"]
        ],
        "certificates": [
            f"{one['name']}, {one['issuer']}, {one['date']}" for one in view["certificates"]
        ],
        "projects": [f"{one['name']} – {one['description']}" for one in view["projects"]],
        "interests": [", ".join(view["interests"])],
        "references": view["references"],
    }
    return lists[kind]
