"""Whether the scope says a word: itself, kin, synonym, abbreviation, part of a compound."""

from __future__ import annotations

from . import wording
from .findings import Case
from .foreign import foreign_key
from .refusals import Kind
from .senses import as_written, literal
from .stems import stem

_ACRONYM = 2
_PART = 5
_PUBLISHED = frozenset({"author", "books", "textbook"})
_LITERAL = frozenset({Kind.SUPERLATIVE, Kind.LEVEL, Kind.AWARD, Kind.SENIORITY})
_SHORTEST_PART = 4
_COMPOUND_ENDS = frozenset(
    {"work", "side", "time", "room", "house", "line", "book", "place", "site"}
)
_COMPOUNDING = frozenset({"de", "nl"})
_ROLES = (
    "leiter",
    "leiterin",
    "meister",
    "meisterin",
    "halter",
    "halterin",
    "ingenieur",
    "ingenieurin",
    "berater",
    "beraterin",
    "techniker",
    "technikerin",
    "leider",
    "manager",
    "managerin",
)


def is_supported(case: Case, index: int) -> bool:
    """Tell whether the scope says a word: itself, kin, synonym or abbreviation."""
    senses = case.all_senses[index]
    if _names_a_role(case, index):
        return case.scope.has(as_written(senses, case.reading.words[index].stem))
    word = case.reading.words[index]
    if wording.kind_of(word) in _LITERAL or word.lower in _PUBLISHED:
        return case.scope.has(literal(senses))
    if case.scope.has(senses) or _is_initialism(case, index):
        return True
    if _is_written_apart(case, index) or _is_written_together(case, index):
        return True
    if _is_in_compound(case, index):
        return True
    return case.reading.language in _COMPOUNDING and _is_compound(case, index)


def _is_compound(case: Case, index: int) -> bool:
    """Tell whether a German or Dutch compound has a part the résumé has: Verbuchung, Buchung."""
    lower = case.reading.words[index].lower
    if lower.endswith(_ROLES):
        return False
    return any(
        case.scope.has(frozenset({foreign_key(part, case.reading.language)}))
        for cut in range(3, len(lower) - 2)
        for part in (lower[:cut], lower[cut:])
        if len(part) >= _PART
    )


def _names_a_role(case: Case, index: int) -> bool:
    """Tell whether a word says what someone is: who prescribed nothing is no prescriber."""
    word = case.reading.words[index]
    return wording.kind_of(word) is Kind.TITLE or word.lower.endswith(("scriber", "ologist"))


def _is_written_apart(case: Case, index: int) -> bool:
    """Read a compound by its parts: "storeroom" where the résumé has "store room"."""
    lower = case.reading.words[index].lower
    return any(
        _is_part(case, lower[:cut]) and _is_part(case, lower[cut:])
        for cut in range(3, len(lower) - 2)
    )


def _is_in_compound(case: Case, index: int) -> bool:
    """Read a part of a compound of the résumé: "pipes" where it has "pipework"."""
    key = case.reading.words[index].stem
    if len(key) < _SHORTEST_PART:
        return False
    return any(
        (word.startswith(key) and _is_ending(word[len(key) :]))
        or (word.endswith(key) and _is_ending(word[: -len(key)]))
        for word in case.scope.long_words
    )


def _is_ending(part: str) -> bool:
    forms = (part, part.removeprefix("s"))
    return any(
        len(form) > 2 and (wording.is_everyday(form) or form in _COMPOUND_ENDS) for form in forms
    )


def _is_part(case: Case, part: str) -> bool:
    return part in ("time", "times") or case.scope.has(frozenset({stem(part)}))


def _is_written_together(case: Case, index: int) -> bool:
    """Read parts by their compound: "e-mail" where the résumé has "email"."""
    words = case.reading.words
    pairs = [(index - 1, index), (index, index + 1)]
    return any(
        first >= 0
        and second < len(words)
        and words[second].gap in ("-", " ")
        and case.scope.has(frozenset({stem(words[first].lower + words[second].lower)}))
        for first, second in pairs
    )


def _is_initialism(case: Case, index: int) -> bool:
    """Read an abbreviation from initials: EMR from "electronic medical records", and back."""
    word = case.reading.words[index]
    if word.is_acronym and len(word.text) > _ACRONYM:
        spelled = case.scope.initials if len(word.stem) > _ACRONYM + 1 else case.own.initials
        return word.stem in spelled
    return index in case.spelled_out
