from hypothesis import given
from hypothesis import strategies as st

from api.matching import ledger
from api.matching.kinds import Kind
from api.matching.ledger import Verdict
from api.matching.requirements import Importance, Requirement


def _requirement(importance: Importance) -> Requirement:
    return Requirement("r1", "Python", importance, Kind.SKILL)


ENTRIES = st.lists(st.tuples(st.sampled_from(Importance), st.sampled_from(Verdict)), max_size=40)


@given(ENTRIES)
def test_the_score_is_the_points_over_the_most_that_could_be_had(
    entries: list[tuple[Importance, Verdict]],
) -> None:
    rows = [ledger.row(_requirement(importance), verdict) for importance, verdict in entries]

    score = ledger.score(rows)

    most = sum(row.max_points for row in rows)
    if most == 0:
        assert score is None
    else:
        assert score is not None
        assert abs(score - 100 * sum(row.points for row in rows) / most) <= 0.05 + 1e-9


@given(ENTRIES)
def test_a_stored_ledger_replays_to_the_same_score(
    entries: list[tuple[Importance, Verdict]],
) -> None:
    rows = [ledger.row(_requirement(importance), verdict) for importance, verdict in entries]

    assert ledger.replay([row.as_dict() for row in rows]) == ledger.score(rows)


def test_a_replay_does_not_believe_stored_points() -> None:
    stored = ledger.row(_requirement(Importance.MUST), Verdict.MISSING).as_dict()

    score = ledger.replay([stored | {"points": 3.0}])

    assert score == 0.0


def test_half_a_tenth_is_rounded_up() -> None:
    must = [Verdict.PARTIAL, *[Verdict.MISSING] * 7]

    score = ledger.score(ledger.row(_requirement(Importance.MUST), verdict) for verdict in must)

    assert score == 6.3
