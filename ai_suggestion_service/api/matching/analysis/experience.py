"""Years of work of a certain sort, from the dates of a résumé's entries or its own words."""

from collections.abc import Sequence

from api.matching.analysis.opinion import Opinion, missing
from api.matching.analysis.overlap import LISTED, MET, PARTIAL, Terms, judge_by_words, terms_of
from api.matching.analysis.profile import JobProfile
from api.matching.ledger import Verdict
from api.matching.requirements import Requirement
from api.matching.resume_facts import Entry, ResumeFacts
from api.matching.resume_units import Unit

_ENOUGH = 0.9
_SOME = 0.3
_RELEVANT = 0.45
_MOST_SHOWN = 3


def judge_experience(requirement: Requirement, resume: ResumeFacts, job: JobProfile) -> Opinion:
    """Judge by the dated entries that tell of such work."""
    terms = _topic(requirement)
    if requirement.years is None and terms.terms and requirement.text != job.named:
        return judge_by_words(requirement, resume, job)
    entries = [entry for entry in resume.entries if _is_relevant(entry, terms, resume, job)]
    if requirement.years is None:
        return _as_a_whole(requirement, resume, job, entries)
    return _with_years(requirement.years, terms, resume, job, entries)


def _topic(requirement: Requirement) -> Terms:
    """What the work is about, without words that could be said of any work."""
    whole = terms_of(requirement.text, requirement.any_of)
    return Terms(tuple(term for term in whole.terms if term.weight >= 1))


def _is_relevant(entry: Entry, terms: Terms, resume: ResumeFacts, job: JobProfile) -> bool:
    if not terms.terms:
        return entry in _of_the_trade(resume, job)
    return terms.over(entry.units, resume, job.fields).share >= _RELEVANT


def _names_title(entry: Entry, job: JobProfile) -> bool:
    return any(word.stem in entry.stems for word in job.title)


def _with_years(
    years: float, terms: Terms, resume: ResumeFacts, job: JobProfile, entries: Sequence[Entry]
) -> Opinion:
    shown = resume.months_of(entries) / 12
    claimed, claim = _claimed(terms, resume, job)
    had = max(shown, claimed)
    units = _headings(entries) if shown >= claimed else (claim,)
    kept = tuple(unit for unit in units if unit is not None)
    if had >= years * _ENOUGH and kept:
        return Opinion(Verdict.MET, kept, f"{had:.1f} years are shown; {years:g} are asked for.")
    if had >= years * _SOME and kept:
        return Opinion(Verdict.PARTIAL, kept, f"{had:.1f} of {years:g} years are shown.")
    return _undated(years, terms, resume, job)


def _undated(years: float, terms: Terms, resume: ResumeFacts, job: JobProfile) -> Opinion:
    """Without dates for just this, see what is mentioned, and how long the trade was followed."""
    coverage = terms.over(resume.units, resume, job.fields)
    if terms.terms and coverage.share >= MET * LISTED and coverage.units:
        told = f"It is mentioned, but no dates show {years:g} years of it."
        return Opinion(Verdict.PARTIAL, coverage.units, told)
    trade = _of_the_trade(resume, job)
    had = resume.months_of(trade) / 12
    if had >= years * _ENOUGH:
        told = f"{had:.1f} years in this field are shown, but not just this."
        return Opinion(Verdict.PARTIAL, _headings(trade), told)
    return missing(f"No dated work of this sort is shown; {years:g} years are asked for.")


def _of_the_trade(resume: ResumeFacts, job: JobProfile) -> list[Entry]:
    """Entries in the job's field; all of somebody in that field that are in no other one."""
    same = bool(resume.fields & job.fields)
    return [
        entry
        for entry in resume.entries
        if entry.fields & job.fields or _names_title(entry, job) or (same and not entry.fields)
    ]


def _claimed(terms: Terms, resume: ResumeFacts, job: JobProfile) -> tuple[float, Unit | None]:
    """Read what the résumé itself says: "eight years in retail"."""
    best: tuple[float, Unit | None] = (0.0, None)
    for years, unit in resume.claims:
        if years <= best[0]:
            continue
        about = terms.over([unit], resume, job.fields).share >= PARTIAL if terms.terms else True
        if about and (terms.terms or unit.fields & job.fields):
            best = (years, unit)
    return best


def _as_a_whole(
    requirement: Requirement, resume: ResumeFacts, job: JobProfile, entries: Sequence[Entry]
) -> Opinion:
    """Judge whether somebody has done this job: just it, or work in the same field."""
    if entries:
        years = resume.months_of(entries) / 12
        told = f"{years:.1f} years of such work are shown." if years else "Such work is shown."
        return Opinion(Verdict.MET, _headings(entries), told)
    by_words = judge_by_words(requirement, resume, job)
    trade = _of_the_trade(resume, job)
    if by_words.verdict is not Verdict.MISSING or not trade:
        return by_words
    return Opinion(Verdict.PARTIAL, _headings(trade), "Work in the same field is shown.")


def _headings(entries: Sequence[Entry]) -> tuple[Unit, ...]:
    """Quote the line that dates each entry, and what names it when the dates stand alone."""
    shown: list[Unit] = []
    for entry in entries[:_MOST_SHOWN]:
        dated = [unit for unit in entry.units if unit.start <= entry.span.start_pos < unit.end]
        shown += entry.units[:1] if not dated or dated[0] is not entry.units[0] else []
        shown += dated
    return tuple(shown[:_MOST_SHOWN])
