from api.matching.advice import Action, ActionKind
from api.matching.feedback import compose
from api.matching.gains import actions_for
from api.matching.judgement import Judgement, verify
from api.matching.ledger import Verdict, score
from api.matching.requirements import read_requirements

RESUME = """Ann Example
ann@example.com
Experience
Developer, Nimbus Labs, 01/2018 - 12/2021
- Built booking services in Python
Skills
Docker
Languages
German
"""
JOB = "Requirements\n- Docker\n- Rust\n- Fluent German\n- Python\n- PMP certification\n"


def _advise(verdicts: dict[str, tuple[Verdict, str]]) -> list[Action]:
    requirements = read_requirements(JOB)
    judged = [
        Judgement(row.id, *verdicts.get(row.text, (Verdict.MISSING, ""))[:1], quotes=(quote,))
        for row in requirements
        for quote in [verdicts.get(row.text, (Verdict.MISSING, ""))[1]]
    ]
    rows = verify(judged, requirements, RESUME).rows
    return actions_for(rows, requirements, RESUME)


def _on(part: str, actions: list[Action]) -> Action:
    return next(action for action in actions if part in action.text)


def test_a_skill_that_is_only_listed_can_be_shown_better() -> None:
    action = _on("Docker", _advise({"Docker": (Verdict.PARTIAL, "Docker")}))

    assert (action.kind, action.points) == (ActionKind.TRUTHFUL_GAIN, 1.5)


def test_what_stands_elsewhere_in_the_resume_is_a_gain_and_no_gap() -> None:
    assert _on("Python", _advise({})).kind is ActionKind.TRUTHFUL_GAIN


def test_what_stands_nowhere_is_a_gap() -> None:
    actions = _advise({})

    assert _on("Rust", actions).kind is ActionKind.GAP
    assert _on("PMP", actions).kind is ActionKind.GAP


def test_a_language_without_a_level_asks_for_the_level() -> None:
    action = _on(
        "how well you speak German", _advise({"Fluent German": (Verdict.PARTIAL, "German")})
    )

    assert action.kind is ActionKind.TRUTHFUL_GAIN


def test_gains_come_before_gaps_and_matters_of_form_last() -> None:
    kinds = [action.kind for action in _advise({"Docker": (Verdict.PARTIAL, "Docker")})]

    assert kinds == sorted(kinds, key=[*ActionKind].index)


def test_feedback_names_strengths_and_renders_strangers_text_inert() -> None:
    requirements = read_requirements(
        "Requirements\n- Python ![x](http://example.com/x.png)\n- Rust\n"
    )
    judged = [
        Judgement(requirements[0].id, Verdict.MET, ("Built booking services in Python",)),
        Judgement(requirements[1].id, Verdict.MISSING, (), "<script>alert(1)</script>"),
    ]
    rows = verify(judged, requirements, RESUME).rows

    told = compose(rows, actions_for(rows, requirements, RESUME), score(rows))

    assert "1 of 2 requirements are met" in told.summary
    assert "Built booking services in Python" in told.markdown
    assert "![x](" not in told.markdown
    assert "<script>" not in told.markdown
