"""Skills: the rows of those that résumés name, what a search means, the words in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from api.models import ResumeSkill, Skill
from api.models.skills import SkillQuerySet
from api.services import lookup_keys, vocabulary
from api.services.facts import Mention
from api.services.vocabulary import SharedVocabulary
from lexicon.skills import default_vocabulary
from servicekit.errors import Invalid


class SkillTaken(Invalid):
    """The word already means a skill."""

    code = "skill_taken"


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """What somebody asked for, the skill it means, and the id under which résumés are found."""

    asked: str
    name: str
    skill_id: int


def asked_for(phrases: Iterable[str], *, user_id: str) -> list[AskedSkill]:
    """Return the skills that phrases mean, each once; unknown ones are the user's own words."""
    shared = vocabulary.current()
    found: dict[int, AskedSkill] = {}
    for phrase in (_as_meant(phrase, shared) for phrase in phrases):
        term = shared.lookup(phrase)
        name = term.name if term else phrase
        skill_id = lookup_keys.skill_id(name, owner_id="" if term else user_id)
        found.setdefault(skill_id, AskedSkill(phrase, name, skill_id))
    return list(found.values())


def _as_meant(phrase: str, shared: SharedVocabulary) -> str:
    """Read blanks at the end as the plus signs they were in an address (`skills=C++`)."""
    bare = phrase.rstrip(" ")
    signed = bare + "+" * (len(phrase) - len(bare))
    return signed.strip() if shared.lookup(signed) else phrase.strip()


def ensure(mentions: Mapping[int, Mention]) -> None:
    """Write the rows of skills that are named for the first time."""
    known = set(Skill.objects.filter(pk__in=mentions).values_list("pk", flat=True))
    fresh = [
        Skill(id=identity, owner_id=mention.owner_id, name=mention.name, group=mention.group)
        for identity, mention in mentions.items()
        if identity not in known
    ]
    Skill.objects.bulk_create(fresh, ignore_conflicts=True)


def in_use(*, user_id: str, prefix: str) -> SkillQuerySet:
    """Return the skills of the user's résumés with `resume_count`; aliases count for the prefix."""
    rows = ResumeSkill.objects.filter(skill_id=OuterRef("pk"), user_id=user_id)
    counted = rows.order_by().values("skill_id").annotate(n=Count("resume_id")).values("n")
    found = Skill.objects.known_to(user_id).filter(Exists(rows))
    if prefix:
        found = found.filter(Q(name__istartswith=prefix) | Q(pk__in=_spelled(prefix)))
    return found.annotate(resume_count=Coalesce(Subquery(counted), 0, output_field=IntegerField()))


def _spelled(prefix: str) -> list[int]:
    """Return the shared skills one of whose other spellings begins with the prefix."""
    start = prefix.casefold()
    return [
        lookup_keys.skill_id(term.name)
        for term in vocabulary.current().terms.skills
        if any(alias.casefold().startswith(start) for alias in term.aliases)
    ]


def curate(skill: Skill) -> Skill:
    """Write a skill of the staff's, under the id its name gives it.

    Raises:
        SkillTaken
    """
    require_free(skill)
    identity = lookup_keys.skill_id(skill.name)
    if skill.pk not in (None, identity):
        Skill.objects.filter(pk=skill.pk).delete()
    skill.pk = identity
    skill.owner_id, skill.is_curated = "", True
    skill.save()
    vocabulary.forget()
    return skill


def drop(rows: Iterable[Skill]) -> None:
    """Take the staff's skills out of the vocabulary; one that is shipped loses its additions."""
    shipped = {term.name for term in default_vocabulary().skills}
    for skill in rows:
        if skill.name in shipped:
            Skill.objects.filter(pk=skill.pk).update(is_curated=False, aliases=[])
        else:
            skill.delete()
    vocabulary.forget()


def require_free(skill: Skill) -> None:
    """Refuse spellings that mean another skill.

    Raises:
        SkillTaken
    """
    others = Skill.objects.shared().filter(is_curated=True).exclude(pk=skill.pk)
    known = vocabulary.extended(default_vocabulary(), others)
    for spelling in (skill.name, *skill.aliases):
        term = known.lookup(spelling)
        if term is not None and term.name != skill.name:
            raise SkillTaken(f"“{spelling}” already means {term.name}.")
