from __future__ import annotations

import json

from api.rendering import Letter, Options, render


def json_of(sections, **options):
    return json.loads(render(sections, format="json", **options).data)


def test_a_clean_resume_comes_back_as_it_went_in(resume):
    exported = json_of(resume)

    assert exported.pop("$schema").endswith("schema.json")
    assert exported == resume


def test_members_stand_in_the_order_of_the_schema_whatever_came_in(resume):
    shuffled = dict(sorted(resume.items(), reverse=True))

    data = render(shuffled, format="json").data

    assert data == render(resume, format="json").data
    assert list(json.loads(data)) == [
        "$schema", "basics", "work", "education", "certificates", "skills", "languages",
    ]  # fmt: skip


def test_empty_members_and_unsafe_links_are_left_out():
    sections = {
        "basics": {"name": "A", "url": "javascript:alert(1)", "phone": "  ", "summary": None},
        "work": [],
        "skills": ["Go", {"name": ""}],
    }

    exported = json_of(sections)

    assert exported["basics"] == {"name": "A"}
    assert exported["skills"] == [{"name": "Go"}]
    assert "work" not in exported


def test_a_script_end_tag_cannot_close_a_page_around_the_file(resume):
    resume["basics"]["label"] = "</script><script>alert(1)</script>"

    data = render(resume, format="json").data

    assert b"<" not in data
    assert json.loads(data)["basics"]["label"] == "</script><script>alert(1)</script>"


def test_unknown_members_are_kept_in_json_and_reported_elsewhere(resume):
    resume["basics"]["nickname"] = "Jonna"
    resume["patents"] = [{"title": "A knot"}]

    exported, pdf = json_of(resume), render(resume, format="pdf")

    assert exported["patents"] == [{"title": "A knot"}]
    assert [(warning.code, warning.pointer) for warning in pdf.warnings] == [
        ("field_not_shown", "/basics/nickname"),
        ("field_not_shown", "/patents/0/title"),
    ]


def test_a_letter_is_exported_with_its_sender(resume):
    letter = Letter.from_text("Dear team,\n\nI build.", subject="Application")

    exported = json_of(resume, options=Options(letter=letter))

    assert exported["coverLetter"] == {
        "subject": "Application",
        "paragraphs": ["Dear team,", "I build."],
    }
    assert set(exported) == {"$schema", "basics", "coverLetter"}
