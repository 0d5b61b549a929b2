"""Degrees are judged by their rung and their subject."""

from __future__ import annotations

import pytest

from api.matching.analysis import analyse
from api.matching.ledger import Verdict
from api.matching.requirements import read_requirements
from api.matching.resume_facts import ResumeFacts


def _judge(asked: str, held: str) -> Verdict:
    requirements = read_requirements(f"Requirements\n- {asked}\n- Good wine\n")
    resume = ResumeFacts(f"Education\n{held}\n")
    return next(
        judgement.verdict
        for requirement, judgement in zip(requirements, analyse(requirements, resume), strict=True)
        if requirement.text == asked
    )


@pytest.mark.parametrize(
    ("asked", "held", "verdict"),
    [
        ("Bachelor's degree in CS", "BSc Computer Science, Westmere", Verdict.MET),
        ("Degree in computer science", "B.Sc. Informatik, Beispielhausen", Verdict.MET),
        ("Abgeschlossenes Studium der Informatik", "BSc Computer Science", Verdict.MET),
        ("Nursing degree (BSN)", "Bachelor of Science in Nursing, 2015", Verdict.MET),
        ("Bachelor's degree", "B.A. History, Westmere", Verdict.MET),
        ("Degree in computer science or a related field", "MSc Software Engineering", Verdict.MET),
        ("Degree in computer science", "MSc Software Engineering", Verdict.PARTIAL),
        ("Master's degree in computer science", "BSc Computer Science", Verdict.PARTIAL),
        ("Bachelor's degree in IT", "B.A. History, Westmere", Verdict.MISSING),
        ("Degree in computer science", "Bachelor of Science in Nursing", Verdict.MISSING),
        ("PhD in chemistry", "BSc Computer Science", Verdict.MISSING),
    ],
)
def test_a_degree_counts_by_its_subject(asked: str, held: str, verdict: Verdict) -> None:
    assert _judge(asked, held) is verdict
