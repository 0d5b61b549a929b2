"""What one résumé says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.models import Place, WorkExperience
from api.services.facts import Facts, Reading, read_facts
from api.services.facts.history import experience_of, month_number
from api.services.facts.languages import language_key
from api.services.vocabulary import SharedVocabulary
from lexicon.skills import default_vocabulary
from tests.people import sections_of

TODAY = date(2026, 11, 20)


def _facts(sections: Any, evidence: dict[str, Any] | None = None, leftover: str = "") -> Facts:
    reading = Reading(sections, evidence or {}, leftover)
    return read_facts(reading, user_id="u", vocabulary=SharedVocabulary(default_vocabulary()))


def _places(facts: Facts) -> dict[str, int]:
    return {mention.name: mention.places for mention in facts.skills.values()}


@pytest.mark.parametrize(
    ("spans", "years"),
    [
        ([], 0),
        ([("2016-05", "2020-04")], 4),
        ([("2016-05", "2020-04"), ("2018-01", "2019-12")], 4),
        ([("2016-05", "2020-04"), ("2024-11", "")], 6.1),
        ([("2016-05", "2025-04"), ("2024-11", "")], 10.6),
        ([("2018", "2020")], 2),
        ([("", "2020")], 0),
        ([("2030", "")], 0),
        ([("2020", "2019")], 0),
    ],
)
def test_experience_counts_overlaps_once_and_goes_on(
    spans: list[tuple[str, str]], years: float
) -> None:
    work = [
        WorkExperience(start=start, end=end, is_current=bool(start) and not end)
        for start, end in spans
    ]

    before, since = experience_of(work, TODAY)

    going_on = max(month_number(TODAY) + 1 - since, 0) if since is not None else 0
    assert round((before + going_on) / 12, 1) == years


def test_dates_are_kept_as_written_and_as_sorted() -> None:
    sections = sections_of(jobs=(("Clerk", "Works", "2016-05", ""),))
    evidence = {"/work/0/startDate": {"raw": "May 2016 – present", "start": 0, "end": 18}}

    (job,) = _facts(sections, evidence).work

    assert (job.start, job.start_written) == ("2016-05", "May 2016")
    assert (job.end, job.end_written, job.is_current) == ("", "", True)


@pytest.mark.parametrize(
    ("phone", "country", "stored"),
    [
        ("+49 30 901820", "DE", "+4930901820"),
        ("030 901820", "DE", "+4930901820"),
        ("030 901820", "", "030 901820"),
        ("020 7946 0000", "GB", "+442079460000"),
        ("call me", "DE", "call me"),
        ("", "DE", ""),
    ],
)
def test_numbers_are_international_where_the_country_is_known(
    phone: str, country: str, stored: str
) -> None:
    person = _facts(sections_of(phone=phone, place=("", country))).person

    assert person["phone_number"] == stored


@pytest.mark.parametrize(
    ("degree", "level"),
    [
        ("BSc", 4),
        ("Master of Science", 5),
        ("PhD", 6),
        ("Diplom", 5),
        ("Abitur", 1),
        ("Course", 0),
    ],
)
def test_degrees_have_levels(degree: str, level: int) -> None:
    (study,) = _facts(sections_of(degree=degree)).education

    assert study.level == level


def test_languages_are_known_by_any_name() -> None:
    found = _facts(sections_of(languages="Deutsch: Muttersprache, anglais: C1")).languages

    assert [(row.language, row.level) for row in found] == [("German", "native"), ("English", "C1")]
    assert language_key("allemand") == language_key(" german ") == found[0].language_key


def test_skills_are_found_where_they_are_named() -> None:
    sections = sections_of(
        skills="PostgreSQL, Basket Weaving", highlight="Wrote Python and Go code"
    )
    sections["education"][0]["area"] = "Statistics"

    places = _places(_facts(sections, leftover="Knows Kubernetes"))

    assert places["PostgreSQL"] == places["Basket Weaving"] == Place.SKILLS
    assert places["Python"] == places["Go"] == Place.WORK
    assert places["Statistics"] == Place.EDUCATION
    assert places["Kubernetes"] == Place.TEXT


def test_an_employer_is_no_skill() -> None:
    sections = sections_of(jobs=(("Clerk", "Oracle", "2016", "2017"),), skills="Filing")

    assert "Oracle Database" not in _places(_facts(sections))
    assert not any("Oracle" in name for name in _places(_facts(sections)))


def test_unknown_words_belong_to_their_owner() -> None:
    facts = _facts(sections_of(skills="Basket Weaving, Python"))

    owners = {mention.name: mention.owner_id for mention in facts.skills.values()}
    assert (owners["Basket Weaving"], owners["Python"]) == ("u", "")


@pytest.mark.parametrize("phrase", ["x" * 61, "one two three four five six"])
def test_a_sentence_is_no_skill_of_ones_own(phrase: str) -> None:
    assert phrase not in _places(_facts(sections_of(skills=phrase)))


def test_skills_of_one_letter_and_sign_are_told_apart() -> None:
    assert {"C", "C++", "C#", "Go", "R"} <= _places(
        _facts(sections_of(skills="C, C++, C#, Go, R"))
    ).keys()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["basics", "work", "skills", "languages", "education", "keywords", "location"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["basics", "work", "skills", "languages"]), _JSON))
def test_odd_shapes_count_as_absent(sections: dict[str, Any]) -> None:
    facts = _facts(sections)

    assert len(facts.person["full_name"]) <= 150
