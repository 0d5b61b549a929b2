"""A letter reduced to the sentences that the résumé supports, with the others named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .guard import Refusal, Source, review
from .refused import RefusedPassage, pieces

_GAP = "\n\n"
_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class GuardedLetter:
    """What is left of a letter; `asked` counts the sentences its paragraphs had."""

    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    refused: tuple[RefusedPassage, ...]
    asked: int

    @property
    def stands(self) -> bool:
        """Tell whether half of its sentences or more are left, and one at least."""
        left = sum(len(pieces(paragraph)) for paragraph in self.paragraphs)
        return left > 0 and left >= self.asked * _LEAST_SHARE


@dataclass(frozen=True, slots=True)
class _Sentence:
    pointer: str
    text: str


def guard_letter(
    source: Source, *, greeting: str, paragraphs: Sequence[str], closing: str, posting: str
) -> GuardedLetter:
    """Refuse each sentence that claims what the résumé does not support.

    What is left is reviewed again: a sentence may have lost what gave it its meaning.
    """
    sentences = list(_sentences(greeting, paragraphs, closing))
    asked = sum(sentence.pointer.startswith("/paragraphs") for sentence in sentences)
    refused: list[RefusedPassage] = []
    while found := _refused(source, sentences, posting):
        refused += found
        gone = {(passage.pointer, passage.text) for passage in found}
        sentences = [one for one in sentences if (one.pointer, one.text) not in gone]
    parts = _joined(sentences)
    return GuardedLetter(
        greeting=parts.pop("/greeting", ""),
        closing=parts.pop("/closing", ""),
        paragraphs=tuple(parts.values()),
        refused=tuple(refused),
        asked=asked,
    )


def _sentences(greeting: str, paragraphs: Sequence[str], closing: str) -> Iterator[_Sentence]:
    body = [(f"/paragraphs/{place}", text) for place, text in enumerate(paragraphs)]
    for pointer, text in [("/greeting", greeting), *body, ("/closing", closing)]:
        for piece in pieces(text):
            yield _Sentence(pointer, piece)


def _refused(source: Source, sentences: Sequence[_Sentence], posting: str) -> list[RefusedPassage]:
    text, starts = _written(sentences)
    claims: dict[int, list[Refusal]] = {}
    for refusal in review(source, text, context="letter", posting=posting):
        for place, start in enumerate(starts):
            end = start + len(sentences[place].text)
            if start < max(refusal.end, refusal.start + 1) and refusal.start < end:
                claims.setdefault(place, []).append(refusal)
    return [
        RefusedPassage(sentences[place].pointer, sentences[place].text, tuple(found))
        for place, found in sorted(claims.items())
    ]


def _written(sentences: Sequence[_Sentence]) -> tuple[str, list[int]]:
    """Write the sentences as a letter, with the offset of each."""
    text, starts, before = "", [], ""
    for sentence in sentences:
        if text:
            text += " " if sentence.pointer == before else _GAP
        starts.append(len(text))
        text += sentence.text
        before = sentence.pointer
    return text, starts


def _joined(sentences: Sequence[_Sentence]) -> dict[str, str]:
    parts: dict[str, list[str]] = {}
    for sentence in sentences:
        parts.setdefault(sentence.pointer, []).append(sentence.text)
    return {pointer: " ".join(texts) for pointer, texts in parts.items()}
