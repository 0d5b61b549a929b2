import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.apply import ChangeConflict, StaleBase, apply_changes
from api.rewriting.changes import Change, propose

LINES = ["Wrote reports", "Kept the ledger", "Answered auditors"]


@pytest.fixture
def sections() -> dict[str, Any]:
    return {
        "basics": {"name": "Ada Example", "summary": "Bookkeeper"},
        "work": [{"name": "Acorn", "highlights": list(LINES)}],
        "skills": [{"name": "Tools", "keywords": ["Excel", "DATEV"]}],
    }


def line(index: int, before: str | None, after: str | None) -> Change:
    return propose(section=f"/work/0/highlights/{index}", before=before, after=after)


def highlights(sections: dict[str, Any]) -> list[str]:
    found: list[str] = sections["work"][0]["highlights"]
    return found


def test_a_text_is_replaced_and_the_given_sections_stay(sections: dict[str, Any]) -> None:
    original = copy.deepcopy(sections)

    result = apply_changes(sections, [line(1, LINES[1], "Maintained the ledger")])

    assert highlights(result) == [LINES[0], "Maintained the ledger", LINES[2]]
    assert sections == original


def test_indices_mean_the_given_sections(sections: dict[str, Any]) -> None:
    changes = [line(0, LINES[0], None), line(2, LINES[2], "Supported auditors")]

    result = apply_changes(sections, changes)

    assert highlights(result) == [LINES[1], "Supported auditors"]


def test_items_are_inserted_before_an_index_and_at_the_end(sections: dict[str, Any]) -> None:
    appended = propose(section="/work/0/highlights/-", before=None, after="Last")

    result = apply_changes(sections, [line(0, None, "First"), appended])

    assert highlights(result) == ["First", *LINES, "Last"]


def test_a_list_is_reordered(sections: dict[str, Any]) -> None:
    change = propose(
        section="/skills/0/keywords", before=["Excel", "DATEV"], after=["DATEV", "Excel"]
    )

    result = apply_changes(sections, [change])

    assert result["skills"][0]["keywords"] == ["DATEV", "Excel"]


def test_a_field_is_added_and_removed(sections: dict[str, Any]) -> None:
    label = propose(section="/basics/label", before=None, after="Bookkeeper")
    summary = propose(section="/basics/summary", before="Bookkeeper", after=None)

    result = apply_changes(sections, [label, summary])

    assert result["basics"] == {"name": "Ada Example", "label": "Bookkeeper"}


def test_two_changes_of_one_place_conflict(sections: dict[str, Any]) -> None:
    changes = [line(0, LINES[0], "One"), line(0, LINES[0], "Two")]

    with pytest.raises(ChangeConflict, match="both touch"):
        apply_changes(sections, changes)


def test_a_list_and_its_item_conflict(sections: dict[str, Any]) -> None:
    whole = propose(section="/work/0/highlights", before=LINES, after=LINES[:1])

    with pytest.raises(ChangeConflict):
        apply_changes(sections, [line(0, LINES[0], "One"), whole])


def test_the_same_change_twice_is_one(sections: dict[str, Any]) -> None:
    change = line(0, LINES[0], "One")

    assert highlights(apply_changes(sections, [change, change]))[0] == "One"


@pytest.mark.parametrize(
    "change",
    [
        line(0, "Something else", "One"),
        line(7, "Something else", "One"),
        propose(section="/basics/summary", before="Other", after="One"),
        propose(section="/volunteer/0/summary", before="Other", after="One"),
        propose(section="/basics/name/first", before="Other", after="One"),
    ],
)
def test_a_text_that_stands_no_longer_is_stale(change: Change, sections: dict[str, Any]) -> None:
    with pytest.raises(StaleBase):
        apply_changes(sections, [change])


def test_a_removal_that_fits_two_items_is_a_conflict(sections: dict[str, Any]) -> None:
    highlights(sections).append(LINES[0])

    with pytest.raises(ChangeConflict, match="more than once"):
        apply_changes(sections, [line(0, LINES[0], None)])


@pytest.mark.parametrize("pointer", ["", "/work/0/highlights/first"])
def test_a_place_that_is_none_is_a_conflict(pointer: str, sections: dict[str, Any]) -> None:
    with pytest.raises(ChangeConflict):
        apply_changes(sections, [propose(section=pointer, before=None, after="One")])


items = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=6, unique=True)


@given(lines=items, choices=st.data())
def test_applying_twice_changes_nothing_more(lines: list[str], choices: st.DataObject) -> None:
    changes = [
        line(index, text, choices.draw(st.sampled_from([None, f"new {index}"])))
        for index, text in enumerate(lines)
        if choices.draw(st.booleans())
    ]
    if choices.draw(st.booleans()):
        changes.append(propose(section="/work/0/highlights/-", before=None, after="added"))
    sections = {"work": [{"highlights": lines}]}

    once = apply_changes(sections, changes)

    assert apply_changes(once, changes) == once
