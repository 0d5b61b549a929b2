"""Fields that are facts as a whole: names, titles, dates, degrees, grades, addresses."""

from __future__ import annotations

from lexicon.dates import find_dates

from ..pointers import PointerError, resolve, split
from .contacts import bare
from .findings import Case, Finding
from .refusals import Kind
from .source import Scope, Segment
from .wordlists import listed

_DOWNGRADING = listed("titles.downgrading")
_FACTS = {
    "name": Kind.NAME,
    "institution": Kind.INSTITUTION,
    "position": Kind.TITLE,
    "studyType": Kind.DEGREE,
    "area": Kind.DEGREE,
    "score": Kind.NUMBER,
    "startDate": Kind.DATE,
    "endDate": Kind.DATE,
    "date": Kind.DATE,
    "releaseDate": Kind.DATE,
    "issuer": Kind.CERTIFICATE,
    "publisher": Kind.PUBLICATION,
    "awarder": Kind.AWARD,
    "title": Kind.AWARD,
    "fluency": Kind.LANGUAGE,
    "language": Kind.LANGUAGE,
    "email": Kind.CONTACT,
    "phone": Kind.CONTACT,
    "url": Kind.CONTACT,
    "username": Kind.CONTACT,
    "network": Kind.CONTACT,
    "address": Kind.PLACE,
    "city": Kind.PLACE,
    "region": Kind.PLACE,
    "countryCode": Kind.PLACE,
    "postalCode": Kind.PLACE,
    "location": Kind.PLACE,
    "organization": Kind.EMPLOYER,
}
_KIND_OF_NAME = {"work": Kind.EMPLOYER, "certificates": Kind.CERTIFICATE, "skills": Kind.SKILL}
_EXACT = frozenset({"score", "phone", "email", "username", "postalCode"})
_DATES = frozenset({"startDate", "endDate", "date", "releaseDate"})


def fact_kind(pointer: str) -> Kind | None:
    """Name the kind of fact a field holds; None where it holds free text."""
    parts = [part for part in split(pointer) if not part.isdigit()]
    if not parts or parts[0] == "skills":
        return None
    if parts[-1] == "name":
        return _KIND_OF_NAME.get(parts[0], Kind.NAME)
    return _FACTS.get(parts[-1])


def wrong_fact(case: Case, kind: Kind) -> list[Finding]:
    """Return the finding when a fact's field would no longer say what the résumé says there."""
    if not case.reading.words or _is_kept(case):
        return []
    last = len(case.reading.words) - 1
    claim = case.reading.claim(0, last)
    return [Finding(kind, 0, last, f"The résumé does not say “{claim}” in this place.")]


def _is_kept(case: Case) -> bool:
    field = split(case.pointer)[-1]
    given = _given(case)
    text = case.reading.folded.text
    if field in _DATES:
        return any(_dates(text) == _dates(one.reading.folded.text) for one in given)
    if field in _EXACT or field == "url":
        return any(_letters(text) == _letters(one.reading.folded.text) for one in given)
    return any(_says_no_more(case, one) for one in given)


def _given(case: Case) -> list[Segment]:
    """Return the field itself, or every field of its name where it is new."""
    segments = case.source.segments
    here = [segment for segment in segments if segment.pointer == case.pointer]
    if here or _exists(case):
        return here
    name, section = split(case.pointer)[-1], split(case.pointer)[0]
    return [one for one in segments if one.field == name and split(one.pointer)[0] == section]


def _exists(case: Case) -> bool:
    """Tell whether the entry the field belongs to is one of the source."""
    try:
        resolve(case.source.sections, "/" + "/".join(split(case.pointer)[:2]))
    except PointerError:
        return False
    return True


def _says_no_more(case: Case, given: Segment) -> bool:
    """Tell whether each word stands in the given field and no lowering word was dropped."""
    scope = Scope([given])
    words = case.reading.words
    if not all(
        scope.has(case.all_senses[index]) for index, word in enumerate(words) if not word.is_number
    ):
        return False
    numbers = {word.text for word in given.reading.words if word.is_number}
    if any(word.is_number and word.text not in numbers for word in words):
        return False
    lowering = {word.lower for word in given.reading.words} & _DOWNGRADING
    kept = Scope([Segment("", "", case.reading)])
    return all(
        kept.has(senses)
        for word, senses in zip(given.reading.words, given.reading.senses, strict=True)
        if word.lower in lowering
    )


def _dates(text: str) -> list[str]:
    return [hit.date.iso for hit in find_dates(text)] or [text.strip().lower()]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, bare(text)))
