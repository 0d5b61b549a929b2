"""The field of study that stands beside a degree."""

import re

from lexicon.fields_of_study import names_a_field

_HONOURS = (
    r"(?:\s+degree)?"
    r"(?:[\s,]*\(?(?:with\s+)?(?:first[- ]class\s+)?(?:Hons?\.?|Honou?rs)\)?(?=\W|$))?"
    r"(?:\s*\([A-Z][\w. ]{0,10}\))?"
)
_LINK = re.compile(
    _HONOURS + r"(?:\s*,)?\s+(?:with\s+)?(?:an?\s+)?"
    r"(?:(?:major(?:ing|ed)?|concentration|speciali[sz](?:ation|ing)|emphasis|focus)\s+(?:in|on)"
    r"|in\s+der|in\s+de|im\s+(?:Fach|Bereich)|in|of|en|di|de\s+la|de|em|d['’]|zum|zur|als|as\s+an?|as"
    r"|Fachrichtung|Studiengang|option|spécialité|mention|mit\s+Schwerpunkt|Schwerpunkt|richting)"
    r"(?:\s+|(?<=['’]))(?:the\s+)?"
)
_MARK = re.compile(_HONOURS + r"\s*(?:[,:–—(|]|\s-)\s*(?:major:\s*)?")
_SPACE = re.compile(_HONOURS + r"\s+")
_PHRASE = re.compile(r"[^\W\d_][^\n,;|(){}\[\]•·▪●–—\t:\d]{1,80}")
_STOP = re.compile(
    r"\s+(?:at|from|with|by|an\s+der|bei|à|chez|presso|aan|was|is|where|which|and\s+(?:an?|the)\s|bij|plus)\b"
    r"|\s{2,}|\s-\s|\.\s|\.$|/\s|\s['’]\d"
    r"|\s+(?:(?:the|der|l['’])\s*)?\S*(?:Universit|Université|Univ\b|Hochschule|College|School|Institut|Academy|Akademie|École"
    r"|Ecole|Escuela|Facult|Politec|Polytech|Scuola|Hogeschool|Lycée|Liceo)\w*",
)
_INSTITUTION = re.compile(
    r"(?:Universi|Univ\.|Hochschule|\bTU\b|\bFH\b|College|School|Institut|Academy|Akademie|École|Ecole|Escuela"
    r"|Facult|Politec|Polytech|Scuola|Hogeschool|Lycée|Liceo|Gymnasium|Istituto)"
)
_SERIES = re.compile(r"(?:,\s[A-Z][\w ]{2,30}){1,3}(?:,?\s(?:and|&)\s[A-Z][\w ]{2,40})")
_PRECEDING = re.compile(
    r"(?:^|[\n|•;:\t–—]|\s-\s)\s*(?P<area>[^\W\d_][^\n|•;:\t–—(),]{2,70}?)\s*[,(–—-]?\s*\Z"
)
_MOST_WORDS = 9


def area_after(text: str, start: int, end: int, following: int) -> tuple[int, int] | None:
    """Return where the field stands that follows the degree `text[start:end]`, if one does.

    `following` is where the next degree begins.
    """
    head = text[start:end].split()[-1].casefold()
    for pattern, linked in ((_LINK, True), (_MARK, False), (_SPACE, False)):
        match = pattern.match(text, end, following)
        if match:
            linked = linked or head in {"of", "in", "en", "em", "di", "de", "zum", "zur", "als"}
            area = _phrase(text, match.end(), following, linked)
            if area:
                return area
    return None


def area_before(text: str, start: int) -> tuple[int, int] | None:
    """Return where the field stands that leads to a degree: "Computer Science, BSc"."""
    offset = max(0, start - 90)
    match = _PRECEDING.search(text[offset:start])
    if not match or not names_a_field(match["area"]) or _INSTITUTION.search(match["area"]):
        return None
    if len(match["area"].split()) > _MOST_WORDS:
        return None
    return offset + match.start("area"), offset + match.end("area")


def _phrase(text: str, start: int, limit: int, linked: bool) -> tuple[int, int] | None:
    match = _PHRASE.match(text, start, limit)
    if not match:
        return None
    stop = _STOP.search(match[0])
    phrase = (match[0][: stop.start()] if stop else match[0]).rstrip(" -./&'’")
    if not _is_field(phrase, linked):
        return None
    end = start + len(phrase)
    series = _SERIES.match(text, end, limit)
    return start, series.end() if series and names_a_field(series[0]) else end


def _is_field(phrase: str, linked: bool) -> bool:
    if not phrase or _INSTITUTION.match(phrase) or len(phrase.split()) > _MOST_WORDS:
        return False
    return names_a_field(phrase) or (linked and phrase[0].isupper())
