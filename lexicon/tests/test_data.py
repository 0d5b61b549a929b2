"""The data files say each thing once and in the agreed format."""

import re
from collections import Counter, defaultdict

import pytest

from lexicon.data_files import TermLine, data_lines, data_names, listed, term_line
from lexicon.degrees import DegreeLevel
from lexicon.folding import folded
from lexicon.skills import default_vocabulary

FILES = [f"skills/{name}" for name in data_names("skills")]


def term_lines(name: str) -> list[TermLine]:
    lines = data_lines(name)
    return [term_line(line.split(": ", 1)[1] if name == "degrees.txt" else line) for line in lines]


def plain(phrase: str) -> str:
    return folded(phrase).text.replace(" ", "")


def test_there_are_skills_enough() -> None:
    skills = default_vocabulary().skills

    groups = Counter(skill.group for skill in skills)
    assert len(skills) >= 1500
    assert len(groups) >= 35
    assert min(groups.values()) >= 20


@pytest.mark.parametrize("name", [*FILES, "languages.txt", "degrees.txt"])
def test_a_line_of_terms_has_the_agreed_format(name: str) -> None:
    for line in data_lines(name):
        assert "  " not in line
        assert re.search(r",(?! )|\s[,;|](?<! \|)|\|(?! )", line) is None, line
        assert line.count("|") <= 2


@pytest.mark.parametrize("name", [*FILES, "languages.txt", "degrees.txt"])
def test_only_spellings_of_the_line_are_flagged(name: str) -> None:
    for line in term_lines(name):
        assert line.cased | line.contextual <= set(line.spellings), line.name
        assert not line.cased & line.contextual, line.name


def test_no_spelling_belongs_to_two_skills() -> None:
    owners = defaultdict(list)
    for name in FILES:
        for line in term_lines(name):
            for spelling in {plain(spelling) for spelling in line.spellings}:
                owners[spelling].append(line.name)

    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}


def test_no_skill_is_named_twice() -> None:
    names = [plain(line.name) for name in FILES for line in term_lines(name)]

    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_skill_is_also_a_phrase_in_which_none_is_meant() -> None:
    spellings = {
        plain(one) for name in FILES for line in term_lines(name) for one in line.spellings
    }

    assert [phrase for phrase in data_lines("not_skills.txt") if plain(phrase) in spellings] == []


def test_no_spelling_belongs_to_two_languages() -> None:
    spellings = [plain(one) for line in term_lines("languages.txt") for one in set(line.spellings)]

    assert [spelling for spelling, count in Counter(spellings).items() if count > 1] == []


def test_every_level_of_degree_has_degrees() -> None:
    levels = {line.split(":", 1)[0] for line in data_lines("degrees.txt")}

    assert levels == set(DegreeLevel.__members__)


def test_no_level_word_has_two_levels() -> None:
    words = [
        plain(word)
        for line in data_lines("language_levels.txt")
        for word in listed(line.split(": ", 1)[1])
    ]

    assert [word for word, count in Counter(words).items() if count > 1] == []
