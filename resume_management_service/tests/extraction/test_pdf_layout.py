"""Whatever the layout and the drawing order, text is read as a person reads it."""

from __future__ import annotations

import io
import re
from collections import Counter

import pypdfium2 as pdfium
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from api.extraction.document import Document, Role
from api.extraction.extract import extract_bytes
from e2e.attacks.parser.pdf_files import page_of, stream
from tests.extraction.drawn import BULLETS, WIDTH, Drawing
from tests.extraction.layouts import LAYOUTS

BOLD = "Helvetica-Bold"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _read(page: Drawing) -> Document:
    return extract_bytes(page.pdf(), "pdf")


@pytest.mark.parametrize(
    ("order", "apart"), [(None, ""), (1, ""), (2, "word"), (None, "letter"), (3, "letter")]
)
@pytest.mark.parametrize("name", LAYOUTS)
def test_no_word_is_lost_and_no_sentence_torn(name: str, order: int | None, apart: str) -> None:
    page = Drawing(order, apart)
    LAYOUTS[name](page)

    document = _read(page)

    drawn = Counter(word for piece in page.pieces for word in _words(piece[3]))
    read = " ".join(_words(document.text))
    whole = [bullet for bullet in BULLETS if all(word in drawn for word in _words(bullet))]
    assert not drawn - Counter(_words(document.text))
    assert [bullet for bullet in whole if " ".join(_words(bullet)) not in read] == []
    assert document.warnings == ()


@pytest.mark.parametrize("order", [None, 3])
def test_a_date_at_the_right_edge_belongs_to_its_line(order: int | None) -> None:
    page = Drawing(order)
    LAYOUTS["single_column"](page)

    document = _read(page)

    texts = [line.text for line in document.lines]
    assert "Head of Logistics\t2019 - 2023" in texts
    assert "Example Freight\tBremen" in texts


def test_a_date_in_the_margin_belongs_to_its_line() -> None:
    page = Drawing()
    LAYOUTS["timeline"](page)

    texts = [line.text for line in _read(page).lines]

    assert "2019 - 2023\tHead of Logistics" in texts
    assert "2014 - 2019\tShift Leader" in texts


@pytest.mark.parametrize("name", ["sidebar_left", "sidebar_right", "narrow_gutter"])
def test_a_sidebar_is_a_column_of_its_own(name: str) -> None:
    page = Drawing(5)
    LAYOUTS[name](page)

    document = _read(page)

    main = [line for line in document.lines if line.column == 0]
    aside = [line.text for line in document.lines if line.column == 1]
    assert "CONTACT" in aside
    assert "English" in aside
    assert not any("\t" in line.text for line in document.lines)
    assert any(line.text == "EXPERIENCE" for line in main)


def test_lines_of_one_item_share_a_block_and_only_the_first_has_the_mark() -> None:
    page = Drawing()
    page.bullet(50, 100, 200, BULLETS[0])

    lines = _read(page).lines

    assert len(lines) > 1
    assert [line.bullet for line in lines] == [True] + [False] * (len(lines) - 1)
    assert len({line.block for line in lines}) == 1
    assert not lines[0].text.startswith("\u2022")


def test_a_paragraph_after_a_list_is_a_block_of_its_own() -> None:
    page = Drawing()
    y = page.bullet(60, 100, 400, "Counted the stock")
    page.text(50, y, "Shift Leader", font=BOLD)

    first, second = _read(page).lines

    assert first.block != second.block


def test_offsets_boxes_and_fonts_are_those_of_the_line() -> None:
    page = Drawing()
    page.text(50, 100, "Erika Example", size=20, font=BOLD)
    page.text(50, 140, "Planner", font="Helvetica-Oblique")

    document = _read(page)

    name, title = document.lines
    assert document.text == "Erika Example\n\nPlanner"
    assert document.text[title.start : title.end] == title.text
    assert (name.size, name.bold, name.italic) == (20.0, True, False)
    assert (title.size, title.bold, title.italic) == (10.0, False, True)
    assert name.box is not None
    assert name.box.x0 == pytest.approx(50, abs=1)
    assert name.box.y0 < 100 < name.box.y1
    assert document.page_sizes[0] == pytest.approx((595, 842))


def test_headers_and_footers_that_return_do_not_interrupt_the_text() -> None:
    page = Drawing()
    LAYOUTS["two_pages"](page)

    document = _read(page)

    roles = {line.text: line.role for line in document.lines}
    assert document.page_count == 2
    assert roles["Erika Example - Curriculum Vitae"] is Role.HEADER
    assert roles["Page 1 of 2"] is roles["Page 2 of 2"] is Role.FOOTER
    assert document.lines[-1].role is not Role.BODY


def test_letters_set_apart_are_joined_to_words() -> None:
    page = Drawing()
    page.text(50, 60, "Planner")
    page.shape(lambda paper: paper.drawString(50, 700, "WORK EXPERIENCE", charSpace=6))
    page.shape(lambda paper: paper.drawString(50, 660, "John Doe", charSpace=4))

    texts = [line.text for line in _read(page).lines]

    assert texts == ["Planner", "WORK EXPERIENCE", "John Doe"]


def test_letters_set_apart_by_spaces_are_joined_too() -> None:
    page = Drawing()
    page.text(50, 100, "E X P E R I E N C E", size=12)
    page.text(50, 130, "R & D in C and a B C", size=12)

    texts = [line.text for line in _read(page).lines]

    assert texts == ["EXPERIENCE", "R & D in C and a B C"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("cared for a 24-", "bed unit", "cared for a 24-bed unit"),
        ("a decision-", "making body", "a decision-making body"),
        ("Kubernetes-", "Cluster betreut", "Kubernetes-Cluster betreut"),
        ("Guss-", "und Drehteile", "Guss- und Drehteile"),
        ("led the develop-", "ment of tools", "led the development of tools"),
    ],
)
def test_a_word_broken_over_two_lines_is_mended(first: str, second: str, whole: str) -> None:
    page = Drawing()
    page.text(50, 100, first)
    page.text(50, 112, second)

    assert _read(page).text.replace("\n", " ") == whole


def test_justified_lines_stay_whole() -> None:
    page = Drawing()
    for row, words in enumerate(("one two three four five six", "seven eight nine ten eleven")):
        for place, word in enumerate(words.split()):
            page.text(50 + 38 * place, 100 + 12 * row, word, size=10)

    assert [line.text for line in _read(page).lines] == [
        "one two three four five six",
        "seven eight nine ten eleven",
    ]


def test_raised_letters_stay_in_their_line() -> None:
    page = Drawing()
    after = 50 + stringWidth("Winner of the 1", "Helvetica", 12)
    page.text(50, 100, "Winner of the 1", size=12)
    page.text(after, 95, "st", size=7)
    page.text(after + 10, 100, "prize", size=12)

    assert _read(page).text == "Winner of the 1st prize"


def test_turned_text_is_read_in_its_own_direction() -> None:
    page = Drawing()
    page.text(100, 100, "Erika Example", size=14)

    def turned(paper: object) -> None:
        paper.saveState()  # type: ignore[attr-defined]
        paper.translate(40, 300)  # type: ignore[attr-defined]
        paper.rotate(90)  # type: ignore[attr-defined]
        paper.drawString(0, 0, "Curriculum Vitae")  # type: ignore[attr-defined]
        paper.restoreState()  # type: ignore[attr-defined]

    page.shape(turned)

    document = _read(page)

    aside = next(line for line in document.lines if line.text == "Curriculum Vitae")
    assert aside.box is not None
    assert aside.box.y1 - aside.box.y0 > aside.box.x1 - aside.box.x0
    assert {line.text for line in document.lines} == {"Erika Example", "Curriculum Vitae"}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_displayed_turned_is_read_as_displayed(turn: int) -> None:
    page = Drawing()
    LAYOUTS["single_column"](page)
    source, saved = pdfium.PdfDocument(page.pdf()), io.BytesIO()
    source[0].set_rotation(turn)
    source.save(saved)
    source.close()

    document = extract_bytes(saved.getvalue(), "pdf")

    assert "Head of Logistics\t2019 - 2023" in document.text
    assert document.page_sizes[0][0] == pytest.approx(595 if turn == 180 else 842)


def test_links_know_their_words() -> None:
    page = Drawing()
    page.text(50, 100, "Write to me or see my portfolio for more")
    page.shape(
        lambda paper: paper.linkURL("https://example.org/me", (137, 738, 205, 752), relative=0)
    )

    document = _read(page)

    (link,) = document.links
    assert link.url == "https://example.org/me"
    assert "portfolio" in document.text[link.start : link.end]


def test_ligatures_accents_and_odd_characters_are_read_as_letters() -> None:
    page = Drawing()
    page.text(50, 100, "the \ufb01rst caf\u00e9 \u2013 \ufb02ag", font="Vera")

    assert _read(page).text == "the first caf\u00e9 \u2013 flag"


def test_a_short_row_of_words_becomes_cells() -> None:
    page = Drawing()
    for place, skill in enumerate(("Stock control", "Excel", "First aid")):
        page.text(50 + 170 * place, 100, skill)

    assert _read(page).text == "Stock control\tExcel\tFirst aid"


def test_text_is_read_right_where_the_page_does_not_start_at_zero() -> None:
    page = Drawing()
    page.text(50, 100, "Erika Example")
    page.right(WIDTH - 50, 100, "2019 - 2023")
    page.shape(lambda paper: paper.setCropBox((20, 20, 580, 800)))

    document = _read(page)

    assert document.text == "Erika Example\t2019 - 2023"
    assert document.lines[0].box is not None
    assert document.lines[0].box.x0 == pytest.approx(30, abs=1)


def test_list_marks_drawn_as_shapes_count_as_marks() -> None:
    page = Drawing()
    for row in range(3):
        page.text(60, 100 + 14 * row, f"Item {row}")
        page.shape(lambda paper, y=742 - 14 * row: paper.circle(52, y + 3.3, 1.6, fill=1))
    page.text(50, 160, "Level of German")
    for place in range(5):
        page.shape(lambda paper, x=150 + 10 * place: paper.circle(x, 685.3, 2, fill=1))

    lines = _read(page).lines

    assert [(line.text, line.bullet) for line in lines] == [
        ("Item 0", True),
        ("Item 1", True),
        ("Item 2", True),
        ("Level of German", False),
    ]


def test_filled_in_fields_and_remarks_are_read() -> None:
    page = Drawing()
    page.text(50, 100, "Name")
    page.shape(
        lambda paper: paper.acroForm.textfield(
            name="n", value="Erika Example", x=100, y=735, width=200, height=20
        )
    )

    assert "Erika Example" in _read(page).text


@pytest.mark.parametrize(
    ("colour", "flags", "y"), [("1 g", 0, 700), ("0 g", 2, 700), ("0 g", 0, 5_000)]
)
def test_fields_that_are_not_seen_are_not_read(colour: str, flags: int, y: int) -> None:
    content = stream(b"BT /F1 12 Tf 72 600 Td (Planner) Tj ET")
    field = (
        f"<</Type/Annot/Subtype/Widget/FT/Tx/V(quizzically)/DA(/F1 10 Tf {colour})/F {flags}"
        f"/Rect[72 {y} 300 {y + 20}]>>"
    )
    page = "/MediaBox[0 0 612 792]/Annots[6 0 R]"

    document = extract_bytes(page_of(content, field, page=page), "pdf")

    assert document.text == "Planner"


def test_cells_of_a_table_that_wrap_stay_whole() -> None:
    page = Drawing(4)
    rows = (
        ("05/2019 - 12/2022", "Example Freight GmbH, Bremen", BULLETS[0]),
        ("01/2014 - 04/2019", "Sample Stores Kassel", BULLETS[3]),
        ("2010", "Demo Depot", "Warehouse Clerk"),
    )
    y = 100.0
    for row in rows:
        ends = [
            page.paragraph(x, y, width, text)
            for x, width, text in zip((50, 120, 230), (60, 100, 300), row, strict=True)
        ]
        y = max(ends) + 8

    texts = [line.text for line in _read(page).lines]

    assert texts[0].startswith("05/2019 - 12/2022\tExample Freight GmbH, Bremen\tPlanned and ran")
    assert texts[-1] == "2010\tDemo Depot\tWarehouse Clerk"


def test_a_stamp_across_the_page_does_not_tear_lines() -> None:
    page = Drawing()
    LAYOUTS["single_column"](page)

    def stamp(paper: object) -> None:
        paper.saveState()  # type: ignore[attr-defined]
        paper.setFillGray(0.7)  # type: ignore[attr-defined]
        paper.translate(150, 550)  # type: ignore[attr-defined]
        paper.rotate(30)  # type: ignore[attr-defined]
        paper.setFont("Helvetica", 60)  # type: ignore[attr-defined]
        paper.drawString(0, 0, "DRAFT COPY")  # type: ignore[attr-defined]
        paper.restoreState()  # type: ignore[attr-defined]

    page.shape(stamp)

    document = _read(page)

    assert document.lines[-1].text == "DRAFT COPY"
    assert "Head of Logistics\t2019 - 2023" in document.text
    assert " ".join(_words(BULLETS[2])) in " ".join(_words(document.text))
