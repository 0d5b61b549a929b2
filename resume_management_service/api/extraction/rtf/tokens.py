"""RTF cut into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    r"|([^\\{}\r\n]+)",
    re.DOTALL,
)


class Token(NamedTuple):
    """One of: a control word with its number, a byte, a control symbol, a brace, plain text."""

    word: str = ""
    number: int | None = None
    byte: str = ""
    symbol: str = ""
    brace: str = ""
    text: str = ""


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of an RTF file read as Latin-1; binary data is stepped over."""
    position = 0
    while found := _TOKEN.match(source, position):
        position = found.end()
        word, number, byte, symbol, brace, text = found.groups("")
        value = int(number) if number else None
        if word == "bin" and value:
            position += max(0, value)
            continue
        if word or byte or symbol or brace or text:
            yield Token(word, value, byte, symbol, brace, text)
