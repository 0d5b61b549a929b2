"""PDF by Typst: the content goes in as JSON data, the template as the only source."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from api.rendering.content import Content
from api.rendering.letters import Letter
from api.rendering.sections import ExportWarning
from api.rendering.templates import Template

_SOURCES = Path(__file__).with_name("typst_templates")
# PDF/UA-1: tagged, titled, bookmarked, and every glyph there.
_STANDARD = "ua-1"
_UNDISPLAYED = re.compile(r"the text `\"(.+?)\"` could not be displayed with font", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
_ROUNDS = 4
_PAPERS = {"a4": "a4", "letter": "us-letter"}


@cache
def fonts_of(directories: tuple[str, ...] = ()) -> typst.Fonts:
    """Load the fonts that come with Typst and those of the directories, once."""
    # The machine's own fonts stay out: the same input gives the same bytes everywhere.
    return typst.Fonts(include_system_fonts=False, font_paths=list(directories))


@cache
def source(template: str) -> bytes:
    """Return the Typst source of a template."""
    common = (_SOURCES / "common.typ").read_bytes()
    return common + b"\n" + (_SOURCES / f"{template}.typ").read_bytes()


def render_pdf(
    content: Content,
    *,
    template: Template,
    title: str,
    paper: str,
    letter: Letter | None = None,
    font_directories: Sequence[str] = (),
) -> tuple[bytes, list[ExportWarning]]:
    """Set the content; a character that no font has is replaced visibly and reported.

    Safe on any thread: a compiler belongs to one call, fonts and Typst's own cache are shared.
    """
    fonts = fonts_of(tuple(font_directories))
    compiler = typst.Compiler(root=_SOURCES, font_paths=fonts, ignore_system_fonts=True)
    values = inputs(content, title=title, paper=paper, letter=letter)
    values["fonts"] = json.dumps(sorted({*fonts.families()} - {*fonts_of().families()}))
    return _set(compiler, source(template.name), values)


def inputs(
    content: Content, *, title: str, paper: str, letter: Letter | None = None
) -> dict[str, str]:
    """Return what the source reads from `sys.inputs`; `fonts` lists families to fall back on."""
    payload = {**asdict(content), "letter": asdict(letter) if letter else None}
    return {
        "data": json.dumps(payload, ensure_ascii=False),
        "title": title,
        "author": content.name or title,
        "paper": _PAPERS[paper],
        "fonts": "[]",
    }


def _set(
    compiler: typst.Compiler, text: bytes, values: dict[str, str]
) -> tuple[bytes, list[ExportWarning]]:
    missing: list[str] = []
    for _ in range(_ROUNDS):
        try:
            return _compile(compiler, text, values, [_STANDARD]), _missing_glyphs(missing)
        except typst.TypstError as error:
            found = _undisplayed(error)
            if not found:
                raise
        missing += found
        values = {**values, "data": _substituted(values["data"], found)}
    # Tagged all the same, only the glyph rule is off.
    return _compile(compiler, text, values, []), _missing_glyphs(missing)


def _compile(
    compiler: typst.Compiler, text: bytes, values: dict[str, str], standards: list[Any]
) -> bytes:
    data = compiler.compile(input=text, format="pdf", sys_inputs=values, pdf_standards=standards)
    assert isinstance(data, bytes)
    return data


def _undisplayed(error: typst.TypstError) -> list[str]:
    found = (_unescaped(raw) for raw in _UNDISPLAYED.findall(error.diagnostic))
    return [text for text in dict.fromkeys(found) if not text.isascii()]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _substituted(text: str, missing: Sequence[str]) -> str:
    for cluster in sorted(missing, key=len, reverse=True):
        text = text.replace(cluster, _SUBSTITUTE)
    return text


def _missing_glyphs(missing: Sequence[str]) -> list[ExportWarning]:
    if not missing:
        return []
    named = " ".join(missing)
    detail = f"No font for these characters, shown as {_SUBSTITUTE}: {named}"
    return [ExportWarning("missing_glyphs", detail)]
