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

from e2e.quality.corpus import (
    docx_designs,
    docx_forms,
    drawn_designs,
    drawn_more,
    fresh_drawn,
    html_designs,
    office_designs,
    text_designs,
)

View = dict[str, Any]
_SHEETS = Path(__file__).parent / "typst"
_FONTS = [str(Path(reportlab.__file__).parent / "fonts")]


@dataclass(frozen=True)
class Design:
    """A way to set a résumé; `leaves_out` names sections that it never prints.

    A `fresh` one shows whole lives under headings that people made up.
    """

    name: str
    kind: str
    render: Callable[[View], bytes]
    held_out: bool = False
    leaves_out: tuple[str, ...] = ()
    fresh: bool = False

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
    _typst("two_columns"),
    _typst("banner"),
    _typst("labelled"),
    _typst("creative", leaves_out=("projects",)),
    _typst("narrow_left"),
    _typst("network", leaves_out=("projects",)),
    Design("drawn_timeline", "pdf", drawn_designs.drawn_timeline),
    Design("drawn_one_line", "pdf", drawn_designs.drawn_one_line),
    Design("drawn_right_sidebar", "pdf", drawn_designs.drawn_right_sidebar),
    Design("drawn_stacked", "pdf", drawn_designs.drawn_stacked),
    Design("drawn_title_place", "pdf", drawn_designs.drawn_title_place),
    Design("word_headings", "docx", docx_designs.word_headings),
    Design("word_table_sidebar", "docx", docx_designs.word_table_sidebar),
    Design("word_left_headings", "docx", docx_designs.word_left_headings),
    Design("word_roles", "docx", docx_designs.word_roles),
    Design("word_plain", "docx", docx_designs.word_plain),
    Design("web_semantic", "html", html_designs.web_semantic),
    Design("web_flex", "html", html_designs.web_flex),
    Design("web_tables", "html", html_designs.web_tables),
    Design("web_definitions", "html", html_designs.web_definitions),
    Design("text_plain", "txt", text_designs.text_plain),
    Design("text_ruled", "txt", text_designs.text_ruled),
    Design("markdown", "md", text_designs.markdown),
    _typst("split_name"),
    _typst("dots", leaves_out=("fluency",)),
    _typst("swiss"),
    _typst("functional"),
    _typst("years"),
    _typst("consultancy"),
    _typst("two_halves"),
    Design("drawn_spaced", "pdf", drawn_designs.drawn_spaced),
    Design("drawn_centred", "pdf", drawn_designs.drawn_centred),
    Design("form_labelled", "docx", docx_forms.form_labelled),
    Design("form_one_paragraph", "docx", docx_forms.form_one_paragraph),
    Design("form_dates_right", "docx", docx_forms.form_dates_right),
    Design("web_builder", "html", html_designs.web_builder),
    Design("web_feed", "html", html_designs.web_feed),
    Design("web_theme", "html", html_designs.web_theme),
    Design("text_mailed", "txt", text_designs.text_mailed),
    _typst("ruled_table", held_out=True),
    _typst("dates_aside", held_out=True),
    _typst("cards", held_out=True),
    _typst("personal", held_out=True),
    _typst("magazine", held_out=True),
    _typst("numbered", held_out=True),
    Design("drawn_icons", "pdf", drawn_more.drawn_icons, held_out=True),
    Design("drawn_facts", "pdf", drawn_more.drawn_facts, held_out=True),
    Design("word_typed", "docx", office_designs.word_typed, held_out=True),
    Design("word_letterhead", "docx", office_designs.word_letterhead, held_out=True),
    Design("rich_text", "rtf", office_designs.rich_text, held_out=True),
    Design("web_columns", "html", html_designs.web_columns, held_out=True),
    Design("web_breaks", "html", html_designs.web_breaks, held_out=True),
    Design("text_outline", "txt", text_designs.text_outline, held_out=True),
    Design("drawn_margin_hints", "pdf", fresh_drawn.drawn_margin_hints, held_out=True, fresh=True),
    Design(
        "drawn_words_left", "pdf", fresh_drawn.drawn_words_left, True, ("projects",), fresh=True
    ),
    Design(
        "drawn_company_bar", "pdf", fresh_drawn.drawn_company_bar, True, ("projects",), fresh=True
    ),
)
