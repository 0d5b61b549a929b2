"""What an analyser says of a requirement, and what of it survives a look into the résumé."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.matching.evidence import Span, locate
from api.matching.ledger import Evidence, Row, Verdict, row
from api.matching.requirements import Requirement
from api.matching.resume_text import section_at

_CUT = re.compile(r"\s*(?:…|\[\.\.\.\]|\[…\]|\.\.\.)\s*")


@dataclass(frozen=True, slots=True)
class Judgement:
    """An analyser's word on one requirement, not yet believed."""

    requirement_id: str
    verdict: Verdict
    quotes: tuple[str, ...] = ()
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the reader of a ledger should know, by code, in words."""

    code: str
    detail: str
    requirement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """Ledger rows in the order of the requirements, and what was corrected on the way."""

    rows: tuple[Row, ...]
    warnings: tuple[Finding, ...]


def verify(
    judgements: Iterable[Judgement], requirements: Sequence[Requirement], resume_text: str
) -> Verified:
    """Keep of an analyser's judgements only what the résumé's own words support.

    Met or partial without one standing quote becomes missing, or unassessable where a résumé's
    silence proves nothing. Unassessable is refused where the requirement can be assessed.
    """
    by_id: dict[str, Judgement] = {}
    for judgement in judgements:
        by_id.setdefault(judgement.requirement_id, judgement)
    rows: list[Row] = []
    warnings: list[Finding] = []
    for requirement in requirements:
        entry, found = _entry(requirement, by_id.get(requirement.id), resume_text)
        rows.append(entry)
        warnings += found
    return Verified(tuple(rows), tuple(warnings))


def _entry(
    requirement: Requirement, judgement: Judgement | None, text: str
) -> tuple[Row, list[Finding]]:
    if judgement is None:
        note = Finding("not_judged", "The analyser left this requirement out.", requirement.id)
        return row(requirement, Verdict.UNASSESSABLE), [note]
    evidence, warnings = _standing(judgement, text)
    verdict = judgement.verdict
    if verdict in (Verdict.MET, Verdict.PARTIAL) and not evidence:
        detail = "No quoted passage stands in the résumé: the verdict was withdrawn."
        warnings.append(Finding("evidence_missing", detail, requirement.id))
        verdict = Verdict.MISSING
    if verdict is Verdict.UNASSESSABLE and requirement.assessable:
        detail = "A résumé can show this: unassessable was read as missing."
        warnings.append(Finding("assessable", detail, requirement.id))
        verdict = Verdict.MISSING
    if verdict is Verdict.MISSING and not requirement.assessable:
        verdict = Verdict.UNASSESSABLE
    kept = evidence if verdict in (Verdict.MET, Verdict.PARTIAL) else []
    return row(requirement, verdict, kept, judgement.rationale), warnings


def _standing(judgement: Judgement, text: str) -> tuple[list[Evidence], list[Finding]]:
    spans: Counter[Span] = Counter()
    warnings: list[Finding] = []
    for quote in judgement.quotes:
        found = [locate(part, text) for part in _CUT.split(quote) if part.strip()]
        if not found or None in found:
            detail = "A quoted passage does not stand in the résumé and was dropped."
            warnings.append(Finding("quote_not_found", detail, judgement.requirement_id))
            continue
        spans.update(span for span in found if span is not None)
    return [_evidence(span, text) for span in spans], warnings


def _evidence(span: Span, text: str) -> Evidence:
    quote = text[span.start : span.end]
    return Evidence(quote, span.start, span.end, section_at(text, span.start))
