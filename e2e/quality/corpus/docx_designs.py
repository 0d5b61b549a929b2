"""Designs made with Word."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

from e2e.quality.corpus.wording import grouped

View = dict[str, Any]
Place = Document | _Cell


def word_headings(view: View) -> bytes:
    """Use Word's own heading styles, dates at a tab on the right."""
    document = docx.Document()
    document.add_heading(view["name"], level=0)
    document.add_paragraph(view["label"])
    document.add_paragraph(view["marks"]["contact"].join(part["text"] for part in view["contacts"]))
    for kind in view["order"]:
        document.add_heading(view["headings"][kind], level=1)
        _section(document, kind, view, _tabbed_job, _tabbed_study)
    return _bytes(document)


def word_table_sidebar(view: View) -> bytes:
    """Lay the page out as a table of two cells; the left one is the side column."""
    document = docx.Document()
    title = document.add_paragraph()
    _run(title, view["name"], bold=True, size=24)
    _run(document.add_paragraph(), view["label"], size=12)
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    for kind in ("contact", "skills", "languages", "certificates", "interests"):
        _run(left.add_paragraph(), view["headings"][kind].upper(), bold=True)
        _side(left, kind, view)
    for kind in ("summary", "work", "education", "projects"):
        if kind == "projects" and not view["projects"]:
            continue
        _run(right.add_paragraph(), view["headings"][kind].upper(), bold=True)
        _section(right, kind, view, _stacked_job, _stacked_study)
    return _bytes(document)


def word_left_headings(view: View) -> bytes:
    """Put each heading in the left cell of a table row, its section in the right one."""
    document = docx.Document()
    _run(document.add_paragraph(), view["name"].upper(), bold=True, size=20)
    document.add_paragraph(" | ".join(part["text"] for part in view["contacts"]))
    table = document.add_table(rows=0, cols=2)
    for kind in view["order"]:
        left, right = table.add_row().cells
        _run(left.paragraphs[0], view["headings"][kind], bold=True)
        _section(right, kind, view, _marked_job, _marked_study)
    return _bytes(document)


def word_roles(view: View) -> bytes:
    """Name an employer once above its positions; contact details stand in the page header."""
    document = docx.Document()
    header = document.sections[0].header.paragraphs[0]
    header.text = "  ".join(part["text"] for part in view["contacts"])
    _run(document.add_paragraph(), view["name"], bold=True, size=22)
    for kind in view["order"]:
        _run(document.add_paragraph(), view["headings"][kind], bold=True, size=14, colour=True)
        if kind == "work":
            _grouped_jobs(document, view)
        else:
            _section(document, kind, view, _stacked_job, _stacked_study)
    return _bytes(document)


def word_plain(view: View) -> bytes:
    """Use one font throughout: no size, no weight, only capitals for headings."""
    document = docx.Document()
    for text in (view["name"], view["label"], *(part["text"] for part in view["contacts"])):
        document.add_paragraph(text)
    for kind in view["order"]:
        document.add_paragraph("")
        document.add_paragraph(view["headings"][kind].upper())
        _section(document, kind, view, _marked_job, _marked_study)
    return _bytes(document)


def _bytes(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _run(
    paragraph: Any, text: str, *, bold: bool = False, size: float = 0, colour: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)


def _section(
    place: Place, kind: str, view: View, job: Callable[..., None], study: Callable[..., None]
) -> None:
    if kind == "work":
        for entry in view["work"]:
            job(place, entry, view)
            _body(place, entry)
    elif kind == "education":
        for entry in view["education"]:
            study(place, entry, view)
    else:
        _side(place, kind, view)


def _body(place: Place, job: dict[str, Any]) -> None:
    if job["summary"]:
        place.add_paragraph(job["summary"])
    for text in job["highlights"]:
        place.add_paragraph(text, style="List Bullet")


def _side(place: Place, kind: str, view: View) -> None:
    lines: dict[str, list[str]] = {
        "summary": [view["summary"]],
        "contact": [part["text"] for part in view["contacts"]],
        "skills": [
            f"{group['name']}: {', '.join(group['keywords'])}".removeprefix(": ")
            for group in view["skills"]
        ],
        "languages": [
            f"{one['language']} ({one['fluency']})".removesuffix(" ()") for one in view["languages"]
        ],
        "certificates": [
            f"{one['name']} – {one['issuer']}, {one['date']}" for one in view["certificates"]
        ],
        "projects": [f"{one['name']}: {one['description']}" for one in view["projects"]],
        "interests": [", ".join(view["interests"])],
        "references": view["references"],
    }
    for text in lines[kind]:
        place.add_paragraph(text)


def _tabbed_job(place: Place, job: dict[str, Any], view: View) -> None:
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    _run(paragraph, job["position"], bold=True)
    _run(paragraph, f"\t{job['dates']}")
    place.add_paragraph(f"{job['company']}, {job['location']}")


def _tabbed_study(place: Place, study: dict[str, Any], view: View) -> None:
    paragraph = place.add_paragraph()
    _run(paragraph, study["degree"], bold=True)
    _run(paragraph, f"\t{study['dates']}")
    place.add_paragraph(f"{study['institution']}, {study['location']}")


def _stacked_job(place: Place, job: dict[str, Any], view: View) -> None:
    _run(place.add_paragraph(), job["company"], bold=True)
    place.add_paragraph(job["position"])
    place.add_paragraph(f"{job['dates']} | {job['location']}")


def _stacked_study(place: Place, study: dict[str, Any], view: View) -> None:
    _run(place.add_paragraph(), study["institution"], bold=True)
    place.add_paragraph(study["degree"])
    place.add_paragraph(study["dates"])


def _marked_job(place: Place, job: dict[str, Any], view: View) -> None:
    mark = view["marks"]["entry"]
    place.add_paragraph(mark.join([job["position"], job["company"], job["location"]]))
    place.add_paragraph(job["dates"])


def _marked_study(place: Place, study: dict[str, Any], view: View) -> None:
    place.add_paragraph(f"{study['degree']}, {study['institution']} ({study['dates']})")


def _grouped_jobs(document: Document, view: View) -> None:
    for group in grouped(view["work"]):
        _run(document.add_paragraph(), f"{group['company']}, {group['location']}", bold=True)
        for job in group["roles"]:
            document.add_paragraph(f"{job['position']} ({job['dates']})")
            _body(document, job)
