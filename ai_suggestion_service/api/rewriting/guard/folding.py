"""One spelling for texts that look alike: hidden signs, look-alike letters, foreign digits."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_MARKS = str.maketrans(
    {**dict.fromkeys("‘’‚‛`´ʼ′", "'"), **dict.fromkeys("“”„‟«»″", '"')}
    | dict.fromkeys("‐‑‒–—―−﹣⁃", "-")
    | {
        "⁄": "/",
        "∕": "/",
        "×": "x",
        "٪": "%",
        "﹪": "%",
        "٫": ".",
        "٬": ",",
        "•": "\n",
        "·": "\n",
        "▪": "\n",
        "●": "\n",
        "◦": "\n",
    }
)
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеоресухіјѕԁһԛԝҮӏгпѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιονρτυκχϲϳօսոաԍɡɑıℓ",
    "ABESIJKMHOPCTYXaeopecyxijsdhqwYlrnvABEZHIKMNOPTYXaiovptukxcjounwGgail",
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling; `origins[i]` is where `text[i]` came from in the original."""

    text: str
    original: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of the folded text into one of the original."""
        if start >= len(self.origins):
            return len(self.original), len(self.original)
        return self.origins[start], self.origins[max(start, end - 1)] + 1

    def claim(self, start: int, end: int) -> str:
        """Cut out what the original says in a span of the folded text."""
        first, last = self.span(start, end)
        return self.original[first:last]


def fold(text: str) -> Folded:
    """Bring a text into one spelling without losing where each character came from."""
    if text.isascii() and "&" not in text:
        return Folded(text, text, tuple(range(len(text))))
    characters: list[str] = []
    origins: list[int] = []
    for piece, origin in _clusters(text):
        for char in _folded(piece):
            characters.append(char)
            origins.append(origin)
    return Folded(_without_lookalikes("".join(characters)), text, tuple(origins))


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character with the marks that follow it, entities resolved."""
    position = 0
    while position < len(text):
        entity = _ENTITY.match(text, position) if text[position] == "&" else None
        end = entity.end() if entity else position + 1
        while not entity and end < len(text) and unicodedata.category(text[end]) == "Mn":
            end += 1
        piece = text[position:end]
        yield (html.unescape(piece) if entity else piece), position
        position = end


def _folded(piece: str) -> str:
    if unicodedata.category(piece[0]) == "Cf":
        return ""
    spelled = unicodedata.normalize("NFKC", piece.translate(_MARKS)).translate(_MARKS)
    kept = "".join(_plain(char) for char in spelled if _is_kept(char, spelled))
    return f" {kept}" if unicodedata.decomposition(piece[0]).startswith("<fraction>") else kept


def _is_kept(char: str, cluster: str) -> bool:
    category = unicodedata.category(char)
    if category == "Mn":
        return not unicodedata.name(cluster[0], "").startswith("LATIN")
    return category not in ("Cf", "Cc", "Cn", "Co") or char in "\n\t"


def _plain(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def _without_lookalikes(text: str) -> str:
    """Read look-alike letters as Latin where the word mixes scripts or the text is Latin."""
    if text.isascii():
        return text
    latin = sum(map(_is_latin, text))
    letters = sum(map(str.isalpha, text))
    return _WORD.sub(lambda match: _latin_word(match.group(), latin * 2 > letters), text)


def _latin_word(word: str, in_latin_text: bool) -> str:
    if all(map(_is_latin, word)) or not (in_latin_text or any(map(_is_latin, word))):
        return word
    spelled = word.translate(_LOOKALIKES)
    return spelled if all(map(_is_latin, spelled)) else word


def _is_latin(char: str) -> bool:
    return char.isalpha() and (char < "\u0250" or "\u1e00" <= char <= "\u1eff")
