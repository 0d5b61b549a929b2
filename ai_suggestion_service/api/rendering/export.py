"""One call from a résumé to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from api.rendering.content import Content, build_content, is_shown
from api.rendering.json_resume import render_json
from api.rendering.letters import Letter
from api.rendering.plain_text import render_text
from api.rendering.sections import ExportWarning, Leaf, clean, leaves, removals
from api.rendering.templates import Template, template_named
from api.rendering.wording import Wording, guess_language, wording


class Format(StrEnum):
    """The kinds of file."""

    PDF = "pdf"
    DOCX = "docx"
    TEXT = "text"
    JSON = "json"


class Paper(StrEnum):
    """The sheet a PDF or DOCX is set on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Options:
    """What may vary beside template and format.

    `language` sets headings and months (guessed from the text when None); with `letter` the file
    holds the letter under the résumé's header instead of the résumé; `font_directories` add fonts
    for scripts that the built-in ones lack.
    """

    language: str | None = None
    paper: Paper = Paper.A4
    letter: Letter | None = None
    font_directories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file; the suffix has its dot."""

    data: bytes
    media_type: str
    file_name_suffix: str
    warnings: tuple[ExportWarning, ...]


_FILE_TYPES = {
    Format.PDF: ("application/pdf", ".pdf"),
    Format.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    Format.TEXT: ("text/plain; charset=utf-8", ".txt"),
    Format.JSON: ("application/json", ".json"),
}
DEFAULT_OPTIONS = Options()


def render(
    sections: Mapping[str, object],
    *,
    format: Format | str,  # noqa: A002 - the contract's own word
    template: str | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> Rendered:
    """Write a JSON Resume as a file; equal input gives equal bytes.

    Raises ValueError for an unknown format, UnknownTemplateError for an unknown template.
    """
    kind, look = Format(format), template_named(template)
    cleaned = clean(sections)
    found = list(leaves(sections))
    words = wording(options.language or guess_language(leaf.text for leaf in found))
    warnings = removals(sections)
    media_type, suffix = _FILE_TYPES[kind]
    if kind is Format.JSON:
        data = render_json(cleaned, options.letter)
        return Rendered(data, media_type, suffix, tuple(warnings))
    content = build_content(cleaned, words, look.dates)
    data, missing = _written(kind, content, look, options, words)
    hidden = _not_shown(found) if options.letter is None else []
    return Rendered(data, media_type, suffix, (*warnings, *hidden, *missing))


def _written(
    kind: Format, content: Content, look: Template, options: Options, words: Wording
) -> tuple[bytes, list[ExportWarning]]:
    if kind is Format.TEXT:
        return render_text(content, options.letter), []
    what = words.labels["letter" if options.letter else "resume"]
    title = f"{content.name} – {what}" if content.name else what
    paper, letter = options.paper.value, options.letter
    # Loaded at the first such file: the libraries behind them weigh more than a worker.
    if kind is Format.DOCX:
        word = import_module("api.rendering.word")
        return word.render_docx(content, template=look, title=title, paper=paper, letter=letter), []
    set_in_type: Callable[..., tuple[bytes, list[ExportWarning]]]
    set_in_type = import_module("api.rendering.pdf").render_pdf
    return set_in_type(
        content,
        template=look,
        title=title,
        paper=paper,
        letter=letter,
        font_directories=options.font_directories,
    )


def _not_shown(found: Iterable[Leaf]) -> list[ExportWarning]:
    detail = "This template has no place for it; the JSON export keeps it."
    hidden = (leaf.pointer for leaf in found if not is_shown(leaf.pointer))
    return [ExportWarning("field_not_shown", detail, pointer) for pointer in hidden]
