from __future__ import annotations

import time
import zipfile
from io import BytesIO

import docx
import pytest

from api.rendering import Letter, Options, Paper, render, templates

NAMES = [template.name for template in templates()]


def opened(sections, **options):
    return docx.Document(BytesIO(render(sections, format="docx", **options).data))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_resume_gives_the_same_docx_at_any_time(resume, name, monkeypatch):
    first = render(resume, format="docx", template=name)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(1_900_000_000))

    second = render(resume, format="docx", template=name)

    assert first.data == second.data
    assert zipfile.ZipFile(BytesIO(first.data)).testzip() is None


@pytest.mark.parametrize("name", NAMES)
def test_headings_and_bullets_are_real_styles(resume, name):
    document = opened(resume, template=name)

    styles = {
        paragraph.text.split("\t")[0]: paragraph.style.name for paragraph in document.paragraphs
    }

    assert styles["Jóna Kristín Þórsdóttir"] == "Title"
    assert styles["Experience"] == "Heading 1"
    assert styles["Platform Engineer"] in ("Heading 2", "Subtitle")
    assert styles["Cut the cloud bill by 38 %."] == "List Bullet"


def test_links_are_hyperlinks_and_only_safe_ones(resume):
    resume["work"][0]["url"] = "javascript:alert(1)"

    document = opened(resume)

    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert sorted(targets) == [
        "https://github.com/jonakr",
        "https://jona.example.org/",
        "mailto:jona@example.com",
    ]


def test_core_properties_name_the_person_and_no_date(resume):
    properties = opened(resume, options=Options(language="de")).core_properties

    assert properties.author == "Jóna Kristín Þórsdóttir"
    assert properties.title == "Jóna Kristín Þórsdóttir – Lebenslauf"
    assert properties.language == "de"
    assert properties.created is None
    assert properties.comments == ""


def test_nothing_active_and_nothing_foreign_is_in_the_package(resume):
    resume["work"][0]["highlights"] = ['=cmd|"/C calc"!A0', "{ HYPERLINK } <w:fldSimple/>"]

    archive = zipfile.ZipFile(BytesIO(render(resume, format="docx").data))

    assert set(archive.namelist()) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/webSettings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        "word/numbering.xml",
    }
    body = archive.read("word/document.xml").decode()
    assert "fldChar" not in body
    assert "<w:fldSimple" not in body


def test_a_letter_stands_under_the_same_header(resume):
    letter = Letter.from_text("Dear team,\n\nI build.\n\nYours\nJóna", subject="Application")

    document = opened(resume, options=Options(letter=letter, paper=Paper.LETTER))

    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "Jóna Kristín Þórsdóttir"
    assert texts[-4:] == ["Application", "Dear team,", "I build.", "Yours\nJóna"]
