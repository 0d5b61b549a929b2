"""What runs inside the sandbox: the bytes of a file become a parsed résumé."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from api.extraction import extract
from api.extraction.document import Document
from api.parsing import warmth
from api.parsing.parse import PARSER_VERSION, parse


def read_resume(
    data: bytes,
    kind: str,
    limits: Mapping[str, int] | None = None,
    ocr: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Extract and parse a file; returns plain JSON values and raises what `extract_bytes` raises.

    `{text, language, page_count, warnings, sections, evidence, parser_version}`; `text` is what a
    reader of the page sees, without hidden text.
    """
    return as_resume(extract.extract_bytes(data, kind, limits=limits, ocr=ocr))


def as_resume(document: Document) -> dict[str, Any]:
    """Parse an extracted document into plain JSON values."""
    parsed = parse(document)
    return {
        "text": document.text,
        "language": document.language,
        "page_count": document.page_count,
        "warnings": [asdict(finding) for finding in parsed.warnings],
        "sections": parsed.sections,
        "evidence": parsed.evidence,
        "parser_version": PARSER_VERSION,
    }


def warm_up() -> None:
    """Load every word list and reader, because a confined child can open nothing."""
    extract.warm_up()
    warmth.warm_up()
