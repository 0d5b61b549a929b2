"""RTF → lines in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from api.extraction.assemble import DraftLine, Reading
from api.extraction.colours import WHITE, Colour
from api.extraction.document import Role
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.rtf.tokens import Token, tokens
from api.extraction.spans import Look, Span, lines_of_spans, visible
from api.extraction.tables import row_lines

_DEEPEST: Final = 400
_SKIPPED: Final = frozenset(
    {
        *("fonttbl", "stylesheet", "info", "pict", "object", "listtable", "listoverridetable"),
        *("rsidtbl", "themedata", "colorschememapping", "latentstyles", "datastore", "generator"),
        *("xmlnstbl", "mmathPr", "nonshppict", "bkmkstart", "bkmkend", "annotation", "atnid"),
        *("atnauthor", "pgdsctbl", "filetbl", "revtbl", "sn", "sv", "pgptbl", "userprops"),
    }
)
_CHARACTERS: Final = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SYMBOLS: Final = {"~": "\u00a0", "_": "-", "-": "", "\n": "\n", "\r": "\n"}
_CHARSETS: Final = {0: "cp1252", 2: "symbol", 77: "mac-roman", 161: "cp1253", 162: "cp1254"}
_CHARSETS_MORE: Final = {186: "cp1257", 204: "cp1251", 238: "cp1250"}
_LINK: Final = re.compile(r'HYPERLINK\s+(?:\\\w\s+)*"?([^"\s]{1,2000})', re.IGNORECASE)


@dataclass(slots=True)
class _State:
    """What a group inherits and may change for itself."""

    destination: str = "text"
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    half_points: int = 24
    colour: int = 0
    ground: int = 0
    font: int = 0
    skip_after_unicode: int = 1
    url: str = ""
    role: Role = Role.BODY


def read_rtf(data: bytes) -> Reading:
    """Read an RTF file; raises `UnreadableFile` when its groups do not match."""
    reader = _Reader()
    for token in tokens(data.decode("latin-1")):
        reader.take(token)
    reader.end_paragraph()
    reader.end_row()
    if len(reader.stack) > 1:
        raise UnreadableFile(Unreadable.BROKEN, "the file is cut off")
    return reader.finish()


@dataclass(slots=True)
class _Reader:
    reading: Reading = field(default_factory=Reading)
    stack: list[_State] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    spans: list[Span] = field(default_factory=list)
    colours: list[Colour | None] = field(default_factory=list)
    channels: dict[str, int] = field(default_factory=dict)
    charsets: dict[int, str] = field(default_factory=dict)
    code_page: str = "cp1252"
    instruction: str = ""
    pending: int = 0
    starred: bool = False
    bullet: bool = False
    heading: bool = False
    in_table: bool = False
    cells: list[list[DraftLine]] = field(default_factory=list)
    cell: list[DraftLine] = field(default_factory=list)
    block: int = 0
    row: int = 0

    def take(self, token: Token) -> None:
        """Read one token."""
        if token.brace:
            self._brace(token.brace)
        elif token.word:
            self._word(token.word, token.number)
        elif token.symbol:
            self._symbol(token.symbol)
        elif token.byte:
            self._character(bytes.fromhex(token.byte))
        else:
            self._text(token.text)

    def _brace(self, brace: str) -> None:
        self.pending = 0
        if brace == "{":
            if len(self.stack) > _DEEPEST:
                raise UnreadableFile(Unreadable.BROKEN, "the file is nested too deeply")
            self.stack.append(self.state)
            self.state = replace(self.state)
        elif self.stack:
            ended, self.state = self.state, self.stack.pop()
            if ended.destination == "fldinst" != self.state.destination:
                found = _LINK.search(self.instruction)
                self.state.url = found.group(1) if found else ""
        self.starred = False

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.starred = True
        elif symbol in "\r\n":
            self._word("par", None)
        else:
            self._text(_SYMBOLS.get(symbol, symbol))

    def _character(self, byte: bytes) -> None:
        if self.pending:
            self.pending -= 1
            return
        codec = self.charsets.get(self.state.font, self.code_page)
        if codec == "symbol":
            self._text("•" if byte in (b"\xb7", b"\xa7", b"\xd8", b"\xfc") else "", counted=False)
            return
        self._text(byte.decode(codec, errors="replace"), counted=False)

    def _text(self, text: str, *, counted: bool = True) -> None:
        if counted and self.pending:
            skipped = min(self.pending, len(text))
            self.pending -= skipped
            text = text[skipped:]
        if self.state.destination == "fldinst":
            self.instruction += text
        elif self.state.destination == "colortbl":
            self._colours(text)
        elif self.state.destination == "mark":
            self.bullet = self.bullet or bool(text.strip())
        elif self.state.destination == "text" and text and not self.state.deleted:
            self.spans.append(Span(text, self._look(), self.state.url))

    def _colours(self, text: str) -> None:
        for _ in range(text.count(";")):
            channels = tuple(self.channels.get(name, 0) for name in ("red", "green", "blue"))
            self.colours.append(channels if self.channels else None)  # type: ignore[arg-type]
            self.channels = {}

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if self.state.destination == "colortbl" and word in ("red", "green", "blue"):
            self.channels[word] = max(0, min(255, number or 0))
        elif self.state.destination == "fonttbl":
            self._font(word, number)
        elif word in _DESTINATIONS:
            self.state.destination = _DESTINATIONS[word]
            self.instruction = "" if word == "fldinst" else self.instruction
        elif word in ("header", "headerf", "headerl", "headerr", "footer", "footerf", "footerr"):
            self.state.role = Role.HEADER if word.startswith("header") else Role.FOOTER
        elif word in _SKIPPED or (starred and word not in ("shpinst", "shptxt")):
            self.state.destination = "nothing"
        elif word in _CHARACTERS:
            self._text(_CHARACTERS[word])
        elif word == "u" and number is not None:
            self._text(chr(number % 0x10000), counted=False)
            self.pending = self.state.skip_after_unicode
        else:
            self._format(word, number)

    def _font(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self.state.font = number
        elif word == "fcharset":
            codec = (_CHARSETS | _CHARSETS_MORE).get(number or 0)
            if codec is not None:
                self.charsets[self.state.font] = codec

    def _format(self, word: str, number: int | None) -> None:
        if word in _SWITCHES:
            setattr(self.state, _SWITCHES[word], number != 0)
        elif word in _NUMBERS:
            setattr(self.state, _NUMBERS[word], number or 0)
        elif word in _ACTIONS:
            _ACTIONS[word](self, number)

    def end_paragraph(self) -> None:
        """Put the spans read so far into lines."""
        spans = visible(self.spans, self.reading, lambda look: look.ground or WHITE)
        bullet, self.spans, self.bullet = self.bullet, [], False
        lines = lines_of_spans(spans, listed=bullet, heading=self.heading)
        if lines and not (bullet and self.block and self._after_item()):
            self.block += 1
        for line in lines:
            line.block = self.block
            if self.state.role is not Role.BODY:
                line.role = self.state.role
        (self.cell if self.in_table else self.reading.lines).extend(lines)

    def _after_item(self) -> bool:
        lines = self.cell if self.in_table else self.reading.lines
        return bool(lines) and lines[-1].bullet and lines[-1].block == self.block

    def _look(self) -> Look:
        state = self.state
        return Look(
            bold=state.bold,
            italic=state.italic,
            hidden=state.hidden,
            size=state.half_points / 2,
            colour=self._colour(state.colour),
            ground=self._colour(state.ground),
        )

    def _colour(self, number: int) -> Colour | None:
        return self.colours[number] if 0 < number < len(self.colours) else None

    def end_cell(self) -> None:
        """End a table cell."""
        self.in_table = True
        self.end_paragraph()
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        """End a table row."""
        if self.cells or self.cell:
            self.row += 1
            self.block += 1
            self.reading.lines += row_lines([*self.cells, self.cell], self.row, self.block)
        self.cells, self.cell, self.in_table = [], [], False

    def finish(self) -> Reading:
        """Put headers first and footers last, each text once."""
        order = {Role.HEADER: 0, Role.FOOTER: 2}
        self.reading.lines.sort(key=lambda line: order.get(line.role, 1))
        return self.reading


_DESTINATIONS: Final = {
    "colortbl": "colortbl",
    "fonttbl": "fonttbl",
    "fldinst": "fldinst",
    "fldrslt": "text",
    "listtext": "mark",
    "pntext": "mark",
    "shptxt": "text",
    "shpinst": "shape",
}
_SWITCHES: Final = {"b": "bold", "i": "italic", "v": "hidden", "deleted": "deleted"}
_NUMBERS: Final = {
    "fs": "half_points",
    "cf": "colour",
    "highlight": "ground",
    "cb": "ground",
    "chcbpat": "ground",
    "f": "font",
    "uc": "skip_after_unicode",
}


def _plain(reader: _Reader, _: int | None) -> None:
    kept = reader.state
    reader.state = _State(
        destination=kept.destination,
        url=kept.url,
        role=kept.role,
        skip_after_unicode=kept.skip_after_unicode,
    )


def _new_paragraph_format(reader: _Reader, _: int | None) -> None:
    reader.heading = False
    reader.in_table = False


def _in_table(reader: _Reader, _: int | None) -> None:
    reader.in_table = True


def _outline(reader: _Reader, number: int | None) -> None:
    reader.heading = number is not None and number < 9


def _code_page(reader: _Reader, number: int | None) -> None:
    if number in (437, 850, 1250, 1251, 1252, 1253, 1254, 1257):
        reader.code_page = f"cp{number}"


def _mac(reader: _Reader, _: int | None) -> None:
    reader.code_page = "mac-roman"


_ACTIONS: Final[dict[str, Callable[[_Reader, int | None], None]]] = {
    "par": lambda reader, _: reader.end_paragraph(),
    "sect": lambda reader, _: reader.end_paragraph(),
    "page": lambda reader, _: reader.end_paragraph(),
    "cell": lambda reader, _: reader.end_cell(),
    "nestcell": lambda reader, _: reader.end_cell(),
    "row": lambda reader, _: reader.end_row(),
    "nestrow": lambda reader, _: reader.end_row(),
    "plain": _plain,
    "pard": _new_paragraph_format,
    "intbl": _in_table,
    "outlinelevel": _outline,
    "ansicpg": _code_page,
    "mac": _mac,
}
