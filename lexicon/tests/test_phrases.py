"""Phrases are found as whole words, joined, spaced or hyphenated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexicon.folding import folded
from lexicon.phrases import Match, PhraseIndex, longest

INDEX = PhraseIndex(["micro service", "Vue.js", "C", "C++", "PowerPoint", "R & D", "data base"])


def found(text: str) -> list[str]:
    return [text[match.start : match.end] for match in longest(INDEX.matches(folded(text)))]


@pytest.mark.parametrize(
    "text", ["microservice", "micro-service", "micro service", "Micro Services", "micro-\nservice"]
)
def test_a_phrase_is_found_however_it_is_joined(text: str) -> None:
    assert found(f"a {text}, b") == [text]


@pytest.mark.parametrize("text", ["mic roservice", "micro      service", "micro\n\nservice"])
def test_a_phrase_breaks_only_where_it_may(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C, C++; (C)", ["C", "C++", "C"]),
        ("Ca aC 1C C1 C_x x.C C.x C& C@", ["C", "C"]),
        ("vue.js Vue js vuejs", ["vue.js", "Vue js", "vuejs"]),
        ("power point PowerPoint Powerpoint2016", ["power point", "PowerPoint", "Powerpoint2016"]),
        ("R&D R & D R and D", ["R&D", "R & D", "R and D"]),
        ("C'est l'C", ["C", "C"]),
        ("用C写", ["C"]),
    ],
)
def test_a_phrase_is_found_as_a_whole_word(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_whole_phrase_has_its_number() -> None:
    assert INDEX.get("Micro-Services") == 0
    assert INDEX.get("vuejs") == 1
    assert INDEX.get("micro") is None


def test_of_two_equal_phrases_the_first_counts() -> None:
    assert PhraseIndex(["data base", "Database"]).get("database") == 0


def test_nothing_is_found_without_phrases() -> None:
    index = PhraseIndex([])

    assert list(index.matches(folded("anything"))) == []
    assert index.get("anything") is None


def test_the_longest_of_overlapping_spans_stays() -> None:
    spans = [Match(0, 3, 0), Match(0, 5, 1), Match(4, 9, 2), Match(5, 7, 3)]

    assert longest(spans) == [Match(0, 5, 1), Match(5, 7, 3)]


@given(st.text(alphabet=st.sampled_from(list("Cc+#. -\nmicroserv&'ß\u0301")) | st.characters()))
def test_any_text_can_be_searched(text: str) -> None:
    for match in INDEX.matches(folded(text)):
        assert 0 <= match.start < match.end <= len(text)
