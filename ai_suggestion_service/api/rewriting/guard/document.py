"""The last look: every text of the finished résumé or letter against the source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .refusals import Refusal
from .review import Context, review
from .source import Source, leaves


def review_document(
    source: Source,
    document: str | dict[str, Any],
    *,
    context: Context = "rewrite",
    posting: str = "",
) -> list[Refusal]:
    """List unsupported claims of a rendered text or of finished sections.

    Refusals of sections carry the pointer of the text they stand in.
    """
    if isinstance(document, str):
        return review(source, document, context=context, posting=posting)
    return [
        replace(refusal, pointer=pointer)
        for pointer, text in leaves(document)
        for refusal in review(source, text, pointer=pointer)
    ]
