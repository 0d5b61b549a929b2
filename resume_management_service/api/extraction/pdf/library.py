"""The PDFium calls the reader makes, declared with plain addresses.

The library is the one pypdfium2 ships and has initialised. Its own declarations build an object for
every pointer that comes back; here they stay numbers, which halves the cost of a call made for
every word. PDFium is not thread-safe: one process reads one file.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

import pypdfium2 as _initialised
import pypdfium2.raw as constants
from pypdfium2_raw import bindings

_LIBRARY: Final = ctypes.PyDLL(bindings._libs["pdfium"]._name)
_ADDRESS, _INT, _UNSIGNED = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_LONG, _FLOAT, _BYTES = ctypes.c_ulong, ctypes.c_float, ctypes.c_char_p

ERROR_PASSWORD: Final = int(constants.FPDF_ERR_PASSWORD)
ERROR_SECURITY: Final = int(constants.FPDF_ERR_SECURITY)
VERSION: Final = str(_initialised.PDFIUM_INFO.build)

OBJECT_TEXT, OBJECT_PATH, OBJECT_IMAGE, OBJECT_SHADING, OBJECT_FORM = 1, 2, 3, 4, 5
BITMAP_GREY, BITMAP_COLOUR = 1, 4
RENDER_ANNOTATIONS, RENDER_GREY = 1, 8


def _call(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function = getattr(_LIBRARY, name)
    function.restype, function.argtypes = result, arguments
    return function  # type: ignore[no-any-return]


load_document: Final = _call("FPDF_LoadMemDocument64", _ADDRESS, _BYTES, ctypes.c_size_t, _BYTES)
close_document: Final = _call("FPDF_CloseDocument", None, _ADDRESS)
last_error: Final = _call("FPDF_GetLastError", _LONG)
page_count: Final = _call("FPDF_GetPageCount", _INT, _ADDRESS)
meta_text: Final = _call("FPDF_GetMetaText", _LONG, _ADDRESS, _BYTES, _ADDRESS, _LONG)
load_page: Final = _call("FPDF_LoadPage", _ADDRESS, _ADDRESS, _INT)
close_page: Final = _call("FPDF_ClosePage", None, _ADDRESS)
page_rotation: Final = _call("FPDFPage_GetRotation", _INT, _ADDRESS)
page_bounds: Final = _call("FPDF_GetPageBoundingBox", _INT, _ADDRESS, _ADDRESS)
page_object_count: Final = _call("FPDFPage_CountObjects", _INT, _ADDRESS)
page_object: Final = _call("FPDFPage_GetObject", _ADDRESS, _ADDRESS, _INT)

load_text: Final = _call("FPDFText_LoadPage", _ADDRESS, _ADDRESS)
close_text: Final = _call("FPDFText_ClosePage", None, _ADDRESS)
char_count: Final = _call("FPDFText_CountChars", _INT, _ADDRESS)
text_of: Final = _call("FPDFText_GetText", _INT, _ADDRESS, _INT, _INT, _ADDRESS)
char_code: Final = _call("FPDFText_GetUnicode", _UNSIGNED, _ADDRESS, _INT)
char_unmapped: Final = _call("FPDFText_HasUnicodeMapError", _INT, _ADDRESS, _INT)
char_object: Final = _call("FPDFText_GetTextObject", _ADDRESS, _ADDRESS, _INT)
char_bounds: Final = _call("FPDFText_GetLooseCharBox", _INT, _ADDRESS, _INT, _ADDRESS)
char_origin: Final = _call("FPDFText_GetCharOrigin", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
char_matrix: Final = _call("FPDFText_GetMatrix", _INT, _ADDRESS, _INT, _ADDRESS)
char_font_size: Final = _call("FPDFText_GetFontSize", ctypes.c_double, _ADDRESS, _INT)

object_type: Final = _call("FPDFPageObj_GetType", _INT, _ADDRESS)
object_bounds: Final = _call("FPDFPageObj_GetBounds", _INT, _ADDRESS, *(_ADDRESS,) * 4)
set_active: Final = _call("FPDFPageObj_SetIsActive", _INT, _ADDRESS, _INT)
object_fill: Final = _call("FPDFPageObj_GetFillColor", _INT, _ADDRESS, *(_ADDRESS,) * 4)
form_object_count: Final = _call("FPDFFormObj_CountObjects", _INT, _ADDRESS)
form_object: Final = _call("FPDFFormObj_GetObject", _ADDRESS, _ADDRESS, _LONG)
text_font: Final = _call("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS)
text_render_mode: Final = _call("FPDFTextObj_GetTextRenderMode", _INT, _ADDRESS)
font_name: Final = _call("FPDFFont_GetBaseFontName", ctypes.c_size_t, _ADDRESS, _ADDRESS, _LONG)
font_flags: Final = _call("FPDFFont_GetFlags", _INT, _ADDRESS)
font_weight: Final = _call("FPDFFont_GetWeight", _INT, _ADDRESS)

create_bitmap: Final = _call("FPDFBitmap_CreateEx", _ADDRESS, _INT, _INT, _INT, _ADDRESS, _INT)
fill_bitmap: Final = _call("FPDFBitmap_FillRect", _INT, _ADDRESS, *(_INT,) * 4, _LONG)
bitmap_buffer: Final = _call("FPDFBitmap_GetBuffer", _ADDRESS, _ADDRESS)
bitmap_stride: Final = _call("FPDFBitmap_GetStride", _INT, _ADDRESS)
destroy_bitmap: Final = _call("FPDFBitmap_Destroy", None, _ADDRESS)
render: Final = _call("FPDF_RenderPageBitmap", None, _ADDRESS, _ADDRESS, *(_INT,) * 6)

next_link: Final = _call("FPDFLink_Enumerate", _INT, _ADDRESS, _ADDRESS, _ADDRESS)
link_rectangle: Final = _call("FPDFLink_GetAnnotRect", _INT, _ADDRESS, _ADDRESS)
link_action: Final = _call("FPDFLink_GetAction", _ADDRESS, _ADDRESS)
action_url: Final = _call("FPDFAction_GetURIPath", _LONG, _ADDRESS, _ADDRESS, _ADDRESS, _LONG)
annotation_count: Final = _call("FPDFPage_GetAnnotCount", _INT, _ADDRESS)
annotation: Final = _call("FPDFPage_GetAnnot", _ADDRESS, _ADDRESS, _INT)
close_annotation: Final = _call("FPDFPage_CloseAnnot", None, _ADDRESS)
annotation_type: Final = _call("FPDFAnnot_GetSubtype", _INT, _ADDRESS)
annotation_flags: Final = _call("FPDFAnnot_GetFlags", _INT, _ADDRESS)
annotation_rectangle: Final = _call("FPDFAnnot_GetRect", _INT, _ADDRESS, _ADDRESS)
annotation_string: Final = _call(
    "FPDFAnnot_GetStringValue", _LONG, _ADDRESS, _BYTES, _ADDRESS, _LONG
)


def wide_string(fill: Callable[[int | None, int], int]) -> str:
    """Read a UTF-16 string from a call that first tells its length in bytes, then fills."""
    length = fill(None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    fill(ctypes.addressof(buffer), length)
    return buffer.raw[: length - 2].decode("utf-16-le", errors="replace")
