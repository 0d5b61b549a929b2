"""What a skill is and what finding one tells."""

from dataclasses import dataclass

from lexicon.strictness import Strictness


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

    def strictness(self, written: str) -> Strictness:
        """Return what one of the spellings needs to count."""
        if written in self.contextual:
            return Strictness.CONTEXT
        return Strictness.CASE if written in self.cased else Strictness.FREE


@dataclass(frozen=True, slots=True)
class SkillHit:
    """A skill named at `text[start:end]`, written there as `raw`."""

    skill: Skill
    start: int
    end: int
    raw: str
