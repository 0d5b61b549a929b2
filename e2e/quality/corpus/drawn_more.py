"""More designs drawn with ReportLab: icons, rules, columns of facts."""

from __future__ import annotations

from typing import Any

from reportlab.lib.pagesizes import A4

from e2e.quality.corpus.drawn_designs import _bodies, _items, _Sheet, _side, _told

View = dict[str, Any]
_ICONS = {"email": "\u0029", "phone": "\u0025", "address": "\u006c", "link": "\u0034"}


def drawn_icons(view: View) -> bytes:
    """Put pictures of a symbol font before contact details; company and dates on one line."""
    sheet = _Sheet(60, 540)
    sheet.write(view["name"], "Helvetica-Bold", 22)
    left = 60.0
    for one in view["contacts"]:
        left = _icon(sheet, one, left)
    sheet.y -= 20
    for kind in view["order"]:
        sheet.write(view["headings"][kind], "Helvetica-Bold", 13, gap=12)
        sheet.canvas.line(sheet.left, sheet.y + 9, sheet.right, sheet.y + 9)
        if kind == "work":
            for job in view["work"]:
                sheet.y -= 6
                sheet.both(f"{job['company']} ({job['location']})", job["dates"])
                sheet.write(job["position"], "Helvetica-Bold", 10)
                _bodies(sheet, _told(job), "\u00bb")
        else:
            for when, bold, plain, _ in _items(kind, view):
                sheet.write(bold, "Helvetica-Bold", 10, gap=3)
                sheet.write(", ".join(part for part in (plain, when) if part))
    return sheet.done()


def _icon(sheet: _Sheet, one: dict[str, str], left: float) -> float:
    width = sheet.canvas.stringWidth(one["text"], "Helvetica", 9) + 26
    if left + width > sheet.right:
        left = sheet.left
        sheet.y -= 13
    sheet.canvas.setFont("ZapfDingbats", 9)
    sheet.canvas.drawString(left, sheet.y, _ICONS[one["kind"]])
    sheet.canvas.setFont("Helvetica", 9)
    sheet.canvas.drawString(left + 12, sheet.y, one["text"])
    return left + width


def drawn_facts(view: View) -> bytes:
    """Set three columns of facts under the name, the career below over the whole width."""
    sheet = _Sheet(50, 545)
    sheet.write(view["name"].upper(), "Times-Bold", 24)
    sheet.write(view["label"], "Times-Roman", 13)
    top = sheet.y - 10
    lowest = top
    for column, kind in enumerate(("contact", "skills", "languages")):
        sheet.left, sheet.right, sheet.y = 50 + 170 * column, 205 + 170 * column, top
        sheet.write(view["headings"][kind], "Times-Bold", 12)
        words = [word for group in view["skills"] for word in group["keywords"]]
        for text in words if kind == "skills" else _side(kind, view):
            sheet.write(text, "Times-Roman", 10)
        lowest = min(lowest, sheet.y)
    sheet.left, sheet.right, sheet.y = 50, A4[0] - 50, lowest - 10
    for kind in ("summary", "work", "education", "certificates", *_projects(view)):
        sheet.write(view["headings"][kind], "Times-Bold", 12, gap=10)
        for when, bold, plain, body in _items(kind, view):
            if bold:
                sheet.both(bold, when, "Times-Bold", 10.5)
            sheet.write(plain, "Times-Roman", 10.5)
            _bodies(sheet, body)
    return sheet.done()


def _projects(view: View) -> list[str]:
    return ["projects"] if view["projects"] else []
