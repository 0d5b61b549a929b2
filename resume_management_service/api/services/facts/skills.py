"""Skills that a résumé names, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.models import Place
from api.services import lookup_keys
from api.services.facts.plain import member, objects, strings, text
from api.services.vocabulary import SharedVocabulary

LONGEST_OWN_SKILL = 60
MOST_WORDS_OF_OWN_SKILL = 5
# An employer called Oracle is no skill, so names of organisations are left out.
_READ = {
    "work": (Place.WORK, ("position", "summary", "highlights")),
    "projects": (Place.PROJECTS, ("name", "description", "highlights", "keywords")),
    "education": (Place.EDUCATION, ("area", "courses")),
    "certificates": (Place.CERTIFICATES, ("name",)),
    "volunteer": (Place.OTHER, ("position", "summary", "highlights")),
    "publications": (Place.OTHER, ("name", "summary")),
    "awards": (Place.OTHER, ("title", "summary")),
    "interests": (Place.OTHER, ("name", "keywords")),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill that is named in `places`; one that nobody else knows belongs to `owner_id`."""

    name: str
    group: str
    owner_id: str
    places: int


def read_mentions(
    sections: dict[str, Any], leftover: str, *, user_id: str, vocabulary: SharedVocabulary
) -> dict[int, Mention]:
    """Return all skills by their ids; `leftover` is text that is in no section."""
    found: dict[int, Mention] = {}
    for place, skill in _all(sections, leftover, user_id, vocabulary):
        identity = lookup_keys.skill_id(skill.name, owner_id=skill.owner_id)
        places = place | (found[identity].places if identity in found else 0)
        found[identity] = Mention(skill.name, skill.group, skill.owner_id, places)
    return found


def _all(
    sections: dict[str, Any], leftover: str, user_id: str, vocabulary: SharedVocabulary
) -> Iterator[tuple[int, Mention]]:
    for phrase in _listed(sections, vocabulary):
        for skill in _meant(phrase, user_id, vocabulary):
            yield Place.SKILLS, skill
    for place, passage in _passages(sections, leftover):
        for term in vocabulary.find(passage):
            yield place, Mention(term.name, term.group, "", 0)


def _listed(sections: dict[str, Any], vocabulary: SharedVocabulary) -> Iterator[str]:
    """Return the phrases of the skills section; a heading over skills counts if it is one."""
    for entry in objects(sections.get("skills")):
        heading = text(entry.get("name"))
        keywords = [text(keyword) for keyword in strings(entry.get("keywords"))]
        if not keywords or vocabulary.lookup(heading):
            yield heading
        yield from keywords


def _meant(phrase: str, user_id: str, vocabulary: SharedVocabulary) -> list[Mention]:
    term = vocabulary.lookup(phrase)
    terms = [term] if term else vocabulary.find(phrase)
    if terms:
        return [Mention(term.name, term.group, "", 0) for term in terms]
    short = 0 < len(phrase) <= LONGEST_OWN_SKILL
    if not short or len(phrase.split()) > MOST_WORDS_OF_OWN_SKILL:
        return []
    return [Mention(phrase, "", user_id, 0)]


def _passages(sections: dict[str, Any], leftover: str) -> Iterator[tuple[int, str]]:
    basics = member(sections, "basics")
    yield Place.BASICS, "\n".join(strings([basics.get("label"), basics.get("summary")]))
    for name, (place, members) in _READ.items():
        for entry in objects(sections.get(name)):
            yield place, "\n".join(strings([entry.get(part) for part in members]))
    yield Place.TEXT, leftover
