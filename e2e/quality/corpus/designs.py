"""The designs of the corpus. Half are held out: nobody tunes on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import reportlab
import typst

from e2e.quality.corpus import docx_designs, drawn_designs, html_designs, text_designs

View = dict[str, Any]
_SHEETS = Path(__file__).parent / "typst"
_FONTS = [str(Path(reportlab.__file__).parent / "fonts")]


@dataclass(frozen=True)
class Design:
    """A way to set a résumé; `leaves_out` names sections that it never prints."""

    name: str
    kind: str
    render: Callable[[View], bytes]
    held_out: bool = False
    leaves_out: tuple[str, ...] = ()

    @property
    def hyperlinks(self) -> bool:
        """Whether a link may hide behind a word."""
        return self.kind == "html" or isinstance(self.render, partial)


def _set(name: str, view: View) -> bytes:
    return typst.compile(
        str(_SHEETS / f"{name}.typ"), sys_inputs={"view": json.dumps(view)}, font_paths=_FONTS
    )


def _typst(name: str, *, held_out: bool = False, leaves_out: tuple[str, ...] = ()) -> Design:
    return Design(name, "pdf", partial(_set, name), held_out, leaves_out)


DESIGNS = (
    _typst("classic"),
    _typst("compact"),
    _typst("sidebar_left"),
    _typst("margin"),
    _typst("academic"),
    _typst("caps_dates"),
    _typst("tabular"),
    _typst("two_columns", held_out=True),
    _typst("banner", held_out=True),
    _typst("labelled", held_out=True),
    _typst("creative", held_out=True, leaves_out=("projects",)),
    _typst("narrow_left", held_out=True),
    _typst("network", held_out=True, leaves_out=("projects",)),
    Design("drawn_timeline", "pdf", drawn_designs.drawn_timeline),
    Design("drawn_one_line", "pdf", drawn_designs.drawn_one_line),
    Design("drawn_right_sidebar", "pdf", drawn_designs.drawn_right_sidebar, held_out=True),
    Design("drawn_stacked", "pdf", drawn_designs.drawn_stacked, held_out=True),
    Design("drawn_title_place", "pdf", drawn_designs.drawn_title_place, held_out=True),
    Design("word_headings", "docx", docx_designs.word_headings),
    Design("word_table_sidebar", "docx", docx_designs.word_table_sidebar),
    Design("word_left_headings", "docx", docx_designs.word_left_headings, held_out=True),
    Design("word_roles", "docx", docx_designs.word_roles, held_out=True),
    Design("word_plain", "docx", docx_designs.word_plain),
    Design("web_semantic", "html", html_designs.web_semantic),
    Design("web_flex", "html", html_designs.web_flex, held_out=True),
    Design("web_tables", "html", html_designs.web_tables),
    Design("web_definitions", "html", html_designs.web_definitions, held_out=True),
    Design("text_plain", "txt", text_designs.text_plain),
    Design("text_ruled", "txt", text_designs.text_ruled, held_out=True),
    Design("markdown", "md", text_designs.markdown),
)
