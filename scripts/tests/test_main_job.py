"""What the launcher says about a suggestion."""

from typing import Any

from scripts.launch.main_job import FITTING, RESUME, describe, shorten


def row(text: str, points: float, quote: str = "") -> dict[str, Any]:
    verdict = "met" if points == 4 else "partial" if points else "missing"
    evidence = [{"quote": quote}] if quote else []
    return {
        "text": text, "verdict": verdict, "points": points, "max_points": 4, "evidence": evidence
    }  # fmt: skip


def test_a_suggestion_is_told_by_its_strongest_and_weakest_requirements() -> None:
    rows = [row("Python", 4, "nine years of Python"), row("Go", 2), row("Kubernetes", 0)]
    unassessable = row("A good heart", 0) | {"max_points": 0, "verdict": "unassessable"}

    text = describe({"score": 50.0, "requirements": [*rows, unassessable]}, RESUME, FITTING)

    assert text.splitlines() == [
        "samples/resume.pdf against samples/job-fitting.txt: score 50 of 100",
        "  strongest:",
        "    met          4 of 4  Python",
        "                        “nine years of Python”",
        "    partial      2 of 4  Go",
        "  weakest:",
        "    missing      0 of 4  Kubernetes",
        "    partial      2 of 4  Go",
    ]


def test_a_side_without_requirements_says_none() -> None:
    text = describe({"score": 0.0, "requirements": [row("Go", 0)]}, RESUME, FITTING)

    assert text.splitlines()[1:3] == ["  strongest:", "    none"]


def test_a_long_text_is_cut_to_one_line() -> None:
    assert shorten("much\n  too long", 8) == "much to…"
