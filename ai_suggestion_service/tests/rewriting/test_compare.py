from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.compare import compare

ACORN = {"name": "Acorn", "position": "Clerk", "highlights": ["Filed letters", "Sorted post"]}
BIRCH = {"name": "Birch", "position": "Cook", "highlights": ["Cooked lunch"]}

values = st.recursive(
    st.text("ab ", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner),
    max_leaves=8,
)


def rows(a: dict[str, Any], b: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(row.status, row.before_at, row.after_at) for row in compare(a, b)]


@given(sections=st.dictionaries(st.text("ab", min_size=1, max_size=3), values))
def test_a_version_does_not_differ_from_itself(sections: dict[str, Any]) -> None:
    assert compare(sections, sections) == []


def test_a_changed_text_is_found_at_its_place() -> None:
    changed = ACORN | {"highlights": ["Filed letters", "Sorted the post"]}

    found = compare({"work": [ACORN]}, {"work": [changed]})

    assert [(row.section, row.before, row.after) for row in found] == [
        ("work", "Sorted post", "Sorted the post")
    ]
    assert found[0].before_at == found[0].after_at == "/work/0/highlights/1"
    assert found[0].to_json()["diff"][1] == {"op": "insert", "text": "the "}


def test_entries_are_paired_by_what_they_are_about() -> None:
    found = rows({"work": [ACORN, BIRCH]}, {"work": [BIRCH]})

    assert len(found) == 4
    assert all(
        status == "removed" and str(before_at).startswith("/work/0/") and after_at is None
        for status, before_at, after_at in found
    )


def test_a_new_section_is_added() -> None:
    assert rows({}, {"interests": [{"name": "Chess"}]}) == [("added", None, "/interests/0/name")]


def test_reordering_is_a_move_and_no_change() -> None:
    found = rows({"work": [ACORN, BIRCH]}, {"work": [BIRCH, ACORN]})

    assert [status for status, _, _ in found] == ["moved"]
