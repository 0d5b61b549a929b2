"""Addresses, birth, family, nationality and the other things that stand behind a label."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from api.llm.personal.contacts import label
from api.llm.personal.found import Detail, Found
from api.llm.personal.header import Line, lines
from api.matching.resume_text import section_at
from api.matching.words import groups

_VALUE = r"[^\n|•·;\t]{1,80}?(?=$|[\n|•·;\t]|\s{3,})"
_CITY = r"(?:[A-ZÀ-Þ][\w'’.-]+(?:[ -](?:am|an der|de|di|la|le|sur|upon|on|[A-ZÀ-Þ])[\w'’.-]*){0,3})"
_POSTCODES = (
    rf"(?<!\w)(?:[A-Z]{{1,2}}-)?\d{{5}}\s+{_CITY}",  # Germany, France, Spain, Italy
    rf"(?<!\w)\d{{4}}\s?[A-Z]{{2}}(?:,?\s+{_CITY})?(?!\w)",  # Netherlands
    r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)",  # United Kingdom
    rf"(?<!\w){_CITY},?\s+[A-Z]{{2}},?\s+\d{{5}}(?:-\d{{4}})?(?!\w)",  # United States
    r"(?<!\w)[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)",  # Canada
    rf"(?<!\w)\d{{4}}-\d{{3}}(?:,?\s+{_CITY})?(?!\w)",  # Portugal
    rf"(?<!\w)\d{{5}}-\d{{3}}(?:,?\s+{_CITY})?(?!\w)",  # Brazil
)
_POSTCODE = re.compile("|".join(f"(?:{pattern})" for pattern in _POSTCODES))
_SHORT_POSTCODE = re.compile(rf"(?<!\w)(?:[A-Z]{{1,2}}-)?\d{{4}}[ ]{_CITY}(?!\w|\s*:)")
_TOWN = re.compile(
    rf",?\s+{_CITY}(?=\s*(?:$|[,|•·(]|[A-Z]{{1,2}}\d|[A-Z]{{2}}\s+\d|\d{{4,5}}(?!\d)))"
)
_DIGIT = re.compile(r"\d")
_HOUSE = r"\d{1,4}\s?[a-zA-Z]?(?:[-/]\d{1,3}[a-zA-Z]?)?"
_AGE = re.compile(r"(?<!\w)\d{2}(?:\s|-)?years?[ -]old|(?<!\w)aged?\s\d{2}(?!\d)", re.IGNORECASE)
_PRONOUNS = re.compile(
    r"\(?\b(?:she|he|they)\s?/\s?(?:her|him|them)(?:\s?/\s?(?:hers|his|theirs))?\b\)?",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"data:image/[^\s)\"']+|^[^\S\n]*[\[(<]?(?:photo|foto|picture|image|bild|passfoto|headshot)[\])>]?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LABELLED = re.compile(r"[:=\t]|\s{2,}\S|\s[–-]\s")
_GROUPS = (
    ("birth_label", Detail.BIRTH),
    ("detail_label", Detail.DETAIL),
    ("address_label", Detail.ADDRESS),
)
_SIGNED = (  # a pattern, and the sign without which it cannot stand in a line
    (" old", _AGE, Detail.BIRTH),
    ("-old", _AGE, Detail.BIRTH),
    ("age", _AGE, Detail.BIRTH),
    ("/", _PRONOUNS, Detail.TITLE),
    ("data:image", _PHOTO, Detail.PHOTO),
    ("", _PHOTO, Detail.PHOTO),
)
_SHORT_LINE = 24
_OF_OTHERS = frozenset({"work", "education", "projects", "skills", "publications", "volunteer"})
_FOOTER = 4


@cache
def _labelled(group: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[|•·;,(\t])|(?<=\s\s))[^\S\n]*(?:{label(group)})(?:\s*[:=]\s*|\s+[–-]\s+|\t+|\s{{2,}}|\s*\n?(?=[:]))"
        rf"[^\S\n]*(?P<value>{_VALUE})",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _born() -> re.Pattern[str]:
    """Birth is also told without a colon, when a date follows."""
    return re.compile(
        rf"(?<!\w)(?:{label('birth_label')})[\s:]+(?P<value>[^\n|•;]{{0,20}}?\d[\d./\-\s]*(?:[^\W\d_]{{3,10}}\.?\s+)?"
        rf"(?:(?:19|20)\d\d|\d)(?:[ ]+(?:in|à|a|en|em|te|at)[ ]+{_CITY})?)",
        re.IGNORECASE,
    )


@cache
def _at_home() -> re.Pattern[str]:
    years = r"(?:years?|ans|años|anni|anos|jaar|jahre)"
    family = rf"(?:{label('family')})(?!\w)"
    lasting = "".join(f"(?<!{word} )" for word in ("for", "over", "than", "nearly", "almost", "of"))
    age = rf"{lasting}\d{{2}}\s{years}(?:\s(?:alt|old|oud))?(?![\w+]|\s+\w)"
    return re.compile(rf"(?<!\w)(?:{family}|{age})", re.IGNORECASE)


@cache
def _streets() -> re.Pattern[str]:
    word = r"[A-ZÀ-Þ][\w'’.-]*"
    after, joined = f"(?i:{label('street_after')})", f"(?i:{label('street_joined')})"
    before = f"(?i:{label('street_before')})"
    small = r"(?:(?:de|da|do|das|dos|del|della|delle|dei|degli|di|la|le|las|los|el|des|du)\s+)*"
    forms = (
        rf"{_HOUSE},?\s+(?:{word}\s+){{1,4}}{after}(?!\w)[^\n|•,]{{0,24}}?(?=$|[\n|•,])",
        rf"(?:{word}[ -]){{0,3}}[A-ZÀ-Þ][\w-]*?[ -]?{joined}\s+{_HOUSE}(?!\w)",
        rf"{_HOUSE},?\s+(?:bis\s+)?{before}\s+[^\n,|•]{{2,40}}",
        rf"{before}\s+{small}{word}[^\n,|•\d]{{0,30}}?,?\s+(?:n[º°.]?\s?)?{_HOUSE}(?!\w)",
        r"(?i:P\.?\s?O\.?\s?Box|Postfach)\s+\d+",
        r"(?i:apt|apartment|flat|unit|suite)\.?\s+#?\d+\w?(?=\s*(?:[,\n|]|$))",
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})")


def labelled(text: str) -> Iterator[Found]:
    """Find what stands behind the label of a personal detail."""
    yield from labelled_names(text)
    for line in lines(text):
        if _LABELLED.search(line.text):
            for group, detail in _GROUPS:
                for match in _labelled(group).finditer(line.text):
                    yield line.found(match, detail, "value")
        if _DIGIT.search(line.text):
            for match in _born().finditer(line.text):
                yield line.found(match, Detail.BIRTH, "value")


def labelled_names(text: str) -> Iterator[Found]:
    """Find names behind their label."""
    for line in lines(text):
        if _LABELLED.search(line.text):
            for match in _labelled("name_label").finditer(line.text):
                yield line.found(match, Detail.NAME, "value")


def unlabelled(text: str, header: Iterable[Line]) -> Iterator[Found]:
    """Find ages, pronouns, pictures, and among the contact data family, that need no label."""
    for line in header:
        for match in _at_home().finditer(line.text):
            yield line.found(match, Detail.DETAIL)
    for line in lines(text):
        for sign, pattern, detail in _SIGNED:
            if sign in line.text or (not sign and len(line.text) < _SHORT_LINE):
                for match in pattern.finditer(line.text):
                    yield line.found(match, detail)


def addresses(text: str, header: Sequence[Line]) -> Iterator[Found]:
    """Find streets with house numbers and postcodes with their places; employers' ones stay."""
    own = [line for line in lines(text) if section_at(text, line.start) not in _OF_OTHERS]
    for line in dict.fromkeys([*own, *header, *lines(text)[-_FOOTER:]]):
        if _DIGIT.search(line.text):
            for pattern in (_POSTCODE, _streets()):
                for match in pattern.finditer(line.text):
                    yield line.found(match, Detail.ADDRESS)
    for line in header:
        for match in _SHORT_POSTCODE.finditer(line.text):
            yield line.found(match, Detail.ADDRESS)
        for street in _streets().finditer(line.text):
            if town := _TOWN.match(line.text, street.end()):
                yield line.found(town, Detail.ADDRESS)


@cache
def titles() -> frozenset[str]:
    """Give the forms of address that tell a person's sex."""
    return frozenset(groups("personal")["title"])
