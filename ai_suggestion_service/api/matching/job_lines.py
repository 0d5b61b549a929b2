"""A job description cut into sentences and bullets, each with the part that it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.matching.job_headings import Part, part_of_heading
from api.matching.sentences import sentences

_BULLET = re.compile(
    r"^\s*(?:[-–—*•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔→»\uf0b7\uf0a7+]+|\(?\d{1,2}[.)]|[a-z]\)|o)(?:\s+|(?<=[•▪●✓✔]))"
)
_MARKUP = re.compile(r"^\s*#{1,6}\s*|\*\*|__")
_OPEN_END = (",", " and", " or", " und", " oder", " et", " ou", " y", " e", " en", "-", "/", "&")
_LONGEST_HEADING = 60
_WIDE = 70


@dataclass(frozen=True, slots=True)
class JobLine:
    """One sentence or bullet of a job description."""

    text: str
    part: Part
    bullet: bool


@dataclass(slots=True)
class _Block:
    text: str
    bullet: bool
    marked: bool


def job_lines(text: str) -> Iterator[JobLine]:
    """Cut a job description into bullets and sentences and tell which part each stands in."""
    part = Part.OPENING
    for block in _blocks(text):
        label, rest = _heading(block)
        part = label or part
        for sentence in sentences(rest):
            inner, said = _label(sentence, bullet=block.bullet)
            part = inner or part
            if said:
                yield JobLine(said, part, block.bullet or label is not None)


def _blocks(text: str) -> Iterator[_Block]:
    """Join wrapped lines."""
    held: _Block | None = None
    for raw in text.splitlines():
        line = _MARKUP.sub("", raw).rstrip()
        mark = _BULLET.match(line)
        body = line[mark.end() :].strip() if mark else line.strip()
        if held and (mark or not body or not _continues(held, body)):
            yield held
            held = None
        if body and held:
            held.text = f"{held.text} {body}"
        elif body:
            held = _Block(body, bool(mark), marked=line != raw.rstrip())
    if held:
        yield held


def _continues(held: _Block, line: str) -> bool:
    if held.marked or held.text.endswith((":", "!", "?")):
        return False
    if not held.bullet and (_part_of(held.text, marked=False) or _part_of(line, marked=False)):
        return False
    if line[0].islower() or held.text.endswith(_OPEN_END):
        return True
    return len(held.text) > _WIDE and not held.text.endswith(".")


def _part_of(text: str, *, marked: bool) -> Part | None:
    bare = text.rstrip(" :")
    if len(bare) > _LONGEST_HEADING or bare.endswith("."):
        return None
    return part_of_heading(bare, marked=marked or text.endswith(":") or bare.isupper())


def _heading(block: _Block) -> tuple[Part | None, str]:
    part, rest = _label(block.text, bullet=block.bullet)
    if part is not None:
        return part, rest
    bare = None if block.bullet else _part_of(block.text, marked=block.marked)
    return (bare, "") if bare else (None, block.text)


def _label(text: str, *, bullet: bool) -> tuple[Part | None, str]:
    """Take off a heading that stands before a colon in the same line."""
    title, colon, rest = text.partition(":")
    part = _part_of(title, marked=True) if colon else None
    if part is None or (bullet and rest.strip() and part is Part.REQUIREMENTS):
        return None, text
    return part, rest.strip()
