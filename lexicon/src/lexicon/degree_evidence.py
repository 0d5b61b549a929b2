"""Whether an everyday word or a bare abbreviation names a degree where it stands."""

import re

from lexicon.fields_of_study import names_a_field

_WEAK = frozenset({"BE", "ME", "AS", "DO", "WO", "BUT", "CAP", "M1", "M2", "DBA", "DEA", "Grado"})
_HONOURS = r"(?:\s*\(?(?:Hons?\.?|Honou?rs)\)?)?"
_PREPOSITION = re.compile(
    rf"{_HONOURS}(?:'s)?(?:\s+degree)?\s+(?P<of>of|in|en|di|de|em|der|im|zum|zur|als)\s+(?P<what>[^\n]+)"
)
_FOLLOWED = re.compile(rf"{_HONOURS}(?:\s*[,:–—(|]|\s+-|)\s*(?P<what>[^\n;|.\"]+)")
_LEFT_EDGE = re.compile(
    r"(?:^|[\n;|•·▪●◦‣(/\t–—]|\s[-*]|\s{2,}"
    r"|(?i:degree|abschluss|dipl[oô]me?|titolo|título|titel|opleiding|qualification):)\s*\Z"
)
_RIGHT_EDGE = re.compile(rf"{_HONOURS}\s*(?:$|[\n,;|•·)(/\t–—:]|\s-|\s{{2,}}|(?:19|20)\d\d)")
_REPEATED = re.compile(
    r"\s*(?:\((?P<open>)|[-–—]\s+)(?P<short>[\w. ]+?)\.?(?(open)\)|(?=\s*[,\n]|\Z))"
)
_LONGEST_SHORT_FORM = 9
_LAST_ITEM = re.compile(r"[\n,;|]")


def names_a_degree(text: str, start: int, end: int, previous_end: int | None) -> bool:
    """Tell whether what stands around `text[start:end]` shows a degree.

    `previous_end` is where the degree before it ends, if there is one.
    """
    before, after = text[max(0, start - 60) : start], text[end : end + 90]
    item, comma, gap = before.rpartition(",")
    has_comma = bool(comma) and not gap.strip()
    after_comma = has_comma and not names_a_field(_LAST_ITEM.split(item)[-1])
    followed = _FOLLOWED.match(after)
    if followed and names_a_field(_words(followed["what"], 3)):
        return not (after_comma and after[:1] == ",")
    prepositioned = _PREPOSITION.match(after)
    if prepositioned and not after_comma:
        what, of = prepositioned["what"], prepositioned["of"] == "of"
        return names_a_field(_words(what, 4)) or (what[:1].isupper() and not of)
    if previous_end is not None and re.fullmatch(r"\.?[\s,/&+]{1,3}", text[previous_end:start]):
        return True
    return text[start:end] not in _WEAK and _has_own_place(before, after, has_comma, after_comma)


def shortened(text: str, previous_end: int, start: int, end: int) -> int:
    """Return where the short form ends that repeats a degree: "Master of Science (MSc)".

    0 if `text[start:end]` is a degree of its own.
    """
    if end - start > _LONGEST_SHORT_FORM:
        return 0
    repeated = _REPEATED.match(text, previous_end, end + 3)
    return repeated.end() if repeated and repeated.start("short") == start else 0


def _has_own_place(before: str, after: str, has_comma: bool, after_comma: bool) -> bool:
    return bool(
        not after_comma and (has_comma or _LEFT_EDGE.search(before)) and _RIGHT_EDGE.match(after)
    )


def _words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])
