"""Turns of phrase by which a job asks, wishes, offers or only talks about itself."""

import re

from api.matching.evidence import Span
from api.matching.field_words import skills_in, traits_in
from api.matching.orders import without
from api.matching.stems import words_of
from api.matching.words import groups, phrases

_GROUPS = groups("wording")
_NICE = phrases(_GROUPS["nice"])
_BOILERPLATE = phrases(_GROUPS["boilerplate"])
_ASKING = phrases(_GROUPS["asking"])
_TRAIT = phrases(_GROUPS["trait"])
_DUTY = phrases(_GROUPS["duty"])
_EXPERIENCE = phrases(groups("kinds")["experience"])
_WISH_AT_END = re.compile(
    rf"[\s,(–-]*(?:(?:is|are|would be|wäre|ist|sind|est|es|è|é|is)\s+)?(?:{_NICE.pattern})\W*$",
    re.IGNORECASE,
)
_MOST_REST = 1


def is_nice(text: str) -> bool:
    """Tell whether a line wishes rather than demands."""
    return bool(_NICE.search(text))


def is_boilerplate(text: str) -> bool:
    """Tell whether a line talks of benefits, equal opportunities, pay or how to apply."""
    return bool(_BOILERPLATE.search(text))


def asks_for_something(text: str) -> bool:
    """Tell whether a sentence of running text asks something of the applicant."""
    return bool(_ASKING.search(text))


def is_duty(text: str) -> bool:
    """Tell whether a sentence says what the applicant will do."""
    return bool(_DUTY.match(text))


def tells_of_experience(text: str) -> bool:
    """Tell whether a line asks for experience, be it in whatever."""
    return bool(_EXPERIENCE.search(text))


def bare_of_wishes(text: str) -> str:
    """Take the wish out of a wish that ends a line: "Kafka is a plus" asks for Kafka."""
    return _WISH_AT_END.sub("", text).strip() or text


def is_trait(text: str) -> bool:
    """Tell whether a line asks for what a résumé's silence neither shows nor denies.

    It does when hardly anything is left of it besides the trait.
    """
    traits = traits_in(text)
    if not traits and not _TRAIT.search(text):
        return False
    bare = _TRAIT.sub(" ", without(text, [Span(hit.start, hit.end) for hit in traits]))
    rest = [word for word in words_of(bare) if word.weight >= 1]
    return len(rest) <= _MOST_REST and not skills_in(bare)
