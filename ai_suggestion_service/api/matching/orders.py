"""Passages of a résumé or job description that try to command whoever reads it.

They are data that must not act: they are covered before any analyser sees the text, and never
serve as evidence or requirement.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from api.matching.evidence import Span
from api.matching.words import groups

_STYLED = {  # letters in bold, italics, full width: one for one
    code: plain
    for code in (*range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800))
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1
}
_LOOKALIKE = _STYLED | str.maketrans(
    dict(zip("авеікмнорстухѕјԁһӏԛԝɡαεικνορτυχ", "abeikmhopctyxsjdhlqwgaeikvoptux", strict=True))
    | dict(zip("АВЕІКМНОРСТУХЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEIKMHOPCTYXSJABEZHIKMNOPTYX", strict=True))
)
_HIDDEN = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_SPELLED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*]){4,}[^\W\d_](?!\w)")
_A_WORD = re.compile(r"\w+(?:['’/%]\w+)?")
_PLAIN = re.compile(r"\w+")
_OPENING = 4
_ENCODED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{24,}={0,2}(?![\w+/=])")
_EDGE_BEFORE = re.compile(r"[.!?。][\"'”’)]?\s+|\n|[•▪●|]")
_EDGE_AFTER = re.compile(r"[.!?。](?=[\"'”’)]?(?:\s|$))|\n|[•▪●|]")
_WORD_GAP = r"[\s\W_]{1,4}"
_FEW_WORDS = rf"(?:\w+{_WORD_GAP}){{0,6}}?"


@dataclass(frozen=True, slots=True)
class _Order:
    """A turn of phrase, with what a text must hold for it to stand there at all."""

    pattern: re.Pattern[str]
    needs: tuple[tuple[frozenset[str], frozenset[str]], ...]

    def may_stand_in(self, words: frozenset[str], starts: frozenset[str]) -> bool:
        return all(
            not (whole.isdisjoint(words) and opening.isdisjoint(starts))
            for whole, opening in self.needs
        )


@cache
def _orders(name: str) -> tuple[_Order, ...]:
    """Read a group; `_` between words stands for up to six others."""
    return tuple(_order(entry) for entry in groups("orders")[name])


def _order(entry: str) -> _Order:
    words = entry.split()
    pieces: list[str] = []
    for place, word in enumerate(words):
        pieces.append(_FEW_WORDS if word == "_" else _word(word))
        if word != "_" and place + 1 < len(words):
            pieces.append(_WORD_GAP)
    pattern = re.compile(rf"(?<!\w)(?:{''.join(pieces)})(?!\w)", re.IGNORECASE)
    needs = (_need(word) for word in words if word != "_")
    return _Order(pattern, tuple(need for need in needs if need is not None))


def _word(word: str) -> str:
    options = (re.escape(option).replace(r"\*", r"\w*") for option in word.split("/"))
    return f"(?:{'|'.join(options)})"


def _need(word: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """What one of the options takes: a whole word, or a word that starts like it."""
    options = word.split("/")
    if not all(_PLAIN.fullmatch(option.rstrip("*")) for option in options):
        return None
    whole = frozenset(option for option in options if not option.endswith("*"))
    opening = frozenset(option[:_OPENING] for option in options if option.endswith("*"))
    return whole, opening


_MARKERS = re.compile(
    r"<\|?/?\s*(?:im_start|im_end|system|assistant|user|endoftext|inst)\b[^>\n]{0,20}\|?>?"
    r"|\[/?(?:INST|SYS|SYSTEM)\]|<</?SYS>>|^\s*#{2,}\s*(?:system|instructions?|assistant)\b"
    r"|^\s*(?:system|assistant)\s*:\s|</?data\b|</?(?:prompt|instructions?)>",
    re.IGNORECASE | re.MULTILINE,
)


def orders_in_resume(text: str) -> list[Span]:
    """Find sentences of a résumé that command its reader or judge their own writer."""
    return _spans(text, ("anywhere", "resume"))


def orders_in_job(text: str) -> list[Span]:
    """Find sentences of a job description that command whoever assesses by it."""
    return _spans(text, ("anywhere",))


def without(text: str, spans: Iterable[Span]) -> str:
    """Cut passages out of a text; they are in order and do not overlap."""
    out, at = [], 0
    for span in spans:
        out.append(text[at : span.start])
        at = span.end
    return "".join([*out, text[at:]])


def _spans(text: str, names: tuple[str, ...]) -> list[Span]:
    plain, starts = _plain(text)
    found = [
        _sentence(text, starts[match.start()], starts[match.end() - 1] + 1)
        for match in _matches(plain, names)
    ]
    return _joined([*found, *_encoded(text, names)])


def _matches(plain: str, names: tuple[str, ...]) -> Iterator[re.Match[str]]:
    yield from _MARKERS.finditer(plain)
    words = frozenset(_A_WORD.findall(plain.casefold()))
    openings = frozenset(word[:_OPENING] for word in words)
    for name in names:
        for order in _orders(name):
            if order.may_stand_in(words, openings):
                yield from order.pattern.finditer(plain)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Undo disguises: lookalike letters, invisible characters, words spelled with gaps."""
    same = text if text.isascii() else text.translate(_LOOKALIKE)
    hidden = [match.span() for match in _HIDDEN.finditer(text)] if not text.isascii() else []
    spelled = [match.span() for match in _SPELLED.finditer(text)]
    if not hidden and not spelled:
        return same, range(len(text) + 1)
    skipped = {at for start, end in hidden for at in range(start, end)}
    for start, end in spelled:
        skipped |= {at for at in range(start, end) if not text[at].isalnum()}
    kept = [at for at in range(len(text)) if at not in skipped]
    return "".join(same[at] for at in kept), [*kept, len(text)]


def _sentence(text: str, start: int, end: int) -> Span:
    before = [match.end() for match in _EDGE_BEFORE.finditer(text, 0, start)]
    first = before[-1] if before else 0
    after = _EDGE_AFTER.search(text, max(end - 1, start))
    return Span(
        first, after.end() if after and text[after.start()] in ".!?。" else _stop(after, text)
    )


def _stop(after: re.Match[str] | None, text: str) -> int:
    return after.start() if after else len(text)


def _encoded(text: str, names: tuple[str, ...]) -> Iterator[Span]:
    for match in _ENCODED.finditer(text):
        try:
            told = base64.b64decode(match.group() + "=" * (-len(match.group()) % 4), validate=True)
        except (ValueError, binascii.Error):
            continue
        if any(_matches(told.decode("utf-8", "replace"), names)):
            yield Span(*match.span())


def _joined(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        elif span.start < span.end:
            out.append(span)
    return out
