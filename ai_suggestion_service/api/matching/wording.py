"""Turns of phrase by which a job asks, wishes, offers or only talks about itself."""

from api.matching.words import groups, phrases

_GROUPS = groups("wording")
_NICE = phrases(_GROUPS["nice"])
_BOILERPLATE = phrases(_GROUPS["boilerplate"])
_ASKING = phrases(_GROUPS["asking"])
_TRAIT = phrases(_GROUPS["trait"])


def is_nice(text: str) -> bool:
    """Tell whether a line wishes rather than demands."""
    return bool(_NICE.search(text))


def is_boilerplate(text: str) -> bool:
    """Tell whether a line talks of benefits, equal opportunities, pay or how to apply."""
    return bool(_BOILERPLATE.search(text))


def asks_for_something(text: str) -> bool:
    """Tell whether a sentence of running text asks something of the applicant."""
    return bool(_ASKING.search(text))


def is_trait(text: str) -> bool:
    """Tell whether a line asks for what a résumé's silence neither shows nor denies."""
    return bool(_TRAIT.search(text))
