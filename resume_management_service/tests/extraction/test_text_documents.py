"""RTF, HTML, Markdown and plain text."""

from __future__ import annotations

import pytest

from api.extraction.document import Document, Role
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.extract import extract_bytes

_RTF_HEAD = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset2 Symbol;}{\f2\fcharset238 X;}}"
)


def _rtf(body: bytes) -> Document:
    return extract_bytes(_RTF_HEAD + body + b"}", "rtf")


def _html(body: str, head: str = "") -> Document:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return extract_bytes(page.encode(), "html")


def _texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"Erika Ex\'e4mple", "Erika Exämple"),
        (rb"{\f2 \'b3\'f3d\'9f}", "łódź"),
        (rb"a \u8211? b \u-10179?\u-8704?", "a – b 😀"),
        (rb"{\uc2\u233??caf}", "écaf"),
        (rb"a\tab b", "a\tb"),
        (rb"a\line b", "a\nb"),
        (rb"a\par b", "a\n\nb"),
        (rb"well\_known\~fact a\-b", "well-known fact ab"),
        (rb"\ldblquote x\rdblquote\emdash y", "“x”—y"),
        (rb"kept{\deleted gone}", "kept"),
        (rb"kept{\*\unknown gone}{\pict 00ff}", "kept"),
        (rb"\{braces\} and \\", "{braces} and \\"),
        (rb"\bin3 {{{after", "after"),
    ],
)
def test_rich_text_is_decoded(body: bytes, text: str) -> None:
    assert _rtf(body).text == text


def test_rich_text_tells_lists_tables_emphasis_and_links() -> None:
    document = _rtf(
        rb"\b\fs32 Erika\b0\fs20\par{\listtext\f1\'b7\tab}Built a hall\par"
        rb"{\pntext\f1\'B7\tab}Ran\par"
        rb"\pard\trowd\intbl Excel\cell good\cell\row\pard "
        rb'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt my page}}\par'
    )

    assert _texts(document) == ["Erika", "Built a hall", "Ran", "Excel\tgood", "my page"]
    assert [line.bullet for line in document.lines] == [False, True, True, False, False]
    assert (document.lines[0].bold, document.lines[0].size) == (True, 16.0)
    assert document.lines[3].row == 1
    assert document.links[0].url == "https://example.org"


def test_rich_text_puts_headers_first_and_footers_last() -> None:
    document = _rtf(rb"{\footer Page\par}{\header Erika\par}Planner\par")

    roles = [(line.text, line.role) for line in document.lines]
    assert roles == [
        ("Erika", Role.HEADER),
        ("Planner", Role.BODY),
        ("Page", Role.FOOTER),
    ]


def test_text_in_a_shape_of_rich_text_is_read() -> None:
    document = _rtf(
        rb"{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv 1}}{\shptxt In a box\par}}}After\par"
    )

    assert _texts(document) == ["In a box", "After"]


def test_rich_text_that_is_cut_off_is_broken() -> None:
    with pytest.raises(UnreadableFile) as failure:
        extract_bytes(b"{\\rtf1 {\\b Erika", "rtf")

    assert failure.value.code is Unreadable.BROKEN


def test_pages_are_read_block_by_block() -> None:
    document = _html(
        "<h1>Erika</h1><p>Planner at <b>Example</b><br>Bremen</p><ul><li>Built<li>Ran</ul>"
        "<script>alert(1)</script><style>p{}</style>"
    )

    assert document.text == "Erika\n\nPlanner at Example\nBremen\n\nBuilt\nRan"
    assert document.lines[0].role is Role.HEADING
    assert [line.bullet for line in document.lines] == [False, False, False, True, True]


@pytest.mark.parametrize(
    "row",
    [
        "<table><tr><td>Planner<td>2019</table>",
        "<div style='display:flex'><span>Planner</span><span>2019</span></div>",
        "<div style='display:grid;grid-template-columns:2fr 1fr'><p>Planner</p><p>2019</p></div>",
        "<p>Planner<span style='float:right'>2019</span></p>",
    ],
)
def test_what_stands_side_by_side_is_one_line_with_a_tab(row: str) -> None:
    assert _html(row).text == "Planner\t2019"


def test_the_style_sheet_of_a_page_counts() -> None:
    document = _html(
        '<p class="big">Erika</p><p class="print">Planner</p>',
        "<style>.big{font-size:20pt;font-weight:700}@media print{.print{display:none}}</style>",
    )

    assert (document.lines[0].size, document.lines[0].bold) == (20.0, True)
    assert _texts(document) == ["Erika", "Planner"]


def test_links_of_a_page_know_their_words() -> None:
    document = _html(
        '<p>See <a href="https://example.org">my page</a> or <a href="#top">top</a></p>'
    )

    (link,) = document.links
    assert document.text[link.start : link.end] == "my page"


def test_a_page_says_its_own_encoding() -> None:
    page = "<html><head><meta charset='iso-8859-2'></head><body>łódź</body></html>"

    assert extract_bytes(page.encode("iso-8859-2"), "html").text == "łódź"


def test_marks_of_markdown_are_not_text() -> None:
    source = (
        "# Erika Example\n\n**Planner** at _Example_, see [my page](https://example.org 'x')\n\n"
        "Experience\n----------\n\n- Built `x` for 5 * 3\n  and more\n1. Ran it\n\n"
        "| Skill | Level |\n|:------|-------|\n| Excel | good |\n\n***\n\n> quoted\n"
    )

    document = extract_bytes(source.encode(), "md")

    assert _texts(document) == [
        "Erika Example",
        "Planner at Example, see my page",
        "Experience",
        "Built x for 5 * 3",
        "and more",
        "Ran it",
        "Skill\tLevel",
        "Excel\tgood",
        "quoted",
    ]
    headings = [line.text for line in document.lines if line.role is Role.HEADING]
    assert headings == ["Erika Example", "Experience"]
    assert document.links[0].url == "https://example.org"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_text_of_any_usual_encoding_is_read(codec: str) -> None:
    assert (
        extract_bytes("Zoë Müller – Planner\n".encode(codec), "txt").text == "Zoë Müller – Planner"
    )


def test_blank_lines_bullets_and_wide_gaps_of_plain_text_have_a_meaning() -> None:
    source = (
        "Erika\nPlanner        2019 - 2023\n\n* Built a hall\n  with friends\n-----\n- Ran it\n"
    )

    document = extract_bytes(source.encode(), "txt")

    assert document.text == ("Erika\nPlanner\t2019 - 2023\n\nBuilt a hall\nwith friends\n\nRan it")
    assert [line.bullet for line in document.lines] == [False, False, True, False, True]


def test_a_file_without_text_says_so() -> None:
    with pytest.raises(UnreadableFile) as failure:
        extract_bytes(b" \n\n ", "txt")

    assert failure.value.code is Unreadable.NO_TEXT


def test_a_very_long_text_is_cut_and_reported() -> None:
    lines = (f"line {number:x} of many" for number in range(100))
    document = extract_bytes("\n".join(lines).encode(), "txt", {"max_characters": 300})

    assert len(document.text) <= 300
    assert [warning.code for warning in document.warnings] == ["truncated"]


def test_tags_without_a_space_between_them_are_parted() -> None:
    tags = '<p><span class="tag">Python</span><span class="tag">SQL</span></p>'

    assert _html(tags).text == "Python\tSQL"


def test_a_word_of_single_letters_stays_one_word() -> None:
    letters = "".join(f'<span class="letter">{letter}</span>' for letter in "ERIKA")

    assert _html(f"<p>{letters}</p>").text == "ERIKA"
