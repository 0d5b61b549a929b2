"""Keys by which people, employers and skills are found again."""

from __future__ import annotations

import pytest

from api.services import lookup_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr. Ada M. Lovelace", "ada lovelace"),
        ("Lovelace, Ada", "Ada Lovelace"),
        ("José Núñez", "Jose Nunez"),
    ],
)
def test_a_name_is_the_same_without_titles_order_and_accents(one: str, other: str) -> None:
    assert lookup_keys.name_key(one) == lookup_keys.name_key(other)


def test_other_names_have_other_keys_and_none_has_no_key() -> None:
    assert lookup_keys.name_key("Ada Lovelace") != lookup_keys.name_key("Ada Byron")
    assert lookup_keys.name_key("Dr.") == ""


def test_an_employer_is_the_same_without_its_legal_form() -> None:
    keys = {
        lookup_keys.company_key(name) for name in ("Acme", "ACME GmbH", "Acme S.A.", "acme ltd")
    }

    assert len(keys) == 1
    assert lookup_keys.company_key("Company") != ""
    assert lookup_keys.company_key("") == ""


@pytest.mark.parametrize("sign", ["C", "C++", "C#", "Go", ".NET", "NET", "R"])
def test_signs_tell_skills_apart(sign: str) -> None:
    others = {"C", "C++", "C#", "Go", ".NET", "NET", "R"} - {sign}

    assert lookup_keys.skill_id(sign) not in {lookup_keys.skill_id(other) for other in others}


def test_case_and_hyphens_do_not_tell_skills_apart() -> None:
    assert lookup_keys.skill_id("Event-Driven Design") == lookup_keys.skill_id(
        "event driven  design"
    )


def test_a_skill_of_an_owner_is_not_everybodys() -> None:
    assert lookup_keys.skill_id("Falconry", owner_id="a") != lookup_keys.skill_id("Falconry")


def test_numbers_of_words_differ_between_owners_and_fit_the_column() -> None:
    mine = lookup_keys.word_number("python", user_id="a")

    assert mine != lookup_keys.word_number("python", user_id="b")
    assert -(2**63) <= mine < 2**63


def test_parts_cannot_be_shifted_from_one_to_the_next() -> None:
    assert lookup_keys.digest("ab", "c") != lookup_keys.digest("a", "bc")


def test_an_address_is_the_same_in_capitals() -> None:
    assert lookup_keys.email_key(" Ada@Example.com ") == lookup_keys.email_key("ada@example.com")
    assert lookup_keys.email_key("  ") is None


def test_a_telephone_number_is_its_digits() -> None:
    assert lookup_keys.phone_key("+44 20 7946") == "+44207946"
    assert lookup_keys.phone_key("+44 (0)20 7946") == "+44207946"
    assert lookup_keys.phone_key("0176 / 98 76") == "01769876"
    assert lookup_keys.phone_key("none") == ""


def test_a_profile_is_known_by_its_handle_only() -> None:
    known = lookup_keys.linkedin_key("https://www.linkedin.com/in/Ada-L/?trk=x")

    assert known == lookup_keys.linkedin_key("linkedin.com/in/ada-l")
    assert lookup_keys.linkedin_key("https://example.com/in/ada-l") == ""
