"""The check of a résumé without a job."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.parsing.check import check_resume
from api.parsing.checks.findings import CheckFinding, Severity

TODAY = date(2026, 11, 20)
GOOD: dict[str, Any] = {
    "basics": {
        "name": "Ada Example",
        "email": "ada@example.com",
        "phone": "+49301234567",
        "location": {"city": "Bonn"},
        "summary": "Builds engines that last.",
    },
    "work": [
        {
            "name": "Engine Works",
            "position": "Engineer",
            "startDate": "2021-03",
            "highlights": ["Built 3 engines.", "Cut the cost of each by 20%."],
        },
        {
            "name": "Mill",
            "position": "Clerk",
            "startDate": "2018-01",
            "endDate": "2021-02",
            "highlights": ["Kept the books of 40 farms."],
        },
    ],
    "education": [{"institution": "School", "studyType": "BSc", "endDate": "2017"}],
    "skills": [{"keywords": ["Lathe"]}],
}


def _checked(sections: dict[str, Any], **others: Any) -> dict[str, CheckFinding]:
    findings = check_resume(sections, today=TODAY, **others)
    return {finding.code: finding for finding in findings}


def _with_jobs(*jobs: dict[str, Any]) -> dict[str, Any]:
    return GOOD | {"work": list(jobs)}


def test_a_good_resume_has_no_findings() -> None:
    assert _checked(GOOD) == {}


def test_missing_contact_details_are_errors() -> None:
    found = _checked(GOOD | {"basics": {"name": "Ada Example"}})

    assert found["missing_email"].severity is Severity.ERROR
    assert found["missing_phone"].severity is Severity.WARNING
    assert "missing_name" not in found


def test_a_job_without_dates_is_pointed_to_with_its_page() -> None:
    sections = _with_jobs({"name": "Mill", "highlights": ["Kept books."]})

    found = _checked(sections, evidence={"/work/0": {"page": 2, "start": 0}})["undated_job"]

    assert (found.pointer, found.page) == ("/work/0", 2)


def test_a_gap_is_told_to_the_month() -> None:
    later = {"name": "Works", "startDate": "2021-03", "summary": "Engines."}
    earlier = {"name": "Mill", "startDate": "2018-01", "endDate": "2020-01", "summary": "Books."}

    found = _checked(_with_jobs(later, earlier))["gap"]

    assert found.title == "13 months are not accounted for before “Works”"
    assert found.detail == "Nothing is said of 2020-02 to 2021-02."


def test_studies_fill_a_gap() -> None:
    later = {"name": "Works", "startDate": "2021-03", "summary": "Engines."}
    earlier = {"name": "Mill", "startDate": "2018-01", "endDate": "2019-08", "summary": "Books."}
    study = {"institution": "School", "startDate": "2019-09", "endDate": "2021-01"}

    found = _checked(_with_jobs(later, earlier) | {"education": [study]})

    assert "gap" not in found


def test_overlapping_jobs_are_told_with_their_months() -> None:
    one = {"name": "Works", "startDate": "2020-01", "summary": "Engines."}
    other = {"name": "Mill", "startDate": "2018-01", "endDate": "2020-06", "summary": "Books."}

    found = _checked(_with_jobs(one, other))["overlapping_jobs"]

    assert "They share 6 months" in found.detail


def test_years_alone_do_not_overlap() -> None:
    one = {"name": "Works", "startDate": "2020", "summary": "Engines."}
    other = {"name": "Mill", "startDate": "2018", "endDate": "2020", "summary": "Books."}

    assert "overlapping_jobs" not in _checked(_with_jobs(one, other))


def test_an_end_before_its_start_is_an_error() -> None:
    job = {"name": "Mill", "startDate": "2020-05", "endDate": "2019-01", "summary": "Books."}

    assert _checked(_with_jobs(job))["reversed_dates"].severity is Severity.ERROR


def test_oldest_jobs_first_are_told() -> None:
    jobs = list(reversed(GOOD["work"]))

    assert "oldest_first" in _checked(GOOD | {"work": jobs})


def test_long_passive_and_repeated_bullets_are_told() -> None:
    long, passive = " ".join(["word"] * 46), "Responsible for the books."
    job = {"name": "Mill", "startDate": "2018", "highlights": [long, passive, passive]}

    found = _checked(_with_jobs(job))

    assert found["long_bullet"].pointer == "/work/0/highlights/0"
    assert "“Responsible for”" in found["passive_bullet"].detail
    assert "2 times" in found["repeated_bullet"].detail


def test_bullets_without_numbers_are_told() -> None:
    bullets = ["Kept books.", "Sold flour.", "Drove carts.", "Fed horses.", "Met farmers."]
    job = {"name": "Mill", "startDate": "2018", "highlights": bullets}

    assert "0 of 5 bullets" in _checked(_with_jobs(job))["few_numbers"].detail


def test_full_pages_are_told() -> None:
    found = _checked(GOOD, text="word " * 1600, page_count=2)

    assert "1600 words stand on 2 page(s)" in found["dense_page"].detail


def test_findings_of_the_reading_are_passed_on() -> None:
    warning = {"code": "hidden_text", "detail": "white on white", "page": 1}

    found = _checked(GOOD, warnings=[warning])["hidden_text"]

    assert (found.severity, found.page, found.detail) == (Severity.ERROR, 1, "white on white")


def test_education_before_much_experience_is_unusual() -> None:
    jobs = [
        job | {"startDate": f"20{year}"}
        for job, year in zip(GOOD["work"] * 2, (21, 18, 15, 12), strict=True)
    ]
    evidence = {"/work/0/name": {"start": 500}, "/education/0/institution": {"start": 10}}

    found = _checked(GOOD | {"work": jobs}, evidence=evidence)

    assert "unusual_order" in found


def test_a_doubtful_employer_is_told() -> None:
    evidence = {"/work/0/name": {"start": 5, "confidence": 0.6, "page": 1}}

    found = _checked(GOOD, evidence=evidence)["hard_to_read"]

    assert "“Engine Works” was taken for the employer" in found.detail


def test_the_gravest_findings_stand_first() -> None:
    findings = check_resume({"work": GOOD["work"]}, today=TODAY)

    ranks = [list(Severity).index(finding.severity) for finding in findings]
    assert ranks == sorted(ranks)
    assert findings[0].as_dict()["severity"] == "error"
