"""Merge patches."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.merge_patch import merge_patch
from tests.version_fakes import merged

VALUES = st.recursive(
    st.text(max_size=3) | st.integers(0, 3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.sampled_from("abcd"), VALUES)


@given(OBJECTS, OBJECTS)
def test_a_patch_leads_from_any_object_to_any_other(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    assert merged(old, merge_patch(old, new)) == new


@given(OBJECTS)
def test_equal_objects_need_no_patch(value: dict[str, Any]) -> None:
    assert merge_patch(value, value) == {}


def test_only_what_differs_is_said() -> None:
    old = {"basics": {"name": "Ann", "label": "X"}, "work": [{"name": "A"}], "awards": []}
    new = {"basics": {"name": "Ann", "email": "ann@example.com"}, "work": [{"name": "A"}]}

    patch = merge_patch(old, new)

    assert patch == {"basics": {"label": None, "email": "ann@example.com"}, "awards": None}
