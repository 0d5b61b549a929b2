"""Names: a capital inside a sentence is a name, and a name must stand in the résumé itself."""

from __future__ import annotations

from . import wording
from .findings import Case
from .reading import Reading
from .refusals import Kind
from .senses import literal, senses_of
from .source import Place
from .stems import keys
from .tokens import Word
from .wordlists import listed

_AMBIGUOUS = listed("words.ambiguous_names")
_AT = frozenset({"at", "joined", "joining", "bei", "chez"})
_WORKED = frozenset(
    {"worked", "working", "work", "employed", "consulted", "interned", "freelanced"}
)
_TITLE_CASE = 0.6
_TITLE_WORDS = 3
_COMPANY = listed("names.company")
_INSTITUTION = listed("names.institution")
_PERSON = listed("names.person")
_EMPLOYING = frozenset({"at", "for", "joined", "joining", "bei", "chez"})
_PLACING = frozenset({"in", "across", "throughout", "from", "to"})


def is_name_here(reading: Reading, index: int) -> bool:
    """Tell whether a capital shows that a word is a name where it stands."""
    word = reading.words[index]
    if not word.is_capital or reading.language == "de" or word.lower in ("i", "i'm", "i've"):
        return False
    if _opens(reading, index) or _is_title_case(reading, index):
        return False
    return not word.is_acronym or len(word.text) == 1


def _opens(reading: Reading, index: int) -> bool:
    """Tell whether a word would have a capital anyway: at the start of a sentence or line."""
    word = reading.words[index]
    if index == 0 or reading.words[index - 1].sentence != word.sentence:
        return True
    return any(mark in word.gap for mark in ':"\n(|/-')


def _is_title_case(reading: Reading, index: int) -> bool:
    sentence = reading.words[index].sentence
    every = [
        (position, word) for position, word in enumerate(reading.words) if word.sentence == sentence
    ]
    letters = [word for _, word in every if not word.is_number]
    if len(letters) > _TITLE_WORDS and all(word.is_capital for word in letters):
        return True
    words = [
        word for position, word in every if reading.is_content(position) and not word.is_acronym
    ]
    capitals = sum(word.is_capital for word in words[1:])
    return capitals > 2 and capitals >= _TITLE_CASE * len(words[1:])


def stands_as_name(case: Case, index: int) -> bool:
    """Tell whether the scope has a name itself; synonyms do not support names."""
    word = case.reading.words[index]
    if _is_employer_here(case.reading, index):
        return any(_stands_in_prose(place) for place in case.scope.places(keys(word.text)))
    if word.lower in _AMBIGUOUS:
        return any(_same_name(place_word, word) for place_word in _words_with(case, word))
    if case.scope.has(keys(word.text)) or case.scope.has(_abbreviated(case, index)):
        return True
    return _is_lowercase_wording(case, index)


def _is_employer_here(reading: Reading, index: int) -> bool:
    """Tell whether a name follows "worked at": a tool of that name is no employer."""
    words = reading.words
    before = words[index - 1].lower if index else ""
    worked = any(word.lower in _WORKED for word in words[max(0, index - 4) : index])
    return before in _AT or (before in ("for", "with") and worked)


def _stands_in_prose(place: Place) -> bool:
    return not place.segment.pointer.startswith(("/skills", "/certificates"))


def _is_lowercase_wording(case: Case, index: int) -> bool:
    """Tell whether a capital is only emphasis: a filler or kin of a word of the résumé."""
    word = case.reading.words[index]
    alone = not any(
        0 <= other < len(case.reading.words)
        and other != index
        and is_name_here(case.reading, other)
        and not case.scope.has(senses_of(case.reading.words[other]))
        for other in (index - 1, index + 1)
    )
    filler = not case.reading.is_content(index)
    return alone and (filler or case.scope.has(literal(senses_of(word))))


def _abbreviated(case: Case, index: int) -> frozenset[str]:
    return frozenset(
        sense for sense in case.all_senses[index] if sense[:1] in "ai" and sense[1:].isdigit()
    )


def _words_with(case: Case, word: Word) -> list[Word]:
    places = case.scope.places(frozenset({word.stem}))
    return [place.segment.reading.words[place.index] for place in places]


def _same_name(given: Word, claimed: Word) -> bool:
    return given.is_capital and given.lower == claimed.lower


def kind_of_name(case: Case, index: int) -> Kind:
    """Guess what an unknown name is the name of, by the words around it."""
    words = case.reading.words
    near = words[max(0, index - 4) : index + 5]
    forms = {word.lower for word in near if word.sentence == words[index].sentence}
    kinds = {wording.kind_of(word) for word in near}
    own = wording.kind_of(words[index])
    if own is not None:
        return own
    if forms & _INSTITUTION:
        return Kind.INSTITUTION
    for kind in (Kind.CERTIFICATE, Kind.AWARD, Kind.PUBLICATION, Kind.CLIENT):
        if kind in kinds:
            return kind
    return _kind_by_neighbours(words, index, forms)


def _kind_by_neighbours(words: tuple[Word, ...], index: int, forms: set[str]) -> Kind:
    before = _word_before_name(words, index)
    if forms & _COMPANY or before in _EMPLOYING:
        return Kind.EMPLOYER
    if before in _PERSON:
        return Kind.PERSON
    if words[index].is_acronym or any(map(str.isdigit, words[index].text)):
        return Kind.SKILL
    return Kind.PLACE if before in _PLACING else Kind.NAME


def _word_before_name(words: tuple[Word, ...], index: int) -> str:
    while (
        index and words[index - 1].is_capital and words[index - 1].sentence == words[index].sentence
    ):
        index -= 1
    return words[index - 1].lower if index else ""
