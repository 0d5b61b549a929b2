"""The field of study that stands beside a degree."""

import re

from lexicon.fields_of_study import last_field_end, names_a_field

# Words a degree ends with when its field follows.
LINKS = frozenset({"of", "in", "en", "em", "di", "de", "zum", "zur", "als"})
_HONOURS = (
    r"(?:\s+degree)?"
    r"(?:[\s,]*\(?(?:with\s+)?(?:first[- ]class\s+)?(?:Hons?\.?|Honou?rs)\)?(?=\W|$))?"
)
_MAJOR = (
    r"(?:(?i:major(?:ing|ed)?|concentration|speciali[sz]\w+|emphasis|focus|field(?:\s+of\s+study)?"
    r"|fachrichtung|studiengang|studienrichtung|schwerpunkt|vertiefung|filière|option|spécialité"
    r"|mention|parcours|especialidad|mención|indirizzo|curriculum|habilitação|richting|profiel)"
    r"\s*(?:[:,]|in\b|on\b|of\b)?\s*)"
)
_LINK = re.compile(
    _HONOURS + r"(?:\s*,)?\s+(?:with\s+|mit\s+)?(?:an?\s+)?"
    rf"(?:{_MAJOR}|(?:in\s+der|in\s+de|im\s+(?:Fach|Bereich)|in|of|en|di|de\s+la|de|em|zum|zur|als"
    r"|as\s+an?|as)\s+|d['’])(?:the\s+)?"
)
_MARK = re.compile(_HONOURS + rf"\s*(?:[,:–—(|]|\s-|\n)\s*{_MAJOR}?")
_SPACE = re.compile(_HONOURS + r"\s+")
_PHRASE = re.compile(r"[^\W\d_][^\n,;|(){}\[\]•·▪●–—\t:\d]{1,80}")
_SCHOOL = (
    r"Universi|Univ\b|Hochschule|College|School|Institut|Academy|Akademie|École|Ecole|Escuela"
    r"|Facult|Politec|Polytech|Scuola|Hogeschool|Lycée|Liceo|Istituto|Berufsschule"
)
_INSTITUTION = re.compile(rf"(?:{_SCHOOL}|\bTU\b|\bFH\b|\bETH\b|Gymnasium)")
_STOP = re.compile(
    r"\s+(?:at|from|with|by|an\s+der|bei|à|chez|presso|aan|was|is|where|which|bij|plus|and\s+an?)\b"
    r"|\s{2,}|\s-\s|\.\s|\.\Z|/\s|\s['’]\d"
    rf"|(?P<school>\s+(?:(?:the|der|l['’])\s*)?[\w-]*(?:{_SCHOOL})\w*)"
)
_SERIES = re.compile(
    r"(?:,\s[A-Z][\w ]{2,30}){1,3}(?:,?\s(?:and|&|und|et|y|e)\s[A-Z][\w ]{2,40})"
    r"|(?:,\s[A-Z][a-zà-ÿ]+){2,6}(?=\s*(?:$|[\n|;(]))"
)
_PRECEDING = re.compile(
    r"(?:^|[\n|•;:\t–—]|\s-\s)\s*(?P<area>[^\W\d_][^\n|•;:\t–—(),]{2,70}?)\s*[,(–—-]?\s*\Z"
)
# A section's heading where it stands on a line of its own, a field of study elsewhere.
_HEADINGS = frozenset(
    {"education", "training", "formation", "ausbildung", "educación", "educação", "formação"}
    | {"formación", "istruzione", "formazione", "opleiding"}
)
_MOST_WORDS = 9
_REACH = 160


def area_after(text: str, end: int, limit: int, linked: bool) -> tuple[int, int] | None:
    """Return where the field stands that follows a degree, if one does.

    `end` is where the degree ends, `limit` where the next begins; `linked` tells that the
    degree itself ends with "of" or "in".
    """
    limit = min(limit, end + _REACH)
    for pattern in (_LINK, _MARK, _SPACE):
        match = pattern.match(text, end, limit)
        if match:
            area = _phrase(text, match.end(), limit, linked or pattern is _LINK)
            if area:
                return area
    return None


def area_before(text: str, start: int) -> tuple[int, int] | None:
    """Return where the field stands that leads to a degree: "Computer Science, BSc"."""
    offset = max(0, start - _REACH)
    match = _PRECEDING.search(text[offset:start])
    if not match or not names_a_field(match["area"]) or _INSTITUTION.search(match["area"]):
        return None
    if len(match["area"].split()) > _MOST_WORDS:
        return None
    end = offset + match.end("area")
    if match["area"].casefold() in _HEADINGS and "\n" in text[end:start]:
        return None
    return offset + match.start("area"), end


def _phrase(text: str, start: int, limit: int, linked: bool) -> tuple[int, int] | None:
    match = _PHRASE.match(text, start, limit)
    if not match:
        return None
    stop = _STOP.search(match[0])
    phrase = match[0][: stop.start()] if stop else match[0]
    if stop and stop["school"]:
        phrase = _without_name(phrase)
    phrase = phrase.rstrip(" -./&'’")
    if not _is_field(phrase, linked):
        return None
    end = start + len(phrase)
    series = _SERIES.match(text, end, limit)
    return start, series.end() if series and _names_fields(series[0]) else end


def _without_name(phrase: str) -> str:
    """Drop the words that lead a school's name, as in "Physics Example" before "University"."""
    return phrase[: last_field_end(phrase)] if names_a_field(phrase.split()[0]) else ""


def _names_fields(series: str) -> bool:
    return not _INSTITUTION.search(series) and all(
        names_a_field(part) for part in series.split(",") if part.strip()
    )


def _is_field(phrase: str, linked: bool) -> bool:
    if not phrase or _INSTITUTION.match(phrase) or len(phrase.split()) > _MOST_WORDS:
        return False
    if linked and phrase[0].isupper():
        return True
    return names_a_field(phrase if linked or phrase[0].isupper() else phrase.split()[0])
