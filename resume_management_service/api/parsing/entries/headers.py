"""The header of an entry: its time, and the pieces that are not dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from api.parsing.dates import Span, is_duration, time_spans, without_dates
from api.parsing.entries.slots import HeaderPiece
from api.parsing.found import Found
from api.parsing.layout.pieces import Piece, row_pieces
from api.parsing.layout.rows import Row
from api.parsing.lexical.field_labels import labelled_fields
from api.parsing.lexical.organisations import company_score
from api.parsing.lexical.places import place_score
from api.parsing.lexical.titles import title_score

_LABEL_MARKS = ("\t", ":")
_CONTRACT = re.compile(
    r"(?i)^(?:full[- ]?time|part[- ]?time|contract|permanent|temporary|freelance|self-employed|"
    r"vollzeit|teilzeit|"
    r"festanstellung|unbefristet|befristet|cdi|cdd|temps plein|temps partiel|jornada completa|"
    r"tempo pieno|"
    r"tempo parziale|tempo integral|fulltime|parttime|internship|apprenticeship|seasonal)$"
)


@dataclass(frozen=True, slots=True)
class Time:
    """When an entry was: the span that tells it and where it stands in the document."""

    span: Span
    start: int
    end: int
    raw: str


def find_time(rows: Sequence[Row]) -> Time | None:
    """Return the first range in the rows, else the first single date."""
    times = [
        Time(span, row.start + span.start, _end(row, span), row.text[span.start : span.end])
        for row in rows
        for span in time_spans(row.text)
    ]
    ranges = [time for time in times if not time.span.single]
    if not ranges and len(times) == 2 and times[0].span.first and times[1].span.last:
        return _between(times[0], times[1])
    return next(iter([*ranges, *times]), None)


def _end(row: Row, span: Span) -> int:
    """Return where a time ends; one mended over two rows is longer than its own row."""
    return min(row.start + span.end, row.end)


def _between(first: Time, last: Time) -> Time:
    """Read two single dates of one header as the ends of a range."""
    span = Span(0, 0, first.span.first, last.span.last, False, False)
    if span.first and span.last and span.last < span.first:
        return first
    return Time(span, first.start, last.end, f"{first.raw} – {last.raw}")


def dates_of(time: Time | None, *, single_is_both: bool = False) -> dict[str, Found]:
    """Return `startDate` and `endDate`; a single date is the end, or both if so told."""
    if time is None:
        return {}
    span = time.span
    if span.single and span.first:
        found = Found(span.first.iso, time.start, time.end, 0.8)
        if not single_is_both:
            return {"endDate": found}
        return {"startDate": found} | ({} if span.first.month else {"endDate": found})
    ends = {"startDate": span.first, "endDate": None if span.current else span.last}
    return {key: Found(date.iso, time.start, time.end, 0.95) for key, date in ends.items() if date}


def header_pieces(rows: Sequence[Row], *, at: bool = True) -> list[HeaderPiece]:
    """Split the rows of a header into pieces without dates, durations and kinds of contract."""
    pieces: list[HeaderPiece] = []
    number = 0
    for row in rows:
        text = without_dates(row.text)
        whole = _together(row, row_pieces(row, text, at=at))
        found = [_within(piece, row) for piece in whole if not _is_noise(piece.text)]
        for piece, fields in _labelled(found):
            dated = "\x00" in text
            header = HeaderPiece(piece, number, len(pieces), row.style, dated, fields)
            pieces.append(header)
        number += bool(found)
    return pieces


def _together(row: Row, pieces: Sequence[Piece]) -> list[Piece]:
    """Put back together what a mark parted by mistake: `Clerk / Typist`, `Tutor (Latin)`."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and _belongs(before, piece):
            end = piece.end + (piece.mark == "(")
            text = row.text[before.start - row.start : end - row.start]
            joined[-1] = Piece(text, before.start, end, before.mark)
        else:
            joined.append(piece)
    return joined


def _belongs(before: Piece, piece: Piece) -> bool:
    titles = title_score(before.text) > 1.5
    if piece.mark == "/":
        return titles and title_score(piece.text) > 1.5
    known = max(place_score(piece.text), company_score(piece.text)) > 1.2
    return piece.mark == "(" and titles and not known and not time_spans(piece.text)


def _within(piece: Piece, row: Row) -> Piece:
    """Keep the span of a piece inside its row, whose text may be longer than its span."""
    if piece.end <= row.end:
        return piece
    return replace(piece, start=min(piece.start, row.end - 1), end=row.end)


def _labelled(pieces: Sequence[Piece]) -> Iterable[tuple[Piece, tuple[str, ...]]]:
    """Pair pieces with the fields that the label before them names, leaving labels out."""
    fields: tuple[str, ...] = ()
    for place, piece in enumerate(pieces):
        label = labelled_fields(piece.text) if not place and len(pieces) > 1 else ()
        if label and pieces[1].mark in _LABEL_MARKS:
            fields = label
        else:
            yield piece, fields
            fields = ()


def _is_noise(text: str) -> bool:
    return is_duration(text) or bool(_CONTRACT.match(text.strip()))
