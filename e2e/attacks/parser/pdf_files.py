"""Building PDF files object by object."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from e2e.attacks.parser.packages import endless

Object = str | bytes


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream object."""
    return f"<<{entries}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def flate(content: bytes, layers: int = 1) -> bytes:
    """Return a stream deflated one or more times."""
    for _ in range(layers):
        content = zlib.compress(content, 9)
    return stream(content, f"/Filter[{'/FlateDecode' * layers}]")


def endless_flate(pattern: bytes, times: int) -> bytes:
    """Return a zlib stream of a pattern repeated; its checksum is missing, as nobody reads it."""
    return b"\x78\x9c" + endless(pattern, times)


def pdf(objects: Sequence[Object], trailer: str = "/Root 1 0 R", version: str = "1.7") -> bytes:
    """Return a file of objects numbered from 1, with a cross-reference table."""
    body, places = f"%PDF-{version}\n".encode(), []
    for number, part in enumerate(objects, start=1):
        places.append(len(body))
        content = part if isinstance(part, bytes) else part.encode("latin-1")
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    size = f"/Size {len(places) + 1}"
    end = f"trailer<<{size}{trailer}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + head.encode() + end.encode()


def page_of(
    content: bytes | str,
    *more: Object,
    resources: str = "/Font<</F1 5 0 R>>",
    page: str = "/MediaBox[0 0 612 792]",
    catalog: str = "",
) -> bytes:
    """Return a file of one page; object 4 is its content, 5 Helvetica, `more` follow from 6."""
    shown = content if isinstance(content, bytes) else stream(content.encode("latin-1"))
    return pdf(
        [
            f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/Contents 4 0 R{page}/Resources<<{resources}>>>>",
            shown,
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            *more,
        ]
    )
