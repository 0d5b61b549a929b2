from __future__ import annotations

import concurrent.futures
import re
from pathlib import Path

import pypdfium2
import pytest

from api.rendering import Options, Paper, render, templates
from api.rendering.readback import read_back

NAMES = [template.name for template in templates()]
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
TIFINAGH = "ⵜⴰⵎⴰⵣⵉⵖⵜ"
MARKUP = '#import "x.typ" $x^2$ *bold* _it_ `raw` <label> @ref \\alpha // note = head [a](b) ~'


def metadata(data: bytes) -> dict[str, str]:
    return pypdfium2.PdfDocument(data).get_metadata_dict()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_resume_gives_the_same_pdf(resume, name):
    first = render(resume, format="pdf", template=name)
    render({"basics": {"name": "Somebody Else"}}, format="pdf", template=name)

    second = render(resume, format="pdf", template=name)

    assert first == second
    assert first.media_type == "application/pdf"
    assert first.file_name_suffix == ".pdf"


@pytest.mark.parametrize("name", NAMES)
def test_typst_markup_in_the_resume_stays_text(resume, name):
    resume["work"][0]["highlights"] = [MARKUP]
    resume["basics"]["label"] = '#read("/etc/passwd")'

    text = read_back(render(resume, format="pdf", template=name).data, "pdf")

    assert MARKUP in " ".join(text.split())
    assert '#read("/etc/passwd")' in text


def test_the_pdf_names_its_author_and_is_tagged_and_bookmarked(resume):
    data = render(resume, format="pdf").data

    document = pypdfium2.PdfDocument(data)

    assert metadata(data)["Title"] == "Jóna Kristín Þórsdóttir – Résumé"
    assert metadata(data)["Author"] == "Jóna Kristín Þórsdóttir"
    assert metadata(data)["CreationDate"] == ""
    assert document.is_tagged()
    assert [bookmark.get_title() for bookmark in document.get_toc()][:2] == [
        "Summary",
        "Experience",
    ]


def test_a_character_no_font_has_is_reported_and_replaced(resume):
    resume["basics"]["name"] = "山田 Þóra"

    rendered = render(resume, format="pdf")

    (warning,) = rendered.warnings
    assert warning.code == "missing_glyphs"
    assert "山" in warning.detail
    assert "田" in warning.detail
    assert "Þóra" in read_back(rendered.data, "pdf")


def test_hundreds_of_missing_characters_are_all_named(resume):
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 300)]
    resume["basics"]["summary"] = " ".join(characters)

    (warning,) = render(resume, format="pdf").warnings

    assert all(character in warning.detail for character in characters)


def test_greek_and_cyrillic_need_no_warning(resume):
    resume["basics"]["summary"] = "Ελληνικά, Українська, Русский, Tiếng Việt, Türkçe, Žluťoučký"

    rendered = render(resume, format="pdf")

    assert rendered.warnings == ()
    assert "Українська" in read_back(rendered.data, "pdf")


def test_the_machine_s_own_fonts_are_not_used(resume, tmp_path):
    resume["basics"]["name"] = TIFINAGH

    rendered = render(resume, format="pdf", options=Options(font_directories=(str(tmp_path),)))

    assert [warning.code for warning in rendered.warnings] == ["missing_glyphs"]


@pytest.mark.skipif(not DEJAVU.is_dir(), reason="the DejaVu fonts are not installed here")
def test_a_font_directory_adds_its_scripts(resume):
    resume["basics"]["name"] = TIFINAGH

    rendered = render(resume, format="pdf", options=Options(font_directories=(str(DEJAVU),)))

    assert rendered.warnings == ()
    assert TIFINAGH in read_back(rendered.data, "pdf")


def test_links_lead_only_to_web_and_mail(resume):
    resume["basics"]["url"] = "javascript:alert(1)"
    resume["work"][0]["url"] = "file:///etc/passwd"

    rendered = render(resume, format="pdf")

    targets = re.findall(rb"/URI ?\((.*?)\)", rendered.data)
    assert {warning.pointer for warning in rendered.warnings} == {"/basics/url", "/work/0/url"}
    assert b"mailto:jona@example.com" in targets
    assert b"https://github.com/jonakr" in targets
    assert not [target for target in targets if not target.startswith((b"https:", b"mailto:"))]


def test_compact_keeps_on_one_page_what_classic_needs_two_for(resume):
    resume["work"] = resume["work"] * 7

    pages = {
        name: len(pypdfium2.PdfDocument(render(resume, format="pdf", template=name).data))
        for name in NAMES
    }

    assert pages["compact"] == 1
    assert pages["classic"] == 2


def test_paper_sets_the_page_size(resume):
    options = Options(paper=Paper.LETTER)

    page = pypdfium2.PdfDocument(render(resume, format="pdf", options=options).data)[0]

    assert page.get_size() == pytest.approx((612, 792), abs=1)


def test_threads_may_render_at_once(resume):
    resumes = [{**resume, "basics": {"name": f"Person {number}"}} for number in range(12)]
    alone = [render(each, format="pdf").data for each in resumes]

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: render(each, format="pdf").data, resumes))

    assert together == alone


def test_an_empty_resume_is_still_a_valid_pdf():
    data = render({}, format="pdf").data

    assert len(pypdfium2.PdfDocument(data)) == 1
