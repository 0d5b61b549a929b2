import pytest

from api.rewriting.changes import Change, ChangeStatus, guarded, propose
from api.rewriting.guard import Source


@pytest.fixture
def source() -> Source:
    line = "Built the billing API in Python"
    return Source(text=line, sections={"work": [{"name": "Acorn", "highlights": [line]}]})


def rewrite(after: str) -> Change:
    return propose(
        section="/work/0/highlights/0",
        before="Built the billing API in Python",
        after=after,
        reason="Clearer",
        requirement_ids=["r1"],
    )


def test_the_same_change_has_the_same_id() -> None:
    assert rewrite("Developed the billing API").id == rewrite("Developed the billing API").id


@pytest.mark.parametrize(
    "other",
    [
        propose(section="/work/0/highlights/1", before="a", after="b"),
        propose(section="/work/0/highlights/0", before="a", after="c"),
        propose(section="/work/0/highlights/0", before="c", after="b"),
        propose(section="/work/0/highlights/0", before=None, after="b"),
        propose(section="/work/0/highlights/0", before=["a"], after=["b"]),
    ],
)
def test_another_place_or_text_has_another_id(other: Change) -> None:
    change = propose(section="/work/0/highlights/0", before="a", after="b")

    assert other.id != change.id


def test_a_truthful_change_stays_proposed(source: Source) -> None:
    change = guarded(rewrite("Developed the billing API in Python"), source)

    assert change.status is ChangeStatus.PROPOSED
    assert change.refusals == ()


def test_an_invention_is_refused_and_named(source: Source) -> None:
    change = guarded(rewrite("Built the billing API in Python on AWS"), source)

    assert change.status is ChangeStatus.REFUSED
    assert [refusal.claim for refusal in change.refusals] == ["AWS"]
    assert change.after == "Built the billing API in Python on AWS"


def test_a_change_survives_json(source: Source) -> None:
    change = guarded(rewrite("Built 3 billing APIs on AWS"), source)

    assert Change.from_json(change.to_json()) == change


def test_json_carries_the_diff() -> None:
    data = rewrite("Developed the billing API in Python").to_json()

    assert data["diff"][:2] == [
        {"op": "delete", "text": "Built"},
        {"op": "insert", "text": "Developed"},
    ]


def test_a_list_is_compared_line_by_line() -> None:
    change = propose(section="/skills/0/keywords", before=["Go", "SQL"], after=["SQL", "Go"])

    assert Change.from_json(change.to_json()) == change
    assert "".join(row["text"] for row in change.diff if row["op"] != "delete") == "SQL\nGo"
