"""Pages as pictures, for OCR."""

from __future__ import annotations

import base64
from typing import Any, Final

import pypdfium2 as pdfium

_POINTS_PER_INCH: Final = 72
_MOST_PIXELS: Final = 5_000


def render_page(data: bytes, page: int, dpi: int) -> dict[str, Any]:
    """Draw one page (numbered from 1) in grey; returns a PGM file in Base64 under `image`."""
    document = pdfium.PdfDocument(data)
    sheet = document[page - 1]
    scale = min(dpi / _POINTS_PER_INCH, _MOST_PIXELS / max(sheet.get_size()))
    bitmap = sheet.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = bytes(bitmap.buffer)
    rows = b"".join(pixels[at : at + width] for at in range(0, stride * height, stride))
    image = b"P5 %d %d 255\n" % (width, height) + rows
    return {"image": base64.b64encode(image).decode("ascii")}
