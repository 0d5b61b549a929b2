"""Designs of word processors beside Word's own: typed bullets, Rich Text, header tables."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.document import Document

View = dict[str, Any]


def word_typed(view: View) -> bytes:
    """Type everything by hand: tabs after dates, a bullet and a tab before each task."""
    document = docx.Document()
    for text in (view["name"], view["label"], *(one["text"] for one in view["contacts"])):
        document.add_paragraph(text)
    for kind in view["order"]:
        document.add_paragraph().add_run(view["headings"][kind]).underline = True
        for text in _typed(kind, view):
            document.add_paragraph(text)
    return _bytes(document)


def word_letterhead(view: View) -> bytes:
    """Put name and contact side by side in a table, then company and dates, title and place."""
    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.paragraphs[0].add_run(view["name"]).bold = True
    left.add_paragraph(view["label"])
    right.text = "\n".join(one["text"] for one in view["contacts"])
    for kind in view["order"]:
        document.add_heading(view["headings"][kind], level=2)
        if kind == "work":
            for job in view["work"]:
                _company_first(document, job)
        else:
            for text in _typed(kind, view):
                document.add_paragraph(text)
    return _bytes(document)


def rich_text(view: View) -> bytes:
    """Write Rich Text Format by hand, as old programs export it."""
    parts = [_bold(view["name"], 36), _line(view["label"])]
    parts.append(_line(" | ".join(one["text"] for one in view["contacts"])))
    for kind in view["order"]:
        parts += [_line(""), _bold(view["headings"][kind], 28)]
        if kind == "work":
            for job in view["work"]:
                parts += [_bold(job["position"], 24), _line(f"{job['company']}, {job['location']}")]
                parts.append(_line(job["dates"]))
                parts += [_line(job["summary"])] if job["summary"] else []
                parts += [_line(f"\u2022 {text}") for text in job["highlights"]]
        else:
            parts += [_line(text) for text in _typed(kind, view)]
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0\fs22 "
    return (head + "\n".join(parts) + "}").encode("ascii")


def _company_first(document: Document, job: dict[str, Any]) -> None:
    first = document.add_paragraph()
    first.add_run(job["company"]).bold = True
    first.add_run(f"\t{job['dates']}")
    second = document.add_paragraph()
    second.add_run(job["position"]).italic = True
    second.add_run(f", {job['location']}")
    if job["summary"]:
        document.add_paragraph(job["summary"])
    for text in job["highlights"]:
        document.add_paragraph(text, style="List Bullet")


def _typed(kind: str, view: View) -> list[str]:
    if kind == "work":
        return [line for job in view["work"] for line in _typed_job(job)]
    groups = [f"{one['name']}: {', '.join(one['keywords'])}" for one in view["skills"]]
    lists: dict[str, list[str]] = {
        "summary": [view["summary"]],
        "education": [
            f"{one['dates']}\t{one['institution']}, {one['degree']}" for one in view["education"]
        ],
        "skills": [text.removeprefix(": ") for text in groups],
        "languages": [f"{one['language']}\t{one['fluency']}".rstrip() for one in view["languages"]],
        "certificates": [
            f"{one['date']}\t{one['name']}, {one['issuer']}" for one in view["certificates"]
        ],
        "projects": [f"{one['name']} – {one['description']}" for one in view["projects"]],
        "interests": [", ".join(view["interests"])],
        "references": view["references"],
    }
    return lists[kind]


def _typed_job(job: dict[str, Any]) -> list[str]:
    head = [f"{job['dates']}\t{job['position']}", f"\t{job['company']}, {job['location']}"]
    told = [job["summary"]] if job["summary"] else [f"•\t{text}" for text in job["highlights"]]
    return head + told


def _bold(text: str, size: int) -> str:
    return rf"{{\pard\b\fs{size} {_escaped(text)}\par}}"


def _line(text: str) -> str:
    return rf"\pard {_escaped(text)}\par"


def _escaped(text: str) -> str:
    plain = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return "".join(char if ord(char) < 128 else rf"\u{ord(char)}?" for char in plain).replace(
        "\t", r"\tab "
    )


def _bytes(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()
