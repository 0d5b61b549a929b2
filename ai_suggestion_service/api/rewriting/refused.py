"""Passages that were left out because the source does not support what they claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.matching.sentences import sentence_spans

from .guard import Refusal


@dataclass(frozen=True, slots=True)
class RefusedPassage:
    """A text that may not stand, with its claims; `pointer` names its place in the document."""

    pointer: str
    text: str
    claims: tuple[Refusal, ...]

    def as_dict(self) -> dict[str, Any]:
        """Write the passage as plain JSON."""
        claims = [
            {"kind": claim.kind.value, "claim": claim.claim, "detail": claim.detail}
            for claim in self.claims
        ]
        return {"pointer": self.pointer, "text": self.text, "claims": claims}


def pieces(text: str) -> list[str]:
    """Cut a text into its sentences, with the marks that end them."""
    starts = [start for start, _ in sentence_spans(text)]
    ends = [*starts[1:], None]
    return [text[start:end].rstrip() for start, end in zip(starts, ends, strict=True)]
