"""Passages of a résumé or job description that try to command whoever reads it.

They are data that must not act: they are covered before any analyser sees the text, and never
serve as evidence or requirement.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable, Iterator

from api.matching.evidence import Span
from api.matching.words import groups

_LOOKALIKE = str.maketrans(
    dict(zip("авеікмнорстухѕјԁһӏԛԝɡαεικνορτυχ", "abeikmhopctyxsjdhlqwgaeikvoptux", strict=True))
    | dict(zip("АВЕІКМНОРСТУХЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEIKMHOPCTYXSJABEZHIKMNOPTYX", strict=True))
)
_HIDDEN = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_SPELLED = re.compile(r"(?<!\w)(?:\w[ .\-_*]){4,}\w(?!\w)")
_ENCODED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{24,}={0,2}(?![\w+/=])")
_EDGE_BEFORE = re.compile(r"[.!?。][\"'”’)]?\s+|\n|[•▪●|]")
_EDGE_AFTER = re.compile(r"[.!?。](?=[\"'”’)]?(?:\s|$))|\n|[•▪●|]")
_WORD_GAP = r"[\s\W_]{1,4}"
_FEW_WORDS = rf"(?:\w+{_WORD_GAP}){{0,6}}?"


def _pattern(name: str) -> re.Pattern[str]:
    """Make one pattern of a group; `_` between words stands for up to six others."""
    forms = (_form(entry) for entry in groups("orders")[name])
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _form(entry: str) -> str:
    words = entry.split()
    pieces: list[str] = []
    for place, word in enumerate(words):
        pieces.append(_FEW_WORDS if word == "_" else _word(word))
        if word != "_" and place + 1 < len(words):
            pieces.append(_WORD_GAP)
    return "".join(pieces)


def _word(word: str) -> str:
    options = (re.escape(option).replace(r"\*", r"\w*") for option in word.split("/"))
    return f"(?:{'|'.join(options)})"


_ANYWHERE = _pattern("anywhere")
_IN_RESUMES = _pattern("resume")
_MARKERS = re.compile(
    r"<\|?/?\s*(?:im_start|im_end|system|assistant|user|endoftext|inst)\b[^>\n]{0,20}\|?>?"
    r"|\[/?(?:INST|SYS|SYSTEM)\]|<</?SYS>>|^\s*#{2,}\s*(?:system|instructions?|assistant)\b"
    r"|^\s*(?:system|assistant)\s*:\s|</?data\b|</?(?:prompt|instructions?)>",
    re.IGNORECASE | re.MULTILINE,
)


def orders_in_resume(text: str) -> list[Span]:
    """Find sentences of a résumé that command its reader or judge their own writer."""
    return _spans(text, (_ANYWHERE, _IN_RESUMES, _MARKERS))


def orders_in_job(text: str) -> list[Span]:
    """Find sentences of a job description that command whoever assesses by it."""
    return _spans(text, (_ANYWHERE, _MARKERS))


def without(text: str, spans: Iterable[Span]) -> str:
    """Cut passages out of a text; they are in order and do not overlap."""
    out, at = [], 0
    for span in spans:
        out.append(text[at : span.start])
        at = span.end
    return "".join([*out, text[at:]])


def _spans(text: str, patterns: tuple[re.Pattern[str], ...]) -> list[Span]:
    plain, starts = _plain(text)
    found: list[Span] = []
    for pattern in patterns:
        for match in pattern.finditer(plain):
            found.append(_sentence(text, starts[match.start()], starts[match.end() - 1] + 1))
    found += _encoded(text, patterns)
    return _joined(found)


def _plain(text: str) -> tuple[str, list[int]]:
    """Undo disguises: lookalike letters, invisible characters, words spelled with gaps."""
    skipped = {match.start() for match in _HIDDEN.finditer(text)}
    for match in _SPELLED.finditer(text):
        gap = {at for at in range(*match.span()) if not text[at].isalnum()}
        skipped |= gap if len(gap) * 2 + 1 == len(match.group()) else set()
    letters: list[str] = []
    starts: list[int] = []
    for at, letter in enumerate(text):
        if at in skipped:
            continue
        simple = letter if letter.isascii() else unicodedata.normalize("NFKC", letter)
        letters.append(simple)
        starts += [at] * len(simple)
    return "".join(letters).translate(_LOOKALIKE), [*starts, len(text)]


def _sentence(text: str, start: int, end: int) -> Span:
    before = [match.end() for match in _EDGE_BEFORE.finditer(text, 0, start)]
    first = before[-1] if before else 0
    after = _EDGE_AFTER.search(text, max(end - 1, start))
    return Span(
        first, after.end() if after and text[after.start()] in ".!?。" else _stop(after, text)
    )


def _stop(after: re.Match[str] | None, text: str) -> int:
    return after.start() if after else len(text)


def _encoded(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Span]:
    for match in _ENCODED.finditer(text):
        try:
            told = base64.b64decode(match.group() + "=" * (-len(match.group()) % 4), validate=True)
        except (ValueError, binascii.Error):
            continue
        plain = told.decode("utf-8", "replace")
        if any(pattern.search(plain) for pattern in patterns):
            yield Span(*match.span())


def _joined(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        elif span.start < span.end:
            out.append(span)
    return out
