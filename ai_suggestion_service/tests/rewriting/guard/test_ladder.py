import pytest

from api.rewriting.guard.ladder import ASSISTS, DOES, FOUNDS, LEADS, OWNS
from api.rewriting.guard.reading import read


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("Assisted with the launch", ASSISTS),
        ("Participated in the launch", ASSISTS),
        ("Supported the migration team", ASSISTS),
        ("Helped lead the launch", ASSISTS),
        ("Assisted in managing the launch", ASSISTS),
        ("Supported Windows servers", DOES),
        ("Built the tool", DOES),
        ("Responsible for the tool", OWNS),
        ("Managed the tool", LEADS),
        ("Spearheaded the tool", LEADS),
        ("Drove a van", DOES),
        ("Founded a bakery", FOUNDS),
        ("Co-led the launch", LEADS - 0.25),
    ],
)
def test_a_clause_has_its_rung(text: str, rung: float) -> None:
    (clause,) = {clause.rung for clause in read(text, "en").clauses}

    assert clause == rung


def test_helping_ends_where_a_finite_verb_begins() -> None:
    clauses = read("Helped manage the move and wrote the manual", "en").clauses

    assert [clause.rung for clause in clauses] == [ASSISTS, DOES]


def test_denial_reaches_to_the_end_of_its_clause() -> None:
    reading = read("No experience with Go but used Rust", "en")
    denied = [
        word.text
        for index, word in enumerate(reading.words)
        if reading.clause_of[index].denies(index)
    ]

    assert "Go" in denied
    assert "Rust" not in denied
