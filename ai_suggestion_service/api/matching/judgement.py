"""What an analyser says of a requirement, and what of it survives a look into the résumé."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.matching.evidence import Span, locate
from api.matching.ledger import Evidence, Row, Verdict, row
from api.matching.relation import is_related, says_something
from api.matching.requirements import Requirement
from api.matching.resume_text import section_at

_CUT = re.compile(r"\s*(?:…|\[\.\.\.\]|\[…\]|\.\.\.)\s*")
_CITED_OFTEN = 3
_DETAILS = {
    "not_judged": "The analyser left this requirement out.",
    "quote_not_found": "A quoted passage does not stand in the résumé and was dropped.",
    "quote_unrelated": "A passage cited for many requirements has nothing to do with this one.",
    "evidence_missing": "No quoted passage stands in the résumé: the verdict was withdrawn.",
    "assessable": "A résumé can show this: unassessable was read as missing.",
}


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
    silence proves nothing. Unassessable is refused where the requirement can be assessed. Of two
    judgements on a requirement the worse counts, and a passage cited for many requirements
    counts only for those that it has to do with.
    """
    judged: dict[str, Judgement] = {}
    for judgement in judgements:
        held = judged.get(judgement.requirement_id, judgement)
        judged[judgement.requirement_id] = min(held, judgement, key=_severity)
    located = {one.requirement_id: _locate_all(one, resume_text) for one in judged.values()}
    cited = Counter(span for found in located.values() for span in found.spans)
    checked = [
        _checked(one, judged.get(one.id), located.get(one.id, _NOTHING), cited, resume_text)
        for one in requirements
    ]
    warnings = tuple(warning for _, found in checked for warning in found)
    return Verified(tuple(entry for entry, _ in checked), warnings)


@dataclass(frozen=True, slots=True)
class _Located:
    """The passages that stand, and how many that were quoted do not."""

    spans: tuple[Span, ...] = ()
    lost: int = 0


_NOTHING = _Located()
_SEVERITY = (Verdict.MISSING, Verdict.UNASSESSABLE, Verdict.PARTIAL, Verdict.MET)


def _severity(judgement: Judgement) -> int:
    return _SEVERITY.index(judgement.verdict)


def _locate_all(judgement: Judgement, text: str) -> _Located:
    spans: dict[Span, None] = {}
    lost = 0
    for quote in judgement.quotes:
        found = [locate(part, text) for part in _CUT.split(quote) if part.strip()]
        standing = [span for span in found if span is not None]
        if not standing or len(standing) < len(found) or not says_something(quote):
            lost += 1
        else:
            spans.update(dict.fromkeys(standing))
    return _Located(tuple(spans), lost)


def _checked(
    requirement: Requirement,
    judgement: Judgement | None,
    located: _Located,
    cited: Counter[Span],
    text: str,
) -> tuple[Row, list[Finding]]:
    if judgement is None:
        return row(requirement, Verdict.UNASSESSABLE), [_note("not_judged", requirement)]
    kept = [span for span in located.spans if not _is_stretched(span, requirement, cited, text)]
    codes = ["quote_not_found"] if located.lost else []
    codes += ["quote_unrelated"] if len(kept) < len(located.spans) else []
    verdict = judgement.verdict
    if verdict in (Verdict.MET, Verdict.PARTIAL) and not kept:
        codes.append("evidence_missing")
        verdict = Verdict.MISSING
    if verdict is Verdict.UNASSESSABLE and requirement.assessable:
        codes.append("assessable")
        verdict = Verdict.MISSING
    if verdict is Verdict.MISSING and not requirement.assessable:
        verdict = Verdict.UNASSESSABLE
    shown = kept if verdict in (Verdict.MET, Verdict.PARTIAL) else []
    evidence = [_evidence(span, text) for span in shown]
    entry = row(requirement, verdict, evidence, judgement.rationale)
    return entry, [_note(code, requirement) for code in codes]


def _is_stretched(span: Span, requirement: Requirement, cited: Counter[Span], text: str) -> bool:
    """Tell whether a passage is cited for nearly anything, and here for something else."""
    often = cited[span] >= _CITED_OFTEN
    return often and not is_related(requirement, text[span.start : span.end])


def _note(code: str, requirement: Requirement) -> Finding:
    return Finding(code, _DETAILS[code], requirement.id)


def _evidence(span: Span, text: str) -> Evidence:
    quote = text[span.start : span.end]
    return Evidence(quote, span.start, span.end, section_at(text, span.start))
