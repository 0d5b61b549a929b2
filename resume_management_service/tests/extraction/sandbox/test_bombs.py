"""Bombs end as failed files, soon and in little memory."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.extraction.detect import detect
from api.extraction.errors import UnreadableFile, UnsupportedFileType
from api.extraction.sandbox import ParserSandbox
from e2e.attacks.parser.archives import archive_bombs
from e2e.attacks.parser.markup import text_bombs, xml_bombs
from e2e.attacks.parser.pdf_bombs import file_bombs
from e2e.attacks.parser.pdf_drawing_bombs import drawing_bombs

Maker = Callable[[], Iterator[tuple[str, bytes]]]


@pytest.mark.parametrize("maker", [archive_bombs, xml_bombs, text_bombs, file_bombs, drawing_bombs])
def test_bombs_fail_alone_in_time_and_memory(hasty_sandbox: ParserSandbox, maker: Maker) -> None:
    hasty_sandbox.peak_kilobytes = 0

    with ThreadPoolExecutor(2) as threads:
        failed = list(threads.map(lambda bomb: (bomb[0], _fails(hasty_sandbox, *bomb)), maker()))

    assert [name for name, has_failed in failed if not has_failed] == []
    assert hasty_sandbox.peak_kilobytes < 300 * 1024
    assert hasty_sandbox.read(b"Erika Example", "txt")["text"] == "Erika Example"


def _fails(sandbox: ParserSandbox, name: str, data: bytes) -> bool:
    begun = time.monotonic()
    try:
        sandbox.read(data, detect(io.BytesIO(data), name))
    except (UnreadableFile, UnsupportedFileType):
        return time.monotonic() - begun < 5
    return False
