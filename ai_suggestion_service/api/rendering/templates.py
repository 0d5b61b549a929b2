"""The looks a résumé can be exported in."""

from __future__ import annotations

from dataclasses import dataclass

from api.rendering.dates import DateStyle


@dataclass(frozen=True, slots=True)
class Template:
    """A look; `dates` says how months are written, `font` and sizes (points) set the DOCX."""

    name: str
    description: str
    dates: DateStyle
    font: str
    size: float
    margin: float
    colour: str
    rule: bool
    centred: bool


_TEMPLATES = (
    Template(
        name="classic",
        description="One column in a book face, centred header, small-capital headings over rules.",
        dates=DateStyle.WORDS,
        font="Cambria",
        size=10.5,
        margin=57,
        colour="1F3A5F",
        rule=True,
        centred=True,
    ),
    Template(
        name="compact",
        description="Dense, months as numbers, set smaller to stay on one page where it can.",
        dates=DateStyle.NUMBERS,
        font="Calibri",
        size=9.5,
        margin=42,
        colour="000000",
        rule=True,
        centred=False,
    ),
    Template(
        name="ats_plain",
        description="Plain black text in reading order for applicant tracking systems.",
        dates=DateStyle.WORDS,
        font="Arial",
        size=10.5,
        margin=64,
        colour="000000",
        rule=False,
        centred=False,
    ),
)
DEFAULT_TEMPLATE = "classic"
_BY_NAME = {template.name: template for template in _TEMPLATES}


class UnknownTemplateError(ValueError):
    """The template asked for does not exist."""

    code = "unknown_template"


def templates() -> tuple[Template, ...]:
    """List the templates, the default first."""
    return _TEMPLATES


def template_named(name: str | None) -> Template:
    """Return the template, the default for None; raise UnknownTemplateError for another name."""
    try:
        return _BY_NAME[name or DEFAULT_TEMPLATE]
    except KeyError:
        known = ", ".join(_BY_NAME)
        raise UnknownTemplateError(f"No template {name!r}; there are {known}.") from None
