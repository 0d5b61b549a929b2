"""Reading pictures of text with the tesseract program, where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import signal
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NoReturn

from api.extraction.sandbox import confine
from api.extraction.sandbox.wire import SandboxLimits

_DATA_FOLDERS: Final = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_ENVIRONMENT: Final = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
_WANTED_LANGUAGES: Final = ("eng", "deu", "fra", "spa", "ita", "por", "nld")
OCR_LIMITS: Final = SandboxLimits(
    wall_ms=15_000, cpu_seconds=12, memory_bytes=768 * 2**20, output_bytes=4 * 2**20
)


@dataclass(frozen=True, slots=True)
class Tesseract:
    """An installed tesseract: the program and the languages it has data for."""

    program: str
    languages: tuple[str, ...]


@cache
def installed_tesseract() -> Tesseract | None:
    """Find the program and its data without starting it; None if either is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    folders = (Path(os.environ.get("TESSDATA_PREFIX", "")), *map(Path, _DATA_FOLDERS))
    for folder in folders:
        present = {data.stem for data in folder.glob("*.traineddata")} if folder.is_dir() else set()
        languages = tuple(language for language in _WANTED_LANGUAGES if language in present)
        if languages:
            return Tesseract(os.path.realpath(program), languages)
    return None


def exec_tesseract(limits: SandboxLimits, options: int, image: int, output: int) -> NoReturn:
    """Become a confined tesseract that reads `image` and writes its words as TSV to `output`."""
    try:
        size = os.fstat(options).st_size
        chosen = json.loads(os.pread(options, size, 0))
        _arrange_descriptors(image, output)
        signal.set_wakeup_fd(-1)
        confine.die_with_parent()
        confine.limit_resources(limits)
        confine.forbid_network_and_writing()
        os.execve(chosen["program"], _arguments(chosen), _ENVIRONMENT)  # noqa: S606 - no shell
    finally:
        os._exit(1)


def _arguments(chosen: dict[str, str]) -> list[str]:
    return [
        "tesseract",
        "stdin",
        "stdout",
        "--dpi",
        str(int(chosen["dpi"])),
        "-l",
        chosen["languages"],
        "tsv",
    ]


def _arrange_descriptors(image: int, output: int) -> None:
    os.lseek(image, 0, os.SEEK_SET)
    os.dup2(image, 0)
    os.dup2(output, 1)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
