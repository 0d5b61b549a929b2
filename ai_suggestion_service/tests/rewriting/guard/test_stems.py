import pytest

from api.rewriting.guard.stems import keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("managed", "management"),
        ("developer", "developed"),
        ("organised", "organization"),
        ("optimise", "optimizing"),
        ("centre", "centers"),
        ("labour", "labor"),
        ("programme", "programs"),
        ("installation", "installed"),
        ("deliveries", "deliver"),
        ("paediatric", "pediatric"),
    ],
)
def test_forms_of_one_word_share_a_key(one: str, other: str) -> None:
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("international", "internal"),
        ("general", "generate"),
        ("university", "universal"),
        ("statistics", "state"),
        ("organic", "organ"),
    ],
)
def test_different_words_share_none(one: str, other: str) -> None:
    assert not keys(one) & keys(other)
