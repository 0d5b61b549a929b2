"""Scanned pages: rendered in one child, read by tesseract in another."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.sandbox.handover import descriptor
from api.extraction.sandbox.ocr import OCR_LIMITS, Tesseract, installed_tesseract
from api.extraction.sandbox.wire import Job, SandboxLimits

Ask = Callable[[Job, SandboxLimits, dict[str, Any], int], bytes]
_DPI: Final = 200
_MAX_PAGES: Final = 10
_RENDER_LIMITS: Final = SandboxLimits(wall_ms=2_500, output_bytes=64 * 2**20)


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Reads pages by picture; `ask` runs one confined child and returns what it wrote."""

    ask: Ask
    tesseract: Tesseract

    @classmethod
    def installed(cls, ask: Ask) -> Recogniser | None:
        """Return a recogniser, None where tesseract or its data is missing."""
        tesseract = installed_tesseract()
        return None if tesseract is None else cls(ask, tesseract)

    def read_pages(self, data: int, pages: list[int]) -> dict[str, str]:
        """Return tesseract's TSV by page number; a page that could not be read is empty."""
        return {str(page): self._read_page(data, page) for page in pages[:_MAX_PAGES]}

    def _read_page(self, data: int, page: int) -> str:
        try:
            image = self._render(data, page)
            with descriptor(image) as picture:
                words = self.ask(Job.RECOGNISE, OCR_LIMITS, self._options(), picture)
        except UnreadableFile:
            # the page stays unread and is reported as needing OCR; the others are not its fault
            return ""
        return words.decode("utf-8", errors="replace")

    def _render(self, data: int, page: int) -> bytes:
        answer = self.ask(Job.RENDER, _RENDER_LIMITS, {"page": page, "dpi": _DPI}, data)
        try:
            return base64.b64decode(json.loads(answer)["result"]["image"])
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableFile(Unreadable.CRASHED, "the page was not drawn") from error

    def _options(self) -> dict[str, str]:
        return {
            "program": self.tesseract.program,
            "languages": "+".join(self.tesseract.languages),
            "dpi": str(_DPI),
        }
