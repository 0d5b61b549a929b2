"""Résumés as PDF with text that a person does not see, and honest ones that look suspicious."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from e2e.attacks.parser.pdf_files import page_of, stream

_SHOWN: Final[tuple[tuple[str, int, str], ...]] = (
    ("16", 720, "Erika Example"),
    ("10", 700, "Bookkeeper, Example Town"),
    ("12", 670, "Experience"),
    ("10", 650, "Example Works Ltd 05/2019 - 12/2022"),
    ("10", 636, "Kept the books of forty small companies and closed every year on time"),
    ("12", 600, "Education"),
    ("10", 580, "Certificate in Accounting, Example College, 2018"),
)
_FONT: Final = "/Font<</F1 5 0 R>>"


def visible() -> str:
    """Return the drawing of a short résumé that anyone can read."""
    return "".join(_line(size, y, text) for size, y, text in _SHOWN)


def _line(size: str, y: float, text: str, *, x: float = 72, before: str = "") -> str:
    return f"q {before} BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET Q\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _simple(
    before: str, *, size: str = "10", x: float = 72, y: float = 300
) -> Callable[[str], bytes]:
    return lambda text: page_of(visible() + _line(size, y, text, x=x, before=before))


def _covered(text: str) -> bytes:
    return page_of(visible() + _line("10", 300, text) + "1 g 60 290 500 30 re f")


def _covered_in_the_dark(text: str) -> bytes:
    return page_of(
        "0.1 0.2 0.4 rg 0 280 612 60 re f 1 g\n"
        + _line("10", 300, text)
        + "0.1 0.2 0.4 rg 60 290 540 30 re f 0 g\n"
        + visible()
    )


def _same_as_panel(text: str) -> bytes:
    panel = "0.85 0.9 0.95 rg 0 280 612 60 re f\n"
    return page_of(panel + _line("10", 300, text, before="0.85 0.9 0.95 rg") + visible())


def _under_image(text: str) -> bytes:
    image = stream(
        b"\x90" * 4,
        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    content = visible() + _line("10", 300, text) + "q 550 0 0 60 60 280 cm /Im Do Q"
    return page_of(content, image, resources=f"{_FONT}/XObject<</Im 6 0 R>>")


def _under_visible_text(text: str) -> bytes:
    hidden = _line("10", 636, text, before="1 g")
    return page_of(hidden + visible())


def _transparent(text: str) -> bytes:
    state = "<</Type/ExtGState/ca 0.01>>"
    content = visible() + _line("10", 300, text, before="/G gs")
    return page_of(content, state, resources=f"{_FONT}/ExtGState<</G 6 0 R>>")


def _switched_off_layer(text: str) -> bytes:
    layer = "<</Type/OCG/Name(x)>>"
    content = f"{visible()}/OC /L BDC {_line('10', 300, text)} EMC"
    catalog = "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/Order[]>>>>"
    return page_of(content, layer, resources=f"{_FONT}/Properties<</L 6 0 R>>", catalog=catalog)


def _masked(text: str) -> bytes:
    group = stream(
        b"0 g 0 0 612 792 re f",
        "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Group<</S/Transparency/CS/DeviceGray>>",
    )
    state = "<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G 6 0 R>>>>"
    content = visible() + _line("10", 300, text, before="/G gs")
    return page_of(content, group, state, resources=f"{_FONT}/ExtGState<</G 7 0 R>>")


def _in_white_form(text: str) -> bytes:
    form = stream(
        _line("10", 300, text, before="1 g").encode("latin-1"),
        f"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<{_FONT}>>",
    )
    return page_of(visible() + "/X Do", form, resources=f"{_FONT}/XObject<</X 6 0 R>>")


def _clipped_by_form(text: str) -> bytes:
    form = stream(
        _line("10", 300, text).encode("latin-1"),
        f"/Type/XObject/Subtype/Form/BBox[0 0 5 5]/Resources<<{_FONT}>>",
    )
    return page_of(visible() + "/X Do", form, resources=f"{_FONT}/XObject<</X 6 0 R>>")


def _empty_glyphs(text: str) -> bytes:
    codes = "".join(f"<{code:02x}> <{code:04x}>\n" for code in range(32, 127))
    names = "/".join(f"c{code}" for code in range(32, 127))
    procedures = "".join(f"/c{code} 7 0 R" for code in range(32, 127))
    font = (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        f"/FirstChar 32/LastChar 126/Widths[{'500 ' * 95}]/CharProcs<<{procedures}>>"
        f"/Encoding<</Differences[32/{names}]>>/ToUnicode 8 0 R>>"
    )
    mapping = stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "1 begincodespacerange <00> <ff> endcodespacerange\n"
            f"95 beginbfchar\n{codes}endbfchar endcmap end end"
        ).encode()
    )
    content = visible() + _line("10", 300, text).replace("/F1", "/F2")
    resources = "/Font<</F1 5 0 R/F2 6 0 R>>"
    return page_of(content, font, stream(b"500 0 d0"), mapping, resources=resources)


def _outside_crop(text: str) -> bytes:
    content = visible() + _line("10", 760, text)
    return page_of(content, page="/MediaBox[0 0 612 792]/CropBox[0 0 612 750]")


def _tiny_by_matrix(text: str) -> bytes:
    return page_of(visible() + _line("10", 0, text, x=0, before="0.05 0 0 0.05 72 300 cm"))


def _between_words(text: str) -> bytes:
    split = _SHOWN[4][2].split(" ", 5)
    head, tail = " ".join(split[:5]), split[5]
    drawn = (
        f"BT /F1 10 Tf 72 636 Td ({head} ) Tj 3 Tr ({_escaped(text)}) Tj 0 Tr"
        f" 1 0 0 1 175 636 Tm ({tail}) Tj ET\n"
    )
    rest = "".join(_line(*line) for line in _SHOWN if line[1] != 636)
    return page_of(rest + drawn)


HIDING_IN_PDF: Final[dict[str, Callable[[str], bytes]]] = {
    "white": _simple("1 g"),
    "nearly_white": _simple("0.97 g"),
    "white_rgb": _simple("1 1 1 rg"),
    "white_cmyk": _simple("0 0 0 0 k"),
    "invisible_mode": _simple("3 Tr"),
    "clipping_mode": _simple("7 Tr"),
    "tiny": _simple("", size="0.8"),
    "tiny_by_matrix": _tiny_by_matrix,
    "right_of_page": _simple("", x=2_000),
    "below_page": _simple("", y=-500),
    "above_page": _simple("", y=900),
    "outside_crop": _outside_crop,
    "clipped_away": _simple("0 0 5 5 re W n"),
    "covered_by_white": _covered,
    "covered_in_the_dark": _covered_in_the_dark,
    "colour_of_its_panel": _same_as_panel,
    "under_an_image": _under_image,
    "under_visible_text": _under_visible_text,
    "transparent": _transparent,
    "layer_switched_off": _switched_off_layer,
    "masked": _masked,
    "white_in_a_form": _in_white_form,
    "clipped_by_a_form": _clipped_by_form,
    "empty_glyphs": _empty_glyphs,
    "between_words": _between_words,
}


def hidden_in_pdf(payload: str) -> Iterator[tuple[str, bytes]]:
    """Yield a résumé for each way to hide the payload."""
    for name, hide in HIDING_IN_PDF.items():
        yield f"{name}.pdf", hide(payload)


def honest_pdfs() -> Iterator[tuple[str, bytes]]:
    """Yield résumés without hidden text that use what hiding uses too."""
    aside = "Loves mountains and long walks"
    dark = "0.1 0.2 0.4 rg 0 280 612 60 re f 1 g\n"
    yield (
        "white_on_a_dark_panel.pdf",
        page_of(visible() + dark + _line("10", 300, aside, before="1 g")),
    )
    yield "white_on_black_page.pdf", page_of("0 g 0 0 612 792 re f 1 g\n" + visible())
    yield "light_grey.pdf", page_of(visible() + _line("9", 300, aside, before="0.75 g"))
    yield "small_print.pdf", page_of(visible() + _line("5", 300, aside))
    yield "clipped_to_the_page.pdf", page_of("0 0 612 792 re W n\n" + visible())
    yield "outlined.pdf", page_of(visible() + _line("14", 300, aside, before="1 Tr 0.5 w"))
    yield "underlined.pdf", page_of(visible() + _line("10", 300, aside) + "72 298 150 0.7 re f")
    yield "struck_through.pdf", page_of(visible() + _line("10", 300, aside) + "72 303 150 0.6 re f")
    yield (
        "highlighted.pdf",
        page_of("1 1 0.4 rg 70 296 170 14 re f 0 g\n" + visible() + _line("10", 300, aside)),
    )
    twice = _line("10", 300, aside) + _line("10", 300, aside, x=72.3)
    yield "bold_by_drawing_twice.pdf", page_of(visible() + twice)
    shadow = _line("20", 298, aside, x=74, before="0.8 g") + _line("20", 300, aside)
    yield "shadow.pdf", page_of(visible() + shadow)
    yield "framed.pdf", page_of(visible() + _line("10", 300, aside) + "60 290 300 30 re S")
    state = "<</Type/ExtGState/ca 0.6>>"
    half = visible() + _line("10", 300, aside, before="/G gs")
    yield "half_transparent.pdf", page_of(half, state, resources=f"{_FONT}/ExtGState<</G 6 0 R>>")
    image = stream(
        bytes(range(0, 128, 32)),
        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    photo = "q 612 0 0 200 0 200 cm /Im Do Q\n" + visible() + _line("10", 300, aside, before="1 g")
    yield "white_on_a_photo.pdf", page_of(photo, image, resources=f"{_FONT}/XObject<</Im 6 0 R>>")
    mark = "q 0.92 g 0.7 0.7 -0.7 0.7 200 200 cm BT /F1 60 Tf 0 0 Td (CONFIDENTIAL) Tj ET Q\n"
    yield "watermark.pdf", page_of(mark + visible())
