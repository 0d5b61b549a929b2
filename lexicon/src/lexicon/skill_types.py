"""What a skill is and what finding one tells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill by its canonical name.

    `cased` are those of its spellings that count only in their own case (REST),
    `contextual` those that are everyday words and count only among skills or with
    words that show what is meant (Go, Excel).
    """

    name: str
    group: str
    aliases: tuple[str, ...] = ()
    cased: frozenset[str] = frozenset()
    contextual: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SkillHit:
    """A skill named at `text[start:end]`, written there as `raw`."""

    skill: Skill
    start: int
    end: int
    raw: str
