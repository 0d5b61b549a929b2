"""The truth guard: what a proposed text claims that the résumé does not support."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from . import (
    contacts,
    credentials,
    figures,
    pairing,
    polarity,
    responsibility,
    skills,
    spans_of_time,
    titles,
    words,
)
from .clauses import is_greeting
from .fields import fact_kind, wrong_fact
from .findings import Case, Finding
from .letters import addressed_words, admits_lack, claims_to_know, names_the_job
from .reading import read
from .refusals import Kind, Refusal
from .source import Scope, Segment, Source

_HARD = frozenset(
    {
        Kind.SKILL,
        Kind.LANGUAGE,
        Kind.CERTIFICATE,
        Kind.TERM,
        Kind.NAME,
        Kind.NEGATION,
        Kind.LEVEL,
    }
)
Context = Literal["rewrite", "letter"]


def review(
    source: Source,
    proposal: str,
    *,
    pointer: str = "",
    context: Context = "rewrite",
    posting: str = "",
) -> list[Refusal]:
    """List the claims of a proposal that the résumé does not support; none means it may stand.

    `pointer` names the place in the sections the text is meant for. In a letter, facts of the
    job's `posting` may be addressed but never claimed as experience.
    """
    reading = read(proposal, source.language)
    if not reading.words:
        return []
    reading.is_letter = context == "letter"
    case = Case(reading, source.scope(pointer), source, pointer)
    findings = _merged(_without_addressed(case, list(_findings(case)), posting))
    return [finding.refusal(reading) for finding in findings]


def _findings(case: Case) -> Iterator[Finding]:
    kind = fact_kind(case.pointer)
    if kind is not None:
        yield from wrong_fact(case, kind)
        return
    yield from contacts.unknown(case)
    yield from spans_of_time.wrong_dates(case)
    yield from spans_of_time.wrong_durations(case)
    yield from figures.unsupported(case)
    yield from credentials.wrong_languages(case)
    yield from credentials.wrong_degrees(case)
    yield from credentials.wrong_certificates(case)
    yield from credentials.unfinished_certificates(case)
    yield from credentials.wrong_honours(case)
    yield from titles.wrong_titles(case)
    named = skills.skill_words(case)
    yield from skills.unsupported(case, named)
    yield from responsibility.inflated(case)
    yield from polarity.flipped(case)
    yield from polarity.widened(case)
    yield from polarity.inflated(case, named)
    yield from pairing.moved(case, named)
    yield from words.unsupported(
        case, _judged_elsewhere(case) | (named.keys() - case.credential_words)
    )


def _judged_elsewhere(case: Case) -> set[int]:
    """Return the words of figures, dates and durations, which are judged as such."""
    found = {
        index for quantity in case.quantities for index in range(quantity.first, quantity.last + 1)
    }
    return found | case.reading.date_words


def _without_addressed(case: Case, findings: list[Finding], posting: str) -> list[Finding]:
    """Drop what a letter only says of the job applied for."""
    if not case.reading.is_letter or not findings:
        return findings
    scope = Scope([Segment("", "", read(posting, case.reading.language))])
    addressed = addressed_words(case, scope)
    return [finding for finding in findings if not _is_addressed(case, finding, addressed, scope)]


def _is_addressed(case: Case, finding: Finding, addressed: set[int], posting: Scope) -> bool:
    indices = range(finding.first, finding.last + 1)
    if not addressed.issuperset(indices):
        return False
    if is_greeting(case.reading.words, case.reading.clause_of[finding.first].start):
        return True
    clause = case.reading.clause_of[finding.first]
    if finding.kind in _HARD and claims_to_know(case, clause):
        return False
    if admits_lack(case, case.reading.clause_of[finding.first]):
        return True
    if names_the_job(case, case.reading.clause_of[finding.first]):
        return not any(case.reading.words[index].is_number for index in indices)
    return all(
        posting.has(case.reading.senses[index]) or not _is_hard(case, index) for index in indices
    )


def _is_hard(case: Case, index: int) -> bool:
    """Tell whether a word is a name, a number or an abbreviation, which must stand somewhere."""
    word = case.reading.words[index]
    return word.is_number or word.is_acronym or word.is_capital


def _merged(findings: list[Finding]) -> list[Finding]:
    """Keep one finding for each place, the first that was made, in the order of the text."""
    kept: list[Finding] = []
    for finding in findings:
        if not any(one.first <= finding.last and finding.first <= one.last for one in kept):
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.first)
