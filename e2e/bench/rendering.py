"""P14: what an export costs beside the rendering library alone.

Runs from the repository root: `python -m e2e.bench.rendering`. Both sides set the same two-page
résumé, in turn, with texts that differ every time so that no cache of the library answers.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import typst

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "ai_suggestion_service"))

from api.rendering import Format, pdf, render, templates  # noqa: E402
from api.rendering.content import Content, build_content  # noqa: E402
from api.rendering.sections import clean  # noqa: E402
from api.rendering.templates import Template  # noqa: E402
from api.rendering.word_styles import blank  # noqa: E402
from api.rendering.wording import wording  # noqa: E402
from e2e.quality.export_cases import cases  # noqa: E402

ROUNDS = 30
Sections = Mapping[str, Any]


def varied(value: Any, mark: str, key: str = "") -> Any:
    """Return the sections with a mark in every text that is not a date or an address."""
    if isinstance(value, Mapping):
        return {name: varied(member, mark, name) for name, member in value.items()}
    if isinstance(value, list):
        return [varied(item, mark, key) for item in value]
    return value if key in _FIXED or key.endswith(("Date", "date")) else f"{value} {mark}"


_FIXED = frozenset({"url", "email", "countryCode", "phone"})


def typst_alone(content: Content, template: Template) -> Callable[[], None]:
    """Prepare the bare compile call on finished data."""
    fonts = pdf.fonts_of()
    source = pdf.source(template.name)
    values = pdf.inputs(content, title=content.name, paper="a4")

    def compile_once() -> None:
        compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
        compiler.compile(input=source, format="pdf", sys_inputs=values, pdf_standards=["ua-1"])

    return compile_once


def python_docx_alone(content: Content, template: Template) -> Callable[[], None]:
    """Prepare the same paragraphs in the same styles by python-docx's own calls."""

    def write() -> None:
        document = docx.Document(BytesIO(blank(template, "a4", content.language)))
        document.add_paragraph(content.name, style="Title")
        document.add_paragraph(content.label, style="Subtitle")
        document.add_paragraph(" | ".join(link.text for link in content.contacts), style="Contact")
        for section in content.sections:
            document.add_paragraph(section.heading, style="Heading 1")
            for text in (*section.paragraphs, *(line.text for line in section.lines)):
                document.add_paragraph(text)
            for entry in section.entries:
                document.add_paragraph(f"{entry.title}\t{entry.dates}", style="Heading 2")
                document.add_paragraph(entry.subtitle, style="Entry")
                for text in entry.paragraphs:
                    document.add_paragraph(text)
                for text in entry.bullets:
                    document.add_paragraph(text, style="List Bullet")
        document.save(BytesIO())

    return write


_ALONE = {Format.PDF: typst_alone, Format.DOCX: python_docx_alone}


def seconds(call: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def measure(kind: Format, template: Template, sections: Sections) -> tuple[float, float]:
    """Return the medians of our export and of the library alone, in seconds."""
    ours: list[float] = []
    alone: list[float] = []
    for number in range(ROUNDS + 1):
        mine, theirs = (varied(sections, f"{number}{side}") for side in "ab")
        content = build_content(clean(theirs), wording("en"), template.dates)
        bare = _ALONE[kind](content, template)
        export = partial(render, mine, format=kind, template=template.name)
        pair: list[tuple[list[float], Callable[[], object]]] = [(ours, export), (alone, bare)]
        for times, call in pair if number % 2 else reversed(pair):
            times.append(seconds(call))
    return statistics.median(ours[1:]), statistics.median(alone[1:])


def main() -> None:
    """Print both sides and their ratio for each template."""
    (case,) = (case for case in cases() if case.name == "en-rich")
    print(f"P14 export of one résumé, medians of {ROUNDS} rounds")
    for kind in (Format.PDF, Format.DOCX):
        for template in templates():
            ours, alone = measure(kind, template, case.sections)
            print(
                f"  {kind.value:<4} {template.name:<10} ours {ours * 1e3:6.2f} ms   "
                f"library alone {alone * 1e3:6.2f} ms   {ours / alone:.2f}×"
            )


if __name__ == "__main__":
    main()
