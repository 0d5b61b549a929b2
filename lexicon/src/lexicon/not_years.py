"""What looks like a year and is none: versions, norms, phone numbers, amounts, addresses."""

import re

_REACH = 28
_RANGE_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d(?:-\d\d){0,2}[-/]\Z")
_NUMBER_BEFORE = re.compile(r"(?:[€$£+#]\s?|\d[.,:/-]|\d |\bv\.?)\Z")
_NUMBER_AFTER = re.compile(r"\d|[.,/]\d|-\d(?!\d?[./-]\d|\d{3}(?!\d))")
_PHONE_BEFORE = re.compile(
    r"(?:\+|\b00|\(0\d*\)|(?i:tel|phone|mobile?|fax|cell|handy)[a-z ]*[.:]? ?)[\d ()./-]*\Z"
)
_PRODUCTS = (
    "windows|server|office|studio|excel|word|access|exchange|sharepoint|project|dynamics|visio"
    "|outlook|powerpoint|autocad|revit|solidworks|inventor|catia|civil 3d|3ds max|maya|navision"
    "|ecmascript|sql|crm"
)
_NORMS = (
    "(?-i:ISO|IEC|EN|DIN|NFPA|ASTM|ASME|RFC|BS|IEEE|ANSI|NTC|VOB|HOAI|COBIT|ITIL|ILO|ES|AX|NAV)"
)
_PROGRAMMES = "horizon|agenda|vision|expo|fortune|forbes|global|top|inc|route|area"
_PLACES = (
    "room|suite|apt|apartment|unit|(?-i:No|Nr|NR|NO)|n°|num|number|box|postfach|highway|hwy|floor|zip|plz|cp"
    "|(?-i:NSW|VIC|QLD|ACT)|page|pages|pp?|chapter|section|article|figure|version|release|edition"
    "|model|modell|ticket|order|(?-i:ID)"
)
_AMOUNTS = (
    "approximately|approx|about|over|than|least|nearly|almost|some|circa|ca|environ|plus de"
    "|mehr als|über|más de|più di|mais de|meer dan|up to over|averaging|of over|exceeding"
)
_BEFORE = re.compile(
    r"(?:[€$£¥#+~<>=@]\s?|\d[ ]?[.,:/-]|\d[ ]|[^\W\d_]{1,4}-|\(\d*\)[ -]?|\bv\.?|[^\W_]"
    rf"|(?<![^\W_])(?:{_PRODUCTS}|{_NORMS}|{_PROGRAMMES}|{_PLACES}|{_AMOUNTS})[.:]?\s"
    r"|[^\W\d_]{2,}\.?\s\d+[a-z]?,\s)\Z",
    re.IGNORECASE,
)
_COUNTED = (
    "k|m|km|kg|mm|cm|sq|ft|hrs?|hours?|users?|people|persons?|employees|staff|customers?|clients?"
    "|members?|students?|pupils|patients?|units?|items?|lines?|pages|words|records|servers|nodes"
    "|devices|machines|stores|shops|sites|orders|tickets|cases|calls|invoices|transactions|requests"
    "|queries|downloads|visitors|subscribers|followers|leads|participants|attendees|seats|rooms"
    "|beds|guests|covers|vehicles|parts|pieces|tons?|tonnes|litres|products|points|watts?|volts?"
    "|mitarbeiter\\w*|kunden|nutzer\\w*|benutzer\\w*|personen|stunden|stück|euros?|eur|usd|chf|gbp"
    "|dollars|utilisateurs|clientes|usuarios|utenti|clienti|utilizadores|gebruikers|klanten|heures"
    "|horas|ore|uur|personnes|personas|persone|pessoas|colaboradores|empleados|collaborateurs"
    "|medewerkers|dipendenti|teilnehmer\\w*|participants|alumnos|élèves|studenti|alunos"
)
_STREETS = (
    "Street|St|Avenue|Ave|Road|Rd|Blvd|Boulevard|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Terrace"
    "|Parkway|Pkwy|Square|Sq|Circle|Cir|Trail|Loop|Highway|Hwy"
)
_AFTER = re.compile(
    rf"[^\W_]|\s?[%€$£¥°+]|[.,:]\d|\s?[-–]?\s?(?i:{_COUNTED})\b"
    rf"|[ ]+(?:[NSEW]\.?[ ])?(?:[A-Z]\w+\.?[ ]){{1,3}}(?:{_STREETS})\b"
    r"|[ ](?!BA|BS|MA|MS|BE|ME|MD|JD|DO|IT|HR|PR|QA)[A-Z]{2}[ ]+[A-Z][a-z]+\s*(?:$|[,\n|])"
    r"|-\d{3}(?!\d)|[ ]\d(?!\d?[./]\d)",
)


def is_other_number(text: str, start: int, end: int) -> bool:
    """Tell whether the four digits `text[start:end]` are no year on their own."""
    before = text[max(0, start - _REACH) : start]
    if _AFTER.match(text, end):
        return True
    return not _RANGE_BEFORE.search(before) and bool(
        _BEFORE.search(before) or _PHONE_BEFORE.search(before)
    )


def is_part_of_number(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]`, a month and year in digits, belongs to a longer number."""
    before = text[max(0, start - _REACH) : start]
    if _NUMBER_AFTER.match(text, end):
        return True
    return not _RANGE_BEFORE.search(before) and bool(
        _NUMBER_BEFORE.search(before) or _PHONE_BEFORE.search(before)
    )
