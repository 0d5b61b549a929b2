"""Personal data kept from outside providers: placeholders on the way out, originals on the way in.

What is replaced: the name and its parts, forms of address, e-mail addresses, telephone numbers,
links and handles, street addresses and postcodes with their places, birth, age, family,
nationality, pictures, pronouns and parenthood, and the section of references.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.llm.personal import contacts, details, names
from api.llm.personal.cues import cues
from api.llm.personal.found import Detail, Found, merged
from api.llm.personal.header import Line, header_lines, lines
from api.matching.resume_text import section_at

_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(Detail)})_\d+\]")
_KEPT_LOCATION = frozenset({"region", "countryCode"})
_ON_REQUEST = re.compile(r"request|anfrage|demande|petición|richiesta|pedido|aanvraag", re.I)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A placeholder at masked[start:end] for text[from_start:from_end]."""

    start: int
    end: int
    from_start: int
    from_end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A résumé as an outside provider may see it, and the way back.

    `originals` maps each placeholder to what it stands for.
    """

    text: str
    sections: Mapping[str, Any]
    originals: Mapping[str, str] = field(default_factory=dict)
    pieces: tuple[_Piece, ...] = ()

    def hide(self, text: str) -> str:
        """Replace in another text what is known to be personal."""
        for placeholder, original in sorted(
            self.originals.items(), key=lambda pair: len(pair[1]), reverse=True
        ):
            if original in text:
                text = re.sub(rf"(?<!\w){re.escape(original)}(?!\w)", placeholder, text)
        return text

    def restore(self, value: Any) -> Any:
        """Put the originals back into a text, or into every text of a JSON value."""
        if isinstance(value, str):
            return _PLACEHOLDER.sub(
                lambda match: self.originals.get(match.group(), match.group()), value
            )
        if isinstance(value, Mapping):
            return {name: self.restore(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self.restore(item) for item in value)
        return value

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the masked text into one of the original; placeholders count whole."""
        first, last = self._piece_before(start), self._piece_before(max(start, end - 1))
        begin = first.from_start if start < first.end else start - first.end + first.from_end
        stop = last.from_end if end <= last.end else end - last.end + last.from_end
        return begin, stop

    def _piece_before(self, at: int) -> _Piece:
        place = bisect_right(self.pieces, at, key=lambda piece: piece.start)
        return self.pieces[place - 1] if place else _Piece(0, 0, 0, 0)


def unmasked(text: str, sections: Mapping[str, Any]) -> Masked:
    """Give a résumé as it is, for a provider within this service."""
    return Masked(text, sections)


def mask(text: str, sections: Mapping[str, Any]) -> Masked:
    """Replace personal data by placeholders; `sections` is JSON Resume, possibly empty."""
    header = header_lines(text)
    name = names.name_in(text, header, names.known_names(sections))
    found = merged(_personal(text, header, name, sections), text)
    table = _Table()
    pieces: list[_Piece] = []
    out: list[str] = []
    at = length = 0
    for item in found:
        out.append(text[at : item.start])
        placeholder = table.placeholder(item.detail, text[item.start : item.end])
        length += item.start - at
        pieces.append(_Piece(length, length + len(placeholder), item.start, item.end))
        out.append(placeholder)
        length += len(placeholder)
        at = item.end
    out.append(text[at:])
    hidden = _SectionMask(name, table, _everywhere(sections)).all(sections)
    return Masked("".join(out), hidden, table.originals, tuple(pieces))


class _Table:
    """Placeholders given so far: the same words have the same placeholder."""

    def __init__(self) -> None:
        self.originals: dict[str, str] = {}
        self._given: dict[str, str] = {}
        self._count: dict[Detail, int] = {}

    def placeholder(self, detail: Detail, original: str) -> str:
        if original not in self._given:
            self._count[detail] = self._count.get(detail, 0) + 1
            placeholder = f"[{detail}_{self._count[detail]}]"
            self._given[original] = placeholder
            self.originals[placeholder] = original
        return self._given[original]


def _personal(
    text: str, header: list[Line], name: names.Name, sections: Mapping[str, Any]
) -> Iterator[Found]:
    yield from contacts.emails(text)
    yield from contacts.links(text, header)
    yield from contacts.phones(text, header)
    yield from details.labelled(text)
    yield from details.unlabelled(text, header)
    yield from details.addresses(text, header)
    yield from cues(text, header)
    yield from name.occurrences(text, header)
    yield from _references(text)
    yield from _known(text, header, sections)


def _references(text: str) -> Iterator[Found]:
    """Other people's names and numbers: every line of the references, if there are any."""
    for line in lines(text):
        stands_there = section_at(text, line.start) == "references"
        is_heading = section_at(text, line.start - 1) != "references" if line.start else True
        if stands_there and not is_heading and not _ON_REQUEST.search(line.text):
            yield Found(line.start, line.end, Detail.REFERENCE)


def _known(text: str, header: list[Line], sections: Mapping[str, Any]) -> Iterator[Found]:
    """What the parser read as contact data, wherever it stands."""
    for detail, value, everywhere in _contact_values(sections.get("basics")):
        for found in _standing(value, detail, text):
            if everywhere or any(line.start <= found.start < line.end for line in header):
                yield found


def _standing(value: str, detail: Detail, text: str) -> Iterator[Found]:
    for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text):
        yield Found(match.start(), match.end(), detail)


def _everywhere(sections: Mapping[str, Any]) -> tuple[tuple[Detail, str], ...]:
    values = _contact_values(sections.get("basics"))
    return tuple((detail, value) for detail, value, everywhere in values if everywhere)


def _contact_values(basics: Any) -> Iterator[tuple[Detail, str, bool]]:
    if not isinstance(basics, Mapping):
        return
    location = basics.get("location") if isinstance(basics.get("location"), Mapping) else {}
    assert isinstance(location, Mapping)
    values = [
        (Detail.EMAIL, basics.get("email"), True),
        (Detail.PHONE, basics.get("phone"), True),
        (Detail.LINK, basics.get("url"), True),
        (Detail.ADDRESS, location.get("address"), True),
        (Detail.ADDRESS, location.get("postalCode"), True),
        (Detail.ADDRESS, location.get("city"), False),
    ]
    for profile in basics.get("profiles") or []:
        values += [
            (Detail.LINK, profile.get("url"), True),
            (Detail.LINK, profile.get("username"), True),
        ]
    for detail, value, everywhere in values:
        if isinstance(value, str) and len(value.strip()) > 2:
            yield detail, value.strip(), everywhere


@dataclass(frozen=True, slots=True)
class _SectionMask:
    """The same for the parsed sections, whose contact data is left out altogether."""

    name: names.Name
    table: _Table
    known: tuple[tuple[Detail, str], ...]

    def all(self, sections: Mapping[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in sections.items() if name != "references"}
        basics = kept.get("basics")
        if isinstance(basics, Mapping):
            told = {name: basics[name] for name in ("label", "summary") if name in basics}
            location = basics.get("location")
            if isinstance(location, Mapping):
                told["location"] = {
                    name: value for name, value in location.items() if name in _KEPT_LOCATION
                }
            kept["basics"] = told
        hidden: dict[str, Any] = self._hide(kept)
        return hidden

    def _hide(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return {name: self._hide(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._hide(item) for item in value]
        return value

    def _text(self, text: str) -> str:
        finds = [
            *contacts.emails(text),
            *contacts.links(text, []),
            *contacts.phones(text, []),
            *details.unlabelled(text, []),
            *cues(text, []),
            *self.name.occurrences(text, []),
            *(found for detail, value in self.known for found in _standing(value, detail, text)),
        ]
        out, at = [], 0
        for item in merged(finds, text):
            original = text[item.start : item.end]
            out += [text[at : item.start], self.table.placeholder(item.detail, original)]
            at = item.end
        return "".join([*out, text[at:]])
