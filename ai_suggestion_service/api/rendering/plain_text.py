"""Plain text: wrapped, headed by section, harmless when a spreadsheet opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import TextWrapper

from api.rendering.content import Content, Entry, Labelled, Section
from api.rendering.letters import Letter

WIDTH = 90
_BULLET = "- "
_FORMULA = re.compile(r"[=@]|[+-](?![\d\s()./-]*$)")


def render_text(content: Content, letter: Letter | None = None) -> bytes:
    """Write UTF-8 text with blank lines between blocks and one newline at the end."""
    blocks = [_header(content)]
    if letter:
        blocks += [list(letter.head), [letter.subject]]
        blocks += [_wrapped(text) for text in letter.paragraphs]
    else:
        blocks += [block for section in content.sections for block in _section(section)]
    texts = ("\n".join(line for line in block if line) for block in blocks)
    return ("\n\n".join(text for text in texts if text) + "\n").encode()


def _header(content: Content) -> list[str]:
    lines = [content.name, content.label, *(contact.text for contact in content.contacts)]
    return [wrapped for line in lines for wrapped in _wrapped(line)]


def _section(section: Section) -> Iterator[list[str]]:
    head = [section.heading.upper()]
    lines = [_wrapped(text) for text in section.paragraphs]
    lines += [_wrapped(_labelled(line), hanging="  ") for line in section.lines]
    blocks = [[line for block in lines for line in block]] if lines else []
    blocks += [_entry(entry) for entry in section.entries]
    yield [*head, *blocks[0]]
    yield from blocks[1:]


def _entry(entry: Entry) -> list[str]:
    link = entry.link.text if entry.link else ""
    lines = [entry.title, entry.subtitle, entry.dates, link, *entry.paragraphs]
    found = [wrapped for line in lines for wrapped in _wrapped(line)]
    for detail in entry.details:
        found += _wrapped(_labelled(detail), hanging="  ")
    for text in entry.bullets:
        found += _wrapped(text, first=_BULLET, hanging="  ")
    return found


def _labelled(line: Labelled) -> str:
    return f"{line.label}: {line.text}" if line.label else line.text


def _wrapped(text: str, first: str = "", hanging: str = "") -> list[str]:
    wrapper = TextWrapper(
        width=WIDTH,
        initial_indent=first,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    lines = [line for part in text.split("\n") for line in wrapper.wrap(part)]
    return [line if line.startswith(first or "\0") else _disarmed(line) for line in lines]


def _disarmed(line: str) -> str:
    """Put a space before what a spreadsheet would take for a formula; telephone numbers stay."""
    return f" {line}" if _FORMULA.match(line) else line
