"""The words of the field as both sides of a match name them: skills, degrees, languages."""

import re
from dataclasses import replace
from functools import lru_cache

from lexicon.degrees import Degree, find_degrees
from lexicon.languages import LanguageHit, find_languages
from lexicon.skills import SkillHit, default_vocabulary

_PERSONAL = "personal skills"
_COMPOUND = re.compile(r"\b([^\W\d_]{5,14}?)-?(?=(?:sprach)?kenntnisse|sprachig)", re.IGNORECASE)


@lru_cache(maxsize=512)
def _all_skills_in(text: str) -> tuple[SkillHit, ...]:
    return tuple(default_vocabulary().find(text))


def skills_in(text: str) -> tuple[SkillHit, ...]:
    """Find the skills of a trade that a text names; traits of a person are none."""
    return tuple(hit for hit in _all_skills_in(text) if hit.skill.group != _PERSONAL)


def traits_in(text: str) -> tuple[SkillHit, ...]:
    """Find the traits of a person that a text names."""
    return tuple(hit for hit in _all_skills_in(text) if hit.skill.group == _PERSONAL)


@lru_cache(maxsize=512)
def degrees_in(text: str) -> tuple[Degree, ...]:
    """Find the degrees that a text names; a lone letter is a class or a grade."""
    return tuple(degree for degree in find_degrees(text) if len(degree.raw) > 1)


@lru_cache(maxsize=512)
def languages_in(text: str) -> tuple[LanguageHit, ...]:
    """Find the languages spoken, also within German compounds such as "Deutschkenntnisse"."""
    hits = list(find_languages(text))
    taken = {hit.start for hit in hits}
    for match in _COMPOUND.finditer(text):
        if match.start() not in taken:
            start = match.start(1)
            inner = find_languages(match.group(1))
            hits += [replace(hit, start=start + hit.start, end=start + hit.end) for hit in inner]
    return tuple(sorted(hits, key=lambda hit: hit.start))
