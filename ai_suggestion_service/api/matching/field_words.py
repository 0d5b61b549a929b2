"""The words of the field as both sides of a match name them: skills, degrees, languages."""

import re
from dataclasses import replace
from functools import lru_cache

from api.matching.stems import words_of
from lexicon.degrees import Degree, find_degrees
from lexicon.languages import LanguageHit, find_languages
from lexicon.skills import SkillHit, default_vocabulary

_PERSONAL = "personal skills"
_MOST_ALONE = 3
_COMPOUND = re.compile(r"\b([^\W\d_]{5,14}?)-?(?=(?:sprach)?kenntnisse|sprachig)", re.IGNORECASE)


@lru_cache(maxsize=512)
def _all_skills_in(text: str) -> tuple[SkillHit, ...]:
    return tuple(default_vocabulary().find(text))


def skills_in(text: str) -> tuple[SkillHit, ...]:
    """Find the skills of a trade that a text names; traits of a person are none."""
    return tuple(hit for hit in _all_skills_in(text) if hit.skill.group != _PERSONAL)


@lru_cache(maxsize=1024)
def skills_asked(text: str) -> tuple[SkillHit, ...]:
    """Find the skills that a line of a job names; a skill all by itself needs no other sign."""
    found = skills_in(text)
    telling = [word for word in words_of(text) if word.weight >= 1]
    if found or not 1 <= len(telling) <= _MOST_ALONE:
        return found
    written = re.search(r"\W+".join(re.escape(word.text) for word in telling), text, re.IGNORECASE)
    skill = default_vocabulary().lookup(written.group()) if written else None
    if written is None or skill is None or skill.group == _PERSONAL:
        return found
    return (SkillHit(skill, written.start(), written.end(), written.group()),)


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
