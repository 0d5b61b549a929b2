"""Ways of rewriting a résumé, as data that prompts and offline rules read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class UnknownStrategy(ValueError):
    """No strategy has this name."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """How far a rewrite may go.

    `max_growth` bounds the length of a rewritten text against the original (1.0 keeps it),
    `max_changes` how many changes are proposed in one run, `keyword_weight` (0–1) how much wording
    is drawn towards the job description's own terms where the résumé already supports them.
    `aims` are imperative sentences for a prompt; `sections` may be rewritten, others stay.
    """

    name: str
    title: str
    description: str
    aims: tuple[str, ...]
    sections: tuple[str, ...]
    max_growth: float
    max_changes: int
    keyword_weight: float
    may_reorder: bool
    may_remove: bool

    def to_json(self) -> dict[str, Any]:
        """Write the strategy as prompt and API data."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


STRATEGIES: dict[str, Strategy] = {
    strategy.name: strategy
    for strategy in (
        Strategy(
            name="conservative",
            title="Conservative",
            description="Repairs wording and leaves structure, order and length as they are.",
            aims=(
                "Correct grammar, spelling and inconsistent tense.",
                "Replace weak openings by a plain verb of the same responsibility.",
                "Keep every fact, number, name and date exactly as written.",
            ),
            sections=("basics", "work", "projects", "volunteer"),
            max_growth=1.1,
            max_changes=10,
            keyword_weight=0.2,
            may_reorder=False,
            may_remove=False,
        ),
        Strategy(
            name="keyword_focused",
            title="Keyword-focused",
            description="Says what the résumé already supports in the job description's words.",
            aims=(
                "Use the job description's term where the résumé states the same thing otherwise.",
                "Put the skills the job asks for first, where the résumé names them.",
                "Spell out an abbreviation once beside its short form.",
                "Leave a requirement unmentioned when the résumé has no evidence for it.",
            ),
            sections=("basics", "work", "projects", "skills", "volunteer", "certificates"),
            max_growth=1.25,
            max_changes=25,
            keyword_weight=1.0,
            may_reorder=True,
            may_remove=False,
        ),
        Strategy(
            name="concise",
            title="Concise",
            description="Shortens: one result a line, no filler, merged repetitions.",
            aims=(
                "Start each line with its verb and end it with its result.",
                "Remove filler, pronouns and repetition.",
                "Merge lines of one job that say the same thing.",
                "Never shorten away a limit, a hedge or a negation that keeps a line true.",
            ),
            sections=("basics", "work", "projects", "volunteer", "education"),
            max_growth=0.85,
            max_changes=25,
            keyword_weight=0.4,
            may_reorder=True,
            may_remove=True,
        ),
    )
}

DEFAULT_STRATEGY = "conservative"


def strategy(name: str = DEFAULT_STRATEGY) -> Strategy:
    """Return the strategy of this name; raises `UnknownStrategy`."""
    if name not in STRATEGIES:
        raise UnknownStrategy(f"Known strategies: {', '.join(STRATEGIES)}; not {name!r}.")
    return STRATEGIES[name]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
