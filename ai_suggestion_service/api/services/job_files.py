"""Files with job descriptions: what they are, by content, and the text in them."""

from __future__ import annotations

from servicekit.errors import Unsupported

ACCEPTED = "plain text, Markdown and HTML"
_FOREIGN = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x1f\x8b", b"\x89PNG")
_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class UnsupportedJobFile(Unsupported):
    """The file is of a type that is not read here."""

    code = "unsupported_file_type"


def text_in(data: bytes) -> str:
    """Return the text of a file of an accepted type, by content, whatever its name says.

    Raises:
        UnsupportedJobFile
    """
    if data.lstrip().startswith(_FOREIGN):
        raise UnsupportedJobFile(f"Only {ACCEPTED} are read; paste the text of other files.")
    encoding = next((name for mark, name in _BYTE_ORDER.items() if data.startswith(mark)), "")
    if not encoding and b"\x00" in data:
        raise UnsupportedJobFile(f"The file is binary; only {ACCEPTED} are read.")
    return _decoded(data, encoding or "utf-8")


def _decoded(data: bytes, encoding: str) -> str:
    """Decode; what is not UTF-8 is read as Windows-1252, the usual encoding of such files."""
    for name in (encoding, "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise UnsupportedJobFile("The file's character encoding is unknown; save it as UTF-8.")
