"""Where sentences end, and where the dot of an abbreviation does not end one."""

import re

_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“(]?[A-ZÀ-ÞΑ-ΩА-Я0-9¿¡])|;\s+(?=\S)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|incl|approx|min|max|vs|inc|ltd|co|corp|st|dr|mr|mrs|ms|sr|jr|no|z\.\s?b"
    r"|bzw|ca|inkl|u\.\s?a|d\.\s?h|p\.\s?ex|ej|es|bijv|o\.\s?a|b\.?s|b\.?a|m\.?s|m\.?a|ph\.?d"
    r"|b\.?\s?sc|m\.?\s?sc|b\.?eng|m\.?eng|dipl|ing|lic|prof|mag|hons|univ|dept|gmbh|tel|nr|str"
    r"|[A-Za-z])\.)$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 10


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Give where each sentence starts and ends, without the white space around it."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if _ABBREVIATION.search(
            text[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start()]
        ):
            continue
        spans.append((start, end.start()))
        start = end.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trimmed(text, *span))[0] < trimmed[1]]


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
