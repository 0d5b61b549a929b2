"""Pages that are pictures are read by tesseract, where it is installed."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.sandbox import ParserSandbox
from api.extraction.sandbox.ocr import installed_tesseract
from tests.extraction.drawn import HEIGHT, WIDTH, Drawing

needs_tesseract = pytest.mark.skipif(installed_tesseract() is None, reason="no tesseract here")


@pytest.fixture(scope="module")
def scan() -> bytes:
    page = Drawing()
    page.text(50, 80, "Erika Example", size=18, font="Helvetica-Bold")
    page.text(50, 120, "Head of Logistics", size=11)
    page.right(WIDTH - 50, 120, "2019 - 2023", size=11)
    page.bullet(50, 140, 450, "Planned the yearly stocktaking", size=11)
    page.bullet(50, 156, 450, "Trained nine apprentices", size=11)
    document = pdfium.PdfDocument(page.pdf())
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    made = io.BytesIO()
    paper = canvas.Canvas(made, pagesize=(WIDTH, HEIGHT))
    paper.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    paper.save()
    return made.getvalue()


@needs_tesseract
def test_a_scanned_page_is_read_with_positions(sandbox: ParserSandbox, scan: bytes) -> None:
    answer = sandbox.read(scan, "pdf")

    texts = {line["text"]: line for line in answer["lines"]}
    assert "Erika Example" in texts
    assert "Head of Logistics\t2019 - 2023" in texts
    assert texts["Trained nine apprentices"]["bullet"]
    assert texts["Erika Example"]["size"] > texts["Trained nine apprentices"]["size"]
    assert texts["Erika Example"]["box"][0] == pytest.approx(50, abs=3)
    assert [warning["code"] for warning in answer["warnings"]] == ["ocr_used"]


def test_without_ocr_a_scan_is_said_to_be_one(hasty_sandbox: ParserSandbox, scan: bytes) -> None:
    with pytest.raises(UnreadableFile) as failure:
        hasty_sandbox.read(scan, "pdf")

    assert failure.value.code is Unreadable.NO_TEXT
    assert "pictures" in failure.value.detail
