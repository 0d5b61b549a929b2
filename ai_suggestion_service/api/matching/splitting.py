"""One line that asks for several things, cut into rows that can be judged one by one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from api.matching.field_words import languages_in, skills_in
from api.matching.kinds import (
    asks_for_certificate,
    asks_for_degree,
    asks_for_language,
    is_telling,
    years_asked,
)
from api.matching.words import groups, phrases
from lexicon.skills import SkillHit

MOST_PARTS = 10
_AND = r"(?:and|und|et|y|e|en|&|sowie|as well as|plus)"
_OR = re.compile(
    r"(?<!\w)(?:or|oder|ou|o|u|of|and/or|und/oder|et/ou|y/o|e/o|en/of)(?!\w)|/", re.IGNORECASE
)
_EXAMPLES = re.compile(
    r"(?<!\w)(?:such as|e\.?\s?g\.?|for example|for instance|like|including|z\.\s?b\.|zum beispiel"
    r"|wie|tel(?:le)?s? que|par exemple|comme|por ejemplo|como|ad esempio|come|por exemplo"
    r"|bijvoorbeeld|bijv\.|zoals|one of|at least one|any of|one or more|either)(?!\w)",
    re.IGNORECASE,
)
_ARTICLE = r"(?:(?:the|die|der|das|le|la|el|il|o|a)\s+)?"
_BETWEEN = re.compile(rf"[\s,;()]*(?:{_AND}\s+)?{_ARTICLE}", re.IGNORECASE)
_CLAUSE = re.compile(rf"\s*;\s*|,?\s+(?:{_AND})\s+(?=\S)|,\s+(?=\S)", re.IGNORECASE)
_ITEM = re.compile(rf"\s*[,;]\s*(?:{_AND}\s+)?|\s+{_AND}\s+", re.IGNORECASE)
_CUE = phrases(groups("kinds")["clause"])
_LEAST_ITEMS = 3
_LONGEST_ITEM = 6
_LEAST_CLAUSE = 2


def is_choice(text: str, hits: Sequence[SkillHit]) -> bool:
    """Tell whether any one of the skills named is enough."""
    if len(hits) < 2:
        return False
    if _EXAMPLES.search(text[: hits[-1].start]):
        return True
    gaps = (text[left.end : right.start] for left, right in pairwise(hits))
    return any(_OR.search(gap) for gap in gaps)


def clauses_of(text: str) -> list[str]:
    """Cut a line where it asks for things of different sorts."""
    clauses = _by_items(text) or _by_cue(text) or _by_kind(text)
    return [part for clause in clauses for part in clauses_of(clause)] if clauses else [text]


def items_of(text: str) -> list[str]:
    """Cut a clause that lists languages or skills that are all asked for."""
    return _by_language(text) or _by_skill(text)


def _by_language(text: str) -> list[str]:
    """Cut between languages that are all asked for."""
    hits = languages_in(text)
    gaps = [text[left.end : right.start] for left, right in pairwise(hits)]
    if len(hits) < 2 or not all(_BETWEEN.fullmatch(gap.strip(")")) for gap in gaps):
        return []
    lead, tail = text[: hits[0].start], text[hits[-1].end :].strip(" )")
    return [f"{lead}{hit.raw}{_closing(hit.raw)} {tail}".strip() for hit in hits]


def _closing(raw: str) -> str:
    return ")" if raw.count("(") > raw.count(")") else ""


def _by_items(text: str) -> list[str]:
    """Cut a list of short items of which some are a language, a licence or years."""
    items = [item.strip() for item in _ITEM.split(text) if item.strip()]
    hard = [_hard_kinds(item) - {"degree"} for item in items]
    short = all(len(item.split()) <= _LONGEST_ITEM for item in items)
    return items if len(items) >= _LEAST_ITEMS and short and any(hard) else []


def _by_cue(text: str) -> list[str]:
    """Cut where a new demand begins: ", sound knowledge of", "and experience with"."""
    for cut in _CLAUSE.finditer(text):
        left, right = text[: cut.start()].strip(), text[cut.end() :].strip()
        enough = min(len(left.split()), len(right.split())) >= _LEAST_CLAUSE
        if enough and _CUE.match(right) and _asks(left) and _asks(right):
            return [left, right]
    return []


def _by_kind(text: str) -> list[str]:
    """Cut between a degree, years, a language and a certificate that stand side by side."""
    for cut in _CLAUSE.finditer(text):
        left, right = text[: cut.start()].strip(), text[cut.end() :].strip()
        kinds = _hard_kinds(left), _hard_kinds(right)
        if all(kinds) and not kinds[0] & kinds[1] and not _OR.match(right):
            return [left, right]
    return []


def _asks(text: str) -> bool:
    return is_telling(text) or bool(_hard_kinds(text))


def _hard_kinds(text: str) -> frozenset[str]:
    found = {
        "years": years_asked(text) is not None,
        "degree": asks_for_degree(text),
        "language": asks_for_language(text),
        "certificate": asks_for_certificate(text),
    }
    return frozenset(name for name, asked in found.items() if asked)


def _by_skill(text: str) -> list[str]:
    """Cut a list of skills; what stands before the list is said of each of them."""
    hits = skills_in(text)
    if not 2 <= len(hits) <= MOST_PARTS or is_choice(text, hits) or not _is_list(text, hits):
        return [text]
    lead = text[: hits[0].start].rstrip(" (:")
    tail = text[hits[-1].end :].strip(" .);,")
    if len(tail.split()) > 3:
        return [text]
    return [f"{lead} {hit.raw}".strip() for hit in hits]


def _is_list(text: str, hits: Sequence[SkillHit]) -> bool:
    gaps = [text[left.end : right.start] for left, right in pairwise(hits)]
    return all(_BETWEEN.fullmatch(gap) and gap.strip() for gap in gaps)
