"""All bombs, by what they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from e2e.attacks.parser.archives import archive_bombs
from e2e.attacks.parser.markup import text_bombs, xml_bombs
from e2e.attacks.parser.pdf_bombs import file_bombs
from e2e.attacks.parser.pdf_drawing_bombs import drawing_bombs


def bombs() -> Iterator[tuple[str, bytes]]:
    """Yield every bomb as file name and content; none of them shows any text."""
    return chain(archive_bombs(), xml_bombs(), text_bombs(), file_bombs(), drawing_bombs())
