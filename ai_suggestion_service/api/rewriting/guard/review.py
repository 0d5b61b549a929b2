"""The truth guard: what a proposed text claims that the résumé does not support."""

from __future__ import annotations

from typing import Literal

from .refusals import Kind, Refusal
from .source import Source
from .tokens import Word, tokenise

Context = Literal["rewrite", "letter"]


def review(
    source: Source,
    proposal: str,
    *,
    pointer: str = "",
    context: Context = "rewrite",
    posting: str = "",
) -> list[Refusal]:
    """List the claims of a proposal that the résumé does not support; none means it may stand.

    `pointer` names the place in the sections the text is meant for. In a letter, facts of the
    job's `posting` may be addressed but never claimed as experience.
    """
    known = {
        key for segment in source.segments for word in segment.tokens.words for key in word.keys
    }
    tokens = tokenise(proposal)
    return [
        _refusal(
            word,
            tokens.folded.claim(word.start, word.end),
            tokens.folded.span(word.start, word.end),
        )
        for word in tokens.words
        if (word.is_number or word.is_acronym) and not word.keys & known
    ]


def _refusal(word: Word, claim: str, span: tuple[int, int]) -> Refusal:
    kind = Kind.NUMBER if word.is_number else Kind.TERM
    return Refusal(kind, claim, f"The résumé never mentions “{claim}”.", *span)
