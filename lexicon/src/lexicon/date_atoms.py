"""Single dates in text: what is written, where, and what it cannot be."""

import re
from collections.abc import Iterator

from lexicon.date_types import DateHit, PartialDate
from lexicon.date_words import ENGLISH_MONTHS, FROM, HOMONYMS, MONTHS, PRESENT, SEASONS, TO

_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NUMERIC = re.compile(
    rf"""(?<![^\W_]) (?:
      (?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>{_MONTH})(?P=s1)(?P<d1>{_DAY})(?!\d)
    | (?P<d2>\d\d?)(?P<s2>[-/.])[ ]?(?P<m2>\d\d?)(?P=s2)[ ]?(?P<y2>{_YEAR})(?!\d)
    | (?P<y3>{_YEAR})[-\u2010\u2011/.](?P<m3>1[0-2]|0[1-9])(?![\d\w]|[-/.]\d)
    | (?P<m4>{_MONTH})[ ]?[-\u2010\u2011/.][ ]?(?P<y4>{_YEAR})(?!\d)
    | (?P<y5>{_YEAR})(?![^\W_])
    )""",
    re.VERBOSE,
)
_OF = r"(?:(?:of|de|del|di|do|des|van|von|d['’])\s*(?<=[\s'’]))?"
_WORDED = re.compile(
    rf"""(?<![^\W_])
    (?:(?P<day>{_DAY})(?:st|nd|rd|th|er|ro|º|ª|°|[.])?[ ]*[-/.]?[ ]*{_OF})?
    (?P<word>[^\W\d_]{{2,15}}+|[qQ][1-4])[.]?
    (?:[ ]*(?<=[ .])(?P<day2>{_DAY})(?:st|nd|rd|th)?,(?=[ ]*\d{{4}}))?
    [ ]*[,.'’/-]?[ ]*{_OF}
    (?:(?P<year>{_YEAR})|(?<=['’])(?P<short>\d\d)) (?!\d|[.,]\d|['’]?s\b)(?:/\d\d(?!\d))?
    """,
    re.VERBOSE,
)
_YEAR_FIRST = re.compile(
    rf"(?<![\w.,/-])(?P<year>{_YEAR})[ ]?[,./ -][ ]?(?P<word>[^\W\d_]{{3,15}}+|[qQ][1-4])[.]?"
    rf"(?![ ]*[,.'’/-]?[ ]*(?:{_YEAR}|\d\d?\b))"
)
_NOT_A_YEAR_BEFORE = re.compile(
    r"""(?: [€$£¥\#+~<>=]\s? | \d[ ]?[.,:/-] | \d[ ] | [^\W\d_]{1,4}- | [(]\d*[)][ -]? | v\.? | \bCH- | @
    | \b(?:windows|server|office|studio|excel|word|access|exchange|sharepoint|project|dynamics|visio
      |outlook|powerpoint|autocad|revit|solidworks|inventor|catia|civil\s3d|3ds\smax|maya|navision
      |es|ecmascript|sql|iso|iec|en|din|nfpa|astm|asme|rfc|bs|horizon|agenda|vision|expo|fortune|forbes
      |global|top|room|suite|apt|unit|no|nr|n°|num|box|postfach|highway|route|floor|page|pages|pp?
      |chapter|section|article|figure|version|release|edition|model|approximately|approx|about|over
      |than|least|nearly|almost|up\sto\sover|some|circa|ca|environ|plus\sde|mehr\sals|über|m[áa]s\sde
      |pi[ùu]\sdi|mais\sde|meer\sdan|nsw|vic|qld|act|zip|plz|cp)[.:]?\s
    | \d[a-z]?,\s )$""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_A_YEAR_AFTER = re.compile(
    r"""\s?[%€$£¥°] | [.,:]\d | \s?[-–]?\s?(?:k|m|km|kg|mm|cm|sq|ft|hrs?|hours?|users?|people|persons?
    |employees|staff|customers?|clients?|members?|students?|pupils|patients?|units?|items?|lines?
    |pages|words|records|servers|nodes|devices|machines|stores|shops|sites|orders|tickets|cases
    |calls|invoices|transactions|requests|queries|downloads|visitors|subscribers|followers|leads
    |participants|attendees|seats|rooms|beds|guests|covers|vehicles|parts|pieces|tons?|tonnes|litres
    |mitarbeiter\w*|kunden|nutzer\w*|benutzer\w*|personen|stunden|stück|euros?|eur|usd|chf|gbp|dollars
    |utilisateurs|clientes|usuarios|utenti|clienti|utilizadores|gebruikers|klanten|heures|horas|ore|uur
    |personnes|personas|persone|pessoas|colaboradores|empleados|collaborateurs|medewerkers|dipendenti
    )\b
    | [ ]+(?:[A-Z]\w+\.?[ ]){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Blvd|Boulevard|Lane|Ln|Drive|Dr|Way
      |Court|Ct|Place|Pl|Terrace|Parkway|Pkwy|Square|Sq)\b
    | [ ][A-Z]{2}[ ]+[A-Z][a-z]+\s*(?:$|[,\n|]) | -\d{3} | [ ]\d""",
    re.VERBOSE | re.MULTILINE,
)
_PHONE = re.compile(
    r"(?:\+|\b00|\(0|(?i:tel|phone|mobile?|fax|cell|handy)[\w ]*[.:]? ?)[\d(][\d ()./-]{6,}"
)
_IN_SENTENCE = re.compile(
    rf"(?!(?<![^\W_])(?:{TO}|{FROM})\s+$)(?<![^\W_])[^\W\d_]+\s+$", re.IGNORECASE
)
_AFTER_YEAR = re.compile(rf"(?<!\d){_YEAR}[-/]$")
_FOREIGN_PRESENT = re.compile(rf"[-–—]\s*(?!present\b|date\b){PRESENT}\b", re.IGNORECASE)


def atoms(text: str) -> list[DateHit]:
    """Find all dates, in order, none overlapping."""
    phones = [match.span() for match in _PHONE.finditer(text)]
    found: list[DateHit] = []
    for hit in [*_worded(text), *_year_first(text), *_numeric(text)]:
        clear = all(hit.end <= other.start or hit.start >= other.end for other in found)
        if clear and not any(start <= hit.start < end for start, end in phones):
            found.append(hit)
    return sorted(found, key=lambda hit: hit.start)


def month_of(word: str) -> tuple[int, int] | None:
    """Return first and last month of the time a word names: of May, of summer, of Q1."""
    known = word.casefold().rstrip(".")
    month = MONTHS.get(known)
    return (month, month) if month else SEASONS.get(known)


def full_year(short: str) -> int:
    """Return the year two digits stand for: 1950 to 2049."""
    return int(short) + (1900 if int(short) >= 50 else 2000)


def hit(text: str, year: int, months: tuple[int, int] | None, start: int, end: int) -> DateHit:
    """Make the hit for `text[start:end]`."""
    first, last = months or (None, None)
    return DateHit(PartialDate(year, first), PartialDate(year, last), start, end, text[start:end])


def _worded(text: str) -> Iterator[DateHit]:
    for match in _WORDED.finditer(text):
        months = month_of(match["word"])
        if months is None or _is_homonym(match):
            continue
        year = int(match["year"]) if match["year"] else full_year(match["short"])
        yield hit(text, year, months, match.start(), match.end())


def _is_homonym(match: re.Match[str]) -> bool:
    """Tell the English "rolled out 2019" from "out 2019" and "out/2019"."""
    word, before = match["word"], match.string[: match.start("word")][-20:]
    if word not in HOMONYMS or match["day"] or not match[0][len(word) :][:1] == " ":
        return False
    return bool(_IN_SENTENCE.search(before))


def _year_first(text: str) -> Iterator[DateHit]:
    for match in _YEAR_FIRST.finditer(text):
        months = month_of(match["word"])
        if (
            months
            and match["word"].casefold() not in HOMONYMS
            and match["word"].casefold() not in {"ss", "ws", "wise"}
        ):
            yield hit(text, int(match["year"]), months, match.start(), match.end())


def _numeric(text: str) -> Iterator[DateHit]:
    day_first = _writes_day_first(text)
    for match in _NUMERIC.finditer(text):
        parts = {kind[0]: value for kind, value in match.groupdict().items() if value}
        if match["y2"]:
            parts["2"] = "day before month or after it"
        month = _month(parts, day_first)
        if month is None and "m" in parts:
            continue
        if not _is_other_number(text, match, bare=month is None):
            months = (month, month) if month else None
            yield hit(text, int(parts["y"]), months, match.start(), match.end())


def _month(parts: dict[str, str], day_first: bool) -> int | None:
    if "d" not in parts:
        return int(parts["m"]) if "m" in parts else None
    left, right = int(parts["d"]), int(parts["m"])
    month_first = parts["s"] == "/" and not day_first and left <= 12
    if "2" in parts and (month_first or right > 12):
        left, right = right, left
    return right if 1 <= right <= 12 and 1 <= left <= 31 else None


def _is_other_number(text: str, match: re.Match[str], *, bare: bool) -> bool:
    before, after = (
        text[max(0, match.start() - 24) : match.start()],
        text[match.end() : match.end() + 48],
    )
    if bare and not _AFTER_YEAR.search(before):
        return bool(_NOT_A_YEAR_BEFORE.search(before) or _NOT_A_YEAR_AFTER.match(after))
    joined = _AFTER_YEAR.sub("", before)
    return bool(
        re.search(r"[€$£+#]$|\d[.,:/-]$|\d $|\bv\.?$", joined) or re.match(r"\d|[.,/-]\d", after)
    )


def _writes_day_first(text: str) -> bool:
    """Tell whether 03/04/2019 is in April here: by other dates, else by the language."""
    slashed = re.findall(rf"(?<!\d)(\d\d?)/(\d\d?)/{_YEAR}", text)
    if any(int(left) > 12 for left, _ in slashed):
        return True
    if not slashed or any(int(right) > 12 for _, right in slashed):
        return False
    words = {word.casefold() for word in re.findall(r"([^\W\d_]{3,10})\.? (?=\d{4})", text)}
    foreign = (words & MONTHS.keys()) - ENGLISH_MONTHS
    return bool(foreign or _FOREIGN_PRESENT.search(text))
