"""What describes an entry: bullets and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.parsing.found import Found
from api.parsing.layout.prose import goes_on, joined
from api.parsing.layout.rows import Row

_TECH = re.compile(
    r"(?i)^(?:technolog\w*|tech(?:nical)? stack|stack|tools?(?: used)?|skills(?: used)?|"
    r"keywords|environment|technologien|"
    r"werkzeuge|outils|environnement(?: technique)?|tecnolog\w*|herramientas|strumenti|"
    r"ferramentas|built with|tech)\s*:\s*"
)
SUBHEADING = re.compile(
    r"(?i)^(?:key )?(?:achievements?|responsibilities|duties|highlights|accomplishments|"
    r"aufgaben|t[äa]tigkeiten|missions?|"
    r"erfolge|logros|responsabilidades|resultados|risultati|taken|"
    r"verantwoordelijkheden|key tasks|tasks|funciones|mansioni|fun[çc][õo]es|tarefas|tareas|"
    r"t[âa]ches)(?: include| \w+)?\s*:?$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Rows that are one bullet or one paragraph."""

    rows: tuple[Row, ...]
    bullet: bool

    def found(self, confidence: float = 0.9) -> Found:
        """Return the text of the paragraph with its span."""
        return Found(joined(self.rows), self.rows[0].start, self.rows[-1].end, confidence)


def paragraphs(rows: Sequence[Row]) -> list[Paragraph]:
    """Join rows to bullets and paragraphs."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _belongs(groups[-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Paragraph(tuple(group), group[0].bullet) for group in groups]


def _belongs(group: Sequence[Row], row: Row) -> bool:
    first, above = group[0], group[-1]
    if row.bullet:
        return False
    if first.bullet and first.box and row.box and row.lane == first.lane:
        indented = row.box.x0 >= first.box.x0 - 3
        return indented and (not row.apart or row.begins_lower)
    if first.bullet and not row.box and row.line.block == above.line.block:
        return True
    return goes_on(above, row)


def describe(rows: Sequence[Row]) -> tuple[Found | None, list[Found], list[Found]]:
    """Return the summary, the highlights and the technologies that the rows of a body give."""
    groups = [group for group in paragraphs(rows) if not SUBHEADING.match(joined(group.rows))]
    tech = [group for group in groups if _TECH.match(joined(group.rows))]
    groups = [group for group in groups if group not in tech]
    bullets = [group.found() for group in groups if group.bullet]
    prose = [group for group in groups if not group.bullet]
    if not bullets and len(prose) > 1:
        return None, [group.found(0.75) for group in prose], _keywords(tech)
    if not bullets or not prose or groups[0].bullet:
        summary = prose[0].found(0.8) if prose else None
        return summary, bullets, _keywords(tech)
    return prose[0].found(0.8), bullets, _keywords(tech)


def _keywords(groups: Sequence[Paragraph]) -> list[Found]:
    found: list[Found] = []
    for group in groups:
        text = joined(group.rows)
        for word in re.split(r"\s*[,;|•·]\s*", _TECH.sub("", text).rstrip(".")):
            if word:
                found.append(Found(word, group.rows[0].start, group.rows[-1].end, 0.8))
    return found
