"""Designs without a design: plain text and Markdown."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

View = dict[str, Any]


def text_plain(view: View) -> bytes:
    """Write headings in capitals, dates at the end of the line."""
    lines = [view["name"], view["label"], *(part["text"] for part in view["contacts"])]
    for kind in view["order"]:
        lines += ["", view["headings"][kind].upper(), ""]
        lines += _section(kind, view, "- ")
    return "\n".join(lines).encode()


def text_ruled(view: View) -> bytes:
    """Underline headings, put dates first, mark bullets by stars."""
    lines = [view["name"].upper(), " * ".join(part["text"] for part in view["contacts"])]
    for kind in view["order"]:
        heading = view["headings"][kind]
        lines += ["", heading, "=" * len(heading)]
        lines += _dated(kind, view)
    return "\n".join(lines).encode()


def markdown(view: View) -> bytes:
    """Write Markdown as people who keep their résumé in a repository do."""
    lines = [
        f"# {view['name']}",
        "",
        f"**{view['label']}**",
        "",
        " | ".join(part["text"] for part in view["contacts"]),
    ]
    for kind in view["order"]:
        lines += ["", f"## {view['headings'][kind]}", ""]
        lines += _marked_down(kind, view)
    return "\n".join(lines).encode()


def text_mailed(view: View) -> bytes:
    """Break lines at 72 columns as mail programs did, indent what belongs to a post."""
    lines = [view["name"].center(72).rstrip(), view["label"].center(72).rstrip(), ""]
    lines += [f"  {part['text']}" for part in view["contacts"]]
    for kind in view["order"]:
        lines += ["", f"--- {view['headings'][kind]} ---", ""]
        for paragraph, indent in _mailed(kind, view):
            lines += wrap(paragraph, 72, initial_indent=indent, subsequent_indent=" " * len(indent))
    return "\n".join(lines).encode()


def text_outline(view: View) -> bytes:
    """Label every field, as forms on the web export them."""
    lines = [f"Name: {view['name']}", f"Title: {view['label']}"]
    lines += [f"{part['kind'].title()}: {part['value']}" for part in view["contacts"]]
    for kind in view["order"]:
        lines += ["", f"## {view['headings'][kind].upper()}"]
        if kind == "work":
            for job in view["work"]:
                lines += ["", f"Company: {job['company']}", f"Position: {job['position']}"]
                lines += [f"Location: {job['location']}", f"Dates: {job['dates']}"]
                lines += _body(job, "  - ")
        elif kind == "education":
            for one in view["education"]:
                lines += ["", f"School: {one['institution']}", f"Degree: {one['degree']}"]
                lines.append(f"Dates: {one['dates']}")
        else:
            lines += _tail(kind, view, "- ")
    return "\n".join(lines).encode()


def _mailed(kind: str, view: View) -> list[tuple[str, str]]:
    if kind == "work":
        return [
            line
            for job in view["work"]
            for line in (
                (f"{job['dates']}: {job['position']} at {job['company']}, {job['location']}", ""),
                *((text, "    o ") for text in job["highlights"]),
                *([(job["summary"], "      ")] if job["summary"] else []),
            )
        ]
    if kind == "education":
        return [
            (f"{one['dates']}: {one['degree']}, {one['institution']}", "")
            for one in view["education"]
        ]
    return [(text, "") for text in _tail(kind, view, "")]


def _section(kind: str, view: View, mark: str) -> list[str]:
    if kind == "work":
        return [
            line
            for job in view["work"]
            for line in (
                f"{job['company']}, {job['location']}",
                f"{job['position']}, {job['dates']}",
                *_body(job, mark),
                "",
            )
        ]
    if kind == "education":
        return [
            line
            for one in view["education"]
            for line in (f"{one['degree']}, {one['institution']}, {one['dates']}", "")
        ]
    return _tail(kind, view, mark)


def _dated(kind: str, view: View) -> list[str]:
    if kind == "work":
        return [
            line
            for job in view["work"]
            for line in (
                "",
                f"{job['dates']}    {job['position']}, {job['company']} ({job['location']})",
                *_body(job, "* "),
            )
        ]
    if kind == "education":
        return [
            f"{one['dates']}    {one['institution']}: {one['degree']}" for one in view["education"]
        ]
    return _tail(kind, view, "* ")


def _marked_down(kind: str, view: View) -> list[str]:
    if kind == "work":
        return [
            line
            for job in view["work"]
            for line in (
                f"### {job['position']}",
                "",
                f"*{job['company']}*, {job['location']} | {job['dates']}",
                "",
                *_body(job, "- "),
                "",
            )
        ]
    if kind == "education":
        return [
            line
            for one in view["education"]
            for line in (f"### {one['institution']}", "", f"{one['degree']} | {one['dates']}", "")
        ]
    if kind == "skills":
        return [
            f"- **{group['name']}**: {', '.join(group['keywords'])}"
            if group["name"]
            else f"- {', '.join(group['keywords'])}"
            for group in view["skills"]
        ]
    return _tail(kind, view, "- ")


def _body(job: dict[str, Any], mark: str) -> list[str]:
    return [job["summary"]] if job["summary"] else [mark + text for text in job["highlights"]]


def _tail(kind: str, view: View, mark: str) -> list[str]:
    lists: dict[str, list[str]] = {
        "summary": [view["summary"]],
        "skills": [
            f"{group['name']}: {', '.join(group['keywords'])}".removeprefix(": ")
            for group in view["skills"]
        ],
        "languages": [
            ", ".join(
                f"{one['language']} ({one['fluency']})".removesuffix(" ()")
                for one in view["languages"]
            )
        ],
        "certificates": [
            f"{mark}{one['name']}, {one['issuer']}, {one['date']}" for one in view["certificates"]
        ],
        "projects": [f"{mark}{one['name']}: {one['description']}" for one in view["projects"]],
        "interests": [", ".join(view["interests"])],
        "references": view["references"],
    }
    return lists[kind]
