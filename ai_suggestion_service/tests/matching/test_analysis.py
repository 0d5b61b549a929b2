from datetime import date

import pytest

from api.matching.analysis import analyse
from api.matching.judgement import Judgement
from api.matching.ledger import Verdict
from api.matching.requirements import read_requirements
from api.matching.resume_facts import ResumeFacts

RESUME = """Ann Example
Software Developer
ann@example.com

Experience
Developer, Nimbus Labs, 01/2018 - 12/2021
- Built booking services in Python and Django
- Answered tickets of 300 users
Trainee, Brook Ltd, 2016 - 2017
- Tested web pages

Education
B.Sc. Computer Science, University of Hull, 2016

Skills
Docker, Git

Languages
German (B1)
"""


def _judge(line: str, resume: str = RESUME) -> Judgement:
    requirements = read_requirements(f"Requirements\n- {line}\n", title="Software Developer")
    facts = ResumeFacts(resume, today=date(2026, 1, 1))
    return analyse(requirements, facts, title="Software Developer")[1]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Python", Verdict.MET),
        ("Docker", Verdict.PARTIAL),
        ("Rust", Verdict.MISSING),
        ("Java or Python", Verdict.MET),
        ("3 years of experience with Python", Verdict.MET),
        ("8 years of experience with Python", Verdict.PARTIAL),
        ("3 years of experience with Rust", Verdict.PARTIAL),
        ("Bachelor's degree in Computer Science", Verdict.MET),
        ("Master's degree in Computer Science", Verdict.PARTIAL),
        ("Bachelor's degree in Nursing", Verdict.MISSING),
        ("German (A2)", Verdict.MET),
        ("Fluent German", Verdict.PARTIAL),
        ("Fluent Spanish", Verdict.MISSING),
        ("Driving licence", Verdict.MISSING),
        ("Team player", Verdict.UNASSESSABLE),
    ],
)
def test_a_requirement_is_judged_by_what_stands_there(line: str, verdict: Verdict) -> None:
    assert _judge(line).verdict is verdict


@pytest.mark.parametrize("line", ["Python", "Docker", "3 years of experience with Python"])
def test_every_quote_is_a_slice_of_the_resume(line: str) -> None:
    quotes = _judge(line).quotes

    assert quotes
    assert all(quote in RESUME for quote in quotes)


def test_the_language_of_the_resume_speaks_for_itself() -> None:
    resume = RESUME + "\nSummary\nI build services for the people who use them, with care.\n"

    assert _judge("Fluent English", resume).verdict is Verdict.MET


def test_a_driving_licence_is_known_in_another_language() -> None:
    assert _judge("Driving licence", RESUME + "Führerschein Klasse B\n").verdict is Verdict.MET


def test_near_synonyms_count() -> None:
    assert _judge("Resolve support tickets").verdict is not Verdict.MISSING


def test_the_same_input_is_judged_the_same() -> None:
    assert _judge("3 years of experience with Python") == _judge(
        "3 years of experience with Python"
    )


def test_an_empty_resume_shows_nothing() -> None:
    assert _judge("Python", "").verdict is Verdict.MISSING
