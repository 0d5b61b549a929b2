"""Designs made for the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any

View = dict[str, Any]
Render = Callable[[View], str]


def _page(render: Render) -> Callable[[View], bytes]:
    """Escape what the design prints and wrap its body in a page."""

    @wraps(render)
    def page(view: View) -> bytes:
        head = "<!doctype html><html><head><meta charset=utf-8><title>CV</title></head>"
        return f"{head}<body>{render(_escaped(view))}</body></html>".encode()

    return page


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return [_escaped(item) for item in value] if isinstance(value, list) else value


@_page
def web_semantic(view: View) -> str:
    """Use the elements as they are meant: headings, lists, times."""
    parts = [f"<h1>{view['name']}</h1><p>{view['label']}</p>"]
    parts.append(f"<address>{_contacts(view, '<br>')}</address>")
    for kind in view["order"]:
        inside = _semantic(kind, view)
        parts.append(f"<section><h2>{view['headings'][kind]}</h2>{inside}</section>")
    return "".join(parts)


def _semantic(kind: str, view: View) -> str:
    job = "<article><h3>{position}</h3><p>{company}, {location}</p><time>{dates}</time>{body}"
    study = "<article><h3>{degree}</h3><p>{institution}</p><time>{dates}</time></article>"
    return _filled(kind, view, f"{job}</article>", study)


@_page
def web_flex(view: View) -> str:
    """Use rows of spans, as builders of web pages write them."""
    rules = ".row{display:flex;justify-content:space-between}.b{font-weight:bold}"
    parts = [f"<style>{rules}.name{{font-size:32px}}</style><div class=name>{view['name']}</div>"]
    parts.append(f"<div>{view['label']}</div><div>{_contacts(view, ' | ')}</div>")
    for kind in view["order"]:
        parts.append(f"<div class=b>{view['headings'][kind].upper()}</div>{_flex(kind, view)}")
    return "".join(parts)


def _flex(kind: str, view: View) -> str:
    if kind == "skills":
        words = (word for group in view["skills"] for word in group["keywords"])
        return "".join(f"<span class=tag>{word}</span> " for word in words)
    row = "<div class=row><span class=b>{}</span><span>{{dates}}</span></div>"
    job = row.format("{company}")
    job += "<div class=row><span>{position}</span><span>{location}</span></div>{body}"
    return _filled(kind, view, job, row.format("{institution}") + "<div>{degree}</div>")


@_page
def web_tables(view: View) -> str:
    """Nest tables, as pages of the nineties and exports of today do."""
    wide = "<tr><td colspan=2>{}</td></tr>".format
    parts = ["<table>", wide(f"<b><font size=6>{view['name']}</font></b>")]
    parts.append(wide(_contacts(view, " &middot; ")))
    for kind in view["order"]:
        parts += [wide(f"<b>{view['headings'][kind]}</b>"), _table(kind, view)]
    return "".join([*parts, "</table>"])


def _table(kind: str, view: View) -> str:
    row = "<tr><td valign=top>{}</td><td>{}</td></tr>".format
    if kind not in ("work", "education"):
        return row("", _tail(kind, view))
    job = row("{dates}", "<b>{position}</b><br>{company}, {location}{body}")
    return _filled(kind, view, job, row("{dates}", "<b>{degree}</b><br>{institution}"))


@_page
def web_definitions(view: View) -> str:
    """Use definition lists: what on one side, when and where on the other."""
    contacts = "".join(f"<li>{_contact(one)}</li>" for one in view["contacts"])
    parts = [f"<header><h1>{view['name']}</h1><h2>{view['label']}</h2><ul>{contacts}</ul></header>"]
    for kind in view["order"]:
        parts.append(f"<h3>{view['headings'][kind]}</h3><dl>{_definitions(kind, view)}</dl>")
    return "".join(parts)


def _definitions(kind: str, view: View) -> str:
    if kind == "skills":
        item = "<dt>{}</dt><dd>{}</dd>".format
        return "".join(item(one["name"], ", ".join(one["keywords"])) for one in view["skills"])
    job = "<dt>{position} @ {company}</dt><dd><em>{dates}</em>, {location}{body}</dd>"
    study = "<dt>{institution}</dt><dd>{degree} <em>({dates})</em></dd>"
    return _filled(kind, view, job, study)


@_page
def web_builder(view: View) -> str:
    """Put two columns of boxes side by side, the narrow one first, as builders export them."""
    side = [f"<div class=h>{view['headings']['contact']}</div>"]
    side += [f"<div>{_contact(one)}</div>" for one in view["contacts"]]
    for kind in ("skills", "languages", "certificates"):
        side.append(f"<div class=h>{view['headings'][kind]}</div>{_tail(kind, view)}")
    main = [f"<div class=n>{view['name']}</div><div class=l>{view['label']}</div>"]
    for kind in ("summary", "work", "education", *(["projects"] if view["projects"] else [])):
        main.append(f"<div class=h>{view['headings'][kind]}</div>{_boxes(kind, view)}")
    rules = ".n{font-size:30px;font-weight:700}.h{font-size:18px;font-weight:600}"
    grid = "<div style='display:grid;grid-template-columns:1fr 2fr'>"
    boxes = f"<div>{''.join(side)}</div><div>{''.join(main)}</div>"
    return f"<style>{rules}</style>{grid}{boxes}</div>"


def _boxes(kind: str, view: View) -> str:
    job = "<div><div>{position}</div><div>{company}</div><div>{dates} | {location}</div>{body}"
    study = "<div><div>{degree}</div><div>{institution}</div><div>{dates}</div></div>"
    return _filled(kind, view, f"{job}</div>", study)


@_page
def web_feed(view: View) -> str:
    """Stack lines as professional networks do: title, employer and contract, time, place."""
    parts = [f"<h1>{view['name']}</h1><div>{view['label']}</div>"]
    parts.append(f"<div>{_contacts(view, ' · ')}</div>")
    for kind in view["order"]:
        parts.append(f"<h2>{view['headings'][kind]}</h2>{_feed(kind, view)}")
    return "".join(parts)


def _feed(kind: str, view: View) -> str:
    job = "<li><p><b>{position}</b></p><p>{company} · Full-time</p><p>{dates} · 2 yrs 3 mos</p>"
    job += "<p>{location}</p>{body}</li>"
    study = "<li><p><b>{institution}</b></p><p>{degree}</p><p>{dates}</p></li>"
    inside = _filled(kind, view, job, study)
    return f"<ul>{inside}</ul>" if kind in ("work", "education") else inside


@_page
def web_columns(view: View) -> str:
    """Show posts as rows of a table that has a line of headings, what was done in the last cell."""
    parts = [f"<h1>{view['name']}</h1><p>{_contacts(view, ', ')}</p>"]
    for kind in view["order"]:
        parts.append(f"<h2>{view['headings'][kind]}</h2>")
        if kind == "work":
            row = "<tr><td>{dates}</td><td>{company}<br>{location}</td><td><b>{position}</b>{body}"
            parts += ["<table>", _filled(kind, view, f"{row}</td></tr>", ""), "</table>"]
        else:
            parts.append(_filled(kind, view, "", "<p>{dates}: {degree}, {institution}</p>"))
    return "".join(parts)


@_page
def web_breaks(view: View) -> str:
    """Use line breaks and nothing else."""
    parts = [f"<b>{view['name']}</b><br>{view['label']}<br>{_contacts(view, '<br>')}<br><br>"]
    job = "<b>{position}</b>, {company}, {location}<br><i>{dates}</i><br>{lines}<br>"
    for kind in view["order"]:
        parts.append(f"<u>{view['headings'][kind]}</u><br>")
        if kind == "work":
            told = (
                one["summary"] or "<br>".join(f"- {t}" for t in one["highlights"])
                for one in view["work"]
            )
            parts += [
                job.format(**one, lines=f"{text}<br>")
                for one, text in zip(view["work"], told, strict=True)
            ]
        else:
            parts.append(_filled(kind, view, "", "{degree}, {institution} ({dates})<br>") + "<br>")
    return "".join(parts)


@_page
def web_theme(view: View) -> str:
    """Write "title at employer" headings with the time in a span, keywords as list items."""
    parts = [f"<header><h1>{view['name']}</h1><h2>{view['label']}</h2></header>"]
    parts.append(
        f"<section><ul>{''.join(f'<li>{_contact(c)}</li>' for c in view['contacts'])}</ul>"
    )
    for kind in view["order"]:
        inside = _theme(kind, view)
        parts.append(f"</section><section><h3>{view['headings'][kind]}</h3>{inside}")
    return "".join([*parts, "</section>"])


def _theme(kind: str, view: View) -> str:
    if kind == "skills":
        return "".join(
            f"<h4>{group['name']}</h4>"
            f"<ul>{''.join(f'<li>{word}</li>' for word in group['keywords'])}</ul>"
            for group in view["skills"]
        )
    job = "<h4>{position} at {company} <span>{dates}</span></h4><p>{location}</p>{body}"
    return _filled(kind, view, job, "<h4>{degree} <span>{dates}</span></h4><p>{institution}</p>")


def _filled(kind: str, view: View, job: str, study: str) -> str:
    """Fill the pattern of a job or of a course of study; other sections are lists."""
    if kind == "work":
        return "".join(job.format(**one, body=_body(one)) for one in view["work"])
    if kind == "education":
        return "".join(study.format(**one) for one in view["education"])
    return _tail(kind, view)


def _contact(one: dict[str, str]) -> str:
    return f'<a href="{one["url"]}">{one["text"]}</a>' if one["url"] else one["text"]


def _contacts(view: View, mark: str) -> str:
    return mark.join(_contact(one) for one in view["contacts"])


def _body(job: dict[str, Any]) -> str:
    if job["summary"]:
        return f"<p>{job['summary']}</p>"
    return f"<ul>{''.join(f'<li>{text}</li>' for text in job['highlights'])}</ul>"


def _tail(kind: str, view: View) -> str:
    if kind == "summary":
        return f"<p>{view['summary']}</p>"
    if kind == "skills":
        return "".join(f"<p>{_group(one)}</p>" for one in view["skills"])
    lists: dict[str, list[str]] = {
        "languages": [f"{one['language']} – {one['fluency']}" for one in view["languages"]],
        "certificates": [
            f"{one['name']} ({one['issuer']}, {one['date']})" for one in view["certificates"]
        ],
        "projects": [f"{one['name']} – {one['description']}" for one in view["projects"]],
        "interests": view["interests"],
        "references": view["references"],
    }
    return f"<ul>{''.join(f'<li>{text}</li>' for text in lists[kind])}</ul>"


def _group(group: dict[str, Any]) -> str:
    label = f"<b>{group['name']}:</b> " if group["name"] else ""
    return label + ", ".join(group["keywords"])
