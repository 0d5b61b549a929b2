"""Pasted job descriptions made into plain text: no markup, nothing invisible, nothing cut."""

import re
import unicodedata
from html.parser import HTMLParser

_KNOWN_TAG = re.compile(
    r"</?(?:p|div|br|ul|ol|li|span|strong|em|b|i|u|h[1-6]|a|table|tr|td|th|tbody|thead|section"
    r"|article|header|footer|main|body|html|head|font|img|script|style|meta|link|hr|pre|code"
    r"|blockquote|dl|dt|dd|figure|svg|iframe|form|input|button|label|center|small|sup|sub)\b[^<>]*>"
    r"|<!--|<!doctype",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {"p", "div", "br", "ul", "ol", "li", "tr", "table", "section", "article", "header", "footer"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre", "dl", "dt", "dd", "main"}
)
_SILENT = frozenset({"script", "style", "head", "template", "svg", "iframe", "noscript"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_SPACE = re.compile(r"[^\S\n\t]")
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])", re.I
)


def sanitise(text: str) -> str:
    """Take markup and invisible characters out of pasted text and keep its lines and bullets.

    Whatever a reader of the page would see stays, however long it is.
    """
    if _KNOWN_TAG.search(text):
        text = _from_html(text)
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    text = _SPACE.sub(" ", _INVISIBLE.sub("", text))
    text = "".join(letter for letter in text if letter in "\n\t" or _is_printable(letter))
    lines = (line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _is_printable(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")


def _from_html(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.pieces)


class _Reader(HTMLParser):
    """Collects the visible text of a page, a line for each block and a dash for each item."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            if tag == self._silent[-1] and tag not in _VOID:
                self._silent.append(tag)
            return
        if tag not in _VOID and (tag in _SILENT or _is_unseen(attrs)):
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self._new_line()
            if tag == "li":
                self.pieces.append("- ")
        elif tag in ("td", "th"):
            self.pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag in _BLOCKS and tag not in _VOID:
            self._new_line()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        starts_line = not self.pieces or self.pieces[-1].endswith("\n")
        self.pieces.append(re.sub(r"[^\S\n]+", " ", data.lstrip(" \t") if starts_line else data))

    def _new_line(self) -> None:
        if self.pieces and not self.pieces[-1].endswith(("\n", "- ")):
            self.pieces.append("\n")


def _is_unseen(attrs: list[tuple[str, str | None]]) -> bool:
    given = {name: value or "" for name, value in attrs}
    return "hidden" in given or bool(_UNSEEN_STYLE.search(given.get("style", "")))
