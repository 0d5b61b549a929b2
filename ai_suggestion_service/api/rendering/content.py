"""The résumé as every format sets it: header, sections, entries, lines; no markup, no fonts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.rendering.dates import DateStyle, show_date, show_range
from api.rendering.sanitise import mail_href, safe_href
from api.rendering.sections import SECTION_KEYS
from api.rendering.wording import Wording

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Link:
    """Text with an optional target; `href` is http, https or mailto, or empty."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line such as `Databases: MySQL, Redis`; `label` may be empty."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A job, degree, project …: what, where, when and what was done."""

    title: str
    subtitle: str = ""
    dates: str = ""
    link: Link | None = None
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    details: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the résumé; `key` is its JSON Resume name."""

    key: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    lines: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A whole résumé in reading order."""

    language: str
    name: str
    label: str
    contacts: tuple[Link, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which members of a JSON Resume object fill which place of an entry."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...] = ()
    dates: tuple[str, ...] = ("startDate", "endDate")
    paragraphs: tuple[str, ...] = ("description", "summary")
    details: tuple[str, ...] = ()

    @property
    def members(self) -> frozenset[str]:
        """Name every member that is shown."""
        named = (*self.title, *self.subtitle, *self.dates, *self.paragraphs, *self.details)
        return frozenset({*named, "url", "highlights"})


_SHAPES = {
    "work": _Shape(("position",), ("name", "location"), details=("keywords",)),
    "education": _Shape(
        ("studyType", "area"), ("institution", "location"), details=("score", "courses")
    ),
    "projects": _Shape(("name",), ("roles", "entity", "type"), details=("keywords",)),
    "certificates": _Shape(("name",), ("issuer",), ("date",)),
    "publications": _Shape(("name",), ("publisher",), ("releaseDate",)),
    "awards": _Shape(("title",), ("awarder",), ("date",)),
    "volunteer": _Shape(("position",), ("organization", "location")),
    "references": _Shape(("name",), paragraphs=("reference",), dates=()),
}
_LINES = {
    "skills": ("name", "level", "keywords"),
    "languages": ("language", "fluency"),
    "interests": ("name", "keywords"),
}
_LOCATION = ("address", "postalCode", "city", "region", "countryCode")
_BASICS = ("name", "label", "email", "phone", "url", "summary", "location", "profiles")
_PROFILE = ("network", "username", "url")


def build_content(sections: Record, words: Wording, style: DateStyle) -> Content:
    """Lay out cleaned sections; those without content are left out."""
    basics = _record(sections.get("basics"))
    found = [_section(key, sections.get(key), words, style) for key in SECTION_KEYS]
    summary = _paragraphs(basics, ("summary",))
    first = [Section("summary", words.headings["summary"], summary)] if summary else []
    return Content(
        language=words.language,
        name=_text(basics.get("name")),
        label=_text(basics.get("label")),
        contacts=tuple(_contacts(basics)),
        sections=(*first, *(section for section in found if section)),
    )


def is_shown(pointer: str) -> bool:
    """Say whether the laid-out résumé shows the value at this JSON pointer."""
    steps = [step for step in pointer.split("/")[1:] if not step.isdigit()]
    match steps:
        case ["basics", "location", member]:
            return member in _LOCATION
        case ["basics", "profiles", *member]:
            return all(name in _PROFILE for name in member)
        case ["basics", member, *rest]:
            return member in _BASICS and not rest
        case [section]:
            return section in SECTION_KEYS
        case [section, member, *_]:
            return section in SECTION_KEYS and member in _members(section)
    return False


def _members(section: str) -> frozenset[str]:
    shape = _SHAPES.get(section)
    return shape.members if shape else frozenset(_LINES[section])


def _section(key: str, value: object, words: Wording, style: DateStyle) -> Section | None:
    records = [_record(item) for item in value] if isinstance(value, list) else []
    heading = words.headings[key]
    if key in _LINES:
        lines = _lines(key, records)
        return Section(key, heading, lines=lines) if lines else None
    entries = tuple(_entry(_SHAPES[key], record, words, style) for record in records)
    return Section(key, heading, entries=entries) if entries else None


def _entry(shape: _Shape, record: Record, words: Wording, style: DateStyle) -> Entry:
    title = _joined(record, shape.title)
    subtitle = _joined(record, shape.subtitle)
    if not title:
        title, subtitle = subtitle, ""
    return Entry(
        title=title,
        subtitle=subtitle,
        dates=_dates(record, shape.dates, words, style),
        link=_link(_text(record.get("url"))),
        paragraphs=_paragraphs(record, shape.paragraphs),
        bullets=tuple(_texts(record.get("highlights"))),
        details=tuple(_details(record, shape.details, words)),
    )


def _dates(record: Record, keys: tuple[str, ...], words: Wording, style: DateStyle) -> str:
    values = [_text(record.get(key)) for key in keys]
    if len(values) == 1:
        return show_date(values[0], words, style)
    return show_range(values[0], values[1], words, style) if any(values) else ""


def _details(record: Record, keys: tuple[str, ...], words: Wording) -> list[Labelled]:
    shown = ((key, ", ".join(_texts(record.get(key)))) for key in keys)
    return [Labelled(words.labels[key], text) for key, text in shown if text]


def _lines(key: str, records: list[Record]) -> tuple[Labelled, ...]:
    """Give a group with keywords a line of its own; words without any share one with neighbours."""
    main, *rest = _LINES[key]
    level = rest[0] if rest[0] != "keywords" else ""
    lines: list[Labelled] = []
    open_line = False
    for record in records:
        name = _with_level(_text(record.get(main)), _text(record.get(level)))
        keywords = ", ".join(_texts(record.get("keywords")))
        if keywords:
            lines.append(Labelled(name, keywords))
        elif name and open_line:
            lines[-1] = Labelled("", f"{lines[-1].text}, {name}")
        elif name:
            lines.append(Labelled("", name))
        open_line = bool(name) and not keywords
    return tuple(lines)


def _with_level(name: str, level: str) -> str:
    return f"{name} ({level})" if name and level else name or level


def _contacts(basics: Record) -> list[Link]:
    email, phone = _text(basics.get("email")), _text(basics.get("phone"))
    found = [Link(email, mail_href(email) or ""), Link(phone), Link(_place(basics))]
    found.append(_link(_text(basics.get("url"))) or Link(""))
    profiles = basics.get("profiles")
    found += [_profile(_record(item)) for item in profiles] if isinstance(profiles, list) else []
    return [contact for contact in found if contact.text]


def _place(basics: Record) -> str:
    location = basics.get("location")
    if isinstance(location, Mapping):
        return _joined(location, _LOCATION)
    return _text(location)


def _profile(record: Record) -> Link:
    network, user = _text(record.get("network")), _text(record.get("username"))
    link = _link(_text(record.get("url")))
    if link is None:
        return Link(": ".join(part for part in (network, user) if part))
    shown = [user] if user and user not in link.text else []
    label = " ".join(part for part in (network, *shown) if part)
    return Link(f"{label}: {link.text}" if label else link.text, link.href)


def _link(url: str) -> Link | None:
    href = safe_href(url) if url else None
    return Link(_bare(url), href) if href else None


def _bare(url: str) -> str:
    for scheme in ("https://", "http://", "mailto:"):
        if url.lower().startswith(scheme):
            url = url[len(scheme) :]
    return url.removesuffix("/")


def _record(value: object) -> Record:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    """Show any cleaned value as one text; lists and objects by their texts."""
    if isinstance(value, str):
        return value
    return ", ".join(_texts(value))


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [text for item in value if (text := _text(item))]
    return [value] if isinstance(value, str) and value else []


def _joined(record: Record, keys: tuple[str, ...]) -> str:
    return ", ".join(text for key in keys if (text := _text(record.get(key))))


def _paragraphs(record: Record, keys: tuple[str, ...]) -> tuple[str, ...]:
    texts = (_text(record.get(key)) for key in keys)
    return tuple(line for text in texts for line in text.split("\n") if line)
