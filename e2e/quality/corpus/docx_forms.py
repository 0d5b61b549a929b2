"""More designs made with Word: forms, grids of cells, entries in one paragraph."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.shared import Pt

View = dict[str, Any]
_LABELS = {
    "en": ("Period", "Position", "Employer", "Location", "Duties"),
    "de": ("Zeitraum", "Position", "Arbeitgeber", "Ort", "Aufgaben"),
    "fr": ("Période", "Poste", "Employeur", "Lieu", "Missions"),
    "es": ("Periodo", "Puesto", "Empresa", "Lugar", "Funciones"),
    "it": ("Periodo", "Posizione", "Azienda", "Luogo", "Mansioni"),
    "pt": ("Período", "Cargo", "Empresa", "Local", "Funções"),
    "nl": ("Periode", "Functie", "Werkgever", "Plaats", "Taken"),
}


def form_labelled(view: View) -> bytes:
    """Fill in a form: a table of labels and values for each post."""
    document = docx.Document()
    _title(document, view["headings"]["contact"])
    for label, value in _person(view):
        document.add_paragraph(f"{label}: {value}")
    for kind in view["order"]:
        _title(document, view["headings"][kind])
        if kind == "work":
            for job in view["work"]:
                _sheet(document, job, _LABELS[view["language"]])
        else:
            _lines(document, kind, view)
    return _bytes(document)


def form_one_paragraph(view: View) -> bytes:
    """Write each post as one paragraph with line breaks inside."""
    document = docx.Document()
    head = document.add_paragraph()
    _run(head, view["name"], bold=True, size=18)
    head.add_run("\n" + view["label"] + "\n" + " | ".join(_contacts(view)))
    for kind in view["order"]:
        _title(document, view["headings"][kind])
        if kind != "work":
            _lines(document, kind, view)
            continue
        for job in view["work"]:
            paragraph = document.add_paragraph()
            _run(paragraph, f"{job['position']}\n", bold=True)
            paragraph.add_run(f"{job['company']} – {job['location']}\n{job['dates']}\n")
            marked = "\n".join(f"• {text}" for text in job["highlights"])
            paragraph.add_run(job["summary"] or marked)
    return _bytes(document)


def form_dates_right(view: View) -> bytes:
    """Lay out each entry as a table row: what on the left, when on the right."""
    document = docx.Document()
    _run(document.add_paragraph(), view["name"], bold=True, size=20)
    document.add_paragraph("   ".join(_contacts(view)))
    for kind in view["order"]:
        _title(document, view["headings"][kind].upper())
        if kind == "work":
            _rows(document, view["work"])
        elif kind == "education":
            table = document.add_table(rows=0, cols=2)
            for one in view["education"]:
                left, right = table.add_row().cells
                left.text, right.text = f"{one['degree']} | {one['institution']}", one["dates"]
        else:
            _lines(document, kind, view)
    return _bytes(document)


def _rows(document: Document, jobs: list[dict[str, Any]]) -> None:
    table = document.add_table(rows=0, cols=2)
    for job in jobs:
        left, right = table.add_row().cells
        _run(left.paragraphs[0], f"{job['position']} | {job['company']}", bold=True)
        right.text = f"{job['dates']}\n{job['location']}"
        if job["summary"]:
            left.add_paragraph(job["summary"])
        for text in job["highlights"]:
            left.add_paragraph(text, style="List Bullet")


def _sheet(document: Document, job: dict[str, Any], labels: tuple[str, ...]) -> None:
    table = document.add_table(rows=0, cols=2)
    told = job["summary"] or "\n".join(job["highlights"])
    values = (job["dates"], job["position"], job["company"], job["location"], told)
    for label, value in zip(labels, values, strict=True):
        left, right = table.add_row().cells
        left.text, right.text = label, value


def _person(view: View) -> list[tuple[str, str]]:
    name = {"en": "Name", "fr": "Nom", "es": "Nombre", "it": "Nome", "pt": "Nome", "nl": "Naam"}
    words = view["contact_words"]
    labelled = [(words.get(one["kind"], "Web"), one["value"]) for one in view["contacts"]]
    return [(name.get(view["language"], "Name"), view["name"]), *labelled]


def _contacts(view: View) -> list[str]:
    return [one["text"] for one in view["contacts"]]


def _title(document: Document, text: str) -> None:
    _run(document.add_paragraph(), text, bold=True, size=13)


def _run(paragraph: Any, text: str, *, bold: bool = False, size: float = 0) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)


def _lines(document: Document, kind: str, view: View) -> None:
    groups = [f"{one['name']}: {', '.join(one['keywords'])}" for one in view["skills"]]
    lines: dict[str, list[str]] = {
        "summary": [view["summary"]],
        "education": [
            f"{one['dates']}: {one['degree']}, {one['institution']}" for one in view["education"]
        ],
        "skills": [line.removeprefix(": ") for line in groups],
        "languages": [
            f"{one['language']}: {one['fluency']}".removesuffix(": ") for one in view["languages"]
        ],
        "certificates": [
            f"{one['date']}: {one['name']} ({one['issuer']})" for one in view["certificates"]
        ],
        "projects": [f"{one['name']}: {one['description']}" for one in view["projects"]],
        "interests": [", ".join(view["interests"])],
        "references": view["references"],
    }
    for text in lines[kind]:
        document.add_paragraph(text)


def _bytes(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()
