"""Degrees, certificates and languages, with their level and whether they were finished."""

from __future__ import annotations

from collections.abc import Iterator

from lexicon.degrees import Degree, find_degrees
from lexicon.languages import LanguageHit, find_languages

from .findings import Case, Finding
from .reading import Reading
from .refusals import Kind
from .source import Place, Scope, Segment, Source
from .wordlists import listed

_UNFINISHED = listed("credentials.unfinished")
_CUES = listed("credentials.cues")
_RANKS = listed("credentials.ranks")
_HONOURING = frozenset({"year", "month", "quarter", "week", "decade"})
_CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
_LEVELS = {
    "basic": 1.0, "limited": 1.5, "intermediate": 2.5, "professional": 4.0,
    "full professional": 4.5, "advanced": 4.5, "fluent": 5.0, "bilingual": 6.0, "native": 6.0,
}  # fmt: skip
_UNSTATED = 4.0


def wrong_languages(case: Case) -> Iterator[Finding]:
    """Yield languages the résumé does not list, or lists at a lower level."""
    given = _languages(case.source)
    for hit in find_languages(case.reading.folded.text):
        known = given.get(hit.language)
        first, last = _span(case.reading, hit.start, hit.end)
        claim = case.reading.claim(first, last)
        if known is None and not case.source.document.has(case.senses(first, last)):
            detail = f"The résumé does not list the language “{claim}”."
            yield Finding(Kind.LANGUAGE, first, last, detail)
        elif hit.level and known is not None and _rank(hit) > known:
            detail = f"The résumé gives a lower level than “{claim}”."
            yield Finding(Kind.LANGUAGE, first, last, detail)


def _languages(source: Source) -> dict[str, float]:
    """Map each language of the résumé to its highest level there."""
    listed_pairs = (
        f"{row.get('language', '')}: {row.get('fluency') or ''}"
        for row in source.sections.get("languages") or ()
        if isinstance(row, dict)
    )
    hits = [hit for text in listed_pairs for hit in find_languages(text)]
    hits += [
        hit
        for segment in source.segments
        if not segment.pointer.startswith("/languages/")
        for hit in segment.languages
    ]
    found: dict[str, float] = {}
    for hit in hits:
        found[hit.language] = max(found.get(hit.language, 0.0), _rank(hit))
    return found


def _rank(hit: LanguageHit) -> float:
    """Place a level on one ladder; a language named without a level counts as working level."""
    level = hit.level or ""
    if level in _CEFR:
        return float(_CEFR.index(level) + 1)
    return _LEVELS.get(level, _UNSTATED if not level else 3.0)


def wrong_degrees(case: Case) -> Iterator[Finding]:
    """Yield degrees that are higher than the résumé's, in another subject, or not finished."""
    given = [(degree, segment) for segment in case.source.segments for degree in segment.degrees]
    for degree in find_degrees(case.reading.folded.text):
        same = [segment for other, segment in given if other.level == degree.level]
        problem = _problem(case, degree, same)
        if problem:
            ends = (degree.start, degree.end, degree.area_start, degree.area_end)
            places = [place for place in ends if place is not None]
            first, last = _span(case.reading, min(places), max(places))
            claim = case.reading.claim(first, last)
            yield Finding(Kind.DEGREE, first, last, problem.format(claim))


def _problem(case: Case, degree: Degree, same: list[Segment]) -> str:
    first, last = _span(case.reading, degree.start, degree.end)
    if not same:
        known = case.source.document.has(case.senses(first, last))
        return "" if known else "The résumé does not list “{}”."
    entries = {segment.entry for segment in same}
    if not any(_has_area(case, degree, entry) for entry in entries):
        return "The résumé does not list this degree in “{}”."
    if not _is_hedged(case, degree) and all(_is_unfinished(case.source, one) for one in entries):
        return "The résumé does not say that “{}” was completed."
    return ""


def _has_area(case: Case, degree: Degree, entry: str) -> bool:
    """Tell whether the field of study beside a degree stands in the same entry."""
    if degree.area_start is None or degree.area_end is None or not entry:
        return True
    first, last = _span(case.reading, degree.area_start, degree.area_end)
    scope = Scope(segment for segment in case.source.segments if segment.entry == entry)
    words = list(case.content(first, last))
    known = [scope.has(case.all_senses[index]) for index in words]
    return not words or all(known) or (known[0] and _goes_on(case, first, last))


def _goes_on(case: Case, first: int, last: int) -> bool:
    """Tell whether what follows a field of study is another item: "Biology and three papers"."""
    parts = case.reading.chunks[first : last + 1]
    return parts[0] != parts[-1]


def _is_unfinished(source: Source, entry: str) -> bool:
    """Tell whether an entry says that what it is about is not completed."""
    return bool(entry) and any(
        word.lower in _UNFINISHED
        for segment in source.segments
        if segment.entry == entry
        for word in segment.reading.words
    )


def _is_hedged(case: Case, degree: Degree) -> bool:
    sentence = {
        word.sentence
        for word in case.reading.words
        if word.start < degree.end and word.end > degree.start
    }
    return any(
        word.lower in _UNFINISHED for word in case.reading.words if word.sentence in sentence
    )


def wrong_certificates(case: Case) -> Iterator[Finding]:
    """Yield ranks of certificates that the résumé does not give."""
    cued = {word.sentence for word in case.reading.words if word.lower in _CUES}
    for index, word in enumerate(case.reading.words):
        if word.sentence not in cued or word.lower not in _RANKS:
            continue
        places = case.scope.places(frozenset({word.stem}))
        if not any(_is_of_certificate(place) for place in places):
            claim = case.reading.claim(index, index)
            detail = f"The résumé does not give the certificate as “{claim}”."
            yield Finding(Kind.CERTIFICATE, index, index, detail)


def wrong_honours(case: Case) -> Iterator[Finding]:
    """Yield titles of honour such as "Teacher of the Year" that the résumé does not have."""
    words = case.reading.words
    for index in range(1, len(words) - 2):
        forms = tuple(word.lower for word in words[index : index + 3])
        if forms[:2] == ("of", "the") and forms[2] in _HONOURING:
            honour = (words[index - 1].lower, *forms)
            if not _stands_in(case.source, honour):
                claim = case.reading.claim(index - 1, index + 2)
                detail = f"The résumé does not have the honour “{claim}”."
                yield Finding(Kind.AWARD, index - 1, index + 2, detail)


def _stands_in(source: Source, forms: tuple[str, ...]) -> bool:
    wanted = " ".join(forms)
    return any(
        wanted in " ".join(word.lower for word in segment.reading.words)
        for segment in source.segments
    )


def unfinished_certificates(case: Case) -> Iterator[Finding]:
    """Yield certificates stated as held that the résumé has as planned, running or expired."""
    hedged = {word.sentence for word in case.reading.words if word.lower in _UNFINISHED}
    for index, word in enumerate(case.reading.words):
        if word.sentence in hedged or not case.reading.is_content(index):
            continue
        places = case.scope.places(case.reading.senses[index])
        if places and all(_is_unfinished_there(case.source, place) for place in places):
            claim = case.reading.claim(index, index)
            detail = f"The résumé does not say that “{claim}” was completed."
            yield Finding(Kind.CERTIFICATE, index, index, detail)


def _is_unfinished_there(source: Source, place: Place) -> bool:
    segment = place.segment
    return segment.pointer.startswith("/certificates") and _is_unfinished(source, segment.entry)


def _is_of_certificate(place: Place) -> bool:
    if place.segment.pointer.startswith("/certificates"):
        return True
    return any(word.lower in _CUES for word in place.segment.reading.words)


def _span(reading: Reading, start: int, end: int) -> tuple[int, int]:
    found = reading.between(start, end)
    assert found, reading.folded.text[start:end]
    return found
