import pytest

from api.matching.judgement import Judgement, Verified, verify
from api.matching.kinds import Kind
from api.matching.ledger import Verdict
from api.matching.requirements import Importance, Requirement

RESUME = "Ann Example\nExperience\n• Ran Kuber-\nnetes clusters for 3 years\nSkills\nPython"
ROW = Requirement("r1", "Kubernetes", Importance.MUST, Kind.SKILL, ("Kubernetes",))
TRAIT = Requirement("r2", "Team player", Importance.MUST, Kind.OTHER, assessable=False)


def _verify(verdict: Verdict, *quotes: str, row: Requirement = ROW) -> Verified:
    return verify([Judgement(row.id, verdict, quotes, "why")], [row], RESUME)


def test_evidence_is_the_slice_of_the_resume() -> None:
    result = _verify(Verdict.MET, "ran Kubernetes clusters")

    (evidence,) = result.rows[0].evidence
    assert evidence.quote == RESUME[evidence.start : evidence.end] == "Ran Kuber-\nnetes clusters"
    assert evidence.section == "work"
    assert result.warnings == ()


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.PARTIAL])
@pytest.mark.parametrize("quotes", [(), ("Ran Docker clusters",), ("and",), ("",)])
def test_a_verdict_without_a_standing_quote_is_withdrawn(
    verdict: Verdict, quotes: tuple[str, ...]
) -> None:
    result = _verify(verdict, *quotes)

    assert result.rows[0].verdict is Verdict.MISSING
    assert result.rows[0].points == 0
    assert "evidence_missing" in {warning.code for warning in result.warnings}


def test_one_standing_quote_is_enough_and_the_false_one_is_reported() -> None:
    result = _verify(Verdict.MET, "Won the Kubernetes prize", "Ran Kubernetes clusters")

    assert result.rows[0].verdict is Verdict.MET
    assert len(result.rows[0].evidence) == 1
    assert [warning.code for warning in result.warnings] == ["quote_not_found"]


def test_each_side_of_an_ellipsis_must_stand() -> None:
    good = _verify(Verdict.MET, "Ran Kubernetes … for 3 years")
    bad = _verify(Verdict.MET, "Ran Kubernetes … for 9 years")

    assert [item.quote for item in good.rows[0].evidence] == ["Ran Kuber-\nnetes", "for 3 years"]
    assert bad.rows[0].verdict is Verdict.MISSING


def test_what_a_resume_can_show_is_never_unassessable() -> None:
    assert _verify(Verdict.UNASSESSABLE).rows[0].verdict is Verdict.MISSING


def test_silence_on_a_trait_takes_no_points() -> None:
    row = _verify(Verdict.MISSING, row=TRAIT).rows[0]

    assert (row.verdict, row.max_points) == (Verdict.UNASSESSABLE, 0)


def test_one_line_cited_for_everything_is_no_evidence() -> None:
    rows = [
        Requirement(f"r{number}", text, Importance.MUST, Kind.SKILL)
        for number, text in enumerate(("Welding", "Accounting", "Nursing", "Kubernetes clusters"))
    ]
    line = "Ran Kubernetes clusters for 3 years"

    result = verify([Judgement(row.id, Verdict.MET, (line,), "") for row in rows], rows, RESUME)

    verdicts = [row.verdict for row in result.rows]
    assert verdicts == [Verdict.MISSING, Verdict.MISSING, Verdict.MISSING, Verdict.MET]
    assert "quote_unrelated" in {warning.code for warning in result.warnings}


def test_a_requirement_left_out_is_not_invented() -> None:
    result = verify([], [ROW], RESUME)

    assert result.rows[0].verdict is Verdict.UNASSESSABLE
    assert [warning.code for warning in result.warnings] == ["not_judged"]


def test_of_two_rows_for_one_requirement_the_worse_counts() -> None:
    both = [
        Judgement("r1", Verdict.MET, ("Python",)),
        Judgement("r1", Verdict.MISSING),
    ]

    assert verify(both, [ROW], RESUME).rows[0].verdict is Verdict.MISSING
