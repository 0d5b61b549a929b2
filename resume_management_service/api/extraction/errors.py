"""What can go wrong between an upload and its text."""

from __future__ import annotations

from enum import StrEnum


class UnsupportedFileType(Exception):
    """The content is none of the accepted types, or claims to be two of them."""

    code = "unsupported_file_type"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Unreadable(StrEnum):
    """Why a file of an accepted type gives no text."""

    ENCRYPTED = "encrypted_file"
    BROKEN = "broken_file"
    TOO_MANY_PAGES = "too_many_pages"
    TIMEOUT = "parser_timeout"
    OUT_OF_MEMORY = "parser_out_of_memory"
    CRASHED = "parser_crashed"
    OUTPUT_TOO_LARGE = "output_too_large"
    NO_TEXT = "no_text"


class UnreadableFile(Exception):
    """An accepted file could not be read; `code` is one of `Unreadable`."""

    def __init__(self, code: Unreadable | str, detail: str) -> None:
        super().__init__(detail)
        self.code = Unreadable(code)
        self.detail = detail


class OcrNeeded(Exception):
    """Pages (numbered from 1) show pictures of text only; read them and extract again."""

    def __init__(self, pages: tuple[int, ...]) -> None:
        super().__init__(f"pages {pages} hold no text of their own")
        self.pages = pages
