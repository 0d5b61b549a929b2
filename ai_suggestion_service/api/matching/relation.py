"""Whether a quoted passage has anything to do with what it is quoted for."""

import re

from api.matching.field_words import degrees_in, languages_in, skills_in
from api.matching.kinds import Kind, years_asked
from api.matching.requirements import Requirement
from api.matching.stems import words_of

_DIGIT = re.compile(r"\d")


def says_something(quote: str) -> bool:
    """Tell whether a quote says anything at all: a telling word, a figure or a skill."""
    telling = any(word.weight > 0 for word in words_of(quote))
    return telling or bool(_DIGIT.search(quote)) or bool(skills_in(quote))


def is_related(requirement: Requirement, quote: str) -> bool:
    """Tell whether a requirement and a passage share a word, a near synonym, a skill or a field."""
    if _shares_kind(requirement, quote) or _skills(requirement.text) & _skills(quote):
        return True
    asked = [word for word in words_of(requirement.text) if word.weight >= 1]
    told = [word for word in words_of(quote) if word.weight > 0]
    return any(
        one.stem == other.stem or one.kin & other.kin or one.fields & other.fields
        for one in asked
        for other in told
    )


def _shares_kind(requirement: Requirement, quote: str) -> bool:
    if requirement.kind is Kind.EXPERIENCE:
        return bool(_DIGIT.search(quote)) or years_asked(quote) is not None
    if requirement.kind is Kind.DEGREE:
        return bool(degrees_in(quote))
    return requirement.kind is Kind.LANGUAGE and bool(languages_in(quote))


def _skills(text: str) -> set[str]:
    return {hit.skill.name for hit in skills_in(text)}
