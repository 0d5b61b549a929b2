"""Clauses of a sentence: who did how much, and what is denied or kept small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from . import wordlists
from .ladder import (
    ASSISTS,
    DOES,
    Marker,
    hedges,
    is_made_of,
    is_noun_here,
    marker_at,
    means_otherwise,
    negations,
    served,
)
from .refusals import Kind
from .stems import stem
from .tokens import GREETINGS, Word
from .wording import kind_of
from .wordlists import listed

_COORDINATORS = listed("clauses.coordinators")
_OPENERS = listed("clauses.openers")
_SPLITTING = frozenset(",;:()|/+")
IRREGULAR = listed("clauses.irregular")
_NOT_VERBS = listed("clauses.not_verbs")
_INTO_NOUN = listed("clauses.into_noun")
_LEADING_WORDS = listed("clauses.leading_words")
_BEFORE_VERBS = listed("clauses.before_verbs")
_PEOPLE = ("ers", "ors", "ists", "ants", "ians", "ees")
_MACHINES = listed("clauses.machines")
_AID = frozenset({"assistance", "support", "help", "aid"})
_AID_LINKS = frozenset({"with", "in", "during", "for", "to"})
_GROUPS = listed("clauses.groups")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `start` to `end` (exclusive) with one verb.

    `rung` is what the clause proves of responsibility, `needs` what it claims, both capped where
    someone only helped; None without a verb. `denied` is the word after which all is denied.
    """

    start: int
    end: int
    rung: float
    needs: float
    marker: Marker | None
    has_verb: bool
    denied: int | None
    hedged: bool

    def denies(self, index: int) -> bool:
        """Tell whether the word at `index` is denied."""
        return self.denied is not None and index > self.denied


def clauses_of(words: Sequence[Word]) -> list[Clause]:
    """Cut words into clauses, in order and without gaps."""
    found: list[Clause] = []
    helping = False
    starts = [index for index in range(len(words)) if _starts_clause(words, index)]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        helping = helping and not _stands_for_itself(words, start)
        clause = _clause(words, start, end, helping)
        helping = helping or (clause.has_verb and clause.rung == ASSISTS)
        found.append(clause)
    return found


def _starts_clause(words: Sequence[Word], index: int) -> bool:
    if index == 0 or words[index].sentence != words[index - 1].sentence:
        return True
    gap = words[index].gap
    if ";" in gap or ":" in gap or "|" in gap:
        return True
    before = words[index - 1].lower
    separated = bool(_SPLITTING & set(gap)) or before in _COORDINATORS
    separated = separated or " - " in gap or " & " in gap
    if not (separated or before in _OPENERS):
        return False
    return is_verb(words, index, after_opener=before in _OPENERS)


def is_greeting(words: Sequence[Word], start: int) -> bool:
    """Tell whether what begins at a word greets the reader of a letter."""
    return words[start].lower in GREETINGS


def is_verb(words: Sequence[Word], index: int, *, after_opener: bool = False) -> bool:
    """Tell whether a word looks like a verb where it stands."""
    word = words[index]
    lower = word.lower
    if lower in _NOT_VERBS or word.is_number:
        return False
    if lower in IRREGULAR or (lower.endswith("ed") and len(lower) > 3):
        return True
    if lower.endswith("ing") and len(lower) > 5:
        return after_opener or _has_object(words, index)
    if index == 0 or words[index - 1].sentence != word.sentence:
        return (
            word.stem in _verb_stems() and word.lower == _base(word) and _has_object(words, index)
        )
    if words[index - 1].lower == "to":
        return word.stem in _verb_stems()
    return word.stem in _verb_stems() and _in_base_form(words, index)


def _base(word: Word) -> str:
    """Return the form a verb has in "Build dashboards"; a plural is a noun."""
    return word.lower.removesuffix("s") if not word.lower.endswith("ss") else word.lower


def _has_object(words: Sequence[Word], index: int) -> bool:
    if index + 1 >= len(words) or words[index + 1].sentence != words[index].sentence:
        return False
    following = words[index + 1]
    return following.gap == " " and following.lower not in _INTO_NOUN


def _in_base_form(words: Sequence[Word], index: int) -> bool:
    """Tell whether the sentence lists acts in the present: "Manage staff and train them"."""
    first = index
    while first and words[first - 1].sentence == words[index].sentence:
        first -= 1
    opening = words[first].lower
    return first < index and opening == words[first].stem and opening in _verb_stems()


@cache
def _verb_stems() -> frozenset[str]:
    listed = (
        *wordlists.sections("common.txt")["en"],
        *wordlists.sections("filler.txt")["en"],
        *(word for words in wordlists.sections("claims.txt").values() for word in words),
        *(word for words in wordlists.sections("ladder.txt").values() for word in words),
    )
    regular = {stem(word) for word in listed if word.endswith("ed") and word not in _NOT_VERBS}
    return frozenset(regular | {"lead", "build", "write", "run", "teach", "sell", "grow", "drive"})


def _stands_for_itself(words: Sequence[Word], start: int) -> bool:
    """Tell whether a clause is no longer about what someone only helped with."""
    if start == 0 or words[start].sentence != words[start - 1].sentence:
        return True
    before, lower = words[start - 1].lower, words[start].lower
    if before == "by":
        return True
    finite = lower in IRREGULAR or (lower.endswith("ed") and lower not in _NOT_VERBS)
    return finite and before not in _OPENERS


def _clause(words: Sequence[Word], start: int, end: int, helping: bool) -> Clause:
    has_verb = any(is_verb(words, index, after_opener=True) for index in _head(words, start, end))
    markers = list(_markers(words, start, end))
    rung = max((marker.rung.gives for marker in markers), default=DOES)
    needs = max((marker.rung.needs for marker in markers), default=DOES)
    heads = set(_head(words, start, end))
    if helping or any(_only_helps(words, one, end, is_head=one.start in heads) for one in markers):
        rung = needs = ASSISTS
    elif markers and all(marker.rung.gives == ASSISTS for marker in markers):
        rung = needs = DOES
    strongest = max(markers, key=lambda marker: marker.rung.needs, default=None)
    return Clause(
        start=start,
        end=end,
        rung=rung,
        needs=needs,
        marker=strongest,
        has_verb=has_verb or bool(markers),
        denied=_denied(words, start, end),
        hedged=_is_hedged(words, start, end),
    )


def _head(words: Sequence[Word], start: int, end: int) -> Iterator[int]:
    """Yield where the verb of a clause may stand: its first words, past pronouns and adverbs."""
    for index in range(start, end):
        yield index
        if words[index].lower not in _LEADING_WORDS and not words[index].lower.endswith("ly"):
            return


def _markers(words: Sequence[Word], start: int, end: int) -> Iterator[Marker]:
    heads = set(_head(words, start, end))
    for index in range(start, end):
        marker = marker_at(words, index)
        if marker is None or means_otherwise(words, marker):
            continue
        if (
            index in heads
            or is_made_of(words, marker)
            or not (is_noun_here(words, marker) or _is_adjective(words, index))
        ):
            yield marker


def _is_adjective(words: Sequence[Word], index: int) -> bool:
    """Tell whether a participle only describes a thing: "supervised advice", "tool managing X"."""
    if not words[index].lower.endswith(("ed", "ing")) or words[index].gap != " ":
        return False
    before = words[index - 1]
    if before.lower in _BEFORE_VERBS or before.lower.endswith("ly") or before.lower in _OPENERS:
        return False
    return words[index].lower.endswith("ed") or kind_of(before) is not Kind.TITLE


def _only_helps(words: Sequence[Word], marker: Marker, end: int, *, is_head: bool) -> bool:
    """Tell whether a marker says that someone helped with another's work."""
    if marker.rung.gives != ASSISTS:
        return False
    following = words[marker.end].lower if marker.end < end else ""
    is_noun = words[marker.start].lower in _AID and not is_head
    if is_noun and following not in _AID_LINKS:
        return False
    target = list(_target(words, marker.end + is_noun, end))
    keeps_running = words[marker.start].stem == "support" and not is_noun
    return not keeps_running or not target or any(_is_someones_work(word) for word in target)


def _target(words: Sequence[Word], start: int, end: int) -> Iterator[Word]:
    """Yield the words of what a verb is about, up to the preposition that leads on."""
    for word in words[start : min(end, start + 6)]:
        if word.lower in ("with", "in", "to", "on", "by", "during"):
            return
        yield word


def names_people(word: Word) -> bool:
    """Tell by its ending whether a plural names people by what they do: dispatchers, dentists."""
    return word.lower.endswith(_PEOPLE) and word.lower not in _MACHINES


def _is_someones_work(word: Word) -> bool:
    """Tell whether supporting this means helping: people, teams, acts; not systems."""
    if names_people(word):
        return True
    if kind_of(word) in (Kind.TITLE, Kind.SENIORITY, Kind.ACTIVITY):
        return True
    return (
        word.lower in _GROUPS
        or word.stem in served()
        or word.lower.endswith(("tion", "sion", "ment", "ing", "ance"))
    )


def _denied(words: Sequence[Word], start: int, end: int) -> int | None:
    for index in range(start, end):
        lower = words[index].lower
        frees = lower == "free" and index + 1 < end and words[index + 1].lower in ("of", "from")
        if not frees and (lower not in negations() or _is_prefix(words, index)):
            continue
        if lower == "not" and index + 1 < end and words[index + 1].lower == "only":
            continue
        return index
    return None


def _is_prefix(words: Sequence[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].gap == "-"


def _is_hedged(words: Sequence[Word], start: int, end: int) -> bool:
    forms = tuple(word.lower for word in words[start:end])
    return any(
        forms[index : index + len(hedge)] == hedge
        for index in range(len(forms))
        for hedge in _hedges_from().get(forms[index], ())
    )


@cache
def _hedges_from() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for hedge in hedges():
        found.setdefault(hedge[0], []).append(hedge)
    return found
