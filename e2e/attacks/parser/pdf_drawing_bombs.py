"""PDF pages that take for ever, or all memory, to draw."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from e2e.attacks.parser.pdf_files import endless_flate, flate, page_of, stream

_WHOLE_PAGE: Final = "q 612 0 0 792 0 0 cm /Im Do Q"
_IMAGE: Final = "/XObject<</Im 6 0 R>>"
_FORM: Final = "/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
_FIRST_FORM: Final = "/XObject<</X 6 0 R>>"
_SHOWN: Final = "BT /F2 10 Tf 50 700 Td <0001> Tj ET"
_SECOND_FONT: Final = "/Font<</F2 6 0 R>>"
_COMPOSITE: Final = "/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R"


def drawing_bombs() -> Iterator[tuple[str, bytes]]:
    """Yield files that must end as failed, quickly and in little memory."""
    yield from _pictures()
    yield from _coded_pictures()
    yield from _forms()
    yield from _paths()
    yield from _boxes()
    yield from _fonts()


def _image(side: int, bits: int, space: str, coding: str) -> str:
    head = f"/Type/XObject/Subtype/Image/Width {side}/Height {side}"
    return f"{head}/BitsPerComponent {bits}/ColorSpace/{space}/Filter/{coding}"


def _pictures() -> Iterator[tuple[str, bytes]]:
    zeros = endless_flate(bytes(2**20), 400)
    for side, bits, space in (
        (1_000_000, 1, "DeviceGray"),
        (30_000, 8, "DeviceRGB"),
        (20_000, 16, "DeviceCMYK"),
    ):
        picture = stream(zeros, _image(side, bits, space, "FlateDecode"))
        yield f"image_{side}_pixels.pdf", page_of(_WHOLE_PAGE, picture, resources=_IMAGE)
    drawn = "".join(f"q {n} 0 0 {n} 0 0 cm /Im Do Q " for n in range(1, 3_000))
    grey = stream(
        zlib.compress(bytes(16_000_000), 9), _image(4_000, 8, "DeviceGray", "FlateDecode")
    )
    yield "image_drawn_thousands_of_times.pdf", page_of(drawn, grey, resources=_IMAGE)


def _coded_pictures() -> Iterator[tuple[str, bytes]]:
    jpeg = bytes.fromhex("ffd8ffc00011 08 ffff ffff 03 012200 021101 031101 ffd9")
    fax = "/DecodeParms<</K -1/Columns 200000/Rows 200000>>"
    segment = struct.pack(">IBBBI", 0, 48, 0, 1, 19)
    jbig2 = segment + struct.pack(">IIIIBH", 0x7FFFFFFF, 0x7FFFFFFF, 0, 0, 0, 0)
    jpx = bytes.fromhex("ff4f ff51 0029 0000 7fffffff 7fffffff") + bytes(40)
    for coding, content, entries in (
        ("DCTDecode", jpeg, _image(65_535, 8, "DeviceRGB", "DCTDecode")),
        ("CCITTFaxDecode", bytes(5_000), _image(200_000, 1, "DeviceGray", "CCITTFaxDecode") + fax),
        ("JBIG2Decode", jbig2, _image(99_999, 1, "DeviceGray", "JBIG2Decode")),
        ("JPXDecode", jpx, _image(99_999, 8, "DeviceRGB", "JPXDecode")),
    ):
        picture = stream(content, entries)
        yield f"image_{coding}.pdf", page_of(_WHOLE_PAGE, picture, resources=_IMAGE)


def _forms() -> Iterator[tuple[str, bytes]]:
    itself = stream(b"/X Do /X Do", f"{_FORM}/Resources<</XObject<</X 6 0 R>>>>")
    yield "form_draws_itself.pdf", page_of("/X Do", itself, resources=_FIRST_FORM)
    grown = [stream(b"/X Do " * 12, _next_form(n)) for n in range(6, 20)]
    last = stream(b"0 0 1 1 re f", _FORM)
    yield "forms_grow_twelvefold.pdf", page_of("/X Do", *grown, last, resources=_FIRST_FORM)
    group = "/Group<</S/Transparency>>"
    deep = [stream(b"q /X Do Q", _next_form(n) + group) for n in range(6, 400)]
    yield "deep_transparency.pdf", page_of("/X Do", *deep, last, resources=_FIRST_FORM)


def _next_form(number: int) -> str:
    return f"{_FORM}/Resources<</XObject<</X {number + 1} 0 R>>>>"


def _paths() -> Iterator[tuple[str, bytes]]:
    yield "million_saved_states.pdf", page_of(flate(b"q " * 3_000_000))
    yield "million_paths.pdf", page_of(flate(b"0 0 1 1 re f 1 1 m 2 2 l S " * 400_000))
    yield "million_curves.pdf", page_of(flate(b"0 0 m " + b"1 9 8 2 500 700 c " * 1_000_000 + b"f"))
    yield "dashes.pdf", page_of("[0.00001] 0 d 0 0 m 612 792 l S " * 50)
    tile = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/Resources<<>>"
    tiny = stream(b"0 0 1 1 re f", f"{tile}/XStep 0.0001/YStep 0.0001")
    pattern = "/Pattern cs /P scn 0 0 612 792 re f"
    yield "tiny_tiles.pdf", page_of(pattern, tiny, resources="/Pattern<</P 6 0 R>>")
    function = "/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]"
    program = stream(b"{" + b"dup mul 2 exp sqrt " * 60_000 + b"dup dup}", function)
    shade = "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 612 792]/Function 7 0 R>>"
    yield "slow_shading.pdf", page_of("/S sh", shade, program, resources="/Shading<</S 6 0 R>>")


def _boxes() -> Iterator[tuple[str, bytes]]:
    square = "0 0 9 9 re f"
    yield "huge_page.pdf", page_of(square, page="/MediaBox[0 0 1000000000 1000000000]")
    yield "empty_page_box.pdf", page_of(square, page="/MediaBox[0 0 0 0]")
    yield "odd_page_box.pdf", page_of(square, page="/MediaBox[nan -1e99 1e99 5]/Rotate 123456789")


def _fonts() -> Iterator[tuple[str, bytes]]:
    type3 = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 0"
        "/LastChar 255/Widths[1]/CharProcs<</a 7 0 R>>/Encoding<</Differences[0/a/a]>>"
        "/Resources<</Font<</F2 6 0 R>>>>>>"
    )
    glyph = stream(b"1 0 d0 BT /F2 1 Tf <00000000> Tj ET")
    yield "glyph_draws_its_own_font.pdf", page_of(_SHOWN, type3, glyph, resources=_SECOND_FONT)
    circle = f"<<{_COMPOSITE}/DescendantFonts[6 0 R]>>"
    uses = stream(b"/7 0 R usecmap")
    yield "font_descends_from_itself.pdf", page_of(_SHOWN, circle, uses, resources=_SECOND_FONT)
    cmap = b"begincmap 20000 beginbfrange\n" + b"<0000> <FFFF> <0000>\n" * 20_000
    descendant = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 2147483647 1]"
        "/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>"
    )
    parts = (f"<<{_COMPOSITE}/DescendantFonts[8 0 R]>>", stream(cmap), descendant)
    yield "map_of_everything.pdf", page_of(_SHOWN, *parts, resources=_SECOND_FONT)
    descriptor = "<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 7 0 R>>"
    broken = f"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor {descriptor}>>"
    program = stream(b"\x00\x01\x00\x00\xff\xff" + b"\xff" * 60_000)
    yield "broken_font_program.pdf", page_of(_SHOWN, broken, program, resources=_SECOND_FONT)
