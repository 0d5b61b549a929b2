"""Words of texts and of queries."""

from __future__ import annotations

import pytest

from api.services import lookup_keys, snippets
from api.services.words import find_word, index_words, words_of


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Built a full-stack shop", "full-stack"),
        ("Built a full-stack shop", "stack"),
        ("Built a full-stack shop", "fullstack"),
        ("Used Node.js", "node.js"),
        ("Used Node.js", "NODE"),
        ("C++ and C#", "c++"),
        ("C++ and C#", "C#"),
        ("Müller, Straße", "muller strasse"),
        ("Résumé of José", "resume jose"),
        ("ada@example.com", "example.com"),
        ("O'Neill’s", "o'neill’s"),
    ],
)
def test_a_text_is_found_by_its_words(text: str, query: str) -> None:
    assert set(words_of(query)) <= index_words(text)


@pytest.mark.parametrize(
    ("text", "query"), [("C++", "c"), ("C#", "c"), ("Golang", "go"), ("Java", "javascript")]
)
def test_a_text_is_not_found_by_others(text: str, query: str) -> None:
    assert not set(words_of(query)) <= index_words(text)


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Met Straße today", "strasse", "Straße"),
        ("a full-stack shop", "fullstack", "full-stack"),
        ("nothing here", "absent", None),
        ("an abbreviation", "brev", None),
    ],
)
def test_a_word_is_shown_where_it_stands(text: str, word: str, found: str | None) -> None:
    span = find_word(text, word)

    assert (text[span[0] : span[1]] if span else None) == found


def test_snippets_cut_between_words() -> None:
    passage = " ".join(f"word{number}" for number in range(60))
    sections = {"work": [{"highlights": ["short", passage]}]}

    (match,) = snippets.first_matches(sections, "", ["word30"])

    assert match.pointer == "/work/0/highlights/1"
    assert match.snippet.startswith("… word")
    assert match.snippet.endswith(" …")
    assert "word30" in match.snippet
    assert len(match.snippet) < 150


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Ada Example", "Dr. Ada Example, PhD", True),
        ("Ada B. Example", "EXAMPLE Ada", True),
        ("Anna Müller", "anna muller", True),
        ("Ada Example", "Ida Example", False),
    ],
)
def test_names_are_compared_without_titles_and_order(one: str, other: str, equal: bool) -> None:
    assert (lookup_keys.name_key(one) == lookup_keys.name_key(other)) is equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Example Works GmbH", "Example Works", True),
        ("Example Works, Inc.", "EXAMPLE WORKS INC", True),
        ("Sample S.A.", "Sample SA", True),
        ("Example Works", "Example Mills", False),
    ],
)
def test_employers_are_compared_without_legal_forms(one: str, other: str, equal: bool) -> None:
    assert (lookup_keys.company_key(one) == lookup_keys.company_key(other)) is equal


def test_skills_that_differ_by_signs_have_different_ids() -> None:
    names = ["C", "C++", "C#", ".NET", "NET", "Go", "R", "F#"]

    assert len({lookup_keys.skill_id(name) for name in names}) == len(names)
    assert lookup_keys.skill_id("Basket Weaving") == lookup_keys.skill_id("basket-weaving")
    assert lookup_keys.skill_id("C") != lookup_keys.skill_id("C", owner_id="u")
