"""What a résumé's form keeps a reader from seeing."""

import re
from collections.abc import Iterator

from api.matching.advice import Action, ActionKind
from api.matching.resume_facts import ResumeFacts
from api.matching.resume_text import sections_in
from api.matching.words import groups, phrases

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\[EMAIL_\d+\]")
_WEAK = phrases(groups("layout")["weak_openings"])
_LONG_TEXT = 1_300
_SHORT_TEXT = 60
_LONG_LINE = 45
_FEW_NUMBERS = 0.2
_ENOUGH_LINES = 5


def layout_actions(resume: ResumeFacts) -> list[Action]:
    """List what to change in the form; it earns no points by itself."""
    return [Action(text, ActionKind.FORMAT, None, 0.0) for text in _complaints(resume)]


def _complaints(resume: ResumeFacts) -> Iterator[str]:
    words = len(resume.text.split())
    if not _EMAIL.search(resume.text):
        yield "No e-mail address could be read: put it as plain text at the top."
    if not sections_in(resume.text):
        yield "Give the parts plain headings such as Experience, Education and Skills."
    if not resume.entries:
        yield "No dates of work could be read: write them as 05/2019 – 08/2021 beside each job."
    if words > _LONG_TEXT:
        yield f"The résumé has {words} words; two pages, about 1,000 words, are read more closely."
    if words < _SHORT_TEXT:
        yield f"The résumé has only {words} words: say for each job what you did and achieved."
    yield from _about_lines(resume)


def _about_lines(resume: ResumeFacts) -> Iterator[str]:
    lines = [unit for unit in resume.units if unit.section in ("work", "projects") and unit.bullet]
    counted = sum(bool(re.search(r"\d", unit.text)) for unit in lines)
    if len(lines) >= _ENOUGH_LINES and counted < len(lines) * _FEW_NUMBERS:
        yield (
            f"{counted} of {len(lines)} lines about your work give a number: where you know how "
            "many, how often or by how much, say so."
        )
    long = sum(len(unit.words) > _LONG_LINE for unit in lines)
    if long:
        yield f"{long} of your lines run over {_LONG_LINE} words: cut each to one result."
    weak = sum(bool(_WEAK.match(unit.text)) for unit in lines)
    if weak > 1:
        yield f"{weak} lines open weakly (“responsible for”): start with the verb of what you did."
