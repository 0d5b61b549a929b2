"""Text prepared for matching, with the way back to where each character stood."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

_MARKS = "\u0300-\u036f"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Letters that grow when their case is folded.
_EXPANDING = (
    "\u00df\u0130\u0149\u01f0\u0390\u03b0\u0587\u1e96-\u1e9e\u1f50-\u1f56\u1f80-\u1ffc\ufb00-\ufb17"
)
_LETTERS = re.compile(rf"[{_EXPANDING}]|[{_INVISIBLE}]+")
_ACCENTED = re.compile(rf"[^{_MARKS}][{_MARKS}]+|[{_EXPANDING}]|[{_INVISIBLE}]+")
_HAS_MARKS = re.compile(rf"[{_MARKS}]")
_COMPOSE = re.compile(rf"[^{_MARKS}][{_MARKS}]+")
_ODD_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES = "\t\n\v\f\r\u0085\u2028\u2029" + _ODD_SPACES
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_PLAIN = [(char, " ") for char in _SPACES + _HYPHENS]
_PLAIN += [("\u2018", "'"), ("\u2019", "'"), ("\u02bc", "'"), ("\uff03", "#"), ("\uff0b", "+")]


@dataclass(frozen=True, slots=True)
class Projection:
    """Prepared `text` made from `source`; `span` leads back to offsets in `source`."""

    source: str
    text: str
    starts: list[int] = field(default_factory=list, repr=False)
    origins: list[tuple[int, int, bool]] = field(default_factory=list, repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in `source` of the non-empty `text[start:end]`."""
        if not self.starts:
            return start, end
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, position: int) -> tuple[int, int]:
        index = bisect_right(self.starts, position) - 1
        begin, end, verbatim = self.origins[index]
        if not verbatim:
            return begin, end
        begin += position - self.starts[index]
        return begin, begin + 1


def composed(text: str) -> Projection:
    """Join letters with the accents that follow them; make spaces of all kinds plain ones."""
    projection = Projection(text, text)
    if not unicodedata.is_normalized("NFC", text):
        projection = _project(text, _COMPOSE, lambda found: unicodedata.normalize("NFC", found[0]))
    plain = projection.text
    for odd in _ODD_SPACES:
        plain = plain.replace(odd, " ")
    return Projection(text, plain, projection.starts, projection.origins)


def folded(text: str) -> Projection:
    """Fold case and accents written apart; spaces and hyphens of all kinds become a space."""
    pattern = _ACCENTED if _HAS_MARKS.search(text) else _LETTERS
    projection = _project(text, pattern, _folded_letters)
    plain = projection.text.casefold()
    for odd, usual in _PLAIN:
        plain = plain.replace(odd, usual)
    return Projection(text, plain, projection.starts, projection.origins)


def without_accents(text: str) -> str:
    """Strip the accents from letters."""
    split = unicodedata.normalize("NFD", text)
    return "".join(char for char in split if not unicodedata.combining(char))


def _folded_letters(found: re.Match[str]) -> str:
    if found[0][0] in _INVISIBLE:
        return ""
    return unicodedata.normalize("NFC", found[0]).casefold()


def _project(
    text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> Projection:
    """Rewrite each match of `pattern`, noting which part came from where."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, int, bool]] = []
    length = done = 0

    def keep(piece: str, begin: int, end: int, verbatim: bool) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            origins.append((begin, end, verbatim))
            length += len(piece)

    for match in pattern.finditer(text):
        keep(text[done : match.start()], done, match.start(), True)
        keep(replace(match), match.start(), match.end(), False)
        done = match.end()
    if not done:
        return Projection(text, text)
    keep(text[done:], done, len(text), True)
    return Projection(text, "".join(pieces), starts, origins)
