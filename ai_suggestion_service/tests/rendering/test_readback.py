from __future__ import annotations

import pytest

from api.rendering import Format, Letter, Options, render, templates
from api.rendering.readback import read_back, report


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("name", [template.name for template in templates()])
def test_every_field_is_found_in_order(resume, kind, name):
    data = render(resume, format=kind, template=name).data

    result = report(resume, read_back(data, kind))

    assert result.missing == ()
    assert result.fields_found == result.fields_total == 39
    assert result.order_ok


def test_a_field_that_is_not_there_is_named(resume):
    text = read_back(render(resume, format="text").data, "text")

    result = report(resume, text.replace("Smiðjan", "Smiðj").replace("C++", "C"))

    assert result.missing == ("/work/1/name", "/skills/0/keywords/0")
    assert result.fields_found == result.fields_total - 2


def test_a_value_given_twice_must_stand_there_twice(resume):
    resume["work"][1]["position"] = "Platform Engineer"
    text = read_back(render(resume, format="text").data, "text")

    result = report(resume, text.replace("Platform Engineer", "", 1))

    assert result.missing == ("/work/1/position",)


def test_lists_out_of_order_are_seen(resume):
    turned = {**resume, "work": list(reversed(resume["work"]))}
    text = read_back(render(turned, format="text").data, "text")

    assert report(turned, text).order_ok
    assert not report(resume, text).order_ok


def test_a_short_skill_is_not_found_inside_another_word(resume):
    assert report({"skills": ["R"]}, "React").missing == ("/skills/0",)
    assert report({"skills": ["C"]}, "C++ and C#").missing == ("/skills/0",)
    assert report({"skills": ["C"]}, "C, C++").missing == ()


@pytest.mark.parametrize("kind", list(Format))
def test_a_letter_reads_back_whole(resume, kind):
    text = "Dear team,\n\n" + "I would like to build harbours. " * 90 + "\n\nYours\nJóna"
    letter = Letter.from_text(text, subject="Application", head=("Norðurhöfn",))
    data = render(resume, format=kind, options=Options(letter=letter)).data
    expected = {
        "basics": {"name": resume["basics"]["name"]},
        "coverLetter": {"subject": letter.subject, "summary": list(letter.paragraphs)},
    }

    result = report(expected, read_back(data, kind))

    assert result.missing == ()
    assert result.fields_total == 5
