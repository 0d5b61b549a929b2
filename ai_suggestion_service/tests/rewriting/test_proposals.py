"""What of the proposed changes is offered."""

from __future__ import annotations

from dataclasses import replace

from api.rewriting.changes import Change, ChangeStatus, propose
from api.rewriting.proposals import distinct, offered, with_all, within

SECTIONS = {"work": [{"highlights": ["Built a", "Built b", "Built c"]}]}


def change(place: int, after: str = "Made it", *, refused: bool = False) -> Change:
    before = SECTIONS["work"][0]["highlights"][place]
    made = propose(section=f"/work/0/highlights/{place}", before=before, after=after)
    return replace(made, status=ChangeStatus.REFUSED) if refused else made


def test_what_is_refused_is_not_offered() -> None:
    kept, refused = change(0), change(1, refused=True)

    assert offered([kept, refused]) == [kept]


def test_of_several_for_one_place_the_first_is_offered() -> None:
    first, second, other = change(0, "A"), change(0, "B"), change(1, "C")

    assert distinct([first, second, other, first]) == [first, other]


def test_a_refused_one_stays_beside_the_one_that_is_offered() -> None:
    refused, kept = change(0, "A", refused=True), change(0, "B")

    assert distinct([refused, kept]) == [refused, kept]


def test_beyond_the_most_only_refused_ones_are_kept() -> None:
    changes = [change(0), change(1, refused=True), change(1, "B"), change(2)]

    kept, left_out = within(changes, 2)

    assert (kept, left_out) == (changes[:3], 1)


def test_everything_that_is_offered_is_applied_at_once() -> None:
    changes = [change(0, "A"), change(1, "B", refused=True), change(2, "C")]

    assert with_all(SECTIONS, changes) == {"work": [{"highlights": ["A", "Built b", "C"]}]}
