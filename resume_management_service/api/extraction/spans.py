"""Stretches of text of one look, as Word, OpenDocument and RTF have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from api.extraction.assemble import DraftLine, Reading, mostly
from api.extraction.bullets import split_bullet
from api.extraction.colours import BLACK, Colour, can_be_read
from api.extraction.document import Finding, Role

_TINY: Final = 3.0  # points
HIDDEN: Final = Finding("hidden_text", "letters marked as hidden")
_SAME_COLOUR: Final = Finding("hidden_text", "letters in the colour of what is behind them")
_TOO_SMALL: Final = Finding("tiny_text", "letters too small to read")


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; None means not said at this level. `size` is in points."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    colour: Colour | None = None
    ground: Colour | None = None
    squeezed: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look where it says something, else the one below."""
        own = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return replace(below, **{name: own[name] for name in own if own[name] is not None})


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look; `url` is where it leads."""

    text: str
    look: Look
    url: str = ""


def visible(
    spans: Iterable[Span], reading: Reading, behind: Callable[[Look], Colour | None]
) -> list[Span]:
    """Return the spans a person sees and report the others.

    `behind` tells the colour that stands behind a look, None where it is not known.
    """
    seen = []
    for span in spans:
        finding = _why_unseen(span.look, behind(span.look))
        if finding is None:
            seen.append(span)
        else:
            reading.hide(span.text, finding)
    return seen


def _why_unseen(look: Look, behind: Colour | None) -> Finding | None:
    if look.hidden:
        return HIDDEN
    if (look.size is not None and look.size < _TINY) or look.squeezed:
        return _TOO_SMALL
    letters = look.colour or BLACK
    if behind is None or (look.ground is None and letters == BLACK):
        return None
    return None if can_be_read(letters, behind) else _SAME_COLOUR


def lines_of_spans(spans: Iterable[Span], *, listed: bool, heading: bool) -> list[DraftLine]:
    """Return a paragraph's lines; only the first has the mark of a list."""
    lines = []
    for place, part in enumerate(_split(spans)):
        text, marked = split_bullet("".join(span.text for span in part).strip())
        if text:
            lines.append(_draft(text, part, bullet=marked or (listed and place == 0)))
    for line in lines:
        line.role = Role.HEADING if heading else Role.BODY
    return lines


def _split(spans: Iterable[Span]) -> Iterator[list[Span]]:
    line: list[Span] = []
    for span in spans:
        first, *others = span.text.split("\n")
        line.append(replace(span, text=first))
        for text in others:
            yield line
            line = [replace(span, text=text)]
    if line:
        yield line


def _draft(text: str, spans: list[Span], *, bullet: bool) -> DraftLine:
    return DraftLine(
        text=text,
        size=max(spans, key=lambda span: len(span.text.strip())).look.size,
        bold=mostly((span.text, span.look.bold) for span in spans),
        italic=mostly((span.text, span.look.italic) for span in spans),
        bullet=bullet,
        links=list(_links(spans)),
    )


def _links(spans: list[Span]) -> Iterator[tuple[str, str]]:
    shown: dict[str, str] = {}
    for span in spans:
        if span.url:
            shown[span.url] = shown.get(span.url, "") + span.text
    yield from shown.items()
