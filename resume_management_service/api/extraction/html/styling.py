"""The few properties of style sheets that decide whether text is seen, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from api.extraction.colours import BLACK, WHITE, Colour, can_be_read, parse_colour
from api.extraction.document import Finding
from api.extraction.numbers import decimal_number, whole_number

Declarations = dict[str, str]
_MOST_RULES: Final = 3_000
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCREEN: Final = re.compile(r"@media\s+(?:screen|all)[^{]*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
_OTHER_AT_RULE: Final = re.compile(r"@[^{;]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_LENGTH: Final = re.compile(r"(-?(?:\d{1,9}(?:\.\d*)?|\.\d+))\s*(px|pt|em|rem|%|vw|vh)?\Z")
_POINTS: Final = {"px": 0.75, "pt": 1.0, "em": 11.0, "rem": 12.0, "%": 0.11}
_BODY_POINTS: Final = 11.0
_ANY_NUMBER: Final = 1_000
_REPEAT: Final = re.compile(r"repeat\(\s*(\d{1,3})")
_TRACK: Final = re.compile(r"(?:minmax|fit-content)\([^)]*\)|[^\s]+")
_HEADING_SIZES: Final = {"h1": "22pt", "h2": "16.5pt", "h3": "13pt", "h4": "11pt"}
_TINY: Final = 3.0
_FAINT: Final = 0.1
_FAR: Final = -300.0
_NOTHING_CLIPPED: Final = re.compile(
    r"rect\(\s*0|rect\(1px|inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0"
)
_SHRUNK: Final = re.compile(r"scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]")
_NO_DISPLAY: Final = Finding("hidden_text", "an element that is not displayed")
_TOO_SMALL: Final = Finding("tiny_text", "letters too small to read")
_OFF_SCREEN: Final = Finding("off_page_text", "an element beside the page")
_SAME_COLOUR: Final = Finding("hidden_text", "letters in the colour of what is behind them")


@dataclass(frozen=True, slots=True)
class Appearance:
    """How an element's text looks; `unseen` says why it is not seen, if it is not.

    `columns` tells how many of its children stand side by side, `apart` that it floats beside the
    text around it.
    """

    size: float = _BODY_POINTS
    bold: bool = False
    italic: bool = False
    colour: Colour = BLACK
    ground: Colour | None = WHITE
    unseen: Finding | None = None
    columns: int = 1
    apart: bool = False


class StyleSheet:
    """The page's own style rules, matched to its elements."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._found: dict[int, Declarations] = {}
        text = "\n".join(node.text() for node in page.css("style"))
        for number, (selector, block) in enumerate(_rules(text)):
            if number >= _MOST_RULES:
                break
            self._match(page, selector, parse_declarations(block))

    def _match(self, page: LexborHTMLParser, selector: str, declared: Declarations) -> None:
        try:
            nodes = page.css(selector)
        except (SelectolaxError, ValueError):
            # a selector the library does not know: a browser drops such a rule too
            return
        for node in nodes:
            self._found.setdefault(node.mem_id, {}).update(declared)

    def of(self, node: LexborNode, outside: Appearance) -> Appearance:
        """Return how the text of an element looks inside an outer one."""
        attributes = node.attributes
        declared = dict(self._found.get(node.mem_id, ()))
        declared.update(parse_declarations(attributes.get("style") or ""))
        look = _appearance(declared, attributes, outside, (node.tag or "").lower())
        unseen = outside.unseen or _why_unseen(declared, attributes, look)
        return replace(look, unseen=unseen)


def _rules(text: str) -> Iterator[tuple[str, str]]:
    text = _OTHER_AT_RULE.sub("", _SCREEN.sub(r"\1", _COMMENT.sub("", text)))
    for selector, block in _RULE.findall(text):
        if "::" not in selector and ":hover" not in selector:
            yield selector.strip(), block


def parse_declarations(block: str) -> Declarations:
    """Read `name: value; …` with names and values in small letters."""
    pairs = (part.partition(":") for part in block.split(";") if ":" in part)
    return {
        name.strip().lower(): value.replace("!important", "").strip().lower()
        for name, _, value in pairs
    }


def _appearance(
    declared: Declarations, attributes: Mapping[str, str | None], outside: Appearance, tag: str
) -> Appearance:
    weight = declared.get("font-weight", "")
    ground = declared.get("background-color") or declared.get("background") or ""
    return replace(
        outside,
        size=_size(declared.get("font-size") or _HEADING_SIZES.get(tag, ""), outside.size),
        bold=_is_bold(weight, tag, outside.bold),
        italic=declared.get("font-style") == "italic" or tag in ("i", "em") or outside.italic,
        colour=parse_colour(declared.get("color") or attributes.get("color")) or outside.colour,
        ground=_ground(ground or attributes.get("bgcolor") or "", outside.ground),
        columns=_columns(declared),
        apart=declared.get("float") == "right" or declared.get("margin-left") == "auto",
    )


def _columns(declared: Declarations) -> int:
    display = declared.get("display", "")
    if "flex" in display:
        upright = declared.get("flex-direction", declared.get("flex-flow", "")).startswith("column")
        return 1 if upright else _ANY_NUMBER
    template = declared.get("grid-template-columns", "")
    if "grid" not in display or not template:
        return 1
    repeated = _REPEAT.search(template)
    return int(repeated.group(1)) if repeated else len(_TRACK.findall(template))


def _is_bold(weight: str, tag: str, outside: bool) -> bool:
    if weight:
        return weight in ("bold", "bolder") or (whole_number(weight) or 0) >= 600
    return outside or tag in ("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th")


def _ground(value: str, outside: Colour | None) -> Colour | None:
    """Return the colour behind an element, None where a picture or gradient makes it unknown."""
    if not value or value in ("none", "transparent", "inherit"):
        return outside
    if "url(" in value or "gradient(" in value:
        return None
    colours = map(parse_colour, re.split(r"\s+(?![^(]*\))", value))
    return next((colour for colour in colours if colour is not None), outside)


def _size(value: str, outside: float) -> float:
    found = _LENGTH.match(value)
    if found is None:
        return outside
    number, unit = float(found[1]), found[2] or "px"
    if unit in ("em", "%"):
        return outside * number / (1 if unit == "em" else 100)
    return number * _POINTS.get(unit, 1.0)


def _why_unseen(
    declared: Declarations, attributes: Mapping[str, str | None], look: Appearance
) -> Finding | None:
    if _is_off(declared, attributes):
        return _NO_DISPLAY
    if look.size < _TINY or _SHRUNK.search(declared.get("transform", "")):
        return _TOO_SMALL
    if _is_beside(declared):
        return _OFF_SCREEN
    if look.ground is not None and not can_be_read(look.colour, look.ground):
        return _SAME_COLOUR
    return None


def _is_off(declared: Declarations, attributes: Mapping[str, str | None]) -> bool:
    opacity = decimal_number(declared.get("opacity"))
    return (
        declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or "hidden" in attributes
        or (opacity is not None and opacity < _FAINT)
        or declared.get("color") in ("transparent", "rgba(0,0,0,0)", "rgba(0, 0, 0, 0)")
        or _NOTHING_CLIPPED.search(declared.get("clip", "") + declared.get("clip-path", ""))
        is not None
        or _has_no_room(declared)
    )


def _has_no_room(declared: Declarations) -> bool:
    if "hidden" not in declared.get("overflow", ""):
        return False
    names = ("width", "height", "max-width", "max-height")
    return any(_points(declared.get(name, "")) <= 1.5 for name in names)


def _is_beside(declared: Declarations) -> bool:
    placed = declared.get("position") in ("absolute", "fixed", "relative")
    names = ["left", "top", "right", "bottom"] if placed else []
    names += ["text-indent", "margin-left", "margin-top"]
    return any(_points(declared.get(name, "")) < _FAR for name in names)


def _points(value: str) -> float:
    found = _LENGTH.match(value)
    return float(found[1]) * _POINTS.get(found[2] or "px", 6.0) if found else 100.0
