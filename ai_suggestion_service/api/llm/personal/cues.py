"""Words by which sex and family show where nobody asks for them: she, mother of two, née."""

import re
from collections.abc import Iterable, Iterator

from api.llm.personal.found import Detail, Found
from api.llm.personal.header import Line

_COUNT = (
    r"(?:\d|one|two|three|four|five|six|an?|eine?[nmrs]?|zwei|drei|vier|une?|deux|trois|quatre"
    r"|un[ao]?|dos|tres|cuatro|due|tre|quattro|um|uma|dois|duas|três|een|twee|drie|vier)"
)
_CHILDREN = (
    r"(?:child(?:ren)?|kids?|sons?|daughters?|kind(?:er|eren)?|söhne?|sohn|töchter|tochter|enfants?"
    r"|fils|filles?|hij[oa]s?|figli[oae]?|filh[oa]s?|zoons?|zonen|dochters?)"
)
# Written as a word: HIS is a hospital's system, HER2 a gene.
_PRONOUN = re.compile(
    r"(?<![\w/'’-])(?:[Ss]he|[Hh]e|[Hh]er(?:s|self)?|[Hh]is|[Hh]im(?:self)?)(?![\w/-])"
)
_SELF = r"(?P<value>woman|man|mother|father|lady|gentleman|girl|boy|female|male)(?!\w)"
_CUES = (  # signs without one of which it cannot stand in a text, and the pattern
    (
        (" of ", " to ", " von "),
        re.compile(
            rf"(?<!\w)(?P<value>(?:mother|father|mum|mom|dad|grand(?:mother|father)|mutter|vater)"
            rf"[^\S\n]+(?:of|to|von)[^\S\n]+{_COUNT}(?!\w)(?:[^\S\n]+{_CHILDREN}(?!\w))?)",
            re.IGNORECASE,
        ),
    ),
    (
        ("ternity",),
        re.compile(
            r"(?<!\w)(?P<value>[mp]aternity)(?=\s+(?:leave|break)(?!\s+polic))", re.IGNORECASE
        ),
    ),
    (("as a ", "as the "), re.compile(rf"\bas (?:a|the (?:first|only)) {_SELF}", re.IGNORECASE)),
    (
        ("I am", "I'm", "I’m"),
        re.compile(rf"(?<!\w)I(?: am|['’]m)\s+an?\s+(?:[\w-]+,?\s+){{0,4}}?{_SELF}", re.IGNORECASE),
    ),
)
_BIRTH_NAME = re.compile(
    r"(?:\bgeb(?:\.|orene?r?)|\bnée?|\bborn|\bnacida|\bnata)\s+(?!on|in|am|at|le|el|il|im|à|a|en|em)"
    r"(?P<value>[A-ZÀ-Þ][\w'’-]+)(?=\s*(?:[),|•·]|$))"
)
_AT_HOME = re.compile(rf"(?<![\w,.]){_COUNT}\s+{_CHILDREN}(?!\w)", re.IGNORECASE)
_PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "heic", "bmp", "tif")
_PICTURE = re.compile(rf"(?<![\w/])[\w%./-]+\.(?:{'|'.join(_PICTURES)}f?)(?!\w)", re.IGNORECASE)
_PICTURE_HERE = re.compile(
    r"^[^\S\n]*(?:bewerbungs|pass|portrait|profil)(?:foto|bild|photo|picture)[^\S\n]*$",
    re.IGNORECASE,
)


def cues(text: str, header: Iterable[Line]) -> Iterator[Found]:
    """Find pronouns, parenthood and pictures anywhere, children and names at birth at the top."""
    for match in _PRONOUN.finditer(text):
        yield Found(*match.span(), Detail.PRONOUN)
    for signs, pattern in _CUES:
        if any(sign in text for sign in signs):
            for match in pattern.finditer(text):
                yield Found(*match.span("value"), Detail.DETAIL)
    folded = text.lower()
    if any(f".{ending}" in folded for ending in _PICTURES):
        for match in _PICTURE.finditer(text):
            yield Found(*match.span(), Detail.PHOTO)
    for line in header:
        for match in _PICTURE_HERE.finditer(line.text):
            yield line.found(match, Detail.PHOTO)
        for match in _AT_HOME.finditer(line.text):
            yield line.found(match, Detail.DETAIL)
        for match in _BIRTH_NAME.finditer(line.text):
            yield line.found(match, Detail.NAME, "value")
