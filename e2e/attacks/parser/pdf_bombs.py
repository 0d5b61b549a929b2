"""PDF files whose streams and objects loop, nest, grow or claim sizes nothing can hold."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

from e2e.attacks.parser.pdf_files import endless_flate, flate, page_of, pdf, stream

_CATALOG = "<</Type/Catalog/Pages 2 0 R>>"


def file_bombs() -> Iterator[tuple[str, bytes]]:
    """Yield PDF files that must end as failed, quickly and in little memory."""
    yield from _streams()
    yield from _structure()
    yield from _damage()


def _streams() -> Iterator[tuple[str, bytes]]:
    zeros = endless_flate(b" " * 2**20, 400)
    twice = zlib.compress(zeros, 9)
    yield "flate_gigabyte.pdf", page_of(stream(zeros, "/Filter/FlateDecode"))
    yield "flate_twice.pdf", page_of(stream(twice, "/Filter[/FlateDecode/FlateDecode]"))
    thrice = zlib.compress(endless_flate(b"q " * 2**19, 60), 9)
    yield (
        "flate_thrice.pdf",
        page_of(stream(zlib.compress(thrice, 9), "/Filter[/FlateDecode/FlateDecode/FlateDecode]")),
    )
    yield "hundred_filters.pdf", page_of(flate(b"q Q", layers=100))
    yield (
        "hex_in_hex.pdf",
        page_of(stream(_hexed(b"q Q " * 1_000, 6), f"/Filter[{'/ASCIIHexDecode' * 6}]")),
    )
    ascii85 = base64.a85encode(zeros, adobe=True)[2:]
    yield "ascii85_flate.pdf", page_of(stream(ascii85, "/Filter[/ASCII85Decode/FlateDecode]"))
    run_length = b"\x81 " * 3_000_000 + b"\x80"
    yield "run_length.pdf", page_of(stream(run_length, "/Filter/RunLengthDecode"))
    yield (
        "predictor.pdf",
        page_of(
            stream(zeros, "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647>>")
        ),
    )
    yield (
        "lzw.pdf",
        page_of(stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 400_000, "/Filter/LZWDecode")),
    )


def _hexed(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = content.hex().encode() + b">"
    return content


def _structure() -> Iterator[tuple[str, bytes]]:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    yield "page_tree_in_a_circle.pdf", pdf([_CATALOG, "<</Type/Pages/Kids[2 0 R]/Count 1>>"])
    yield (
        "billion_pages_claimed.pdf",
        pdf([_CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 999999999>>", page]),
    )
    many = " ".join(["3 0 R"] * 60_000)
    yield (
        "same_page_sixty_thousand_times.pdf",
        pdf([_CATALOG, f"<</Type/Pages/Kids[{many}]/Count 60000>>", page]),
    )
    nested = [f"<</Type/Pages/Kids[{n + 1} 0 R]/Count 1>>" for n in range(2, 30_000)]
    yield "deep_page_tree.pdf", pdf([_CATALOG, *nested, page])
    wide = [f"<</Type/Pages/Kids[{f'{n + 1} 0 R ' * 10}]/Count {10**9}>>" for n in range(2, 12)]
    yield "page_tree_grows_tenfold.pdf", pdf([_CATALOG, *wide, page])
    yield "negative_page_count.pdf", pdf([_CATALOG, "<</Type/Pages/Kids[3 0 R]/Count -5>>", page])
    yield "deep_arrays.pdf", pdf([_CATALOG, "[" * 500_000 + "]" * 500_000])
    yield "deep_dictionaries.pdf", pdf([_CATALOG, "<</a" * 200_000 + ">>" * 200_000])
    yield "root_refers_to_itself.pdf", pdf(["1 0 R"])
    yield "length_refers_to_itself.pdf", pdf([_CATALOG, "<</Length 2 0 R>>stream\nx\nendstream"])
    yield (
        "object_stream_extends_itself.pdf",
        pdf([_CATALOG, stream(b"5 0 <<>>", "/Type/ObjStm/N 1/First 4/Extends 2 0 R")]),
    )
    yield (
        "object_stream_of_millions.pdf",
        pdf([_CATALOG, stream(b"1 0 " * 500_000, "/Type/ObjStm/N 2147483647/First 2000000")]),
    )
    yield "previous_table_is_this_one.pdf", _previous_loop()
    yield "cross_reference_of_billions.pdf", _cross_reference(0x7FFFFFFF)
    yield (
        "million_objects.pdf",
        b"%PDF-1.7\n" + b"".join(b"%d 0 obj<<>>endobj\n" % n for n in range(400_000)),
    )


def _previous_loop() -> bytes:
    body = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"
    return (
        body
        + (
            f"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 2/Prev {len(body)}>>\n"
            f"startxref\n{len(body)}\n%%EOF"
        ).encode()
    )


def _cross_reference(size: int) -> bytes:
    body = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"
    table = stream(b"\x00" * 40, f"/Type/XRef/W[1 2 1]/Size {size}/Index[0 {size}]/Root 1 0 R")
    return body + b"9 0 obj" + table + f"endobj\nstartxref\n{len(body)}\n%%EOF".encode()


def _damage() -> Iterator[tuple[str, bytes]]:
    sound = page_of("BT /F1 12 Tf 72 700 Td (x) Tj ET")
    yield "only_a_header.pdf", b"%PDF-1.7\n"
    yield "header_and_noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 2_000
    yield "cut_short.pdf", sound[:200]
    yield "password_wanted.pdf", _encrypted()


def _encrypted() -> bytes:
    lock = f"<</Filter/Standard/V 1/R 2/P -44/O<{'11' * 32}>/U<{'22' * 32}>>>"
    trailer = "/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]"
    return pdf([_CATALOG, "<</Type/Pages/Kids[]/Count 0>>", lock], trailer=trailer)
