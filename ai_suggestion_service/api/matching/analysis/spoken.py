"""Languages: by the level stated, or by the language that the résumé itself is written in."""

from collections.abc import Mapping

from api.matching.analysis.opinion import Opinion, missing
from api.matching.analysis.profile import JobProfile
from api.matching.field_words import languages_in
from api.matching.ledger import Verdict
from api.matching.requirements import Requirement
from api.matching.resume_facts import ResumeFacts
from lexicon.languages import LanguageHit

_LEVELS: Mapping[str, float] = {
    "A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6, "native": 7, "bilingual": 7,
    "fluent": 5, "full professional": 5.5, "professional": 4.5, "advanced": 4.5,
    "intermediate": 3, "limited": 2, "basic": 2,
}  # fmt: skip
_UNSTATED_ASKED = 3.5
_UNSTATED_HELD = 4.0
_WRITTEN = 5.0


def judge_language(requirement: Requirement, resume: ResumeFacts, _job: JobProfile) -> Opinion:
    """Judge by the best of the languages that the requirement accepts."""
    asked = languages_in(requirement.text)
    opinions = [_judge_one(hit, resume) for hit in asked]
    order = (Verdict.MET, Verdict.PARTIAL, Verdict.MISSING)
    told = missing("The language asked for is not stated.")
    return min(opinions, key=lambda opinion: order.index(opinion.verdict), default=told)


def _judge_one(asked: LanguageHit, resume: ResumeFacts) -> Opinion:
    held = [hit for hit in resume.languages if hit.language == asked.language]
    needed = _LEVELS.get(asked.level or "", _UNSTATED_ASKED)
    best = max(held, key=_level_held, default=None)
    unit = resume.unit_at(best.start) if best else None
    if best is not None and unit is not None:
        stated = best.level or "without a level"
        if _level_held(best) >= needed:
            return Opinion(Verdict.MET, (unit,), f"{asked.language} is stated: {stated}.")
        told = f"{asked.language} is stated ({stated}), below the level asked for."
        return Opinion(Verdict.PARTIAL, (unit,), told)
    return _by_writing(asked, needed, resume)


def _by_writing(asked: LanguageHit, needed: float, resume: ResumeFacts) -> Opinion:
    if resume.language != asked.language:
        return missing(f"{asked.language} is not stated.")
    told = f"The résumé is written in {asked.language}; no level is stated."
    sentence = max(resume.units, key=lambda unit: (len(unit.words), -unit.start))
    verdict = Verdict.MET if needed <= _WRITTEN else Verdict.PARTIAL
    return Opinion(verdict, (sentence,), told)


def _level_held(hit: LanguageHit) -> float:
    return _LEVELS.get(hit.level or "", _UNSTATED_HELD)
