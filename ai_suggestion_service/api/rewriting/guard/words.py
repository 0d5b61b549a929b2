"""Every word must be the résumé's, its kin, wording that claims nothing, or everyday wording.

This is the net under the checks of single kinds: what nobody thought of is refused because the
résumé does not say it, not because a list knows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import wording
from .clauses import is_verb
from .derived import shows_direction
from .findings import Case, Finding
from .ladder import marker_at, negations
from .names import is_name_here, kind_of_name, stands_as_name
from .refusals import Kind
from .senses import literal
from .source import Place
from .support import is_supported
from .tokens import Word
from .wordlists import listed

_EXTENTS = listed("words.extents")
_RECEIVING = frozenset({"awarded", "received", "won", "win", "earned", "gained", "granted"})
_CERTIFIED = frozenset(
    {"certified", "certification", "certificate", "certificates", "certifications", "licensed"}
)
_NOMINATED = frozenset({"shortlisted", "nominated", "nominee", "finalist", "longlisted", "runner"})
_RECORDS = listed("words.records")
_RANKED = frozenset({"in", "of", "to", "among", "place"})
_GENERIC = listed("words.generic")
_CONNECTIVES = listed("words.connectives")
_PLAIN_ENDINGS = ("ly", "ful", "less", "able", "ible", "ed")
_TELLING = (
    *(
        kind
        for kind in Kind
        if kind not in (Kind.SUPERLATIVE, Kind.OUTCOME, Kind.ACTIVITY, Kind.TERM)
    ),
    Kind.OUTCOME,
    Kind.SUPERLATIVE,
    Kind.ACTIVITY,
    Kind.TERM,
)
_OWN_KINDS = frozenset(
    {
        Kind.SUPERLATIVE,
        Kind.ACTIVITY,
        Kind.OUTCOME,
        Kind.SCOPE,
        Kind.SENIORITY,
        Kind.AWARD,
        Kind.PUBLICATION,
        Kind.NUMBER,
    }
)

_DETAILS = {
    Kind.OUTCOME: "The résumé does not report “{}” here.",
    Kind.SUPERLATIVE: "The résumé does not support the praise or extent “{}”.",
    Kind.SCOPE: "The résumé does not say that this was done {}.",
    Kind.ACTIVITY: "The résumé says nothing of “{}” here.",
    Kind.TITLE: "The résumé does not give the role “{}” here.",
    Kind.SENIORITY: "The résumé does not state the rank “{}” here.",
    Kind.LEVEL: "The résumé does not claim “{}”.",
    Kind.NUMBER: "The résumé does not say “{}” here.",
}


def unsupported(case: Case, done: set[int]) -> Iterator[Finding]:
    """Yield the words that nothing in the scope supports; `done` are judged by other checks."""
    judged = {
        index: kind
        for index in range(len(case.reading.words))
        if index not in done and (kind := _judge(case, index, done)) is not None
    }
    yield from _runs(case, judged)


def _judge(case: Case, index: int, done: set[int]) -> Kind | None:
    """Name what is wrong with a word, or None when it may stand."""
    word = case.reading.words[index]
    if word.is_number or word.is_contact:
        return None
    if is_name_here(case.reading, index):
        return None if stands_as_name(case, index) else kind_of_name(case, index)
    if index in case.credential_words and index != case.reading.clause_of[index].start:
        known = case.scope.has(literal(case.all_senses[index])) or _is_proved(case, index)
        return None if known else Kind.CERTIFICATE
    if not case.reading.is_content(index) or _is_marker(case, index):
        return None
    if word.lower == "author" and index == case.reading.clause_of[index].start:
        return None if _is_grounded(case, index) else Kind.PUBLICATION
    if word.lower in negations() and wording.kind_of(word) is None:
        return None
    if _is_record(case, index) or _is_rank(case, index):
        return Kind.SUPERLATIVE
    if _connects(case, index) and not case.places(index):
        return None if _introduces_supported(case, index, done) else Kind.OUTCOME
    if _is_extent(case, index):
        return None if case.own.has(literal(case.all_senses[index])) else Kind.SUPERLATIVE
    if is_supported(case, index) and not _is_borrowed(case, index):
        return None
    return _kind(case, index)


def _is_record(case: Case, index: int) -> bool:
    """Tell whether "record" is praise, as in "record sales", and new."""
    words = case.reading.words
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if index == case.reading.clause_of[index].start or words[index].lower != "record":
        return False
    if following not in _RECORDS:
        return False
    return not case.own.texts(following) or not case.own.texts("record")


def _is_rank(case: Case, index: int) -> bool:
    """Tell whether "first" ranks somebody, where the résumé has it in "first aid" alone."""
    words = case.reading.words
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if words[index].lower != "first" or following not in _RANKED:
        return False
    behind = [
        place.segment.reading.words[place.index + 1 : place.index + 2]
        for place in [*case.own.texts("first"), *case.own.texts("First")]
    ]
    return not any(next_words and next_words[0].lower == following for next_words in behind)


def _connects(case: Case, index: int) -> bool:
    """Tell whether a word leads on to an outcome: "ensuring", "resulting in", "led to"."""
    word = case.reading.words[index]
    if word.lower not in _CONNECTIVES:
        return False
    following = case.reading.words[index + 1 : index + 2]
    return word.stem != "lead" or [one.lower for one in following] == ["to"]


def _is_extent(case: Case, index: int) -> bool:
    """Tell whether a word says how far something reached: "across the company"."""
    if case.reading.words[index].lower not in _EXTENTS:
        return False
    before = [word.lower for word in case.reading.words[max(0, index - 3) : index]]
    return "across" in before or "throughout" in before


def _is_borrowed(case: Case, index: int) -> bool:
    """Tell whether an act or outcome is the résumé's only outside the entry."""
    if not case.scope.shared or wording.kind_of(case.reading.words[index]) not in _OWN_KINDS:
        return False
    return not case.own.has(case.all_senses[index])


def _kind(case: Case, index: int) -> Kind | None:
    word = case.reading.words[index]
    if word.lower == "author" and index == case.reading.clause_of[index].start:
        return None if _is_grounded(case, index) else Kind.PUBLICATION
    is_listed = case.pointer.startswith("/skills")
    if word.lower in _GENERIC or (wording.is_abstract(word) and not (word.is_capital or is_listed)):
        return None
    claimed = wording.kind_of(word)
    if claimed is not None:
        return None if _is_proved(case, index) else claimed
    if word.is_acronym or any(map(str.isdigit, word.text)):
        return kind_of_name(case, index)
    if case.pointer.startswith("/skills"):
        return Kind.SKILL
    opens = index == case.reading.clause_of[index].start
    levels = index in case.language_words and not opens
    if wording.is_common(word, case.reading.language) and not levels:
        told = case.reading.is_letter or _is_grounded(case, index)
        return None if told else Kind.ACTIVITY
    if _is_plain_verb(case, index) or _is_plain_form(word):
        return None if _is_grounded(case, index) else Kind.ACTIVITY
    return Kind.TERM


def _is_plain_form(word: Word) -> bool:
    """Tell by its ending whether a word says how or in what state, not what: promptly, useful."""
    return word.text.isascii() and word.lower.isalpha() and word.lower.endswith(_PLAIN_ENDINGS)


def _is_proved(case: Case, index: int) -> bool:
    """Tell whether an award, figures or a certificate of the résumé prove a claiming word."""
    if _receives_award(case, index) or shows_direction(case, index):
        return True
    return case.reading.words[index].lower in _CERTIFIED and _names_certificate(case, index)


def _names_certificate(case: Case, index: int) -> bool:
    """Tell whether the clause names a certificate the résumé lists."""
    clause = case.reading.clause_of[index]
    return any(
        place.segment.pointer.startswith("/certificates")
        for other in case.content(clause.start, clause.end - 1)
        for place in case.scope.places(literal(case.all_senses[other]))
    )


def _receives_award(case: Case, index: int) -> bool:
    """Tell whether a verb only says that an award the résumé has was received."""
    clause = case.reading.clause_of[index]
    return case.reading.words[index].lower in _RECEIVING and any(
        wording.kind_of(case.reading.words[other]) is Kind.AWARD
        and case.reading.words[other].lower not in _RECEIVING
        and any(not _is_only_nominated(place) for place in case.places(other))
        for other in range(clause.start, clause.end)
    )


def _is_only_nominated(place: Place) -> bool:
    reading = place.segment.reading
    clause = reading.clause_of[place.index]
    return any(word.lower in _NOMINATED for word in reading.words[clause.start : clause.end])


def _is_plain_verb(case: Case, index: int) -> bool:
    """Tell whether a word is an English verb where a verb belongs, and no name."""
    word = case.reading.words[index]
    opens = index == case.reading.clause_of[index].start
    return opens and word.text.isascii() and is_verb(case.reading.words, index)


def _is_marker(case: Case, index: int) -> bool:
    """Tell whether a word only says how responsible someone was, which the ladder judges."""
    clause = case.reading.clause_of[index]
    marker = clause.marker
    if marker and marker.start <= index < marker.end:
        return True
    if marker_at(case.reading.words, index) is None:
        return False
    before = case.reading.words[index - 1].lower if index else ""
    return index == clause.start or before not in ("the", "a", "an", "our")


def _is_grounded(case: Case, index: int) -> bool:
    """Tell whether an everyday word stands beside words the résumé supports."""
    chunk = case.reading.chunks[index]
    if _has_pronoun(case, index):
        return True
    members = [other for other in _near(case, index) if case.reading.chunks[other] == chunk]
    content = [other for other in members if case.reading.is_content(other)]
    supported = sum(is_supported(case, other) for other in content)
    if supported:
        return len(content) - supported <= supported + 1
    return _leads_on(case, index, content)


def _has_pronoun(case: Case, index: int) -> bool:
    """Tell whether a verb acts on what was named before: "and document them"."""
    following = case.reading.words[index + 1 : index + 2]
    return any(word.lower in ("them", "it", "these", "those") for word in following)


def _leads_on(case: Case, index: int, content: list[int]) -> bool:
    """Tell whether a verb without an object of its own shares that of the next verb."""
    words = case.reading.words
    if content != [index] or not is_verb(words, index):
        return index == case.reading.clause_of[index].start and content == [index]
    following = [other for other in _near(case, index) if other > index]
    return any(is_supported(case, other) for other in following if case.reading.is_content(other))


def _near(case: Case, index: int) -> Iterator[int]:
    sentence = case.reading.words[index].sentence
    for other, word in enumerate(case.reading.words):
        if word.sentence == sentence:
            yield other


def _introduces_supported(case: Case, index: int, done: set[int]) -> bool:
    """Tell whether all that "resulting in" or "ensuring" leads to is in the résumé."""
    end = case.reading.clause_of[index].end
    sentence = case.reading.words[index].sentence
    rest = [
        other
        for other in range(index + 1, max(end, index + 1))
        if case.reading.words[other].sentence == sentence and case.reading.is_content(other)
    ]
    return bool(rest) and all(other in done or is_supported(case, other) for other in rest)


def _runs(case: Case, judged: dict[int, Kind]) -> Iterator[Finding]:
    """Join neighbouring words of one chunk into one finding, named by the strongest kind."""
    run: list[int] = []
    for index in sorted(judged):
        if run and not _continues(case, run[-1], index):
            yield _finding(case, run, judged)
            run = []
        run.append(index)
    if run:
        yield _finding(case, run, judged)


def _continues(case: Case, last: int, index: int) -> bool:
    between = range(last + 1, index)
    same_chunk = case.reading.chunks[last] == case.reading.chunks[index]
    return same_chunk and not any(case.reading.is_content(other) for other in between)


def _finding(case: Case, run: list[int], judged: dict[int, Kind]) -> Finding:
    kinds = [judged[index] for index in run]
    kind = min(kinds, key=_TELLING.index)
    claim = case.reading.claim(run[0], run[-1])
    detail = _DETAILS.get(kind, "The résumé never mentions “{}”.").format(claim)
    return Finding(kind, run[0], run[-1], detail)
